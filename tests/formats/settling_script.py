"""Accepts and refuses all tracked changes in LibreOffice: run by a Python that has `uno`.

    python3 settling_script.py PIPE JOBS.json

A job is the path of a document. Of each, JSON on stdout: `changes` (kind and author of each), and the paragraphs of
text, tables and notes once all are accepted (`accept`), and once all are refused (`reject`).
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException


def connected(pipe: str) -> Any:
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(240):
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            time.sleep(0.5)
    raise SystemExit("LibreOffice doesn't answer")


def paragraphs(text: Any) -> Iterator[str]:
    """The words of each paragraph, a note's in the place where it is cited."""
    every = text.createEnumeration()
    while every.hasMoreElements():
        each = every.nextElement()
        if each.supportsService("com.sun.star.text.TextTable"):
            for row in range(each.Rows.Count):
                for name in each.CellNames:
                    if int("".join(filter(str.isdigit, name))) == row + 1:
                        yield from paragraphs(each.getCellByName(name))
        else:
            yield "".join(portions(each))


def portions(paragraph: Any) -> Iterator[str]:
    every = paragraph.createEnumeration()
    while every.hasMoreElements():
        each = every.nextElement()
        if each.TextPortionType in ("Text", "TextField"):
            yield each.getString()
        elif each.TextPortionType == "Footnote":
            yield f"{{{'|'.join(paragraphs(each.Footnote))}}}"


def changes(document: Any) -> Iterator[tuple[str, str]]:
    every = document.Redlines.createEnumeration()
    while every.hasMoreElements():
        each = every.nextElement()
        yield each.RedlineType, each.RedlineAuthor


def main(pipe: str, jobs: str) -> None:
    context = connected(pipe)
    desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    dispatch = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)
    found = []
    for job in json.loads(Path(jobs).read_text()):
        said: dict[str, Any] = {}
        for way in ("Accept", "Reject"):
            hidden = (PropertyValue(Name="Hidden", Value=True),)
            document = desktop.loadComponentFromURL(Path(job).as_uri(), "_blank", 0, hidden)
            said["changes"] = list(changes(document))
            if not said["changes"]:
                said["accept"] = said["reject"] = list(paragraphs(document.Text))
                document.close(True)
                break
            dispatch.executeDispatch(document.CurrentController.Frame, f".uno:{way}AllTrackedChanges", "", 0, ())
            said[way.lower()] = list(paragraphs(document.Text))
            document.close(True)
        found.append(said)
    desktop.terminate()
    print(json.dumps(found))  # noqa: T201 - what the caller reads


if __name__ == "__main__":
    main(*sys.argv[1:])
