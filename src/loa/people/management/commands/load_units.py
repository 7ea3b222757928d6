"""Bring a list of units, and of what became of them, in from two tab-separated files."""

import csv
from argparse import ArgumentParser
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from loa.base.clock import now
from loa.people.actions import UnitsRefused, load_units
from loa.people.actions.units import ChangeLine, UnitLine

UNITS, CHANGES = "don-vi.tsv", "thay-doi.tsv"


class Command(BaseCommand):
    help = f"Nạp danh sách đơn vị ({UNITS}) và thay đổi đơn vị ({CHANGES}) trong một thư mục."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help=f"thư mục có {UNITS} và, nếu cần, {CHANGES}")

    def handle(self, *, folder: Path, **options: Any) -> None:
        """Load both files in the name of the system and print how much was new."""
        try:
            units = [_unit(row) for row in _rows(folder / UNITS)]
            changes = [_change(row) for row in _rows(folder / CHANGES)] if (folder / CHANGES).exists() else []
            new, events = load_units(units, changes, by=None, at=now())
        except OSError as problem:
            raise CommandError(f"Không mở được tệp {UNITS} trong {folder}.") from problem
        except (KeyError, ValueError) as problem:
            raise CommandError(f"Tệp đơn vị có cột hoặc ngày không đúng: {problem}.") from problem
        except UnitsRefused as problem:
            raise CommandError("\n".join((*problem.reasons, "Chưa có gì được lưu."))) from problem
        self.stdout.write(f"Đã nạp {new} đơn vị và {events} thay đổi mới.")


def _rows(file: Path) -> Iterator[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines, delimiter="\t")


def _unit(row: dict[str, str]) -> UnitLine:
    return UnitLine(
        key=row["khoa"],
        kind=row["loai"],
        tier=row["cap"],
        function=row["chuc_nang"],
        name=row["ten"],
        official_code=row["ma"],
        parent=row["truc_thuoc"],
        valid_from=_day(row["tu_ngay"]),
        valid_until=_day(row["den_truoc_ngay"]) if row["den_truoc_ngay"] else None,
        source=row["can_cu"],
        phone=row.get("dien_thoai") or "",
        email=row.get("thu_dien_tu") or "",
        address=row.get("dia_chi") or "",
        website=row.get("trang") or "",
        aliases=tuple(alias.strip() for alias in (row["ten_khac"] or "").split(";") if alias.strip()),
    )


def _change(row: dict[str, str]) -> ChangeLine:
    return ChangeLine(
        on=_day(row["ngay"]),
        legal_act=row["van_ban"],
        from_unit=row["tu_don_vi"],
        to_unit=row["thanh_don_vi"],
        extent=row["muc_do"],
    )


def _day(text: str) -> date:
    return datetime.strptime(text, "%d/%m/%Y").date()  # noqa: DTZ007  (a calendar day has no time zone)
