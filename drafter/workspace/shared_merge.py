"""Two histories of a shared folder made one: drafts by paragraph, other text line by line.

Nothing is lost: of what can't be merged, both versions stay, the second under a name that says whose it is. Which side
comes first makes no difference, so that two who merge the same get the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from drafter.corpus.corpus import Corpus
from drafter.draft import tree
from drafter.draft.draft import Draft, Part
from drafter.draft.draft_difference import changes
from drafter.errors import BadInput, EditRefused
from drafter.negotiation.merge import Contest, Merged, merge
from drafter.negotiation.parties import name_fault
from drafter.storage import draft_yaml, exported_versions, files, parties_yaml
from drafter.storage.git import Author, Commit, Entry, Repository, Tree

PARTY = "Party"
"""The line of a commit's message that says for which party it was made."""

Names = tuple[str, str]


@dataclass(frozen=True, slots=True)
class KeptTwice:
    """A file that both sides changed, and that can't be merged."""

    path: str
    beside: str
    """Where the second version is."""
    name: str
    """Whose it is."""


@dataclass(frozen=True, slots=True)
class KeptAfterAll:
    """A file that one side took out, and the other changed."""

    path: str
    keeper: str
    deleter: str


@dataclass(slots=True)
class MergedFolder:
    """What a merge of two commits gives."""

    tree: dict[str, Entry] = field(default_factory=dict)
    contested: dict[str, tuple[Contest, ...]] = field(default_factory=dict)
    """What somebody should look at, by the path of the draft."""
    twice: list[KeptTwice] = field(default_factory=list)
    after_all: list[KeptAfterAll] = field(default_factory=list)


def who(commit: Commit) -> str:
    """Whose a commit is: the party that it was made for, else its author."""
    return commit.trailer(PARTY) or commit.author


def merge_commits(repository: Repository, corpus: Corpus, ours: str, theirs: str) -> MergedFolder:
    """The files of two commits made one. Nothing of the folder or its branch changes.

    Raises BadInput where a draft can't be read.
    """
    return _FolderMerge(repository, corpus, ours, theirs).merged()


