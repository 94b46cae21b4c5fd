"""The deck as a .pptx: the plan's slides on a template made from the plan's own geometry.

Parts are written as strings; the same deck and look always give the same bytes.
"""

import uuid
import zlib
from collections.abc import Iterator, Mapping

from assets.look import Look
from builders.pptx.notes import notes_master, notes_xml
from builders.pptx.package import NAMESPACES, OFFICE, PML, Package
from builders.pptx.pictures import ratio
from builders.pptx.slides import slide_xml
from builders.pptx.template import default_text_style, layout_xml, layouts, master_xml, slide_size, table_styles, theme
from builders.pptx.text import Links, escape
from builders.product import Materials, Product
from plan.slides.page import Deck, Slide

P14 = "http://schemas.microsoft.com/office/powerpoint/2010/main"
DAY = "2022-01-01T00:00:00Z"
FIRST_ID, LAST_ID = 256, 2**31 - 1
MASTER, NOTES_MASTER = "ppt/slideMasters/slideMaster1.xml", "ppt/notesMasters/notesMaster1.xml"
PRESENTATION = "ppt/presentation.xml"


def files(materials: Materials) -> Iterator[Product]:
    """The one file of this maker."""
    deck = materials.deck
    yield Product("deck.pptx", build(deck, materials.look, materials.pictures), len(deck.slides))


def build(deck: Deck, look: Look, pictures: Mapping[str, bytes] | None = None) -> bytes:
    """PPTX bytes. `pictures`: path in the course's folder -> bytes; one that is missing leaves its place out."""
    package = Package()
    _properties(package, deck, look)
    package.relate("", "officeDocument", PRESENTATION)
    master = package.relate(PRESENTATION, "slideMaster", MASTER)
    _template(package, look)
    rels = [package.relate(PRESENTATION, "slide", _slide(package, slide, number, look, pictures or {}))
              for number, slide in enumerate(deck.slides, 1)]  # fmt: skip
    ids = list(slide_ids(deck))
    listed = "".join(f'<p:sldId id="{own}" r:id="{rel}"/>' for own, rel in zip(ids, rels, strict=True))
    notes = package.relate(PRESENTATION, "notesMaster", NOTES_MASTER)
    _settings(package, look)
    package.add(PRESENTATION, (
        f'<p:presentation {NAMESPACES} saveSubsetFonts="1"><p:sldMasterIdLst><p:sldMasterId id="2147483648" '
        f'r:id="{master}"/>'
        f'</p:sldMasterIdLst><p:notesMasterIdLst><p:notesMasterId r:id="{notes}"/></p:notesMasterIdLst>'
        f"<p:sldIdLst>{listed}</p:sldIdLst>{slide_size()}{default_text_style()}{_sections(deck, ids)}</p:presentation>"
    ), PML % "presentation.main")  # fmt: skip
    return package.data()


def slide_ids(deck: Deck) -> Iterator[int]:
    """Ids that stay with a slide's content when slides before it come or go."""
    taken: set[int] = set()
    for slide in deck.slides:
        own = FIRST_ID + zlib.crc32(slide.content_id.encode()) % (LAST_ID - FIRST_ID)
        while own in taken:
            own = FIRST_ID + (own - FIRST_ID + 1) % (LAST_ID - FIRST_ID)
        taken.add(own)
        yield own


def _slide(package: Package, slide: Slide, number: int, look: Look, pictures: Mapping[str, bytes]) -> str:
    """Writes a slide with its notes; returns the part's name."""
    name, notes = f"ppt/slides/slide{number}.xml", f"ppt/notesSlides/notesSlide{number}.xml"
    at = next(at for at, layout in enumerate(layouts(), 1) if layout.name == slide.layout)
    package.relate(name, "slideLayout", f"ppt/slideLayouts/slideLayout{at}.xml")
    package.relate(name, "notesSlide", notes)
    picture = _picture(package, name, slide, pictures)
    links = Links(len(package.rels[name]) + 1)
    package.add(name, slide_xml(slide, number, look, links, picture), PML % "slide")
    for address in links.targets:
        package.relate(name, "hyperlink", address, external=True)
    package.relate(notes, "notesMaster", NOTES_MASTER)
    package.relate(notes, "slide", name)
    package.add(notes, notes_xml(slide.notes, look), PML % "notesSlide")
    return name


