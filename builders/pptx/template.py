"""The template: theme, master, layouts, table style, notes master, all made from the plan's own geometry.

Sizes in points, colours by token. Placeholders of a layout keep their index for good: slides point at them.
"""

from collections.abc import Iterable
from dataclasses import replace

from assets.look import Look
from builders.pptx.package import NAMESPACES
from builders.pptx.text import INDENT, LANG, color, emu, escape, fill, line
from plan.slides.layouts import BODY, FOOT, HEIGHT, LAYOUTS, MASTER_ART, NUMBER, TITLE, WIDTH, Art, Box, Layout

STYLE_ID = "{6B1F0C5E-2A3D-5E4B-9C7A-1D2E3F405162}"
FOOT_INDEX, NUMBER_INDEX = 90, 91
FIXED = {"title": 0, "ctrTitle": 0, "ftr": FOOT_INDEX, "sldNum": NUMBER_INDEX}
_DECORATIVE = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)
_TREE = ('<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off '
         'x="0" y="0"/>'
         '<a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>')  # fmt: skip
_BOUND = 'lIns="0" tIns="0" rIns="0" bIns="0"'
_THEME_COLORS = (
    ("dk1", "ink"), ("lt1", "white"), ("dk2", "muted"), ("lt2", "ground"), ("accent1", "red"), ("accent2", "gold"),
    ("accent3", "slate"), ("accent4", "green"), ("accent5", "rule"), ("accent6", "slate-tint"), ("hlink", "slate"),
    ("folHlink", "muted"),
)  # fmt: skip
_EFFECTS = "<a:effectStyle><a:effectLst/></a:effectStyle>" * 3
_FLAT = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>' * 3
_LINES = "".join(
    f'<a:ln w="{width}"><a:solidFill><a:schemeClr val="phClr"/></a:solidFill></a:ln>' for width in (6350, 12700, 19050)
)


def boxes_of(layout: Layout) -> tuple[Box, ...]:
    """The places of a layout, foot and number among them."""
    own = {box.name for box in layout.boxes}
    foot = (FOOT, NUMBER) if layout.has_foot else ()
    return layout.boxes + tuple(box for box in foot if box.name not in own)


def index_of(layout: Layout, name: str) -> tuple[Box, int]:
    """A place of a layout and the index under which slides find it."""
    for at, box in enumerate(boxes_of(layout)):
        if box.name == name:
            return box, FIXED.get(box.kind, 10 + at)
    raise KeyError(name)


def theme(look: Look, name: str) -> str:
    """Colours and fonts of the look, as a theme."""
    colors = "".join(f'<a:{tag}><a:srgbClr val="{look.color(token)}"/></a:{tag}>' for tag, token in _THEME_COLORS)
    face = escape(look.face("slide"))
    font = f'<a:latin typeface="{face}"/><a:ea typeface=""/><a:cs typeface=""/>'
    return (
        f'<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="{escape(name)}">'
        f'<a:themeElements>'
        f'<a:clrScheme name="{escape(name)}">{colors}</a:clrScheme><a:fontScheme name="{escape(name)}">'
        f"<a:majorFont>{font}</a:majorFont><a:minorFont>{font}</a:minorFont></a:fontScheme>"
        f'<a:fmtScheme name="{escape(name)}"><a:fillStyleLst>{_FLAT}</a:fillStyleLst>'
        f'<a:lnStyleLst>{_LINES}</a:lnStyleLst>'
        f"<a:effectStyleLst>{_EFFECTS}</a:effectStyleLst><a:bgFillStyleLst>{_FLAT}</a:bgFillStyleLst></a:fmtScheme>"
        "</a:themeElements></a:theme>"
    )


def frame(x: float, y: float, w: float, h: float) -> str:
    """Position and size."""
    return f'<a:xfrm><a:off x="{emu(x)}" y="{emu(y)}"/><a:ext cx="{emu(w)}" cy="{emu(h)}"/></a:xfrm>'


