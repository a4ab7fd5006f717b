"""Reads documents made by others into values and problems. Takes texts and bytes; opens no file."""

from __future__ import annotations

from drafter.intake.joined_lines import SourceText
from drafter.intake.mapping_exercise import MappingExercise, read_mapping
from drafter.intake.readings import DifferenceKind, Quote, Remark, RemarkKind

__all__ = ["DifferenceKind", "MappingExercise", "Quote", "Remark", "RemarkKind", "SourceText", "read_mapping"]
