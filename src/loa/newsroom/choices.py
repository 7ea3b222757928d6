"""Kinds and states of stories, tips and what goes out, with the Vietnamese words shown for them."""

from django.db.models import TextChoices


class StoryKind(TextChoices):
    NEWS = "news", "tin"
    ARTICLE = "article", "bài"
    REPORTAGE = "reportage", "phóng sự"
    QA = "qa", "hỏi đáp"
    COMMENDATION = "commendation", "người tốt, việc tốt"
    CRITICISM = "criticism", "phê phán"
    INITIATIVE = "initiative", "sáng kiến, mô hình"
    GUIDE = "guide", "hướng dẫn"


class Language(TextChoices):
    VIETNAMESE = "vi", "tiếng Việt"
    BRU = "bru", "tiếng Bru - Vân Kiều"


class StoryState(TextChoices):
    """Where a story stands. Only an action moves it (`rules.MOVES`)."""

    DRAFT = "draft", "đang viết"
    UNIT_EDITOR = "unit_editor", "chờ đơn vị duyệt"
    DESK = "desk", "chờ biên tập"
    LEGAL = "legal", "chờ ý kiến pháp lý"
    APPROVAL = "approval", "chờ duyệt đăng"
    APPROVED = "approved", "đã duyệt, chờ đăng"
    PUBLISHED = "published", "đã đăng"
    RETURNED = "returned", "trả lại để bổ sung"
    WITHDRAWN = "withdrawn", "đã gỡ"
    DROPPED = "dropped", "không dùng"


class Stage(TextChoices):
    """Who looks at a story before it goes out, in this order."""

    UNIT_EDITOR = "unit_editor", "đơn vị duyệt"
    DESK = "desk", "biên tập"
    LEGAL = "legal", "ý kiến pháp lý"
    APPROVAL = "approval", "duyệt đăng"


class Outcome(TextChoices):
    PASSED = "passed", "đồng ý"
    RETURNED = "returned", "trả lại để bổ sung"
    OVERTAKEN = "overtaken", "không còn cần"


class Way(TextChoices):
    """How a decision reached Loa."""

    ACCOUNT = "account", "trên hệ thống"
    LINK = "link", "qua liên kết riêng"
    PAPER = "paper", "bản giấy đã ký"


class OutputState(TextChoices):
    """Where what goes out on one channel stands (`rules.OUTPUT_MOVES`)."""

    DRAFT = "draft", "đang chuẩn bị"
    APPROVED = "approved", "đã duyệt"
    DUE = "due", "đã hẹn giờ"
    SENT = "sent", "đã gửi"
    UNCONFIRMED = "unconfirmed", "đã gửi, chưa rõ kết quả"
    CONFIRMED = "confirmed", "đã lên kênh"
    FAILED = "failed", "không gửi được"
    WITHDRAWN = "withdrawn", "đã gỡ"
    NOT_INTENDED = "not_intended", "không thực hiện"


# It may be out there: a correction or a withdrawal has to follow it.
OUT_STATES = (OutputState.SENT, OutputState.UNCONFIRMED, OutputState.CONFIRMED)


class FollowKind(TextChoices):
    """What has to follow a story that went out."""

    CORRECTION = "correction", "đính chính"
    WITHDRAWAL = "withdrawal", "gỡ"


class TipState(TextChoices):
    NEW = "new", "mới đến"
    TAKEN = "taken", "đã nhận"
    USED = "used", "đã thành tin, bài"
    DECLINED = "declined", "không dùng"


class TipWay(TextChoices):
    """By which door a tip came."""

    DESK = "desk", "trên hệ thống"
    LINK = "link", "qua liên kết cộng tác viên"
    MAIL = "mail", "thư điện tử"


class LetterState(TextChoices):
    HELD = "held", "đang giữ"
    TAKEN = "taken", "đã thành tin cơ sở cung cấp"
    DROPPED = "dropped", "không dùng"


class HeldFileState(TextChoices):
    """Where a file that came by mail stands; only what is clean goes on into a tip."""

    WAITING = "waiting", "đang chờ kiểm tra"
    CLEAN = "clean", "đã kiểm tra"
    INFECTED = "infected", "có mã độc, không giữ lại"
    REFUSED = "refused", "không nhận loại này"


class RecordingKind(TextChoices):
    AUDIO = "audio", "âm thanh"
    VIDEO = "video", "video"


class RecordingLicence(TextChoices):
    """Why the unit may use a recording; as of pictures, Luật Sở hữu trí tuệ."""

    OWN = "own", "người của đơn vị ghi"
    GIVEN = "given", "tác giả cho dùng"
    LICENSED = "licensed", "có giấy phép (ghi rõ)"
    PUBLIC_DOMAIN = "public_domain", "thuộc về công chúng"
    MADE = "made", "âm thanh mẫu do hệ thống tạo"


class RecordingConsent(TextChoices):
    """What the people said who are heard or seen; Bộ luật Dân sự 2015, Article 32."""

    NOBODY = "nobody", "không nghe, không thấy rõ ai"
    AGREED = "agreed", "người được ghi đồng ý (bằng giấy hoặc lời)"
    OFFICIAL = "official", "cán bộ đang làm việc công"
    CHILDREN = "children", "có trẻ em, cha mẹ đồng ý"
    NOT_ASKED = "not_asked", "chưa hỏi"


class CommissionState(TextChoices):
    OPEN = "open", "chưa nhận"
    TAKEN = "taken", "đã nhận"
    DONE = "done", "đã có tin, bài"
    CANCELLED = "cancelled", "đã hủy"


class ItemKind(TextChoices):
    """What a monthly package holds."""

    TEXT = "text", "bài viết sẵn"
    SLOGAN = "slogan", "khẩu hiệu"
    PICTURE = "picture", "ảnh"
