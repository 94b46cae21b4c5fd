"""Official heads and lists to sign, as they are seen on the page and heard: places, lines, sizes, letters, rows."""

from io import BytesIO
from itertools import pairwise

import pytest
from pdfminer.high_level import extract_pages
from pdfminer.layout import LAParams, LTChar, LTCurve, LTTextLine

from assets import compounds
from assets.look import load_look
from assets.official import LEAST_ROW, choose, rules_for
from builders.sign_in import sign_in
from course.model import Course
from course.text import normal
from plan.official import plan_head
from plan.sign_in import plan_sign_in

LOOK = load_look()
MM = 72 / 25.4
WIDTH, HEIGHT = 210 * MM, 297 * MM
HEADS = {
    "hd-36-2018": ("party", ["TỈNH ỦY HÀ TĨNH", "BAN DÂN VẬN"]),
    "hd-05-2026": ("party", ["ĐẢNG BỘ TỈNH HÀ TĨNH", "ĐẢNG ỦY XÃ MẪU"]),
    "nd-30-2020": ("state", ["UBND TỈNH HÀ TĨNH", "SỞ NỘI VỤ"]),
    "none": ("none", ["TRUNG TÂM CHÍNH TRỊ", "LỚP BỒI DƯỠNG"]),
}
NATION, MOTTO, PARTY = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "ĐẢNG CỘNG SẢN VIỆT NAM"
DATELINE = "Hà Tĩnh, ngày 05 tháng 02 năm 2018"


def course_of(rule, names=None, **more):
    head, own = HEADS[rule]
    event = {"name": "Hội nghị tập huấn công tác dân vận", "on": "05/02/2018", "starts": "7h30", "venue": "Hội trường"}
    given = {"id": "thu", "title": "Dân vận khéo", "head": head, "official": rule, "event": event}
    return Course.model_validate(given | {"organisation": own if names is None else names, "dateline": DATELINE} | more)


def printed(course, numbered=False, **more):
    head = plan_head(course, LOOK, numbered=numbered)
    words = compounds() | frozenset(course.compounds)
    return sign_in([plan_sign_in(course, LOOK)], head, LOOK, course.title, words, **more)


class Seen:
    """One page: lines of letters and ruled lines, in points from the upper left corner."""

    def __init__(self, layout):
        self.texts, self.rules = [], []
        self._walk(layout)

    def _walk(self, item):
        if isinstance(item, LTTextLine):
            self.texts.append(Words(item))
        elif isinstance(item, LTCurve):
            self.rules.append((item.x0, HEIGHT - item.y1, item.x1, HEIGHT - item.y0))
        elif hasattr(item, "__iter__"):
            for part in item:
                self._walk(part)

    def find(self, words):
        """The line that begins with these words."""
        return next(line for line in self.texts if line.text.startswith(words))

    def has(self, words):
        return any(words in line.text for line in self.texts)

    def below(self, line):
        """The ruled line that is nearest below words, within a line's height."""
        near = [rule for rule in self.rules if 0 <= rule[1] - line.bottom <= 6 and rule[0] < line.middle < rule[2]]
        return min(near, key=lambda rule: rule[1], default=None)


class Words:
    """A line of letters: what it says, where it stands, how it is set."""

    def __init__(self, line):
        chars = [char for char in line if isinstance(char, LTChar) and char.get_text().strip()]
        self.size, self.font = chars[0].height, chars[0].fontname.partition("+")[2]
        self.text = normal(line.get_text())
        self.left, self.right = min(char.x0 for char in chars), max(char.x1 for char in chars)
        self.base = HEIGHT - chars[0].matrix[5]
        self.bottom, self.top = self.base + 2, self.base - self.size * 0.9
        self.middle = (self.left + self.right) / 2


def pages_of(data):
    return [Seen(page) for page in extract_pages(BytesIO(data), laparams=LAParams(char_margin=1.0, boxes_flow=None))]


@pytest.fixture(scope="module", params=HEADS)
def page(request):
    """(rule, first page) of a list under each rule set, with a place for a number."""
    rule = choose(HEADS[request.param][0], None, request.param)
    return rule, pages_of(printed(course_of(request.param), numbered=True)[0])[0]


def test_all_rule_sets_are_tried():
    assert set(HEADS) == {rule.id for head in ("party", "state", "none") for rule in rules_for(head)}


