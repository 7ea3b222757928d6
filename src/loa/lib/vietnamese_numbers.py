"""Whole numbers as people write them in Vietnamese offices."""

import re

# "1200", "1.200" and "1 200" are the same number; "1,5" and "1.20" are none that can be counted.
_WHOLE = re.compile(r"\d{1,9}|\d{1,3}(?:[. ]\d{3}){1,2}", re.ASCII)


def whole_number(typed: str) -> int:
    """Return a number of things as somebody wrote it, with points or spaces between thousands.

    Raises:
        ValueError: it is none, or below nought; the message is a sentence for whoever wrote it.
    """
    typed = typed.strip()
    if typed.startswith(("-", "−")):
        raise ValueError("Ghi số từ 0 trở lên.")
    if not _WHOLE.fullmatch(typed):
        raise ValueError("Ghi một số nguyên, ví dụ 12 hoặc 1.200.")
    return int(re.sub(r"[. ]", "", typed))


def grouped(number: int) -> str:
    """Return a whole number with points between thousands: "12.500.000"."""
    return f"{number:,}".replace(",", ".")
