"""Edits documents in LibreOffice, as a person would, with its changes recorded: run by a Python that has `uno`.

    python3 office_script.py PIPE JOBS.json

A job is `{"source", "target", "edits": [{"do", "where", "at", "until", "text", "author"}]}`; `where` is how
the paragraph begins. What is not found is named on stdout, as JSON: a list for each job.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException
from com.sun.star.text.ControlCharacter import PARAGRAPH_BREAK


def connected(pipe: str) -> Any:
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(240):
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            time.sleep(0.5)
    raise SystemExit("LibreOffice doesn't answer")


def named(**values: object) -> tuple[Any, ...]:
    return tuple(PropertyValue(Name=name, Value=value) for name, value in values.items())


def call_oneself(context: Any, author: str) -> None:
    provider = context.ServiceManager.createInstanceWithContext(
        "com.sun.star.configuration.ConfigurationProvider", context
    )
    path = named(nodepath="/org.openoffice.UserProfile/Data")
    access = provider.createInstanceWithArguments("com.sun.star.configuration.ConfigurationUpdateAccess", path)
    access.setPropertyValue("givenname", author)
    access.setPropertyValue("sn", "")
    access.commitChanges()


def paragraph(text: Any, wanted: str) -> Any:
    every = text.createEnumeration()
    while every.hasMoreElements():
        each = every.nextElement()
        if each.supportsService("com.sun.star.text.Paragraph") and each.getString().startswith(wanted):
            return each
    return None


def go(cursor: Any, count: int) -> None:
    while count > 0:
        step = min(count, 30_000)
        cursor.goRight(step, False)
        count -= step


def mark(cursor: Any, count: int) -> None:
    while count > 0:
        step = min(count, 30_000)
        cursor.goRight(step, True)
        count -= step


def edit(document: Any, each: dict[str, Any]) -> bool:
    text = document.Text
    found = paragraph(text, each["where"])
    if found is None:
        return False
    cursor = text.createTextCursorByRange(found.getStart())
    go(cursor, each["at"])
    if each["do"] == "after":
        cursor = text.createTextCursorByRange(found.getEnd())
        text.insertControlCharacter(cursor, PARAGRAPH_BREAK, False)
    elif each["do"] == "split":
        text.insertControlCharacter(cursor, PARAGRAPH_BREAK, False)
    elif each["do"] == "drop":
        cursor.gotoEndOfParagraph(True)
        cursor.goRight(1, True)
        cursor.setString("")
    elif each["do"] == "join":
        cursor = text.createTextCursorByRange(found.getEnd())
        cursor.goRight(1, True)
        cursor.setString("")
    else:
        mark(cursor, each["until"] - each["at"])
        if each["until"] > each["at"]:
            cursor.setString("")
            cursor.collapseToEnd()
    if each["text"]:
        text.insertString(cursor, each["text"], False)
    return True


def main(pipe: str, jobs: str) -> None:
    context = connected(pipe)
    desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    missed: list[list[str]] = []
    for job in json.loads(Path(jobs).read_text()):
        document = desktop.loadComponentFromURL(Path(job["source"]).as_uri(), "_blank", 0, named(Hidden=True))
        document.RecordChanges = job["tracked"]
        missed.append([])
        for each in job["edits"]:
            call_oneself(context, each["author"])
            if not edit(document, each):
                missed[-1].append(each["where"])
        document.storeToURL(Path(job["target"]).as_uri(), named(FilterName="MS Word 2007 XML"))
        document.close(True)
    desktop.terminate()
    print(json.dumps(missed))  # noqa: T201 - what the caller reads


if __name__ == "__main__":
    main(*sys.argv[1:])
