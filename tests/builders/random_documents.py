"""Documents such as nobody would write and somebody might: every kind of node, in any order, of any length.

`document(seed)` is always the same. Each text begins and ends with a word of its own, such as `x17a … x17z`, so that a
reader of the file sees whether it came out whole.
"""

import random
from dataclasses import replace

from course.items import Cluster, Matching, Multiple, NumberItem, Ordering, Single, Written
from course.parties import Organisation, Place
from course.sources import CitationParts, Conflict, Fact, Source
from course.taught import ExemplarModel, Objective, Task, TaskGroup, Term, Viewpoint
from course.text import Para, Points, Span
from plan import nodes

WORDS = (
    "Nhân dân", "công tác dân vận", "Hà Tĩnh", "phát huy", "quy chế dân chủ ở cơ sở", "R&D", "x<y", "</b>", "100 %",
    "(theo “Dân vận”)", "\"khéo\"", "cấp ủy", "to\u0302\u0301t",
    "một", "là", "và", "nghe dân nói", "{tên}", "Ỷ", "tổ dân phố",
)  # fmt: skip
KINDS = (
    "text", "text", "text", "points", "quote", "table", "table", "callout", "check", "viewpoint", "viewpoints", "tasks",
    "model", "card", "bodies", "facts", "conflict", "activity", "pause", "agenda", "speaker",
)  # fmt: skip


class Texts:
    """Makes texts; `marked` ones begin and end with words of their own."""

    def __init__(self, seed):
        self.chance, self.count = random.Random(seed), 0

    def __call__(self, usual=20, marked=True):
        """A text of about so many words; now and then one word, a very long one, or a great many."""
        chance = self.chance
        number = max(1, int(chance.expovariate(1 / usual)))
        if chance.random() < 0.02:
            number = usual * 10
        words = [chance.choice(WORDS) for _ in range(number)]
        if chance.random() < 0.01:
            words.append("dânvận" * chance.choice((20, 100, 800)))
        if not marked:
            return " ".join(words)
        self.count += 1
        return " ".join((f"x{self.count}a", *words, f"x{self.count}z"))

    def spans(self, usual=20):
        """The same in spans, some bold, italic or leading somewhere."""
        kinds = ({}, {}, {"bold": True}, {"italic": True}, {"link": "https://vi.du/?a=1&b=2"})
        parts = [
            Span(self(usual), **self.chance.choice(kinds)) for _ in range(self.chance.choice((1, 1, 1, 3)))
        ]
        return tuple(span for part in parts for span in (part, Span(" ")))[:-1]

    def some(self, least, most, usual=8):
        """Several texts."""
        return tuple(self(usual) for _ in range(self.chance.randint(least, most)))

    def maybe(self, usual=5):
        """A text or none."""
        return self(usual) if self.chance.random() < 0.6 else None


