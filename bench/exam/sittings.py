"""Sittings by the real command from a cold start, and the same papers by Typst and by plain reportlab, side by side.

Run from the root with a Python that has the extra `bench`: `python bench/exam/sittings.py [FOLDER]`; the files stay in
FOLDER. Every writer is a cold process, counted with its children, user and system; the least of some turns. Booklet and
answer sheet for each of 300 people, an order of its own for each; then 10,000 by ours alone, with one core and with
all. Ours reads course and class list, decides the orders and makes lists and records besides; the others are given
plain data, codes drawn. The texts of the three are compared, copy by copy. Exit 1 where a text is missing or a target
is not met. This file imports nothing large: a child is said to have needed at least the memory of its parent.
"""

import os
import random
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
FEW, MANY, TURNS = 300, 10_000, 3
CPU, BYTES, MEMORY = {FEW: 2.0, MANY: 15.0}, {FEW: 2.0, MANY: 25.0}, {FEW: 100.0, MANY: 100.0}  # s, MB, MiB
FAMILIES = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Võ", "Đặng", "Bùi")
MIDDLES = ("Thị", "Văn", "Hữu", "Ngọc", "Quốc", "Xuân", "Đình")
GIVEN = ("Hải", "Đức", "Phước", "Ánh", "Dũng", "Như", "Thưởng", "Ước", "Yến")
UNITS = ("Xã Cẩm Bình", "Xã Kỳ Xuân", "Xã Đức Thọ", "Phường Vũng Áng")
Taken = tuple[float, float, float]
"""CPU seconds, MB of booklets and answer sheets, MiB held by the largest process."""


def class_list(people: int) -> str:
    """Pasted columns: number, name, candidate's number, day of birth, unit."""
    chance = random.Random(people)
    rows = ["STT\tHọ và tên\tSố báo danh\tNgày sinh\tĐơn vị"]
    for at in range(1, people + 1):
        name = " ".join(map(chance.choice, (FAMILIES, MIDDLES, GIVEN)))
        born = f"{chance.randint(1, 28):02}/{chance.randint(1, 12):02}/{chance.randint(1960, 1999)}"
        rows.append(f"{at}\t{name}\tHT{at:05}\t{born}\t{chance.choice(UNITS)}")
    return "\n".join(rows) + "\n"


def run(*words: str | Path) -> tuple[float, float]:
    """CPU seconds and MiB of a Python process with all that it starts; compiled modules kept as anywhere."""
    kept = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    kept["PYTHONPATH"] = str(ROOT)
    child = subprocess.Popen([sys.executable, *map(str, words)], cwd=ROOT, env=kept, stdout=subprocess.DEVNULL,
                             stderr=subprocess.DEVNULL)  # fmt: skip
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        sys.exit(f"{words}: {child.returncode}")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def ours(people: int, room: Path, name: str, *words: str) -> Taken:
    """A sitting; its folder is `room / name`, anew each time."""
    roster = room / f"{people}.txt"
    roster.write_text(class_list(people), encoding="utf-8")
    out = room / f"{name}-{len(list(room.iterdir()))}"
    cpu, held = run("-m", "app.cli", "exam", "new", "--roster", roster, "--out", out, "--seed", "7", *words)
    link = room / name
    link.unlink(missing_ok=True)
    link.symlink_to(out.name)
    return cpu, size(*out.glob("booklet*.pdf"), *out.glob("sheets*.pdf")), held


def other(writer: str, room: Path) -> Taken:
    """The same papers by another writer."""
    made = room / f"{writer}.pdf"
    cpu, held = run(HERE / f"{writer}.py", room, made)
    return cpu, size(made), held


def size(*paths: Path) -> float:
    """MB."""
    return sum(path.stat().st_size for path in paths) / 1e6


def show(name: str, turns: list[Taken]) -> Taken:
    """A line: the least of the turns."""
    least = min(one[0] for one in turns), turns[0][1], min(one[2] for one in turns)
    print(f"{name:<34} {least[0]:7.2f} s CPU {least[1]:7.2f} MB {least[2]:6.0f} MiB", flush=True)
    return least


def misses(people: int, taken: Taken) -> list[str]:
    """What is above its target."""
    goals = zip(("s", "MB", "MiB"), taken, (CPU[people], BYTES[people], MEMORY[people]), strict=True)
    return [f"{people}: {have:.2f} {unit}, at most {goal:g}" for unit, have, goal in goals if have > goal]


def main(room: Path) -> list[str]:
    """All tables; gives what is not as it should be."""
    personal = ("--personal", "--spares", "0")
    ours(FEW, room, "personal", *personal)  # not counted: modules are compiled
    run(HERE / "content.py", room / "personal", room)
    small = show(f"ours, {FEW} orders", [ours(FEW, room, "personal", *personal) for _ in range(TURNS)])
    show(f"ours, {FEW}, four forms", [ours(FEW, room, "forms", "--spares", "0") for _ in range(TURNS)])
    run(HERE / "content.py", room / "personal", room)  # the secret of the codes is another each time
    show(f"Typst, {FEW} orders", [other("by_typst", room) for _ in range(TURNS)])
    show(f"reportlab, {FEW} orders", [other("by_reportlab", room)])
    papers = (room / "personal" / "booklets.pdf", room / "by_typst.pdf", room / "by_reportlab.pdf")
    faults = [path.name for path in papers if missing(room, path)]
    show(f"ours, {MANY} orders, all cores", [ours(MANY, room, "all", *personal)])
    large = show(f"ours, {MANY} orders, one core", [ours(MANY, room, "one", *personal, "--executor", "none")])
    return [*(f"{name}: a text is missing" for name in faults), *misses(FEW, small), *misses(MANY, large)]


def missing(room: Path, path: Path) -> int:
    """Whether a file lacks a text; said by whoever reads it."""
    return subprocess.run([sys.executable, HERE / "holds.py", room / "content.json", path], cwd=ROOT).returncode


if __name__ == "__main__":
    if len(sys.argv) > 1:
        found = main(Path(sys.argv[1]))
    else:
        with tempfile.TemporaryDirectory() as place:
            found = main(Path(place))
    print(*found, sep="\n")
    sys.exit(bool(found))
