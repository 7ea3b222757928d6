"""The words an activity is told by: topics and forms of the founding plan, channels by law and by plan, audiences."""

from datetime import date

from django.db import migrations

_PLAN = "Kế hoạch tuyên truyền cải cách hành chính"
_LEGAL = "Nghị định 49/2024/NĐ-CP về hoạt động thông tin cơ sở"
# The programme of the reform, whose contents the topics are, began on this day (Nghị quyết 76/NQ-CP, 15/7/2021).
_FIRST = date(2021, 1, 1)

_TOPICS = (
    ("institutions", "Cải cách thể chế", "content"),
    ("procedures", "Cải cách thủ tục hành chính", "content"),
    ("apparatus", "Cải cách tổ chức bộ máy hành chính nhà nước", "content"),
    ("civil-service", "Cải cách chế độ công vụ", "content"),
    ("public-finance", "Cải cách tài chính công", "content"),
    ("digital-government", "Xây dựng và phát triển Chính phủ điện tử, Chính phủ số", "content"),
    ("direction", "Chỉ đạo, điều hành cải cách hành chính", "direction"),
    ("online-services", "Dịch vụ công trực tuyến, thanh toán trực tuyến", "cross"),
    ("hotlines", "Đường dây nóng, phản ánh, kiến nghị", "cross"),
    ("digital-transformation", "Chuyển đổi số", "cross"),
    ("project-06", "Đề án 06: dữ liệu dân cư, định danh, xác thực điện tử", "cross"),
    ("indices", "Các chỉ số PAR INDEX, SIPAS, PAPI, PCI", "cross"),
    ("law", "Pháp luật; quyền, nghĩa vụ tham gia và giám sát", "cross"),
    ("initiatives", "Sáng kiến, mô hình, điển hình tiên tiến", "cross"),
    ("results", "Kết quả, hạn chế và nguyên nhân", "cross"),
)
_FORMS = (
    ("news-item", "Tin"),
    ("article", "Bài"),
    ("reportage", "Phóng sự"),
    ("broadcast", "Bản tin phát thanh"),
    ("conference", "Hội nghị"),
    ("training", "Lớp tập huấn, bồi dưỡng"),
    ("talk", "Tọa đàm, đối thoại"),
    ("briefing", "Giao ban, họp thường kỳ"),
    ("village-meeting", "Họp thôn, bản, khu phố"),
    ("panel", "Pa nô"),
    ("poster", "Áp phích"),
    ("slogan", "Khẩu hiệu"),
    ("banner", "Băng rôn"),
    ("contest", "Cuộc thi, hội thi"),
    ("stage", "Chương trình sân khấu"),
    ("leaflet", "Tờ rơi, tờ gấp"),
    ("handbook", "Sổ tay"),
    ("mobile-loudspeaker", "Xe lưu động, loa kéo"),
    ("chat-group", "Tin trong nhóm Zalo thôn, khu phố"),
    ("correction", "Đính chính"),
    ("other", "Hình thức khác"),
)
_CHANNELS = (
    ("website", "Cổng, trang thông tin điện tử", "legal"),
    ("loudspeaker", "Đài truyền thanh cấp xã", "legal"),
    ("notice-board", "Bảng tin công cộng", "legal"),
    ("bulletin", "Bản tin thông tin cơ sở", "legal"),
    ("documents", "Tài liệu không kinh doanh", "legal"),
    ("talks", "Tuyên truyền viên cơ sở", "legal"),
    ("social", "Mạng xã hội, ứng dụng nhắn tin", "legal"),
    ("text-messages", "Tin nhắn viễn thông", "legal"),
    ("radio", "Đài phát thanh huyện", "plan"),
    ("meetings", "Hội nghị, tập huấn, họp", "plan"),
    ("visual", "Tuyên truyền trực quan", "plan"),
    ("stage", "Sân khấu, cuộc thi", "plan"),
)
_AUDIENCES = (
    ("officials", "Cán bộ, công chức, viên chức"),
    ("people", "Nhân dân"),
    ("businesses", "Doanh nghiệp"),
    ("minorities", "Đồng bào dân tộc thiểu số"),
    ("elderly-disabled", "Người cao tuổi, người khuyết tật"),
)
# District stations stop transmitting by the end of 2025 (Nghị định 49/2024/NĐ-CP).
_ENDS = {"radio": date(2026, 1, 1)}


def fill(apps, schema_editor):
    def store(model, rows, basis):
        kept = apps.get_model("activities", model).objects
        for position, (code, name, *group) in enumerate(rows):
            also = {"group": group[0]} if group else {}
            kept.create(
                code=code, name=name, position=position, valid_from=_FIRST, valid_until=_ENDS.get(code),
                basis=_LEGAL if group == ["legal"] else basis, **also,
            )

    store("Topic", _TOPICS, f"{_PLAN}, mục II.1")
    store("Form", _FORMS, f"{_PLAN}, mục II.2")
    store("Channel", _CHANNELS, f"{_PLAN}, mục II.2")
    store("Audience", _AUDIENCES, f"{_PLAN}, mục I.1 và II.2")


class Migration(migrations.Migration):

    dependencies = [("activities", "0001_initial")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
