"""The one moment when an output folder changes, and how whatever a crash left behind is mended.

Beside the folder `X` lie, while a build writes, `.taphuan-X.lock` and the work folder `.taphuan-X` with:
`new` (being written; nothing in it is the only copy), `swap-<inode>` (about to be exchanged with X, or just
exchanged: the inode is that of the new folder), `old` (X as it was), `pieces` (X being moved file by file).
`-keep` at the end: the old one holds work of a person and is to be kept whole. `tidy` reads these names alone,
so it mends after a crash, after an error and after success in the same way.
"""

import contextlib
import errno
import os
import stat
from pathlib import Path

from app.carry import clear, free_space_name, move_pieces, remove_tree, walk
from app.disk import Disk, is_link
from app.manifest import MANIFEST
from app.publish_error import PublishError, listed

PREFIX = ".taphuan-"
NEW = "new"
SWAP = "swap-"
OLD = "old"
PIECES = "pieces"
KEEP = "-keep"
KEPT_MARK = "-sua-tay-"
"""Between the folder's name and a number: where a person's changed output is moved to."""


def work_of(folder: Path) -> Path:
    """The hidden work folder beside an output folder, on the same file system."""
    return folder.with_name(PREFIX + folder.name)


def lock_of(folder: Path) -> Path:
    """The lock file beside an output folder."""
    return folder.with_name(f"{PREFIX}{folder.name}.lock")


def swap(folder: Path, disk: Disk, *, keep: bool) -> None:
    """Put the finished `new` in the folder's place.

    In one step where the system can exchange two names (Linux, macOS); else in two, with the old folder safe in
    the work folder between them. A folder that cannot be moved has a file open in it: PublishError `held-open`.
    """
    work, mark = work_of(folder), KEEP if keep else ""
    if not os.path.lexists(folder):
        disk.rename(work / NEW, folder)
    else:
        try:
            if not _exchanged(folder, work, disk, mark):
                _set_aside(folder, work, disk, mark)
                disk.rename(work / NEW, folder)
        except PermissionError as error:
            names = held_open(folder) or [str(folder)]
            raise PublishError("held-open", folder=folder, names=listed(names)) from error
    disk.flush_folder(work)
    disk.flush_folder(folder.parent)


def _set_aside(folder: Path, work: Path, disk: Disk, mark: str) -> None:
    """The old folder into the work folder: at once, or piece by piece where a container's layers forbid that."""
    try:
        disk.rename(folder, work / (OLD + mark))
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        move_pieces(folder, work / PIECES, disk)
        disk.rename(work / PIECES, work / (OLD + mark))


def _exchanged(folder: Path, work: Path, disk: Disk, mark: str) -> bool:
    """Swap by exchange; False, with `new` under its own name again, where that cannot be done."""
    if not disk.can_exchange:
        return False
    aside = work / f"{SWAP}{(work / NEW).lstat().st_ino}{mark}"
    disk.rename(work / NEW, aside)
    if disk.exchange(aside, folder):
        return True
    disk.rename(aside, work / NEW)
    return False


def tidy(folder: Path, disk: Disk) -> Path | None:
    """Mend and clear what a build left beside the folder; gives where a person's files were kept, if any were.

    Nothing is removed that is not ours or does not lie in the folder too. Call it with the lock held.
    """
    work = work_of(folder)
    if not os.path.lexists(work):
        return None
    if is_link(work.lstat()) or not work.is_dir():
        raise PublishError("not-a-folder", folder=work)
    kept = None
    for entry in sorted(work.iterdir(), reverse=True):  # the old one is put back before `new` is thrown away
        if entry.name.startswith((SWAP, OLD)):
            kept = _settle(entry, folder, disk) or kept
        elif entry.name == PIECES:
            move_pieces(entry, folder, disk)
        else:
            _discard(entry, disk)
    disk.remove_folder(work)
    return kept


def _discard(entry: Path, disk: Disk) -> None:
    """An unfinished new folder: its files were never anyone's only copy."""
    if entry.is_dir() and not is_link(entry.lstat()):
        remove_tree(entry, disk)
    else:
        disk.remove(entry)


def _settle(aside: Path, folder: Path, disk: Disk) -> Path | None:
    """A whole folder set aside: back in its place if that is empty, else kept for its owner or cleared away."""
    if not os.path.lexists(folder):
        disk.rename(aside, folder)
        return None
    unused = _was_never_swapped(aside)
    spare = unused or (not aside.name.endswith(KEEP) and os.path.lexists(folder / MANIFEST))
    if spare and clear(aside, folder, disk):
        return None
    kept = free_space_name(folder, KEPT_MARK)
    disk.rename(aside, kept)
    return kept


def _was_never_swapped(aside: Path) -> bool:
    """Does the name still stand for the folder that was going to be new?"""
    inode = aside.name.removesuffix(KEEP).removeprefix(SWAP)
    return aside.name.startswith(SWAP) and inode == str(aside.lstat().st_ino)


def tidy_quietly(folder: Path, disk: Disk) -> Path | None:
    """`tidy` after the outcome is settled: what cannot be cleared now is cleared by the next run."""
    with contextlib.suppress(OSError, PublishError):
        return tidy(folder, disk)
    return None


def stranded(folder: Path) -> Path | None:
    """The old output while it lies in the work folder because it could be moved neither back nor on."""
    with contextlib.suppress(OSError):
        for entry in sorted(work_of(folder).iterdir()):
            whole = entry.name.startswith((SWAP, OLD))
            if entry.name == PIECES or (whole and (entry.name.endswith(KEEP) or not os.path.lexists(folder))):
                return entry
    return None


def held_open(folder: Path) -> list[str]:
    """Names of the files that some program on Windows will not let go of; elsewhere nothing can tell."""
    if os.name != "nt" or not os.path.lexists(folder):
        return []
    return [name for name, status in walk(folder) if stat.S_ISREG(status.st_mode) and _is_held(folder / name)]


def _is_held(path: Path) -> bool:
    try:
        os.close(os.open(path, os.O_RDWR))
    except PermissionError:
        return bool(path.stat().st_mode & stat.S_IWRITE)
    return False
