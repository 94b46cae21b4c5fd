"""Who makes the papers of a sitting: this process alone, its threads, all cores of the machine, or a Dask cluster.

Any executor of `concurrent.futures` will do. Shards are sent a few ahead of the one that is being written, so that
memory holds a handful of files however many there are; what comes back is the same bytes whoever made it.
"""

import hashlib
import importlib
import os
import signal
import threading
import zlib
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future, wait
from concurrent.futures.process import ProcessPoolExecutor
from concurrent.futures.thread import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from multiprocessing import connection, get_context, parent_process
from pathlib import Path
from typing import Any

from app.exam_arguments import CLUSTER, NONE, PROCESSES
from app.publish_error import PublishError
from builders.exam_shards import Pieces, Shard, pieces, whole

WIDEST = 61  # processes of a pool: Windows waits for no more
LOOK_AGAIN = 5.0  # seconds between two looks whether anybody still works
ROOMS = ("assets", "course", "plan", "builders")
LIBRARIES = ("reportlab", "fonttools", "zxing-cpp", "pydantic")
Make = Callable[[Shard], Pieces]
Made = tuple[bytes, int, str]
"""A file, its pages, and the kit it was made with."""


class WorkersError(PublishError):
    """Whoever was to make the papers cannot; as every refusal of an output, it leaves nothing half."""

    @property
    def key(self) -> str:
        """The label to say, e.g. `workers.died`."""
        return f"workers.{self.code}"


@contextmanager
def workers(choice: str, shards: Sequence[Shard]) -> Iterator[Make]:
    """What makes a shard, as long as the block lasts. `choice` is none, processes, threads or dask://HOST:PORT."""
    if choice == NONE:
        yield pieces
    elif choice.startswith(CLUSTER):
        with _cluster_room().cluster(choice.removeprefix(CLUSTER), shards) as make:
            yield make
    else:
        count = max(1, min(os.cpu_count() or 1, len(shards), WIDEST))
        pool = _processes(count) if choice == PROCESSES else ThreadPoolExecutor(count)
        with closing(pool):
            yield Ahead(pool, shards, 2 * count).make


def _cluster_room() -> Any:
    """Loaded by name: the library is an extra, and slow to load."""
    try:
        return importlib.import_module("app.cluster")
    except ImportError as error:
        raise WorkersError("no-dask") from error


@contextmanager
def closing(pool: Executor) -> Iterator[None]:
    """What has not begun never begins when the block is left by an exception."""
    try:
        yield
    except BaseException:
        pool.shutdown(cancel_futures=True)
        raise
    pool.shutdown()


@dataclass(frozen=True)
class Far:
    """Workers that are not ours: whether any of them still works, and what is raised when one of them dies."""

    is_manned: Callable[[], bool]
    deaths: tuple[type[Exception], ...]


class Ahead:
    """Shards handed to an executor in their order, `ahead` of them at once."""

    def __init__(self, executor: Executor, shards: Sequence[Shard], ahead: int, far: Far | None = None) -> None:
        self.executor, self.ahead, self.far = executor, ahead, far
        self._waiting = list(reversed(shards))
        self._sent: dict[str, Future[Made]] = {}

    def make(self, shard: Shard) -> Pieces:
        """The file in one piece, when it is done. Shards are asked for in their order, each once."""
        with told(self.far.deaths if self.far else ()):
            self._send()
            data, pages, made_with = self._result(self._sent.pop(shard.name))
            self._send()
        if self.far and made_with != kit():
            raise WorkersError("other-version")
        yield data
        return pages

    def _send(self) -> None:
        while self._waiting and len(self._sent) < self.ahead:
            shard = self._waiting.pop()
            with undisturbed():
                self._sent[shard.name] = self.executor.submit(made, shard.alone(), self.far is not None)

    def _result(self, future: Future[Made]) -> Made:
        while not wait([future], LOOK_AGAIN).done:
            if self.far and not self.far.is_manned():
                raise WorkersError("lost")
        return future.result()


@contextmanager
def told(deaths: tuple[type[Exception], ...]) -> Iterator[None]:
    """What goes wrong with an executor, in words; a fault in what was made stays what it is."""
    dead: tuple[type[Exception], ...] = (BrokenExecutor, *deaths)
    try:
        yield
    except dead as error:
        raise WorkersError("died") from error
    except (CancelledError, ConnectionError) as error:
        raise WorkersError("lost") from error
    except ImportError as error:
        raise WorkersError("other-version") from error


def made(shard: Shard, is_far: bool) -> Made:
    """A file, its pages, and with what it was made where that may be something else than ours."""
    return *whole(shard), kit() if is_far else ""


@cache
def kit() -> str:
    """What the bytes of a file depend on beside its shard: our rooms, the libraries that write, how they pack."""
    total = hashlib.sha256(zlib.ZLIB_RUNTIME_VERSION.encode())
    total.update("".join(map(_version, LIBRARIES)).encode())
    above = Path(__file__).parents[1]
    for room in ROOMS:
        files = (path for path in (above / room).rglob("*") if path.suffix in {".py", ".yaml", ".ttf", ".txt"})
        for path in sorted(files, key=lambda path: path.relative_to(above).as_posix()):
            total.update(path.relative_to(above).as_posix().encode() + path.read_bytes().replace(b"\r\n", b"\n"))
    return total.hexdigest()


def _version(library: str) -> str:
    try:
        return f"{library}={version(library)};"
    except PackageNotFoundError:
        return f"{library};"


# processes of this machine


def _processes(count: int) -> ProcessPoolExecutor:
    """Begun anew, as Windows does it, so that what runs here runs there."""
    return ProcessPoolExecutor(count, get_context("spawn"), _begin)


def _begin() -> None:
    """Of a worker: Ctrl-C is for its parent to answer, and it leaves when its parent is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_leave_with_parent, daemon=True).start()


def _leave_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)


@contextmanager
def undisturbed() -> Iterator[None]:
    """Ctrl-C waits while workers are begun, who would show a trace of it until they can turn a deaf ear."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)

