"""Marks of secrecy: such a document is not ours to read, keep or show.

Luật Bảo vệ bí mật nhà nước 2018, Article 8: TUYỆT MẬT, TỐI MẬT, MẬT, stamped at the head of the document.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from plan_reader.errors import UnreadableFile
from plan_reader.lines import Line

# A stamp is a line of its own in capitals; the same words inside a sentence ("bảo mật", "tối mật mã") are no mark.
_STAMP = re.compile(r"[\W_]*(?:ĐỘ MẬT\s*:?\s*)?(?:TUYỆT MẬT|TỐI MẬT|MẬT)[\W_]*")
_DEGREE = re.compile(r"độ mật\s*:?\s*(?:tuyệt mật|tối mật|mật)\W*", re.IGNORECASE)
_INTERNAL = re.compile(r"[\W_]*(?:tài liệu |văn bản )?lưu hành nội bộ[\W_]*", re.IGNORECASE)


def refuse_secret(lines: Iterable[Line]) -> None:
    """Refuse a document that carries a mark of secrecy on a line of its own.

    Raises:
        UnreadableFile: "secret", with a sentence that says what to do instead.
    """
    for line in lines:
        if any(mark.fullmatch(line.text) for mark in (_STAMP, _DEGREE, _INTERNAL)):
            raise UnreadableFile(
                "secret",
                "Văn bản có dấu chỉ độ mật hoặc lưu hành nội bộ nên không được đọc và không được giữ lại. "
                "Xử lý văn bản này theo quy định về bảo vệ bí mật nhà nước, ngoài hệ thống.",
            )
