"""The guidance of a month: written, issued to the units below, taken by them and used on their channels."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.timezone import localtime

from loa.activities.actions import ActivityRefused, Entry, record_sent
from loa.activities.choices import Grade, Origin
from loa.activities.models import Audience, Channel, Form, Topic
from loa.lib.vietnamese_text import tidy
from loa.newsroom.choices import ItemKind
from loa.newsroom.models import Package, PackageItem, PackageReceipt, PackageUse, Story
from loa.newsroom.permissions import can_issue, can_take, can_use
from loa.people.actions import record
from loa.people.choices import UnitKind
from loa.people.models import Unit, User, ids_above
from loa.pictures.models import Picture
from loa.pictures.permissions import pictures_seen

_NOTHING = "Chưa có gì được lưu."
_LONGEST_TITLE, _LONGEST_TEXT, MOST_ITEMS = 200, 20_000, 40
# In which form something goes out on a channel; a slogan stays one wherever it hangs.
_FORMS = {
    "loudspeaker": "broadcast",
    "radio": "broadcast",
    "social": "chat-group",
    "text-messages": "chat-group",
    "notice-board": "poster",
    "visual": "poster",
    "talks": "village-meeting",
    "meetings": "briefing",
    "documents": "leaflet",
}
_HANGS = ("notice-board", "visual")


class PackageRefused(Exception):  # noqa: N818  (says what was decided)
    """Something about a package cannot be so; the message says why, `field` what it is about ("" where all)."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field


class PackageOvertaken(Exception):  # noqa: N818
    """Somebody wrote since the form was made; `package` is as it stands now. Nothing was kept."""

    def __init__(self, package: Package) -> None:
        super().__init__("Trong lúc trang này đang mở, đã có người sửa hướng dẫn này.")
        self.package = package


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemValues:
    """Something ready to use, as it is typed."""

    kind: ItemKind | str
    title: str = ""
    text: str = ""
    topic: Topic | None = None
    story: Story | None = None
    picture: Picture | None = None


def draft_package(
    *,
    owner: Unit,
    month: date,
    theme: str,
    guidance: str = "",
    due_on: date | None = None,
    items: Sequence[ItemValues] = (),
    by: User,
    at: datetime,
) -> Package:
    """Begin the guidance of an owner for a month; `month` is any day of it.

    Raises:
        PermissionDenied: `by` does not guide communication for the owner.
        PackageRefused: the month has one, or its words cannot stand so.
    """
    _refuse_others(by, owner, at)
    month = month.replace(day=1)
    rows = _items(items, owner, by, at)
    told = _words(month, theme, guidance, due_on)
    with transaction.atomic():
        package, new = Package.objects.get_or_create(
            owner=owner, month=month, defaults={**told, "made_at": at, "made_by": by}
        )
        if not new:
            raise PackageRefused(
                f"Tháng {month:%m/%Y} đã có hướng dẫn. Mở hướng dẫn đó để sửa hoặc chọn tháng khác. {_NOTHING}", "month"
            )
        _keep_items(package, rows)
        details = {"unit": owner.key, "month": f"{month:%m/%Y}"}
        record("newsroom.draft_package", of=package, by=by, at=at, details=details)
    return package


def save_package(
    *,
    package: Package,
    version: int,
    theme: str,
    guidance: str = "",
    due_on: date | None = None,
    items: Sequence[ItemValues] = (),
    by: User,
    at: datetime,
) -> Package:
    """Write a draft anew, where nobody did since `version`.

    Raises:
        PermissionDenied: as `draft_package`.
        PackageRefused: it is issued, or its words cannot stand so.
        PackageOvertaken: somebody wrote meanwhile.
    """
    _refuse_others(by, package.owner, at)
    rows = _items(items, package.owner, by, at)
    told = _words(package.month, theme, guidance, due_on)
    with transaction.atomic():
        row = _locked(package)
        _refuse_issued(row)
        if row.version != version:
            raise PackageOvertaken(row)
        for name, value in told.items():
            setattr(row, name, value)
        row.version += 1
        row.save()
        row.items.all().delete()
        _keep_items(row, rows)
        record("newsroom.save_package", of=row, by=by, at=at, details={"unit": row.owner.key})
    return row


