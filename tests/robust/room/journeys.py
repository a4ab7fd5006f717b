"""What other programs make of a file without anybody having edited it: how Google Docs, WPS and LibreOffice write."""

from __future__ import annotations

import re
from collections.abc import Callable
from copy import deepcopy

from lxml import etree

from tests.robust.room.parts import MAIN, NOTES, STYLES, Parts, W, as_bytes, packed, parsed, unpacked

_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
Way = Callable[[Parts], Parts]


def _on_main(change: Callable[[etree._Element], None]) -> Way:
    def way(parts: Parts) -> Parts:
        tree = parsed(parts[MAIN])
        change(tree)
        return {**parts, MAIN: as_bytes(tree)}

    return way


def _texts(tree: etree._Element) -> list[etree._Element]:
    """The runs of the text's paragraphs that hold words."""
    body = tree[0]
    paragraphs = [each for each in body if each.tag == f"{W}p" and next(each.iter(f"{W}hyperlink"), None) is None]
    return [run for each in paragraphs for run in each.iter(f"{W}r") if run.find(f"{W}t") is not None]


def _without_bookmarks(tree: etree._Element) -> None:
    for each in [*tree.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")]:
        each.getparent().remove(each)


def _without_manifest(parts: Parts) -> Parts:
    found = {name: data for name, data in parts.items() if not name.startswith("customXml/")}
    for name in ("[Content_Types].xml", "word/_rels/document.xml.rels"):
        found[name] = re.sub(rb"<[^<>]*customXml[^<>]*/>", b"", found[name])
    return found


def _renamed(names: bool) -> Way:
    """Styles with other ids; their names too."""

    def way(parts: Parts) -> Parts:
        styles = parsed(parts[STYLES])
        ids = {str(each.get(f"{W}styleId")): f"a{place}" for place, each in enumerate(styles.iter(f"{W}style"))}
        for place, style in enumerate(styles.iter(f"{W}style")):
            name = style.find(f"{W}name")
            if names and str(style.get(f"{W}type")) == "paragraph":
                name.set(f"{W}val", f"Custom style {place}")
        found = dict(parts)
        found[STYLES] = as_bytes(styles)
        for part in (STYLES, MAIN, NOTES, "word/numbering.xml"):
            tree = parsed(found[part])
            for each in tree.iter(f"{W}style"):
                each.set(f"{W}styleId", ids[str(each.get(f"{W}styleId"))])
            for each in tree.iter(*(W + tag for tag in ("pStyle", "rStyle", "basedOn", "next", "link", "tblStyle"))):
                each.set(f"{W}val", ids.get(str(each.get(f"{W}val")), "a0"))
            found[part] = as_bytes(tree)
        return found

    return way


def _renumbered(parts: Parts) -> Parts:
    """The footnotes with other ids."""
    found = dict(parts)
    for name, tag in ((MAIN, "footnoteReference"), (NOTES, "footnote")):
        tree = parsed(parts[name])
        for each in tree.iter(W + tag):
            if int(str(each.get(f"{W}id"))) > 0:
                each.set(f"{W}id", str(int(str(each.get(f"{W}id"))) + 40))
        found[name] = as_bytes(tree)
    return found


def _in_controls(tree: etree._Element) -> None:
    """Paragraphs in content controls, and some words in others."""
    for place, each in enumerate([*tree[0].iterchildren(f"{W}p")]):
        if place % 2:
            _wrap(each, "sdt", "sdtContent")
    for place, run in enumerate(_texts(tree)):
        if place % 3 == 0:
            _wrap(run, "sdt", "sdtContent")


def _wrap(element: etree._Element, *tags: str) -> None:
    outer = inner = etree.Element(W + tags[0])
    for tag in tags[1:]:
        inner = etree.SubElement(inner, W + tag)
    element.addprevious(outer)
    inner.append(element)


def _in_alternates(tree: etree._Element) -> None:
    """Words once for programs that know more, and once for those that know less."""
    for place, run in enumerate(_texts(tree)):
        if place % 2:
            outer = etree.Element(f"{{{_MC}}}AlternateContent", nsmap={"mc": _MC})
            run.addprevious(outer)
            for tag in ("Choice", "Fallback"):
                attributes = {"Requires": "w14"} if tag == "Choice" else {}
                etree.SubElement(outer, f"{{{_MC}}}{tag}", attributes).append(deepcopy(run))
            run.getparent().remove(run)


def _cut(tree: etree._Element) -> None:
    """A run for every two signs, and marks of the spelling check between them."""
    for run in _texts(tree):
        text = run.find(f"{W}t")
        words = text.text or ""
        if len(run.findall(f"{W}t")) != 1 or run.find(f"{W}br") is not None:
            continue
        for start in range(0, len(words), 2):
            made = deepcopy(run)
            made.find(f"{W}t").text = words[start : start + 2]
            made.find(f"{W}t").set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            made.set(f"{W}rsidR", f"00{start:06X}")
            run.addprevious(made)
            run.addprevious(etree.Element(f"{W}proofErr", {f"{W}type": "spellStart"}))
        run.getparent().remove(run)


def _tagged(tree: etree._Element) -> None:
    for place, run in enumerate(_texts(tree)):
        if place % 2:
            _wrap(run, "smartTag")


def _plain(tree: etree._Element) -> None:
    """No character has a style any more, and every one its own font."""
    for look in [*tree.iter(f"{W}rStyle")]:
        if look.getparent().getparent().find(f"{W}t") is not None:
            look.addnext(etree.Element(f"{W}color", {f"{W}val": "222222"}))
            look.getparent().remove(look)


WAYS: dict[str, Way] = {
    "bookmarks gone": _on_main(_without_bookmarks),
    "manifest gone": _without_manifest,
    "bookmarks and manifest gone": lambda parts: _without_manifest(_on_main(_without_bookmarks)(parts)),
    "styles with other ids": _renamed(names=False),
    "styles with other names": _renamed(names=True),
    "footnotes renumbered": _renumbered,
    "content controls": _on_main(_in_controls),
    "alternate content": _on_main(_in_alternates),
    "runs cut": _on_main(_cut),
    "smart tags": _on_main(_tagged),
    "character styles gone": _on_main(_plain),
}
WITHOUT_BOOKMARKS = frozenset({"bookmarks gone", "bookmarks and manifest gone"})


def travelled(document: bytes, name: str) -> bytes:
    return packed(WAYS[name](unpacked(document)))
