"""The cases: command lines, as they would be typed in a folder that holds the files they name.

Those files come from `inputs/` and from the congress that comes with drafter.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product


@dataclass(frozen=True, slots=True)
class Case:
    """Calls of `drafter` that are made one after the other in one folder."""

    name: str
    """The name of its file, below a folder for the kind of case."""
    calls: tuple[tuple[str, ...], ...]
    typed: str = ""
    """What the user answers to questions."""
    settings: str = "settings.yaml"
    """The user's settings file, from the folder."""
    unsaved: tuple[str, str] | tuple[()] = ()
    """A file of the folder, and the input that holds work on it which could not be saved."""

    @property
    def is_help(self) -> bool:
        """Whether click lays out what is printed: its white space then doesn't count."""
        return self.name.startswith("help/")

    @property
    def worded_by_click(self) -> bool:
        """Whether click words what stands on stderr: only that something does then counts."""
        return self.name.startswith("usage/")


SOURCES = ("footnotes", "inline", "comments", "none")
ANNEXES = ("derivation", "sources", "coverage", "not-reflected", "set-aside")
FORMATS = ("docx", "md", "html", "json", "csv", "xlsx")
DRAFTS = {"sample": "sample-draft.yaml", "rich": "rich.yaml", "mine": "mine-draft.yaml"}
"""The sample (layout kyoto), a draft that has all that one can have (doha), the same in a layout of one's own."""

COMMANDS = """
    open
    new
    add
    set-aside
    numbers
    demo
    convergence
    combine
    trace
    coverage
    regions
    derivation
    report
    check
    silence
    adapt
    changed
    export
    import
    compile
    layout
    layout list
    layout copy
    layout check
    themes
    show
    search
    corpus
    corpus build
    corpus sort
    corpus report
    corpus dump
    corpus compare
    corpus join
    merge
    revision
    compare
    propose
    position
    settle
    agree
    reopen
    proposals
    ledger
    parties
    parties list
    parties add
    versions
    recover
    share
    share init
    share status
    share get
    share send
    serve
    settings
"""

