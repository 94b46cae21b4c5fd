"""The editions: one layout on other paper, in other sizes, with or without a note column, whole or in part.

An edition is a value; its sizes and its paper are tokens of the theme, such as `large.text` or `a5.width`.
"""

from dataclasses import dataclass, replace

from assets.look import Look
from plan.nodes import AnyNode, ModelCardNode, ViewpointsNode

FIELDS = 4  # columns of a case whose short fields stand two on a line


@dataclass(frozen=True)
class Edition:
    """`name` is in its labels and tokens, `file` in the output folder.

    `paper`: the prefix of its lengths. `column`: a note column stands beside the text. `columns`: tables with more of
    them are told row by row. `nodes`: the kinds of node that stand in it, None for the whole document. `folded`: its
    pages lie two on a sheet's side, to be folded in the middle. `sheets`: the pages of a set of blank cards, in order,
    each by its name in `builders.handout.cards`; both sides of one sheet of paper follow each other.
    """

    name: str
    file: str
    paper: str = "a4"
    column: bool = False
    columns: int = 99
    nodes: tuple[type[AnyNode], ...] | None = None
    folded: bool = False
    sheets: tuple[str, ...] = ()

    @property
    def is_roomy(self) -> bool:
        """Whether a page holds four columns beside each other, and so a case or a viewpoint as a whole."""
        return self.columns >= FIELDS


LEARNER = Edition("learner", "handout.pdf", column=True)
TRAINER = Edition("trainer", "handout-trainer.pdf", column=True)
LARGE = Edition("large", "handout-large.pdf", columns=3)
BOOKLET = Edition("booklet", "handout-booklet.pdf", paper="a5", columns=4, folded=True)
VIEWPOINTS = Edition("viewpoints", "viewpoints.pdf", nodes=(ViewpointsNode,))
CARDS = Edition("model-card", "model-card.pdf", nodes=(ModelCardNode,),
                sheets=("front", "back", "list", "list", "slips"))  # fmt: skip

WHOLE = (LARGE, BOOKLET)
PARTS = (VIEWPOINTS, CARDS)

PAPER = ("width", "height")
MARGINS = ("margin.outer", "margin.inner", "margin.top", "margin.bottom")


def look_of(edition: Edition, look: Look) -> Look:
    """The look on the edition's paper, in its sizes: its own where the theme names them, else all grow by as much."""
    return _resized(_on_paper(look, edition), edition.name)


def _on_paper(look: Look, edition: Edition) -> Look:
    if edition.paper == "a4":
        return look
    names = {f"a4.{name}": f"{edition.paper}.{name}" for name in PAPER}
    names |= {name: f"{edition.paper}.{name}" for name in MARGINS}
    return replace(look, lengths={**look.lengths, **{name: look.length(own) for name, own in names.items()}})


def _resized(look: Look, name: str) -> Look:
    """All sizes of `print`, none under the smallest that the theme allows; the pitch of writing lines if named."""
    if f"{name}.text" not in look.sizes:
        return look
    grown, least = look.size(f"{name}.text") - look.size("print.text"), look.size("print.small")
    sizes = dict(look.sizes)
    for token, size in look.sizes.items():
        if token.startswith("print."):
            same = size if token.endswith(".lead") else max(least, size + grown)
            sizes[token] = look.sizes.get(f"{name}.{token.removeprefix('print.')}", same)
    pitch = look.lengths.get(f"{name}.writing.line", look.length("writing.line"))
    return replace(look, sizes=sizes, lengths={**look.lengths, "writing.line": pitch})
