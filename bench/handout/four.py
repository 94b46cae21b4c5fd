"""One handout by four writers, CPU seconds side by side: ours, Typst, WeasyPrint, plain reportlab in two passes.

Run from the root with a Python that has the extra `bench`: `python bench/handout/four.py [PDFS]`; the files stay in the
folder PDFS. Every writer is a cold process, counted with its threads and children, user and system; all take turns for
some rounds, the slow ones for fewer. Typst and WeasyPrint are given their own source ready-made, so that reading JSON
and building a story is ours and reportlab's alone. The files are then compared: the same texts, as many pages,
bookmarks, heads, standards.

Then 1, 2.5, 5 and 10 times the chapters by ours and by Typst, for growth and memory. Exit 1 when a file lacks
something, or ours takes more than 1.2 times Typst's time, both tagged, PDF/UA-1. This file imports nothing large: a
child is said to have needed at least the memory of its parent.
"""

import os
import statistics
import subprocess
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path

HERE = Path(__file__).resolve().parent
CHAPTERS, ROUNDS, TURNS = 10, 9, 3
SCALES = (10, 25, 50, 100)
GOAL = 1.2
OURS, MEASURE, BOTH = "taphuan", "typst ua-1", "typst ua-1 a-2a"
WRITERS = {
    OURS: ("by_taphuan.py", "{room}/{n}.json"),
    MEASURE: ("by_typst.py", "set", "{room}/{n}.typ"),
    BOTH: ("by_typst.py", "set", "{room}/{n}.typ"),
    "weasyprint ua-1": ("by_weasyprint.py", "set", "{room}/{n}.html"),
    "reportlab untagged": ("by_reportlab.py", "{room}/{n}.json"),
}
STANDARDS = {MEASURE: ("ua-1",), BOTH: ("ua-1", "a-2a")}
SLOW = {"weasyprint ua-1": 3, "reportlab untagged": 3}  # rounds that they take part in


def run(*words: str) -> tuple[float, float]:
    """CPU seconds and MB of a Python process with all that it starts; compiled modules kept as on anybody's machine."""
    kept = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    child = subprocess.Popen([sys.executable, str(HERE / words[0]), *words[1:]], env=kept)
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        sys.exit(f"{words}: {child.returncode}")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def write(name: str, room: Path, chapters: int) -> tuple[float, float]:
    """One file by one writer, named after it."""
    words = [word.format(room=room, n=chapters) for word in WRITERS[name]]
    return run(*words, str(pdf(name, room, chapters)), *STANDARDS.get(name, ()))


def pdf(name: str, room: Path, chapters: int) -> Path:
    """Where a writer's file lies."""
    return room / f"{name.replace(' ', '-')}-{chapters}.pdf"


def prepare(room: Path, chapters: int) -> None:
    """The manuscript, and the sources made of it."""
    data = str(room / f"{chapters}.json")
    run("manuscript.py", str(chapters), data)
    run("by_typst.py", "source", data, str(room / f"{chapters}.typ"))
    run("by_weasyprint.py", "source", data, str(room / f"{chapters}.html"))


def side_by_side(room: Path) -> dict[str, float]:
    """The least CPU seconds of each, after a round that is not counted; prints least and median."""
    prepare(room, CHAPTERS)
    for name in WRITERS:
        write(name, room, CHAPTERS)
    taken: dict[str, list[float]] = {name: [] for name in WRITERS}
    for turn in range(ROUNDS):
        for name, seconds in taken.items():
            if turn < SLOW.get(name, ROUNDS):
                seconds.append(write(name, room, CHAPTERS)[0])
    print(f"{'':20} least s  median s   x {MEASURE}")
    least = {name: min(seconds) for name, seconds in taken.items()}
    for name, seconds in taken.items():
        times = least[name] / least[MEASURE]
        print(f"{name:20} {least[name]:7.2f} {statistics.median(seconds):9.2f} {times:14.2f}", flush=True)
    medians = {name: statistics.median(seconds) for name, seconds in taken.items()}
    print(f"ours / typst, medians: ua-1 {medians[OURS] / medians[MEASURE]:.2f}, "
          f"with a-2a {medians[OURS] / medians[BOTH]:.2f}")  # fmt: skip
    return least


def growth(room: Path) -> None:
    """CPU, CPU of a page, memory: at each size the least of three in turn."""
    print(f"{'chapters':>8} {OURS:>16} {'ms a page':>10} {'MB':>5}   {MEASURE:>16} {'ms a page':>10} {'MB':>5}   ratio")
    for chapters in SCALES:
        prepare(room, chapters)
        turns = [{name: write(name, room, chapters) for name in (OURS, MEASURE)} for _ in range(TURNS)]
        least = {name: tuple(map(min, zip(*(turn[name] for turn in turns), strict=True))) for name in (OURS, MEASURE)}
        cells = []
        for name, (seconds, memory) in least.items():
            count = pages(pdf(name, room, chapters))
            cells.append(f"{seconds:7.2f} s/{count:4} p {1000 * seconds / count:10.1f} {memory:5.0f}")
        print(f"{chapters:8} {'   '.join(cells)} {least[OURS][0] / least[MEASURE][0]:7.2f}", flush=True)


def pages(path: Path) -> int:
    """Pages of a file, asked of another process."""
    words = "import sys, pypdfium2; print(len(pypdfium2.PdfDocument(sys.argv[1])))"
    return int(subprocess.run([sys.executable, "-c", words, str(path)], capture_output=True, check=True).stdout)


def main(room: Path) -> int:
    """Both tables, then the contents of the files."""
    print(", ".join(f"{name} {version(name)}" for name in ("reportlab", "typst", "weasyprint")),
          f"Python {sys.version.split()[0]}")  # fmt: skip
    least = side_by_side(room)
    files = [str(pdf(name, room, CHAPTERS)) for name in WRITERS]
    holds = subprocess.run([sys.executable, str(HERE / "holds.py"), str(room / f"{CHAPTERS}.json"), *files])
    growth(room)
    return 0 if holds.returncode == 0 and least[OURS] <= GOAL * least[MEASURE] else 1


if __name__ == "__main__":
    if len(sys.argv) > 1:
        Path(sys.argv[1]).mkdir(parents=True, exist_ok=True)
        sys.exit(main(Path(sys.argv[1]).resolve()))
    with tempfile.TemporaryDirectory() as folder:
        sys.exit(main(Path(folder)))
