"""Word documents written part by part, for what no library writes."""

import zipfile

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_MORE = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


def relations(**targets):
    made = "".join(
        f'<Relationship Id="r{n}" Type="{_KIND}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets.items())
    )
    return f'<Relationships xmlns="{_RELATIONS}">{made}</Relationships>'


def write_raw(path, body, *, prolog="", core="", **parts):
    """A document with `body` inside its body element; `parts` are the insides of other parts."""
    roots = {"styles": "styles", "numbering": "numbering", "footnotes": "footnotes"}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("_rels/.rels", relations(officeDocument="word/document.xml"))
        archive.writestr(
            "word/document.xml",
            f"{prolog}<w:document {_W} {_MORE}><w:body>{body}</w:body></w:document>",
        )
        archive.writestr(
            "word/_rels/document.xml.rels", relations(**{name: f"{name}.xml" for name in parts})
        )
        for name, inside in parts.items():
            archive.writestr(
                f"word/{name}.xml", f"<w:{roots[name]} {_W}>{inside}</w:{roots[name]}>"
            )
        if core:
            archive.writestr("docProps/core.xml", core)
    return path


def p(*runs, properties=""):
    """A paragraph; a text is a run, anything in angle brackets stands as it is."""
    made = "".join(run if run.startswith("<") else r(run) for run in runs)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{made}</w:p>"


def r(text, properties=""):
    inside = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{inside}<w:t xml:space="preserve">{text}</w:t></w:r>'


def numbered(list_id, level=0):
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'


def pattern(number, *levels):
    """A numbering of that id with levels (form, text), and a list of the same id."""
    made = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for n, (form, text) in enumerate(levels)
    )
    return f'<w:abstractNum w:abstractNumId="{number}">{made}</w:abstractNum>'


def list_of(list_id, number, inside=""):
    return f'<w:num w:numId="{list_id}"><w:abstractNumId w:val="{number}"/>{inside}</w:num>'


def style(style_id, name, inside="", kind="paragraph"):
    named = f'<w:name w:val="{name}"/>{inside}'
    return f'<w:style w:type="{kind}" w:styleId="{style_id}">{named}</w:style>'


def table(*rows):
    """A table of rows of cells; a cell is a text, or (properties, text)."""
    made = ""
    for row in rows:
        cells = (cell if isinstance(cell, tuple) else ("", cell) for cell in row)
        inside = "".join(f"<w:tc><w:tcPr>{props}</w:tcPr>{p(text)}</w:tc>" for props, text in cells)
        made += f"<w:tr>{inside}</w:tr>"
    return f"<w:tbl>{made}</w:tbl>"
