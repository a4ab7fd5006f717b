"""Words that this field uses for one another: whoever writes of relapse may mean recidivism, and inmates are prisoners.

Of the field of crime prevention and criminal justice, not of any congress. Words that a negotiator tells apart stay
apart (trafficking and smuggling, children and youth), and so do words of every other sentence (sharing, exchanging),
which tell no recommendation from another.
"""

from __future__ import annotations

from drafter.model.terms import content, stem

_FAMILIES = """
    recidivism reoffending relapse
    prison imprisonment incarceration penitentiary correctional jail custodial custody detention
    prisoner inmate detainee
    overcrowding crowded
    rehabilitation reintegration resocialization
    offender perpetrator
    victim survivor
    youth young juvenile adolescent teenager
    child minor
    elderly senior older
    women woman female girl
    disability disabled
    destitute indigent poor poverty
    police policing constable
    judiciary judicial judge magistrate court bench
    prosecutor prosecution prosecute
    company firm business enterprise
    academia academic university scholar
    school schooling education educational curriculum teaching
    funding fund finance financial budget money
    inexpensive cheap affordable cost
    study research survey
    instrument treaty convention
    corruption bribery
    terrorism terrorist extremism extremist
    drug narcotic opioid
    cybercrime cyber
    fair equitable equal
"""
_HEADS = {stem(word): words[0] for words in map(str.split, _FAMILIES.strip().splitlines()) for word in words}


def with_families(text: str) -> list[str]:
    """The words that carry matter, in their order, each followed by the first of its family where it is another."""
    found = []
    for word in content(text):
        head = _HEADS.get(stem(word), word)
        found += [word] if stem(head) == stem(word) else [word, head]
    return found
