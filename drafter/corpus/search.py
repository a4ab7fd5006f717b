"""Searching the recommendations: words, prefixes, phrases, AND / OR / NOT, or a citation. SQLite's FTS5, in memory."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache

from drafter.corpus.attributes import having, parted
from drafter.corpus.corpus import Corpus, Recommendation, citation
from drafter.corpus.languages import is_english
from drafter.corpus.roots import apart, plain, root, without_vowel_signs
from drafter.corpus.scripts import HAN

_NAME = "\ue000"
"""Begins a citation as a word of the index: a letter of nobody's, so that no other word is found there."""
_EVERY = "\ue001"
"""A word that every recommendation has, for NOT to take away from."""
_ROOT = "\ue002"
"""Begins the root of a word as a word of the index, in languages other than English."""
_ONLY_NOT = re.compile(rf'^\s*NOT\s+("[^"]*"?|[\w{_NAME}*]+)(?=\s+(?!(?:AND|OR|NOT)\b)\S)|^\s*NOT\b(?=.)')
_AND_NOT = re.compile(r"\bAND\s+NOT\b")
"""What people write for FTS5's NOT, which stands between two terms."""
_SIGN = re.compile(r'"[^"]*"?|[-/.,;\'!?&]')
"""A phrase; or a sign between words or after them, which would make no query: `victim-centred OR children`."""
_UNFINISHED = re.compile(r"(?:\s+(?:AND|OR|NOT))+\s*$")
"""Operators that wait for a term, at the end of what is being typed."""
_NUMBERED = re.compile(
    r"(?P<para>para(?:graph|s)?\.?)?\s*(?P<number>\d{1,9})\s*(?:\(\s*(?P<letter>\w{1,4})\s*\)?)?", re.I
)
"""A citation without its region."""
_WORD = re.compile(rf"[\w{_NAME}]+")
_ITEM = re.compile(r'"[^"]*"\*?|[()]|[^\s()"]+')
"""A phrase, a bracket, or a word with its signs, in a query."""
_TERM = re.compile(rf'"[^"]*"|[\w{_NAME}]+\*?')
"""A phrase, a word or a beginning in a query."""
_MARKED = ("\x02", "\x03")
"""What FTS5 puts around a hit: characters that no text holds (see `plain_text`)."""
_MOST_RANKED = 1_000
"""Hits beyond which none is better than the others: nobody goes through them, and to rank them takes longer than to
find them. They stand in the order of the mapping.
"""


MOST_WORDS = 500
"""Words in a search; each costs a look-up of its own, and one that begins many others as many."""


def too_many(words: str) -> int:
    """How many words a search has, where they are more than MOST_WORDS; 0 else."""
    count = len(_WORD.findall(words))
    return count if count > MOST_WORDS else 0


_TOKENS = "tokenize = 'unicode61 remove_diacritics 2'"
TABLE = f"CREATE VIRTUAL TABLE found USING fts5(text, more, content = '', {_TOKENS}, prefix = '1 2')"
"""The table of recommendations that is searched: their words and no texts. A row's number is a recommendation's place.
"""
INTO_TABLE = "INSERT INTO found (rowid, text, more) VALUES (?, ?, ?)"


def table_rows(points: Iterable[Recommendation], language: str) -> Iterator[tuple[int, str, str]]:
    """The rows of the table: for each recommendation, in the order of its corpus, what it is found by."""
    other = "" if is_english(language) else language
    for place, point in enumerate(points):
        yield place, apart(point.text) if other else point.text, "\n".join(_more(point, other))


def _more(point: Recommendation, language: str) -> Iterator[str]:
    """What the recommendation is found by besides its text: its citation, its readings, its words' other forms; by
    their roots in this language, empty for English.
    """
    yield _name(point.region, point.paragraph, point.letter)
    yield _name(point.region, point.paragraph, "")
    yield _EVERY
    if language:
        yield from (apart(reading.text) for reading in point.readings[1:])
        text = without_vowel_signs(point.text)
        yield from dict.fromkeys(f"{_ROOT}{root(word, language)}" for word in _WORD.findall(text))
        return
    yield from (reading.text for reading in point.readings[1:])
    words = dict.fromkeys(_WORD.findall(point.text.casefold()))
    yield from (form for word in words for form in _forms(word) if form not in words)


