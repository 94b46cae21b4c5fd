"""Where letters meet Markdown: spans to the outline's text, with the few signs escaped that would vanish."""

import re
from collections.abc import Iterable

from course.text import Para, Points, Span

_SIGNS = re.compile(r"([\\`*_\[\]<])")
_AT_START = re.compile(r"^(\d+)([.)])|^([#+>-])")


def letters(text: str) -> str:
    """Plain letters as Markdown that shows just them."""
    escaped = _SIGNS.sub(r"\\\1", text)
    return _AT_START.sub(lambda found: f"{found[1]}\\{found[2]}" if found[1] else f"\\{found[3]}", escaped)


def _span(span: Span) -> str:
    text = _SIGNS.sub(r"\\\1", span.text)
    if span.bold:
        text = f"**{text}**"
    if span.italic:
        text = f"*{text}*"
    return f"[{text}]({span.link})" if span.link else text


def line(spans: Iterable[Span]) -> str:
    """A paragraph's spans as one line."""
    text = "".join(_span(span) for span in spans)
    return _AT_START.sub(lambda found: f"{found[1]}\\{found[2]}" if found[1] else f"\\{found[3]}", text)


def flow(parts: Iterable[Para | Points]) -> Iterable[str]:
    """Paragraphs and lists, each line of its own; a blank line between parts."""
    for part in parts:
        if isinstance(part, Para):
            yield line(part.spans)
        else:
            for number, item in enumerate(part.items, 1):
                yield f"{number}. {line(item)}" if part.ordered else f"- {line(item)}"
        yield ""
