"""A new course folder, made beside its place and renamed into it, so that it is there whole or not at all."""

import contextlib
import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from app.disk import Disk
from app.publish_error import PublishError, from_os

MARK = ".taphuan-new"
"""Ending of the folder in which a course is put together; what an earlier, broken call left is cleared first."""


def copy_course(origin: Path, target: Path, more: Mapping[str, bytes], disk: Disk | None = None) -> None:
    """Copy a course with `more` files beside or in place of its own.

    Raises PublishError when the place is taken or cannot be written.
    """
    disk = disk or Disk()
    target = Path(os.path.abspath(target))
    _refuse_taken(target)
    beside = target.with_name(f".{target.name}{MARK}")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        if beside.is_dir() and not beside.is_symlink():
            shutil.rmtree(beside)
        _fill(beside, origin, more, disk)
        with contextlib.suppress(FileNotFoundError):
            target.rmdir()
        disk.rename(beside, target)
    except OSError as error:
        shutil.rmtree(beside, ignore_errors=True)
        refusal = from_os(error, target)
        raise (PublishError("new-file", **refusal.params) if refusal.code == "not-a-folder" else refusal) from error


def _refuse_taken(target: Path) -> None:
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        raise PublishError("new-file", folder=target)
    if target.is_dir() and any(target.iterdir()):
        raise PublishError("taken", folder=target)


def _fill(beside: Path, origin: Path, more: Mapping[str, bytes], disk: Disk) -> None:
    disk.make_folder(beside)
    for source in sorted(path for path in origin.rglob("*") if path.is_file()):
        if source.relative_to(origin).as_posix() in more:
            continue
        place = beside / source.relative_to(origin)
        for parent in reversed(place.parents):
            if beside in parent.parents and not parent.is_dir():
                disk.make_folder(parent)
        disk.write(place, (source.read_bytes(),))
    for name, data in more.items():
        disk.write(beside / name, (data,))
    for folder in [beside, *(path for path in beside.rglob("*") if path.is_dir())]:
        disk.flush_folder(folder)
