"""The e-learning page: one HTML file that opens from a folder, reads and prints without a script, and asks nobody.

All lessons and every practice item of the bank are in it; items of the exam, trainer's notes and conflicts never.
"""

import json
from collections.abc import Iterator
from functools import partial
from typing import Any

from jinja2 import Environment

from assets import compounds, template_text
from assets.look import Look
from builders.html.colors import variables
from builders.html.page import environment, policy, script, style
from builders.html.text import Letters
from builders.module_keys import key
from builders.module_nodes import Places, asked, drawn
from builders.product import Materials, Product
from course.model import Course
from course.text import plain
from plan.document import check_node
from plan.nodes import CheckNode, Document
from plan.phrases import paragraphs_of, published, short_date
from plan.resolve import Index

SCRIPTS = ("device", "tracker", "marking", "questions", "notes", "screens", "search", "start")
"""Parts of the script, in the order in which they are joined."""


def files(materials: Materials) -> Iterator[Product]:
    """One page."""
    yield Product("module/index.html", build(materials).encode("utf-8"))


def build(materials: Materials) -> str:
    """The page's text; KeyError when a picture that the course names was not handed over."""
    document, look = materials.document, materials.look
    letters = Letters(_pairs(compounds() | frozenset(materials.course.compounds)))
    env = _environment(document, look, letters)
    macros = _macros(env)
    code, css = script(SCRIPTS), style(variables(look), "module")
    draw = partial(drawn, macros=macros, pictures=materials.pictures)
    page = env.get_template("module.html")
    return page.render(
        document=document, draw=draw, ask=partial(asked, macros=macros), macros=macros,
        rest=unplaced(materials.course, document), script=code, style=css, policy=policy(code, css),
        paragraphs=dict(document.cited), words=json.dumps(_script_words(look), ensure_ascii=False),
    )  # fmt: skip


def unplaced(course: Course, document: Document) -> tuple[CheckNode, ...]:
    """Practice items that no lesson asks, numbered on after those of the lessons."""
    placed = {check.item.id for check in document.checks}
    rest = (item for item in course.items if item.use == "practice" and item.id not in placed)
    index = Index(course)
    return tuple(check_node(index, number, item) for number, item in enumerate(rest, len(document.checks) + 1))


def _environment(document: Document, look: Look, letters: Letters) -> Environment:
    return environment({
        "say": look.say, "line": letters.line, "spans": letters.spans, "flow": letters.flow, "key": key,
        "plain": plain, "places": Places(document, look), "day": short_date,
        "published": published, "at": partial(paragraphs_of, look=look),
    })  # fmt: skip


def _macros(env: Environment) -> Any:
    """The macros of nodes and items as one module."""
    return env.from_string(template_text("html/nodes.html") + template_text("html/items.html")).module


def _pairs(words: frozenset[str]) -> frozenset[str]:
    """Compounds of two syllables: a phone's line holds about 35 letters, and longer ones would tear its end."""
    return frozenset(word for word in words if word.count(" ") <= 1)


def _script_words(look: Look) -> dict[str, str]:
    """What the script says, by the last part of its label's key; `{0}`, `{1}` are filled in while it runs."""
    start = "module.live."
    found = {name.removeprefix(start): text for name, text in look.words.items() if name.startswith(start)}
    return dict(sorted(found.items()))
