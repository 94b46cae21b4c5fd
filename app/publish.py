"""Puts a set of files into an output folder, all or nothing: afterwards it holds the old output or the new, whole.

The new folder is built beside the old one, carries over what is not ours, and takes its place in one step
(app/swap.py; why so: docs/decisions/0003-atomic-output.md). What a person changed is never overwritten.
"""

import contextlib
import hashlib
import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from app.carry import carry, flush_tree
from app.disk import Disk, is_link
from app.lock import hold
from app.manifest import MANIFEST, Entry, Manifest, changed_by_hand, check_names, in_the_way, read_manifest
from app.publish_error import PublishError, from_os, listed
from app.swap import NEW, lock_of, stranded, swap, tidy, tidy_quietly, work_of

Content = bytes | Iterable[bytes]
SYSTEM_FILES = frozenset({".ds_store", "thumbs.db", "desktop.ini", ".directory"})
"""What file browsers leave in any folder they show; a folder with nothing else counts as empty."""
PRIVATE = "private"
"""What lies in this folder of an output is for its owner alone, from the moment it is written."""


@dataclass(frozen=True)
class Published:
    """What was done. Names are sorted, relative to `folder`, with `/`.

    `kept`: files of ours that this run did not make anew; `removed`: ours that are not made any more;
    `moved_to`: where the output that a person had changed now lies, whole.
    """

    folder: Path
    written: tuple[str, ...]
    kept: tuple[str, ...]
    removed: tuple[str, ...]
    moved_to: Path | None


@dataclass(frozen=True)
class Before:
    """An output folder as we found it. `blocked`: what we may not overwrite; `unknown`: the manifest is unreadable.

    `aside`: it is ours and may be moved away whole, never mended.
    """

    manifest: Manifest
    blocked: tuple[str, ...] = ()
    unknown: bool = False
    aside: bool = False

    @property
    def must_keep(self) -> bool:
        """May the folder be replaced only if the old one is kept for its owner?"""
        return bool(self.blocked) or self.unknown or self.aside


def publish(
    files: Mapping[str, Content],
    folder: Path,
    *,
    course: str,
    version: str = "",
    only: frozenset[str] | None = None,
    replace: bool = False,
    aside: bool = False,
    disk: Disk | None = None,
) -> Published:
    """Write `files` (name -> bytes, or chunks made while they are written) and manifest.json into `folder`.

    `only`: prefixes being rebuilt ("deck" is deck.pptx and deck/…, not deck-trainer.pdf); our other files stay.
    `replace`: an output changed by hand is first moved to `<folder>-sua-tay-N`, whole.
    `aside`: so is one as we left it, and nothing of it comes into the new one; without `replace` it is refused.
    Raises PublishError; then, and on any other exception, the old output is still there.
    """
    folder, disk = Path(os.path.abspath(folder)), disk or Disk()
    check_names(files)
    try:
        with _parents(folder, disk), hold(lock_of(folder), disk):
            rescued = tidy(folder, disk)
            done = _publish(files, folder, Manifest(course, version), only, replace, aside, disk)
    except OSError as error:
        raise from_os(error, folder) from error
    return done if done.moved_to else Published(done.folder, done.written, done.kept, done.removed, rescued)


def look_before(
    names: Iterable[str], folder: Path, *, course: str, only: frozenset[str] | None = None, replace: bool = False,
    aside: bool = False,
) -> None:  # fmt: skip
    """The refusals that can be told before anything is made, so that nobody waits for files that cannot be put down.

    Changes nothing. Raises the same PublishError as `publish`, which looks again.
    """
    folder, names = Path(os.path.abspath(folder)), frozenset(names)
    check_names(names)
    try:
        _refuse(_look(names, folder, course, only, aside), folder, replace)
    except OSError as error:
        raise from_os(error, folder) from error


def mend(folder: Path, disk: Disk | None = None) -> Path | None:
    """Put right what a build that was cut short left beside the folder; `publish` does it by itself.

    Gives where files of a person were kept, if any. Raises PublishError.
    """
    folder, disk = Path(os.path.abspath(folder)), disk or Disk()
    try:
        if not folder.parent.is_dir():
            return None
        with hold(lock_of(folder), disk):
            return tidy(folder, disk)
    except OSError as error:
        raise from_os(error, folder) from error


def _publish(
    files: Mapping[str, Content], folder: Path, mine: Manifest, only: frozenset[str] | None, replace: bool,
    aside: bool, disk: Disk,
) -> Published:  # fmt: skip
    """All after the lock. Whatever ends it, the names in the work folder tell `tidy` what to do."""
    before = _look(frozenset(files), folder, mine.course, only, aside)
    _refuse(before, folder, replace)
    try:
        written, kept = _stage(files, folder, before, mine, only, disk)
        swap(folder, disk, keep=before.must_keep)
    except BaseException as error:
        tidy_quietly(folder, disk)
        _tell_stranded(folder, error)
        raise
    moved_to = tidy_quietly(folder, disk)
    _tell_stranded(folder, None)
    removed = sorted(set(before.manifest.files) - set(written) - set(kept))
    return Published(folder, tuple(sorted(written)), tuple(sorted(kept)), tuple(removed), moved_to)