class Maker:
    """Nodes of every kind."""

    def __init__(self, seed):
        self.texts, self.number = Texts(seed), 0
        self.chance = self.texts.chance
        self.sources = tuple(
            Source(id=f"nguon-{at}", title=self.texts(6), publisher=self.texts(4), role="background" if at else "main",
                   url=self.chance.choice((None, "https://vi.du/nguon")))
            for at in range(self.chance.randint(1, 4))
        )  # fmt: skip

    def name(self):
        """An id never given before."""
        self.number += 1
        return f"ma-{self.number}"

    def notes(self):
        """None, one, or many; some quoted at length or doubted."""
        many = self.chance.choices((0, 1, 3, 15), (5, 6, 2, 0.3))[0]
        doubts = [self.texts(40, marked=False) if self.chance.random() < 0.1 else None for _ in range(many)]
        return tuple(
            nodes.Note(
                self.chance.choice(self.sources), self.chance.randint(1, 60), self.texts(30, marked=False), None, doubt
            )
            for doubt in doubts
        )

    def cite(self):
        """A citation, unresolved."""
        return CitationParts(source=self.chance.choice(self.sources).id, paragraph=self.chance.randint(1, 60))

    def node(self):
        """One of any kind."""
        made = getattr(self, self.chance.choice(KINDS))()
        title = (
            self.texts(6)
            if self.chance.random() < 0.3 and not isinstance(made, nodes.SpeakerNode | nodes.ConflictNode)
            else None
        )
        seldom = isinstance(made, nodes.PauseNode | nodes.ModelCardNode | nodes.AgendaNode | nodes.ActivityNode)
        titled = None if isinstance(made, nodes.ViewpointNode) else title
        notes = made.notes or (() if seldom else self.notes())
        return replace(made, title=titled, notes=notes, origin=self.chance.choice(("source", "background", "trainer")))

    def text(self):
        parts = [Para(self.texts.spans(self.chance.choice((10, 40, 120)))) for _ in range(self.chance.randint(1, 4))]
        return nodes.TextNode(tuple(parts))

    def points(self):
        long = self.chance.choice((8, 8, 25, 200))
        items = tuple(self.texts.spans(long) for _ in range(self.chance.randint(1, 9)))
        return nodes.TextNode((Points(items, self.chance.random() < 0.5),))

    def quote(self):
        return nodes.QuoteNode(self.texts(60), self.texts.maybe())

    def table(self):
        columns, rows = self.chance.randint(1, 6), self.chance.choice((0, 1, 2, 3, 5, 8, 12, 30, 80))
        usual = self.chance.choice((3, 3, 8, 30) if rows < 30 else (3, 5))
        cells = tuple(tuple(self.texts.maybe(usual) for _ in range(columns)) for _ in range(rows))
        return nodes.TableNode(self.texts(6), tuple(self.texts(2) for _ in range(columns)), cells)

    def callout(self):
        return nodes.CalloutNode(self.chance.choice(("note", "important", "example")), self.texts.spans(25))

    def check(self):
        self.number += 1
        return nodes.CheckNode(self.number, self.item())

    def item(self):
        """A practice item of any kind; the answer key repeats its texts."""
        stem, some = self.texts.spans(15), self.texts.some
        common = {"id": self.name(), "stem": stem}
        match self.chance.choice(("single", "multiple", "cluster", "number", "written", "ordering", "matching")):
            case "single" | "multiple" as kind:
                options = [
                    {"text": text, "key": not at} for at, text in enumerate(some(2, 8, self.chance.choice((2, 12))))
                ]
                return (Single if kind == "single" else Multiple)(**common, kind=kind, options=options)
            case "cluster":
                said = [{"text": text, "answer": self.chance.random() < 0.5} for text in some(2, 6)]
                return Cluster(**common, kind="cluster", statements=said)
            case "number":
                return NumberItem(**common, kind="number", answer="2,5", unit=self.texts.maybe(1))
            case "written":
                return Written(
                    **common, kind="written", guide=(Span(self.texts(20)),), lines=self.chance.randint(1, 40)
                )
            case "ordering":
                return Ordering(**common, kind="ordering", sequence=some(2, 10))
            case _:
                lefts = some(2, 8, 4)
                return Matching(
                    **common, kind="matching", pairs=[{"left": left, "right": self.texts(4)} for left in lefts]
                )

    def one_viewpoint(self):
        """A viewpoint with the note of its statement."""
        self.number += 1
        words = self.texts(40)
        cite = CitationParts(source=self.sources[0].id, paragraph=3, quote=words)
        point = Viewpoint(
            id=self.name(), number=self.number % 99 + 1, short=self.texts(8),
            statement=cite.model_dump(exclude_none=True), points=[(Span(text),) for text in self.texts.some(0, 5)],
            apply=[(Span(text),) for text in self.texts.some(0, 2)],
        )  # fmt: skip
        return point, nodes.Note(self.sources[0], 3, words)

    def viewpoint(self):
        point, note = self.one_viewpoint()
        return nodes.ViewpointNode(point, notes=(note,))

    def viewpoints(self):
        pairs = tuple(self.one_viewpoint() for _ in range(self.chance.randint(1, 7)))
        pairs = tuple((point.model_copy(update={"points": (), "apply": ()}), note) for point, note in pairs)
        return nodes.ViewpointsNode(pairs, notes=tuple(note for _, note in pairs))

    def tasks(self):
        group = TaskGroup(id=self.name(), title=self.texts(6), speaker=self.texts.maybe())
        rows = tuple(
            (Task(id=self.name(), group=group.id, number=at % 99 + 1, what=self.texts(12), who=self.texts.maybe(3),
                  when=self.texts.maybe(2)), self.notes()[:2])
            for at in range(self.chance.choice((1, 3, 8, 20)))
        )  # fmt: skip
        return nodes.TasksNode(group, rows)

    def model(self):
        some = [{"value": self.texts(2), "what": self.texts(5), "cite": self.cite().model_dump(exclude_none=True)}
                for _ in range(self.chance.choice((0, 1, 4, 12)))]  # fmt: skip
        model = ExemplarModel(
            id=self.name(), name=self.texts(6), unit=self.texts.maybe(), period=self.texts.maybe(2), figures=some,
            problem=self.texts.spans(20),
            how=[(Span(text),) for text in self.texts.some(0, 6, self.chance.choice((8, 60)))],
            result=self.texts.spans(15), named_by_source=self.chance.random() < 0.5,
        )  # fmt: skip
        place = Place(id=self.name(), name=self.texts(2))
        return nodes.ModelNode(model, place, self.texts.maybe(2), self.texts.maybe(3), self.chance.random() < 0.5)

    def card(self):
        return nodes.ModelCardNode(self.texts(6), self.texts.some(0, 6, 4))

    def bodies(self):
        rows = tuple(
            (
                Organisation(id=self.name(), name=self.texts(5), short=self.texts.maybe(1)),
                self.texts.maybe(4),
                self.notes()[:2],
            )
            for _ in range(self.chance.choice((1, 4, 15)))
        )
        return nodes.BodiesNode(rows)

    def facts(self):
        rows = tuple((Fact(id=self.name(), text=(Span(self.texts(18)),)), self.notes()[:2])
                     for _ in range(self.chance.randint(1, 8)))  # fmt: skip
        return nodes.FactsNode(rows)

    def conflict(self):
        note = nodes.Note(self.sources[0], 5)
        readings = [
            {"text": self.texts(8), "cite": self.cite().model_dump(exclude_none=True)} for _ in range(2)
        ]
        conflict = Conflict(id=self.name(), title=self.texts(6), readings=readings,
                            advice=(Span(self.texts(20)),))  # fmt: skip
        return nodes.ConflictNode(conflict, tuple((each["text"], note) for each in readings))

    def activity(self):
        prompts = tuple(self.texts.spans(12) for _ in range(self.chance.randint(0, 5)))
        return nodes.ActivityNode(
            self.texts(5), "group", 15, self.texts.maybe(3), prompts, self.chance.choice((0, 2, 8))
        )

    def pause(self):
        return nodes.PauseNode(self.texts(3), 10)

    def agenda(self):
        rows = tuple(nodes.AgendaRow(self.name(), self.texts(5), 30, 450) for _ in range(self.chance.randint(0, 25)))
        return nodes.AgendaNode(self.texts(3), rows)

    def speaker(self):
        long = self.chance.choice((15, 60, 300))
        return nodes.SpeakerNode((Para(self.texts.spans(long)),), 10, 480)


