"""CPU seconds of the two commands that people wait for, cold start included: the median of five calls each.

Run from the root: `python bench/cold.py`. Beside them, called in turn: Python alone, and the bare load of the same
files by PyYAML. To keep: `check` under 0.6 s, `build` under 5 s.
"""

import statistics
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from big_course import BUNDLED  # beside this file
from check_scales import BARE, TAPHUAN, cpu

RUNS = 5


def main() -> None:
    """One line a call."""
    with tempfile.TemporaryDirectory() as room:
        calls = {
            "python alone": ("-c", "pass"),
            "bare load": (*BARE, str(BUNDLED)),
            "check": (*TAPHUAN, "check"),
            "build": (*TAPHUAN, "build", "--out", room),
        }
        for words in calls.values():
            cpu(*words)  # compiles what is new and fills the disk's cache
        taken = {name: [] for name in calls}
        for _ in range(RUNS):
            for name, words in calls.items():
                taken[name].append(cpu(*words))
    for name, seconds in taken.items():
        print(f"{name:14} median {statistics.median(seconds):6.3f} s   least {min(seconds):6.3f} s")


if __name__ == "__main__":
    main()
