"""Where a statement comes from: sources, citations, background facts, and readings that disagree.

Paragraphs of a source text count from 1, blank lines not counted; each is known by the sha256 of its
normal form (see `course.text.normal`), so that the text itself need not be shipped.
"""

import re
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from course.types import Date, Id, Line, Prose, Sha256, Strict, Url, refuse

Certainty = Literal["A", "B", "C", "D"]
"""A read in the original, B press or portal of the state, C second hand, D not verified (never in an item)."""

Origin = Literal["source", "background", "trainer"]
"""Who says it: the source of the course, another cited one, or the trainer who fills it in."""


class Approval(Strict):
    """Who stands behind it, and since when."""

    by: Line
    on: Date


class Source(Strict):
    """A published text. What is not known about it stays empty and prints as such."""

    id: Id
    title: Line
    publisher: Line
    label: Line | None = None
    kind: Literal["article", "law", "report", "page", "book"] = "page"
    role: Literal["main", "background"] = "background"
    published: Date | None = None
    published_note: Line | None = None
    url: Url | None = None
    certainty: Certainty = "B"
    paragraphs: tuple[Sha256, ...] = ()
    note: Prose | None = None


def _short_form(value: Any) -> Any:
    """`baohatinh-2022-10-21/14` is short for `{source: bao-ha-tinh, paragraph: 14}`."""
    if not isinstance(value, str):
        return value
    source, slash, paragraph = (part.strip() for part in value.partition("/"))
    if slash and not re.fullmatch(r"-?\d+", paragraph, re.ASCII) or re.search(r"[\s,:#]", source):
        raise refuse("cite.form", value=value.strip())
    return {"source": source, "paragraph": paragraph} if slash else {"source": source}


class CitationParts(Strict):
    """A place in a source, with the exact words when they are quoted."""

    source: Id
    paragraph: Annotated[int, Field(ge=1)] | None = None
    quote: Line | None = None
    verified: Approval | None = None
    unverified: Line | None = None


Citation = Annotated[CitationParts, BeforeValidator(_short_form, json_schema_input_type=str | CitationParts)]
"""`source/paragraph`, or a mapping with the exact quotation."""

Citations = tuple[Citation, ...]


class Fact(Strict):
    """A statement beside the main source; `valid_until` warns once it is past, `as_of` prints with it."""

    id: Id
    text: Prose
    origin: Origin = "background"
    certainty: Certainty = "B"
    cites: Citations = ()
    as_of: Date | None = None
    valid_until: Date | None = None


class Reading(Strict):
    """One of the readings of a conflict, in the source's words."""

    text: Line
    cite: Citation


class Conflict(Strict):
    """Readings that disagree. Shown to the trainer, never mended silently; no item may rest on it.

    `markers` are words that betray an item resting on the conflict when it cites the same paragraph.
    """

    id: Id
    title: Line
    readings: Annotated[tuple[Reading, ...], Field(min_length=1)]
    advice: Prose
    markers: tuple[Line, ...] = ()