def _art(number: int, art: Art) -> str:
    shape = f'<a:prstGeom prst="{art.shape}"><a:avLst/></a:prstGeom>'
    return (f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="Art {number}">{_DECORATIVE}</p:cNvPr><p:cNvSpPr/>'
            f"<p:nvPr userDrawn=\"1\"/></p:nvSpPr><p:spPr>{frame(art.x, art.y, art.w, art.h)}{shape}{fill(art.fill)}"
            f"{line(art.stroke, art.line)}</p:spPr></p:sp>")  # fmt: skip


def level(number: int, box: Box, *, bullet: bool = False) -> str:
    """How text of one level stands in a place."""
    align = f' algn="{box.align}"'
    indent = f'marL="{INDENT * number}" indent="-{INDENT}"' if bullet else 'marL="0" indent="0"'
    mark = (
        f'<a:buClr>{color("red")}</a:buClr><a:buFont typeface="Arial"/><a:buChar char="\u2022"/>'
        if bullet
        else "<a:buNone/>"
    )
    props = (
        f'lang="{LANG}" sz="{round(box.size * 100)}"'
        + (' b="1"' if box.bold else ' b="0"')
        + (' cap="all"' if box.caps else "")
    )
    return (f'<a:lvl{number}pPr {indent}{align}><a:lnSpc><a:spcPct val="100000"/></a:lnSpc><a:spcBef><a:spcPts '
            f'val="0"/></a:spcBef>'
            f'{mark}<a:defRPr {props}>{fill(box.color)}<a:latin typeface="+mn-lt"/></a:defRPr>'
            f"</a:lvl{number}pPr>")  # fmt: skip


def _levels(box: Box, bulleted: bool) -> str:
    sub = replace(box, size=min(box.size, 24))
    return level(1, box, bullet=bulleted) + "".join(level(number, sub, bullet=True) for number in (2, 3, 4, 5))