def test_the_margins_are_those_of_the_rules_in_millimetres(page):
    rule, seen = page
    left, right = rule.margins.left * MM, WIDTH - rule.margins.right * MM
    spots = [(line.left, line.right) for line in seen.texts] + [(rule[0], rule[2]) for rule in seen.rules]
    assert min(spot[0] for spot in spots) == pytest.approx(left, abs=1)
    assert max(spot[1] for spot in spots) == pytest.approx(right, abs=1)
    assert rule.margins.top * MM <= min(line.top for line in seen.texts) <= (rule.margins.top + 4) * MM
    lowest = max(rule[3] for rule in seen.rules)
    assert HEIGHT - (rule.margins.bottom + LEAST_ROW + 1) * MM <= lowest <= HEIGHT - rule.margins.bottom * MM + 1


def test_each_line_has_the_size_and_weight_of_its_rule(page):
    rule, seen = page
    superior, issuer = HEADS[rule.id][1]
    lines = {superior: rule.superior, issuer: rule.issuer, "Hà Tĩnh,": rule.dateline, "Số": rule.number,
             "DANH SÁCH ĐẠI BIỂU": rule.heading, "Hội nghị": rule.subheading, "Thời gian": rule.text}  # fmt: skip
    lines |= {LOOK.say(f"official.title.{line.say}"): line for line in rule.right}
    for words, line in lines.items():
        found = seen.find(words)
        style = "Bold" * line.bold + "Italic" * line.italic or "Regular"
        assert (found.size, found.font) == (pytest.approx(line.size), f"Tinos-{style}"), words


def test_the_partys_title_stands_right_over_the_day_and_no_nation_is_named(page):
    rule, seen = page
    if rule.head != "party":
        assert not seen.has(PARTY) and not any(line.text == "*" for line in seen.texts)
        return
    title, day = seen.find(PARTY), seen.find("Hà Tĩnh,")
    assert title.left > WIDTH / 2 - 5 * MM and not seen.has(NATION) and not seen.has(MOTTO)
    line = seen.below(title)
    assert line[2] - line[0] == pytest.approx(title.right - title.left, abs=1.5)
    assert (line[0] + line[2]) / 2 == pytest.approx(title.middle, abs=1)
    assert line[1] < day.top and day.middle == pytest.approx(title.middle, abs=1)


def test_the_partys_body_has_a_star_below_and_no_line(page):
    rule, seen = page
    if rule.head == "party":
        superior, issuer = map(seen.find, HEADS[rule.id][1])
        star, number = seen.find("*"), seen.find("Số")
        assert superior.base < issuer.base < star.base < number.base
        assert max(issuer.right, number.right) < WIDTH / 2
        assert [line.middle for line in (superior, star)] == pytest.approx([issuer.middle] * 2, abs=1)
        assert seen.below(issuer) is None


def test_the_nations_title_stands_right_with_a_line_as_long_as_its_motto(page):
    rule, seen = page
    if rule.head != "state":
        assert not seen.has(NATION) and not seen.has(MOTTO)
        return
    nation, motto = seen.find(NATION), seen.find(MOTTO)
    assert nation.left > WIDTH / 2 - 15 * MM and nation.base < motto.base
    assert motto.middle == pytest.approx(nation.middle, abs=1)
    line = seen.below(motto)
    assert line[2] - line[0] == pytest.approx(motto.right - motto.left, abs=1.5)


def test_the_states_body_has_a_line_of_a_third_to_a_half_of_its_name(page):
    rule, seen = page
    if rule.head == "party":
        return
    superior, issuer = map(seen.find, HEADS[rule.id][1])
    line, long = seen.below(issuer), issuer.right - issuer.left
    assert superior.base < issuer.base and long / 3 <= line[2] - line[0] <= long / 2
    assert (line[0] + line[2]) / 2 == pytest.approx(issuer.middle, abs=1)
    assert seen.find("Số").base == pytest.approx(seen.find("Hà Tĩnh,").base, abs=0.1)


def test_without_a_head_the_names_stand_in_the_middle(page):
    rule, seen = page
    middle = (rule.margins.left + 210 - rule.margins.right) / 2 * MM
    for name in HEADS[rule.id][1]:
        assert (seen.find(name).middle == pytest.approx(middle, abs=1)) == (rule.head == "none")


@pytest.mark.parametrize("rule", HEADS)
def test_the_second_page_turns_its_margins_and_has_its_number_above(rule):
    _, second = pages_of(printed(course_of(rule))[0])
    margins = choose(HEADS[rule][0], None, rule).margins
    assert min(line[0] for line in second.rules) == pytest.approx(margins.right * MM, abs=1)
    number = second.find("Trang 2/2")
    assert 8 * MM < number.top < number.base < margins.top * MM
    assert number.middle == pytest.approx((margins.right + 210 - margins.left) / 2 * MM, abs=1)


