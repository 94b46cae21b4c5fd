"""What a sitting prints, read back from its folder as plain data for other writers: `python content.py FOLDER ROOM`.

Writes `content.json` and a PNG for each square code. The codes are drawn here, so that ours alone pays for them.
"""

import json
import sys
from pathlib import Path

from PIL import Image

from app import work
from assets.look import load_look
from builders.qr import qr_rows
from course.text import plain
from plan.exam_record import asked_of
from plan.form import question_of
from plan.sitting import number_text, proof

PIXELS = 4  # of a module


def content(folder: Path) -> dict[str, object]:
    """Title, questions, and for each copy its person and order."""
    course = work.check(work.course_folder(None), load_look(), slides=False).course
    assert course is not None
    record = json.loads((folder / "exam.json").read_text(encoding="utf-8"))
    people = json.loads((folder / "private" / "roster.json").read_text(encoding="utf-8"))["people"]
    secret = (folder / "private" / "secret.bin").read_bytes()
    by_id = {item.id: item for item in course.items}
    asked = [question_of(by_id[item["id"]]) for item in record["items"]]
    title = next(each.title for each in course.blueprints if each.id == record["blueprint"])
    copies = []
    for copy, person in zip(record["copies"], people, strict=False):
        said = f"T1/{record['exam']}/{copy['copy']}/1"
        copies.append({
            "number": number_text(copy["copy"], len(str(len(record["copies"])))), "name": person["name"],
            "candidate": person.get("number", ""), "unit": person.get("unit", ""), "born": person.get("born", ""),
            "code": f"{said}/{proof(secret, said)}", "asked": asked_of(copy["asked"]),
        })  # fmt: skip
    questions = [[plain(each.stem), *map(plain_option, each.options)] for each in asked]
    return {"exam": record["exam"], "title": title, "course": course.title, "questions": questions, "copies": copies}


def plain_option(option: object) -> str:
    """Letters of an option, whichever way it is held."""
    return option if isinstance(option, str) else plain(option)  # type: ignore[arg-type]


def draw(code: str, path: Path) -> None:
    """A square code as a picture of one bit."""
    rows = qr_rows(code, "Q")
    picture = Image.new("1", (len(rows), len(rows)), 1)
    picture.putdata([0 if dark else 1 for row in rows for dark in row])
    picture.resize((len(rows) * PIXELS,) * 2, Image.Resampling.NEAREST).save(path)


def main(folder: str, room: str) -> None:
    """Data and pictures."""
    data = content(Path(folder))
    Path(room, "content.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    for copy in data["copies"]:  # type: ignore[attr-defined]
        draw(copy["code"], Path(room, f"{copy['number']}.png"))


if __name__ == "__main__":
    main(*sys.argv[1:])
