"""Five hundred random documents, an edition of each, their pages read from the file: `python bench/random_pages.py`.

What is looked at stands in `tests/builders/page_faults.py`; the tests look at a share of the same documents. Exit 1
when a page is not sound. Arguments: how many, and the first seed (500 and 0 if not said).
"""

import os
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "builders"))
from printed_at_random import faults

SHOWN = 5  # faults of one document


def judged(seed):
    """The seed, what is wrong with its pages, CPU seconds; an exception is a fault like others."""
    begun = time.process_time()
    try:
        found = faults(seed)
    except Exception as error:
        found = [f"{type(error).__name__}: {error}"]
    return seed, found, time.process_time() - begun


def main():
    """Say what is wrong, then how many were looked at."""
    count, first = [*map(int, sys.argv[1:3]), 500, 0][:2] if len(sys.argv) != 2 else (int(sys.argv[1]), 0)
    unsound, spent = 0, 0.0
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        for seed, found, took in pool.map(judged, range(first, first + count), chunksize=5):
            spent += took
            unsound += bool(found)
            for fault in found[:SHOWN]:
                print(f"document {seed}: {fault}")
    print(f"{count - unsound} of {count} documents are sound; {spent:.0f} s of CPU")
    return 1 if unsound else 0


if __name__ == "__main__":
    sys.exit(main())
