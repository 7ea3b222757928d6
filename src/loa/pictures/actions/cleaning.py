"""Make a picture that somebody uploads anew from its points, or say why it is not taken. Nothing is stored here."""

from io import BytesIO
from typing import BinaryIO

from django.core.files import File
from django.core.files.base import ContentFile

from loa.lib.file_kinds import kind_of
from loa.lib.pictures import LONGEST_SIDE, MOST_PIXELS, PICTURES, BrokenPicture, TooManyPixels, made_anew
from loa.lib.secrecy import is_named_secret
from loa.lib.vietnamese_text import tidy

LARGEST = 20 * 1024 * 1024
_MEGABYTE = 1024 * 1024


class PictureRefused(Exception):  # noqa: N818  (says what was decided)
    """A picture cannot be taken or changed so; the message says why and what to do. Nothing was kept."""


def made_ready(data: bytes | File[bytes], name: str) -> ContentFile[bytes]:
    """Return a picture made anew (JPEG, PNG or WebP, upright, no side over 2,560 points), named as it was called.

    What a telephone writes beside the points (place, time, device, a smaller picture) does not come along.

    Raises:
        PictureRefused: empty, larger than 20 MB, no picture, broken, or with too many points; or its name carries a
            mark of secrecy.
    """
    name = tidy(name)
    if is_named_secret(name):
        raise PictureRefused(
            f"Tên ảnh “{name}” có dấu chỉ độ mật hoặc lưu hành nội bộ nên ảnh không được giữ lại. Xử lý tài liệu này "
            "theo quy định về bảo vệ bí mật nhà nước, ngoài hệ thống."
        )
    size = len(data) if isinstance(data, bytes) else data.size
    if not size:
        raise PictureRefused(f"Tệp “{name}” trống. Kiểm tra lại tệp rồi chọn lại.")
    if size > LARGEST:
        raise PictureRefused(
            f"Ảnh “{name}” nặng {size // _MEGABYTE} MB; mỗi ảnh nhiều nhất {LARGEST // _MEGABYTE} MB. Thu nhỏ ảnh "
            f"(cạnh dài {LONGEST_SIDE} điểm là đủ) rồi chọn lại. Chưa có gì được lưu."
        )
    stream: BinaryIO = BytesIO(data) if isinstance(data, bytes) else data  # type: ignore[assignment]
    kind = kind_of(stream)
    if kind is None or kind not in PICTURES:
        raise PictureRefused(
            f"Tệp “{name}” không phải ảnh JPG, PNG, WebP hoặc HEIC nên không được lưu. Chọn lại tệp ảnh."
        )
    try:
        made, kind = made_anew(stream, kind)
    except BrokenPicture as problem:
        raise PictureRefused(
            f"Không mở được ảnh “{name}”: tệp bị hỏng hoặc chưa tải xong. Chụp hoặc chọn lại ảnh."
        ) from problem
    except TooManyPixels as problem:
        raise PictureRefused(
            f"Ảnh “{name}” có quá {MOST_PIXELS // 1_000_000} triệu điểm ảnh. Thu nhỏ ảnh (cạnh dài {LONGEST_SIDE} điểm "
            "là đủ) rồi chọn lại. Chưa có gì được lưu."
        ) from problem
    return ContentFile(made, name=f"{without_extension(name)}.{kind}")


def without_extension(name: str) -> str:
    """Return what a picture is called, without the extension that a file's name ends with."""
    stem, dot, extension = name.rpartition(".")
    return stem if dot and stem and extension.lower() in {*PICTURES, "jpeg", "heif"} else name
