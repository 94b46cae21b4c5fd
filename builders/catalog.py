"""The makers. To add an output: one file with `files(materials) -> Iterator[Product]`, one line here, one golden.

Each name is what `--only` takes. Makers load slowly (reportlab, jinja2), so each is imported when it is asked for.
"""

import importlib
from collections.abc import Callable, Iterator

from builders.product import Materials, Product

MAKERS: dict[str, str] = {
    "deck": "builders.deck",
    "handout": "builders.handout",
    "quiz": "builders.quiz",
    "sign-in": "builders.sign_in",
    "module": "builders.module",
    "outline": "builders.outline",
}
"""Name of an output -> the module that makes it."""

PREFIXES: dict[str, tuple[str, ...]] = {
    "deck": ("deck.pptx",),
    "handout": (
        "handout.pdf", "handout-trainer.pdf", "handout-large.pdf", "handout-booklet.pdf", "viewpoints.pdf",
        "model-card.pdf",
    ),  # fmt: skip
    "quiz": ("quiz/",),
    "sign-in": ("sign-in.pdf",),
    "module": ("module/",),
    "outline": ("outline.md",),
}
"""Name of an output -> the files, or folders (ending in `/`), that are its own."""


def maker(name: str) -> Callable[[Materials], Iterator[Product]]:
    """The function that makes the files of one output."""
    files: Callable[[Materials], Iterator[Product]] = importlib.import_module(MAKERS[name]).files
    return files