class _FolderMerge:
    """One merge: its three trees, and who did what on each side."""

    def __init__(self, repository: Repository, corpus: Corpus, ours: str, theirs: str) -> None:
        self.repository = repository
        self.corpus = corpus
        self.tips = ours, theirs
        bases = repository.merge_bases(ours, theirs)
        self.without = bases
        common = self._made_one(sorted(bases)) if bases else None
        self.base: Tree = repository.tree(common) if common else {}
        self.sides: tuple[Tree, Tree] = (repository.tree(ours), repository.tree(theirs))
        self.found = MergedFolder()
        self.drafts: dict[tuple[str, str], Draft] = {}
        """What was read, by path and content."""

    def _made_one(self, bases: Sequence[str]) -> str:
        """One commit of several: where histories crossed, what both had in common is itself the merge of two."""
        made, *others = bases
        for other in others:
            merged = merge_commits(self.repository, self.corpus, made, other)
            kept = self.repository.keep_tree(merged.tree)
            made = self.repository.keep_commit(
                kept, [made, other], "What two histories have in common", Author("drafter")
            )
        return made

    def merged(self) -> MergedFolder:
        left, right = self.sides
        for path in sorted({*self.base, *left, *right}):
            was, ours, theirs = self.base.get(path), left.get(path), right.get(path)
            if ours == theirs or theirs == was:
                self._put(path, ours)
            elif ours == was:
                self._put(path, theirs)
            elif ours and theirs:
                self._merge(path, path, was, ours, theirs)
            else:
                self._merge_with_deleted(path, ours, theirs)
        return self.found

    def _put(self, path: str, entry: Entry | None) -> None:
        if entry:  # what a merge has put there already, for a draft that was given another name, stays
            self.found.tree.setdefault(path, entry)

    def _merge(self, path: str, first: str, was: Entry | None, ours: Entry, theirs: Entry) -> None:
        """Merge what both sides changed; `first` is its path where they were one."""
        if not (ours.is_file and theirs.is_file):
            self._keep_both(path, ours, theirs)
            return
        before = self.repository.content(was.id) if was else b""
        data = self.repository.content(ours.id), self.repository.content(theirs.id)
        if exported_versions.FOLDER not in path and all(map(draft_yaml.begins_a_draft, data)):
            made = self._merged_draft(path, first, was, ours, theirs)
        else:
            made = self._merged_lines(path, before, *sorted(data))
        if made is None:
            self._keep_both(path, ours, theirs)
        else:
            self.found.tree[path] = Entry(ours.mode, self.repository.keep(made))

    def _merged_lines(self, path: str, base: bytes, one: bytes, other: bytes) -> bytes | None:
        """A text of both sides' lines; None where they changed the same ones. Of parties, all that both added."""
        if PurePosixPath(path).name != parties_yaml.NAME:
            return self.repository.merged_lines(base, one, other)
        made = self.repository.merged_lines(base, one, other, union=True)
        try:
            parties_yaml.check(files.decode(made or b"", Path(path)), Path(path))
        except BadInput:
            return None
        return made

    def _keep_both(self, path: str, ours: Entry, theirs: Entry) -> None:
        """Keep one version under the path, and the other beside it; which is which, their names decide."""
        names = self._names(path)
        first, second = (0, 1) if names[0] < names[1] else (1, 0)
        entries = ours, theirs
        name = PurePosixPath(path)
        beside = str(name.with_name(f"{name.stem} ({_fit_for_a_file(names[second])}){name.suffix}"))
        self.found.tree[path] = entries[first]
        self.found.tree[beside] = entries[second]
        self.found.twice.append(KeptTwice(path, beside, names[second]))

    def _merge_with_deleted(self, path: str, ours: Entry | None, theirs: Entry | None) -> None:
        """What one side changed and the other took out, or gave another name."""
        kept = ours or theirs
        assert kept is not None
        deleting = 1 if ours else 0
        moved = self._new_path(kept, self.sides[deleting])
        if moved:
            entries = (kept, self.sides[1][moved]) if ours else (self.sides[0][moved], kept)
            self._merge(moved, path, self.base.get(path), *entries)
            return
        names = self._names(path)
        self.found.tree[path] = kept
        self.found.after_all.append(KeptAfterAll(path, names[1 - deleting], names[deleting]))

    def _new_path(self, entry: Entry, side: Tree) -> str | None:
        """The path to which a side moved this draft; None for no draft, and where it is gone."""
        data = self.repository.content(entry.id)
        if not draft_yaml.begins_a_draft(data):
            return None
        wanted = draft_yaml.id_in(data)
        fresh = (other for other in side if other not in self.base and PurePosixPath(other).suffix in (".yaml", ".yml"))
        return next(
            (other for other in fresh if draft_yaml.id_in(self.repository.content(side[other].id)) == wanted), None
        )

    # Drafts

    def _merged_draft(self, path: str, first: str, was: Entry | None, ours: Entry, theirs: Entry) -> bytes | None:
        """The draft of both sides; None where they are two drafts, and no versions of one."""
        mine, yours = self._draft(path, ours), self._draft(path, theirs)
        base = self._draft(first, was) if was else Draft(mine.id, mine.layout, mine.corpus, ())
        names = self._names(path, first)
        try:
            merged = merge(base, mine, yours, names)
        except EditRefused:
            return None
        if merged.contested:
            merged = self._named_rightly((base, mine, yours), merged, names, {path, first})
            self.found.contested[path] = merged.contested
        return draft_yaml.dump(merged.draft).encode()

    def _named_rightly(
        self, three: tuple[Draft, Draft, Draft], merged: Merged, names: Names, paths: Iterable[str]
    ) -> Merged:
        """The merge with each contested paragraph as those word it who last changed it, and no others of their side."""
        contested = {contest.id for contest in merged.contested if contest.id}
        hands = [self._hands(tip, paths, contested) for tip in self.tips]
        pairs: dict[str, Names] = {}
        for id in contested:
            commits = [hand.get(id) for hand in hands]
            pairs[id] = _apart(commits[0], commits[1]) if commits[0] and commits[1] else names
        draft, found = merged.draft, dict[str, list[Contest]]()
        for pair in sorted(set(pairs.values())):
            again = merged if pair == names else merge(*three, pair)
            ids = {id for id, named in pairs.items() if named == pair}
            draft = _with_those_of(draft, again.draft, ids)
            for contest in again.contested:
                if contest.id in ids:
                    found.setdefault(contest.id, []).append(contest)
        order = dict.fromkeys(contest.id for contest in merged.contested)
        whole = [contest for contest in merged.contested if not contest.id]
        return Merged(draft, (*whole, *(each for id in order for each in found.get(id, ()))))

    def _hands(self, tip: str, paths: Iterable[str], ids: Iterable[str]) -> Mapping[str, Commit]:
        """Of these paragraphs and parts, the last commit of this side that changed each; no key where none did."""
        found: dict[str, Commit] = {}
        wanted = set(ids)
        for path in paths:
            for commit in self.repository.log(tip, self.without, path, merges=False):
                if not wanted:
                    return found
                changed = wanted.intersection(self._changed_by(commit, path))
                found |= dict.fromkeys(changed, commit)
                wanted -= changed
        return found

    def _changed_by(self, commit: Commit, path: str) -> Iterable[str]:
        after = self.repository.tree(commit.id).get(path)
        before = self.repository.tree(commit.parent).get(path) if commit.parent else None
        if after is None:
            return ()
        now = self._draft(path, after)
        earlier = self._draft(path, before) if before else replace(now, parts=())
        return {change.subject for change in changes(earlier, now)}

    def _draft(self, path: str, entry: Entry) -> Draft:
        key = path, entry.id
        if key not in self.drafts:
            data = self.repository.content(entry.id)
            self.drafts[key] = draft_yaml.read(data, Path(f"{path}, as it was sent"), self.corpus)
        return self.drafts[key]

    # Names

    def _names(self, *paths: str) -> Names:
        """What to call the sides: after the last who changed one of these files on each."""
        last = [self._last(tip, paths) for tip in self.tips]
        return _apart(*last)

    def _last(self, tip: str, paths: Sequence[str]) -> Commit:
        for path in (*paths, ""):
            found = self.repository.log(tip, self.without, path, merges=False)
            if found:
                return found[0]
        return self.repository.log(tip)[0]


