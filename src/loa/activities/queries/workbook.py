"""The workbook in which a unit writes down much that it did: its columns, and the words that it offers."""

from datetime import date

from loa.activities.choices import ReachSource
from loa.activities.models import Audience, Channel, Form, Term, Topic
from loa.base.workbooks import INVENTED
from loa.lib.filling_in import LISTS, Column, Kind, workbook_to_fill_in
from loa.lib.vietnamese_text import written_day

SHEET = "Hoạt động"
DAY, TITLE, FORM, CHANNEL, REACH, SOURCE = (
    "Ngày",
    "Tên hoạt động",
    "Hình thức",
    "Kênh",
    "Số người",
    "Nguồn của số người",
)
TOPICS = ("Nội dung", "Nội dung thứ hai", "Nội dung thứ ba")
AUDIENCES = ("Đối tượng", "Đối tượng thứ hai")
PLACE, HAPPENED, LINK, NOTE = "Nơi", "Ngày của sự việc", "Đường dẫn", "Ghi chú"
HEADS = (DAY, TITLE, FORM, *TOPICS, CHANNEL, *AUDIENCES, REACH, SOURCE, PLACE, HAPPENED, LINK, NOTE)
LAID_OUT = 300
_GUIDANCE = (
    f"1. Ở trang “{SHEET}”, mỗi hoạt động đã diễn ra ghi một dòng. Phải có: ngày, tên hoạt động, hình thức, nội dung.",
    (
        f"2. Hình thức, nội dung, kênh, đối tượng chọn trong danh sách của ô (trang “{LISTS}”). Để trống kênh thì tính "
        "theo hình thức. Ghi số người thì chọn cả nguồn của số đó."
    ),
    "3. Ngày ghi dd/mm/yyyy. Không sửa tên cột, không dùng công thức, không ghi nội dung mật.",
    "4. Lưu tệp dạng .xlsx rồi tải lên ở trang “Ghi nhiều hoạt động” của Loa. Trước khi ghi, Loa cho xem từng dòng.",
)
# What a correction corrects is chosen, not typed: it is not written down by a workbook.
NOT_BY_WORKBOOK = "correction"


def words_offered(day: date) -> dict[type[Term], list[Term]]:
    """Return the words that the cells of a day offer, by kind of word; four statements."""
    return {
        Form: list(Form.objects.on(day).exclude(code=NOT_BY_WORKBOOK)),
        Topic: list(Topic.objects.on(day)),
        Channel: list(Channel.objects.on(day)),
        Audience: list(Audience.objects.on(day)),
    }


def words_known() -> dict[type[Term], list[Term]]:
    """Return all words that a cell may name, those of other days too; four statements."""
    return {
        Form: list(Form.objects.exclude(code=NOT_BY_WORKBOOK)),
        **{model: list(model._default_manager.all()) for model in (Topic, Channel, Audience)},
    }


def workbook_of(*, unit: str, today: date, is_demo: bool) -> bytes:
    """Return the workbook of a unit, with empty rows to fill in; four statements."""
    offered = {model: [one.name for one in some] for model, some in words_offered(today).items()}
    topics, audiences = offered[Topic], offered[Audience]
    columns = [
        Column(head=DAY, width=12, kind=Kind.DAY),
        Column(head=TITLE, width=48, kind=Kind.TEXT),
        Column(head=FORM, width=24, kind=Kind.TEXT, choices=offered[Form]),
        *(Column(head=head, width=32, kind=Kind.TEXT, choices=topics) for head in TOPICS),
        Column(head=CHANNEL, width=28, kind=Kind.TEXT, choices=offered[Channel]),
        *(Column(head=head, width=24, kind=Kind.TEXT, choices=audiences) for head in AUDIENCES),
        Column(head=REACH, width=10, kind=Kind.COUNT),
        Column(head=SOURCE, width=22, kind=Kind.TEXT, choices=[str(one) for one in ReachSource.labels]),
        Column(head=PLACE, width=24, kind=Kind.TEXT),
        Column(head=HAPPENED, width=14, kind=Kind.DAY),
        Column(head=LINK, width=36, kind=Kind.TEXT),
        Column(head=NOTE, width=36, kind=Kind.TEXT),
    ]
    return workbook_to_fill_in(
        guidance=[*([INVENTED] if is_demo else []), *_GUIDANCE],
        name=SHEET,
        title=f"{unit}: hoạt động tuyên truyền, lập ngày {written_day(today)}" + (f". {INVENTED}" if is_demo else ""),
        columns=columns,
        empty_rows=LAID_OUT,
    )
