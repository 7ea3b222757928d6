"""The states of an obligation and the roles in a task, with the Vietnamese words shown for them."""

from django.db.models import TextChoices


class State(TextChoices):
    """Where an obligation stands. Whether it is late is never stored: it follows from the day (`rules.lateness`)."""

    NOT_STARTED = "not_started", "chưa bắt đầu"
    IN_PROGRESS = "in_progress", "đang thực hiện"
    SUBMITTED = "submitted", "đã gửi kết quả"
    RETURNED = "returned", "trả lại để bổ sung"
    ACCEPTED = "accepted", "đã xác nhận hoàn thành"
    NOT_APPLICABLE = "not_applicable", "không áp dụng"
    AWAITING_EVENT = "awaiting_event", "chờ công bố"


# What the unit still has to act on; the rest waits for somebody else or is over.
OPEN_STATES = (State.NOT_STARTED, State.IN_PROGRESS, State.RETURNED)
# The unit has handed its result in.
DONE_STATES = (State.SUBMITTED, State.ACCEPTED)


class Standing(TextChoices):
    """What an obligation is called on lists and pages: its state and its last day in one; computed, never stored."""

    DONE_IN_TIME = "done_in_time", "hoàn thành đúng hạn"
    DONE_LATE = "done_late", "hoàn thành quá hạn"
    DONE = "done", "đã hoàn thành"
    SENT = "sent", "đã gửi, chờ xác nhận"
    RETURNED = "returned", "trả lại để bổ sung"
    DOING = "doing", "đang thực hiện (trong hạn)"
    NOT_BEGUN = "not_begun", "chưa bắt đầu"
    OVERDUE = "overdue", "chưa hoàn thành, đã quá hạn"
    AWAITING = "awaiting", "chờ công bố"
    NOT_APPLICABLE = "not_applicable", "không áp dụng"


class Lateness(TextChoices):
    """How an obligation stands to its last day; computed, never stored."""

    LATE = "late", "đã quá hạn"
    SOON = "soon", "sắp đến hạn"
    IN_TIME = "in_time", "trong hạn"
    OPEN_ENDED = "open_ended", "chưa có hạn"
    CLOSED = "closed", "không còn phải làm"


class Part(TextChoices):
    """What somebody is to a task. Outside bodies are invited, never assigned, urged or late."""

    LEAD = "lead", "chủ trì"
    PARTNER = "partner", "phối hợp"


class EvidenceKind(TextChoices):
    """What shows work: a file, a link, or an entry of an app above, by how well that is known."""

    FILE = "file", "tệp"
    LINK = "link", "đường dẫn"
    RECORD = "record", "dữ liệu của hệ thống"
    SHOWN = "shown", "dòng sổ có minh chứng"
    ENTRY = "entry", "dòng sổ theo lời đơn vị"


class Grade(TextChoices):
    """How well evidence shows what was done, best first. The first is for what Loa knows by itself."""

    SYSTEM = "a", "dữ liệu của hệ thống"
    FILE = "b", "tệp hoặc ảnh"
    LINK = "c", "đường dẫn"
    WORD = "d", "chỉ có lời"


class OnBehalf(TextChoices):
    """What somebody above typed a unit's result from."""

    PAPER = "paper", "bản giấy"
    CALL = "call", "cuộc gọi"
    DOCUMENT = "document", "văn bản đến"


class Received(TextChoices):
    """What a receiver says of what was supplied to it; whether it is accepted is for the plan's lead."""

    RECEIVED = "received", "đã nhận"
    LACKING = "lacking", "chưa đúng, đề nghị bổ sung"


class FileCheck(TextChoices):
    """Where a file stands on its way out of quarantine; links need none."""

    WAITING = "waiting", "đang chờ kiểm tra"
    CLEAN = "clean", "đã kiểm tra"
    INFECTED = "infected", "có mã độc, đã giữ lại"


class Told(TextChoices):
    """In what part somebody is reminded of an obligation."""

    FOCAL = "focal", "cán bộ đầu mối của đơn vị"
    LEADER = "leader", "lãnh đạo đơn vị"
    LEAD = "lead", "cơ quan chủ trì kế hoạch, thay đơn vị chưa có người"


# The ladder a plan begins with: working days before (negative) or after the last day, and who is told.
LADDER: tuple[tuple[int, Told], ...] = (
    (-15, Told.FOCAL),
    (-7, Told.FOCAL),
    (-3, Told.FOCAL),
    (0, Told.FOCAL),
    (1, Told.FOCAL),
    (7, Told.LEADER),
)


class Deed(TextChoices):
    """What the lead of a plan does to many obligations at once, with its word in addresses."""

    MOVE_DUE = "han", "Đổi hạn cuối"
    DROP = "khong-ap-dung", "Ghi không áp dụng"
    RESTORE = "ap-dung", "Đưa trở lại thực hiện"


class Watched(TextChoices):
    """The pages about a plan that can be narrowed, and so kept under a name."""

    TASKS = "nhiem-vu", "Theo nhiệm vụ"
    UNITS = "don-vi", "Theo đơn vị"
    LIST = "dau-viec", "Đầu việc"
