"""Rules of official heads: each number says where it comes from, and a day finds its rules."""

from datetime import date
from pathlib import Path

import pytest

from assets.official import LEAST_ROW, PARTS, choose, lists, rules_for

RULES = [rule for head in ("party", "state", "none") for rule in rules_for(head)]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_size_lies_in_the_range_that_its_rule_leaves_open_and_names_its_clause(rule):
    lines = {part: getattr(rule, part) for part in PARTS} | {line.say: line for line in rule.right}
    assert all(line.clause for line in lines.values()) and rule.margins.clause and rule.name and rule.source
    odd = {name: line.size for name, line in lines.items() if line.of and not line.of[0] <= line.size <= line.of[1]}
    assert odd == {}
    assert min(line.size for line in lines.values()) >= 12


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_what_no_rule_says_is_not_called_a_rule(rule):
    clauses = {getattr(rule, part).clause for part in PARTS} | {rule.margins.clause}
    if rule.certainty == "ours":
        assert clauses == {"ours"}
    if rule.certainty == "secondary":
        assert clauses == {"ours", "reported"} and not rule.is_sure


def test_ids_are_unique_and_no_two_rules_of_a_head_begin_on_one_day():
    assert len({rule.id for rule in RULES}) == len(RULES)
    assert len({(rule.head, rule.valid_from) for rule in RULES}) == len(RULES)


@pytest.mark.parametrize(("day", "found"), [
    (date(2026, 5, 27), "hd-05-2026"), (date(2026, 5, 26), "hd-36-2018"), (date(2018, 4, 3), "hd-36-2018"),
    (date(1999, 1, 1), "hd-36-2018"), (date(2040, 1, 1), "hd-05-2026"), (None, "hd-05-2026"),
])  # fmt: skip
def test_a_day_finds_the_rules_that_were_in_force(day, found):
    assert choose("party", day).id == found


def test_a_named_set_comes_before_the_day():
    assert choose("party", date(2026, 11, 1), "hd-36-2018").id == "hd-36-2018"


def test_a_set_of_another_head_or_an_unknown_head_is_not_found():
    with pytest.raises(KeyError, match="nd-30-2020"):
        choose("party", None, "nd-30-2020")
    with pytest.raises(KeyError, match="front"):
        rules_for("front")


def test_the_new_guide_has_the_margins_and_size_that_are_reported_of_it():
    rule = choose("party", None, "hd-05-2026")
    margins = rule.margins
    assert (margins.top, margins.bottom, margins.left, margins.right, rule.text.size) == (20, 20, 30, 15, 14)


def test_rows_are_high_enough_to_sign_in_and_columns_have_no_telephone():
    assert lists().row >= LEAST_ROW
    for columns in lists().columns.values():
        assert columns[0].name == "number" and columns[-1].name == "signature"
        assert "phone" not in {column.name for column in columns}


def test_the_page_for_people_tells_every_set_with_its_head_its_day_and_its_margins():
    page = (Path(__file__).parents[2] / "docs" / "giay-to-hanh-chinh.md").read_text(encoding="utf-8")
    for rule in RULES:
        row = next(line for line in page.splitlines() if line.startswith(f"| `{rule.id}` | `{rule.head}` |"))
        day, margins = rule.valid_from, rule.margins
        first = f"{day:%d}/{day.month}/{day.year}" if rule.head != "none" else ""
        sides = f"{margins.top}, {margins.bottom}, {margins.left}, {margins.right}"
        cells = [cell.strip() for cell in row.strip("|").split("|")]
        assert (cells[1], cells[2], cells[4], cells[5]) == (f"`{rule.head}`", first, sides, f"{rule.text.size}")
