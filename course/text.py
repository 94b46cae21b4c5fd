"""Letters as they are kept: one normal form, and markup read once into spans, paragraphs and lists.

Authors may write **bold**, *italic*, [links](https://...) and, where a text has several paragraphs, flat lists.
All else is letters. After this no string holds markup; `markup_faults` tells what an author should mend.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.token import Token

from course.characters import character_fault

LONGEST = 50_000
"""Letters in one text; more is told, and not parsed, because markup takes time that grows with it."""

_INLINE = MarkdownIt("zero").enable(["emphasis", "link", "escape"])
_BLOCKS = MarkdownIt("zero").enable(["emphasis", "link", "escape", "paragraph", "list"])
for _reader in (_INLINE, _BLOCKS):
    setattr(_reader, "validateLink", lambda url: True)  # noqa: B010  # judged below, so that a bad one can be told
    setattr(_reader, "normalizeLink", lambda url: url)  # noqa: B010  # addresses letter for letter

_HABIT = re.compile(r"^ {0,3}(?:#{1,6}(?= )|>|```|~~~|\|(?=.*\|)|(?:---+|===+|\*\*\*+) *$)", re.M)

Fault = tuple[str, dict[str, str]]
"""A problem's code and its params."""


@dataclass(frozen=True)
class Span:
    """A run of letters of one kind; `link` is an https, http or mailto address."""

    text: str
    bold: bool = False
    italic: bool = False
    link: str | None = None


@dataclass(frozen=True)
class Para:
    """A paragraph; never empty."""

    spans: tuple[Span, ...]


@dataclass(frozen=True)
class Points:
    """A flat list; `ordered` ones are numbered from 1. No item is empty."""

    items: tuple[tuple[Span, ...], ...]
    ordered: bool = False


def normal(text: str) -> str:
    """NFC, each run of white space (no-break spaces and line breaks too) as one space, none at the ends."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def comparable(text: str) -> str:
    """The normal form without invisible characters: web pages scatter soft hyphens, a quotation does not hold them."""
    seen = "".join(char for char in text if character_fault(char) not in ("text.zero-width", "text.bidi"))
    return normal(seen)


def plain(spans: Iterable[Span]) -> str:
    """The letters alone."""
    return "".join(span.text for span in spans)


def parse_inline(text: str) -> tuple[Span, ...]:
    """The spans of one paragraph, in normal form. A link to anywhere but https, http, mailto stays letters."""
    return read_inline(text)[0]


def parse_blocks(text: str) -> tuple[Para | Points, ...]:
    """The paragraphs and lists of a text; the items of a nested list follow the item that held them."""
    return read_blocks(text)[0]


def markup_faults(text: str, blocks: bool = False) -> list[Fault]:
    """What is wrong with the markup of a text, as `parse_blocks` or `parse_inline` reads it; each fault once."""
    faults = (read_blocks if blocks else read_inline)(text)[1]
    if blocks:
        faults += habits(text)
    return [fault for at, fault in enumerate(faults) if fault not in faults[:at]]


def habits(text: str) -> list[Fault]:
    """Marks of Markdown at the beginning of a line that are letters here."""
    marks = dict.fromkeys(found[0].strip()[:3] for found in _HABIT.finditer(text))
    return [("text.not-markup", {"mark": mark}) for mark in marks]


def read_inline(text: str) -> tuple[tuple[Span, ...], list[Fault]]:
    """The spans of one paragraph, and what is wrong with its markup."""
    text = unicodedata.normalize("NFC", text)
    if len(text) > LONGEST:
        return _folded([Span(text)]), [("text.too-long", {"limit": str(LONGEST)})]
    (token,) = _INLINE.parseInline(text)
    return _spans(token.children or [])


def _spans(tokens: list[Token]) -> tuple[tuple[Span, ...], list[Fault]]:
    """The spans of inline tokens, links judged and white space folded."""
    faults: list[Fault] = []
    spans: list[Span] = []
    style, link_start, address = Span(""), 0, ""
    for token in tokens:
        match token.type:
            case "strong_open" | "strong_close":
                style = replace(style, bold=token.nesting > 0)
            case "em_open" | "em_close":
                style = replace(style, italic=token.nesting > 0)
            case "link_open":
                address, link_start = _address(token), len(spans)
            case "link_close":
                spans[link_start:], found = _linked(spans[link_start:], address, style)
                faults += found
            case _:
                spans.append(replace(style, text=token.content))
    folded = _folded(spans)
    return folded, faults + stray_marks(plain(folded))


def _address(token: Token) -> str:
    """The address of a link with its title, if any: a title cannot be printed, so it makes the link a fault."""
    title = token.attrGet("title")
    return f'{token.attrGet("href")} "{title}"' if title else str(token.attrGet("href") or "")


def _linked(spans: list[Span], address: str, style: Span) -> tuple[list[Span], list[Fault]]:
    if is_link(address) and normal(plain(spans)):
        return [replace(span, link=address) for span in spans], []
    letters = [replace(style, text="["), *spans, replace(style, text=f"]({address})")]
    return letters, [("text.link", {"address": address[:80]})]


def is_link(address: str) -> bool:
    """Whether an address may be a link: https or http with a host, or mailto with an @; no white space."""
    if re.search(r"[\s<>\"\\]", address):
        return False
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    if parts.scheme == "mailto":
        return "@" in parts.path
    return parts.scheme in ("https", "http") and bool(parts.hostname)


def _folded(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Neighbours of one kind joined, white space folded across their borders, none at the ends."""
    joined: list[Span] = []
    for span in spans:
        before = joined[-1].text if joined else " "
        text = re.sub(r"\s+", " ", span.text)
        text = text.lstrip() if before.endswith(" ") else text
        if text and joined and replace(joined[-1], text="") == replace(span, text=""):
            joined[-1] = replace(span, text=before + text)
        elif text:
            joined.append(replace(span, text=text))
    if joined and joined[-1].text.endswith(" "):
        joined[-1] = replace(joined[-1], text=joined[-1].text.rstrip())
    composed = (replace(span, text=unicodedata.normalize("NFC", span.text)) for span in joined if span.text)
    return tuple(composed)