LONG = ["ĐẢNG ỦY CÁC CƠ QUAN ĐẢNG TỈNH HÀ TĨNH", "ĐẢNG ỦY CƠ QUAN ỦY BAN MẶT TRẬN TỔ QUỐC VIỆT NAM TỈNH HÀ TĨNH"]


@pytest.mark.parametrize("rule", ["hd-36-2018", "nd-30-2020"])
def test_long_names_break_between_words_into_lines_of_about_one_length(rule):
    seen = pages_of(printed(course_of(rule, LONG))[0])[0]
    top = seen.find("DANH SÁCH").top
    title = seen.find(PARTY if rule == "hd-36-2018" else NATION)
    lines = sorted((line for line in seen.texts if line.base < top and line.right < title.left), key=lambda at: at.base)
    lines = [line for line in lines if line.text != "*"]
    assert " ".join(line.text for line in lines) == " ".join(LONG) and len(lines) >= 4
    for name in LONG:
        own = [line for line in lines if line.text in name]
        assert max(line.right - line.left for line in own) < 1.6 * min(line.right - line.left for line in own)
    assert all(below.base - above.base >= above.size * 1.2 for above, below in pairwise(lines))
    assert not any(line.text.endswith(" ỦY") for line in lines), "a compound stays on one line"


HOSTILE = ["R&D <5 % CỦA “TỔ” \"A\" & 'B' {x} \\n", "BAN &amp; <b>ĐẬM</b>", "D\u00c2N V\u00c2\u0323N"]


@pytest.mark.parametrize("rule", HEADS)
def test_hostile_letters_come_out_letter_for_letter(rule, heard):
    event = {"name": "Họp <b>R&D</b> & “dân vận” 5 %", "venue": "Nhà <a> & {b}"}
    data, _ = printed(course_of(rule, HOSTILE, event=event, dateline="Xã <Mẫu> & Co, ngày 1"))
    said = [text for _, text in heard(data)]
    wanted = [normal(name).upper() for name in HOSTILE]
    wanted += [event["name"], "Xã <Mẫu> & Co, ngày 1", f"Địa điểm: {event['venue']}"]
    assert [words for words in wanted if words not in said] == []


@pytest.mark.parametrize("rule", HEADS)
def test_a_name_wider_than_its_column_stays_on_the_page(rule):
    data, _ = printed(course_of(rule, ["X" * 90, "ỦY BAN " + "Ộ" * 60]))
    seen = pages_of(data)[0]
    assert all(line.left > 29 * MM and line.right < 196 * MM for line in seen.texts)


@pytest.mark.parametrize("rule", HEADS)
def test_a_course_without_names_still_has_a_page(rule):
    seen = pages_of(printed(course_of(rule, []))[0])[0]
    assert seen.has("DANH SÁCH") and seen.has("Hà Tĩnh") and not any(line.text == "*" for line in seen.texts)


def test_what_nobody_says_is_dots_to_write_on_and_told_to_those_who_hear(elements):
    course = Course.model_validate({"id": "thu", "title": "Lớp", "head": "state", "organisation": ["UBND XÃ MẪU"]})
    data, _ = printed(course)
    found = elements(data)
    assert sum(kind == "Figure" for kind, _ in found) == 4 + 5 + 1 + 1  # place and day, time, place, count of signers
    said = [normal(text) for _, text in found if "tháng" in text]
    assert said == [", ngày tháng năm", "Thời gian: giờ , ngày tháng năm"]


def test_a_line_with_places_to_write_goes_on_in_the_next_one():
    event = {"name": "Hội nghị", "on": "05/02/2018", "until": "06/02/2018"}
    seen = pages_of(printed(course_of("nd-30-2020", event=event))[0])[0]
    lines = [line for line in seen.texts if seen.find("Thời gian").base <= line.base < seen.find("Địa điểm").base - 1]
    assert len({round(line.base) for line in lines}) == 2 and max(line.right for line in lines) <= 195 * MM + 0.5
    said = normal(" ".join(line.text for line in sorted(lines, key=lambda line: (round(line.base), line.left))))
    assert said == "Thời gian: giờ , ngày 05 tháng 02 năm 2018 đến ngày 06 tháng 02 năm 2018"
