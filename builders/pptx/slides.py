"""One slide as XML: title first, then its places in reading order, its table, picture, frame and click."""

import uuid
from collections.abc import Callable

from assets.look import Look
from builders.pptx.package import NAMESPACES
from builders.pptx.tables import table
from builders.pptx.template import FOOT_INDEX, NUMBER_INDEX, boxes_of, frame, index_of, place_name, tree
from builders.pptx.text import LANG, Links, escape, line, paragraph
from builders.pptx.timing import click
from course.text import Span
from plan.slides.layouts import LAYOUTS, Box, Layout
from plan.slides.page import Fill, Paragraph, Picture, Slide

FIELD = "{" + str(uuid.uuid5(uuid.NAMESPACE_URL, "slidenum")).upper() + "}"


def slide_xml(slide: Slide, number: int, look: Look, links: Links, picture: tuple[str, float] | None = None) -> str:
    """The slide; `number` counts from 1; `picture` is its relationship and its width over height."""
    layout = LAYOUTS[slide.layout]
    ids = {"title": 2} | {fill.place: at for at, fill in enumerate(slide.fills, 3)}
    shapes = [_title(slide, layout, look, links)]
    shapes += [
        _fill(fill, layout, ids[fill.place], look, links.id_of) for fill in slide.fills if fill.place != "answer"
    ]
    if slide.grid:
        box, index = index_of(layout, slide.grid.place)
        shapes.append(table(slide.grid, box, index, 40, look, links.id_of))
    if slide.picture and picture:
        shapes.append(_picture(slide.picture, layout, picture))
    marks = [_mark(layout.box(place), 50 + at, look) for at, place in enumerate(slide.mark)]
    shapes += [
        _fill(fill, layout, ids[fill.place], look, links.id_of) for fill in slide.fills if fill.place == "answer"
    ]
    shapes += marks + (
        _foot(slide, layout, number, look) if any(box.name == "foot" for box in boxes_of(layout)) else []
    )
    shown = [ids[place] for place in slide.reveal if place in ids]
    timing = click(shown, [50 + at for at in range(len(marks))]) if shown else ""
    return (f'<p:sld {NAMESPACES}><p:cSld name="{escape(slide.content_id)}">{tree(shapes)}</p:cSld>'
            f"<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr>{timing}</p:sld>")  # fmt: skip


def _shape(number: int, name: str, ph: str, body: str) -> str:
    return (f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{escape(name)}"/><p:cNvSpPr><a:spLocks noGrp="1"/>'
            f'</p:cNvSpPr>'
            f"<p:nvPr><p:ph{ph}/></p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/>{body}</p:txBody>"
            f"</p:sp>")  # fmt: skip


def _title(slide: Slide, layout: Layout, look: Look, links: Links) -> str:
    box = layout.box("title")
    size = slide.title_size if slide.title_size != box.size else None
    left, right = slide.title_indent
    body = paragraph(Paragraph(slide.heading_spans, left=left, right=right), links.id_of, size=size)
    return _shape(2, place_name(look, "title"), f' type="{box.kind}"', body)


def _fill(fill: Fill, layout: Layout, number: int, look: Look, link: Callable[[str], str]) -> str:
    box, index = index_of(layout, fill.place)
    size = fill.size if fill.size != box.size else None
    last = len(fill.paragraphs) - 1
    body = "".join(
        paragraph(one, link, size=size, gap=0 if at == last else round(fill.gap * 100))
        for at, one in enumerate(fill.paragraphs)
    )
    return _shape(number, place_name(look, fill.place), f' type="{box.kind}" sz="quarter" idx="{index}"', body)


def _foot(slide: Slide, layout: Layout, number: int, look: Look) -> list[str]:
    shapes = []
    if slide.source:
        body = paragraph(Paragraph((Span(slide.source),)), str)
        shapes.append(_shape(60, place_name(look, "foot"), f' type="ftr" sz="quarter" idx="{FOOT_INDEX}"', body))
    field = (f'<a:p><a:fld id="{FIELD}" type="slidenum"><a:rPr lang="{LANG}" dirty="0"/><a:t>{number}</a:t></a:fld>'
             f'<a:endParaRPr lang="{LANG}" dirty="0"/></a:p>')  # fmt: skip
    return [*shapes, _shape(61, place_name(look, "number"), f' type="sldNum" sz="quarter" idx="{NUMBER_INDEX}"', field)]


def _mark(box: Box, number: int, look: Look) -> str:
    """A frame around the right option: seen without colour too."""
    x, w = box.x - 62, box.w + 70
    return (f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{escape(look.say("deck.alt.mark"))}" '
            f'descr="{escape(look.say("deck.alt.mark"))}"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>'
            f'{frame(x, box.y + 1, w, box.h - 2)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/>'
            f"{line('green', 4.5)}</p:spPr></p:sp>")  # fmt: skip


def _picture(picture: Picture, layout: Layout, given: tuple[str, float]) -> str:
    box, index = index_of(layout, picture.place)
    rel, ratio = given
    w, h = (box.w, box.w / ratio) if box.w / ratio <= box.h else (box.h * ratio, box.h)
    spot = frame(box.x + (box.w - w) / 2, box.y + (box.h - h) / 2, w, h)
    return (f'<p:pic><p:nvPicPr><p:cNvPr id="41" name="{escape(picture.path)}" descr="{escape(picture.alt)}"/>'
            f'<p:cNvPicPr>'
            f'<a:picLocks noGrp="1" noChangeAspect="1"/></p:cNvPicPr><p:nvPr><p:ph type="pic" idx="{index}"/>'
            f'</p:nvPr></p:nvPicPr>'
            f'<p:blipFill><a:blip r:embed="{rel}"/><a:stretch><a:fillRect/></a:stretch></p:blipFill>'
            f"<p:spPr>{spot}</p:spPr></p:pic>")  # fmt: skip
