"""Every PDF that the project makes of several courses and of two sittings, in a folder; which names the code knows.

The courses: the bundled one; a hostile one, every kind of block and item with letters that break markup; one that asks
questions of all kinds on paper, few and many. A maker that is listed in the catalog is in; one that is not listed is
found by the name of its file (`names_in_code`). The sittings: each person an order of their own; blank sheets to copy.
"""

import ast
from contextlib import redirect_stdout
from io import BytesIO, StringIO
from pathlib import Path

import yaml
from PIL import Image

from app.cli import main
from app.work import BUNDLED, CONTENT, check
from assets.look import load_look
from builders.catalog import MAKERS, maker
from builders.product import Materials
from course.model import Course

ROOT = Path(__file__).parents[2]
LOOK, FORMS = load_look(), ("101", "102")
THINGS = "đường làng, nhà văn hóa, giếng nước, chợ, trường, rừng, đê, hụi, vườn, lúa, cam, bưởi, chè, vốn, camera, rác"
HOSTILE = 'R&D x<y <b>đậm</b> 100% "ngoặc" {x} %s T\u006f\u0302\u0301ng ' + "dài" * 20
CITED = {"use": "exam", "topic": "a", "level": "biet", "cites": ["bao/14"]}
KINDS = {
    "single": {"options": [{"text": "Nhân dân", "key": True}, {"text": "Cấp ủy"}, {"text": "R&D <5 %"}]},
    "multiple": {"options": [{"text": "Nghe", "key": True}, {"text": "Làm gương", "key": True}, {"text": "Ở xa dân"}]},
    "cluster": {"statements": [{"text": "Dân là chủ", "answer": True}, {"text": "Dân ở ngoài cuộc", "answer": False}]},
    "number": {"answer": "3,5", "unit": "hộ"},
    "written": {"lines": 14, "guide": "Nêu đủ ba ý."},
}  # fmt: skip


def bundled():
    """The first course with its pictures."""
    loaded = check(CONTENT / BUNDLED, LOOK)
    return Materials(loaded.course, LOOK)


def hostile():
    """The small course with every kind of block, hostile letters in each of its texts."""
    tree = yaml.load((Path(__file__).parent / "module_course.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
    for item in tree["items"]:
        item |= {"topic": "a", "level": "biet"} if item.get("use") == "exam" else {}
    rows = [{"topic": "a", "counts": {"biet": 2}}]
    kinds = ["single", "cluster"]
    tree["blueprints"] = [{"id": "de", "title": "Đề thi ~", "kinds": kinds, "forms": FORMS, "rows": rows}]
    drawn = BytesIO()
    Image.new("CMYK", (80, 60)).save(drawn, "JPEG")
    return Materials(Course.model_validate(filled(tree)), LOOK, {"anh/duong.png": drawn.getvalue()})


def filled(value):
    """A tree of values with `~` in every text replaced; `null` in a table is an empty cell."""
    if isinstance(value, dict):
        return {name: filled(part) for name, part in value.items()}
    if isinstance(value, list):
        return [filled(part) for part in value]
    return None if value == "null" else value.replace("~", HOSTILE) if isinstance(value, str) else value


def papers(count):
    """`count` questions of each kind; sixteen need an answer sheet of two pages."""
    items = [{"id": f"{kind}-{at}", "kind": kind, "stem": f"Dân vận ở **{thing}** ({kind}) & x < y?", **CITED, **more}
             for kind, more in KINDS.items() for at, thing in enumerate(THINGS.split(", ")[:count])]  # fmt: skip
    rows = [{"topic": "a", "counts": {"biet": len(items)}}]
    paper = {"id": "de", "title": "Đề thử", "kinds": list(KINDS), "forms": FORMS, "rows": rows}
    return Materials(Course.model_validate({
        "id": "thu", "title": "Dân vận khéo", "head": "state", "organisation": ["BAN DÂN VẬN"], "items": items,
        "sources": [{"id": "bao", "title": "Bài báo", "publisher": "Báo Hà Tĩnh"}], "blueprints": [paper],
        "levels": [{"id": "biet", "name": "Biết"}], "topics": [{"id": "a", "name": "Chung"}],
    }), LOOK)  # fmt: skip


COURSES = {"bundled": bundled, "hostile": hostile, "papers": lambda: papers(1), "many-papers": lambda: papers(16)}


ROSTER = """STT,Họ và tên,Ngày sinh,Đơn vị
1,Nguyễn Thị Quỳnh Như,,Xã Cẩm Bình
2,H'Hen Niê,,Xã Đức Thọ
3,Ưng Ý,,Xã Đức Thọ
"""
SITTINGS = {"sitting": ("--roster", "ds.csv", "--personal"), "blank-sitting": ("--forms", "1", "--count", "3")}
BATCHES = {"booklets.pdf", "sheets.pdf"}
"""What is written object by object for ten thousand copies: without tags, but with text, language and title."""


def write_sittings(folder):
    """Name -> file of every PDF of the sittings."""
    (folder / "ds.csv").write_text(ROSTER, encoding="utf-8")
    for name, asked in SITTINGS.items():
        words = [str(folder / word) if word == "ds.csv" else word for word in asked]
        with redirect_stdout(StringIO()) as said:
            assert main(["exam", "new", *words, "--seed", "1", "--out", str(folder / name)]) == 0, said.getvalue()
    made = (file for name in SITTINGS for file in sorted((folder / name).rglob("*.pdf")))
    return {file.relative_to(folder).as_posix(): file for file in made}


def write_all(folder):
    """Name -> file of every PDF: `bundled/quiz/key.pdf`, `sitting/key-explained.pdf`."""
    written = write_sittings(folder)
    for course, materials in COURSES.items():
        made = materials()
        for product in (product for name in MAKERS for product in maker(name)(made)):
            if product.name.endswith(".pdf"):
                file = folder / course / product.name
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(product.data)
                written[f"{course}/{product.name}"] = file
    return written


def names_in_code():
    """Every name of a PDF in the code that makes or writes files, `*` where it is filled in."""
    files = [file for room in ("builders", "app") for file in sorted((ROOT / room).rglob("*.py"))]
    trees = [ast.parse(file.read_text(encoding="utf-8")) for file in files]
    strings = (node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Constant | ast.JoinedStr))
    return sorted(name for name in set(map(name_of, strings)) if name.endswith(".pdf") and name.strip("*") != ".pdf")


def name_of(node):
    if isinstance(node, ast.JoinedStr):
        return "".join(name_of(part) if isinstance(part, ast.Constant) else "*" for part in node.values)
    return node.value if isinstance(node.value, str) else ""
