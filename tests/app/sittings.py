"""What the tests of a sitting share: a small course, class lists, calls of the command."""

import hashlib
import json
from pathlib import Path

from app import work
from app.cli import main
from assets.look import load_look
from course.model import Course
from plan.roster import Person

LOOK = load_look()
NAMES = ("Nguyễn Thị Hải", "Trần Văn Đức", "Lê Hữu Phước", "Đặng Ngọc Ánh", "Phạm Quốc Dũng", "Hoàng Thị Quỳnh Như",
         "Võ Xuân Thưởng", "Bùi Đình Ước", "H'Hen Niê", "Ưng Ý")  # fmt: skip
UNITS = ("Xã Cẩm Bình", "Xã Kỳ Xuân", "Phường Vũng Áng")
PEOPLE = tuple(Person(row, name, f"{100 + row}", UNITS[row % 3]) for row, name in enumerate(NAMES, 2))
SECRET = bytes(range(32))
HOSTILE = "R&D <b> \\ ( % {x} [0]"


def course_text(questions=6, *, forms="[101, 102, 103, 104]", need=None, turned=False, title="Dân vận khéo", extra=""):
    """The YAML of a course with a bank for one paper."""
    items = "\n".join(
        f"  - {{id: c{n}, kind: single, use: exam, topic: a, level: biet, stem: 'Việc thứ {n} ở thôn là gì?',\n"
        f"     explanation: 'Theo bài đã học.', cites: [bao/{n + 1}], options: ["
        + ", ".join(f"{{text: 'Phương án {at} của câu {n}'{', key: true' if at == (n + turned) % 4 else ''}}}"
                    for at in range(4)) + "]}"
        for n in range(questions)
    )  # fmt: skip
    return (
        f"id: lop-thu\ntitle: '{title}'\nlanguage: vi\nhead: party\norganisation: ['BAN DÂN VẬN']\n"
        "levels: [{id: biet, name: Biết}]\ntopics: [{id: a, name: Chung}]\n"
        f"blueprints:\n  - {{id: de, title: 'Đề cuối khóa', forms: {forms}, "
        f"rows: [{{topic: a, counts: {{biet: {need or questions}}}}}]{extra}}}\n"
        "sources:\n  - {id: bao, title: Bài báo, publisher: Báo Hà Tĩnh, role: main, paragraphs: ["
        + ", ".join(hashlib.sha256(str(n).encode()).hexdigest() for n in range(questions)) + f"]}}\nitems:\n{items}\n"
    )


def write_course(folder, **more):
    """A course folder."""
    folder.mkdir(parents=True)
    (folder / "course.yaml").write_text(course_text(**more), encoding="utf-8")
    return folder


def write_list(path, people=PEOPLE):
    """A class list as a trainer's Excel pastes it."""
    rows = [("STT", "Họ và tên", "SBD", "Đơn vị"), *((str(at), person.name, person.number, person.unit)
                                                    for at, person in enumerate(people, 1))]  # fmt: skip
    path.write_text("\n".join("\t".join(row) for row in rows) + "\n", encoding="utf-8")
    return path


def loaded(folder):
    """The course of a folder."""
    course = work.check(folder, LOOK, slides=False).course
    assert course is not None
    return course


def new(course, *words):
    """`taphuan exam new`; its exit status."""
    return main(["exam", "new", str(course), *map(str, words)])


def snapshot(folder):
    """Hash of every file below a folder by name; None where there is no folder."""
    if not folder.exists():
        return None
    files = (path for path in Path(folder).rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def record(folder):
    """What `exam.json` says."""
    return json.loads((folder / "exam.json").read_text(encoding="utf-8"))


def is_whole(folder):
    """Whether every file is as the manifest says, and no other is there."""
    files = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["files"]
    found = snapshot(folder)
    found.pop("manifest.json")
    return found == {name: entry["sha256"] for name, entry in files.items()}


def loaded_items(ids, groups):
    """Items of four options, some of which belong together."""
    from_yaml = [{"id": name, "use": "exam", "topic": "a", "level": "biet", "stem": f"Câu {name}?",
                  "group": groups.get(name), "options": [{"text": f"{at}", "key": not at} for at in range(4)]}
                 for name in ids]  # fmt: skip
    return Course.model_validate({"id": "thu", "title": "Thử", "items": from_yaml}).items
