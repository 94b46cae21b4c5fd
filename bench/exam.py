"""Makes sittings of 300 and of 10,000 people, each with an order of its own, by the real command from a cold start.

Prints CPU seconds with those of child processes, the bytes of booklets and answer sheets, and the most memory held. Run
from the root: `python bench/exam.py`, with numbers of people for others. The class list is read from a text file.
"""

import os
import random
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FAMILIES = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Võ", "Đặng", "Bùi")
MIDDLES = ("Thị", "Văn", "Hữu", "Ngọc", "Quốc", "Xuân", "Đình")
GIVEN = ("Hải", "Đức", "Phước", "Ánh", "Dũng", "Như", "Thưởng", "Ước", "Yến")
UNITS = ("Xã Cẩm Bình", "Xã Kỳ Xuân", "Xã Đức Thọ", "Phường Vũng Áng")


def class_list(people: int) -> str:
    """Pasted columns: number, name, day of birth, unit."""
    chance = random.Random(people)
    rows = ["STT\tHọ và tên\tNgày sinh\tĐơn vị"]
    for at in range(1, people + 1):
        name = " ".join(map(chance.choice, (FAMILIES, MIDDLES, GIVEN)))
        born = f"{chance.randint(1, 28):02}/{chance.randint(1, 12):02}/{chance.randint(1960, 1999)}"
        rows.append(f"{at}\t{name}\t{born}\t{chance.choice(UNITS)}")
    return "\n".join(rows) + "\n"


def measure(people: int, words: tuple[str, ...]) -> str:
    """A line about one sitting."""
    with tempfile.TemporaryDirectory() as place:
        roster, out = Path(place) / "ds.txt", Path(place) / "ky"
        roster.write_text(class_list(people), encoding="utf-8")
        call = [sys.executable, "-m", "app.cli", "exam", "new", "--roster", roster, "--out", out, "--seed", "7"]
        child = subprocess.Popen([*call, *words], cwd=ROOT, env=surroundings(), stdout=subprocess.DEVNULL,
                                 stderr=subprocess.DEVNULL)  # fmt: skip
        _, status, used = os.wait4(child.pid, 0)
        assert os.waitstatus_to_exitcode(status) == 0, "the command failed"
        paper = sum(path.stat().st_size for path in out.iterdir() if path.name.startswith(("booklet", "sheets")))
    return say(people, words, paper, used)


def say(people: int, words: tuple[str, ...], paper: int, used: resource.struct_rusage) -> str:
    """CPU, bytes, memory."""
    cpu, held = used.ru_utime + used.ru_stime, used.ru_maxrss / 1024
    kind = "personal" if words else "forms"
    return f"{people:>6} {kind:<9} {cpu:6.2f} s CPU  {paper / 1e6:6.2f} MB booklets and sheets  {held:4.0f} MiB"


def surroundings() -> dict[str, str]:
    """Those of the caller, with compiled modules kept."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


if __name__ == "__main__":
    for number in map(int, sys.argv[1:] or ("300", "10000")):
        print(measure(number, ("--personal",)), flush=True)
        print(measure(number, ()), flush=True)
