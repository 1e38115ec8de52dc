"""Workbooks: the same bytes each time, text that stays text, and safe reading of other people's."""

from __future__ import annotations

import io
import re
import sys
import zipfile
from datetime import date
from typing import Any

import openpyxl
import pytest

from govgraph import workbook_parts, workbooks
from govgraph.errors import GovgraphError
from govgraph.render.archive import write_zip
from govgraph.render.xlsx import LONGEST, Column, Sheet, as_xlsx
from govgraph.workbooks import read_table

WANTED = ("Date", "No.", "Action")
SHEET = Sheet(
    "Actions",
    "Log & list",
    ("As of a day.",),
    (Column("Date", 12), Column("No.", 5), Column("Action", 30, ("mend", "paint"))),
    (
        (date(2031, 4, 10), 1, '=HYPERLINK("http://example.org")'),
        (date(2031, 4, 10), 2, "two\nlines \x07 and | a pipe"),
    ),
)


@pytest.fixture(scope="module")
def written() -> bytes:
    return as_xlsx(SHEET, {"Short forms": "none"}, "2031-05-02")


def workbook(*rows: tuple[object, ...], merged: str = "") -> bytes:
    """A workbook as a person may save it."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    if merged:
        book.active.merge_cells(merged)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def unpack(raw: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def with_part(raw: bytes, part: str, content: bytes) -> bytes:
    """The same workbook with one part replaced."""
    out = io.BytesIO()
    write_zip(unpack(raw) | {part: content}, out)
    return out.getvalue()


def refused(raw: bytes) -> str:
    with pytest.raises(GovgraphError) as error:
        read_table(raw, "log.xlsx", WANTED)
    assert str(error.value).startswith("log.xlsx")
    return str(error.value)


GOOD = workbook(WANTED, ("2031-04-10", 1, "Mend the lift."))
PART = "xl/worksheets/sheet1.xml"


def test_a_workbook_has_the_same_bytes_each_time(written: bytes) -> None:
    """Neither the entries of the file nor its properties have a clock."""
    assert as_xlsx(SHEET, {"Short forms": "none"}, "2031-05-02") == written
    with zipfile.ZipFile(io.BytesIO(written)) as archive:
        assert {i.date_time for i in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = archive.read("docProps/core.xml").decode()
    assert core.count("2031-05-02T00:00:00Z") == 2
    assert not any(b" />" in part for part in unpack(written).values())


def test_what_begins_like_a_formula_is_text(written: bytes) -> None:
    """A spreadsheet finds no formula in the workbook, and makes none when the cell is edited."""
    table = openpyxl.load_workbook(io.BytesIO(written))["Actions"]
    cell = table["C5"]
    assert (cell.value, cell.data_type) == ('=HYPERLINK("http://example.org")', "s")
    assert cell.quotePrefix
    assert all(c.data_type != "f" for row in table for c in row)


def test_a_workbook_is_set_up_for_screen_and_paper(written: bytes) -> None:
    """The heading stays in sight and is repeated, rows can be filtered, pages are landscape."""
    table = openpyxl.load_workbook(io.BytesIO(written))["Actions"]
    assert table.freeze_panes == "A5"
    assert table.auto_filter.ref == "A4:C6"
    assert table.print_title_rows == "$4:$4"
    assert (table.page_setup.orientation, table.page_setup.fitToHeight) == ("landscape", 0)
    assert table["C5"].alignment.wrap_text
    assert table.oddFooter.left.text == "Log && list"
    assert [v.formula1 for v in table.data_validations.dataValidation] == ['"mend,paint"']
    assert table["A5"].is_date


def test_what_is_written_is_read(written: bytes) -> None:
    """Days, numbers and texts come back, whatever stands above the heading."""
    read = read_table(written, "log.xlsx", ("No.", "Date"), ("Action", "Note"))
    assert read.sheet == "Actions"
    assert read.others == ()
    assert [(r.number, r.cells["Date"], r.cells["No."]) for r in read.rows] == [
        (5, "2031-04-10", "1"),
        (6, "2031-04-10", "2"),
    ]
    assert read.rows[1].cells["Action"] == "two lines \\u0007 and | a pipe"
    assert read_table(written, "log.xlsx", ("Date",)).others == ("No.", "Action")


def test_columns_may_stand_in_any_order_on_any_sheet() -> None:
    """Further columns, empty rows and a sheet before it do no harm."""
    book = openpyxl.load_workbook(io.BytesIO(workbook(("x",))))
    table = book.create_sheet("Second")
    rows: list[tuple[object, ...]] = [("a title",), (), ("Action", "x", "Date", "No."), ()]
    for cells in (*rows, ("Mend.", 9, "d", 2.0)):
        table.append(cells)
    out = io.BytesIO()
    book.save(out)
    (row,) = read_table(out.getvalue(), "log.xlsx", WANTED).rows
    assert (row.number, row.cells) == (5, {"Date": "d", "No.": "2", "Action": "Mend."})


def test_other_columns_are_named() -> None:
    """What is missing is said, with the nearest heading that is there."""
    assert "it has no column 'Action'." in refused(workbook(("Date", "No.", "Actions"), (1, 2, 3)))
    assert "Did you mean 'Actions'?" in refused(workbook(("Date", "No.", "Actions"), (1, 2, 3)))
    assert "it has no column 'Date', 'No.' and 'Action'." in refused(workbook(("x",), ("y",)))
    assert "2 columns are headed 'Action'." in refused(workbook((*WANTED, "Action")))


def test_merged_cells_are_refused_below_the_heading_only() -> None:
    """A row is one action; a title over the table may span it."""
    title = ("Log", None, None)
    rows = (title, WANTED, ("2031-04-10", 1, "a"), ("2031-04-10", 2, "b"))
    assert "the cells A3:A4 are merged" in refused(workbook(*rows, merged="A3:A4"))
    assert len(read_table(workbook(*rows, merged="A1:C1"), "log.xlsx", WANTED).rows) == 2


def test_a_formula_is_refused_with_its_cell() -> None:
    """No value that a program worked out is taken for a person's word."""
    message = refused(workbook(WANTED, ("2031-04-10", 1, "=A1")))
    assert "sheet Sheet: the cell C2 (Action) holds a formula" in message
    elsewhere = workbook((*WANTED, "Mine"), ("2031-04-10", 1, "a", "=A1"))
    assert read_table(elsewhere, "log.xlsx", WANTED).rows[0].cells["Action"] == "a"


