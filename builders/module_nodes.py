"""Each node of a document through its template; which nodes a learner sees, and where each statement comes from."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, assert_never

from markupsafe import Markup

from assets.look import Look
from builders.html.page import picture
from builders.html.text import NOTHING
from builders.module_items import question
from builders.module_keys import key, row_keys
from plan import nodes
from plan.nodes import AnyNode, Document, Notes
from plan.phrases import by_source, place_of, remarks_on, source_name


@dataclass(frozen=True)
class Link:
    """A source as a place to go to, by its id; `number` tells apart sources of one name."""

    source: str
    place: str
    number: int | None
    remarks: tuple[str, ...]


class Places:
    """Citations in reading form, for one document."""

    def __init__(self, document: Document, look: Look) -> None:
        self._look = look
        names = Counter(source_name(source) for source in document.sources)
        self._numbers = {
            source.id: number
            for number, source in enumerate(document.sources, 1)
            if names[source_name(source)] > 1 and source.role != "main"
        }

    def __call__(self, notes: Notes) -> tuple[Link, ...]:
        """Each source once, its paragraphs in order."""
        return tuple(
            Link(cited.source.id, place_of(cited, self._look), self._numbers.get(cited.source.id),
                 remarks_on(cited, self._look))
            for cited in by_source(notes)
        )  # fmt: skip


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
