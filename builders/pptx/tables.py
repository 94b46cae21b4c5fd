"""A table as a graphic frame in its place: heights declared as measured, the head row marked as such."""

from collections.abc import Callable

from assets.look import Look
from builders.pptx.template import STYLE_ID, place_name
from builders.pptx.text import emu, escape, fill, paragraph
from plan.slides.grids import ABOVE, BOLD, SIDE
from plan.slides.layouts import Box
from plan.slides.page import Cell, Grid, Paragraph

_URI = "http://schemas.openxmlformats.org/drawingml/2006/table"
_GROUND = {"head": "red", "label": "slate-tint", "number": "slate-tint"}
_INK = {"head": "white", "label": "slate", "number": "slate"}


def table(grid: Grid, box: Box, index: int, number: int, look: Look, link: Callable[[str], str]) -> str:
    """The table; `alt` names it for those who hear it."""
    columns = "".join(f'<a:gridCol w="{emu(width)}"/>' for width in grid.widths)
    rows = "".join(f'<a:tr h="{emu(height)}">{"".join(_cell(cell, grid, link) for cell in row)}</a:tr>'
                   for row, height in zip(grid.rows, grid.heights, strict=True))  # fmt: skip
    marks = ' firstRow="1"' + (' firstCol="1"' if grid.labelled else "")
    width, height = sum(emu(width) for width in grid.widths), sum(emu(height) for height in grid.heights)
    alt = escape(look.say("deck.alt.table", title=grid.alt))
    return (f'<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="{number}" '
            f'name="{escape(place_name(look, grid.place))}" descr="{alt}"/>'
            '<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr>'
            f'<p:nvPr><p:ph type="tbl" sz="quarter" idx="{index}"/></p:nvPr></p:nvGraphicFramePr>'
            f'<p:xfrm><a:off x="{emu(box.x)}" y="{emu(box.y)}"/><a:ext cx="{width}" cy="{height}"/></p:xfrm>'
            f'<a:graphic><a:graphicData uri="{_URI}"><a:tbl><a:tblPr{marks}>'
            f'<a:tableStyleId>{STYLE_ID}</a:tableStyleId></a:tblPr>'
            f"<a:tblGrid>{columns}</a:tblGrid>{rows}</a:tbl></a:graphicData></a:graphic></p:graphicFrame>")  # fmt: skip


def _cell(cell: Cell, grid: Grid, link: Callable[[str], str]) -> str:
    bold, token = cell.role in BOLD, _INK.get(cell.role, "ink")
    ones = cell.paragraphs or (Paragraph(()),)
    align = "ctr" if cell.role == "number" else ""
    body = "".join(paragraph(one, link, size=grid.size, bold=bold, token=token, align=align) for one in ones)
    margins = f'marL="{emu(SIDE)}" marR="{emu(SIDE)}" marT="{emu(ABOVE)}" marB="{emu(ABOVE)}"'
    anchor = "b" if cell.role == "blank" else "ctr"
    ground = fill(_GROUND.get(cell.role, "white"))
    text = f"<a:txBody><a:bodyPr/><a:lstStyle/>{body}</a:txBody>"
    return f'<a:tc>{text}<a:tcPr {margins} anchor="{anchor}">{ground}</a:tcPr></a:tc>'
