"""Names by which a paragraph is found again in a document: Word's hidden bookmarks, a web page's anchors."""

from __future__ import annotations

import hashlib
import re

PREFIX = "_drafter_"
"""Word hides a bookmark whose name begins with an underscore."""

# Word takes letters, digits and underscores, 40 characters in all, and doesn't tell capitals from small letters.
_PLAIN = re.compile(r"[a-z0-9_]{1,31}")


def anchor(id: str) -> str:
    """The name for the paragraph with this id, one for each id: `_drafter_` and the id, or, where Word would refuse
    that, `_drafter_` and a digest of it. To find a paragraph again, compare with the anchors of the draft's ids.
    """
    if _PLAIN.fullmatch(id):
        return PREFIX + id
    return PREFIX + "x" + hashlib.sha256(id.encode()).hexdigest()[:30]