def issue_package(*, package: Package, version: int, by: User, at: datetime) -> Package:
    """Issue a package to the units below its owner, as it was read; from then on it stays as it is.

    Raises:
        PermissionDenied: as `draft_package`.
        PackageRefused: nothing in it can be used, something is about no topic, or its last day is over.
        PackageOvertaken: somebody wrote meanwhile.
    """
    _refuse_others(by, package.owner, at)
    with transaction.atomic():
        row = _locked(package)
        if row.issued_at is not None:
            return row
        if row.version != version:
            raise PackageOvertaken(row)
        items = list(row.items.all())
        if not items:
            raise PackageRefused("Chưa có bài viết sẵn hoặc khẩu hiệu nào. Thêm rồi phát hành. Chưa phát hành.")
        bare = next((one for one in items if one.topic_id is None), None)
        if bare is not None:
            raise PackageRefused(
                f"“{bare.title}” chưa chọn nội dung tuyên truyền, sổ không tính được. Chọn rồi phát hành. "
                "Chưa phát hành."
            )
        if row.due_on is not None and row.due_on < localtime(at).date():
            raise PackageRefused("Hạn sử dụng đã qua. Sửa hạn rồi phát hành. Chưa phát hành.")
        row.issued_at, row.issued_by = at, by
        row.version += 1
        row.save()
        details = {"unit": row.owner.key, "month": f"{row.month:%m/%Y}"}
        record("newsroom.issue_package", of=row, by=by, at=at, details=details)
    return row


def take_package(*, package: Package, unit: Unit, by: User, at: datetime) -> PackageReceipt:
    """Say that a unit below the owner took the package; said twice it is kept once.

    Raises:
        PermissionDenied: `by` does not write for the unit.
        PackageRefused: it is not issued, or the unit is not one of those it is for.
    """
    if not can_take(by, unit, localtime(at).date()):
        raise PermissionDenied("Tài khoản này không nhận hướng dẫn thay đơn vị đó.")
    _refuse_stranger(package, unit, at)
    with transaction.atomic():
        return _take(package, unit, by, at)


def use_item(*, item: PackageItem, unit: Unit, channel: Channel, on: date, by: User, at: datetime) -> PackageUse:
    """Say that a unit used something of a package on a channel on a day, which the ledger counts by the unit's word.

    Whoever uses it took it. Said twice it is kept once.

    Raises:
        PermissionDenied: `by` does not record for the unit.
        PackageRefused: as `take_package`; a day before the package or one to come; a channel out of use.
    """
    today = localtime(at).date()
    if not can_use(by, unit, today):
        raise PermissionDenied("Tài khoản này không ghi sổ của đơn vị đó.")
    package = item.package
    _refuse_stranger(package, unit, at)
    if package.issued_at is not None and on < localtime(package.issued_at).date():
        raise PackageRefused(f"Ngày dùng trước ngày phát hành hướng dẫn. Xem lại ngày. {_NOTHING}", "on")
    if item.topic is None:
        raise PackageRefused(f"Mục này chưa có nội dung tuyên truyền. {_NOTHING}")
    with transaction.atomic():
        _take(package, unit, by, at)
        use, new = PackageUse.objects.get_or_create(
            item=item, unit=unit, channel=channel, on=on, defaults={"at": at, "by": by}
        )
        if not new:
            return use
        entry = Entry(
            on=on,
            unit=unit,
            title=item.title,
            form=_form(item, channel),
            channel=channel,
            topics=(item.topic,),
            audiences=tuple(Audience.objects.filter(code="people")),
            grade=Grade.WORD,
            origin=Origin.SYSTEM,
            kind="gói tháng",
            ref=f"newsroom.use:{use.pk}",
        )
        try:
            use.activity = record_sent(entry, by=by, at=at)
        except ActivityRefused as refused:
            raise PackageRefused(str(refused), refused.field) from refused
        use.save(update_fields=["activity"])
        details = {"unit": unit.key, "channel": channel.code, "day": on.isoformat()}
        record("newsroom.use_item", of=package, by=by, at=at, details=details)
    return use


def _take(package: Package, unit: Unit, by: User, at: datetime) -> PackageReceipt:
    row, new = PackageReceipt.objects.get_or_create(package=package, unit=unit, defaults={"at": at, "by": by})
    if new:
        record("newsroom.take_package", of=package, by=by, at=at, details={"unit": unit.key})
    return row


def _refuse_others(by: User, owner: Unit, at: datetime) -> None:
    if not can_issue(by, owner, localtime(at).date()):
        raise PermissionDenied("Tài khoản này không ra hướng dẫn của đơn vị đó.")


def _refuse_issued(package: Package) -> None:
    if package.issued_at is not None:
        raise PackageRefused(
            f"Hướng dẫn đã phát hành, các đơn vị đang dùng nên không sửa được. Điều cần thêm ghi vào tháng sau. "
            f"{_NOTHING}"
        )


