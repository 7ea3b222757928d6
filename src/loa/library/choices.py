"""Kinds of documents, of opinions and of what became of them, with the Vietnamese words shown for them."""

from django.db.models import TextChoices


class DocumentKind(TextChoices):
    RESOLUTION = "resolution", "Nghị quyết"
    DECISION = "decision", "Quyết định"
    DIRECTIVE = "directive", "Chỉ thị"
    REGULATION = "regulation", "Quy chế"
    PROGRAMME = "programme", "Chương trình"
    PLAN = "plan", "Kế hoạch"
    GUIDANCE = "guidance", "Hướng dẫn"
    REPORT = "report", "Báo cáo"
    NOTICE = "notice", "Thông báo"
    LETTER = "letter", "Công văn"
    OTHER = "other", "Văn bản khác"


class LinkKind(TextChoices):
    """What a newer document does to an older one."""

    REPLACES = "replaces", "thay thế"
    AMENDS = "amends", "sửa đổi, bổ sung"


class FromKind(TextChoices):
    """Who sent an opinion: an organisation may be named, a person never is."""

    PERSON = "person", "một người dân"
    BUSINESS = "business", "doanh nghiệp, hợp tác xã"
    STATE = "state", "cơ quan, đơn vị nhà nước"
    FRONT = "front", "Mặt trận, đoàn thể"
    ASSOCIATION = "association", "hội, tổ chức khác"
    VILLAGE = "village", "thôn, bản, khu phố"


class OpinionWay(TextChoices):
    LETTER = "letter", "văn bản, thư"
    MAIL = "mail", "thư điện tử"
    CALL = "call", "điện thoại"
    MEETING = "meeting", "cuộc họp, hội nghị"
    COUNTER = "counter", "trực tiếp tại cơ quan"


class Outcome(TextChoices):
    """What became of an opinion, as the table of answers says it."""

    TAKEN = "taken", "Tiếp thu"
    PARTLY = "partly", "Tiếp thu một phần"
    EXPLAINED = "explained", "Giải trình"
