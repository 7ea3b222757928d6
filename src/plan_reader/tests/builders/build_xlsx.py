"""Builds an .xlsx: workbooks as Excel saves them through XlsxWriter, odd ones from markup."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

from plan_reader.tests.builders.build_docx import zipped

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


def workbook(fill: Callable[[Any], None]) -> bytes:
    """Return the workbook that `fill` made of an empty one."""
    import xlsxwriter

    buffer = io.BytesIO()
    made = xlsxwriter.Workbook(buffer, {"in_memory": True})
    fill(made)
    made.close()
    return buffer.getvalue()


def sheet(fill: Callable[[Any, Any], None], name: str = "Phụ lục") -> bytes:
    """Return a workbook of one sheet that `fill` wrote; it receives the workbook and the sheet."""
    return workbook(lambda made: fill(made, made.add_worksheet(name)))


def raw_xlsx(data: str, *, strings: str = "", styles: str = "", after: str = "", workbook_props: str = "") -> bytes:
    """Return a workbook of one sheet with this markup inside sheetData, sst and styleSheet."""
    parts = {
        "_rels/.rels": _relations(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": (
            f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><workbookPr {workbook_props}/>'
            '<sheets><sheet name="Trang 1" sheetId="1" r:id="rId1"/></sheets></workbook>'
        ),
        "xl/_rels/workbook.xml.rels": _relations(
            ("worksheet", "worksheets/sheet1.xml"), ("sharedStrings", "sharedStrings.xml"), ("styles", "styles.xml")
        ),
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_MAIN}"><sheetData>{data}</sheetData>{after}</worksheet>',
        "xl/sharedStrings.xml": f'<sst xmlns="{_MAIN}">{strings}</sst>',
        "xl/styles.xml": f'<styleSheet xmlns="{_MAIN}">{styles}</styleSheet>',
    }
    return zipped({name: part.encode() for name, part in parts.items()})


def _relations(*targets: tuple[str, str]) -> str:
    made = "".join(
        f'<Relationship Id="rId{index}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for index, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{_RELATIONS}">{made}</Relationships>'
