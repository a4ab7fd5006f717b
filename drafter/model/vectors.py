"""Sparse vectors: features and their weights, and how alike two of them are."""

from __future__ import annotations

from collections.abc import Mapping
from math import sqrt

Vector = Mapping[str, float]
"""A text's features with their weights; what isn't in it weighs nothing."""


def unit(vector: Vector) -> dict[str, float]:
    """The vector at length 1; an empty one, or one of zeros, is empty."""
    length = sqrt(sum(weight * weight for weight in vector.values()))
    return {feature: weight / length for feature, weight in vector.items()} if length else {}


def dot(one: Vector, other: Vector) -> float:
    """The product of two vectors: for two of length 1, how alike they are, from 0 to 1."""
    if len(one) > len(other):
        one, other = other, one
    return sum(weight * other[feature] for feature, weight in one.items() if feature in other)


def heaviest(vector: Vector, number: int) -> dict[str, float]:
    """The heaviest features, the heaviest first; equal ones in the order of the alphabet."""
    return dict(sorted(vector.items(), key=lambda item: (-item[1], item[0]))[:number])