def test_a_hundred_thousand_rows_are_not_read_to_the_end() -> None:
    """Rows are read up to a number, which the message names."""
    row = '<row r="{0}"><c r="A{0}" t="inlineStr"><is><t>x</t></is></c></row>'
    head = "".join(
        f'<c r="{c}1" t="inlineStr"><is><t>{n}</t></is></c>'
        for c, n in zip("ABC", WANTED, strict=True)
    )
    rows = "".join(row.format(n) for n in range(2, 100_002))
    sheet = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f'<sheetData><row r="1">{head}</row>{rows}</sheetData></worksheet>'
    )
    message = refused(with_part(GOOD, PART, sheet.encode()))
    assert "it has 100,001 rows; up to 50,000 under the heading are read, and none was" in message


def test_a_row_far_below_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows that are left out between two are counted as rows."""
    monkeypatch.setattr(workbooks, "MOST_ROWS", 20)
    assert len(read_table(workbook(WANTED, *[("d", 1, "x")] * 20), "x", WANTED).rows) == 20
    book = openpyxl.load_workbook(io.BytesIO(GOOD))
    book.active["A900000"] = "x"
    out = io.BytesIO()
    book.save(out)
    assert "it has more than 20 rows;" in refused(out.getvalue())


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"Date,No.,Action\n", "it is no .xlsx file."),
        (b"", "it is no .xlsx file."),
        (b"PK\x03\x04", "it is damaged or not whole."),
        (GOOD[: len(GOOD) // 2], "it is damaged or not whole."),
        (GOOD[:-10] + b"0123456789", "it is damaged or not whole."),
        (with_part(GOOD, PART, b"<worksheet"), "it is damaged or not whole."),
        (with_part(GOOD, "xl/workbook.xml", b"<x/>"), "it is damaged or not whole."),
        (with_part(GOOD, "xl/_rels/workbook.xml.rels", b"<"), "it is damaged or not whole."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "a workbook of the old form (.xls)"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "it is encrypted. Save it as .xlsx without a password.",
        ),
        (
            with_part(GOOD, PART, b'<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'),
            "declares a document type",
        ),
    ],
    # The bytes of a workbook hold the time at which it was written.
    ids=lambda v: v if isinstance(v, str) else "",
)
def test_what_is_no_sound_workbook_is_refused(raw: bytes, words: str) -> None:
    """Each kind of file that cannot be read is told for what it is."""
    assert words in refused(raw)


def test_a_zip_file_of_something_else_is_refused() -> None:
    """A document in a ZIP file is no workbook."""
    out = io.BytesIO()
    write_zip({"word/document.xml": b"<x/>"}, out)
    assert "it is a ZIP file, but no .xlsx." in refused(out.getvalue())


def test_what_unfolds_without_end_is_not_unfolded() -> None:
    """A small file that says that it holds 200 MB is refused before a part of it is read."""
    size = 1_234_567
    small = with_part(GOOD, "xl/sharedStrings.xml", b" " * size)
    said = size.to_bytes(4, "little"), (200_000_000).to_bytes(4, "little")
    bomb = small.replace(*said)
    assert len(bomb) < 10_000
    assert "it would unfold to 200 MB; up to 100 MB are read, and nothing was." in refused(bomb)


def test_a_size_that_is_not_true_does_not_help() -> None:
    """A part that says it is small is read to the size it gives, and found damaged."""
    raw = bytearray(with_part(GOOD, PART, b" " * 1_000_000))
    true = (1_000_000).to_bytes(4, "little")
    assert raw.count(true) == 2
    assert "damaged" in refused(bytes(raw.replace(true, (10).to_bytes(4, "little"))))


def test_an_encrypted_part_is_told() -> None:
    """A ZIP file with a password is refused without asking for it."""
    raw = bytearray(GOOD)
    with zipfile.ZipFile(io.BytesIO(GOOD)) as archive:
        start = archive.start_dir
    raw[start + 8] |= 1
    assert "it is encrypted." in refused(bytes(raw))


CELLS = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'


@pytest.mark.parametrize(
    ("part", "content"),
    [
        (PART, CELLS + "<row>" + "<c/>" * 500),
        (PART, CELLS + "<row>" + ("<c/>" * 90 + "<!--<row >-->") * 5),
        (PART, CELLS + ("<row>" + "<c/>" * 90 + "</row>") * 20),
        (PART, CELLS + "<row><c><is>" + "<r/>" * 150),
        (PART, CELLS + "</sheetData><mergeCells>" + '<mergeCell ref="A1:B1"/>' * 150),
        ("xl/styles.xml", "<styleSheet><cellXfs>" + ("<xf/>" * 50 + "<row/>") * 5),
        ("xl/workbook.xml", "<workbook>" + "<x:definedName>a</x:definedName>" * 150),
        ("xl/styles.xml", "<a " + " ".join(f'a{n}=""' for n in range(600)) + "/>"),
        (PART, CELLS + "<row><c " + " ".join(f'a{n}=""' for n in range(600)) + "/>"),
        ("xl/worksheets/sheet9.dat", "<a>" + "<x/>" * 150),
    ],
    ids=lambda v: v[:40],
)
def test_more_elements_than_a_log_needs_are_not_read(
    part: str, content: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A small file of a great many empty elements is refused before the library sees it."""
    monkeypatch.setattr(workbook_parts, "_MOST_ELEMENTS", 100)
    monkeypatch.setattr(workbook_parts, "_MOST_CELLS", 1_000)
    monkeypatch.setattr(workbook_parts, "_MOST_ATTRIBUTES", 500)
    for chunk in (1 << 20, 1_031):
        monkeypatch.setattr(workbook_parts, "_CHUNK", chunk)
        small = {"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"}
        out = io.BytesIO()
        write_zip(small | {part: content.encode()}, out)
        assert f"its part {part} has more elements than are read" in refused(out.getvalue())


