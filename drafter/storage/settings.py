"""Reads the user's settings file: keys, colours, a language, a target length. drafter never changes it.

```yaml
drafter-settings: 1
theme: drafter-light
language: fr
target-words: 6000
keys:
- command: choose.take_up
  keys: t, ctrl+t
```
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import platformdirs

from drafter.storage import yaml_file
from drafter.storage.corpus_yaml import check_format
from drafter.storage.yaml_file import Faults, Fields

FORMAT = "1"
VARIABLE = "DRAFTER_SETTINGS"
"""The environment variable for another settings file."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings; the defaults are those of a user without a settings file."""

    theme: str = ""
    """A theme's name; empty for the default."""
    language: str = ""
    """Of the screens, as a two-letter code; empty for that of the system."""
    target_words: int = 0
    """The length of a declaration to stay below, in words; 0 for no target."""
    keys: Mapping[str, str] = field(default_factory=dict)
    """Keys by command id, where they differ from the default; several are separated by commas."""


def path() -> Path:
    """The path of the settings file, which may not exist."""
    named = os.environ.get(VARIABLE)
    return Path(named) if named else platformdirs.user_config_path("drafter", appauthor=False) / "settings.yaml"


def load() -> Settings:
    """The user's settings; the defaults where there is no file. Raises BadInput with every fault found."""
    if not path().exists():
        return Settings()
    faults = Faults(str(path()))
    fields = yaml_file.read(path(), faults, reuse_parsed=True)
    check_format(fields, "drafter-settings", [FORMAT], "a settings file (`drafter settings --write` writes one)")
    settings = Settings(
        fields.text("theme"),
        fields.text("language"),
        _number(fields, "target-words"),
        dict(_key(entry) for entry in fields.mappings("keys")),
    )
    fields.end()
    faults.raise_if_any()
    return settings


def _number(fields: Fields, key: str) -> int:
    line, text = fields.line_of(key), fields.text(key)
    if not text:
        return 0
    if not (text.isascii() and text.isdecimal() and len(text) < 8):
        fields.faults.add(line, f"`{key}` must be a number of words, not “{text}”.")
        return 0
    return int(text)


def _key(fields: Fields) -> tuple[str, str]:
    command, keys = fields.text("command", required=True), fields.text("keys", required=True)
    fields.end()
    return command, ",".join(key.strip() for key in keys.split(",") if key.strip())
