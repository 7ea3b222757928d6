"""Write the standing pages and events of a demonstration's sites, all of them invented."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.utils.timezone import localtime, make_aware
from wagtail.models import Page

from loa.people.models import User
from loa.people.queries import Ended, ended
from loa.website.management.demo.people import ADMINISTRATOR
from loa.website.management.demo.recipe import MARK, Recipe
from loa.website.models import EventPage, InformationPage, Portal


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """An event so many days before (minus) or after the day the demonstration stands at."""

    site: str
    title: str
    slug: str
    days: int
    begins: time
    hours: float
    place: str
    for_whom: str
    words: str
    called_off: str = ""


OCCASIONS = (
    Occasion(
        site="",
        title="Đối thoại của Ủy ban nhân dân huyện với người dân về thủ tục đất đai",
        slug="doi-thoai-thu-tuc-dat-dai",
        days=9,
        begins=time(8),
        hours=3.5,
        place="Hội trường huyện, thị trấn Hồ Xá",
        for_whom="Người dân, doanh nghiệp có hồ sơ đất đai",
        words="Gửi câu hỏi trước ngày họp ba ngày để cơ quan chuyên môn chuẩn bị trả lời.",
    ),
    Occasion(
        site="",
        title="Ngày hướng dẫn nộp hồ sơ trực tuyến tại chợ Hồ Xá",
        slug="huong-dan-nop-ho-so-tai-cho",
        days=18,
        begins=time(6, 30),
        hours=4,
        place="Chợ Hồ Xá",
        for_whom="Mọi người dân; mang theo thẻ căn cước và điện thoại",
        words="Tổ công nghệ số giúp cài ứng dụng, tạo tài khoản và nộp thử một hồ sơ.",
    ),
    Occasion(
        site="",
        title="Tập huấn viết tin cơ sở cho cộng tác viên các xã",
        slug="tap-huan-viet-tin-co-so",
        days=24,
        begins=time(14),
        hours=2.5,
        place="Trung tâm Văn hóa huyện",
        for_whom="Cán bộ văn hóa xã, cộng tác viên thôn, bản",
        words="Mang một tin đã gửi trong tháng để cùng sửa.",
        called_off="Hoãn vì mưa lớn, sẽ báo ngày mới.",
    ),
    Occasion(
        site="",
        title="Tổng kết tuần lễ Chuyển đổi số",
        slug="tong-ket-tuan-le-chuyen-doi-so",
        days=-21,
        begins=time(8),
        hours=3,
        place="Hội trường huyện",
        for_whom="Các cơ quan, các xã, thị trấn",
        words="",
    ),
    Occasion(
        site="vinh-o-cu",
        title="Họp bản Xóm Mới về làm khai sinh cho trẻ",
        slug="hop-ban-lam-khai-sinh",
        days=5,
        begins=time(19),
        hours=2,
        place="Nhà sinh hoạt cộng đồng bản",
        for_whom="Các gia đình có trẻ chưa có giấy khai sinh",
        words="Cán bộ tư pháp xã nhận hồ sơ và trả kết quả ngay tại bản.",
    ),
    Occasion(
        site="cua-tung-cu",
        title="Trả kết quả một cửa buổi tối cho ngư dân",
        slug="tra-ket-qua-buoi-toi",
        days=7,
        begins=time(18, 30),
        hours=2,
        place="Bộ phận một cửa thị trấn Cửa Tùng",
        for_whom="Chủ tàu, thuyền viên đi biển ban ngày",
        words="",
    ),
)
_DUTIES = (
    "<h2>Nhiệm vụ</h2><p>{name} quản lý nhà nước ở địa phương trên các lĩnh vực theo quy định của pháp luật. Trang này "
    "nói việc gì làm ở đâu, hỏi ai và mất bao lâu.</p><h2>Giờ làm việc</h2><p>Thứ Hai đến thứ Sáu, sáng 7 giờ 30 đến "
    "11 giờ 30, chiều 13 giờ 30 đến 17 giờ. Bộ phận một cửa nhận hồ sơ trong giờ làm việc {mark}.</p>"
)
_HISTORY = (
    "<p>{name} kết thúc hoạt động từ ngày {on:%d/%m/%Y}, theo {act}. Trang này không thêm tin mới, được giữ để tra cứu."
    "</p>"
)
_ASKED = "<h2>Hỏi ở đâu</h2><p>Cần tra hồ sơ, giấy tờ do {name} cấp trước đây thì hỏi {after} {mark}.</p>"


def write_pages(recipe: Recipe, today: datetime) -> None:
    """Publish an introduction at every site, and the events where each takes place."""
    by = User.objects.get(username=ADMINISTRATOR.username)
    portals = list(Portal.objects.select_related("site__root_page", "unit"))
    over = ended([one.unit_id for one in portals], localtime(today).date())
    for portal in portals:
        name = portal.name.partition("điện tử ")[2].capitalize()
        one = over.get(portal.unit_id)
        introduction = InformationPage(
            title="Giới thiệu",
            slug="gioi-thieu",
            body=_history(one) if one else _DUTIES.format(name=name, mark=MARK),
            keeper=portal.responsible,
            review_on=None if one else today.date() + timedelta(days=180),
        )
        _publish(portal, introduction, by, today)
        for event in _events(OCCASIONS, portal.unit.key, recipe, today):
            _publish(portal, event, by, today)


def _history(one: Ended) -> str:
    after = ", ".join(name for _, name in one.successors)
    told = _HISTORY.format(name=one.name, on=one.on, act=one.act or "quy định của pháp luật")
    return told + (_ASKED.format(name=one.name, after=after, mark=MARK) if after else "")


def _events(occasions: Iterable[Occasion], unit: str, recipe: Recipe, today: datetime) -> Iterable[EventPage]:
    for one in occasions:
        if (one.site or recipe.owner) != unit:
            continue
        begins = make_aware(datetime.combine(localtime(today).date() + timedelta(days=one.days), one.begins))
        yield EventPage(
            title=f"{one.title} {MARK}",
            slug=one.slug,
            begins_at=begins,
            ends_at=begins + timedelta(hours=one.hours),
            place=one.place,
            for_whom=one.for_whom,
            called_off=one.called_off,
            body=f"<p>{one.words}</p>" if one.words else "",
        )


def _publish(portal: Portal, page: EventPage | InformationPage, by: User, today: datetime) -> None:
    portal.site.root_page.add_child(instance=page)
    page.save_revision(user=by).publish(user=by)
    # Wagtail writes the hour of the machine, where the demonstration stands on a day of its own.
    Page.objects.filter(pk=page.pk).update(first_published_at=today, last_published_at=today)