def place(number: int, box: Box, index: int, look: Look, *, bulleted: bool = False) -> str:
    """A placeholder of the master or of a layout, with its prompt."""
    name = escape(place_name(look, box.name))
    kind = "" if box.kind == "obj" else f' type="{box.kind}"'
    spot = f' sz="quarter" idx="{index}"' if index else ""
    outline = line(box.framed, 1.5) if box.framed else ""
    words = (f'<a:fld id="{{00000000-0000-5000-8000-000000000000}}" type="slidenum"><a:rPr lang="{LANG}"/>'
             f'<a:t>\u2039#\u203a</a:t></a:fld>'
             if box.kind == "sldNum" else f'<a:r><a:rPr lang="{LANG}"/><a:t>{name}</a:t></a:r>')  # fmt: skip
    body = (f'<p:txBody><a:bodyPr vert="horz" wrap="square" {_BOUND} anchor="{box.anchor}"><a:noAutofit/></a:bodyPr>'
            f'<a:lstStyle>{_levels(box, bulleted)}</a:lstStyle><a:p>{words}<a:endParaRPr lang="{LANG}"/></a:p>'
            "</p:txBody>")  # fmt: skip
    return (f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{name}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
            f"<p:nvPr><p:ph{kind}{spot}/></p:nvPr></p:nvSpPr><p:spPr>{frame(box.x, box.y, box.w, box.h)}"
            f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{outline}</p:spPr>{body}</p:sp>')  # fmt: skip


def place_name(look: Look, name: str) -> str:
    """What a trainer reads in the selection pane."""
    key = f"deck.place.{name.rstrip('0123456789')}"
    number = name[len(name.rstrip("0123456789")) :]
    return f"{look.say(key) if look.has(key) else look.say('deck.place.other')} {number}".strip()


def tree(shapes: Iterable[str]) -> str:
    """A shape tree."""
    return f"<p:spTree>{_TREE}{''.join(shapes)}</p:spTree>"


def background(token: str) -> str:
    """A page's own ground."""
    return f"<p:bg><p:bgPr>{fill(token)}<a:effectLst/></p:bgPr></p:bg>"


def layout_xml(layout: Layout, look: Look) -> str:
    """A layout: its art beneath, its places above."""
    shapes = [_art(at, art) for at, art in enumerate(layout.art, 2)]
    first = len(shapes) + 2
    for at, box in enumerate(boxes_of(layout)):
        _, index = index_of(layout, box.name)
        shapes.append(
            place(first + at, box, index, look, bulleted=layout.name.startswith("content") and box.name == "body")
        )
    plain = layout.ground == "ground" and layout.has_foot
    ground = "" if plain else background(layout.ground)
    hide = "" if plain else ' showMasterSp="0"'
    kind = f' type="{layout.type}"' if layout.type != "cust" else ""
    name = escape(look.say(f"deck.layout.{layout.name}"))
    return (f'<p:sldLayout {NAMESPACES}{hide}{kind} preserve="1" userDrawn="1"><p:cSld '
            f'name="{name}">{ground}{tree(shapes)}</p:cSld>'
            "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>")  # fmt: skip


def master_xml(look: Look, layout_ids: Iterable[tuple[int, str]]) -> str:
    """The master: art of a page of content, title, body, foot, number; `layout_ids` are (id, relationship)."""
    shapes = [_art(at, art) for at, art in enumerate(MASTER_ART, 2)]
    own = ((TITLE, 0), (BODY, 1), (FOOT, 3), (NUMBER, 4))
    shapes += [place(20 + at, box, index, look, bulleted=box is BODY) for at, (box, index) in enumerate(own)]
    ids = "".join(f'<p:sldLayoutId id="{number}" r:id="{rel}"/>' for number, rel in layout_ids)
    other = replace(BODY, size=20)
    return (
        f'<p:sldMaster {NAMESPACES} preserve="1"><p:cSld>{background("ground")}{tree(shapes)}</p:cSld>'
        '<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3" '
        'accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/>'
        f'<p:sldLayoutIdLst>{ids}</p:sldLayoutIdLst><p:hf hdr="0" dt="0"/><p:txStyles>'
        f"<p:titleStyle>{level(1, TITLE)}</p:titleStyle><p:bodyStyle>{_levels(BODY, True)}</p:bodyStyle>"
        f"<p:otherStyle>{level(1, other)}</p:otherStyle></p:txStyles></p:sldMaster>"
    )


def default_text_style() -> str:
    """What text has that stands in no place."""
    return f"<p:defaultTextStyle>{level(1, replace(BODY, size=20))}</p:defaultTextStyle>"


def layouts() -> tuple[Layout, ...]:
    """All layouts, in the order of the file."""
    return tuple(LAYOUTS.values())


def _cell_style(bold: str, ink: str, border: str, ground: str) -> str:
    text = f'<a:tcTxStyle{bold}><a:fontRef idx="minor"/>{color(ink)}</a:tcTxStyle>'
    return f"{text}<a:tcStyle>{border}<a:fill>{fill(ground)}</a:fill></a:tcStyle>"


def table_styles(look: Look) -> str:
    """The one table style: a head band, hairlines between rows, labels in slate."""
    edge = "".join(f"<a:{side}>{line('rule', 1)}</a:{side}>"
                   for side in ("left", "right", "top", "bottom", "insideH", "insideV"))  # fmt: skip
    body = _cell_style("", "ink", f"<a:tcBdr>{edge}</a:tcBdr>", "white")
    head, label = (_cell_style(' b="on"', *colors) for colors in (("white", "<a:tcBdr/>", "red"),
                                                                  ("slate", "<a:tcBdr/>", "slate-tint")))  # fmt: skip
    return ('<a:tblStyleLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
            f'def="{STYLE_ID}"><a:tblStyle styleId="{STYLE_ID}" styleName="{escape(look.say("deck.style"))}">'
            f"<a:wholeTbl>{body}</a:wholeTbl><a:firstCol>{label}</a:firstCol><a:firstRow>{head}</a:firstRow>"
            f"</a:tblStyle></a:tblStyleLst>")  # fmt: skip


def slide_size() -> str:
    """16:9, and the paper of notes."""
    return f'<p:sldSz cx="{emu(WIDTH)}" cy="{emu(HEIGHT)}"/><p:notesSz cx="6858000" cy="9144000"/>'