class Index:
    """A corpus's recommendations, ready to be searched by their text and readings.

    A word finds its singular and plural too, and `organisation` what is written `organization`; in French, Spanish,
    Russian and Arabic it finds its other forms; in Chinese, characters are found wherever they stand together. A phrase
    is looked for to the letter. Of a theme's title nothing is found: what NOT leaves out is left out for words that
    can be read.
    """

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._language = "" if is_english(corpus.language) else corpus.language
        """That of words whose forms have a root; empty for English."""
        codes = "|".join(re.escape(region.code) for region in corpus.regions) or "(?!)"
        # The bracket that closes it may not be typed yet; a letter without brackets stands right after the number.
        letter = r"\s*\(\s*(?P<in>\w{0,4})\s*(?:\)|$)|(?P<bare>[^\W\d_]{1,4})(?!\w)|(?![\w.]*\w)"
        self._cited = re.compile(rf'"[^"]*"?|\b(?P<region>{codes})\s*(?P<number>\d{{1,9}})(?:{letter})', re.IGNORECASE)
        self._asked = "", ""
        self._ids = corpus.points.ids
        """A row's number in the index, from 0, is its id's place here."""
        self._single = sqlite3.connect(":memory:", check_same_thread=False)
        """A table of one row: to highlight in the large one, SQLite goes through everything that it finds there."""
        self._single.execute(f"CREATE VIRTUAL TABLE single USING fts5(text, more, {_TOKENS})")
        self._base = corpus.points.search_base or self._made()

    def _made(self) -> sqlite3.Connection:
        base = sqlite3.connect(":memory:", check_same_thread=False)
        base.execute(TABLE)
        base.executemany(INTO_TABLE, table_rows(self._corpus.recommendations, self._corpus.language))
        return base

    def find(self, words: str) -> list[str]:
        """Ids of what matches, the best first where they are `ranked`; none for no words. A citation finds its
        recommendation first.

        `victim*` is a prefix, `"access to justice"` a phrase, `AP 62(a)` a citation, `AP 62` all that the paragraph
        recommends; AND, OR and NOT join; words that make no valid query are looked for as they are. `state:France`
        keeps what a table says so of.
        """
        return self._having(words, self._named)

    def find_as_typed(self, words: str) -> list[str]:
        """Like `find`, the last word counting as the beginning of one."""
        return self._having(words, self._typed)

    def _having(self, words: str, query: Callable[[str], str]) -> list[str]:
        """What the words find and has the attributes that they ask for; those alone find all that has them."""
        rest, asked = parted(self._corpus, words)
        found = self._found(rest, query(rest)) if rest.strip() or not asked else self._ids
        if not asked:
            return list(found)
        kept = having(self._corpus, asked)
        return [id for id in found if id in kept]

    @staticmethod
    def ranked(found: int) -> bool:
        """Whether so many hits stand in an order of their own, the best first."""
        return 1 < found <= _MOST_RANKED

    def missing(self, words: str) -> list[str]:
        """The citations among the words, as people write them, that are not even the beginning of one that there is."""
        cited = filter(None, map(self._citation, self._cited.finditer(words)))
        return list(dict.fromkeys(citation(*self._parts(match)) for match in cited if not self.find_as_typed(match[0])))

    def _found(self, words: str, query: str) -> list[str]:
        point = self._corpus.find(words)
        cited = [point.id] if point else self._numbered(words)
        query = _spoken(query, self._language) if self._language else query
        asked = query if self._is_query(query) else _quoted(query)
        ids = self._query(asked, "rowid")
        whole = self._cited.fullmatch(words.strip())
        if whole and self._citation(whole):
            ids = self._corpus.in_order(ids)
        elif self.ranked(len(ids)):
            ids = self._query(asked, "bm25(found, 10, 1)")
        return list(dict.fromkeys([*cited, *ids]))

    def _numbered(self, words: str) -> list[str]:
        """What stands in any region's report under this paragraph: `62(a)`, `para. 62`, as reports cite themselves."""
        match = _NUMBERED.fullmatch(words.strip())
        if match is None or not (match["para"] or match["letter"]):
            return []
        number, letter = int(match["number"]), (match["letter"] or "").casefold()
        return self._corpus.in_order(
            point.id for point in self._corpus.points.of_paragraph(number) if letter in ("", point.letter.casefold())
        )

    def _named(self, words: str) -> str:
        """The words as a query: citations by their names in the index, but for those that are a part of a phrase."""
        words = words.encode(errors="replace").decode()  # a terminal may give half a sign
        words = self._cited.sub(self._name_of, _AND_NOT.sub("NOT", words))
        words = _SIGN.sub(lambda match: match[0] if match[0][0] == '"' else " ", words)
        return _ONLY_NOT.sub(_without, words)

    def _name_of(self, match: re.Match[str]) -> str:
        cited = self._citation(match)
        return _name(*self._parts(cited)) if cited else match[0]

    def _citation(self, match: re.Match[str]) -> re.Match[str] | None:
        """The match of a citation; of a phrase, that of the citation that is all of it; None for other phrases."""
        cited = match if match["region"] else self._cited.fullmatch(match[0].strip('" '))
        return cited if cited and cited["region"] else None

    def _typed(self, words: str) -> str:
        """The words as a query, while they are being typed: the last is the beginning of a word, a phrase ends with
        them, an operator without a second term says nothing yet.
        """
        if words.count('"') % 2:
            return self._named(f'{words}"')
        named = self._named(_UNFINISHED.sub("", words))
        return f"{named}*" if words[-1:].isalnum() and named == self._named(words) else named

    def _parts(self, match: re.Match[str]) -> tuple[str, int, str]:
        """Region, paragraph and letter of a citation among the words, the region as the corpus spells it."""
        spelt = {code.casefold(): code for code in self._corpus.by_region}
        region, letter = match["region"], match["in"] or match["bare"] or ""
        return spelt.get(region.casefold(), region), int(match["number"]), letter.casefold()

    def hits(self, id: str, words: str) -> list[tuple[int, int]]:
        """Where in the recommendation's shown text the words were found: start and end, in characters."""
        query = self._named(parted(self._corpus, words)[0])
        return self._forms_in(id, query) if self._language else self._spans(id, _any_of(query))

    def hits_as_typed(self, id: str, words: str) -> list[tuple[int, int]]:
        """Like `hits`, for words that `find_as_typed` found: also where they make no valid query."""
        if self._language:
            return self._forms_in(id, self._typed(parted(self._corpus, words)[0]))
        return self._spans(id, self._highlighted(words))

    def _forms_in(self, id: str, query: str) -> list[tuple[int, int]]:
        """Where words that have the roots of a query's stand in the text, or begin as they do."""
        text = self._corpus.by_id[id].text
        roots, beginnings, spans = set[str](), list[str](), set[tuple[int, int]]()
        for term in _TERM.findall(without_vowel_signs(query)):
            if term in ("AND", "OR", "NOT", _EVERY) or term.startswith(_NAME):
                continue
            bare = term.strip('"*')
            if re.search(f"[{HAN}]", bare):
                spans |= {match.span() for match in re.finditer(re.escape(bare), text, re.IGNORECASE)}
            else:
                roots.update(root(word, self._language) for word in _WORD.findall(bare) if len(word) > 1)
                beginnings += [plain(bare)] * term.endswith("*")
        for match in _WORD.finditer(text):
            if root(match[0], self._language) in roots or plain(match[0]).startswith(tuple(beginnings)):
                spans.add(match.span())
        return sorted(spans)

    def _highlighted(self, words: str) -> str:
        """The query for words as typed that `hits_as_typed` asks, once for each of the points on a screen."""
        if self._asked[0] != words:
            query = self._typed(parted(self._corpus, words)[0])
            self._asked = words, _any_of(query if self._is_query(query) else _quoted(query))
        return self._asked[1]

    def _spans(self, id: str, query: str) -> list[tuple[int, int]]:
        marked = self._marked(id, query)
        spans, at = [], 0
        for piece in re.split(f"({_MARKED[0]}[^{_MARKED[1]}]*{_MARKED[1]})", marked):
            length = len(piece.strip("".join(_MARKED)))
            if piece.startswith(_MARKED[0]):
                spans.append((at, at + length))
            at += length
        return spans

    def _marked(self, id: str, query: str) -> str:
        try:
            self._single.execute("DELETE FROM single")
            point = self._corpus.by_id[id]
            only = point.text, "\n".join(_more(point, self._language))
            self._single.execute("INSERT INTO single VALUES (?, ?)", only)
            row = self._single.execute(
                "SELECT highlight(single, 0, ?, ?) FROM single WHERE single MATCH ?", (*_MARKED, query)
            ).fetchone()
        except sqlite3.OperationalError:
            row = None
        return row[0] if row else self._corpus.by_id[id].text

    def _is_query(self, query: str) -> bool:
        """Whether FTS5 takes it for a query."""
        try:
            self._single.execute("SELECT 1 FROM single WHERE single MATCH ?", (query,)).fetchone()
        except sqlite3.OperationalError:
            return False
        return True

    def _query(self, query: str, order: str) -> list[str]:
        """The ids that the query finds; none for an empty one."""
        # Numbers, not ids: those stand in another table, and to fetch them takes as long as to find them.
        sql = f"SELECT rowid FROM found WHERE found MATCH ? ORDER BY {order}"
        return [self._ids[number] for (number,) in self._base.execute(sql, (query,))] if query.strip() else []


