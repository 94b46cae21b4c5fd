"""A package of parts: content types, relationships, one zip with fixed dates.

Parts are named without a leading `/`. The same parts in the same order give the same bytes.
"""

import io
import posixpath
import zipfile
from dataclasses import dataclass, field

from builders.pptx.text import escape

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PML = "application/vnd.openxmlformats-officedocument.presentationml.%s+xml"
NAMESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    f'xmlns:r="{OFFICE}" xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
DAY = (1980, 1, 1, 0, 0, 0)
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_MEDIA = {"png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif"}


@dataclass
class Package:
    """Parts gathered one by one; `data` packs them."""

    parts: dict[str, bytes] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    rels: dict[str, list[str]] = field(default_factory=dict)

    def add(self, name: str, xml: str, content_type: str) -> None:
        """An XML part with its content type."""
        self.parts[name] = (HEAD + xml).encode()
        self.types[name] = content_type

    def media(self, name: str, data: bytes) -> None:
        """A picture; its type goes by the ending of its name."""
        self.parts.setdefault(name, data)

    def relate(self, owner: str, kind: str, target: str, *, external: bool = False) -> str:
        """A relationship of the part `owner` (of the package when empty), and its id."""
        found = self.rels.setdefault(owner, [])
        number = f"rId{len(found) + 1}"
        kind = kind if "/" in kind else f"{OFFICE}/{kind}"
        where = escape(target) if external else posixpath.relpath(target, posixpath.dirname(owner) or ".")
        mode = ' TargetMode="External"' if external else ""
        found.append(f'<Relationship Id="{number}" Type="{kind}" Target="{where}"{mode}/>')
        return number

    def data(self) -> bytes:
        """The zip."""
        for owner, found in self.rels.items():
            folder, name = posixpath.split(owner)
            xml = f'{HEAD}<Relationships xmlns="{_RELS}">{"".join(found)}</Relationships>'
            self.parts[posixpath.join(folder, "_rels", f"{name}.rels")] = xml.encode()
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
            for name, data in {"[Content_Types].xml": self._content_types(), **self.parts}.items():
                entry = zipfile.ZipInfo(name, DAY)
                entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 0
                archive.writestr(entry, data)
        return packed.getvalue()

    def _content_types(self) -> bytes:
        endings = sorted({name.rsplit(".", 1)[-1] for name in self.parts} & _MEDIA.keys())
        defaults = [("rels", "application/vnd.openxmlformats-package.relationships+xml"), ("xml", "application/xml")]
        defaults += [(ending, _MEDIA[ending]) for ending in endings]
        rows = [f'<Default Extension="{ending}" ContentType="{kind}"/>' for ending, kind in defaults]
        rows += [f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in self.types.items()]
        return f'{HEAD}<Types xmlns="{_TYPES}">{"".join(rows)}</Types>'.encode()
