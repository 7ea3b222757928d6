"""The record of what was done, within the reach of whoever reads it, in the words people use."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import CharField, Q, QuerySet
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast
from django.utils.timezone import get_current_timezone, localtime

from loa.lib.vietnamese_text import fold
from loa.people.choices import ACTION_WORDS, Role
from loa.people.models import AuditEntry, Unit, User
from loa.people.queries.accounts import with_words
from loa.people.queries.units import unit_names

ENTRIES_A_PAGE = 50
MOST_EXPORTED = 20_000
SYSTEM = "Hệ thống"
_DETAIL_WORDS = {
    "after": "sau khi đổi",
    "amount": "số tiền (đồng)",
    "basis": "căn cứ",
    "before": "trước khi đổi",
    "came_back": "số đầu việc trở lại",
    "changed": "đã đổi",
    "channel": "kênh",
    "clauses": "số mục",
    "comment": "trao đổi",
    "consent": "người trong ảnh",
    "code": "mã",
    "count": "số đầu việc",
    "day": "ngày",
    "days": "số ngày",
    "decision": "quyết định",
    "due_on": "hạn cuối",
    "dropped": "bỏ tệp",
    "duties": "số nhiệm vụ của đơn vị",
    "editor_first": "đơn vị duyệt trước",
    "events": "số lần sắp xếp đơn vị",
    "evidence": "minh chứng",
    "fell_away": "số đầu việc thôi phải làm",
    "figures": "số liệu",
    "file": "tệp",
    "file_name": "tên tệp",
    "findings": "số lưu ý",
    "fingerprint": "dấu vết",
    "for": "cấp cho",
    "full": "viết đầy đủ",
    "head_approves": "lãnh đạo đơn vị duyệt trước",
    "headcount": "tổng số người",
    "hint": "loại gợi ý",
    "ids": "mã đầu việc",
    "items": "số đầu việc",
    "keys": "mã đơn vị",
    "kind": "loại",
    "letters": "số thư",
    "letters_taken": "trong đó đã thành tin cơ sở",
    "files": "số tệp",
    "language": "ngôn ngữ",
    "licence": "quyền sử dụng",
    "lines": "số dòng",
    "links": "số đường dẫn",
    "listed": "số người theo danh sách họp",
    "listener": "người nghe lại",
    "malware": "mã độc",
    "minimum": "ít nhất",
    "month": "tháng",
    "menu": "menu",
    "name": "tên",
    "notes": "số lưu ý",
    "number": "lần chốt",
    "obligations": "số đầu việc",
    "people": "số người được nhắc",
    "people_paid": "số người được trả",
    "period": "kỳ",
    "proposed": "số ngày đề nghị",
    "reached": "liên lạc được",
    "reason": "lý do",
    "recording": "bản ghi âm, ghi hình",
    "reminders": "số lượt nhắc",
    "revision": "bản",
    "rhythm": "nhịp báo cáo",
    "role": "vai trò",
    "section": "chuyên mục",
    "sha256": "mã băm",
    "short": "chữ viết tắt",
    "signed_on": "ngày của văn bản",
    "stage": "bước",
    "state": "trạng thái",
    "step": "bước",
    "steps": "các bước",
    "symbol": "số, ký hiệu văn bản",
    "tasks": "số nhiệm vụ",
    "translator": "người dịch",
    "unit": "đơn vị",
    "units": "số đơn vị",
    "until": "đến hết ngày",
    "untold": "số đầu việc không có ai để nhắc",
    "valid_from": "dùng từ ngày",
    "valid_until": "thôi dùng từ ngày",
    "values": "giá trị",
    "address": "địa chỉ",
    "source": "nguồn",
    "way": "bằng cách",
    "window": "trong mỗi",
    "word": "lời của nơi nhận",
}
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_LONG_KEY = re.compile(r"[0-9a-f]{64}")
_SHOWN_OF_KEY = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditFilter:
    """What entries are looked for; what is empty narrows nothing. Both days count."""

    person: str = ""
    action: str = ""
    since: date | None = None
    until: date | None = None
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditRow:
    """An entry in words."""

    at: datetime
    who: str
    account: str
    did: str
    kind: str
    name: str
    address: str
    details: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditPage:
    """One page of the record, newest first; how many entries there are in all is not counted, they are too many."""

    rows: list[AuditRow]
    number: int
    has_more: bool


def audit_page(reach: frozenset[int] | None, wanted: AuditFilter, page: int, on: date) -> AuditPage:
    """Return one page of what is looked for; four statements. None as reach stands for everything."""
    number = max(page, 1)
    first = (number - 1) * ENTRIES_A_PAGE
    found = list(_found(reach, wanted)[first : first + ENTRIES_A_PAGE + 1])
    rows = list(_in_words(found[:ENTRIES_A_PAGE], on))
    return AuditPage(rows=rows, number=number, has_more=len(found) > ENTRIES_A_PAGE)


def audit_export(reach: frozenset[int] | None, wanted: AuditFilter, on: date) -> list[AuditRow]:
    """Return all that is looked for, newest first, as many as a workbook takes and one more; four statements."""
    return list(_in_words(list(_found(reach, wanted)[: MOST_EXPORTED + 1]), on))


def _found(reach: frozenset[int] | None, wanted: AuditFilter) -> QuerySet[AuditEntry]:
    entries = AuditEntry.objects.select_related("by").order_by("-at", "-pk")
    if reach is not None:
        entries = _within(entries, reach)
    if words := fold(wanted.person).split():
        entries = entries.filter(by__in=with_words(User.objects.all(), words))
    if wanted.action:
        entries = entries.filter(action=wanted.action)
    zone = get_current_timezone()
    if wanted.since:
        entries = entries.filter(at__gte=datetime.combine(wanted.since, time.min, zone))
    if wanted.until:
        entries = entries.filter(at__lt=datetime.combine(wanted.until + timedelta(days=1), time.min, zone))
    for word in fold(wanted.text).split():
        entries = entries.filter(folded_name__contains=word)
    return entries


def _within(entries: QuerySet[AuditEntry], reach: frozenset[int]) -> QuerySet[AuditEntry]:
    """Keep what the people of some units did, and what was done to those people, to the units and to their work.

    Who administers the installation acts for it and not for the unit that keeps the account.
    """
    people, units = User.objects.filter(home_unit__in=reach), Unit.objects.filter(pk__in=reach)
    pk_as_text = Cast("pk", CharField())
    return entries.annotate(of_unit=KeyTextTransform("unit", "details")).filter(
        Q(by__in=people.filter(is_superuser=False).values("pk"))
        | Q(object_kind="people.user", object_key__in=people.annotate(key=pk_as_text).values("key"))
        | Q(object_kind="people.unit", object_key__in=units.annotate(text=pk_as_text).values("text"))
        | Q(of_unit__in=units.values("key"))
    )


def _in_words(entries: Iterable[AuditEntry], on: date) -> Iterator[AuditRow]:
    names = _unit_names(entries, on)
    for entry in entries:
        by = entry.by
        yield AuditRow(
            at=localtime(entry.at),
            who=(by.get_full_name() or by.username) if by else SYSTEM,
            account=by.username if by else "",
            did=ACTION_WORDS.get(entry.action, entry.action),
            kind=_kind(entry.object_kind),
            name=entry.object_name,
            address=entry.address,
            details=tuple(_details(entry, names)),
        )


def _unit_names(entries: Iterable[AuditEntry], on: date) -> dict[str, str]:
    """Return the names of the units that details speak of, by their keys; two statements."""
    keys = {key for entry in entries if isinstance(key := entry.details.get("unit"), str)}
    known = dict(Unit.objects.filter(key__in=keys).values_list("pk", "key"))
    return {known[pk]: name for pk, name in unit_names(known, on).items()}


def _kind(label: str) -> str:
    try:
        return str(apps.get_model(label)._meta.verbose_name)
    except LookupError:  # a kind that a later release no longer has
        return label


def _details(entry: AuditEntry, units: dict[str, str]) -> Iterator[str]:
    for key, value in entry.details.items():
        if key == "unit":
            shown = units.get(value, value)
        elif key == "role" and value in Role.values:
            shown = Role(value).label
        elif key == "changed":
            shown = "; ".join(_changes(entry.object_kind, value))
        elif isinstance(value, dict):
            shown = "; ".join(_valued(entry.object_kind, value))
        else:
            shown = _chosen(entry.object_kind, key, value) or _plain(value)
        yield f"{_DETAIL_WORDS.get(key, key)}: {shown}"


def _valued(kind: str, row: dict[str, Any]) -> Iterator[str]:
    for name, value in row.items():
        yield f"{_field(kind, name)} “{_chosen(kind, name, value) or _plain(value)}”"


def _changes(kind: str, value: Any) -> Iterator[str]:
    """Yield what changed: names of fields, or each with the values before and after."""
    if not isinstance(value, dict):
        yield from (_field(kind, name) for name in value)
        return
    for name, pair in value.items():
        told = [_chosen(kind, name, one) or _plain(one) for one in pair]
        yield f"{_field(kind, name)} từ “{told[0]}” thành “{told[1]}”"


def _field(kind: str, name: str) -> str:
    try:
        return str(apps.get_model(kind)._meta.get_field(name.removesuffix("_id")).verbose_name)
    except (LookupError, FieldDoesNotExist):
        return name


def _chosen(kind: str, name: str, value: Any) -> str:
    """Return the word of a value of a field that has choices; empty where it is none."""
    try:
        choices = getattr(apps.get_model(kind)._meta.get_field(name), "flatchoices", ())
    except (LookupError, FieldDoesNotExist):
        return ""
    return next((str(word) for one, word in choices if one == value), "")


def _plain(value: Any) -> str:
    if value is None or value in ("", []):
        return "trống"
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, list):
        return ", ".join(_plain(one) for one in value)
    text = str(value)
    if _LONG_KEY.fullmatch(text):
        return text[:_SHOWN_OF_KEY]
    day = _DAY.fullmatch(text)
    return f"{day[3]}/{day[2]}/{day[1]}" if day else text
