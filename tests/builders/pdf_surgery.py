"""Small operations on a finished PDF, by other hands than ours: faults are put in on purpose to see who notices."""

import pikepdf
from pikepdf import Array, Dictionary


def elements(pdf, kind=None):
    """All elements or those of a kind, in the order of the tree."""
    found, waiting = [], [pdf.Root.StructTreeRoot.K]
    while waiting:
        kid = waiting.pop()
        if isinstance(kid, Array):
            waiting += reversed(list(kid))
        elif isinstance(kid, Dictionary) and "/S" in kid:
            found += [kid] if kind is None or str(kid.S) == f"/{kind}" else []
            waiting += [kid.K] if "/K" in kid else []
    return found


def annotation(pdf):
    return pdf.pages[0].Annots[0]


def a_font(pdf):
    return next(iter(pdf.pages[0].Resources.Font.values()))


def rewrite(pdf, old, new):
    """In the metadata packet."""
    packet = pdf.Root.Metadata.read_bytes()
    assert old in packet
    pdf.Root.Metadata.write(packet.replace(old, new))


def redraw(pdf, old, new):
    """In the operators of the first page."""
    contents = pdf.pages[0].Contents
    drawn = contents.read_bytes()
    assert old in drawn
    contents.write(drawn.replace(old, new, 1))


def changed(path, change, where):
    """The file after a change, written by other hands."""
    with pikepdf.open(path) as pdf:
        change(pdf)
        pdf.save(where)
    return where
