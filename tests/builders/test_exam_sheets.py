"""Personal answer sheets can be read by construction: a throw-away reader finds every bubble and both codes on scans.

The reader knows nothing but the published geometry: it finds the square marks, works out the homography, and looks
where `layout` says that bubbles are.
"""

import io
import json

import cv2
import numpy
import pikepdf
import pypdfium2
import pytest
import zxingcpp

from assets.look import load_look
from builders.exam_sheets import Sheets
from course.model import Course
from plan.blueprint import choose
from plan.roster import Person
from plan.sheet import layout
from plan.sheet_plan import plan_sheet
from plan.sitting import Sitting, code_text, copies, number_text, widest_form

LOOK = load_look().mono()
PEOPLE = (
    Person(2, "Nguyễn Thị Quỳnh Như", "101", "Xã Cẩm Bình", born="05/02/1975"),
    Person(3, "H'Hen Niê (R&D) <b>", unit="Ban Chỉ đạo phong trào thi đua “Dân vận khéo” xã Kỳ Xuân, tỉnh Hà Tĩnh"),
    Person(4, "Công Tằng Tôn Nữ Hoàng Thị Phương Thảo Nguyên Khôi Minh Châu Ngọc Diễm Quỳnh Anh Thư"),
)  # fmt: skip
WITHIN = 0.3  # mm
PAPERS = {
    "twenty": {"single": 20}, "thirty": {"single": 30}, "fifty": {"single": 50},
    "all kinds": {"single": 8, "multiple": 5, "cluster": 3, "number": 3, "written": 2},
    "national": {"single": 12, "cluster": 4, "number": 6}, "ten numbers": {"number": 10}, "two pages": {"single": 100},
}  # fmt: skip


def an_item(kind, n):
    options = [{"text": f"Phương án {at}", "key": at == 0} for at in range(2 + n % 4)]
    own = {
        "single": {"options": options}, "multiple": {"options": options},
        "cluster": {"statements": [{"text": f"Ý {at}", "answer": at == 0} for at in range(4)]},
        "number": {"answer": "3"}, "written": {},
    }  # fmt: skip
    return {"id": f"{kind}-{n}", "kind": kind, "use": "exam", "topic": "a", "level": "biet", "stem": "Gì?", **own[kind]}


def a_sitting(counts):
    items = [an_item(kind, n) for kind, count in counts.items() for n in range(count)]
    course = Course.model_validate({
        "id": "thu", "title": "Thử", "items": items, "levels": [{"id": "biet", "name": "Biết"}],
        "topics": [{"id": "a", "name": "Chung"}],
        "blueprints": [{"id": "de", "title": "Đề kiểm tra cuối khóa", "kinds": list(counts),
                        "rows": [{"topic": "a", "counts": {"biet": len(items)}}]}],
    })  # fmt: skip
    blueprint = course.blueprints[0]
    return Sitting("ACDEF", blueprint, choose(course, blueprint, 7), "7", PEOPLE, 1, bytes(range(32)))


@pytest.fixture(scope="module", params=PAPERS)
def paper(request):
    """(sitting, geometry as published, file) of a paper."""
    sitting = a_sitting(PAPERS[request.param])
    sheet = plan_sheet([widest_form(sitting.items)], ("Đ", "S"), personal=True)
    data = b"".join(Sheets(sitting, sheet, LOOK).write(copies(sitting), "Phiếu trả lời"))
    return sitting, json.loads(json.dumps(layout(sheet))), data


def scan(data, page, dpi, angle=0.0, one_bit=False):
    """A page as a scanner gives it: grey or of one bit, turned by some degrees."""
    drawn = pypdfium2.PdfDocument(data)[page].render(scale=dpi / 72).to_numpy()
    grey = cv2.cvtColor(drawn, cv2.COLOR_BGR2GRAY)
    if angle:
        high, wide = grey.shape
        turn = cv2.getRotationMatrix2D((wide / 2, high / 2), angle, 1.0)
        grey = cv2.warpAffine(grey, turn, (wide, high), flags=cv2.INTER_LINEAR, borderValue=255)
    return numpy.where(grey < 150, 0, 255).astype(numpy.uint8) if one_bit else grey


