"""The one place where letters meet HTML: markupsafe escapes them, nobody glues tags.

Spaces inside compounds become U+00A0, so that no line ends between the syllables of a word; no other letter changes.
"""

from dataclasses import dataclass
from typing import assert_never

from markupsafe import Markup

from course.text import Para, Points, Span
from plan.measure import join_compounds

BOLD, ITALIC = Markup("<b>{}</b>"), Markup("<i>{}</i>")
LINK = Markup('<a href="{}" target="_blank" rel="noopener noreferrer">{}</a>')
PARAGRAPH, POINT = Markup("<p>{}</p>"), Markup("<li>{}</li>")
LIST, NUMBERED = Markup("<ul>{}</ul>"), Markup("<ol>{}</ol>")
NOTHING = Markup("")


@dataclass(frozen=True)
class Letters:
    """How the letters of one course are set; `compounds` as in `plan.measure.join_compounds`."""

    compounds: frozenset[str] = frozenset()

    def line(self, text: str | None) -> Markup:
        """Letters without markup; nothing for None."""
        return Markup.escape(join_compounds(text, self.compounds)) if text else NOTHING

    def spans(self, spans: tuple[Span, ...] | None) -> Markup:
        """A paragraph's inside: bold, italic, links."""
        return NOTHING.join(self._span(span) for span in spans or ())

    def flow(self, flow: tuple[Para | Points, ...]) -> Markup:
        """Paragraphs and lists."""
        return NOTHING.join(self._block(block) for block in flow)

    def _span(self, span: Span) -> Markup:
        letters = self.line(span.text)
        letters = BOLD.format(letters) if span.bold else letters
        letters = ITALIC.format(letters) if span.italic else letters
        return LINK.format(span.link, letters) if span.link else letters

    def _block(self, block: Para | Points) -> Markup:
        match block:
            case Para(spans=spans):
                return PARAGRAPH.format(self.spans(spans))
            case Points(items=items, ordered=ordered):
                points = NOTHING.join(POINT.format(self.spans(item)) for item in items)
                return (NUMBERED if ordered else LIST).format(points)
            case _:
                assert_never(block)
