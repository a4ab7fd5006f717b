"""Documents made by others, read into values and problems. Takes texts, never files."""

from __future__ import annotations

from drafter.intake.mapping import MappingExercise, read_mapping
from drafter.intake.prose import SourceText
from drafter.intake.remarks import Differ, Quote, Remark, RemarkKind

__all__ = ["Differ", "MappingExercise", "Quote", "Remark", "RemarkKind", "SourceText", "read_mapping"]
