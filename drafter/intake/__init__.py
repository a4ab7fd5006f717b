"""Reads documents made by others into values and problems. Takes texts and bytes; opens no file."""

from __future__ import annotations

from drafter.intake.mapping_exercise import MappingExercise, read_mapping
from drafter.intake.readings import DifferenceKind, Quote, Remark, RemarkKind
from drafter.intake.source_text import SourceText

__all__ = ["DifferenceKind", "MappingExercise", "Quote", "Remark", "RemarkKind", "SourceText", "read_mapping"]