def homography(image, published, page):
    """From millimetres to pixels, by the square marks of a page."""
    corners, ids, _ = cv2.aruco.ArucoDetector(cv2.aruco.getPredefinedDictionary(cv2.aruco.DICT_4X4_50),
                                              refined()).detectMarkers(image)  # fmt: skip
    known = {mark["id"]: mark for mark in published["fiducials"] if mark["page"] == page}
    pairs = zip(numpy.ravel(ids), corners, strict=True)
    found = {int(at): corner.reshape(4, 2) for at, corner in pairs if int(at) in known}
    assert found.keys() == known.keys()
    half = [(-1, -1), (1, -1), (1, 1), (-1, 1)]
    places = [(known[at]["x"] + dx * known[at]["size"] / 2, known[at]["y"] + dy * known[at]["size"] / 2)
              for at in found for dx, dy in half]  # fmt: skip
    matrix, _ = cv2.findHomography(numpy.array(places), numpy.concatenate(list(found.values())))
    return matrix


def refined():
    settings = cv2.aruco.DetectorParameters()
    settings.cornerRefinementMethod = cv2.aruco.CORNER_REFINE_SUBPIX
    return settings


def flattened(image, matrix, per_mm=8):
    """The page as it was drawn, `per_mm` pixels a millimetre."""
    scale = numpy.diag([1 / per_mm, 1 / per_mm, 1.0])
    size = (int(210 * per_mm), int(297 * per_mm))
    return cv2.warpPerspective(image, matrix @ scale, size, flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP)


def centre_of_ring(flat, x, y, r, per_mm=8):
    """The middle of the dark pixels of a ring, looked for around its published centre; mm."""
    reach = r + 0.9
    left, top = int((x - reach) * per_mm), int((y - reach) * per_mm)
    side = int(2 * reach * per_mm)
    cut = 255.0 - flat[top : top + side, left : left + side]
    at_y, at_x = numpy.mgrid[0:side, 0:side]
    away = numpy.hypot((at_x + 0.5 + left) / per_mm - x, (at_y + 0.5 + top) / per_mm - y)
    weight = numpy.where((away > r - 0.9) & (cut > 60), cut, 0)
    assert weight.sum() > 0
    return ((at_x + 0.5 + left) * weight).sum() / weight.sum() / per_mm, \
        ((at_y + 0.5 + top) * weight).sum() / weight.sum() / per_mm


SCANS = [(100, 0, False), (100, 1.7, True), (150, 0, True), (150, -2.3, False), (200, 180, False), (200, 0, True)]


@pytest.mark.parametrize(("dpi", "angle", "one_bit"), SCANS)
def test_every_bubble_is_found_where_it_is_published(paper, dpi, angle, one_bit):
    _, published, data = paper
    for page in range(1, published["pages"] + 1):
        image = scan(data, page - 1, dpi, angle, one_bit)
        flat = flattened(image, homography(image, published, page))
        bubbles = [option for field in published["fields"] if field["page"] == page for option in field["options"]]
        assert bubbles
        for bubble in bubbles:
            x, y = centre_of_ring(flat, bubble["x"], bubble["y"], bubble["r"])
            assert abs(x - bubble["x"]) < WITHIN and abs(y - bubble["y"]) < WITHIN, bubble


@pytest.mark.parametrize(("dpi", "angle", "one_bit"), SCANS)
def test_both_codes_say_exam_copy_and_page(paper, dpi, angle, one_bit):
    sitting, published, data = paper
    for page in range(1, published["pages"] + 1):
        image = scan(data, published["pages"] + page - 1, dpi, angle, one_bit)
        read = zxingcpp.read_barcodes(image)
        assert [code.text for code in read] == [code_text(sitting, 2, page)] * 2


def test_one_code_is_enough_when_a_streak_spoils_the_other(paper):
    sitting, published, data = paper
    image = scan(data, 0, 150)
    place = published["qr"][0]
    left = int((place["x"] - place["w"] / 4) / 25.4 * 150)
    image[:, left : left + 40] = 0
    assert [code.text for code in zxingcpp.read_barcodes(image)] == [code_text(sitting, 1, 1)]


