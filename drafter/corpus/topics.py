"""What a recommendation is about and which kind of thing it asks for, in the words of this field.

Statistics know which words are rare, and not which of them name a subject (“cybercrime”, not “early”) or a demand
(“a study”): so these are tables, of the field of crime prevention and criminal justice and of no congress.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_SUBJECTS = {
    "cybercrime": r"cyber|internet\b|darknet",
    "terrorism": r"terroris|extremis",
    "corruption": r"corruption\b",
    "trafficking in persons": r"trafficking in persons|human trafficking",
    "smuggling of migrants": r"migrants\b",
    "environmental crime": r"environmental (?:and \w+ )?crime|wildlife|fisheries crime|poaching",
    "drugs": r"drugs?\b|opioid",
    "firearms": r"firearms|arms trafficking",
    "cultural property": r"cultural property",
    "money-laundering": r"money-laundering|illicit financial|financing",
    "assets": r"assets?\b",
    "hate crime": r"hate\b|hatred|bias-motivated|racism|xenophobia",
    "gangs": r"gangs?\b",
    "new forms of crime": r"emerging (?:forms of )?crime|new (?:and emerging )?(?:forms of crime|crime trends)",
    "misuse of technology": r"misuse of (?:\w+ ){0,4}technolog",
    "violence against women": r"violence against women|domestic violence|gender-based violence",
    "women": r"women\b|gender-",
    "victims": r"victims?\b|survivors",
    "indigenous peoples": r"indigenous",
    "reoffending": r"reoffending|recidivism",
    "reintegration": r"reintegrat|rehabilitat|ex-offenders|former offenders",
    "restorative justice": r"restorative",
    "legal aid": r"legal aid",
    "legal information": r"legal information|information concerning the law",
    "independence of justice": r"judicial integrity|independence of",
    "central authorities": r"central (?:and other competent )?(?:authorities|entities)",
    "standards and norms": r"standards and norms|(?:mandela|bangkok|tokyo) rules",
    "culture of lawfulness": r"lawfulness",
    "crime statistics": r"statistics|data[- ]collection|(?:collect\w*|share) .{0,30}data\b",
    "the Commission": r"commission on crime prevention",
    "new technologies": r"artificial intelligence|(?:evolving|new|modern) (?:\w+ ){0,4}technologies",
}
_DEMANDS = {
    "a legal instrument": r"instrument|treaty|laws\b|legislat|reform",
    "application": r"implementation|application of",
    "reporting": r"updates|indicators|to measure\b|measuring|monitor",
    "a study": r"study|research|examin|explor|analys|identify|assess|discuss|understanding",
    "exchange": r"exchange|shar(?:e|ing)|learn\b|best practices|good practices",
    "training": r"train|capacit|skills|educat|awareness",
    "a structure": r"establish(?:ing|ment)?\b|units?\b|mechanism|platform|academies|entities",
    "technology": r"use of (?:\w+ ){0,4}technolog",
    "cooperation": r"cooperat|collaborat|coordinat|partnership|channels",
    "assistance": r"unodc|assistance|assist\b|resources",
}
_ENDS = r",? (?:with a view to|in order to|so as to|through|thereby|thus|by,? inter alia)\b|[.;] "
_EXAMPLES = r",? (?:including|such as|in particular|especially|particularly)\b"
_TAIL = re.compile(f"{_ENDS}|{_EXAMPLES}")
"""Where what is asked for ends, and its ways, ends or examples begin."""
_LIST = 5
"""A text that names so many subjects is about none of them."""
ACTION = "action"
"""The demand of a text that asks for something to be done and says no kind of thing."""


def _compiled(table: Mapping[str, str]) -> dict[str, re.Pattern[str]]:
    return {name: re.compile(rf"\b(?:{pattern})", re.IGNORECASE) for name, pattern in table.items()}


_SUBJECT, _DEMAND = _compiled(_SUBJECTS), _compiled(_DEMANDS)


def subjects(text: str) -> list[str]:
    """The subjects about which the text asks for something, in the order of the table; none where it is a list."""
    asked = _asked(text)
    named = [name for name, pattern in _SUBJECT.items() if pattern.search(asked)]
    return named if len(named) < _LIST else []


def demand(text: str) -> str:
    """What kind of thing the text asks for, by the first word that says so."""
    asked = _asked(text)
    named = [(match.start(), name) for name, pattern in _DEMAND.items() if (match := pattern.search(asked))]
    return min(named)[1] if named else ACTION


def _asked(text: str) -> str:
    return _TAIL.split(text, maxsplit=1)[0]
