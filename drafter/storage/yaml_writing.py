"""YAML as our files use it, written for people: keys in the order given, long text folded, any script readable."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any


class _Flow(list[str]):
    """A list of short texts, to be written on one line."""


def flow(texts: tuple[str, ...]) -> list[str]:
    """The texts as a list that is written on one line: `[AP 13(a), AP 13(f)]`."""
    return _Flow(texts)


class Items(list[str]):
    """A list whose items are written already, each by `item`."""


def item(content: Mapping[str, object], key: str = "", below: Sequence[str] = ()) -> str:
    """One mapping of a list, as text. The last of its keys is `key`, if there is one, with items that `inner_item`
    wrote.
    """
    text = _text([dict(content)])
    if not key:
        return text
    return f"{text}  {key}:\n{''.join(below)}" if below else f"{text}  {key}: []\n"


def inner_item(content: Mapping[str, object]) -> str:
    """One mapping of a list in a mapping of a list, as text."""
    return _text([{"x": [dict(content)]}]).removeprefix("- x:\n")


def write(content: Mapping[str, object]) -> str:
    """The content as YAML text, keys in the order given, lines up to about 110 characters, long text folded."""
    chunks = (_chunk(key, value) for key, value in content.items())
    return "".join(chunks) or "{}\n"


def _chunk(key: str, value: object) -> str:
    if isinstance(value, Items) and value:
        return f"{key}:\n{''.join(value)}"
    return _text({key: list(value) if isinstance(value, Items) else value})


def _text(content: object) -> str:
    fast, plain = _dumpers()
    text = _dump(content, fast)
    # The fast dumper writes emoji and rare scripts as \\U escapes, which a person can't read; the other one doesn't.
    return _dump(content, plain) if "\\U000" in text else text


def _dump(content: object, dumper: type[Any]) -> str:
    import yaml

    return str(yaml.dump(content, Dumper=dumper, sort_keys=False, allow_unicode=True, width=110))


def _represent_text(dumper: Any, text: str) -> Any:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=_style(text))


def _style(text: str) -> str | None:
    """Folded for long text, literal for several lines, where that comes back to the letter; else YAML's own choice."""
    lines = text.split("\n")
    if not all(line.isprintable() and line == line.strip() for line in lines) or not lines[0] or not lines[-1]:
        return None
    if len(lines) > 1:
        return "|"
    return ">" if len(text) > 80 and "  " not in text else None


def _represent_flow(dumper: Any, texts: _Flow) -> Any:
    return dumper.represent_sequence("tag:yaml.org,2002:seq", texts, flow_style=True)


@cache
def _dumpers() -> tuple[type[Any], type[Any]]:
    """The dumper of libyaml, eight times as fast, and PyYAML's own, both with our way of writing text."""
    import yaml  # a screen is there before anything is to be written

    class Fast(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc]  # known at run time only
        pass

    class Plain(yaml.SafeDumper):
        pass

    for dumper in (Fast, Plain):
        dumper.add_representer(str, _represent_text)
        dumper.add_representer(_Flow, _represent_flow)
    return Fast, Plain