def _apart(ours: Commit, theirs: Commit) -> Names:
    """The names of two commits' parties, told apart where they are the same."""
    names = _sayable(who(ours)), _sayable(who(theirs))
    if names[0] != names[1]:
        return names
    authors = _sayable(ours.author), _sayable(theirs.author)
    if authors[0] != authors[1]:
        return f"{names[0]} ({authors[0]})", f"{names[1]} ({authors[1]})"
    earlier = (ours.when, ours.id) <= (theirs.when, theirs.id)
    return (f"{names[0]} 1", f"{names[1]} 2") if earlier else (f"{names[0]} 2", f"{names[1]} 1")


def _sayable(name: str) -> str:
    """The name as it can stand in brackets."""
    words = " ".join(re.sub(r"[\[\]/;,:\x00-\x1f\x7f-\x9f]| - ", " ", name).split())[:50].strip()
    return next((each for each in (words, words[:1].upper() + words[1:]) if not name_fault(each)), "Somebody")


def _fit_for_a_file(name: str) -> str:
    return re.sub(r'[<>:"|?*\\/]', "", name).strip(" .") or "other"


def _with_those_of(draft: Draft, other: Draft, ids: Iterable[str]) -> Draft:
    """The draft with these paragraphs and parts as another has them, which has the same ones in the same places."""
    parts = {id: other.part_by_id[id] for id in ids if id in draft.part_by_id and id in other.part_by_id}
    for id in ids:
        if id in draft.spots and id in other.spots:
            said = other.spots[id].paragraph
            draft = tree.change(draft, id, lambda now, said=said: replace(said, children=now.children))  # type: ignore[misc]
    if not parts:
        return draft

    def of_other(part: Part) -> Part:
        return replace(parts[part.id], paragraphs=part.paragraphs) if part.id in parts else part

    return replace(draft, parts=tuple(map(of_other, draft.parts)))
