"""A Word document (Office Open XML, ECMA-376): paragraphs, notes and tables in one plain style.

python-docx is an optional extra: it is imported where a document is begun. The bytes depend on the
words alone.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from govgraph.errors import GovgraphError
from govgraph.prose import visible
from govgraph.render.archive import write_zip

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.styles.style import ParagraphStyle
    from docx.table import Table, _Cell, _Row
    from docx.text.paragraph import Paragraph

# What XML 1.0 cannot hold (section 2.2), besides the control characters that visible() writes out.
_NOT_XML = re.compile("[\ud800-\udfff\ufffe\uffff]")
_FONT = "Arial"
_SHADE = "EEF1F5"
_LINE = "B9C0CA"
_QUIET = "4D5765"
_HEADINGS = (("Heading 1", 14, 14), ("Heading 2", 12, 16))
# Style, size in points, indent in centimetres.
_STYLES = (("Cell", 10, 0.0), ("Quiet", 9, 0.0), ("Later", 9, 0.4), ("Note", 9, 0.8))
# Height and width of A4 and its margins, in centimetres.
_TALL, _BROAD, _MARGIN, _MARGIN_ON_SIDE = 29.7, 21.0, 2.5, 2.0


class Paper:
    """A document that is being written, on A4.

    Besides ``Normal`` its styles are ``Cell`` (in tables), ``Quiet`` (small and grey), ``Later``
    (small and set in: words of a record) and ``Note`` (small, a number and a tab before it).

    Args:
        title: the document's title.
        footer: what stands at the foot of each page, before the page's number.
        total: whether the number of all pages follows.

    Raises:
        GovgraphError: python-docx is not installed.
    """

    def __init__(self, title: str, footer: str, *, total: bool = True) -> None:
        self._document = _begun()
        self._title = title
        _set_styles(self._document)
        self._shape(_BROAD, _TALL, _MARGIN)
        foot = self._foot(f"{footer} Page ")
        foot._p.append(_element("w:fldSimple", instr="PAGE"))
        if total:
            foot.add_run(" of ")
            foot._p.append(_element("w:fldSimple", instr="NUMPAGES"))

    def heading(self, text: str, level: int) -> None:
        """Add a heading of level 1 or 2."""
        self._document.add_heading(clean(text), level)

    def line(
        self,
        text: str,
        notes: Sequence[int] = (),
        *,
        style: str = "Normal",
        bold: bool = False,
        before: int = 0,
    ) -> Paragraph:
        """Add a paragraph.

        Args:
            text: its words.
            notes: the numbers of notes that belong to it, raised behind it.
            style: its style.
            bold: whether it is bold.
            before: further points of room above it.
        """
        from docx.shared import Pt

        paragraph = self._document.add_paragraph()
        _give_style(paragraph, style)
        if before:
            paragraph.paragraph_format.space_before = Pt(before)
        write(paragraph, text, notes, bold=bold)
        return paragraph

    def turn(self, *, first: bool = False) -> None:
        """Go on with pages turned on their side; ``first`` where nothing stands before them."""
        from docx.enum.section import WD_ORIENT, WD_SECTION

        if not first:
            self._document.add_section(WD_SECTION.NEW_PAGE)
        self._document.sections[-1].orientation = WD_ORIENT.LANDSCAPE
        self._shape(_TALL, _BROAD, _MARGIN_ON_SIDE)

    def part(self, footer: str) -> None:
        """Go on with upright pages of their own, which can be taken off; they have no numbers."""
        from docx.enum.section import WD_ORIENT, WD_SECTION

        section = self._document.add_section(WD_SECTION.NEW_PAGE)
        section.orientation = WD_ORIENT.PORTRAIT
        section.footer.is_linked_to_previous = False
        self._shape(_BROAD, _TALL, _MARGIN)
        self._foot(footer)

    def plain_table(self, widths: Sequence[float]) -> Table:
        """Add a table without lines or headings; see :meth:`table` and :func:`add_row`."""
        return self._begin_table(widths, None)

    def table(self, head: Sequence[str], widths: Sequence[float]) -> Table:
        """Add a table with a row of headings that stands on each page again.

        Args:
            head: the headings.
            widths: the widths of the columns, in centimetres.
        """
        table = self._begin_table(widths, "Table Grid")
        _draw(table)
        top = add_row(table, widths)
        top._tr.get_or_add_trPr().append(_element("w:tblHeader"))
        for cell, text in zip(top.cells, head, strict=True):
            fill(cell, text, bold=True)
            shade = _element("w:shd", val="clear", color="auto", fill=_SHADE)
            cell._tc.get_or_add_tcPr().append(shade)
        return table

    def bytes(self, day: str) -> bytes:
        """Return the document; ``day`` is the ISO day that it gives as its own."""
        from datetime import datetime

        core = self._document.core_properties
        core.title, core.author, core.last_modified_by = clean(self._title), "", ""
        core.comments, core.language, core.revision = "", "en-GB", 1
        core.created = core.modified = datetime.fromisoformat(day)
        raw = io.BytesIO()
        self._document.save(raw)
        out = io.BytesIO()
        with zipfile.ZipFile(raw) as written:
            write_zip({name: written.read(name) for name in written.namelist()}, out)
        return out.getvalue()

    def _begin_table(self, widths: Sequence[float], style: str | None) -> Table:
        from docx.shared import Cm

        table: Table = self._document.add_table(rows=0, cols=len(widths), style=style)
        table.autofit = False
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Cm(width)
        return table

    def _foot(self, text: str) -> Paragraph:
        foot: Paragraph = self._document.sections[-1].footer.paragraphs[0]
        _give_style(foot, "Quiet")
        foot.add_run(clean(text))
        return foot

    def _shape(self, width: float, height: float, margin: float) -> None:
        from docx.shared import Cm

        section = self._document.sections[-1]
        section.page_width, section.page_height = Cm(width), Cm(height)
        section.left_margin = section.right_margin = Cm(margin)
        section.top_margin = section.bottom_margin = Cm(margin)


def add_row(table: Table, widths: Sequence[float]) -> _Row:
    """Add a row that is not parted by the end of a page; widths are in centimetres."""
    from docx.shared import Cm

    row: _Row = table.add_row()  # type: ignore[no-untyped-call]
    row._tr.get_or_add_trPr().append(_element("w:cantSplit"))
    for cell, width in zip(row.cells, widths, strict=True):
        cell.width = Cm(width)
    return row


def fill(
    cell: _Cell, text: str, notes: Sequence[int] = (), *, style: str = "Cell", bold: bool = False
) -> Paragraph:
    """Add a paragraph to a cell: the first goes where an empty cell has one already."""
    first = cell.paragraphs[0]
    begun = len(cell.paragraphs) > 1 or first.runs
    paragraph: Paragraph = cell.add_paragraph() if begun else first
    _give_style(paragraph, style)
    write(paragraph, text, notes, bold=bold)
    return paragraph


def write(
    paragraph: Paragraph, text: str, notes: Sequence[int] = (), *, bold: bool = False
) -> None:
    """Add words to a paragraph, and raised behind them the numbers of their notes."""
    paragraph.add_run(clean(text)).bold = bold or None
    if notes:
        paragraph.add_run(", ".join(map(str, notes))).font.superscript = True


def _give_style(paragraph: Paragraph, name: str) -> None:
    # By its identifier: looking a name up reads all styles of the template, each time.
    paragraph._p.style = name.replace(" ", "")


def clean(text: str) -> str:
    """Return text as a document can hold it, with what is not seen written out."""
    return _NOT_XML.sub("\ufffd", visible(text.replace("\t", " ")))


def _begun() -> Document:
    try:
        import docx
    except ImportError as error:
        raise GovgraphError(
            "no-docx",
            "docx needs the library python-docx, which is not installed.",
            hint="Install it with: pip install 'govgraph[office]'",
        ) from error
    document = docx.Document()
    # The picture of another document comes with the template.
    related = document.part.package.rels
    for name in [n for n, r in related.items() if r.reltype.endswith("/thumbnail")]:
        del related[name]
    return document


def _set_styles(document: Document) -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Cm, Pt, RGBColor

    styles = document.styles
    normal = cast("ParagraphStyle", styles["Normal"])
    normal.font.size, normal.paragraph_format.space_after = Pt(11), Pt(8)
    _set_font(normal)
    for name, size, before in _HEADINGS:
        style = cast("ParagraphStyle", styles[name])
        style.font.size, style.font.bold = Pt(size), True
        style.font.color.rgb = RGBColor(0, 0, 0)
        style.paragraph_format.space_before = Pt(before)
        style.paragraph_format.space_after = Pt(6)
        _set_font(style)
    for name, size, indent in _STYLES:
        style = cast("ParagraphStyle", styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH))
        style.base_style, style.font.size = normal, Pt(size)
        style.paragraph_format.space_after = Pt(3)
        style.paragraph_format.left_indent = Cm(indent)
        if name == "Quiet":
            style.font.color.rgb = RGBColor.from_string(_QUIET)
        if name == "Note":
            style.paragraph_format.first_line_indent = Cm(-indent)
    language = styles.element.find(f".//{_qualified('w:lang')}")
    if language is not None:
        language.set(_qualified("w:val"), "en-GB")


def _set_font(style: ParagraphStyle) -> None:
    style.font.name = _FONT
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    # A font of the theme would go before the one that is named.
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(_qualified(f"w:{theme}"), None)


def _draw(table: Table) -> None:
    """Give a table thin lines, and its cells room around their words."""
    borders, margins = _element("w:tblBorders"), _element("w:tblCellMar")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        borders.append(_element(f"w:{side}", val="single", sz="4", space="0", color=_LINE))
    for side, width in (("top", "60"), ("left", "110"), ("bottom", "60"), ("right", "110")):
        margins.append(_element(f"w:{side}", w=width, type="dxa"))
    # Their places are those of the schema (ECMA-376 part 1, 17.4.59).
    layout = table._tbl.tblPr.find(_qualified("w:tblLayout"))
    layout.addprevious(borders)
    layout.addnext(margins)


def _element(name: str, **attributes: str) -> BaseOxmlElement:
    from docx.oxml import OxmlElement

    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(_qualified(f"w:{key}"), value)
    return made


def _qualified(name: str) -> str:
    from docx.oxml.ns import qn

    return qn(name)