def test_a_filled_bubble_is_darker_than_all_others(paper):
    _, published, data = paper
    image = scan(data, 0, 150)
    options = next(field for field in published["fields"] if len(field["options"]) > 1)["options"]
    matrix = homography(image, published, 1)
    x, y = cv2.perspectiveTransform(numpy.array([[[options[1]["x"], options[1]["y"]]]]), matrix)[0][0]
    cv2.circle(image, (round(x), round(y)), round(1.9 / 25.4 * 150), 40, -1)
    flat = flattened(image, matrix)
    inside = [[slice(int(8 * (option[axis] - 1.4)), int(8 * (option[axis] + 1.4))) for axis in "yx"]
              for option in options]  # fmt: skip
    dark = [255 - flat[tuple(place)].mean() for place in inside]
    assert dark.index(max(dark)) == 1 and max(dark) > 3 * sorted(dark)[-2]


@pytest.mark.parametrize(("dpi", "angle", "one_bit"), SCANS)
@pytest.mark.parametrize("number", ["-0,5", "3,5", "1350", "7", "12,4"])
def test_a_short_number_is_read_column_by_column(number, dpi, angle, one_bit):
    sitting = a_sitting({"single": 4, "number": 3})
    sheet = plan_sheet([widest_form(sitting.items)], ("Đ", "S"), personal=True)
    published = json.loads(json.dumps(layout(sheet)))
    data = b"".join(Sheets(sitting, sheet, LOOK).write(copies(sitting, 1, 1), "Phiếu trả lời"))
    columns = [field for field in published["fields"] if field["name"].startswith("question.6.")]
    assert [field["name"] for field in columns] == [f"question.6.{column}" for column in (1, 2, 3, 4)]
    image = scan(data, 0, dpi, angle, one_bit)
    matrix = homography(image, published, 1)
    for field, mark in zip(columns, number, strict=False):
        bubble = next(option for option in field["options"] if option["label"] == mark)
        x, y = cv2.perspectiveTransform(numpy.array([[[bubble["x"], bubble["y"]]]]), matrix)[0][0]
        cv2.circle(image, (round(x), round(y)), round(1.9 / 25.4 * dpi), 40, -1)
    flat = flattened(image, matrix)
    assert "".join(read_mark(flat, field) for field in columns) == number


def read_mark(flat, field):
    """The label of the bubble that is filled, or nothing."""
    inside = [flat[tuple(slice(int(8 * (option[axis] - 1.4)), int(8 * (option[axis] + 1.4))) for axis in "yx")].mean()
              for option in field["options"]]  # fmt: skip
    return field["options"][inside.index(min(inside))]["label"] if min(inside) < 110 else ""


def test_bars_stand_where_they_are_published(paper):
    _, published, data = paper
    flat = flattened(scan(data, 0, 200), homography(scan(data, 0, 200), published, 1))
    bars = [bar for bar in published["ticks"] if bar["page"] == 1]
    assert bars
    for bar in bars:
        x, y, w, h = (8 * bar[name] for name in ("x", "y", "w", "h"))
        assert flat[int(y - h / 2 + 2) : int(y + h / 2 - 2), int(x - w / 2 + 3) : int(x + w / 2 - 3)].mean() < 60


def test_a_sheet_names_its_person_letter_for_letter(paper):
    sitting, published, data = paper
    document = pypdfium2.PdfDocument(data)
    assert len(document) == sitting.count * published["pages"]
    for copy in copies(sitting):
        for page in range(published["pages"]):
            text = document[(copy.number - 1) * published["pages"] + page].get_textpage().get_text_bounded()
            said = "".join(text.split())
            assert number_text(copy.number, 1) in said
            for person in PEOPLE:
                assert ("".join(person.name.split()) in said) == (person is copy.person)
                assert not person.unit or ("".join(person.unit.split()) in said) == (person is copy.person)


def test_the_file_holds_one_drawing_for_all(paper):
    _, published, data = paper
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert pdf.Root.Lang == "vi-VN" and pdf.check_pdf_syntax() == []
        drawn = {name for page in pdf.pages for name in page.Resources.XObject}
    assert len(drawn) == published["pages"] * 2  # of sheets with a name, and of those to spare
