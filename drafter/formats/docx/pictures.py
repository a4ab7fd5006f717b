"""The pictures of a layout's headers and footers, without what their files say of where they were made."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from struct import unpack_from
from typing import NamedTuple

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part

_KINDS = {"image/png": "png", "image/jpeg": "jpeg", "image/gif": "gif", "image/bmp": "bmp", "image/tiff": "tiff",
          "image/x-emf": "emf", "image/x-wmf": "wmf"}  # fmt: skip
"""The pictures that are taken, with the endings of their names."""


class Picture(NamedTuple):
    """A picture that a header holds."""

    path: str
    """Of its part in the package: the same picture has the same."""
    content_type: str
    data: bytes


def picture(part: Part, id: str) -> Picture | None:
    """The picture to which the relation of a part with this id leads; None where it leads to no picture, to one outside
    of the file, or to one of a kind that isn't taken.
    """
    relation = part.rels.get(id)
    if relation is None or relation.is_external or relation.reltype != RELATIONSHIP_TYPE.IMAGE:
        return None
    image = relation.target_part
    ending = _KINDS.get(image.content_type)
    if ending is None:
        return None
    data = bare(image.blob)
    return Picture(f"/word/media/{sha256(data).hexdigest()[:16]}.{ending}", image.content_type, data)


def bare(image: bytes) -> bytes:
    """A PNG or JPEG without what it says of its maker, place and time; another picture, or a broken one, as it is."""
    if image.startswith(_PNG):
        return _PNG + b"".join(_png_chunks(image))
    if image.startswith(b"\xff\xd8"):
        return b"\xff\xd8" + b"".join(_jpeg_segments(image))
    return image


_PNG = b"\x89PNG\r\n\x1a\n"
_SAID = (b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME")


def _png_chunks(image: bytes) -> Iterator[bytes]:
    at = len(_PNG)
    while at + 12 <= len(image):
        end = at + 12 + unpack_from(">I", image, at)[0]
        if image[at + 4 : at + 8] not in _SAID:
            yield image[at:end]
        at = end
    yield image[at:]


def _jpeg_segments(image: bytes) -> Iterator[bytes]:
    """Up to the picture's own data, which begins with a start of scan."""
    at = 2
    while at + 4 <= len(image) and image[at] == 0xFF and image[at + 1] != 0xDA:
        end = at + 2 + unpack_from(">H", image, at + 2)[0]
        marker = image[at + 1]
        if not (marker == 0xFE or (0xE1 <= marker <= 0xEF and marker not in (0xE2, 0xEE))):
            yield image[at:end]
        at = end
    yield image[at:]
