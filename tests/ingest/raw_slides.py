"""Presentations written part by part, as PowerPoint and LibreOffice write them."""

import io
import zipfile
from html import escape

_NAMES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def shape(*paragraphs, kind=None):
    """A shape; each paragraph is its text, or text with the inside of its properties."""
    place = "" if kind is None else f"<p:ph type='{kind}'/>" if kind else "<p:ph idx='1'/>"
    written = ""
    for paragraph in paragraphs:
        text, properties = (paragraph, "") if isinstance(paragraph, str) else paragraph
        runs = "<a:br/>".join(f"<a:r><a:t>{escape(run)}</a:t></a:r>" for run in text.split("\n"))
        written += f"<a:p><a:pPr>{properties}</a:pPr>{runs}</a:p>"
    head = f"<p:nvSpPr><p:nvPr>{place}</p:nvPr></p:nvSpPr>"
    return f"<p:sp>{head}<p:txBody>{written}</p:txBody></p:sp>"


def table(rows):
    """A table; a cell may come with its attributes."""
    lines = ""
    for row in rows:
        cells = [cell if isinstance(cell, tuple) else (cell, "") for cell in row]
        body = "<a:txBody><a:p><a:r><a:t>{}</a:t></a:r></a:p></a:txBody>"
        lines += "<a:tr>"
        lines += "".join(f"<a:tc {more}>{body.format(text)}</a:tc>" for text, more in cells)
        lines += "</a:tr>"
    data = f"<a:graphic><a:graphicData><a:tbl>{lines}</a:tbl></a:graphicData></a:graphic>"
    return f"<p:graphicFrame>{data}</p:graphicFrame>"


def pptx(*slides, title="", extra=()):
    """A presentation; each slide is the inside of its tree, None for a hidden one.

    They lie in the file in the reverse of their order. `extra` are more parts with their bytes.
    """
    parts = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": _relations({"rId1": ("officeDocument", "ppt/presentation.xml")}),
        "docProps/core.xml": f"<c xmlns:d='d'><d:title>{title}</d:title></c>",
    }
    links, order = {}, ""
    for place, content in enumerate(slides):
        number = len(slides) - place
        tree = f"<p:cSld><p:spTree>{content or shape('ẩn')}</p:spTree></p:cSld>"
        shown = " show='0'" if content is None else ""
        parts[f"ppt/slides/slide{number}.xml"] = f"<p:sld {_NAMES}{shown}>{tree}</p:sld>"
        links[f"rId{place}"] = ("slide", f"slides/slide{number}.xml")
        order += f"<p:sldId id='{256 + place}' r:id='rId{place}'/>"
    listed = f"<p:sldIdLst>{order}</p:sldIdLst>"
    parts["ppt/presentation.xml"] = f"<p:presentation {_NAMES}>{listed}</p:presentation>"
    parts["ppt/_rels/presentation.xml.rels"] = _relations(links)
    return packed(parts | dict(extra))


def _relations(links):
    rows = "".join(
        f"<Relationship Id='{name}' Type='{_KIND}/{kind}' Target='{target}'/>"
        for name, (kind, target) in links.items()
    )
    return f"<Relationships>{rows}</Relationships>"


def odp(*pages, manifest="<m/>"):
    """An OpenDocument presentation; each page is the inside of its element."""
    names = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for short, name in (
            ("office", "office"),
            ("draw", "drawing"),
            ("text", "text"),
            ("table", "table"),
            ("presentation", "presentation"),
        )
    )
    body = "".join(f"<draw:page>{page}</draw:page>" for page in pages)
    whole = f"<office:body><office:presentation>{body}</office:presentation></office:body>"
    return packed(
        {
            "mimetype": "application/vnd.oasis.opendocument.presentation",
            "META-INF/manifest.xml": manifest,
            "content.xml": f"<office:document-content {names}>{whole}</office:document-content>",
        }
    )


def packed(parts):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()
