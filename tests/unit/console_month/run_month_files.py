"""The month as XLSX and CSV, read back by openpyxl and by Python's csv: each cell is what was worked out by hand, of the right
type. Last line: N passed, N failed."""

from __future__ import annotations

import argparse
import copy
import csv
import io
import re
import subprocess
import sys
import tempfile
import time
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Callable
from xml.etree import ElementTree

import openpyxl
from openpyxl.utils import get_column_letter
from openpyxl.utils.escape import unescape
from openpyxl.worksheet.worksheet import Worksheet

from expected_month import EMPTY_NOTE, TABLES, Cell, Count, Dong, Table

HEADER_ROW, FIRST_ROW = 3, 4
FORMATS = {Dong: "#,##0", Count: "0", datetime: "dd/mm/yyyy hh:mm", date: "dd/mm/yyyy", str: "@"}
ESCAPE = re.compile("_x[0-9A-Fa-f]{4}_")
FORMULA_STARTS = tuple("=+-@\t\r\n＝＋－＠")


class Checker:
    """The count of cases."""

    def __init__(self) -> None:
        self.passed = self.failed = 0

    def run(self, what: str, case: Callable[[], None]) -> None:
        """One case; an assertion that fails is told."""
        try:
            case()
            self.passed += 1
        except AssertionError as problem:
            self.failed += 1
            print(f"FAILED {what}: {problem}")


def equal(found: object, wanted: object, where: str) -> None:
    """Of the same type, too."""
    assert type(found) is type(wanted) and found == wanted, f"{where}: {found!r} is not {wanted!r}"


def check_cell(sheet: Worksheet, row: int, column: int, wanted: Cell) -> None:
    """Value, type and number format."""
    cell = sheet.cell(row, column)
    where = f"{sheet.title}!{cell.coordinate}"
    if wanted is None:
        return equal(cell.value, None, where)
    equal(cell.number_format, FORMATS[type(wanted)], where)
    if isinstance(wanted, (Dong, Count)):
        return equal(cell.value, wanted.value, where)
    if isinstance(wanted, str):
        assert cell.data_type == "s", f"{where}: not a text"
        # A text that looks like an escape is escaped itself, which openpyxl undoes; other escapes it leaves.
        return equal(cell.value if ESCAPE.search(wanted) else unescape(cell.value), wanted, where)
    assert cell.is_date, f"{where}: not a date"
    found = cell.value if isinstance(wanted, datetime) else cell.value.date()
    return equal(found, wanted, where)


def check_totals(sheet: Worksheet, values: Worksheet, table: Table) -> None:
    """Formulas over every row, and the value that is shown before anything is computed."""
    row = FIRST_ROW + len(table.rows)
    if not table.rows or not table.totals:
        return equal(sheet.max_row, max(row - 1, HEADER_ROW), f"{sheet.title}: last row")
    equal(sheet.cell(row, 1).value, "Tổng cộng", f"{sheet.title}: label of the totals")
    for number, title in enumerate(table.columns, 1):
        where = f"{sheet.title}: total of {title}"
        if title not in table.totals:
            equal(sheet.cell(row, number).value, None if number > 1 else "Tổng cộng", where)
            continue
        letter = get_column_letter(number)
        equal(sheet.cell(row, number).value, f"=SUBTOTAL(9,{letter}{FIRST_ROW}:{letter}{row - 1})", where)
        cells = [values.cell(at, number).value for at in range(FIRST_ROW, row)]
        equal(sum(value for value in cells if value is not None), table.totals[title], where)
        equal(values.cell(row, number).value, table.totals[title], where)


def check_view(sheet: Worksheet, table: Table) -> None:
    """What makes it usable: header in sight, filter, widths, print."""
    equal(sheet.freeze_panes, f"A{FIRST_ROW}", f"{sheet.title}: frozen")
    last = f"{get_column_letter(len(table.columns))}{HEADER_ROW + len(table.rows)}"
    equal(sheet.auto_filter.ref, f"A{HEADER_ROW}:{last}" if table.rows else None, f"{sheet.title}: filter")
    for number in range(1, len(table.columns) + 1):
        assert sheet.column_dimensions[get_column_letter(number)].width >= 8, f"{sheet.title}: width of column {number}"
        assert sheet.cell(HEADER_ROW, number).font.bold, f"{sheet.title}: header {number} is not bold"
    equal(sheet.page_setup.orientation, "landscape", f"{sheet.title}: orientation")


def check_sheet(sheet: Worksheet, values: Worksheet, table: Table) -> None:
    """Every cell of one sheet."""
    equal(sheet.cell(1, 1).value, table.title, "title")
    equal(sheet.cell(2, 1).value, table.note, "note")
    equal([cell.value for cell in sheet[HEADER_ROW]], table.columns, f"{sheet.title}: header")
    for number, row in enumerate(table.rows):
        equal(len(row), len(table.columns), f"{sheet.title}: expected row {number}")
        for column, wanted in enumerate(row, 1):
            check_cell(sheet, FIRST_ROW + number, column, wanted)
    check_totals(sheet, values, table)
    check_view(sheet, table)


