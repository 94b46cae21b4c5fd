"""Every call that changes the disk, one method each, so that a test can make any single one fail.

Nothing here follows a link. `Disk.step` is told of each change before it happens.
"""

import ctypes
import errno
import os
import stat
import sys
import time
from collections.abc import Iterable
from pathlib import Path

CREATE = (
    os.O_WRONLY | os.O_CREAT | os.O_EXCL
    | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
)  # fmt: skip
NO_EXCHANGE = frozenset({errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EXDEV})
"""What a file system answers that cannot swap two names in one go."""
NO_FOLDER_FLUSH = frozenset({errno.EINVAL, errno.ENOTSUP, errno.EBADF})
AT_FDCWD = -100
LINUX_EXCHANGE = 2
MAC_SWAP = 2
NAME_SURROGATE = 0x20000000
"""Bit of a Windows reparse tag that makes it stand for another place: links and junctions, not cloud files."""
PAUSE = 0.1
"""Seconds between two tries of a rename on Windows."""


def is_link(status: os.stat_result) -> bool:
    """A symbolic link or a Windows junction: what lies behind is somebody else's."""
    return stat.S_ISLNK(status.st_mode) or bool(getattr(status, "st_reparse_tag", 0) & NAME_SURROGATE)


class Disk:
    """The writing hand. `patience` is how many seconds a rename on Windows is tried again: virus scanners and
    indexers open fresh files for a moment, and a folder with an open file in it cannot be renamed there.
    """

    can_exchange = os.name == "posix"

    def __init__(self, patience: float = 3.0 if os.name == "nt" else 0.0) -> None:
        self.patience = patience

    def step(self, call: str, path: Path) -> None:
        """Told before every change; tests count, fail or die here."""

    def make_folder(self, path: Path, mode: int = 0o777) -> None:
        self.step("mkdir", path)
        os.mkdir(path, mode)

    def write(self, path: Path, chunks: Iterable[bytes], mode: int = 0o666) -> None:
        """A new file, on the disk when this returns. An existing one is never opened (FileExistsError)."""
        self.step("open", path)
        handle = os.open(path, CREATE, mode)
        try:
            for chunk in chunks:
                self.fill(handle, chunk, path)
            self.step("fsync", path)
            os.fsync(handle)
        finally:
            os.close(handle)

    def fill(self, handle: int, data: bytes, path: Path) -> None:
        """All of `data` into an open file; the system may take it in parts."""
        rest = memoryview(data)
        while rest:
            self.step("write", path)
            rest = rest[os.write(handle, rest) :]

    def open_lock(self, path: Path) -> int:
        """A handle on the lock file, made if it is not there."""
        self.step("open", path)
        flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
        return os.open(path, flags, 0o666)

    def link(self, source: Path, target: Path) -> None:
        """A second name for the same file; a symbolic link is named itself, not what it points to."""
        self.step("link", target)
        if os.link in os.supports_follow_symlinks:
            os.link(source, target, follow_symlinks=False)
        elif is_link(source.lstat()):
            raise OSError(errno.ENOTSUP, os.strerror(errno.ENOTSUP), str(source))
        else:
            os.link(source, target)

    def link_to(self, meaning: str, target: Path) -> None:
        """A symbolic link with the given text in it."""
        self.step("symlink", target)
        os.symlink(meaning, target)

    def set_mode(self, path: Path, mode: int) -> None:
        self.step("chmod", path)
        os.chmod(path, mode)

    def set_times(self, path: Path, status: os.stat_result) -> None:
        self.step("utime", path)
        os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))

    def rename(self, source: Path, target: Path) -> None:
        """Under a new name, on the same file system. The target must not be there."""
        deadline = time.monotonic() + self.patience
        while True:
            try:
                self.step("rename", source)
                return os.rename(source, target)
            except PermissionError:
                if time.monotonic() >= deadline:
                    raise
                time.sleep(PAUSE)

    def exchange(self, one: Path, other: Path) -> bool:
        """Both names swapped in one step that no crash can halve; False where the system cannot do that."""
        if not self.can_exchange:
            return False
        self.step("exchange", other)
        try:
            return _exchange(os.fsencode(one), os.fsencode(other))
        except OSError as error:
            if error.errno in NO_EXCHANGE:
                return False
            raise

    def remove(self, path: Path) -> None:
        """One file or link gone; on Windows also when it is marked read-only."""
        self.step("remove", path)
        try:
            os.unlink(path)
        except PermissionError:
            if os.name == "posix":
                raise
            os.chmod(path, stat.S_IWRITE)
            os.unlink(path)

    def remove_folder(self, path: Path) -> None:
        """An empty folder gone."""
        self.step("rmdir", path)
        os.rmdir(path)

    def flush_folder(self, path: Path) -> None:
        """The names in a folder, on the disk. Windows has no such call and keeps names in its own journal."""
        if os.name != "posix":
            return
        self.step("fsync", path)
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        except OSError as error:
            if error.errno not in NO_FOLDER_FLUSH:
                raise
        finally:
            os.close(handle)


def _exchange(one: bytes, other: bytes) -> bool:
    """renameat2(RENAME_EXCHANGE) of Linux 3.15, renamex_np(RENAME_SWAP) of macOS 10.12; False without either."""
    library = ctypes.CDLL(None, use_errno=True)
    if sys.platform == "darwin" and hasattr(library, "renamex_np"):
        failed = library.renamex_np(one, other, MAC_SWAP)
    elif hasattr(library, "renameat2"):
        failed = library.renameat2(AT_FDCWD, one, AT_FDCWD, other, LINUX_EXCHANGE)
    else:
        return False
    if failed:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number), os.fsdecode(other))
    return True