def _picture(package: Package, owner: str, slide: Slide, pictures: Mapping[str, bytes]) -> tuple[str, float] | None:
    if slide.picture is None or slide.picture.path not in pictures:
        return None
    data = pictures[slide.picture.path]
    ending = slide.picture.path.rsplit(".", 1)[-1].lower()
    part = f"ppt/media/{zlib.crc32(data):08x}.{ending}"
    package.media(part, data)
    return package.relate(owner, "image", part), ratio(data)


def _template(package: Package, look: Look) -> None:
    ids = []
    for at, layout in enumerate(layouts(), 1):
        part = f"ppt/slideLayouts/slideLayout{at}.xml"
        package.add(part, layout_xml(layout, look), PML % "slideLayout")
        package.relate(part, "slideMaster", MASTER)
        ids.append((2147483648 + at, package.relate(MASTER, "slideLayout", part)))
    package.add(MASTER, master_xml(look, ids), PML % "slideMaster")
    package.add(NOTES_MASTER, notes_master(look), PML % "notesMaster")
    for number, owner in enumerate((MASTER, NOTES_MASTER), 1):
        part = f"ppt/theme/theme{number}.xml"
        package.add(
            part, theme(look, look.say("deck.master")), "application/vnd.openxmlformats-officedocument.theme+xml"
        )
        package.relate(owner, "theme", part)


def _settings(package: Package, look: Look) -> None:
    package.relate(PRESENTATION, "theme", "ppt/theme/theme1.xml")
    for name, kind, xml in (
        ("presProps", "presProps", f"<p:presentationPr {NAMESPACES}/>"),
        ("viewProps", "viewProps", f"<p:viewPr {NAMESPACES}/>"),
        ("tableStyles", "tableStyles", table_styles(look)),
    ):
        package.add(f"ppt/{name}.xml", xml, PML % kind)
        package.relate(PRESENTATION, kind, f"ppt/{name}.xml")


def _sections(deck: Deck, ids: list[int]) -> str:
    rows = []
    for at, part in enumerate(deck.sections):
        listed = "".join(
            f'<p14:sldId id="{own}"/>' for own, slide in zip(ids, deck.slides, strict=True) if slide.section == at
        )
        own = str(uuid.uuid5(uuid.NAMESPACE_URL, f"{deck.id}/{part.id}")).upper()
        rows.append(
            f'<p14:section name="{escape(part.title)}" id="{{{own}}}"><p14:sldIdLst>{listed}</p14:sldIdLst>'
            f'</p14:section>'
        )
    inner = f'<p14:sectionLst xmlns:p14="{P14}">{"".join(rows)}</p14:sectionLst>'
    return f'<p:extLst><p:ext uri="{{521415D9-36F7-43E2-AB2F-B90AF26B5E84}}">{inner}</p:ext></p:extLst>'


def _properties(package: Package, deck: Deck, look: Look) -> None:
    core = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(deck.title)}</dc:title>"
        f"<dc:subject>{escape(deck.about or look.say('deck.file.subject'))}</dc:subject>"
        f"<dc:creator>{escape(deck.author or 'taphuan')}</dc:creator><cp:lastModifiedBy>taphuan</cp:lastModifiedBy>"
        f"<cp:revision>1</cp:revision>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{DAY}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{DAY}</dcterms:modified>'
        f"<dc:language>vi-VN</dc:language><cp:version>{escape(deck.version)}</cp:version></cp:coreProperties>"
    )
    package.add("docProps/core.xml", core, "application/vnd.openxmlformats-package.core-properties+xml")
    package.relate(
        "", f"{OFFICE.replace('officeDocument/2006', 'package/2006')}/metadata/core-properties", "docProps/core.xml"
    )
    app = ('<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
           f"<Application>taphuan</Application><Slides>{len(deck.slides)}</Slides></Properties>")  # fmt: skip
    package.add("docProps/app.xml", app, "application/vnd.openxmlformats-officedocument.extended-properties+xml")
    package.relate("", "extended-properties", "docProps/app.xml")
