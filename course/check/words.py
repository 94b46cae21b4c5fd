"""How checks compare words: small letters, without punctuation, and where wanted without Vietnamese marks."""

import re
import unicodedata
from functools import cache

_WORD = re.compile(r"\w+|[<>=+%\u2212]")
_MARKS = re.compile("[\u0300-\u036f]")


def words(text: str) -> list[str]:
    """The words of a text in small letters; signs that change a meaning count as words."""
    return _WORD.findall(text.casefold())


def fold(text: str) -> str:
    """Small letters without marks: what a typing mistake most often changes."""
    return _MARKS.sub("", unicodedata.normalize("NFD", text.casefold())).replace("\u0111", "d")


@cache
def phrase_pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """Finds any of the phrases as whole words, in small letters; `_` stands for the letter of an option."""
    found = (re.escape(phrase.casefold()).replace("_", "[a-h]").replace(r"\ ", r"\s+") for phrase in phrases)
    return re.compile(rf"(?<!\w)(?:{'|'.join(found) or '(?!)'})(?!\w)")


def is_within(phrase: str, text: str) -> bool:
    """Whether the phrase stands in the text as whole words, large or small letters alike."""
    return bool(phrase_pattern((phrase,)).search(text.casefold()))


def shorten(text: str, length: int = 60) -> str:
    """The beginning of a text, for a message."""
    return text if len(text) <= length else text[: length - 1].rstrip() + "\u2026"
