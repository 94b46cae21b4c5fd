"""Text as other programs take it out of a PDF, and where they find other syllables than there are."""

import re
import subprocess
from collections import Counter
from io import BytesIO
from shutil import which
from unicodedata import normalize

import pypdfium2
import pytest
from pdfminer.high_level import extract_text

SYLLABLE = re.compile(r"[^\W_]+")
LONG = 20  # letters; a longer word, such as an address, may be cut at a line's end, a hyphen there be left out


def pdfminer(data):
    """The text as pdfminer lays it out."""
    return extract_text(BytesIO(data))


def pdfium(data):
    """The text as it is copied out of a browser."""
    pages = pypdfium2.PdfDocument(data)
    return "\n".join(page.get_textpage().get_text_range() for page in pages).replace("\ufffe", "-").replace("\x02", "-")


def poppler(data):
    """The text as pdftotext prints it."""
    if not which("pdftotext"):
        pytest.skip("pdftotext is not there")
    return subprocess.run(["pdftotext", "-", "-"], input=data, capture_output=True, check=True).stdout.decode()


def syllables(text):
    """How often each syllable, number or piece of an address stands in a text."""
    return Counter(SYLLABLE.findall(normalize("NFC", text)))


def glued_or_torn(text, found):
    """The syllables that are not the same, and as many, in a text and in what a program found of it."""
    said, found = syllables(text), syllables(found)
    cut = " ".join("".join(SYLLABLE.findall(word)) for word in text.split() if len(word) > LONG)
    found += Counter(rest for word in found - said for first, rest in halves(word) if first in cut and said[rest])
    torn = (word for word in found - said if not any(first in cut and said[rest] for first, rest in halves(word)))
    return [word for word in (*torn, *(said - found)) if word not in cut]


def halves(word):
    """A word in two: a hyphen at a line's end is left out by some, so that an address and what follows are one."""
    return [(word[:at], word[at:]) for at in range(1, len(word))]


PROGRAMS = (pdfminer, pdfium, poppler)
