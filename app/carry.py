"""What moves from an old output folder to the new one, and how an old one is cleared away without losing a thing.

A file is carried by a second hard link, so old and new folder are both whole at every moment. Where links are
unknown (USB sticks), or where the old folder is kept for a person, it is copied. Nothing behind a link is touched.
"""

import contextlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from app.disk import Disk, is_link
from app.manifest import MANIFEST, PIECE, Manifest, digest, is_same, read_manifest
from app.publish_error import PublishError

Item = tuple[str, os.stat_result]
"""A path inside a folder, with `/`, and what stands there."""


def walk(folder: Path) -> Iterator[Item]:
    """Everything in a folder, each subfolder before what is in it, sorted; links are named, not entered."""
    with os.scandir(folder) as rows:
        names = sorted(row.name for row in rows)
    for name in names:
        status = (folder / name).lstat()
        yield name, status
        if is_folder(status):
            for inner, inner_status in walk(folder / name):
                yield f"{name}/{inner}", inner_status


def is_folder(status: os.stat_result) -> bool:
    """A real folder, not a link to one."""
    return stat.S_ISDIR(status.st_mode) and not is_link(status)


def carry(old: Path, new: Path, leave: frozenset[str], disk: Disk, *, copy: bool) -> None:
    """Bring all of `old` into `new`, except the paths in `leave` and what lies under them.

    Folders that would be empty for want of files left behind are not made; folders that were empty are.
    Raises PublishError `odd-file` for what can be neither linked nor copied.
    """
    device = old.lstat().st_dev
    items = [item for item in walk(old) if not _is_under(item[0], leave)]
    wanted = {str(above) for name, status in items if not is_folder(status) for above in PurePosixPath(name).parents}
    for name, status in items:
        if status.st_dev != device or (is_link(status) and not stat.S_ISLNK(status.st_mode)):
            raise PublishError("odd-file", folder=old, name=name)
        if not is_folder(status):
            _carry_file(old / name, new / name, status, disk, copy=copy)
        elif name in wanted or not any((old / name).iterdir()):
            _carry_folder(new / name, status, disk)


def _is_under(name: str, places: frozenset[str]) -> bool:
    return name in places or any(str(above) in places for above in PurePosixPath(name).parents)


def _carry_folder(new: Path, status: os.stat_result, disk: Disk) -> None:
    """The folder with its rights, ours to write in whatever they were."""
    if not new.is_dir():
        disk.make_folder(new)
    if os.name == "posix":
        disk.set_mode(new, stat.S_IMODE(status.st_mode) | stat.S_IRWXU)


def _carry_file(old: Path, new: Path, status: os.stat_result, disk: Disk, *, copy: bool) -> None:
    """By link if possible. On Windows read-only marks the file, not the name: clearing one name would unmark both."""
    if os.path.lexists(new):
        raise PublishError("changed", folder=old.parent, names=old.name, count=1)
    marked = os.name == "nt" and not status.st_mode & stat.S_IWRITE
    if not copy and not marked:
        with contextlib.suppress(OSError):
            return disk.link(old, new)
    _copy(old, new, status, disk)


def _copy(old: Path, new: Path, status: os.stat_result, disk: Disk) -> None:
    """The same bytes, time and rights; of a link the link."""
    if stat.S_ISLNK(status.st_mode):
        return disk.link_to(os.readlink(old), new)
    if not stat.S_ISREG(status.st_mode):
        raise PublishError("odd-file", folder=old.parent, name=old.name)
    disk.write(new, _pieces(old))
    disk.set_times(new, status)
    disk.set_mode(new, stat.S_IMODE(status.st_mode))


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as stream:
        while piece := stream.read(PIECE):
            yield piece


def clear(old: Path, new: Path, disk: Disk) -> bool:
    """Remove from `old` all that its manifest vouches for or that `new` holds too; True when nothing was left.

    Anything else was written by somebody after we looked: it stays, and the caller rescues it. The manifest goes
    last, so that a clearing cut short can be taken up again.
    """
    manifest = _vouching(old)
    items = [(name, status) for name, status in walk(old) if name != MANIFEST]
    for name, status in reversed(items):
        path = old / name
        if is_folder(status):
            if not any(path.iterdir()):
                _unlock(path.parent, disk)
                disk.remove_folder(path)
        elif _is_spare(path, name, status, manifest, new / name):
            _unlock(path.parent, disk)
            disk.remove(path)
    if {name for name, _ in walk(old)} - {MANIFEST}:
        return False
    remove_tree(old, disk)
    return True


def _vouching(folder: Path) -> Manifest | None:
    try:
        return read_manifest(folder)
    except PublishError:
        return None


def _is_spare(path: Path, name: str, status: os.stat_result, manifest: Manifest | None, twin: Path) -> bool:
    """Is there, or was there by our own hand, another such file?"""
    if manifest and name in manifest.files and is_same(path, status, manifest.files[name]):
        return True
    try:
        other = twin.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    if os.path.samestat(status, other):
        return True
    if stat.S_ISLNK(status.st_mode) and stat.S_ISLNK(other.st_mode):
        return os.readlink(path) == os.readlink(twin)
    plain = stat.S_ISREG(status.st_mode) and stat.S_ISREG(other.st_mode)
    return plain and status.st_size == other.st_size and digest(path) == digest(twin)


def remove_tree(folder: Path, disk: Disk) -> None:
    """A folder of ours and all in it; of links the link."""
    for name, status in reversed(list(walk(folder))):
        _unlock((folder / name).parent, disk)
        if is_folder(status):
            disk.remove_folder(folder / name)
        else:
            disk.remove(folder / name)
    disk.remove_folder(folder)


def _unlock(folder: Path, disk: Disk) -> None:
    """A carried folder may forbid writing; the copy that we clear away need not."""
    mode = stat.S_IMODE(folder.lstat().st_mode)
    if os.name == "posix" and mode & stat.S_IRWXU != stat.S_IRWXU:
        disk.set_mode(folder, mode | stat.S_IRWXU)


def move_pieces(old: Path, new: Path, disk: Disk) -> None:
    """All of `old` under the new name, file by file, passing over what is there already; then `old` is gone.

    For file systems that do not rename a folder from a lower layer (containers). Cut short, it can be called again,
    in either direction.
    """
    if not os.path.lexists(new):
        disk.make_folder(new)
    items = list(walk(old))
    for name, status in items:
        if is_folder(status) and not os.path.lexists(new / name):
            disk.make_folder(new / name)
        elif not is_folder(status) and not os.path.lexists(new / name):
            disk.rename(old / name, new / name)
    for name, status in reversed(items):
        if is_folder(status):
            disk.remove_folder(old / name)
    disk.remove_folder(old)


def free_space_name(folder: Path, mark: str) -> Path:
    """The first of `<folder><mark>1`, `<folder><mark>2`, … that nothing stands at."""
    number = 1
    while os.path.lexists(folder.with_name(f"{folder.name}{mark}{number}")):
        number += 1
    return folder.with_name(f"{folder.name}{mark}{number}")


def flush_tree(folder: Path, disk: Disk) -> None:
    """The names in a folder and in all its subfolders, on the disk."""
    for name, status in walk(folder):
        if is_folder(status):
            disk.flush_folder(folder / name)
    disk.flush_folder(folder)
