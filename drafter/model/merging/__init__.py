"""Two versions of a draft that went apart, made one again, paragraph by paragraph, on ids.

What only one side changed is taken. What both changed differently becomes alternatives in square brackets, each with
its side's name; where brackets make no sense (a place, a number, a status) one is taken by a rule that favours neither
side, and the other is written into the paragraph's note. Nothing that a side wrote is lost, and which side is handed
in first makes no difference.

`words` merges texts, `order` lists, `values` what a paragraph says, `places` where it stands, `whole` the draft.
"""

from drafter.model.merging.whole import Contest, Merged, merge

__all__ = ["Contest", "Merged", "merge"]
