"""Random documents through the real handout builder, one edition for each seed, and what is wrong with their pages.

`faults(seed)` is empty for a sound one. `bench/random_pages.py` asks for five hundred, the tests for fewer.
"""

import re
import tempfile
import time
from functools import cache
from pathlib import Path

try:
    import page as checker
except ImportError:  # no wheel for this Python
    checker = None

from page_faults import faults_of, paper_of
from pages_seen import pages_of
from random_documents import document
from test_handout import texts

from assets.look import load_look
from builders.handout import editions, kit_of, whole
from builders.handout.edition import BOOKLET, LARGE, PARTS, look_of
from builders.handout.parts import part
from builders.pdf.fold import sides

EDITIONS = ("learner", "trainer", "large", "booklet", "parts")
MARK = re.compile(r"x\d+[az]")
BASE, A_PAGE = 1.0, 0.15  # seconds of this process that a file may take: at all, and for each of its pages


@cache
def look():
    """The look with Vietnamese labels."""
    return load_look()


def printed(seed, planned):
    """(file, bytes, its paper) of the edition that falls to this seed; of all parts where these do."""
    name, base = EDITIONS[seed % len(EDITIONS)], look()
    if name in ("learner", "trainer"):
        yield name, list(editions(planned, base))[name == "trainer"].data, paper_of(base, column=True)
    elif name == "large":
        yield name, whole(LARGE, planned, base).data, paper_of(look_of(LARGE, base))
    elif name == "booklet":
        made = whole(BOOKLET, planned, base)
        yield name, made.data, paper_of(look_of(BOOKLET, base), order=sides(2 * made.pages))
    else:
        for edition in PARTS:
            paper = paper_of(look_of(edition, base), duplex=False, filled=False)
            yield from ((made.name, made.data, paper) for made in part(kit_of(edition, planned, base), planned))


def faults(seed):
    """What is wrong, in words; the first of many stands for all."""
    planned = document(seed)
    found, begun = [], time.process_time()
    for name, data, paper in printed(seed, planned):
        took = time.process_time() - begun
        pages = pages_of(data, paper.order)
        if took > BASE + A_PAGE * len(pages):
            found.append(f"{name}: {took:.1f} s for {len(pages)} pages")
        found += [f"{name}: {fault}" for fault in faults_of(pages, paper)]
        if name in EDITIONS:
            found += [f"{name}: {word} is lost" for word in lost(pages, planned, name == "trainer")]
        found += [f"{name}: {rule}" for rule in refused(data)]
        begun = time.process_time()
    return found


def refused(data):
    """Rules of PDF/UA-1 and PDF/A-2a that the file does not keep."""
    if checker is None:
        return []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.pdf"
        path.write_bytes(data)
        profiles = (checker.ValidationProfile.PDF_UA_1, checker.ValidationProfile.PDF_A_2A)
        reports = [checker.validate_pdf(str(path), profile=profile) for profile in profiles]
    return sorted({f"{failure.rule_id} {failure.message}" for report in reports for failure in report.failures})


def lost(pages, planned, trainer):
    """First and last words of texts that are nowhere."""
    letters = re.sub(r"\s", "", "".join(piece.text for page in pages for piece in page.texts))
    wanted = {word for text in texts(planned, trainer) for word in MARK.findall(text)}
    return sorted(wanted - set(MARK.findall(letters)))
