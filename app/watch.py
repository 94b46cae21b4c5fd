"""Building anew whenever a file of the course is saved: looks at times and sizes, waits until saving has settled.

No events of the system are asked for: they differ on every system and do not come over network drives.
"""

import contextlib
import gc
import os
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from app.console import Console
from app.publish_error import PublishError, listed
from app.work import Built, Memo
from assets.look import Look

PAUSE = 0.5
"""Seconds from one look at the files to the next."""
RETRY = 10
"""Looks until what was refused for a while is tried again."""
PASSING = frozenset({"held-open", "locked", "disk-full"})
"""Refusals that end by themselves, e.g. when somebody closes a PDF."""

Snapshot = dict[str, tuple[int, int]]
"""Each file with its time in nanoseconds and its size."""

Once = Callable[[Memo, bool], Built | None]
"""Builds; says what is wrong by itself, and when the second argument is true what each file is."""

Sleep = Callable[[float], object]


def watch(
    once: Once, folder: Path, out: Path, look: Look, console: Console, sleep: Sleep = time.sleep
) -> int:
    """Call `once` now and after each change in `folder`, `out` within it left out, until somebody presses Ctrl+C; 0."""
    builds = _Builds(once, look, console)
    seen = snapshot(folder, out)
    try:
        while True:
            limit = builds.next()
            console.out.flush()
            console.err.flush()
            rest()
            seen = changed(seen, folder, out, sleep, limit)
    except KeyboardInterrupt:
        console.print(look.say("watch.ended"))
        return 0


@dataclass
class _Builds:
    """One build after the other. `known`: digests of the files that the last one made; `refused`: why it made none."""

    once: Once
    look: Look
    console: Console
    memo: Memo = field(default_factory=dict)
    known: dict[str, str] = field(default_factory=dict)
    refused: str = ""

    def next(self) -> int | None:
        """Build and say so; after how many looks to try again, if that may help."""
        start, refused, limit = time.perf_counter(), self.refused, None
        self.refused = ""
        try:
            built = self.once(self.memo, not self.known)
            if built:
                self._say_what(built, time.perf_counter() - start)
        except PublishError as refusal:
            self.refused = self._said(refusal)
            limit = RETRY if refusal.code in PASSING else None
        if not self.refused or self.refused != refused:  # said once, however often it is tried again
            if self.refused:
                self.console.complain(self.refused)
            key = "watch.retry" if limit else "watch.waiting"
            self.console.print(self.look.say(key, seconds=round(PAUSE * RETRY)))
        return limit

    def _said(self, refusal: PublishError) -> str:
        """Without the advice to run it again: it does so by itself."""
        again, waits = self.look.say("watch.again").split("|")
        return self.look.say(refusal.key, **refusal.params).replace(again, waits)

    def _say_what(self, built: Built, took: float) -> None:
        """In a line what differs from the build before; at first only how long it took."""
        now = {product.name: sha256(product.data).hexdigest() for product in built.products}
        names = [name for name, digest in now.items() if self.known.get(name) != digest]
        key = "watch.same" if not names else "watch.made" if self.known else "watch.first"
        seconds = f"{took:.1f}".replace(".", ",")
        self.console.print(self.look.say(key, count=len(names), names=listed(names), seconds=seconds))
        self.known = now


def rest() -> None:
    """Look for litter while nobody waits. What stays is left out of the searches during the next build: they would
    take a third of its time."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()


def snapshot(folder: Path, out: Path) -> Snapshot:
    """The files of a course as they are now; hidden ones, those of editors and those that we make left out."""
    found: Snapshot = {}
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name[0] != "." and not _is(Path(place) / name, out)]
        for name in names:
            if name[0] not in ".~#" and not name.endswith(("~", ".tmp", ".swp")):
                with contextlib.suppress(OSError):  # gone since it was listed
                    status = os.stat(os.path.join(place, name))
                    found[os.path.join(place, name)] = (status.st_mtime_ns, status.st_size)
    return found


def _is(one: Path, other: Path) -> bool:
    return os.path.abspath(one) == os.path.abspath(other)


def settled(folder: Path, out: Path, sleep: Sleep) -> Snapshot:
    """The files, once two looks in a row find the same: an editor may write a file in several steps."""
    before, now = None, snapshot(folder, out)
    while now != before:
        sleep(PAUSE)
        before, now = now, snapshot(folder, out)
    return now


def changed(seen: Snapshot, folder: Path, out: Path, sleep: Sleep, limit: int | None = None) -> Snapshot:
    """Wait until the files differ from what was seen, or for so many looks; the files then."""
    looks = 0
    while snapshot(folder, out) == seen and (limit is None or looks < limit):
        sleep(PAUSE)
        looks += 1
    return settled(folder, out, sleep)
