"""Word documents made for the tests, of the XML that matters."""

import io
import zipfile
from xml.sax.saxutils import escape

NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
PARTS = {
    "styles": "styles",
    "numbering": "numbering",
    "footnotes": "footnotes",
    "header": "hdr",
    "footer": "ftr",
}


def docx(body, **parts):
    """A document of the XML of its body; `styles`, `numbering`, `footnotes`, `header`, `footer` as XML, too."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:

        def write(name, text):
            package.writestr(zipfile.ZipInfo(name), text)

        write("[Content_Types].xml", TYPES)
        write("_rels/.rels", related({"main": ("officeDocument", "word/document.xml")}))
        write("word/document.xml", f"<w:document {NAMES}><w:body>{body}</w:body></w:document>")
        write("word/_rels/document.xml.rels", related({name: (name, f"{name}.xml") for name in parts}))
        for name, xml in parts.items():
            write(f"word/{name}.xml", f"<w:{PARTS[name]} {NAMES}>{xml}</w:{PARTS[name]}>")
    return buffer.getvalue()


def related(relations):
    inner = "".join(
        f'<Relationship Id="{id}" Type="{RELATIONS}/{kind}" Target="{target}"/>'
        for id, (kind, target) in relations.items()
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inner}</Relationships>'


def p(text="", style=None, number=None, inner="", mark=""):
    """A paragraph; `number` is (list, level)."""
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    if number is not None:
        properties += f'<w:numPr><w:ilvl w:val="{number[1]}"/><w:numId w:val="{number[0]}"/></w:numPr>'
    return f"<w:p><w:pPr>{properties}{mark}</w:pPr>{r(text) if text else ''}{inner}</w:p>"


def r(text, properties=""):
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def level(index, style, text, extra=""):
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{style}"/>'
        f'<w:lvlText w:val="{text}"/>{extra}</w:lvl>'
    )


def numbering(*lists, nums=None):
    """Lists of levels; `nums` gives the w:num elements where they are not one a list."""
    abstract = "".join(
        f'<w:abstractNum w:abstractNumId="{i}">{"".join(levels)}</w:abstractNum>'
        for i, levels in enumerate(lists)
    )
    usual = "".join(
        f'<w:num w:numId="{i + 1}"><w:abstractNumId w:val="{i}"/></w:num>' for i in range(len(lists))
    )
    return abstract + (usual if nums is None else nums)


def table(rows):
    """Rows of cells; a cell is its text or (text, properties)."""

    def cell(each):
        text, properties = each if isinstance(each, tuple) else (each, "")
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"

    return "<w:tbl>" + "".join(f"<w:tr>{''.join(map(cell, row))}</w:tr>" for row in rows) + "</w:tbl>"


def plain(text):
    """A text as a document, a line a paragraph."""
    return docx("".join(p(line) for line in text.split("\n") if line.strip()))
