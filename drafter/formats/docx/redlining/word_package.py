"""A Word file's parts as they are packed: the few that are worked on are trees, all others stay what they were.

lxml reads them without python-docx, which makes an object of a class of its own for each element and holds every part
in memory: a declaration of a thousand pages takes twice the room.
"""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from posixpath import dirname, relpath
from zipfile import ZIP_DEFLATED, ZipFile

from lxml import etree

from drafter.formats.docx import guard
from drafter.formats.docx.elements import Element, W, to_xml
from drafter.formats.docx.opc import (
    BROKEN,
    PartRelation,
    add_to_root,
    package_root,
    parsed,
    relations_in,
    relations_part,
    unreadable,
    zip_entry,
)

_TYPES = "[Content_Types].xml"
MAIN = "officeDocument"


class WordPackage:
    """An opened file."""

    def __init__(self, data: bytes, path: Path | str, *, only_read: bool) -> None:
        """Opens the file behind the guard. Raises BadInput, with the file, where it is no Word document."""
        self._path = path
        self._zip = ZipFile(BytesIO(guard.checked(data, path, only_read=only_read)))
        self._written: dict[str, bytes] = {}
        self._relations: dict[str, dict[str, PartRelation]] = {}
        self.names = set(self._zip.namelist())
        self._types = self.tree(_TYPES)
        mains = [each.target for each in self.relations("").values() if each.kind == MAIN]
        self.main = next((name for name in mains if name in self.names), "")
        if not self.main:
            raise unreadable(path, "a part that it needs is missing")

    def read(self, name: str) -> bytes:
        return self._written[name] if name in self._written else self._zip.read(name)

    def tree(self, name: str) -> Element:
        """The root of a part, without remarks. Raises BadInput where it has none."""
        try:
            return parsed(self.read(name))
        except etree.XMLSyntaxError as error:
            raise unreadable(self._path, BROKEN) from error

    def document(self) -> Element:
        """The root of the main part. Raises BadInput where it is something else."""
        root = self.tree(self.main)
        if root.tag != f"{W}document" or root.find(f"{W}body") is None:
            raise unreadable(self._path, "its main part is something else, or “Strict Open XML”")
        return root

    def related(self, kind: str) -> str:
        """The name of the first part to which the main one has this relation; empty for none."""
        found = (each.target for each in self.relations(self.main).values() if each.kind == kind)
        return next((name for name in found if name in self.names), "")

    def relations(self, part: str) -> dict[str, PartRelation]:
        """The relations of a part, of the package itself where that is empty, by their ids."""
        if part not in self._relations:
            name = relations_part(part)
            self._relations[part] = dict(relations_in(self.tree(name), part)) if name in self.names else {}
        return self._relations[part]

    def relate(self, part: str, relation: PartRelation) -> str:
        """The id of a part's relation to something, which is added where it hasn't one."""
        known = self.relations(part)
        for id, each in known.items():
            if each == relation:
                return id
        free = next(id for place in range(1, len(known) + 2) if (id := f"rId{place}") not in known)
        self.relate_all(part, {**known, free: relation})
        return free

    def relate_all(self, part: str, relations: dict[str, PartRelation]) -> None:
        """Give a part these relations, by their ids, and no others."""
        self._relations[part] = relations
        root = package_root("relationships", "Relationships")
        for id, relation in relations.items():
            target = relation.target if relation.external else relpath(relation.target, dirname(part) or ".")
            said = {"Id": id, "Type": relation.type, "Target": target}
            if relation.external:
                said["TargetMode"] = "External"
            add_to_root(root, "Relationship", said)
        self.write(relations_part(part), to_xml(root))

    def content_type(self, name: str) -> str:
        """What a part is; empty where the package doesn't say."""
        ending = name.rpartition(".")[2].lower()
        own = [each for each in self._types if each.get("PartName", "").lstrip("/").lower() == name.lower()]
        rest = [each for each in self._types if each.get("Extension", "").lower() == ending]
        return next((str(each.get("ContentType")) for each in (*own, *rest)), "")

    def write(self, name: str, content: bytes, content_type: str = "") -> None:
        """Give a part other bytes, or add one, of this type."""
        self.names.add(name)
        self._written[name] = content
        if content_type and self.content_type(name) != content_type:
            add_to_root(self._types, "Override", {"PartName": f"/{name}", "ContentType": content_type})
            self._written[_TYPES] = to_xml(self._types)

    def packed(self, trees: Mapping[str, Element]) -> bytes:
        """The file, these parts from their trees: all in their order, those that were added last. The same bytes for
        the same parts.
        """
        before = self._zip.namelist()
        stream = BytesIO()
        with ZipFile(stream, "w", ZIP_DEFLATED) as target:
            for name in (*before, *(name for name in self._written if name not in before)):
                with target.open(zip_entry(name), "w") as file:
                    if name in trees:
                        tree = etree.ElementTree(trees[name])
                        tree.write(file, encoding="UTF-8", xml_declaration=True, standalone=True)
                    else:
                        file.write(self.read(name))
        return stream.getvalue()
