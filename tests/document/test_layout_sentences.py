"""A layout's sentences do what a sentence needs, and neither reach the interpreter nor run on."""

import pytest

from drafter.document import layout_sentences
from drafter.draft.draft import Front
from drafter.errors import BadInput

VALUES = {
    "congress": "Third Congress",
    "front": {"place": "Vienna", "date": "", "agenda": "one\ntwo"},
    "regions": ["North", "South"],
}


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("{{ congress }}", "Third Congress"),
        ('{{ [front.place, front.date] | select | join(", ") }}', "Vienna"),
        ("{% if front.date %}{{ front.date }}{% else %}no date{% endif %}", "no date"),
        ("{% for a in regions %}{{ loop.index }}{{ a }}{{ '' if loop.last else '; ' }}{% endfor %}", "1North; 2South"),
        ("{% set where = 'in ' ~ front.place %}{{ where ~ '.' }}", "in Vienna."),
        ("{{ congress | replace('Third', 'Fourth') | upper }}", "FOURTH CONGRESS"),
        ("{{ regions | join | lower }}", "northsouth"),
        ("{{ 'North' in regions and regions[0] == 'North' }}", "True"),
        ("{{ [front.date, front.place] | select | first }}{{ ['a', 'b'] | join }}", "Viennaab"),
        ("{% for a in regions if a != 'North' %}{{ a ~ 1 ~ 2 }}{% endfor %}", "South12"),
        ("{{ front.date or 'undated' }}{{ front['place'] }}", "undatedVienna"),
        ("{{ missing | default('none') }}", "none"),
        ("{{ regions | last }}{{ regions | length }}", "South2"),
    ],
)  # fmt: skip
def test_what_a_sentence_needs_works(template: str, words: str) -> None:
    assert layout_sentences.fault("x.j2", template) is None
    assert layout_sentences.render("x.j2", template, VALUES) == words


@pytest.mark.parametrize(
    ("template", "fault"),
    [
        ("{% for i in range(10**9) %}x{% endfor %}", "call is not available"),
        ("one\n{% for i in range(999) %}x{% endfor %}", ":2: Not a valid sentence: call is not available"),
        ("{{ 'a' * 10000000000 }}", "mul is not available"),
        ("{{ ''.__class__.__mro__[1].__subclasses__() }}", "call is not available"),
        ("{{ cycler.__init__.__globals__.os.popen('id').read() }}", "call is not available"),
        ("{% macro m(n) %}{{ m(n) }}{{ m(n) }}{% endmacro %}{{ m(9) }}", "macro is not available"),
        ("{% include 'opening.j2' %}", "include is not available"),
        ("{% import 'os' as os %}", "import is not available"),
        ("{% extends 'x' %}", "extends is not available"),
        ("{{ '%99999999d' % 1 }}", "mod is not available"),
        ("{{ congress | center(1000000000) }}", "the filter center is not available"),
        ("{{ congress | attr('__class__') }}", "the filter attr is not available"),
        ("{{ regions | _turns }}", "the filter _turns is not available"),
        ("{{ _budget }}", "_budget is not available"),
        ("{% set a = [1, 2] %}", "a list is only available before the filters select and join"),
        ("{% set a = [[1], 2] | join %}", "a list is only available"),
        ("{{ [1] | first }}", "a list is only available"),
        ("{% set a = [1, 2] | select %}", "select is only available without tests, before join"),
        ("{{ regions | select('in', regions) | join }}", "select is only available without tests"),
        ("{{ (1, 2) | join }}", "tuple is not available"),
        ("{{ 1 + 2 }}", "add is not available"),
        ("{{ regions | unique | join }}", "the filter unique is not available"),
        ("{% for a in regions recursive %}{{ loop(a) }}{% endfor %}", "can't be recursive"),
        ("{{ " + "(" * 4000 + "1" + ")" * 4000 + " }}", "nested too deeply"),
        ("{{ " + "not " * 60 + "1 }}", "nested too deeply"),
        ("{% for a in regions %}" * 22 + "{% endfor %}" * 22, "nested too deeply"),
        ("{{ " + "9" * 5000 + " }}", "a number that is too long"),
        ("x" * 10_001, "longer than 10000 signs"),
    ],
)  # fmt: skip
def test_what_could_do_harm_is_refused_with_its_line(template: str, fault: str) -> None:
    problem = layout_sentences.fault("x.j2", template)
    assert problem is not None
    assert fault in str(problem)
    with pytest.raises(BadInput):
        layout_sentences.render("x.j2", template, VALUES)


@pytest.mark.parametrize(
    ("template", "fault"),
    [
        ("{{ congress.__class__ }}", "__class__"),
        ("{{ missing }}", "missing"),
        ("{% set a = 'xxxxxxxxxxxxxxxx' %}" + "{% set a = a ~ a %}" * 40, "a text longer than 10000 signs"),
        ("{{ 'aaaaaaaaaa' | replace('a', agenda) }}", "a text longer than 10000 signs"),
        ("{{ [agenda, agenda] | join(agenda) }}", "a text longer than 10000 signs"),
        ("{% for a in agenda %}{% for b in agenda %}{% for c in agenda %}" + "{% endfor %}" * 3, "too long"),
        ("{% for a in agenda %}{{ agenda }}{% endfor %}", "it takes too long, or writes too much"),
        ("{% for a in agenda %}{{ agenda | upper | lower | first }}{% endfor %}", "it takes too long"),
        ("{{ congress.upper }}", "upper"),
        ("{{ front.items }}", "items"),
        ("{% for a in regions %}{{ loop.cycle }}{% endfor %}", "cycle"),
        ("{{ regions | join(attribute='__class__') }}", "can't be worded"),
        ("{{ congress | replace(1) }}", "can't be worded"),
        ("{% for a in 5 %}{% endfor %}", "can't be worded"),
    ],
)  # fmt: skip
def test_what_runs_on_stops_at_a_limit(template: str, fault: str) -> None:
    with pytest.raises(BadInput) as caught:
        layout_sentences.render("x.j2", template, {**VALUES, "agenda": "a" * 9_000})
    assert fault in str(caught.value)


def test_a_turn_costs_more_where_the_values_are_long() -> None:
    loop = "{% for a in regions %}{{ a }}{% endfor %}"
    regions = ["North"] * 100
    assert layout_sentences.render("x.j2", loop, {"regions": regions}) == "North" * 100
    with pytest.raises(BadInput, match="too long"):
        layout_sentences.render("x.j2", loop, {"regions": regions, "front": {"agenda": "a" * 10_000_000}})


def test_values_may_be_objects() -> None:
    assert (
        layout_sentences.render("x.j2", "{{ front.place }}", {"front": Front(place="Vienna"), "count": 3}) == "Vienna"
    )


def test_a_good_sentence_has_no_fault() -> None:
    assert layout_sentences.fault("title.j2", "{{ congress }}") is None


def test_a_bad_one_is_named_with_its_line() -> None:
    problem = layout_sentences.fault("title.j2", "one\n{% if %}")
    assert problem is not None
    assert str(problem).startswith("title.j2:2: Not a valid sentence")