def _refuse_stranger(package: Package, unit: Unit, at: datetime) -> None:
    if package.issued_at is None:
        raise PackageRefused(f"Hướng dẫn chưa phát hành. {_NOTHING}")
    below = package.owner_id in ids_above(unit.pk, localtime(at).date())[1:]
    if not below or unit.kind == UnitKind.OUTSIDE:
        raise PackageRefused(f"Hướng dẫn này dành cho các đơn vị trực thuộc nơi ra hướng dẫn. {_NOTHING}", "unit")


def _words(month: date, theme: str, guidance: str, due_on: date | None) -> dict[str, object]:
    theme = tidy(theme)
    if not theme:
        raise PackageRefused(f"Ghi chủ đề của tháng. {_NOTHING}", "theme")
    if len(theme) > _LONGEST_TITLE or len(guidance) > _LONGEST_TEXT:
        raise PackageRefused(f"Chủ đề hoặc hướng dẫn dài quá. Rút ngắn lại. {_NOTHING}")
    if due_on is not None and due_on < month:
        raise PackageRefused(f"Hạn sử dụng trước tháng của hướng dẫn. Xem lại ngày. {_NOTHING}", "due_on")
    return {"theme": theme, "guidance": unicodedata.normalize("NFC", guidance.strip()), "due_on": due_on}


def _items(values: Sequence[ItemValues], owner: Unit, by: User, at: datetime) -> list[PackageItem]:
    if len(values) > MOST_ITEMS:
        raise PackageRefused(f"Một hướng dẫn có nhiều nhất {MOST_ITEMS} mục. Bớt đi vài mục. {_NOTHING}")
    _refuse_unseen(values, owner, by, at)
    return [_item(position, one) for position, one in enumerate(values, 1)]


def _refuse_unseen(values: Sequence[ItemValues], owner: Unit, by: User, at: datetime) -> None:
    """Refuse stories of other owners' sections, and pictures that are not for this person or not to be shown."""
    today = localtime(at).date()
    for told in values:
        if told.story is not None and told.story.section.owner_id != owner.pk:
            raise PackageRefused(
                f"“{told.story}” không thuộc chuyên mục của đơn vị. Bỏ chọn bài này. {_NOTHING}", "stories"
            )
        if told.picture is not None and (why := told.picture.why_not_published(today)):
            raise PackageRefused(f"Ảnh “{told.picture.title}”: {why} {_NOTHING}", "pictures")
    shown = {one.picture.pk for one in values if one.picture is not None}
    if shown and pictures_seen(by, today).filter(pk__in=shown).count() < len(shown):
        raise PackageRefused(f"Có ảnh không dành cho tài khoản này. Chọn lại ảnh. {_NOTHING}", "pictures")


def _item(position: int, told: ItemValues) -> PackageItem:
    kind, title = ItemKind(told.kind), tidy(told.title)
    text = unicodedata.normalize("NFC", told.text.strip())
    if not title:
        raise PackageRefused(f"Mục {position} chưa có tên. Ghi tên rồi lưu lại. {_NOTHING}")
    if len(title) > _LONGEST_TITLE or len(text) > _LONGEST_TEXT:
        raise PackageRefused(f"“{title[:60]}” dài quá. Rút ngắn lại. {_NOTHING}")
    if kind == ItemKind.TEXT and not text and told.story is None:
        raise PackageRefused(f"“{title}” chưa có lời. Ghi lời rồi lưu lại. {_NOTHING}")
    if kind == ItemKind.PICTURE and told.picture is None:
        raise PackageRefused(f"“{title}” chưa có ảnh. Chọn ảnh rồi lưu lại. {_NOTHING}")
    if told.story is not None and not told.story.live:
        raise PackageRefused(f"“{told.story}” chưa đăng hoặc đã gỡ. Chọn tin, bài khác. {_NOTHING}")
    return PackageItem(
        position=position, kind=kind, title=title, text=text, topic=told.topic, story=told.story, picture=told.picture
    )


def _keep_items(package: Package, rows: Sequence[PackageItem]) -> None:
    for row in rows:
        row.package = package
    PackageItem.objects.bulk_create(rows)


def _locked(package: Package) -> Package:
    return Package.objects.select_for_update(of=("self",)).select_related("owner").get(pk=package.pk)


def _form(item: PackageItem, channel: Channel) -> Form:
    code = _FORMS.get(channel.code, "other")
    if item.kind == ItemKind.SLOGAN and channel.code in _HANGS:
        code = "slogan"
    return Form.objects.get(code=code)