SINGLE = """
    --version
    themes
    themes --format json
    themes --corpus invented.yaml
    --corpus invented.yaml themes --format json
    show "AP 62(a)"
    show e16b "lac 80 (e)"
    show "LAC 80(e)" --format json
    show "AP 62(a)" "E 16(b)" --format json
    show "SO 9" --corpus invented.yaml
    search victim* AND trafficking
    search victim* AND trafficking --format json
    search "\\"prison overcrowding\\" OR cybercrime NOT research"
    search "AP 34"
    search judge --corpus invented.yaml
    search "victim* AND ("
    search "\\"open"
    search xyzzy
    search xyzzy --format json
    corpus dump
    corpus dump --format json
    corpus dump --corpus invented.yaml
    corpus dump --corpus invented.yaml --format json
    corpus compare invented.yaml invented-new.yaml
    corpus compare invented.yaml invented-new.yaml --format json
    corpus compare invented.yaml invented-new.yaml --layout doha --output c.md --replace
    corpus report
    corpus report --format json
    corpus report --list lenses.txt --matrix lenses.tsv --about lighthouses.yaml
    corpus report --list lenses.txt --matrix lenses.tsv --about lighthouses.yaml --format json
    corpus build -o corpus.out.yaml
    corpus build --list lenses.txt --matrix lenses.tsv --about lighthouses.yaml --output c.yaml
    corpus build --list annex-a.txt --about about.yaml -o c.yaml
    corpus build --matrix annex-b.txt --about about.yaml -o c.yaml
    corpus build --table points.csv --columns text=Wish --about oil.yaml --preview
    corpus build --table points.csv --ask
    corpus build --table points.csv --columns text=Wish --about oil.yaml --settle Oil=theme -o c.yaml
    corpus report --table points.csv --columns text=Wish --about oil.yaml
    convergence
    convergence --format json
    convergence --groups
    convergence --groups --format json
    convergence --contrasts
    convergence --contrasts --format json
    convergence --perhaps
    convergence --theme 3.VI
    convergence --theme 9
    convergence --corpus invented.yaml
    combine "AP 62(a)"
    combine "LAC 40(h)" "A 37(d)"
    combine "wa 56(j)" "A 57(h)"
    combine "LAC 40(h)" "A 37(d)" --format json
    combine "NO 1(a)" "SO 7(a)" --corpus invented.yaml
    trace zero.md
    trace zero.md --format json
    trace zero.txt
    trace zero.txt --corpus invented.yaml
    trace zero.md --region LAC --output t.csv --replace
    trace zero.md --draft traced.yaml
    trace zero.md --draft traced.yaml --sure 0.2 --layout doha --format json
    parties
    parties --format json
    parties japan
    parties list united kingdom --format json
    parties JUSCANZ
    parties Ruritania
    layout list
    layout check kyoto
    layout check doha
    layout check mine
    layout copy doha copied
    layout copy mine copied
    new kyoto
    new d.yaml --layout doha
    new d.yaml --layout mine
    new d.yaml --corpus invented.yaml
    new d.yaml --from compilation.md
    new d.yaml --from zero.txt --links sure --layout doha
    new d.yaml --from zero.md --links all
    demo
    demo folder
    settings
    settings --write
    versions sample-draft.yaml
    revision sample-draft.yaml
    revision sample-draft.yaml list --format json
    compare base.yaml base.yaml
    compare base.yaml ours.yaml
    compare base.yaml ours.yaml --format json
    compare base.yaml ours.yaml -o -
    compare base.yaml ours.yaml -o c.html
    compare base.yaml ours.yaml -o c.csv
    compare base.yaml theirs.yaml -o c.docx
    compare base.yaml theirs.yaml -o c.xlsx --layout mine
    compare ours.yaml theirs.yaml
    compare sample-draft.yaml rich.yaml
    recover
    recover base.yaml
    merge base.yaml ours.yaml theirs.yaml
    merge base.yaml ours.yaml friendly.yaml
    merge base.yaml ours.yaml theirs.yaml -o merged.yaml --names EU "G77 & China"
    merge base.yaml theirs.yaml ours.yaml --output merged.yaml
    merge --driver base.yaml ours.yaml README
    export sample-draft.yaml -o -
    export sample-draft.yaml -o - --format html
    export sample-draft.yaml -o - --format json
    export sample-draft.yaml -o d.txt --format md
    export sample-draft.yaml -o d --format docx
    export sample-draft.yaml -o - --format docx
    export sample-draft.yaml -o d --format csv --only sources
    export sample-draft.yaml -o d --format xlsx --only coverage
    export sample-draft.yaml -o - --format csv --only derivation
    export sample-draft.yaml -o d.html --sources none
    export sample-draft.yaml -o d.md --for negotiation
    export sample-draft.yaml -o d.docx --for wall --annex derivation,sources
    export sample-draft.yaml -o d.json --sources comments
    --within . coverage sample-draft.yaml --theme 4.II --format table
    derivation rich.yaml --format md
    trace zero.txt --draft traced.yaml --layout mine
    compile -o - --region wa --theme 6.iii --theme 4.I
    compile -o - --region wa --region E --format csv
    compile -o - --disposition "set aside" --disposition "partly taken up" --draft rich.yaml
    compile --as matrix -o - --theme 4.I --format html
    compile --region A --theme 4.II --output m --format docx
    compile --region A --theme 4.II --output m --format xlsx
    compile --region A --theme 4.II --output m --format md
    compile --region A --theme 4.II --output - --format json
    compile -o - --disposition "taken up" --draft sample-draft.yaml
    compile -o - --disposition "not yet reviewed" --region AP --draft rich.yaml --as matrix
    compile --as matrix -o m.docx --theme 4.I --region AP --region LAC --layout mine
    compile --as list -o m.docx --disposition "not yet reviewed" --draft sample-draft.yaml --layout doha
    compile --as list -o m.docx --corpus invented.yaml
    compile --as matrix -o m.md --corpus invented.yaml
    derivation sample-draft.yaml --corpus corpus.yaml
"""
"""Calls that need no other before them."""