def test_rows_wider_than_a_log_are_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Many cells take many rows: the library takes its time for each cell, read or not."""
    monkeypatch.setattr(workbook_parts, "_FEW", 1_000)
    wide = ("d", 1, *[""] * 90)
    assert len(read_table(workbook(("Log", None), WANTED, *[wide] * 10), "x", WANTED).rows) == 10
    part = CELLS + ("<row>" + "<c/>" * 180 + "</row>") * 10
    assert f"its part {PART} has more elements than are read" in refused(
        with_part(GOOD, PART, part.encode())
    )


def test_pieces_do_not_change_what_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows and merged cells are found wherever a piece of a part ends."""
    raw = workbook(("Log", None), WANTED, *[("d", n, "x") for n in range(90)], merged="A1:B1")
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        whole = workbook_parts.look_through(archive, "x")
        assert {(p.rows, p.merged) for p in whole if p.rows} == {(92, ("A1:B1",))}
        for chunk in (1_001, 1_003, 1_234):
            monkeypatch.setattr(workbook_parts, "_CHUNK", chunk)
            assert workbook_parts.look_through(archive, "x") == whole


@pytest.mark.parametrize(
    "content",
    [
        '<?xml version="1.0"?><!DOCTYPE x><x/>'.encode("utf-16"),
        '<?xml version="1.0"?><!DOCTYPE x><x/>'.encode("utf-16-le"),
        " <!DOCTYPE x><x/>".encode("utf-16-be"),
        "<x/>".encode("utf-32"),
        b"<?xml version='1.0' encoding = 'UTF-7'?><x/>",
        b"<?xml" + b" " * 2_000 + b"encoding='UTF-16'?><x/>",
        '<?xml version="1.0" encoding="cp037"?><x/>'.encode("cp037"),
    ],
)
@pytest.mark.parametrize("part", [PART, "xl/worksheets/sheet9.dat", "xl/_rels/workbook.xml.rels"])
def test_a_part_in_another_encoding_is_refused(part: str, content: bytes) -> None:
    """No document type slips by in UTF-16, nor in a part whose name does not end in .xml."""
    assert "a part of it is not in UTF-8" in refused(with_part(GOOD, part, content))