def document(seed):
    """The document of this seed."""
    made = Maker(seed)
    chance, texts = made.chance, made.texts
    sections = []
    for number in range(1, chance.choice((1, 2, 3, 5)) + 1):
        planned = tuple(made.node() for _ in range(chance.choice((0, 1, 3, 6, 10))))
        module = chance.choice((None, texts(5, marked=False)))
        sections.append(nodes.Section(made.name(), number, texts(7), module, 30, 450, (), planned))
    terms = tuple((Term(term=texts(1), meaning=(Span(texts(12)),) if chance.random() < 0.4 else None), made.notes()[:1])
                  for _ in range(chance.choice((0, 0, 5, 40))))  # fmt: skip
    checks = tuple(node for section in sections for node in section.nodes if isinstance(node, nodes.CheckNode))
    return nodes.Document(
        id="thu", title=texts(8), subtitle=texts.maybe(10), organisation=(texts(5),), head="none",
        dateline=texts.maybe(4), approved=None, as_of="21/10/2022", about=chance.choice(((), texts.spans(40))),
        handout_url=None,
        objectives=tuple(
            Objective(id=made.name(), level="biet", text=(Span(texts(10)),)) for _ in range(chance.randint(0, 5))
        ),
        sections=tuple(sections), glossary=terms, checks=checks, sources=made.sources,
        cited=tuple((source.id, (1, 2, 3)) for source in made.sources), version="0123456789ab",
    )  # fmt: skip
