"""What a slide is made of: text in named places of a layout, a table, a picture, what a click reveals, notes.

Lengths in points on a slide of 960 x 540; every text is a tuple of spans, its no-break spaces already set.
"""

from dataclasses import dataclass

from course.text import Span

Spans = tuple[Span, ...]


@dataclass(frozen=True)
class Paragraph:
    """One paragraph. `size`, `bold` and `color` (a token of the theme) differ from its place's only when set.

    `number` is the paragraph's own in an ordered list, from 1; 0 has a plain bullet when `bullet` is set.
    `left` and `right` are indents in points that make a few lines about equally long.
    """

    spans: Spans
    bullet: bool = False
    size: float | None = None
    bold: bool = False
    color: str | None = None
    number: int = 0
    left: float = 0.0
    right: float = 0.0

    @property
    def text(self) -> str:
        """The letters alone."""
        return "".join(span.text for span in self.spans)


@dataclass(frozen=True)
class Fill:
    """The text of one place of the layout, at one size of the ladder; `gap` points between paragraphs."""

    place: str
    paragraphs: tuple[Paragraph, ...]
    size: float
    gap: float = 10.0


@dataclass(frozen=True)
class Cell:
    """A cell of a table; `role` is text, head, label, number or blank (dots to write on)."""

    paragraphs: tuple[Paragraph, ...]
    role: str = "text"


@dataclass(frozen=True)
class Grid:
    """A table: the first row is its head. `heights` are what the rows need, so that the file declares the truth."""

    place: str
    widths: tuple[float, ...]
    heights: tuple[float, ...]
    rows: tuple[tuple[Cell, ...], ...]
    size: float
    alt: str
    labelled: bool = False


@dataclass(frozen=True)
class Picture:
    """A picture by its path in the course's folder, with words for those who do not see it."""

    place: str
    path: str
    alt: str


@dataclass(frozen=True)
class Slide:
    """One slide. `content_id` names what it shows and is stable; `reveal` are places that a click brings in.

    `mark` are the places that get a frame together with them: the right options. `weight` is its share of the time.
    `title_indent` (points left and right) makes the lines of a long title about equally long.
    """

    kind: str
    layout: str
    title: Spans
    content_id: str
    fills: tuple[Fill, ...] = ()
    grid: Grid | None = None
    picture: Picture | None = None
    mark: tuple[str, ...] = ()
    reveal: tuple[str, ...] = ()
    title_size: float = 32
    title_indent: tuple[float, float] = (0.0, 0.0)
    source: str = ""
    part: str = ""
    section: int = 0
    weight: float = 1.0
    minutes: float | None = None
    say: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def heading_spans(self) -> Spans:
        """The title as it stands on the slide, its part number among it."""
        return (*self.title, Span(f"\u00a0{self.part}")) if self.part else self.title

    @property
    def heading(self) -> str:
        """The title's letters, with plain spaces."""
        return "".join(span.text for span in self.title).replace("\u00a0", " ")


@dataclass(frozen=True)
class Part:
    """A section of the deck; `id` is the module's, or `opening` or `closing`."""

    id: str
    title: str


@dataclass(frozen=True)
class Deck:
    """All slides of a course, in order; `Slide.section` counts `sections` from 0."""

    id: str
    title: str
    sections: tuple[Part, ...]
    slides: tuple[Slide, ...]
    author: str = ""
    about: str = ""
    version: str = ""
