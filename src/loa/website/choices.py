"""The kinds of things a search finds, with the Vietnamese words shown for them."""

from django.db.models import TextChoices


class EntryKind(TextChoices):
    STORY = "story", "Tin, bài"
    PLAN = "plan", "Kế hoạch"
    TASK = "task", "Nhiệm vụ trong kế hoạch"
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
    EntryKind.UNIT: "don-vi",
    EntryKind.PAGE: "trang",
}
