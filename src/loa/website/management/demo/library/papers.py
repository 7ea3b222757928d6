"""Small papers of a demonstration. Each says that it is one; none has a number, a day, a signer or a seal."""

from io import BytesIO

from django.core.files.base import ContentFile
from PIL import Image, ImageDraw

_NOTICE = "DỮ LIỆU MINH HỌA, KHÔNG PHẢI VĂN BẢN THẬT"
_PAPER, _INK = (1240, 1754), 40


def paper(kind: str, name: str, *, issuer: str, symbol: str, title: str) -> ContentFile[bytes]:
    """Return a paper as a .docx that can be read, or as a .pdf like one that was scanned."""
    content = _written(issuer, symbol, title) if kind == "docx" else _scanned()
    return ContentFile(content, name=f"{name}.{kind}")


def _written(issuer: str, symbol: str, title: str) -> bytes:
    # Importing takes a while, which only whoever fills a demonstration shall pay.
    import docx

    document = docx.Document()
    document.core_properties.author = document.core_properties.title = ""
    blank = "\u00a0" * 6
    for line in (
        _NOTICE,
        issuer.upper(),
        f"Số:{blank}{symbol if symbol.startswith('/') else ''}",
        f"Vĩnh Linh, ngày{blank}tháng{blank}năm",
        title,
        "Nội dung của văn bản minh họa chỉ để thử tải tệp về và mở ra đọc.",
    ):
        document.add_paragraph(line)
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def _scanned() -> bytes:
    picture = Image.new("L", _PAPER, 255)
    drawn = ImageDraw.Draw(picture)
    drawn.rectangle((90, 90, _PAPER[0] - 90, _PAPER[1] - 90), outline=_INK, width=4)
    drawn.text((480, 840), "VAN BAN MINH HOA", fill=_INK)
    written = BytesIO()
    picture.save(written, "PDF", resolution=150)
    return written.getvalue()
