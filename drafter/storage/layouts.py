"""A layout as a folder: `layout.yaml` for the parts, a `.j2` file a sentence, `declaration.docx` for the styles."""

from __future__ import annotations

from pathlib import Path

from drafter.errors import BadInput
from drafter.model import wording
from drafter.model.layout import Kind, Layout, PartPlan
from drafter.storage import yamlfile
from drafter.storage.files import read_bytes, read_text
from drafter.storage.places import TEMPLATES
from drafter.storage.yamlfile import Faults, Fields

DEFAULT = "kyoto"
STYLES = "declaration.docx"


def names() -> list[str]:
    """The layouts that come with drafter, in the order of the alphabet."""
    return sorted(folder.name for folder in TEMPLATES.iterdir() if (folder / "layout.yaml").is_file())


def load(name: str) -> Layout:
    """The layout that comes with drafter under this name, or that a folder at this path holds.

    Raises BadInput with every fault found.
    """
    folder = _folder(name)
    faults = Faults(str(folder / "layout.yaml"))
    fields = yamlfile.read(folder / "layout.yaml", faults)
    parts = tuple(_part(one) for one in fields.mappings("parts", required=True))
    if not any(part.kind is Kind.OP for part in parts):
        faults.add(fields.line, "The layout has no operative part.", "Add a part with `kind: OP`.")
    layout = Layout(name, fields.text("title", required=True), parts, _sentences(folder, faults), _styles(folder))
    fields.end()
    faults.check()
    return layout


def styles(layout: Layout) -> bytes | None:
    """The content of the Word file that holds the layout's styles; None where it has none."""
    return read_bytes(Path(layout.styles)) if layout.styles else None


def _folder(name: str) -> Path:
    if name in names():
        return TEMPLATES / name
    folder = Path(name)
    if not (folder / "layout.yaml").is_file():
        raise BadInput.of(name, "There is no such layout.", f"Name one of {', '.join(names())}, or a layout's folder.")
    return folder


def _styles(folder: Path) -> str:
    path = folder / STYLES
    return str(path) if path.is_file() else ""


def _sentences(folder: Path, faults: Faults) -> dict[str, str]:
    sentences = {path.stem: read_text(path) for path in sorted(folder.glob("*.j2"))}
    for name, text in sentences.items():
        fault = wording.fault(str(folder / f"{name}.j2"), text)
        if fault:
            faults.found.append(fault)
    return sentences


def _part(fields: Fields) -> PartPlan:
    part = PartPlan(
        fields.text("id", required=True),
        fields.text("title", required=True),
        fields.choice("kind", Kind, Kind.OP),
        fields.texts("takes"),
        fields.flag("heading", True),
    )
    fields.end()
    return part