def check_book(checker: Checker, file: Path, tables: list[Table]) -> None:
    """Every sheet of a workbook."""
    book, values = openpyxl.load_workbook(file), openpyxl.load_workbook(file, data_only=True)
    checker.run(f"{file.name} has its tabs", lambda: equal(book.sheetnames, [table.name for table in tables], "tabs"))
    for table in tables:
        checker.run(f"{file.name}, {table.name}", lambda table=table: check_sheet(book[table.name], values[table.name], table))


def csv_field(cell: Cell) -> str:
    """How a value stands in the CSV."""
    if cell is None:
        return ""
    if isinstance(cell, (Dong, Count)):
        return str(cell.value)
    if isinstance(cell, datetime):
        return cell.strftime("%d/%m/%Y %H:%M")
    if isinstance(cell, date):
        return cell.strftime("%d/%m/%Y")
    return "'" + cell if cell.lstrip(" ").startswith(FORMULA_STARTS) else cell


def check_csv(file: Path, table: Table) -> None:
    """Every field of one CSV."""
    content = file.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf"), "no byte order mark"
    assert content.endswith(b"\r\n"), "the last line does not end"
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";", strict=True))
    equal(rows[0], [csv_field(title) for title in table.columns], "header")
    equal(rows[1:], [[csv_field(cell) for cell in row] for row in table.rows], "rows")


def hostile_table(file: Path) -> Table:
    """The texts that the writer says it was given."""
    content, texts = file.read_bytes(), []
    while content:
        size, content = content.split(b":", 1)
        texts.append(content[:int(size)].decode())
        content = content[int(size):]
    assert len(texts) >= 30, "too few texts"
    rows: list[list[Cell]] = [[text, Count(number)] for number, text in enumerate(texts, 1)]
    return Table("Văn bản", "=title()", "+note", ["@Văn bản", "Số"], rows, {"Số": sum(range(len(texts) + 1))})


def check_texts(file: Path, table: Table) -> None:
    """Each text as the file has it, read as the standard says and not as openpyxl does."""
    with zipfile.ZipFile(file) as archive:
        root = ElementTree.fromstring(archive.read("xl/sharedStrings.xml"))
    found = [ESCAPE.sub(lambda code: chr(int(code[0][2:6], 16)), item[0].text or "") for item in root]
    texts = [table.title, table.note, *table.columns, *(row[0] for row in table.rows), "Tổng cộng"]
    equal(sorted(found), sorted(texts), "texts")


def check_parts(file: Path) -> None:
    """No formula but the totals, no clock, nothing that reaches out of the file."""
    with zipfile.ZipFile(file) as archive:
        for part in archive.infolist():
            equal(part.date_time, (1980, 1, 1, 0, 0, 0), part.filename)
            text = archive.read(part).decode()
            assert 'TargetMode="External"' not in text, f"{part.filename}: a link"
            for formula in re.findall(r"<f[ >].*?</f>", text):
                assert formula.startswith("<f>SUBTOTAL(9,"), f"{part.filename}: {formula}"
        core = archive.read("docProps/core.xml").decode()
        equal(sorted(set(re.findall(r">(\d{4}-[^<]*)<", core))), ["2025-12-17T01:05:42Z"], "moment in core.xml")


def write(writer: Path, folder: Path) -> None:
    """Asks the program for its samples."""
    subprocess.run([str(writer), str(folder)], check=True, timeout=60)


def check_same(one: Path, other: Path) -> None:
    """The same input, a second later, is the same bytes."""
    names = sorted(file.name for file in one.iterdir())
    equal(len(names), 15, "files")
    for name in names:
        assert (one / name).read_bytes() == (other / name).read_bytes(), f"{name} differs"


def empty(table: Table) -> Table:
    """The table of a month in which nothing happened."""
    out = copy.copy(table)
    out.rows, out.totals = [], {}
    out.note = EMPTY_NOTE + ("; chưa có chứng từ ngân hàng" if table.name == "Tổng hợp" else "")
    return out


def run(checker: Checker, writer: Path, folders: tuple[Path, Path]) -> None:
    """Every case."""
    one, other = folders
    write(writer, one)
    months = {"november": TABLES, "empty": {part: empty(table) for part, table in TABLES.items()}}
    for month, tables in months.items():
        check_book(checker, one / f"{month}.xlsx", list(tables.values()))
        for part, table in tables.items():
            name = f"{month}-{part}.csv"
            checker.run(name, lambda name=name, table=table: check_csv(one / name, table))
    hostile = hostile_table(one / "hostile.txt")
    check_book(checker, one / "hostile.xlsx", [hostile])
    checker.run("hostile.csv", lambda: check_csv(one / "hostile.csv", hostile))
    checker.run("texts of hostile.xlsx", lambda: check_texts(one / "hostile.xlsx", hostile))
    for name in ("november.xlsx", "empty.xlsx", "hostile.xlsx"):
        checker.run(f"parts of {name}", lambda name=name: check_parts(one / name))
    time.sleep(1.1)
    write(writer, other)
    checker.run("the same bytes again", lambda: check_same(one, other))


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--writer", type=Path, required=True)
    writer = parser.parse_args().writer.resolve()
    checker = Checker()
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
        run(checker, writer, (Path(one), Path(other)))
    print(f"{checker.passed} passed, {checker.failed} failed")
    return 0 if checker.failed == 0 else 1


if __name__ == "__main__":
    sys.exit(main())