def _spoken(query: str, language: str) -> str:
    """The query with each word beside its root, and with blanks in words that have none. Terms that no operator joins
    must all be found: they are put in brackets, since FTS5 joins no brackets itself.
    """
    made: list[str] = []
    run: list[str] = []
    for item in (*_ITEM.findall(without_vowel_signs(query)), ""):
        if item in ("AND", "OR", "NOT", "(", ")", ""):
            made += _joined(made, [f"({' AND '.join(run)})"] if run else [])
            made += _joined(made, [item])
            run = []
        else:
            run.append(_with_root(item, language))
    return " ".join(made).strip()


def _joined(before: Sequence[str], items: list[str]) -> list[str]:
    """The items with AND in front, where a term stands before them and they begin one."""
    goes_on = bool(before and items) and before[-1].endswith(")") and items[0].startswith("(")
    return ["AND", *items] if goes_on else items


def _with_root(item: str, language: str) -> str:
    """The word or its root; a phrase, and what FTS5 has signs for, as it is."""
    bare = item.rstrip("*")
    beginning = item[len(bare) :]
    if item.startswith('"'):
        return f'"{apart(bare[1:-1])}"{beginning}'
    if not re.fullmatch(r"\w+", bare):
        return item
    spread = f'"{apart(bare)}"{beginning}'
    return spread if " " in spread else f"({spread} OR {_ROOT}{root(bare, language)}{beginning})"


