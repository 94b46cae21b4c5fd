"""A PDF opened and closed, the one way for all: Vietnamese, titled, tagged, its colours explained (UA-1 and A-2a).

Whatever is drawn between `open_file` and `close_file` stands in an element of `canvas.tags`, or is an artifact.
"""

import zlib
from functools import partial
from io import BytesIO

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFStream, PDFString
from reportlab.pdfgen.canvas import Canvas

from assets.look import Look
from builders.pdf.fonts import font, register
from builders.pdf.icc import NAME, srgb
from builders.pdf.kept import PageCanvas
from builders.pdf.mending import mend
from builders.pdf.tags import Tags
from builders.pdf.text import plain
from builders.pdf.writer import Pack, written
from builders.pdf.xmp import packet

PRODUCER = "taphuan"
LANGUAGE = "vi-VN"


def open_file(
    look: Look, title: str, subject: str = "", author: str = "", *, size: tuple[float, float] = A4, role: str = "text"
) -> PageCanvas:
    """A canvas with the face of `role`, without a page; `size` in points. Pages begin with `canvas.tags.begin_page`."""
    mend()
    register(look)
    canvas = PageCanvas(
        BytesIO(), pagesize=size, invariant=1, pageCompression=1, lang=LANGUAGE, initialFontName=font(look.face(role)),
        initialFontSize=look.size("print.text"), initialLeading=look.size("print.text.lead"), pdfVersion=(1, 7),
    )  # fmt: skip
    canvas.setTitle(plain(title))
    canvas.setSubject(plain(subject or title))
    canvas.setAuthor(plain(author or PRODUCER))
    canvas.setCreator(PRODUCER)
    canvas.setProducer(PRODUCER)
    canvas.setViewerPreference("DisplayDocTitle", "true")
    canvas.tags = Tags(canvas)
    return canvas


def close_file(canvas: Canvas, pack: Pack = zlib.compress) -> bytes:
    """The bytes, once the last page is shown: structure tree, metadata and output intent are written here.

    `pack` deflates a stream: a maker may hand in one that remembers (`builders.pdf.memo`).
    """
    canvas.tags.finish()
    document = canvas._doc
    info, catalog = document.info, document.Catalog
    about = PDFDictionary({"Type": PDFName("Metadata"), "Subtype": PDFName("XML")})
    catalog.Metadata = PDFStream(about, packet(info.title, info.author, info.subject))
    catalog.__NoDefault__ = [*catalog.__NoDefault__, "OutputIntents"]
    catalog.OutputIntents = PDFArray([_intent(document)])
    document.format = partial(written, document, pack)
    data: bytes = canvas.getpdfdata()
    return data


def _intent(document: object) -> PDFDictionary:
    profile = PDFStream(PDFDictionary({"N": 3}), srgb())
    return PDFDictionary({
        "Type": PDFName("OutputIntent"), "S": PDFName("GTS_PDFA1"), "Info": PDFString(NAME),
        "OutputConditionIdentifier": PDFString(NAME),
        "DestOutputProfile": document.Reference(profile, "sRGB"),  # type: ignore[attr-defined]
    })  # fmt: skip
