"""The places that a flowable brings to its page: its own, and those of what stands in its rows if it is a table."""

from collections.abc import Iterator

from reportlab.platypus import Flowable

from builders.pdf.extras import Mark, extras
from builders.pdf.table import Grid


def marks(flow: Flowable) -> Iterator[tuple[Mark, float]]:
    """Each mark with the points that it stands below the top of the flowable."""
    if own := extras(flow).mark:
        yield own, 0.0
    down = 0.0
    for row in flow.rows if isinstance(flow, Grid) else ():
        inner = (mark for box in row.boxes for part in box.flows if (mark := extras(part).mark))
        yield from ((mark, down) for mark in inner)
        down += row.height
