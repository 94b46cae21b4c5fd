"""Slides of text: paragraphs and points, exact quotations, callouts, pictures, background facts."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from course.text import Para, Points
from plan import nodes
from plan.nodes import Notes
from plan.phrases import short_date
from plan.slides.desk import Desk, Pages, placed, too_long
from plan.slides.fit import airy, evened, largest, pages_of, sentences, spread, stack
from plan.slides.layouts import LAYOUTS
from plan.slides.page import Fill, Paragraph, Picture, Spans

ROOMY = 0.66  # a slide that one size larger would fill less than this takes the larger size


class Frame(NamedTuple):
    """What a page of content carries beside its paragraphs."""

    kind: str
    title: str
    content_id: str
    source: str
    tag: str | None = None


def flow_paragraphs(desk: Desk, flow: Sequence[Para | Points]) -> list[Paragraph]:
    """Paragraphs and lists of a course as paragraphs of a slide."""
    found = []
    for piece in flow:
        if isinstance(piece, Points):
            points = [desk.para(item, bullet=True) for item in piece.items]
            found += [replace(point, number=at) for at, point in enumerate(points, 1)] if piece.ordered else points
        else:
            found.append(desk.para(piece.spans))
    return found


def content(desk: Desk, frame: Frame, paragraphs: Sequence[Paragraph], notes: Sequence[Notes] = ()) -> Pages:
    """Paragraphs over as many slides as they need, at 28 points; at 24 where that saves a slide, at 32 on bare ones.

    `notes` go with the paragraphs: each slide names the sources of its own.
    """
    layout = "content-tag" if frame.tag else "content"
    box = LAYOUTS[layout].box("body")
    if len(paragraphs) == 1 and not paragraphs[0].number:
        paragraphs = [replace(paragraphs[0], bullet=False)]
    yield from too_wide(paragraphs, box.w)
    tag = [Fill("tag", (desk.para(frame.tag),), 20)] if frame.tag else []
    pages, size = spread(paragraphs, box)
    if size == 28 and all(largest(page, box, (32,), ROOMY) for page in pages):
        size = 32.0
    for number, page in enumerate(pages, 1):
        own = tuple(note for one, found in zip(paragraphs, notes, strict=False) if one in page for note in found)
        yield from desk.slide(frame.kind, layout, frame.title, f"{frame.content_id}/{number}",
                              [*tag, Fill("body", tuple(page), size, airy(page, box, size))],
                              source=desk.source(own) if own else frame.source)  # fmt: skip


def too_wide(paragraphs: Sequence[Paragraph], width: float, size: float = 28) -> Pages:
    """A problem for each paragraph with a word that no line holds."""
    for paragraph in paragraphs:
        if stack([paragraph], size, width) is None:
            yield too_long("deck.word-too-wide", max(paragraph.text.split(" "), key=len))


def text(desk: Desk, node: nodes.TextNode, title: str, ref: str) -> Pages:
    """Bare literals of a lesson."""
    frame = Frame("content", title, ref, desk.source(node.notes), _tag(desk, node))
    yield from content(desk, frame, flow_paragraphs(desk, node.flow))


def _tag(desk: Desk, node: nodes.Node) -> str | None:
    return desk.say("words.origin.background") if node.origin == "background" else None


def quote(desk: Desk, node: nodes.QuoteNode, title: str, ref: str) -> Pages:
    """An exact quotation, in quotation marks of ours, with who said it."""
    by = [desk.para(node.speaker, size=20)] if node.speaker else []
    by += [desk.para(desk.say("deck.background-quote"))] if node.origin == "background" else []
    by += [desk.para(desk.say("deck.unverified"))] if node.notes and node.notes[0].doubt else []
    yield from quotation(desk, Frame("quotation", title, ref, desk.source(node.notes)), node.words, by)


def quotation(desk: Desk, frame: Frame, words: str, by: Sequence[Paragraph]) -> Pages:
    """Exact words on one slide at the largest size that holds them; only what fits at no size goes over several."""
    box = LAYOUTS["quote"].box("body")
    opened = Paragraph(desk.spans(desk.say("words.quote-open") + words + desk.say("words.quote-close")))
    short = replace(opened, bold=True, color="red")
    yield from too_wide([opened], box.w, 24)
    if largest([short], box, (32,), ROOMY):
        pages, size = [evened(short, box, 32)], 32.0
    elif best := largest([opened], box, (28, 24)):
        pages, size = [opened], float(best)
    else:
        found = pages_of([replace(one) for one in sentences(opened)], box, 28)
        pages, size = [_run_on(page) for page in found], 28.0
    attribution, problem = placed(by, "quote", "by", (20,), "deck.text-too-long")
    if problem:
        yield problem
    for number, page in enumerate(pages, 1):
        fills = [Fill("body", (page,), size), *([attribution] if by else [])]
        yield from desk.slide(frame.kind, "quote", frame.title, f"{frame.content_id}/{number}", fills,
                              source=frame.source)  # fmt: skip


def _run_on(page: Sequence[Paragraph]) -> Paragraph:
    """Sentences of one paragraph put together again."""
    spans: Spans = page[0].spans
    for more in page[1:]:
        spans = (*spans, replace(more.spans[0], text=" " + more.spans[0].text), *more.spans[1:])
    return replace(page[0], spans=spans)


def callout(desk: Desk, node: nodes.CalloutNode, title: str, ref: str) -> Pages:
    """A sentence alone on its slide."""
    paragraph = desk.para(node.spans)
    short = replace(paragraph, bold=True, color="red")
    if largest([short], LAYOUTS["statement"].box("body"), (32,)):
        fill, problem = Fill("body", (evened(short, LAYOUTS["statement"].box("body"), 32),), 32), None
    else:
        fill, problem = placed([paragraph], "statement", "body", (28, 24), "deck.text-too-long")
    if problem:
        yield problem
    yield from desk.slide("callout", "statement", title, ref, [fill], source=desk.source(node.notes))


def picture(desk: Desk, node: nodes.PictureNode, title: str, ref: str) -> Pages:
    """A picture with its caption."""
    fills, problem = [], None
    if node.caption:
        fill, problem = placed([desk.para(node.caption)], "picture", "caption", (24, 20), "deck.text-too-long")
        fills.append(fill)
    if problem:
        yield problem
    yield from desk.slide("picture", "picture", title, ref, fills, picture=Picture("picture", node.path, node.alt),
                          source=desk.source(node.notes))  # fmt: skip


def facts(desk: Desk, node: nodes.FactsNode, title: str, ref: str) -> Pages:
    """Background statements, marked as such, each with the day as of which it holds."""
    paragraphs = []
    for fact, _ in node.facts:
        spans = desk.spans(fact.text)
        if fact.as_of:
            spans = (*spans, *desk.spans(f" ({desk.say('words.as-of', date=short_date(fact.as_of))})"))
        paragraphs.append(Paragraph(spans, bullet=True))
    frame = Frame("facts", title, ref, desk.source(node.notes), desk.say("words.origin.background"))
    yield from content(desk, frame, paragraphs, [notes for _, notes in node.facts])


def activity(desk: Desk, node: nodes.ActivityNode, title: str, ref: str) -> Pages:
    """Discussion, group work, writing alone, a first step at home: what to do, how long, in which groups."""
    side = [desk.para(desk.say(f"words.activity.{node.kind}"), size=24, bold=True)]
    if node.minutes:
        side += [desk.para(str(node.minutes), size=44, bold=True), desk.para(desk.say("words.minute"), size=24)]
    if node.grouping:
        side.append(desk.para(node.grouping, size=20))
    panel, problem = placed(side, "activity", "side", (24,), "deck.text-too-long")
    if problem:
        yield problem
    box = LAYOUTS["activity"].box("body")
    prompts = [desk.para(prompt, bullet=len(node.prompts) > 1) for prompt in node.prompts]
    yield from too_wide(prompts, box.w)
    whole = largest(prompts, box, (28, 24))
    pages = [tuple(prompts)] if whole else pages_of(prompts, box, 28)
    for number, page in enumerate(pages, 1):
        fills = [panel, *([Fill("body", page, whole or 28.0, airy(page, box, whole or 28.0))] if page else [])]
        yield from desk.slide("activity", "activity", title, f"{ref}/{number}", fills, source=desk.source(node.notes),
                              minutes=node.minutes / len(pages) if node.minutes else None)  # fmt: skip


def pause(desk: Desk, node: nodes.PauseNode, title: str, ref: str) -> Pages:
    """A break, and its minutes."""
    lines = [desk.para(desk.say("words.minutes", minutes=node.minutes))] if node.minutes else []
    fills = [Fill("body", tuple(lines), 28)] if lines else []
    yield from desk.slide("break", "break", title, ref, fills, minutes=node.minutes, source=desk.source(node.notes)
                          if node.notes else "")  # fmt: skip