def _name(region: str, paragraph: int, letter: str) -> str:
    """The word that stands for a citation in the index; without a letter, for all of the report's paragraph."""
    return f"{_NAME}{region}{paragraph}{letter}"


def _without(match: re.Match[str]) -> str:
    """NOT as the first word: everything without the term after it, and with what comes then."""
    return f"({_EVERY} NOT {match[1]}) AND" if match[1] else f"{_EVERY} NOT"


_ALIKE = (
    ("behaviour", "behavior"), ("centre", "center"), ("child", "children"), ("defence", "defense"), ("labour", "labor"),
    ("man", "men"), ("offence", "offense"), ("programme", "program"), ("woman", "women"),
)  # fmt: skip
"""Pairs of one word that no rule makes."""
_PAIRS = {word: other for pair in _ALIKE for word, other in (pair, pair[::-1])}


@lru_cache(maxsize=50_000)
def _forms(word: str) -> tuple[str, ...]:
    """The word's other number and spelling: `organization`, `organisations`, `organisation` for `organizations`."""
    if not word.isalpha():
        return ()
    if word.endswith("ies"):
        other = f"{word[:-3]}y"
    elif word.endswith(("ches", "shes", "sses", "xes")):
        other = word[:-2]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        other = word[:-1]
    elif word.endswith("y") and word[-2:-1] not in "aeiou":
        other = f"{word[:-1]}ies"
    else:
        other = f"{word}es" if word.endswith(("ch", "sh", "ss", "x")) else f"{word}s"
    numbers = [word, other]
    numbers += [pair for form in numbers if (pair := _PAIRS.get(form))]
    numbers += [f"{_PAIRS[form]}s" for form in numbers[:2] if form in _PAIRS and form[-2:] not in ("an", "en")]
    spelt = (_SPELT.sub(lambda match: "s" if match[0] == "z" else "z", form) for form in numbers)
    return tuple(form for form in dict.fromkeys([*numbers, *spelt]) if form != word and len(form) > _LEAST)


_SPELT = re.compile(r"(?<=\w\wi)[sz](?=(?:ation|ations|e|ed|es|ing)$)")
_LEAST = 3
"""Letters that a form has at least: of short words, every letter makes another one."""


def _any_of(query: str) -> str:
    """A query that finds any of the words of another one, in any of their forms: what is to be highlighted."""
    terms: list[str] = []
    for term in _TERM.findall(query):
        if term in ("AND", "OR", "NOT", _EVERY):
            continue
        plain = term.rstrip("*")
        forms = () if '"' in term else _forms(plain.casefold())
        terms += [term if '"' in term else f'"{plain}"{term[len(plain) :]}', *(f'"{form}"' for form in forms)]
    return " OR ".join(terms)


def _quoted(words: str) -> str:
    """The words as words to look for, whatever signs stand between them."""
    return " ".join(f'"{word}"' for word in _WORD.findall(words))
