"""All files of a sitting by name: papers for the printer, keys for the jury, records for the reader, people apart.

Large files come in pieces, made while they are written. What lies below `private/` names people or opens codes.
"""

import gc
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from assets import compounds
from assets.look import Look
from builders import answer_key, answer_sheet, booklet, explained_key, stencil
from builders.exam_print_list import print_list
from builders.exam_private import keys_by_copy, keys_by_item, roster_text
from builders.exam_shards import BOOKLETS, MOST, SHEETS, Batch, Pieces, Shard, pieces, shards
from builders.matrix import matrix_pdf
from builders.quiz_head import Heading
from builders.quiz_type import Setter
from builders.sign_in import sign_in
from builders.tables_book import matrix_book, results_book
from plan.exam import Exam
from plan.exam_record import record
from plan.form import Form
from plan.matrix import plan_matrix
from plan.official import KIND, NUMBER, blank, plan_head, said_day
from plan.sheet import layout
from plan.sign_in import SignList
from plan.sitting import copies

Content = bytes | Iterable[bytes]
LISTED = 500  # people of one file to sign at most: more would have to be held in memory at once
PRINT_LIST = "print-list.txt"


class Papers:
    """The files of one sitting. `pages` fills while they are made; a file of pieces has its pages when it ended."""

    def __init__(self, exam: Exam, look: Look) -> None:
        self.exam, self.own, self.look = exam, look, look.mono()
        course = exam.course
        self.heading = Heading(course.id, course.title, course.organisation, course.head)
        self.words = compounds() | frozenset(course.compounds)
        self.text, self.head = Setter(self.look, "text", self.words), Setter(self.look, "head", self.words)
        self.pages: dict[str, int] = {}
        self.shards = tuple(self._shards())

    def files(self, make: Callable[[Shard], Pieces] = pieces) -> dict[str, Content]:
        """Everything but the secret of the codes, which whoever drew it puts beside. `make` knows who makes a shard."""
        exam = self.exam
        made: dict[str, Content] = {
            "exam.json": (piece.encode() for piece in self._record()),
            "layout.json": (json.dumps(layout(exam.sheet), ensure_ascii=False, indent=1) + "\n").encode(),
            "key-explained.pdf": self._explained(),
            **self._matrix(),
            "private/keys.json": (keys_by_item(exam.sitting) + "\n").encode(),
        }
        made |= {shard.name: self._made(shard, make) for shard in self.shards}
        made |= {"answer-sheet.pdf": self._blank()} if exam.has_blank_sheets else {}
        made |= self._personal() if exam.is_personal else dict(self._forms())
        if exam.sitting.people:
            made["private/roster.json"] = (piece.encode() for piece in roster_text(exam.sitting))
        made |= {name: self._signed(name, lists) for name, lists in self._lists()}
        made |= dict(self._results())
        return made | {PRINT_LIST: self._print_list()}

    def print_list(self) -> list[str]:
        """What to print how often, a line to a file."""
        say, exam, pages = self.look.say, self.exam, self.pages
        if exam.is_personal:
            lines = [say("exam-cli.print.booklets", name=shard.name, copies=shard.count, pages=pages[shard.name],
                         sheets=pages[shard.name] // 2) for shard in self._of(BOOKLETS)]  # fmt: skip
        else:
            lines = [self._share(code, count, pages[f"booklet-{code}.pdf"]) for code, count in exam.shares()]
        if exam.has_blank_sheets:
            return [*lines, say("exam-cli.print.blank", count=exam.papers, sheets=exam.papers * exam.sheet.pages)]
        return lines + [say("exam-cli.print.sheets", name=shard.name, count=shard.count,
                            sheets=shard.count * exam.sheet.pages) for shard in self._of(SHEETS)]  # fmt: skip

    def paper(self) -> int:
        """Sheets of A4 for all of it, lists to sign aside."""
        exam, pages = self.exam, self.pages
        if exam.is_personal:
            booklets = sum(pages[shard.name] // 2 for shard in self._of(BOOKLETS))
        else:
            booklets = sum(count * -(-pages[f"booklet-{code}.pdf"] // 2) for code, count in exam.shares())
        return booklets + exam.papers * exam.sheet.pages

    def _share(self, code: str, count: int, pages: int) -> str:
        sheets = -(-pages // 2)
        return self.look.say("exam-cli.print.form", code=code, count=count, pages=pages, sheets=count * sheets)

    def _record(self) -> Iterator[str]:
        exam = self.exam
        return record(exam.sitting, exam.about, () if exam.has_blank_sheets else copies(exam.sitting))

    def _personal(self) -> Mapping[str, Content]:
        """The keys of all copies, as many to a table as to a file of papers."""
        return {f"private/keys-by-copy{part}.xlsx": self._keys(first, last) for part, first, last in self._parts()}

    def _keys(self, first: int, last: int) -> Iterator[bytes]:
        yield keys_by_copy(self.exam.sitting, self.look, first, last)

    def _parts(self) -> Iterator[tuple[str, int, int]]:
        """(mark behind a table's name, first and last copy) for tables of so many copies."""
        count = self.exam.papers
        starts = range(1, count + 1, MOST)
        for at, first in enumerate(starts, 1):
            mark = "" if len(starts) == 1 else f"-{at:0{len(str(len(starts)))}}"
            yield mark, first, min(first + MOST - 1, count)

    def _shards(self) -> Iterator[Shard]:
        """The files of so many copies each, in the order of their names."""
        batch = Batch(self.exam.sitting, self.exam.sheet, self.heading, self.look, self.words)
        if self.exam.is_personal:
            yield from shards(batch, BOOKLETS)
        if not self.exam.has_blank_sheets:
            yield from shards(batch, SHEETS)

    def _of(self, kind: str) -> Iterator[Shard]:
        return (shard for shard in self.shards if shard.kind == kind)

    def _made(self, shard: Shard, make: Callable[[Shard], Pieces]) -> Iterator[bytes]:
        self.pages[shard.name] = yield from make(shard)

    def _blank(self) -> bytes:
        quiz = self.exam.quiz
        self.pages["answer-sheet.pdf"] = self.exam.sheet.pages
        return answer_sheet.build(self.exam.sheet, self.heading, quiz.blueprint, quiz.blueprint.total, self.look)

    def _forms(self) -> Iterator[tuple[str, bytes]]:
        """Booklets, the jury's key, stencils."""
        quiz = self.exam.quiz
        for form, made in zip(quiz.forms, self._masters(), strict=True):
            self.pages[f"booklet-{form.code}.pdf"] = made.pages
            yield f"booklet-{form.code}.pdf", made.data
        mark = self.exam.sitting.id
        key = answer_key.build(quiz, self.heading, self.look, self.head, 0, self.print_list(), mark)
        self.pages["key.pdf"] = key.pages
        yield "key.pdf", key.data
        yield from ((f"stencil-{form.code}.pdf", self._stencil(form, mark)) for form in quiz.forms)

    def _masters(self) -> Sequence[booklet.Booklet]:
        quiz = self.exam.quiz
        return booklet.build(quiz.forms, self.heading, quiz.blueprint, self.look, self.text, self.exam.sitting.id)

    def _stencil(self, form: Form, mark: str) -> bytes:
        exam = self.exam
        self.pages[f"stencil-{form.code}.pdf"] = exam.sheet.pages
        return stencil.build(exam.sheet, form, exam.quiz.keys[form.code], self.heading, self.look, mark)

    def _explained(self) -> bytes:
        exam = self.exam
        made = explained_key.build(exam.quiz, exam.course, self.heading, self.look, self.text, exam.sitting.id)
        self.pages["key-explained.pdf"] = made.pages
        return made.data

    def _matrix(self) -> Mapping[str, Content]:
        """The paper as a table, for those who approve it. With a draw for each form, of the first form's items."""
        exam, quiz = self.exam, self.exam.quiz
        asked = {each.question.id for each in quiz.forms[0].questions} if quiz.forms else None
        items = [item for item in quiz.items if asked is None or item.id in asked]
        table = plan_matrix(exam.course, quiz.blueprint, items)
        head = replace(plan_head(exam.course, self.own), dateline=self._dateline())
        data, self.pages["matrix.pdf"] = matrix_pdf(table, quiz.blueprint, head, self.own, self.words)
        return {"matrix.pdf": data, "matrix.xlsx": matrix_book(table, self.own)}

    def _results(self) -> Iterator[tuple[str, Content]]:
        """Tables to type the marks into, as many copies to each as to a file of papers."""
        yield from ((f"results{part}.xlsx", self._marks(first, last)) for part, first, last in self._parts())

    def _marks(self, first: int, last: int) -> Iterator[bytes]:
        yield results_book(self.exam.sitting, self.own, first, last, blank=self.exam.has_blank_sheets)

    def _print_list(self) -> Iterator[bytes]:
        """For whoever stands at the copier; with a mark by which Notepad knows its letters. Last of all files: it says
        how many pages the others have."""
        lines = print_list(self.exam, self.print_list(), self.paper(), self.pages, self.look)
        yield ("\ufeff" + "\r\n".join(lines) + "\r\n").encode()

    # lists to sign

    def _lists(self) -> Iterator[tuple[str, list[SignList]]]:
        """Files and their lists, room by room; several files only where one would be too large."""
        parts: list[list[SignList]] = [[]]
        for made in self._rooms():
            if parts[-1] and sum(len(each.rows) for each in (*parts[-1], made)) > LISTED:
                parts.append([])
            parts[-1].append(made)
        digits = len(str(len(parts)))
        for at, lists in enumerate(parts, 1):
            yield ("sign-in.pdf" if len(parts) == 1 else f"sign-in-{at:0{digits}}.pdf"), lists

    def _rooms(self) -> Iterator[SignList]:
        """A list for each room of each session; a crowd is cut."""
        say, sitting = self.look.say, self.exam.sitting
        wanted = SignList(
            say("exam-cli.sign-in.title"), (self.exam.quiz.blueprint.title,), columns="exam",
            signers=(say("exam-cli.sign-in.first"), say("exam-cli.sign-in.second")), without=self._unknown(),
        )  # fmt: skip
        if not sitting.people:
            least, count = min(self.exam.about.expected, LISTED), say("exam-cli.sign-in.blank", blank=blank(NUMBER * 2))
            yield replace(wanted, facts=self._facts("", ""), least=least, count=count)
        numbered = enumerate(sitting.people, 1)
        for (session, room), inside in groupby(numbered, lambda each: (each[1].session, each[1].room)):
            rows = [{"number": str(number), "candidate": person.number, "name": person.name, "birthday": person.born,
                     "unit": person.unit} for number, person in inside]  # fmt: skip
            for at in range(0, len(rows), LISTED):
                part = rows[at : at + LISTED]
                count = say("exam-cli.sign-in.count", count=len(part), blank=blank(NUMBER * 2))
                yield replace(wanted, facts=self._facts(session, room), rows=part, count=count)

    def _unknown(self) -> frozenset[str]:
        """Columns that stand empty for everybody; of people who are not known yet nothing is left out."""
        known = {"candidate": "number", "birthday": "born", "unit": "unit"}
        people = self.exam.sitting.people
        return frozenset(column for column, field in known.items()
                         if people and not any(getattr(person, field) for person in people))  # fmt: skip

    def _dateline(self) -> str:
        """Place and day to fill in: those of the sitting are not those of the conference."""
        return self.own.say("official.dateline", place=blank(KIND), day=said_day(self.own, None))

    def _facts(self, session: str, room: str) -> tuple[tuple[str, str], ...]:
        say = self.look.say
        said = ((say("exam-cli.sign-in.session"), session),) if session else ()
        return (*said, (say("exam-cli.sign-in.room"), room))

    def _signed(self, name: str, lists: Sequence[SignList]) -> Iterator[bytes]:
        head = replace(plan_head(self.exam.course, self.own), dateline=self._dateline())
        data, self.pages[name] = sign_in(lists, head, self.own, self.exam.quiz.blueprint.title, self.words)
        yield data
        if name != "sign-in.pdf":
            gc.collect()  # what a file was laid out with refers to itself; ten thousand people would fill the memory
