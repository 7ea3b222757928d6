"""What people of a demonstration write: results with their numbers, what is to be mended, what was said by telephone.

All of it is invented and says so.
"""

from collections.abc import Mapping
from io import BytesIO
from random import Random

from django.core.files.base import ContentFile
from PIL import Image, ImageDraw

from loa.plans.rules import KIND
from loa.tasks.actions import Link
from loa.tasks.models import Indicator, Obligation
from loa.website.management.demo.recipe import MARK

# Kinds of numbers → the field of a sentence that says it, and what one unit reports of it.
FIELDS: dict[str, tuple[str, int, int]] = {
    "tin-bai": ("tin", 3, 14),
    "phat-thanh": ("buoi", 8, 36),
    "hoi-nghi": ("cuoc", 2, 9),
    "tap-huan": ("lop", 1, 3),
    "nguoi-du": ("nguoi", 40, 210),
    "tai-lieu": ("ban", 60, 400),
    "truc-quan": ("chiec", 2, 12),
    "bai-thi": ("bai", 15, 120),
}
_KIND_OF = {kind.name: kind.code for kind in KIND.values()}
# Whatever is a text is read for marks of secrecy, which takes its time.
_IS_TEXT = 0.2
_OTHERWISE = ("Đã thực hiện xong, kết quả lưu tại đơn vị.",)

WHY_RETURNED_FOR_WORDS = (
    "Chưa có minh chứng. Gửi đường dẫn tin, bài hoặc ảnh chụp văn bản.",
    "Chỉ ghi bằng lời. Bổ sung tệp hoặc đường dẫn để đối chiếu số liệu.",
)
WHY_RETURNED = (
    "Số liệu lệch với tin, bài đăng trên trang thông tin điện tử. Kiểm tra lại rồi gửi.",
    "Đường dẫn chưa đúng bài đã đăng. Gửi lại đường dẫn.",
    "Văn bản gửi kèm chưa có ngày ban hành. Gửi bản đã phát hành.",
    "Chưa nêu hình thức tuyên truyền ở thôn, khu phố. Bổ sung một câu.",
)
MENDED = (
    "Đã bổ sung minh chứng theo yêu cầu.",
    "Đã kiểm tra lại số liệu và gửi đường dẫn đúng.",
    "Đã gửi bản có số, ngày ban hành.",
)
QUESTIONS = (
    "Đề nghị hướng dẫn cách chụp màn hình bài đăng để làm minh chứng.",
    "Bài đăng chung trên trang của huyện có được tính cho xã không?",
    "Đơn vị đang tổng hợp lại, dự kiến gửi trong tuần.",
)
ANSWERS = (
    "Gửi ảnh chụp có ngày đăng là được.",
    "Được tính nếu bài nói về công việc của đơn vị; ghi rõ đường dẫn.",
    "Đồng ý, gửi trước ngày họp giao ban.",
)
REACHED = (
    "Cán bộ đầu mối hẹn gửi trong hai ngày tới.",
    "Đang chờ lãnh đạo duyệt, sẽ gửi trong tuần.",
    "Đã nhắc các mục còn thiếu; đơn vị nhận sẽ bổ sung.",
)
NOT_REACHED = ("Không có người nghe máy.", "Cán bộ đầu mối đi cơ sở, hẹn gọi lại.")
STARTED = (
    "Đã phân công cán bộ thực hiện.",
    "Đang thu thập số liệu từ các bộ phận.",
    "Đã có dự thảo, đang lấy ý kiến.",
    "",
)
LACKING = (
    "Thiếu phụ lục số liệu. Đề nghị gửi bổ sung.",
    "Báo cáo chưa nêu khó khăn, kiến nghị. Đề nghị bổ sung.",
)
UNDONE = "Xác nhận nhầm: số liệu của kỳ này còn phải đối chiếu"


def marked(text: str) -> str:
    """Return invented words with what says that they are; none stay none."""
    return f"{text} {MARK}" if text else ""


def figures_of(indicators: list[Indicator], rng: Random) -> dict[int, int]:
    """Return an invented number for each indicator of a task, by its id."""
    return {one.pk: rng.randint(*FIELDS[_KIND_OF[one.name]][1:]) for one in indicators}


def sentence(
    sentences: Mapping[str, tuple[str, ...]],
    row: Obligation,
    indicators: list[Indicator],
    figures: Mapping[int, int],
    rng: Random,
) -> str:
    """Return what a unit writes of a result, with the numbers it reports."""
    choice = next((said for begins, said in sentences.items() if row.task.title.startswith(begins)), _OTHERWISE)
    said = {FIELDS[_KIND_OF[one.name]][0]: figures[one.pk] for one in indicators}
    return marked(rng.choice(choice).format(ky=row.period_label or "Năm nay", **said))


def link_of(row: Obligation, rng: Random) -> Link:
    """Return the address of something published, which leads nowhere."""
    number = rng.randint(1000, 9999)
    return Link(f"https://vidu.example/{row.unit.key}/tin-{number}", f"Trang của đơn vị {MARK}")


def file_of(row: Obligation, note: str, rng: Random) -> ContentFile[bytes]:
    """Return a small file that shows a result: words, or a picture that is plainly none of anything."""
    name = f"minh-chung-minh-hoa-{row.period or row.task.position}"
    if rng.random() < 0.5:
        return ContentFile(f"{note}\n".encode(), name=f"{name}.txt")
    picture = Image.new("RGB", (480, 320), (214, 226, 236))
    drawn = ImageDraw.Draw(picture)
    drawn.rectangle((24, 24, 456, 296), outline=(58, 92, 122), width=3)
    drawn.text((190, 150), "ANH MINH HOA", fill=(58, 92, 122))
    content = BytesIO()
    picture.save(content, "PNG")
    return ContentFile(content.getvalue(), name=f"{name}.png")