ON_EACH_DRAFT = """
    coverage DRAFT
    coverage DRAFT --region wa --only open
    coverage DRAFT --region WA --region LAC --theme 4 --only partly
    coverage DRAFT --theme 4.I --only taken-up
    coverage DRAFT --only set-aside
    coverage DRAFT --format json
    coverage DRAFT --region E --only open --format json
    coverage DRAFT --region E --format csv
    coverage DRAFT --theme 3 --format md
    coverage DRAFT --only partly --format html
    coverage DRAFT --format csv -o c.csv
    coverage DRAFT --format docx -o c.docx
    coverage DRAFT --region E --theme 4 --only taken-up --format docx --output c.docx
    coverage DRAFT --format xlsx -o c.xlsx
    report DRAFT
    report DRAFT --format json
    report DRAFT --view unattributed --format md
    report DRAFT -o r.docx
    regions DRAFT
    regions DRAFT --format json
    derivation DRAFT
    derivation DRAFT --format csv
    derivation DRAFT --format json
    derivation DRAFT --format html
    check DRAFT
    check DRAFT --format json
    check DRAFT --rules rules.yaml
    check DRAFT --rules rules.yaml --format json
    adapt DRAFT
    adapt DRAFT --apply
    adapt DRAFT --rules rules.yaml
    changed DRAFT
    changed DRAFT --format json
    changed DRAFT --seen
    numbers DRAFT --freeze
    numbers DRAFT --thaw
    numbers DRAFT --set OP2 "7 bis"
    silence DRAFT same-ask --reason "Two levels."
    add DRAFT "AP 62(b)" e16c
    set-aside DRAFT "WA 24(a)" "E 28(a)" --reason "For [others] & us."
"""

REFUSED = """
    open none.yaml
    open rich.yaml --corpus invented.yaml
    open faults.yaml
    none.yaml
    coverage none.yaml
    coverage image.yaml
    coverage escape.yaml
    coverage newer.yaml
    coverage faults.yaml
    coverage .
    coverage corpus.yaml
    coverage rich.yaml --corpus invented.yaml
    coverage rich.yaml --region XX
    coverage rich.yaml --theme 9.IX
    coverage rich.yaml --format md -o rules.yaml
    show "AP 99(z)"
    show "AP 62("
    show "AP 63"
    themes --corpus none.yaml
    themes --corpus rich.yaml
    combine "XX 1"
    new d.yaml --links sure
    new d.yaml --from none.md
    new d.yaml --from image.yaml
    new rules.yaml --from zero.md
    trace none.md
    trace image.yaml
    trace zero.md --draft rules.yaml
    trace zero.md --draft d.yaml --layout paris
    add rich.yaml "AP 62(b)" "XX 1(a)"
    add rich.yaml "LAC 28(c)"
    add rich.yaml "AP 62(b)" --part nowhere
    add rich.yaml "AP 62(b)" --after OP99
    add rich.yaml "AP 62(b)" --after OP1 --part justice
    set-aside rich.yaml "LAC 28(c)" --reason x
    set-aside rich.yaml "AP 62(b)" --reason " "
    numbers rich.yaml
    numbers rich.yaml --set OP1 seven
    numbers rich.yaml --set OP99 7
    numbers rich.yaml --freeze --set OP1 7
    silence rich.yaml opening-op
    silence rich.yaml no-such-rule --reason x
    silence rich.yaml opening-op --paragraph OP99 --reason x
    check rich.yaml --rules bad-rules.yaml
    adapt rich.yaml OP99
    export rich.yaml -o x.pages
    export rich.yaml -o x.csv
    export rich.yaml -o rules.yaml
    export rich.yaml -o zero.md
    compile -o - --region XX
    compile -o - --theme 9.I
    compile -o - --disposition "set aside"
    compile -o - --layout paris
    compile -o zero.md
    new rich.yaml
    new my:draft
    new d.yaml --layout paris
    new d.yaml --layout broken
    layout check paris
    layout check broken
    layout check untried
    layout copy paris folder
    layout copy kyoto broken
    corpus build --list zero.txt -o c.yaml
    corpus build --list lenses.txt -o rich.yaml
    corpus build --list none.txt -o c.yaml
    corpus build --list lenses.txt
    corpus build --matrix lenses.tsv --about rich.yaml -o c.yaml
    merge base.yaml ours.yaml rich.yaml
    merge base.yaml ours.yaml theirs.yaml -o rich.yaml
    compare rich.yaml none.yaml
    compare none.yaml rich.yaml
    compare rich.yaml rules.yaml
    compare base.yaml ours.yaml -o c.pages
    compare base.yaml ours.yaml -o rules.yaml
    propose rich.yaml OP1 --by EU
    propose rich.yaml --by EU --delete
    propose rich.yaml OP1 --by EU --delete --alt --text x
    propose rich.yaml OP1 --by EU --delete --text x
    propose rich.yaml OP1 --by EU --after OP2 --text x
    propose rich.yaml OP99 --by EU --text x
    propose rich.yaml OP1 --by EU --text "[x]"
    propose rich.yaml OP1 --by Nobody --text x
    position rich.yaml none --by EU --support
    position rich.yaml none --by EU
    settle rich.yaml none --choose 2
    settle rich.yaml none
    settle rich.yaml none --merge two
    agree rich.yaml OP99
    reopen rich.yaml OP1
    proposals rich.yaml -o p.pages
    ledger rich.yaml --since Rev.9
    report rich.yaml --since Rev.9
    report rich.yaml --corpus invented.yaml --output r.md --replace
    show none.yaml
    revision rich.yaml save
    revision rich.yaml save a b
    revision rich.yaml save ../Rev.1
    revision rich.yaml save now
    revision rich.yaml show Rev.1
    revision rich.yaml compare
    revision rich.yaml compare Rev.1
    revision rich.yaml list Rev.1
    revision rich.yaml list -o c.md
    revision none.yaml
    versions rich.yaml show
    versions rich.yaml compare 3
    versions none.yaml
    recover none.yaml
"""
"""Calls that are refused with a message of drafter's own; what is in the folder stays as it is."""

