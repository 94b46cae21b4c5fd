"""What a flowable brings to its page beside itself: notes, a place in the bookmarks, width, its kind for the ear."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from reportlab.platypus import Flowable

LASTING = ("kept", "_known", "_within", "_loose", "_ends", "_cuts")
"""Of a flowable: operators, lines, parts; each says for what it holds."""


@dataclass(frozen=True)
class Mark:
    """An entry of the bookmarks and the table of contents; `level` counts from 0. A hidden one is only a place."""

    key: str
    title: str
    level: int = 0
    hidden: bool = False


@dataclass(frozen=True)
class Extras:
    """What a flowable brings to its page.

    `notes`: keys of footnotes whose marks stand at its end. `wide`: set over the note column too. `mark`: its place
    in the bookmarks. `side`: what stands beside it in the note column, of any type, for the edition to draw;
    `heard`: what of that is read aloud after it, because it belongs to all that stands before.
    `tag`: its kind in the structure tree. `joined`: stays on the page of what follows.
    """

    notes: tuple[str, ...] = ()
    wide: bool = False
    mark: Mark | None = None
    side: tuple[object, ...] = ()
    heard: tuple[object, ...] = ()
    tag: str | None = None
    joined: bool = False


NO_EXTRAS = Extras()


def extras(flow: Flowable) -> Extras:
    """What `with_extras` said of it."""
    found: Extras = getattr(flow, "extras", NO_EXTRAS)
    return found


def with_extras(flow: Flowable, **values: Any) -> Flowable:
    """The same flowable, with these fields of Extras set."""
    flow.extras = replace(extras(flow), **values)
    return flow


def put_back(flow: Flowable, fresh: dict[str, Any]) -> None:
    """Into its first state, `fresh`; what it drew and the lines that it found are kept."""
    own = vars(flow)
    flow.__dict__ = fresh | {name: own[name] for name in LASTING if name in own}


def hand_on(flow: Flowable, parts: Sequence[Flowable]) -> None:
    """What a flowable brought goes to its parts: its place to the first, to the last the notes, marked at its end."""
    given, origin, goes_on = extras(flow), getattr(flow, "origin", flow), getattr(flow, "goes_on", False)
    for part in parts:
        is_first, is_last = part is parts[0], part is parts[-1]
        part.origin, part.goes_on = origin, goes_on or not is_last
        part.extras = replace(given, mark=given.mark if is_first else None, side=given.side if is_first else (),
                              notes=given.notes if is_last else (),
                              heard=given.heard if is_last else (), joined=given.joined and is_last)  # fmt: skip
