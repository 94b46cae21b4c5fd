"""Why a set of files was not written, as a code with its parameters; the words stand in the labels."""

import errno
import os
from pathlib import Path

FULL = frozenset({errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)})
FORBIDDEN = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
HELD = frozenset({errno.EBUSY, getattr(errno, "ETXTBSY", errno.EBUSY)})
WINDOWS_HELD = frozenset({32, 33})
"""ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION: another program has the file open."""
WINDOWS_TOO_LONG = frozenset({206})
SHOWN = 8
"""So many file names fit a message that people still read."""


class PublishError(Exception):
    """A refusal. `key` is the label of its message, `params` fill that label; all of them are text or numbers."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code, params)
        self.code = code
        self.params = {name: value if isinstance(value, int) else _printable(value) for name, value in params.items()}

    @property
    def key(self) -> str:
        """The label to say, e.g. `publish.disk-full`."""
        return f"publish.{self.code}"

    def __str__(self) -> str:
        return f"{self.key} {self.params}"


def from_os(error: OSError, folder: Path) -> PublishError:
    """What the machine's refusal means to the person who has to mend it."""
    path = error.filename or folder
    windows = getattr(error, "winerror", None)
    if error.errno in FULL:
        return PublishError("disk-full", folder=folder)
    if error.errno in HELD or windows in WINDOWS_HELD:
        return PublishError("held-open", folder=folder, names=path)
    if error.errno in FORBIDDEN:
        return PublishError("no-permission", folder=folder, path=path)
    if error.errno in (errno.ENOTDIR, errno.ELOOP):
        return PublishError("not-a-folder", folder=_standing(Path(os.fsdecode(path))))
    if error.errno == errno.ENAMETOOLONG or windows in WINDOWS_TOO_LONG:
        return PublishError("too-long", path=path)
    return PublishError("disk-error", folder=folder, path=path, reason=error.strerror or type(error).__name__)


def _standing(path: Path) -> Path:
    """The file in the way: what is asked for below it was never there."""
    return next((above for above in (path, *path.parents) if os.path.isfile(above)), path)


def listed(names: list[str]) -> str:
    """File names for a message: the first eight, then an ellipsis."""
    return ", ".join(names[:SHOWN]) + (", …" if len(names) > SHOWN else "")


def _printable(value: object) -> str:
    """Text that any UTF-8 terminal takes: a foreign file name may hold bytes that are no letters."""
    return str(value).encode("utf-8", "replace").decode("utf-8")