USAGE = """
    frobnicate
    themes --format xml
    themes --frobnicate
    show
    set-aside rich.yaml "AP 62(b)"
    export rich.yaml
    export rich.yaml -o x.docx --sources endnotes
    export rich.yaml -o x.docx --only everything
    propose rich.yaml OP1 --text x
    agree rich.yaml OP1 --level soon
    agree rich.yaml OP1 --on yesterday
    trace zero.md --sure 2
    versions rich.yaml show 0
    versions rich.yaml frobnicate
    revision rich.yaml frobnicate
    compare rich.yaml
    serve rich.yaml --corpus corpus.yaml --host 127.0.0.1 --open --port 70000
    --within
"""
"""Calls that click refuses, in words of its own."""

STORIES = {
    "from-nothing-to-word": """
        new kyoto.yaml
        add kyoto.yaml "AP 62(a)" "lac 40 (h)" A37d
        add kyoto.yaml "E 16(a)" --part justice
        add kyoto.yaml "AP 34(a)" "LAC 40(f)" --merge --after op1
        add kyoto.yaml "A 37(a)" --after "OP 1"
        add kyoto.yaml "AP 62(a)"
        set-aside kyoto.yaml "LAC 40(g)" --reason "For the organizers."
        coverage kyoto.yaml
        export kyoto.yaml -o kyoto.docx
        export kyoto.yaml -o kyoto.docx
        export kyoto.yaml -o kyoto.docx --sources inline --replace
        export kyoto.yaml -o kyoto.md
    """,
    "from-nothing-to-word-in-doha": """
        new d --layout doha
        add d.yaml "AP 62(c)" "E 57(c)" --merge --part preamble
        add d.yaml "AP 34(a)" "LAC 40(f)" "A 37(d)"
        check d.yaml
        adapt d.yaml OP1 --apply
        export d.yaml -o d.docx --annex derivation,sources,coverage,not-reflected,set-aside
        coverage d.yaml --region A
    """,
    "numbers-frozen-set-thawed": """
        numbers sample-draft.yaml --freeze
        add sample-draft.yaml "A 37(a)" --after OP1
        derivation sample-draft.yaml --format csv
        numbers sample-draft.yaml --set op1bis "1 ter"
        export sample-draft.yaml -o d.docx
        export sample-draft.yaml -o d.md
        numbers sample-draft.yaml --thaw
    """,
    "checks-silenced-and-heard-again": """
        silence sample-draft.yaml same-ask --paragraph "op 2 (b)" --reason "Agreed so."
        check sample-draft.yaml
        check sample-draft.yaml --format json
        silence sample-draft.yaml same-ask --paragraph "OP2 (b)" --off
        silence sample-draft.yaml broad --reason "Ours." --rules rules.yaml
        check sample-draft.yaml --rules rules.yaml
    """,
    "changes-seen": """
        changed rich.yaml
        changed rich.yaml --seen
        changed rich.yaml
    """,
    "a-new-edition": """
        new d.yaml --corpus invented.yaml
        add d.yaml "NO 1(a)" "SO 7(b)" "SO 9"
        changed d.yaml --corpus invented-new.yaml
        changed d.yaml "NO 1(a)" --take --corpus invented-new.yaml
        changed d.yaml "SO 7(b)" --follow
        changed d.yaml "SO 9" --follow
        changed d.yaml "SO 9" --follow --to "NO 1(b)"
        changed d.yaml --format json
    """,
    "points-of-a-table": """
        corpus build --table points.csv --columns text=Wish --about oil.yaml --settle Oil=theme -o c.yaml
        new d.yaml --corpus c.yaml
        coverage d.yaml --where keeper:ann
    """,
    "several-corpora": """
        corpus compare invented.yaml invented-new.yaml --format csv -o changes.csv
        trace adopted.md --corpus invented.yaml
        corpus build --declaration K=adopted.md --preview
        corpus build --declaration K=adopted.md -o k.yaml
        corpus join invented.yaml K=k.yaml -o all.yaml
        corpus join invented.yaml K=k.yaml L=invented-new.yaml --output all.yaml --replace
        new d.yaml --corpus all.yaml
        add d.yaml "NO 1(a)" "K 1" "L/NO 1(c)"
        coverage d.yaml
        export d.yaml -o d.md
        convergence --across --corpus all.yaml
    """,
    "amendments-many-at-once": """
        propose base.yaml --from amendments.csv
        propose base.yaml --version-of CN theirs.yaml --version-of EU ours.yaml --format json
        show base.yaml
        proposals base.yaml
        propose base.yaml OP1 --from amendments.csv
        propose base.yaml --from theirs.yaml
        propose base.yaml --version-of CN rich.yaml
    """,
    "proposed-settled-agreed": """
        propose base.yaml OP1 --by EU --text "We act at once."
        propose base.yaml OP1 --by us --by Japan --text "We act soon." --note "For now."
        propose base.yaml OP2 --by G77 --delete
        propose base.yaml --by MX --after OP1 --text "We share data."
        propose base.yaml OP3 --by MX --move-after preamble
        propose base.yaml OP3 --by CN --alt --text "We stay."
        show base.yaml
        show base.yaml --view party:JP
        proposals base.yaml
        proposals base.yaml --open --by Japan --format json
        ledger base.yaml
        revision base.yaml save Rev.1
        position base.yaml alt0001 --by MX --oppose
        position base.yaml alt0000.zr3 --by CN --support
        position base.yaml alt0000.zr3 --by JP --by US --withdraw
        position base.yaml alt0000.7 --by G77 --retain
        agree base.yaml OP1
        settle base.yaml alt0000
        settle base.yaml alt0000 --choose
        settle base.yaml alt0000.zr3 --choose 1
        settle base.yaml alt0000 --merge 2,3 --text "at once and soon"
        settle base.yaml OP1 --lift
        settle base.yaml OP1 --lower
        settle base.yaml alt0000 --choose 2
        settle base.yaml alt0001 --choose
        agree base.yaml OP1 "OP1 bis" --meeting "Third informals" --level informals --on 2026-03-01
        settle base.yaml alt0002 --choose 2
        settle base.yaml alt0004 --choose 2
        agree base.yaml OP1 --meeting "Third informals" --level informals --on 2026-03-01
        proposals base.yaml
        ledger base.yaml --since Rev.1
        ledger base.yaml --since Rev.1 --format json
        ledger base.yaml --open --format md
        proposals base.yaml --format csv
        proposals base.yaml -o proposals.xlsx
        proposals base.yaml -o proposals.docx
        proposals base.yaml -o proposals.json
        ledger base.yaml -o ledger.xlsx
        reopen base.yaml OP1
    """,
    "tracked-changes": """
        export ours.yaml -o changes.docx --against base.yaml --as "The Secretariat"
        export ours.yaml -o nothing.docx --view tracked --annex none
        export base.yaml -o old.docx
        export ours.yaml -o redline.docx --against old.docx --as "The Secretariat"
        export ours.yaml -o public.docx --against base.yaml --view unattributed --annex none --clean
        export ours.yaml -o proposed.md --view tracked
        export ours.yaml -o changes.html --against base.yaml
        export ours.yaml -o both.docx --against base.yaml --view tracked
        export ours.yaml -o nobody.docx --as EU
        export ours.yaml -o none.docx --against none.yaml
        export ours.yaml -o none.docx --against none.docx
        export ours.yaml -o one.docx --against base.yaml --only sources
        revision ours.yaml save Rev.1
        export ours.yaml -o same.docx --against Rev.1
        export ours.yaml -o none.docx --against Rev.2
        propose ours.yaml OP2 --by EU --text "We wait and act."
        export ours.yaml -o proposed.docx --view tracked
        compare base.yaml ours.yaml --view tracked
    """,
    "negotiated-with-every-option": """
        propose base.yaml OP1 --by EU --text "We act at once." --corpus corpus.yaml
        position base.yaml alt0000 --by JP --reserve --corpus corpus.yaml
        export base.yaml --output public.md --view unattributed
        revision base.yaml save Rev.1 --corpus corpus.yaml
        settle base.yaml alt0000 --drop 2 --corpus corpus.yaml
        agree base.yaml OP1 --on 2026-03-01 --corpus corpus.yaml
        reopen base.yaml OP1 --corpus corpus.yaml
        proposals base.yaml --output proposals.md --corpus corpus.yaml
        proposals base.yaml --output proposals.md --replace
        ledger base.yaml --output ledger.md --corpus corpus.yaml
        ledger base.yaml --output ledger.md --replace
        revision base.yaml compare Rev.1 --output compared.md --view base --layout doha
        compare base.revisions/Rev.1.yaml base.yaml --output compared.html --view unattributed --corpus corpus.yaml
    """,
    "versions-shown-compared-restored": """
        add base.yaml "AP 34(a)"
        versions base.yaml
        versions base.yaml list
        versions base.yaml show
        versions base.yaml compare
        versions base.yaml restore 1
        versions base.yaml compare 1
        versions base.yaml compare 9
    """,
    "revisions-saved-and-compared": """
        revision base.yaml save Rev.1
        revision base.yaml save "Rev.1"
        add base.yaml "AP 34(a)"
        numbers base.yaml --freeze
        revision base.yaml save Rev.2
        set-aside base.yaml "LAC 40(g)" --reason "For the organizers."
        revision base.yaml
        revision base.yaml show Rev.1
        revision base.yaml compare Rev.1 Rev.2
        revision base.yaml compare Rev.1
        revision base.yaml compare now Rev.1
        revision base.yaml compare Rev.1 Rev.3
        revision base.yaml compare Rev.1 Rev.2 -o c.md
        revision base.yaml compare Rev.1 Rev.2 -o c.md
        revision base.yaml compare Rev.1 Rev.2 -o c.md --replace
        revision base.yaml list --format json
    """,
    "layout-copied-and-used": """
        layout copy doha copied
        layout copy doha copied
        layout check copied
        new e.yaml --layout copied
        add e.yaml "AP 62(a)"
        export e.yaml -o e.docx
        compile --layout copied --theme 4.I -o m.docx
    """,
    "another-congress": """
        corpus build --list lenses.txt --matrix lenses.tsv --about lighthouses.yaml -o c.yaml
        corpus build --list lenses.txt --matrix lenses.tsv --about lighthouses.yaml -o c.yaml
        corpus build --list lenses.txt --about lighthouses.yaml -o c.yaml --replace
        themes --corpus c.yaml
        new x.yaml --corpus c.yaml
        --corpus c.yaml add x.yaml "NE 4(a)" "SW 7(b)"
        coverage x.yaml --corpus c.yaml
        regions x.yaml --corpus c.yaml
        coverage x.yaml
        export x.yaml -o x.docx --corpus c.yaml
    """,
    "reports-sorted": """
        corpus build north.txt south.md -o c.yaml
        corpus build --report N=north.txt --report S=south.md --preview
        corpus build --report N=north.txt --report S=south.md --about a.yaml --settle "N 1=none" -o c.yaml
        corpus report --report N=north.txt --report S=south.md --about a.yaml
        corpus sort c.yaml --put "Lamps/Sharing=N 2(c), S 1(a)" --put "Lamps/Care=N 2(a),N 2(b)"
        corpus sort c.yaml --put "Lamps/Care=N 9"
        corpus sort c.yaml --put "Lamps"
        corpus build --report N=north.txt --report S=south.md --about a.yaml -o c.yaml --replace
        themes --corpus c.yaml
        new x.yaml --corpus c.yaml
        add x.yaml "N 2(a)" "S 1(b)" --corpus c.yaml
        coverage x.yaml --corpus c.yaml
        compile --corpus c.yaml -o m.md
    """,
    "hostile-text": """
        new x.yaml --corpus invented.yaml
        add x.yaml "SO 9" "NO 1(b)" --corpus invented.yaml
        set-aside x.yaml "SO 7(b)" --corpus invented.yaml --reason "[bold]x[/] {{ y }}"
        coverage x.yaml --corpus invented.yaml
        check x.yaml --corpus invented.yaml
        adapt x.yaml --corpus invented.yaml
        silence x.yaml acronym --reason "[b]" --corpus invented.yaml
        changed x.yaml --corpus invented.yaml
        numbers x.yaml --freeze --corpus invented.yaml
        derivation x.yaml --corpus invented.yaml
        export x.yaml -o x.md --corpus invented.yaml
        export x.yaml -o x.html --corpus invented.yaml
        export x.yaml -o x.json --corpus invented.yaml
        export x.yaml -o x.docx --corpus invented.yaml
        export x.yaml -o c.docx --sources comments --corpus invented.yaml
        versions x.yaml --corpus invented.yaml
        recover x.yaml --corpus invented.yaml
        merge x.yaml x.yaml x.yaml --corpus invented.yaml
    """,
    "word-file-traced": """
        export sample-draft.yaml -o d.docx --sources none --annex none
        trace d.docx
        trace d.docx --format json
    """,
    "word-file-taken-home": """
        import rich.yaml rich-room.docx
        import rich-room.docx --format json --by JP
        import rich.yaml rich-room.docx --take EU --bracket all --leave OP2 --by JP
        import rich.yaml rich-room.docx
        import rich.yaml rich-room.docx --take all --take OP9
        revision rich.yaml list
        import rich.yaml sample-draft.yaml
        import rich.yaml rich-room.docx --take tracked --output new.yaml
        import rich.yaml rich-room.docx --corpus invented.yaml
        export rich.yaml -o now.docx
        compare rich-room.docx now.docx -o changes.docx --as "Anna Meier"
        compare rich-room.docx now.docx
        propose rich.yaml --version-of CN rich-room.docx
    """,
    "mapping-written-and-read-back": """
        compile --as list -o m.docx
        corpus build --list m.docx --about about.yaml -o c.yaml
        compile --as list -o m.md
        corpus report --list m.md --about about.yaml
    """,
    "coverage-replaced": """
        coverage rich.yaml --format csv -o c.csv
        coverage rich.yaml --format csv -o c.csv
        coverage rich.yaml --format csv --region E -o c.csv --replace
    """,
    "mapping-replaced": """
        compile --theme 4.I -o m.md
        compile --theme 4.I -o m.md
        compile --theme 4.II -o m.md --replace
    """,
    "shared-by-two": """
        share init ../kyoto.git --in eu --as EU
        share get --in eu
        new eu/kyoto.yaml
        add eu/kyoto.yaml "AP 34(a)"
        share status --in eu --corpus corpus.yaml
        share send --in eu/kyoto.yaml --corpus corpus.yaml
        share init ../kyoto.git --in g77 --corpus corpus.yaml
        share get --in g77 --as G77 --corpus corpus.yaml
        numbers eu/kyoto.yaml --set OP1 3
        share send --in eu --as EU
        numbers g77/kyoto.yaml --set OP1 "2 bis"
        share send --in g77
        share get --in g77
        share send --in g77
        share get --in eu --unrelated
        share get nowhere.git --in eu
        share status --in eu --format json
    """,
    "parties-added": """
        parties add sample-draft.yaml Friends --name "Friends of the text" --member japan --member MX --alias FoT
        parties add sample-draft.yaml G77 --member Friends
        parties add sample-draft.yaml UNICRI --kind other
        parties sample-draft.yaml Japan
        parties sample-draft.yaml FoT --format json
        parties add sample-draft.yaml Friends
        parties add sample-draft.yaml X --name Japan
        parties add sample-draft.yaml X --member Japn
        parties add sample-draft.yaml "A/B"
        parties add no.yaml X
    """,
    "demo-twice": """
        demo
        demo
    """,
    "settings-written-twice": """
        settings --write
        settings
        settings --write
    """,
}
"""Calls that build on each other."""


