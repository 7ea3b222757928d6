"""When a picture may be kept and when it may stand in public, and in which sizes, on plain values."""

from datetime import date

# The values of `choices.Licence` and `choices.Consent` that ask for more.
_LICENSED, _NOT_ASKED = "licensed", "not_asked"

# In points across: a telephone, a telephone with a fine screen or a column of a desk, a desk with a fine screen.
WIDTHS = (480, 960, 1600)
# From the smallest file to the one that every browser shows.
FORMATS = ("avif", "webp", "jpeg")


def what_is_missing(
    *, title: str, source: str, licence: str, licence_note: str, decorative: bool, alt: str
) -> tuple[tuple[str, str], ...]:
    """Return the fields of a picture where something must still be told, each with what as a sentence."""
    asked = (
        ("title", not title, "Ghi tên ảnh để tìm lại được."),
        ("source", not source, "Ghi ai chụp, ai vẽ hoặc lấy từ đâu."),
        ("licence", not licence, "Chọn vì sao đơn vị được dùng ảnh này."),
        (
            "licence_note",
            licence == _LICENSED and not licence_note,
            "Ghi giấy phép nào cho dùng ảnh: tên, số hoặc địa chỉ trang có giấy phép.",
        ),
        (
            "description",
            decorative and bool(alt),
            "Ảnh chỉ để trang trí thì không có lời mô tả. Bỏ lời mô tả, hoặc bỏ chọn trang trí.",
        ),
        (
            "description",
            not decorative and not alt,
            "Viết một câu mô tả cho người không nhìn thấy ảnh, hoặc chọn ảnh chỉ để trang trí.",
        ),
    )
    return tuple((field, sentence) for field, missing, sentence in asked if missing)


def may_publish(licence: str, consent: str, expires_on: date | None, *, decorative: bool, alt: str, today: date) -> str:
    """Return why a picture may not be published on a day, as a sentence; empty if it may.

    A person's likeness needs their word (Bộ luật Dân sự 2015, Article 32), a work its author's (Luật Sở hữu trí tuệ,
    Article 20), and who cannot see it needs words (Thông tư 26/2020/TT-BTTTT on access to sites of the State).
    """
    if not licence:
        return "Ảnh chưa ghi vì sao được dùng. Ghi quyền sử dụng của ảnh."
    if not consent or consent == _NOT_ASKED:
        return "Chưa hỏi người trong ảnh. Hỏi rồi ghi lại sự đồng ý, hoặc chọn ảnh khác."
    if expires_on is not None and expires_on < today:
        return f"Quyền dùng ảnh đã hết từ sau ngày {expires_on:%d/%m/%Y}. Gia hạn quyền dùng, hoặc chọn ảnh khác."
    if not decorative and not alt.strip():
        return "Ảnh chưa có lời mô tả cho người không nhìn thấy. Viết một câu mô tả, hoặc ghi ảnh chỉ để trang trí."
    return ""


def widths_of(width: int) -> tuple[int, ...]:
    """Return in which widths a picture of a width is shown: never wider than it is."""
    return tuple(one for one in WIDTHS if one <= width) or (width,)


def copies_of(width: int) -> tuple[str, ...]:
    """Return the copies of a picture of a width, as Wagtail writes filters: "width-480|format-avif"."""
    return tuple(f"width-{one}|format-{kind}" for kind in FORMATS for one in widths_of(width))
