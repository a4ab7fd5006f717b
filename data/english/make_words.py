"""Makes words.txt, the words by which drafter checks spelling, of SCOWL's lists of English words.

    python data/english/make_words.py SCOWL_FOLDER

SCOWL (http://wordlist.aspell.net) is what Hunspell's British dictionary is made of, too; it tells British spelling with
-ize, which is the United Nations', from the one with -ise. SCOWL_FOLDER holds the lists, `english-words.10` and so on:
Debian's package `scowl` has them in /usr/share/dict/scowl. Its licence is in LICENSE-words.txt.
"""

from __future__ import annotations

import sys
from pathlib import Path

LISTS = ("english-words", "british_z-words", "english-contractions")
LARGEST = 70
"""Words that are rarer still are mostly somebody's misspellings of others."""


def words(folder: Path) -> list[str]:
    """Every word of the lists, without genitives."""
    found = set[str]()
    for name in LISTS:
        for path in folder.glob(f"{name}.*"):
            if int(path.suffix[1:]) <= LARGEST:
                found.update(path.read_text("latin-1").split())
    return sorted(word for word in found if not word.endswith("'s"))


if __name__ == "__main__":
    made = words(Path(sys.argv[1]))
    (Path(__file__).parent / "words.txt").write_text("\n".join(made) + "\n", encoding="utf-8")
