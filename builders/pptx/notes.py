"""Speaker notes: their master, and the page of notes of one slide."""

from collections.abc import Iterable
from dataclasses import replace

from assets.look import Look
from builders.pptx.package import NAMESPACES
from builders.pptx.template import background, level, tree
from builders.pptx.text import LANG, escape, plain_paragraphs
from plan.slides.layouts import BODY

_IMAGE = ('<p:sp><p:nvSpPr><p:cNvPr id="2" name="{name}"/><p:cNvSpPr><a:spLocks noGrp="1" noRot="1" '
          'noChangeAspect="1"/></p:cNvSpPr>'
          '<p:nvPr><p:ph type="sldImg"{idx}/></p:nvPr></p:nvSpPr><p:spPr>{frame}</p:spPr></p:sp>')  # fmt: skip
_BODY = ('<p:sp><p:nvSpPr><p:cNvPr id="3" name="{name}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr>'
         '<p:ph type="body"{idx}/></p:nvPr></p:nvSpPr><p:spPr>{frame}</p:spPr><p:txBody><a:bodyPr/><a:lstStyle/>'
         '{text}</p:txBody></p:sp>')  # fmt: skip
_IMAGE_FRAME = ('<a:xfrm><a:off x="1143000" y="571500"/><a:ext cx="4572000" cy="2571750"/></a:xfrm>'
                '<a:prstGeom prst="rect"><a:avLst/>'
                '</a:prstGeom><a:noFill/><a:ln w="6350"><a:solidFill><a:schemeClr val="tx1"/></a:solidFill>'
                '</a:ln>')  # fmt: skip
_BODY_FRAME = ('<a:xfrm><a:off x="685800" y="3400000"/><a:ext cx="5486400" cy="5300000"/></a:xfrm><a:prstGeom '
               'prst="rect"><a:avLst/>'
               "</a:prstGeom>")  # fmt: skip


def notes_master(look: Look) -> str:
    """A small picture of the slide above its notes."""
    name = escape(look.say("deck.notes"))
    prompt = f'<a:p><a:r><a:rPr lang="{LANG}"/><a:t>{name}</a:t></a:r><a:endParaRPr lang="{LANG}"/></a:p>'
    shapes = [_IMAGE.format(name="1", idx=' idx="2"', frame=_IMAGE_FRAME),
              _BODY.format(name=name, idx=' sz="quarter" idx="3"', frame=_BODY_FRAME, text=prompt)]  # fmt: skip
    style = level(1, replace(BODY, size=12))
    return (f'<p:notesMaster {NAMESPACES}><p:cSld>{background("white")}{tree(shapes)}</p:cSld>'
            '<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3" '
            'accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/>'
            f"<p:notesStyle>{style}</p:notesStyle></p:notesMaster>")  # fmt: skip


def notes_xml(notes: Iterable[str], look: Look) -> str:
    """The notes of one slide."""
    name, text = escape(look.say("deck.notes")), plain_paragraphs(notes)
    shapes = [_IMAGE.format(name="1", idx="", frame=""), _BODY.format(name=name, idx=' idx="3"', frame="", text=text)]
    mapping = "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr>"
    return f"<p:notes {NAMESPACES}><p:cSld>{tree(shapes)}</p:cSld>{mapping}</p:notes>"
