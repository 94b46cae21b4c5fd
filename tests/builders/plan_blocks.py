"""What a person should hear of each kind of block that is more than its letters; see `plan_reading`."""

from plan_reading import DOT, Hearing, letters

from course import items as kinds
from course.items import LETTERS, STATEMENTS
from course.text import plain
from plan.chance import out_of_order
from plan.phrases import by_source, clock, number_answer, paragraphs_of, remarks_on, short_date
from plan.resolve import note_of

CARD = ("problem", "how", "figures", "viewpoint", "lesson")


def joined(*parts):
    """The parts that say something, with a dot between."""
    return DOT.join(filter(None, parts))


class Blocks(Hearing):
    """The blocks of a document; `sources` by id."""

    sources = None

    def labelled(self, text):
        """A label and the place to write what it asks for."""
        self.add("P", text)
        self.blank()

    def check(self, node, is_first):
        """A question, which says where its answer is."""
        if is_first or node.title:
            self.add("P", node.title or self.say("words.self-check"))
        number = self.say("words.question-number", number=node.number)
        self.add("P", f"{number}. {letters(node.item.stem)}", mark=f"check-{node.number}")
        self.add("P", self.say("handout.answers.on", page="{page}"), to=f"answer-{node.number}")
        match node.item:
            case kinds.Single():
                self.lettered(option.text for option in node.item.options)
            case kinds.Multiple():
                if "Chọn tất cả các" not in letters(node.item.stem):
                    self.add("P", self.say("document.check.many"))
                self.lettered(option.text for option in node.item.options)
            case kinds.Cluster():
                self.add("P", self.say("document.check.cluster"))
                head = [self.say(f"{key}") for key in ("document.check.statement", "words.true-letter",
                                                       "words.false-letter")]  # fmt: skip
                tick = [("Figure", self.say("ear.tick"), ())]
                self.table(head, [
                    [[("TD", f"{letter}) {statement.text}", ())], tick, tick]
                    for letter, statement in zip(STATEMENTS, node.item.statements, strict=False)
                ])  # fmt: skip
            case kinds.NumberItem():
                unit = f"({node.item.unit})" if node.item.unit else ""
                self.labelled(f"{self.say('document.check.answer')} {unit}")
            case kinds.Written():
                self.blank()
            case kinds.Ordering():
                self.add("P", self.say("document.check.order"))
                steps = zip(LETTERS, out_of_order(node.item.sequence), strict=False)
                self.unnumbered(f"{letter}. {step}" for letter, step in steps)
            case kinds.Matching():
                self.add("P", self.say("document.check.match"))
                self.unnumbered(f"{number}. {pair.left}" for number, pair in enumerate(node.item.pairs, 1))
                self.lettered(out_of_order(tuple(pair.right for pair in node.item.pairs)))

    def lettered(self, texts):
        for letter, text in zip(LETTERS, texts, strict=False):
            self.add("Lbl", letter)
            self.add("LBody", letters(text))

    def unnumbered(self, texts):
        """Items with a place to write a number or a letter in."""
        for text in texts:
            self.add("Lbl", self.say("ear.fill"))
            self.add("LBody", letters(text))

    def answer(self, item):
        """The right answer in one line."""
        return "; ".join(self.answers(item))

    def answers(self, item):
        """The right answer in letters and words, part by part."""
        match item:
            case kinds.Single() | kinds.Multiple():
                pairs = zip(LETTERS, item.options, strict=False)
                return [f"{letter}. {option.text}" for letter, option in pairs if option.key]
            case kinds.Cluster():
                names = (self.say("words.false-letter"), self.say("words.true-letter"))
                pairs = zip(STATEMENTS, item.statements, strict=False)
                return [", ".join(f"{letter}) {names[statement.answer]}" for letter, statement in pairs)]
            case kinds.NumberItem():
                return [number_answer(item)]
            case kinds.Written():
                return [letters(item.guide or ())]
            case kinds.Ordering():
                shown = out_of_order(item.sequence)
                return [f"{LETTERS[shown.index(step)]}. {step}" for step in item.sequence]
            case kinds.Matching():
                rights = out_of_order(tuple(pair.right for pair in item.pairs))
                named = {right: LETTERS[at] for at, right in reversed(list(enumerate(rights)))}
                return [f"{at}: {named[pair.right]}. {pair.right}" for at, pair in enumerate(item.pairs, 1)]

    def viewpoint(self, node):
        point = node.viewpoint
        name = self.say("words.viewpoint-number", number=point.number)
        self.add("P", joined(name, self.say("words.short-name-ours")), mark=f"viewpoint-{point.id}")
        self.add("H", point.short)
        self.add("P", self.say("words.exact"))
        self.add("P", self.quoted(point.words), node.notes)
        if point.clauses and not point.points:
            self.add("P", self.say("document.clauses"))
            self.points(point.clauses, ordered=True)
        if point.points:
            self.add("P", self.say("words.points"))
            self.points(point.points)
        self.add("P", self.say("words.apply"))
        own = [self.say(f"document.apply.{name}") for name in ("first", "second")]
        for prompt in [letters(prompt) for prompt in point.apply] or own:
            self.labelled(prompt)

    def overview(self, node, has_pages=True):
        """All viewpoints; where each has its page when the whole document stands around them."""
        self.add("P", self.say("words.short-name-ours") + ".", node.notes)
        opened, closed = self.say("words.quote-open"), self.say("words.quote-close")
        for point, _ in node.viewpoints:
            self.add("H", f"{point.number} {point.short}")
            if has_pages:
                self.add("P", self.say("handout.viewpoint.on", page="{page}"), to=f"viewpoint-{point.id}")
            self.add("P", opened + point.words + closed)
            self.labelled(self.say("document.example"))

    def tasks(self, node, said):
        """`said` is the heading that stands above."""
        group = node.group
        titles = [title for title in dict.fromkeys((node.title, group.title)) if title and title != said][:2]
        lines = [("H" if at == 0 else "P", title) for at, title in enumerate(titles)]
        lines += [("P", letters(line)) for line in (group.speaker, group.intro) if line]
        for at, (kind, line) in enumerate(lines or [("H", group.title)]):
            self.add(kind, line, node.notes if at == 0 else ())
        head = [self.say(f"words.{word}") for word in ("number", "what", "who", "when", "source")]
        cited = {note.source.id for _, notes in node.tasks for note in notes}
        alone = len(cited) == 1 and cited == {note.source.id for note in node.notes}
        self.table(head, [self.task(task, notes, alone) for task, notes in node.tasks], numbered=True)

    def task(self, task, notes, alone):
        """A row; where all tasks rest on the source of the heading, the paragraph alone."""
        what = [("TD", task.what, ())] + ([("TD", letters(task.note), ())] if task.note else [])
        when = task.when or (task.valid_until and short_date(task.valid_until))
        found = by_source(notes)
        bare = alone and len(found) == 1 and not remarks_on(found[0], self.look)
        places = (bare and paragraphs_of(found[0].paragraphs, self.look)) or self.cited(notes)
        return [[("TD", str(task.number), ())], what, self.td(task.who), self.td(when), [("TD", places, ())]]

    def model(self, node):
        model = node.model
        said = [] if node.approved else [self.say("words.not-approved")]
        said += [] if model.named_by_source else [self.say("words.not-named")]
        self.add("H", model.name, node.notes)
        if said:
            self.add("P", ". ".join(said))
        if model.picture:
            self.add("Figure", model.picture_alt or model.name)
        place = joined_by(", ", model.where, node.place and node.place.name,
                          node.place_now and self.say("words.now", name=node.place_now))  # fmt: skip
        field = joined_by("; ", node.field_name, model.field_note)
        for name, value in (("unit", model.unit), ("place", place), ("field", field), ("period", model.period),
                            ("problem", model.problem)):  # fmt: skip
            self.field(name, value)
        self.field("how", None if model.how else "")
        self.points(model.how)
        self.field("figures", None if model.figures else "")
        self.figures(node)
        self.field("result", model.result)
        self.field("lesson", model.lesson)
        told = [plain(note) for note in (model.note, node.place and node.place.note) if note]
        if told:
            self.field("note", " ".join(told))

    def field(self, name, value):
        """A label and its cell; the cell follows where the value is None."""
        self.add("TH", self.say(f"words.model.{name}"))
        if value is not None or name not in ("how", "figures"):
            self.cell(self.td(value))

    def figures(self, node):
        """Numbers of a case; one from elsewhere has its own note."""
        known = {note.source.id for note in node.notes}
        for figure in node.model.figures:
            own = figure.cite is not None and figure.cite.source not in known
            self.add("Lbl", "\u2022")
            self.add("LBody", f"{figure.value}: {figure.what}",
                     (note_of(figure.cite, self.sources),) if own else ())  # fmt: skip

    def card(self, node):
        self.add("H", node.heading)
        for key in ("words.model.name", "document.card.unit", "document.card.place"):
            self.labelled(self.say(key) + ":")
        self.ticks(node.fields)
        self.labelled(self.say("document.card.period") + ":")
        for name in CARD:
            self.labelled(self.say(f"document.card.{name}"))
        self.labelled(self.say("document.card.person") + ":")

    def ticks(self, fields):
        """Fields of work, each after a box to tick."""
        if fields:
            self.add("P", self.say("words.model.field"))
        for name in fields:
            self.add("Figure", self.say("ear.tick"))
            self.add("P", name)

    def bodies(self, node):
        head = [self.say(key) for key in ("words.name-then", "document.bodies.period", "document.bodies.now")]
        rows = []
        for body, now, notes in node.bodies:
            named = [body.name, body.short]
            today = [now, letters(body.note or ()), f"({self.cited(notes)})" if notes else None]
            rows.append([[("TD", text, ()) for text in filter(None, parts)] or [("TD", "\u2013", ())]
                         for parts in (named, [self.period(body)], today)])  # fmt: skip
        self.table(head, rows)

    def period(self, body):
        start, end = (day and short_date(day) for day in (body.valid_from, body.valid_until))
        name = "both" if start and end else "from" if start else "until"
        return self.say(f"document.period.{name}", start=start, end=end) if start or end else ""

    def activity(self, node):
        self.add("H", node.heading)
        self.add("P", joined(self.say(f"words.activity.{node.kind}"), self.minutes(node.minutes), node.grouping))
        for prompt in node.prompts:
            self.add("P", letters(prompt))
            if node.lines:
                self.blank()
        if node.lines and not node.prompts:
            self.blank()

    def agenda(self, node):
        self.add("H", node.heading)
        head = [self.say(f"words.agenda.{word}") for word in ("hour", "lesson", "minutes")]
        rows = [(clock(row.starts), row.title, self.minutes(row.minutes)) for row in node.rows]
        self.table(head, [[self.td(value) for value in row] for row in rows])


def joined_by(between, *parts):
    """The parts that say something."""
    return between.join(filter(None, parts))
