"""CPU seconds of `taphuan check` on the bundled course, and on courses 10 and 100 times as large.

Run from the root: `python bench/check_scales.py [TIMES …]`. Each size is a process of its own, cold start included;
beside it the bare load of the same files by PyYAML, in a process of its own too. `growth` is the time without the cold
start, divided by the same at the first size: to keep, no more than the size itself. The cold start is a check of the
smallest course there is, so that every module is loaded in it.
"""

import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "bench"))

from big_course import write_course  # noqa: E402  # beside this file

TAPHUAN = ("-m", "app.cli")
BARE = ("-c", "import sys; sys.path.insert(0, 'bench'); from big_course import *; bare_load(Path(sys.argv[1]))")


def cpu(*words: str) -> float:
    """CPU seconds of one Python process with its children, compiled modules kept as on anybody's machine."""
    kept = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run([sys.executable, *words], cwd=ROOT, env=kept, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert done.returncode == 0, (words, done.stdout[-600:].decode(), done.stderr[-600:].decode())
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def best(runs: int, *words: str) -> float:
    """The least of some runs: what the machine does beside it is not ours."""
    return min(cpu(*words) for _ in range(runs))


def smallest(folder: Path) -> float:
    """CPU seconds of a check of a course with a title and one line to teach."""
    folder.mkdir()
    lesson = "lessons:\n- {id: one, title: One, cites: [], blocks: [{text: One.}]}\n"
    (folder / "course.yaml").write_text(f"id: smallest\ntitle: Smallest\n{lesson}", encoding="utf-8")
    cpu(*TAPHUAN, "check", str(folder))
    return best(7, *TAPHUAN, "check", str(folder))


def main() -> None:
    """One line a size."""
    sizes = [int(word) for word in sys.argv[1:]] or [1, 10, 100]
    first = None
    with tempfile.TemporaryDirectory() as room:
        cold, empty = smallest(Path(room) / "smallest"), best(5, "-c", "import yaml")
        print(f"cold start {cold:.3f} s\n times  check s  growth   yaml s  growth  check/yaml")
        for times in sizes:
            folder = write_course(Path(room) / f"x{times}", times)
            runs = 5 if times < 10 else 2
            ours = best(runs, *TAPHUAN, "check", str(folder), "--today", "2026-11-22")
            bare = best(runs, *BARE, str(folder))
            first = first or (ours - cold, bare - empty)
            grown = (ours - cold) / first[0], (bare - empty) / first[1]
            print(f"{times:6} {ours:8.2f} {grown[0]:7.1f} {bare:8.2f} {grown[1]:7.1f} {ours / bare:11.1f}", flush=True)


if __name__ == "__main__":
    main()