def stray_marks(letters: str) -> list[Fault]:
    """Marks of bold that no bold came from: `**Note:**text` needs a space before `text`."""
    found = re.search(r"(?<!\*)\*\*+(?=\w)|(?<=[\w.,:;!?])\*\*+|(?<!\w)__(?=[^\W_])", letters)
    if not found:
        return []
    return [("text.stray-mark", {"mark": found[0], "near": letters[max(found.start() - 15, 0) : found.end() + 15]})]


def read_blocks(text: str) -> tuple[tuple[Para | Points, ...], list[Fault]]:
    """The paragraphs and lists of a text, and what is wrong with its markup."""
    text = unicodedata.normalize("NFC", text).replace("\u00a0", " ")
    if len(text) > LONGEST:
        return (Para(_folded([Span(text)])),), [("text.too-long", {"limit": str(LONGEST)})]
    blocks: list[Para | Points] = []
    faults: list[Fault] = []
    items: list[tuple[Span, ...]] = []
    numbers: list[str] = []
    depth = 0
    for token in _BLOCKS.parse(text):
        match token.type:
            case "bullet_list_open" | "ordered_list_open":
                depth += 1
                faults += [("text.nested-list", {})] if depth == 2 else []
            case "bullet_list_close" | "ordered_list_close":
                depth -= 1
                if depth == 0:
                    blocks += _points(items, token.type.startswith("ordered"))
                    faults += _numbering(numbers)
                    items, numbers = [], []
            case "list_item_open":
                items.append(())
                numbers += [token.info] if depth == 1 and token.info else []
            case "inline":
                spans, found = _spans(token.children or [])
                faults += found
                if depth:
                    items[-1] = _folded((*items[-1], Span(" "), *spans))
                elif spans:
                    blocks.append(Para(spans))
    return tuple(blocks), faults


def _points(items: list[tuple[Span, ...]], ordered: bool) -> Iterator[Points]:
    written = tuple(item for item in items if item)
    if written:
        yield Points(written, ordered)


def _numbering(numbers: list[str]) -> list[Fault]:
    """Lists are numbered from 1; any other number that an author wrote (a year, say) would silently be changed."""
    typed = [int(number) for number in numbers]
    if typed in (list(range(1, len(typed) + 1)), [1] * len(typed)):
        return []
    wrong = next(number for at, number in enumerate(typed, start=1) if number != at)
    return [("text.list-number", {"number": str(wrong)})]
