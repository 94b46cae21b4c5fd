"""One file put in place whole: the old one or the new, never half."""

import contextlib
import os
from pathlib import Path

from app.disk import Disk
from app.publish_error import PublishError, from_os


def replace_file(path: Path, data: bytes, disk: Disk | None = None) -> None:
    """Write beside, flush, rename over. Raises PublishError; then the old file still stands."""
    disk = disk or Disk()
    if not path.parent.exists():
        raise PublishError("no-folder", folder=path.parent)
    beside = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        disk.write(beside, (data,))
        disk.step("replace", path)
        os.replace(beside, path)
    except OSError as error:
        with contextlib.suppress(OSError):
            os.unlink(beside)
        raise from_os(error, path.parent) from error
