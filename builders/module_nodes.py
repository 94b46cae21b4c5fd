"""Each node of a document through its template; which nodes a learner sees, and where each statement comes from."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, assert_never

from markupsafe import Markup

from builders.html.page import picture
from builders.html.text import NOTHING
from builders.module_items import question
from builders.module_keys import key, row_keys
from plan import nodes
from plan.nodes import AnyNode, Document, Notes
from plan.resolve import source_name

Macro = Callable[..., Markup]


@dataclass(frozen=True)
class Cited:
    """One source with the paragraphs that a statement rests on; `number` tells apart sources of one name."""

    source: str
    name: str
    paragraphs: tuple[int, ...]
    number: int | None
    by_hand: str | None
    is_doubtful: bool


class Places:
    """Citations in reading form, for one document."""

    def __init__(self, document: Document) -> None:
        names = Counter(source_name(source) for source in document.sources)
        self._numbers = {
            source.id: number
            for number, source in enumerate(document.sources, 1)
            if names[source_name(source)] > 1 and source.role != "main"
        }

    def __call__(self, notes: Notes) -> tuple[Cited, ...]:
        """Each source once, its paragraphs in order."""
        grouped: dict[str, list[nodes.Note]] = {}
        for note in notes:
            grouped.setdefault(note.source.id, []).append(note)
        return tuple(self._cited(source, found) for source, found in grouped.items())

    def _cited(self, source: str, notes: list[nodes.Note]) -> Cited:
        paragraphs = sorted({note.paragraph for note in notes if note.paragraph})
        by_hand = next((note.by_hand for note in notes if note.by_hand), None)
        doubt = any(note.doubt for note in notes)
        name = source_name(notes[0].source)
        return Cited(source, name, tuple(paragraphs), self._numbers.get(source), by_hand, doubt)


def drawn(node: AnyNode, macros: Any, pictures: Mapping[str, bytes]) -> Markup:
    """The node's HTML by the macro of its kind; nothing for what is the trainer's alone."""
    match node:
        case nodes.SpeakerNode() | nodes.ConflictNode():
            return NOTHING
        case nodes.TextNode():
            inner = macros.text(node)
        case nodes.QuoteNode():
            inner = macros.quote(node)
        case nodes.TableNode():
            inner = macros.table(node, row_keys(node.caption, node.head, node.rows))
        case nodes.CalloutNode():
            inner = macros.callout(node)
        case nodes.PictureNode():
            inner = macros.figure(node, picture(node.path, pictures[node.path]))
        case nodes.CheckNode():
            return asked(node, macros)
        case nodes.ViewpointNode():
            inner = macros.viewpoint(node)
        case nodes.ViewpointsNode():
            inner = macros.viewpoints(node)
        case nodes.TasksNode():
            inner = macros.tasks(node)
        case nodes.ModelNode():
            shown = node.model.picture
            inner = macros.model(node, picture(shown, pictures[shown]) if shown else None)
        case nodes.ModelCardNode():
            inner = macros.model_card(node, key(node.heading))
        case nodes.BodiesNode():
            inner = macros.bodies(node)
        case nodes.FactsNode():
            inner = macros.facts(node)
        case nodes.ActivityNode():
            inner = macros.activity(node)
        case nodes.PauseNode():
            inner = macros.pause(node)
        case nodes.AgendaNode():
            inner = macros.agenda(node)
        case _:
            assert_never(node)
    return Markup(macros.framed(node, inner, _says_origin(node), _cites_below(node)))


def asked(node: nodes.CheckNode, macros: Any) -> Markup:
    """A question with its answer folded away."""
    one = question(node)
    return Markup(macros.item(one, getattr(macros, one.kind)(one)))


def _says_origin(node: AnyNode) -> bool:
    """Whether whose words these are is worth saying: activities, breaks and forms are nobody's statement."""
    silent = nodes.ActivityNode | nodes.PauseNode | nodes.AgendaNode | nodes.ModelCardNode | nodes.PictureNode
    return node.origin != "source" and not isinstance(node, silent)


def _cites_below(node: AnyNode) -> bool:
    """Whether the node's notes stand under it; some name their sources piece by piece, some state nothing."""
    piecewise = nodes.BodiesNode | nodes.FactsNode | nodes.ViewpointsNode | nodes.TasksNode
    silent = nodes.ActivityNode | nodes.PauseNode | nodes.AgendaNode | nodes.ModelCardNode
    return bool(node.notes) and not isinstance(node, piecewise | silent)
