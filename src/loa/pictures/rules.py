"""When a picture may stand in public, on plain values."""

from datetime import date

# The values of `choices.Licence` and `choices.Consent` that ask for more.
_NOT_ASKED = "not_asked"


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
        return f"Quyền dùng ảnh đã hết từ {expires_on:%d/%m/%Y}. Gia hạn quyền dùng, hoặc chọn ảnh khác."
    if not decorative and not alt.strip():
        return "Ảnh chưa có lời mô tả cho người không nhìn thấy. Viết một câu mô tả, hoặc ghi ảnh chỉ để trang trí."
    return ""
