"""What fills a section of a public body's site, and what was found there, with the Vietnamese words shown for them."""

from django.db.models import TextChoices


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