def _words(line: str) -> tuple[str, ...]:
    return tuple(shlex.split(line))


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.strip().splitlines()]


def _named(kind: str, line: str) -> str:
    slug = "-".join(re.findall(r"[\w.*]+", line.lower())).replace("*", "x")
    return f"{kind}/{slug}"


def _one_by_one(kind: str, text: str) -> Iterator[Case]:
    for line in _lines(text):
        yield Case(_named(kind, line), (_words(line),))


def _on_each_draft() -> Iterator[Case]:
    for (called, file), line in product(DRAFTS.items(), _lines(ON_EACH_DRAFT)):
        yield Case(_named(called, line.replace("DRAFT", "")), (_words(line.replace("DRAFT", file)),))


def _documents() -> Iterator[Case]:
    """Each draft with each kind of source and annex, whole and clean, in every format."""
    every = ",".join(ANNEXES)
    ways = [
        *(
            f"-o d.{suffix} --sources {sources} --annex {annexes}{clean}"
            for suffix, sources, annexes, clean in product(("docx", "md"), SOURCES, ("none", every), ("", " --clean"))
        ),
        *(f"-o d.docx --annex {annex}" for annex in ANNEXES),
        *(f"-o d.{suffix} --only {annex}" for suffix, annex in product(FORMATS, ANNEXES)),
        *(f"-o d.{suffix} --only {annex} --clean" for suffix, annex in product(("docx", "csv"), ANNEXES)),
        "-o d.docx",
        "-o d.docx --line-numbers",
        "-o d.docx --annex set-aside,sources --line-numbers --clean",
        "--output d.of-no-kind --format md",
        "-o d.html",
        "-o d.html --sources comments --annex none",
        f"-o d.html --sources inline --annex {every} --clean",
        "-o d.json",
        "-o d.json --sources none --annex none",
        f"-o d.json --annex {every} --clean",
        "-o d.xml",
        f"-o d.xml --sources comments --annex {every}",
    ]  # fmt: skip
    for (called, file), way in product(DRAFTS.items(), ways):
        yield Case(_named(f"{called}/export", way.replace(every, "every")), (("export", file, *_words(way)),))


