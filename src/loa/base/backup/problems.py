"""What can go wrong with a backup, in words for the person who runs the installation."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import Error


class BackupProblem(Exception):  # noqa: N818
    """The backup cannot be made, read or brought back; the message says why and what to do."""


_REASONS = {
    errno.ENOSPC: "Ổ đĩa hết chỗ.",
    errno.EDQUOT: "Hết dung lượng được cấp trên ổ đĩa.",
    errno.EFBIG: "Tệp vượt quá cỡ cho phép trên ổ đĩa này.",
    errno.EACCES: "Không có quyền đọc hoặc ghi tệp.",
    errno.EROFS: "Ổ đĩa chỉ cho đọc.",
    errno.EIO: "Ổ đĩa đọc hoặc ghi bị lỗi.",
}


@contextmanager
def explained(before: str, after: str = "") -> Iterator[None]:
    """Turn what disk or database refuse into a BackupProblem: what is the case, why, and what that leaves."""
    try:
        yield
    except (OSError, Error) as problem:
        raise BackupProblem(f"{before} {_reason(problem)} {after}".strip()) from problem


def _reason(problem: Exception) -> str:
    if isinstance(problem, OSError) and problem.errno in _REASONS:
        return _REASONS[problem.errno]
    said = str(problem.strerror if isinstance(problem, OSError) else problem)
    return f"Hệ thống báo: {' '.join(said.split()).rstrip('.')}."
