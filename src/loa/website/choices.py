"""Kinds of what a search finds, and what fills a section of a site, with the Vietnamese words shown for them."""

from django.db.models import TextChoices


class EntryKind(TextChoices):
    STORY = "story", "Tin, bài"
    PLAN = "plan", "Kế hoạch"
    TASK = "task", "Nhiệm vụ trong kế hoạch"
    DOCUMENT = "document", "Văn bản"
    DRAFT = "draft", "Lấy ý kiến"
    UNIT = "unit", "Cơ quan, đơn vị"
    PAGE = "page", "Trang giới thiệu"

    @property
    def in_address(self) -> str:
        """The word for it in the address of a search."""
        return _IN_ADDRESS[self]


_IN_ADDRESS = {
    EntryKind.STORY: "tin-bai",
    EntryKind.PLAN: "ke-hoach",
    EntryKind.TASK: "nhiem-vu",
    EntryKind.DOCUMENT: "van-ban",
    EntryKind.DRAFT: "lay-y-kien",
    EntryKind.UNIT: "don-vi",
    EntryKind.PAGE: "trang",
}


class Filling(TextChoices):
    """What Loa itself knows of a section; the rest is looked at by people."""

    BY_HAND = "hand", "người xem tự ghi"
    NEWS = "news", "tin, bài đã đăng"
    DIRECTION = "direction", "văn bản chỉ đạo, điều hành"
    LEGAL = "legal", "nghị quyết, quyết định, quy chế"
    REPORTS = "reports", "báo cáo đã đăng"
    DRAFTS = "drafts", "dự thảo lấy ý kiến"
    CONTACT = "contact", "điện thoại, thư điện tử của đơn vị"
    ENGLISH = "english", "liên hệ bằng tiếng Anh"


class Found(TextChoices):
    """What a section was found to be."""

    PRESENT = "present", "có nội dung"
    EMPTY = "empty", "có mục, còn trống"
    ABSENT = "absent", "không có mục"


class StandingPage(TextChoices):
    """The pages every site has that a menu may lead to; the value is the name of the page's address."""

    STORIES = "stories", "Tin, bài"
    PLANS = "plan_list", "Kế hoạch và tiến độ"
    DOCUMENTS = "documents", "Văn bản"
    OVERSIGHT = "oversight", "Lấy ý kiến"
    EVENTS = "events", "Sự kiện"
    UNITS = "unit_list", "Danh bạ đơn vị"
    SEARCH = "search", "Tìm kiếm"
    FEEDS = "feeds", "Nhận tin qua RSS"
    SITE_MAP = "site_map", "Sơ đồ trang"
    ACCESSIBILITY = "accessibility", "Khả năng tiếp cận"
    ENGLISH = "contact_in_english", "Contact in English"


# The menu a site begins with, in few words so that it is short on a telephone.
FIRST_MENU = (
    (StandingPage.STORIES, ""),
    (StandingPage.PLANS, "Kế hoạch"),
    (StandingPage.DOCUMENTS, ""),
    (StandingPage.OVERSIGHT, ""),
    (StandingPage.EVENTS, ""),
    (StandingPage.UNITS, "Đơn vị"),
)