def _tell_stranded(folder: Path, error: BaseException | None) -> None:
    """Name the place where the old output waits, when the disk let us move it neither back nor on."""
    if place := stranded(folder):
        raise PublishError("stranded", folder=folder, path=place) from error


@contextlib.contextmanager
def _parents(folder: Path, disk: Disk) -> Iterator[None]:
    """The folders above, made if need be, and taken away again when nothing came to lie in them."""
    made = [above for above in reversed(folder.parents) if not os.path.lexists(above)]
    try:
        for above in made:
            with contextlib.suppress(FileExistsError):
                disk.make_folder(above)
        yield
    except BaseException:
        with contextlib.suppress(OSError):
            for above in reversed(made):
                disk.remove_folder(above)
        raise


def _look(
    names: frozenset[str], folder: Path, course: str, only: frozenset[str] | None, aside: bool = False
) -> Before:
    """What lies in the folder and stands in our way. Raises PublishError for a folder that is not ours."""
    if not os.path.lexists(folder):
        return Before(Manifest(course, ""))
    status = folder.lstat()
    if is_link(status) or not stat.S_ISDIR(status.st_mode):
        raise PublishError("not-a-folder", folder=folder)
    try:
        manifest = read_manifest(folder)
    except PublishError:
        return Before(Manifest(course, ""), unknown=True)
    if manifest is None:
        manifest = _claim_empty(folder, course)
    if manifest.course != course:
        raise PublishError("other-course", folder=folder, course=manifest.course)
    if aside and manifest.files:
        return Before(manifest, aside=True)
    check_names(names | {name for name in manifest.files if not _is_rebuilt(name, only)})
    blocked = {thing for name in names if (thing := in_the_way(folder, name, manifest))}
    return Before(manifest, tuple(sorted(blocked)))


def _claim_empty(folder: Path, course: str) -> Manifest:
    """A folder without a manifest is taken only when nothing lies in it."""
    strangers = [row.name for row in sorted(folder.iterdir()) if row.name.lower() not in SYSTEM_FILES]
    if strangers:
        raise PublishError("foreign-folder", folder=folder, names=listed(strangers), count=len(strangers))
    return Manifest(course, "")


def _refuse(before: Before, folder: Path, replace: bool) -> None:
    """Stop for what a person changed, unless told to keep it aside."""
    if replace or not before.must_keep:
        return
    if before.unknown or before.aside:
        raise PublishError("manifest-broken" if before.unknown else "is-there", folder=folder)
    names = list(before.blocked)
    raise PublishError("changed", folder=folder, names=listed(names), count=len(names))


def _is_rebuilt(name: str, only: frozenset[str] | None) -> bool:
    return only is None or any(name == part or name.startswith((f"{part}.", f"{part}/")) for part in only)


def _stage(
    files: Mapping[str, Content], folder: Path, before: Before, mine: Manifest, only: frozenset[str] | None, disk: Disk
) -> tuple[dict[str, Entry], dict[str, Entry]]:
    """The whole new folder, on the disk, in the work folder: files written, and our files kept from before."""
    new = work_of(folder) / NEW
    disk.make_folder(work_of(folder))
    disk.make_folder(new)
    written = {name: _write(new, name, data, disk) for name, data in files.items()}
    kept = {name: entry for name, entry in before.manifest.files.items() if _stays(folder, name, files, only)}
    if os.path.lexists(folder) and not before.unknown and not before.aside:
        _bring(folder, new, before, frozenset(files), frozenset(kept), disk)
    manifest = Manifest(mine.course, mine.version, {**kept, **written})
    disk.write(new / MANIFEST, [manifest.encode()])
    flush_tree(new, disk)
    return written, kept


def _stays(folder: Path, name: str, files: Mapping[str, Content], only: frozenset[str] | None) -> bool:
    return name not in files and not _is_rebuilt(name, only) and os.path.lexists(folder / name)


def _bring(
    folder: Path, new: Path, before: Before, names: frozenset[str], kept: frozenset[str], disk: Disk
) -> None:
    """Carry over what stays: our kept files, what is not ours, and ours that a person changed and we no longer make."""
    changed = frozenset(changed_by_hand(folder, before.manifest))
    ours = frozenset(before.manifest.files) - changed - kept
    carry(folder, new, names | ours | {MANIFEST, *before.blocked}, disk, copy=before.must_keep)
    if os.name == "posix":
        disk.set_mode(new, stat.S_IMODE(folder.lstat().st_mode) | stat.S_IRWXU)


def _write(new: Path, name: str, content: Content, disk: Disk) -> Entry:
    """One file with the folders above it. Its hash is taken from what is handed to the disk."""
    parts = name.split("/")
    for depth in range(1, len(parts)):
        above = new.joinpath(*parts[:depth])
        if not above.is_dir():
            disk.make_folder(above, 0o700 if parts[0] == PRIVATE else 0o777)
    total, size = hashlib.sha256(), 0

    def counted() -> Iterator[bytes]:
        nonlocal size
        for chunk in [content] if isinstance(content, bytes) else content:
            total.update(chunk)
            size += len(chunk)
            yield chunk

    disk.write(new / name, counted(), 0o600 if parts[0] == PRIVATE else 0o666)
    return Entry(total.hexdigest(), size)