def test_what_is_not_xml_does_no_harm() -> None:
    """Pictures and the settings of a printer are let be; a document type is not."""
    settings = with_part(GOOD, "xl/printerSettings/1.bin", "HP".encode("utf-16-le") + b"\0" * 90)
    assert len(read_table(settings, "x", WANTED).rows) == 1
    named = with_part(GOOD, "xl/media/1.png", b"\xef\xbb\xbf <!DOCTYPE x><x/>")
    assert "declares a document type" in refused(named)


def saved(book: Any) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_chart_on_a_sheet_of_its_own_is_left_alone() -> None:
    """What is no table is no reason to call the workbook damaged."""
    book = openpyxl.load_workbook(io.BytesIO(GOOD))
    book.create_chartsheet("Chart", 0)
    assert read_table(saved(book), "x", WANTED).sheet == "Sheet"
    book.active = 1
    book["Sheet"].sheet_state = "hidden"
    assert "no sheet of cells in it is visible." in refused(saved(book))


def test_a_file_with_macros_is_told() -> None:
    """It is read where it can be, and named for what it is where it cannot."""
    types = unpack(GOOD)["[Content_Types].xml"]
    main = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    assert main in types
    macros = with_part(GOOD, "xl/vbaProject.bin", b"\xd0\xcf\x11\xe0")
    kind = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    sound = with_part(macros, "[Content_Types].xml", types.replace(main, kind))
    assert len(read_table(sound, "x", WANTED).rows) == 1
    other = with_part(macros, "[Content_Types].xml", types.replace(main, b"x"))
    assert "it holds macros. Save it as .xlsx, without macros." in refused(other)


def test_warnings_of_the_library_reach_nobody(recwarn: pytest.WarningsRecorder) -> None:
    """What the library says to programmers is not for those who check a log."""
    styles = unpack(GOOD)["xl/styles.xml"]
    bare = re.sub(rb"<cellStyles?\b.*</cellStyles>", b"", styles)
    assert bare != styles
    raw = with_part(GOOD, "xl/styles.xml", bare)
    openpyxl.load_workbook(io.BytesIO(raw))
    assert recwarn.pop(UserWarning)
    recwarn.clear()
    assert len(read_table(raw, "x", WANTED).rows) == 1
    assert not recwarn.list


def test_a_second_sheet_with_the_headings_is_named() -> None:
    """The first is read, and which others were not is known; hidden ones do not count."""
    book = openpyxl.load_workbook(io.BytesIO(GOOD))
    for title in ("Second", "Third", "Hidden"):
        book.copy_worksheet(book["Sheet"]).title = title
    book["Hidden"].sheet_state = "hidden"
    book.create_sheet("Other")
    read = read_table(saved(book), "x", WANTED)
    assert (read.sheet, read.alike) == ("Sheet", ("Second", "Third"))


def test_a_text_too_long_for_a_cell_is_told() -> None:
    """No text is cut off without a word."""
    sheet = SHEET._replace(rows=((date(2031, 4, 10), 1, "x" * (LONGEST + 1)),))
    with pytest.raises(GovgraphError, match="holds 32,767 characters, and a text has 32,768"):
        as_xlsx(sheet, {}, "2031-05-02")


def test_without_the_library_the_message_says_how_to_get_it(monkeypatch: Any) -> None:
    """Writing and reading name the extra that brings openpyxl."""
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    for call in (lambda: as_xlsx(SHEET, {}, "2031-05-02"), lambda: read_table(GOOD, "x", WANTED)):
        with pytest.raises(GovgraphError, match=r"pip install 'govgraph\[office\]'"):
            call()
