"""Ways to fail, for workers of tests: functions that a process of its own can look up by name."""

import os
import time
from pathlib import Path

from app.workers import made
from builders.exam_shards import SHEETS


def raises(shard, is_far):
    """A fault in what is made, in the first file of answer sheets: booklets lie on the disk by then."""
    if shard.kind == SHEETS:
        raise ValueError("thử")
    return made(shard, is_far)


def dies(shard, is_far):
    """As when the machine takes the memory back."""
    if shard.kind == SHEETS:
        os._exit(9)
    return made(shard, is_far)


def knows_nothing(shard, is_far):
    """As where another version is installed."""
    raise ModuleNotFoundError("builders.exam_shards")


def lingers(shard, is_far):
    """Says who it is beside the class list that the seed of the sitting names, and never ends."""
    Path(shard.batch.heading.title, str(os.getpid())).touch()
    time.sleep(600)
