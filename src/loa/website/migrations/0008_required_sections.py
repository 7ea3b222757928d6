"""The sections that sites of public bodies must carry, to begin with: people keep the list from here on.

Only the decree is named. Which of its clauses asks for which section is for people to check and to write down, and the
list says so until they do.
"""

from django.db import migrations

_SOURCE = "Nghị định 42/2022/NĐ-CP (chưa đối chiếu điều, khoản)"
_SECTIONS = (
    ("Giới thiệu về cơ quan", "hand"),
    ("Tin tức, sự kiện", "news"),
    ("Thông tin chỉ đạo, điều hành", "direction"),
    ("Tuyên truyền, phổ biến pháp luật", "hand"),
    ("Chiến lược, quy hoạch, kế hoạch phát triển", "hand"),
    ("Hệ thống văn bản", "legal"),
    ("Dự án đầu tư, đấu thầu, mua sắm công", "hand"),
    ("Chương trình, đề tài khoa học", "hand"),
    ("Báo cáo, thống kê", "reports"),
    ("Dịch vụ công trực tuyến", "hand"),
    ("Lấy ý kiến góp ý của tổ chức, cá nhân", "drafts"),
    ("Thông tin liên hệ", "contact"),
    ("Thông tin liên hệ bằng tiếng Anh", "english"),
    ("Sơ đồ trang", "hand"),
)


def begin(apps, schema_editor):
    section = apps.get_model("website", "RequiredSection")
    section.objects.bulk_create(
        section(name=name, source=_SOURCE, filled_by=filled_by, position=position)
        for position, (name, filled_by) in enumerate(_SECTIONS, 1)
    )


class Migration(migrations.Migration):
    dependencies = [("website", "0007_checklist")]

    operations = [migrations.RunPython(begin, migrations.RunPython.noop)]
