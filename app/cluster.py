"""The executor of a Dask cluster, whose machines have the same taphuan and the same libraries installed.

Loaded by name from app/workers.py: `distributed` is the extra `dask`. What travels is pickled and not encrypted, names
and answers of the sitting with it: a cluster is somebody's own, in a network of its own.
"""

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from distributed import Client, KilledWorker

from app.workers import Ahead, Far, Make, WorkersError
from builders.exam_shards import Shard

PATIENCE = 20  # seconds in which a cluster must answer and have a worker


@contextmanager
def cluster(address: str, shards: Sequence[Shard]) -> Iterator[Make]:
    """What makes a shard there, as long as the block lasts. `address` is HOST:PORT of the scheduler."""
    logging.getLogger("distributed").setLevel(logging.CRITICAL + 1)  # what it would say is said in words of ours
    with _client(address) as client:
        try:
            client.wait_for_workers(1, timeout=PATIENCE)
        except OSError as error:
            raise WorkersError("no-cluster", address=address) from error
        far = Far(lambda: bool(client.nthreads()), (KilledWorker,))
        yield Ahead(client.get_executor(pure=False), shards, 2 * sum(client.nthreads().values()), far).make


def _client(address: str) -> Any:
    client: Any = Client  # tells no types
    try:
        return client(f"tcp://{address}", timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        raise WorkersError("no-cluster", address=address) from error
