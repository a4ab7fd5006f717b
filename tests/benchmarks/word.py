"""How long a Word document takes: ours, pandoc, docxtpl, and the floor (a string template and a zip), side by side.

    python -m tests.benchmarks.word [300 3000 30000] [--check]

Each way is a process of its own, started with the same JSON file of numbered paragraphs that each have a footnote. The
seconds are of the processor, from its start to its end, Python's own included: a busy machine doesn't change them. The
figure is the least of three or five, since whatever else goes on only adds to it. `--check` fails where the bounds that
are in `faults` are missed.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

SIZES = (300, 3_000, 30_000)
Paragraphs = list[tuple[str, str]]


def paragraphs(number: int) -> Paragraphs:
    """Texts and notes as long and as varied as real ones: the recommendations in turn, each made its own."""
    from drafter.corpus import citations
    from drafter.storage import corpus_yaml, folders

    corpus = corpus_yaml.load(folders.CORPUS)
    known = corpus.recommendations
    found = []
    for place in range(number):
        one, other = known[place % len(known)], known[place * 7 % len(known)]
        found.append((f"{one.text} ({place:x})", citations.footnote(corpus, {one.id, other.id})))
    return found


def ours(items: Paragraphs, target: Path) -> None:
    from drafter.document.outline import Outline, OutlineParagraph
    from drafter.draft.layout import Kind
    from drafter.formats.registry import render

    blocks = tuple(
        OutlineParagraph(f"p{n}", f"OP{n}", f"{n}.", Kind.OP, 0, text, (), note, "", "")
        for n, (text, note) in enumerate(items, start=1)
    )
    target.write_bytes(render(Outline("d", "c", "Draft declaration", ("Unofficial draft",), blocks, (), ""), ".docx"))


def pandoc(items: Paragraphs, target: Path) -> None:
    source = target.with_suffix(".md")
    body = "\n\n".join(f"{n}. {text}[^{n}]" for n, (text, _) in enumerate(items, start=1))
    source.write_text(body + "\n\n" + "\n\n".join(f"[^{n}]: {note}" for n, (_, note) in enumerate(items, start=1)))
    subprocess.run(["pandoc", str(source), "-o", str(target)], check=True)


_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def docxtpl(items: Paragraphs, target: Path) -> None:
    """It has no footnotes of its own: the note stands in the paragraph."""
    import docx
    from docxtpl import DocxTemplate

    template = target.with_suffix(".template.docx")
    document = docx.Document()
    for line in ("{%p for item in items %}", "{{ item.text }}", "{{ item.note }}", "{%p endfor %}"):
        document.add_paragraph(line, style="List Number" if "text" in line else None)
    document.save(str(template))
    made = DocxTemplate(str(template))
    made.render({"items": [{"text": text, "note": note} for text, note in items]}, autoescape=True)
    made.save(str(target))


def floor(items: Paragraphs, target: Path) -> None:
    """The least that shows the same: paragraphs and notes as strings, escaped and zipped. No bookmark, no manifest."""
    from xml.sax.saxutils import escape  # it loads the network's libraries, which no other way needs

    body = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="Op"/></w:pPr><w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
        f'<w:r><w:rPr><w:rStyle w:val="Mark"/></w:rPr><w:footnoteReference w:id="{n}"/></w:r></w:p>'
        for n, (text, _) in enumerate(items, start=1)
    )
    notes = "".join(
        f'<w:footnote w:id="{n}"><w:p><w:pPr><w:pStyle w:val="Note"/></w:pPr><w:r><w:rPr><w:rStyle w:val="Mark"/>'
        f'</w:rPr><w:footnoteRef/></w:r><w:r><w:tab/></w:r><w:r><w:t xml:space="preserve">{escape(note)}</w:t></w:r>'
        "</w:p></w:footnote>"
        for n, (_, note) in enumerate(items, start=1)
    )
    with ZipFile(target, "w", ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", f"<w:document {_W}><w:body>{body}</w:body></w:document>")
        package.writestr("word/footnotes.xml", f"<w:footnotes {_W}>{notes}</w:footnotes>")


WAYS: dict[str, Callable[[Paragraphs, Path], None]] = {
    "ours": ours, "pandoc": pandoc, "docxtpl": docxtpl, "floor": floor,
}  # fmt: skip


def measure(way: str, source: Path, target: Path) -> tuple[float, float]:
    """Seconds and peak megabytes of one process and its children."""
    from tests.benchmarks.commands import environment  # which no way of writing a document needs

    command = [sys.executable, "-m", "tests.benchmarks.word", "--run", way, str(source), str(target)]
    process = subprocess.Popen(command, env=environment(target.parent))
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"{way} failed")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def available(way: str) -> bool:
    if way == "pandoc":
        return shutil.which("pandoc") is not None
    if way == "docxtpl":
        return (
            subprocess.run([sys.executable, "-c", "import docxtpl"], capture_output=True, check=False).returncode == 0
        )
    return True


def table(sizes: list[int]) -> dict[str, dict[int, tuple[float, float]]]:
    found: dict[str, dict[int, tuple[float, float]]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for way in filter(available, WAYS):
            found[way] = {}
            for size in sizes:
                source = Path(folder) / f"{size}.json"
                source.write_text(json.dumps(paragraphs(size)))
                runs = [measure(way, source, Path(folder) / f"{way}.docx") for _ in range(5 if size <= 3_000 else 3)]
                found[way][size] = min(one for one, _ in runs), max(peak for _, peak in runs)
    return found


def show(found: dict[str, dict[int, tuple[float, float]]], sizes: list[int]) -> None:
    lines = ["seconds (peak MB)".ljust(20) + "".join(f"{size:>16,}" for size in sizes)]
    for way, figures in found.items():
        lines.append(way.ljust(20) + "".join(f"{seconds:>9.2f} ({peak:>4.0f})" for seconds, peak in figures.values()))
    sys.stdout.write("\n".join(lines) + "\n")


def faults(found: dict[str, dict[int, tuple[float, float]]]) -> list[str]:
    """Which bounds are missed; the smallest size is mostly Python's start and counts for nothing."""
    missed = []
    for size, (seconds, peak) in found["ours"].items():
        if size < 3_000:
            continue
        if seconds > 2.5 * found["floor"][size][0]:
            missed.append(f"{size}: {seconds / found['floor'][size][0]:.2f} times the floor")
        if "pandoc" in found and seconds * 10 > found["pandoc"][size][0]:
            missed.append(f"{size}: only {found['pandoc'][size][0] / seconds:.1f} times faster than pandoc")
        if peak > 300:
            missed.append(f"{size}: {peak:.0f} MB")
    return missed


def main(arguments: list[str]) -> None:
    if arguments[:1] == ["--run"]:
        way, source, target = arguments[1:]
        WAYS[way]([(text, note) for text, note in json.loads(Path(source).read_text())], Path(target))
        return
    sizes = [int(one) for one in arguments if one.isdigit()] or list(SIZES)
    found = table(sizes)
    show(found, sizes)
    missed = faults(found) if "--check" in arguments else []
    if missed:
        raise SystemExit("\n".join(missed))


if __name__ == "__main__":
    main(sys.argv[1:])