def _mappings() -> Iterator[Case]:
    for shown, suffix in product(("list", "matrix"), FORMATS):
        yield Case(f"compile/{shown}-{suffix}", (("compile", "--as", shown, "-o", f"m.{suffix}"),))


CASES: tuple[Case, ...] = (
    *(Case(_named("help", line), ((*_words(line), "--help"),)) for line in _lines(COMMANDS)),
    Case("help/drafter", (("--help",), ("-h",))),
    *_one_by_one("one", SINGLE),
    *_on_each_draft(),
    *_documents(),
    *_mappings(),
    *(Case(f"stories/{name}", tuple(map(_words, _lines(text)))) for name, text in STORIES.items()),
    Case("stories/links-asked-about", (_words("trace zero.txt --draft d.yaml --ask"),), typed="y\nn\ny\nn\nn\n" * 9),
    Case("stories/own-keys", (("settings",), ("settings", "--write")), settings="own-settings.yaml"),
    Case("stories/recovered", (("recover", "base.yaml"),) * 2, unsaved=("base.yaml", "ours.yaml")),
    Case(
        "stories/recovered-work-discarded",
        (("recover", "base.yaml", "--discard"), ("versions", "base.yaml", "show")),
        unsaved=("base.yaml", "ours.yaml"),
    ),
    *_one_by_one("refused", REFUSED),
    Case("refused/settings", (("settings",),), settings="bad-settings.yaml"),
    *_one_by_one("usage", USAGE),
)
"""All cases, each with a name of its own."""
