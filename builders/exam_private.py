"""What of a sitting its owner alone may read: who sat where, and what is right."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from io import BytesIO
from typing import Any

import xlsxwriter

from assets.look import Look
from builders.answer_key import answer_text
from builders.tables_book import AS_TYPED, MADE
from course.items import LETTERS, Item, NumberItem
from plan.form import Answer, Form, FormQuestion, key_of, question_of
from plan.phrases import decimal_text
from plan.sitting import Sitting, copies, number_text

TOGETHER = 200  # rows of one piece of text


def roster_text(sitting: Sitting) -> Iterator[str]:
    """JSON in pieces: the people by the number of their copy; the only file that knows names by copy."""
    yield json.dumps({"format": "taphuan-roster/1", "exam": sitting.id}, separators=(",", ":"))[:-1] + ',"people":[\n'
    rows = [_person(number, asdict(person)) for number, person in enumerate(sitting.people, 1)]
    for at in range(0, len(rows), TOGETHER):
        yield (",\n" if at else "") + ",\n".join(rows[at : at + TOGETHER])
    yield "\n]}\n"


def _person(copy: int, fields: dict[str, Any]) -> str:
    known = {name: value for name, value in fields.items() if value}
    return json.dumps({"copy": copy, **known}, ensure_ascii=False, separators=(",", ":"))


def keys_by_item(sitting: Sitting) -> str:
    """JSON: what is right by item, in letters as the author wrote them; with `exam.json` the key of every copy."""
    keys = [_key(item) for item in sitting.items]
    return json.dumps({"format": "taphuan-keys/1", "exam": sitting.id, "keys": keys}, ensure_ascii=False, indent=1)


def _key(item: Item) -> dict[str, Any]:
    (answer,) = key_of(Form("", (_as_written(item),)), (item,))
    key: dict[str, Any] = {"item": item.id}
    if answer.right:
        key["right"] = "".join(LETTERS[at] for at in answer.right)
    if answer.truths:
        key["truths"] = list(answer.truths)
    if isinstance(item, NumberItem):
        key["value"] = answer.value
        key["tolerance"] = decimal_text(item.tolerance) if item.tolerance is not None else "0"
    return key


def _as_written(item: Item) -> FormQuestion:
    asked = question_of(item)
    return FormQuestion(1, asked, tuple(range(len(asked.options))))


def keys_by_copy(sitting: Sitting, look: Look, first: int, last: int) -> bytes:
    """A table for Excel, to mark by hand: a copy to a row, a question to a column. All cells are text: a spreadsheet
    takes `01-2` for a day otherwise."""
    data, texts = BytesIO(), _Texts(sitting, look)
    say, digits = look.say, len(str(sitting.count))
    numbers = range(1, len(sitting.items) + 1)
    heads = [say("exam-cli.keys.copy"), *(say("words.question-number", number=number) for number in numbers)]
    with xlsxwriter.Workbook(data, AS_TYPED) as book:
        book.set_properties({"title": say("exam-cli.keys.copy"), "author": "taphuan", "created": MADE})
        text, bold = book.add_format({"num_format": "@"}), book.add_format({"num_format": "@", "bold": True})
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, heads, bold)
        for row, copy in enumerate(copies(sitting, first, last), 1):
            cells = (number_text(copy.number, digits), *map(texts.of, copy.form.questions))
            sheet.write_row(row, 0, cells, text)
        sheet.freeze_panes(1, 1)
    return data.getvalue()


class _Texts:
    """What is right for a question in an order, worked out once."""

    def __init__(self, sitting: Sitting, look: Look) -> None:
        self.items = {item.id: item for item in sitting.items}
        self.look = look
        self.known: dict[tuple[str, tuple[int, ...]], str] = {}

    def of(self, each: FormQuestion) -> str:
        """As in the jury's key."""
        known = each.question.id, each.order
        if known not in self.known:
            answer: Answer = key_of(Form("", (each,)), (self.items[each.question.id],))[0]
            self.known[known] = answer_text(answer, self.look)
        return self.known[known]
