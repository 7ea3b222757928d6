"""What can go wrong with a backup, in words for the person who runs the installation."""

import errno


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


def reason(problem: Exception) -> str:
    """Return why a file or a database could not be read or written: our words where we have them."""
    if isinstance(problem, OSError) and problem.errno in _REASONS:
        return _REASONS[problem.errno]
    said = str(problem.strerror if isinstance(problem, OSError) else problem)
    return f"Hệ thống báo: {' '.join(said.split()).rstrip('.')}."
