"""What every family of page needs at hand: labels, joined words, titles that fit, source lines, faults.

A page is made by a generator of slides and problems; a problem's path is completed by `plan.deck`.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from assets.look import Look
from course.problem import Problem
from course.text import Span
from plan.measure import join_compounds
from plan.nodes import Notes
from plan.phrases import by_source, place_of
from plan.slides.fit import evened, largest, lines_of, unwidowed, whole
from plan.slides.layouts import LAYOUTS, Box
from plan.slides.page import Fill, Paragraph, Slide, Spans

Pages = Iterator[Slide | Problem]
TITLE_SIZES = (32.0, 28.0, 24.0)
SUFFIX = " (88/88)"
EXCERPT = 60


@dataclass(frozen=True)
class Desk:
    """Labels and the course's compounds; the only things a page knows beside its node."""

    look: Look
    compounds: frozenset[str] = frozenset()

    def say(self, key: str, **params: object) -> str:
        """A label."""
        return self.look.say(key, **params)

    def join(self, text: str) -> str:
        """The text with no-break spaces inside compounds."""
        return join_compounds(text, self.compounds)

    def spans(self, text: str | Spans, bold: bool = False) -> Spans:
        """Text of the course as spans for a slide."""
        if isinstance(text, str):
            return whole(self.join(text), bold)
        return tuple(replace(span, text=self.join(span.text)) for span in text)

    def para(self, text: str | Spans, *, bullet: bool = False, size: float | None = None, bold: bool = False,
             color: str | None = None) -> Paragraph:  # fmt: skip
        """A paragraph of a slide."""
        return Paragraph(self.spans(text), bullet, size, bold, color)

    def source(self, notes: Notes) -> str:
        """The line at the foot: sources with their paragraphs, as many as two lines hold."""
        if not notes:
            return self.join(self.say("deck.source.own"))
        names = list(dict.fromkeys(place_of(cited, self.look) for cited in by_source(notes)))
        for count in range(len(names), 0, -1):
            more = self.say("deck.source.more") if count < len(names) else ""
            text = self.join(self.say("deck.source", names="; ".join(names[:count])) + more)
            if (lines_of(whole(text), 14, LAYOUTS["section"].box("foot").w) or 3) <= 2:
                return text
        return self.join(self.say("deck.source.long"))

    def slide(self, kind: str, layout: str, title: str, content_id: str, fills: Iterable[Fill] = (), **more: Any
              ) -> Pages:  # fmt: skip
        """A slide whose title fits, or the problem that it does not."""
        spans = self.spans(title)
        size = title_size(spans, layout)
        if size is None:
            yield too_long("deck.title-too-long", title)
            size = TITLE_SIZES[-1]
        yield Slide(kind, layout, spans, content_id, tuple(fills), **{"title_size": size, **more})


def title_size(spans: Spans, layout: str) -> float | None:
    """The largest size at which the title stands in its place, room for a part number kept."""
    box = LAYOUTS[layout].box("title")
    sizes = (box.size, *TITLE_SIZES) if box.size > TITLE_SIZES[0] else TITLE_SIZES
    return largest([Paragraph((*spans, Span(SUFFIX)))], box, sizes)


def with_even_lines(slide: Slide) -> Slide:
    """The slide with indents that make the lines of its title about equally long, and leave no word alone on a line."""
    layout = LAYOUTS[slide.layout]
    one = evened(Paragraph(slide.heading_spans), layout.box("title"), slide.title_size)
    fills = tuple(_with_even_lines(fill, layout.box(fill.place)) for fill in slide.fills)
    return replace(slide, title_indent=(one.left, one.right), fills=fills)


def _with_even_lines(fill: Fill, box: Box) -> Fill:
    paragraphs = (unwidowed(one, box.w, fill.size, bold=box.bold, is_centred=box.align == "ctr")
                  for one in fill.paragraphs)  # fmt: skip
    return replace(fill, paragraphs=tuple(paragraphs))


def too_long(code: str, text: str) -> Problem:
    """A fault of length, with the beginning of the text it means."""
    text = text.replace("\u00a0", " ")
    return Problem(code, (), {"text": text if len(text) <= EXCERPT else text[:EXCERPT].rsplit(" ", 1)[0] + "\u2026"})


def placed(paragraphs: Sequence[Paragraph], layout: str, place: str, sizes: Sequence[float], code: str
           ) -> tuple[Fill, Problem | None]:  # fmt: skip
    """The paragraphs in a place at the largest size that holds them, with the problem when none does."""
    size = largest(paragraphs, LAYOUTS[layout].box(place), sizes)
    text = " ".join(paragraph.text for paragraph in paragraphs)
    fill = Fill(place, tuple(paragraphs), size or sizes[-1])
    return fill, None if size else too_long(code, text)
