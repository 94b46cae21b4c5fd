"""One writer at a time for an output folder: a lock that says who holds it and that dies with its holder.

The system's own lock (flock, or msvcrt on Windows) decides, so nobody has to guess whether a process still lives;
the text in the file tells people who it is. A text left behind by another machine is believed, because some
network drives do not carry locks from one machine to another.
"""

import contextlib
import errno
import json
import os
import socket
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from app.disk import Disk
from app.publish_error import PublishError

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

LOCKED_BYTE = 2**30
"""Windows forbids reading what is locked, so the byte that we lock lies far behind the text."""
LONGEST = 4096
ROUNDS = 50
BREATH = 0.02
"""Seconds until another look at a lock whose holder has not yet written its name."""
BUSY = frozenset({errno.EAGAIN, errno.EACCES, errno.EDEADLK})
NO_LOCKS = frozenset({errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOLCK, errno.ENOSYS, errno.EINVAL})


@dataclass(frozen=True)
class Holder:
    """Who holds a lock: process number, name of the machine, local time at which it began."""

    pid: int
    host: str
    since: str


@contextlib.contextmanager
def hold(path: Path, disk: Disk) -> Iterator[None]:
    """The lock file `path`, ours until the block ends; then it is gone. Its folder must exist.

    Raises PublishError `locked` while a live process has it, `locked-elsewhere` when another machine left it.
    """
    handle = _take(path, disk)
    try:
        yield
    finally:
        _leave(path, handle, disk)


def _take(path: Path, disk: Disk) -> int:
    """A handle that owns the lock. A file that its owner removed while we waited for it is not the lock any more."""
    for _ in range(ROUNDS):
        handle = disk.open_lock(path)
        try:
            if not _grab(handle):
                raise _refusal(_who(handle), path)
            if _is_still(handle, path):
                _sign(path, handle, disk)
                return handle
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)
    raise _refusal(None, path)


def _sign(path: Path, handle: int, disk: Disk) -> None:
    """Our name in the file, once nobody else can be meant by what stands there."""
    holder = _read(handle)
    if holder and (holder.host != socket.gethostname() or (not _has_locks(handle) and _lives(holder.pid))):
        raise _refusal(holder, path)
    mine = Holder(os.getpid(), socket.gethostname(), time.strftime("%Y-%m-%d %H:%M:%S"))
    try:
        os.ftruncate(handle, 0)
        os.lseek(handle, 0, os.SEEK_SET)
        disk.fill(handle, json.dumps(asdict(mine)).encode(), path)
    except BaseException:
        _drop(path, disk)
        raise


def _leave(path: Path, handle: int, disk: Disk) -> None:
    """The file goes before the lock, so that nobody takes a lock on a file about to vanish; Windows wants it closed."""
    if os.name == "posix":
        try:
            _drop(path, disk)
        finally:
            os.close(handle)
    else:
        os.close(handle)
        _drop(path, disk)


def _drop(path: Path, disk: Disk) -> None:
    """The lock file removed; one that stays is harmless, the next run takes it over."""
    with contextlib.suppress(OSError):
        disk.remove(path)


def _grab(handle: int) -> bool:
    """Ask the system for the lock without waiting; where it has none, the text in the file decides alone."""
    try:
        if sys.platform == "win32":
            os.lseek(handle, LOCKED_BYTE, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in BUSY:
            return False
        if error.errno not in NO_LOCKS:
            raise
    return True


def _has_locks(handle: int) -> bool:
    """Does this file system know locks at all?"""
    if os.name == "nt":
        return True
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _is_still(handle: int, path: Path) -> bool:
    """Is the open file the one that the name stands for?"""
    try:
        return os.path.samestat(os.fstat(handle), path.lstat())
    except FileNotFoundError:
        return False


def _lives(pid: int) -> bool:
    """Is there such a process on this machine? Asked on POSIX alone: on Windows the same call would end it."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return pid != os.getpid()


def _who(handle: int) -> Holder | None:
    """The holder's own words; it writes them just after taking the lock, so look twice."""
    holder = _read(handle)
    if holder is None:
        time.sleep(BREATH)
        holder = _read(handle)
    return holder


def _read(handle: int) -> Holder | None:
    """The holder named in the file; None while nobody, or nothing that we understand, stands there."""
    try:
        os.lseek(handle, 0, os.SEEK_SET)
        data = json.loads(os.read(handle, LONGEST))
        return Holder(int(data["pid"]), str(data["host"]), str(data["since"]))
    except (OSError, ValueError, TypeError, KeyError):
        return None


def _refusal(holder: Holder | None, path: Path) -> PublishError:
    """The message: another machine's lock can be left over, so its file is named."""
    if holder is None:
        return PublishError("locked", pid="?", host=socket.gethostname(), since="?", lock=path)
    code = "locked" if holder.host == socket.gethostname() else "locked-elsewhere"
    return PublishError(code, lock=path, **asdict(holder))
