"""The kinds of units, of changes and of roles, with the Vietnamese words shown for them."""

from django.db.models import TextChoices


class Tier(TextChoices):
    """Levels of government. Districts ended on 1/7/2025; which levels there are on a day is told by the units."""

    PROVINCE = "province", "cấp tỉnh"
    DISTRICT = "district", "cấp huyện"
    COMMUNE = "commune", "cấp xã"
    VILLAGE = "village", "thôn, bản, khu phố"


class UnitKind(TextChoices):
    COMMITTEE = "committee", "Ủy ban nhân dân"
    OFFICE = "office", "cơ quan chuyên môn"
    SERVICE = "service", "đơn vị sự nghiệp"
    OUTSIDE = "outside", "cơ quan Đảng, Mặt trận, đoàn thể"
    VILLAGE = "village", "thôn, bản, khu phố"


class Function(TextChoices):
    """What a body is for. Duties of a plan bind to functions, since departments are renamed and merged."""

    GENERAL_OFFICE = "general_office", "văn phòng"
    HOME_AFFAIRS = "home_affairs", "nội vụ"
    CULTURE_INFORMATION = "culture_information", "văn hóa, thông tin"
    MEDIA_CENTRE = "media_centre", "truyền thông cơ sở"
    JUSTICE = "justice", "tư pháp"
    FINANCE = "finance", "tài chính, kế hoạch"
    ONE_STOP_SHOP = "one_stop_shop", "phục vụ hành chính công"
    EDUCATION = "education", "giáo dục"
    HEALTH = "health", "y tế"
    AGRICULTURE = "agriculture", "nông nghiệp"
    ENVIRONMENT = "environment", "tài nguyên, môi trường"
    INFRASTRUCTURE = "infrastructure", "kinh tế, hạ tầng"
    LABOUR = "labour", "lao động, xã hội"
    INSPECTORATE = "inspectorate", "thanh tra"


class Extent(TextChoices):
    """How much of one unit went into another."""

    WHOLE = "whole", "nhập toàn bộ"
    PARTIAL = "partial", "nhập một phần"
    RENAMED = "renamed", "đổi tên"
    UNCHANGED = "unchanged", "giữ nguyên"


class Role(TextChoices):
    LEADER = "leader", "lãnh đạo"
    FOCAL = "focal", "cán bộ đầu mối"
    DEPUTY = "deputy", "cán bộ đầu mối dự phòng"
    EDITOR = "editor", "biên tập viên"
    APPROVER = "approver", "người duyệt"
    CLERK = "clerk", "văn thư"
    OPERATOR = "operator", "người vận hành truyền thanh"
    VIEWER = "viewer", "người xem"
    ADMINISTRATOR = "administrator", "quản trị đơn vị"


class UnitClass(TextChoices):
    """Groups of units that plans name as one; who belongs is worked out under an owner on a day."""

    COMMUNES = "communes", "UBND các xã, phường, thị trấn"
    OFFICES = "offices", "các cơ quan chuyên môn"
    SERVICES = "services", "các đơn vị sự nghiệp"
    VILLAGES = "villages", "các thôn, bản, khu phố"
