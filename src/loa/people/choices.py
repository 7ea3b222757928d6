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


# What each action did, as the record says it: every action of every app stands here once.
ACTION_WORDS = {
    "activities.check_links": "Mở đường dẫn đã đăng",
    "activities.correct_link": "Sửa tên, ngày của đường dẫn",
    "activities.count_on_word": "Tính đường dẫn theo lời của đơn vị",
    "activities.declare_feed": "Khai báo nguồn RSS",
    "activities.drop_link": "Không tính một đường dẫn",
    "activities.end_blank": "Bỏ ghi không thực hiện",
    "activities.end_feed": "Thôi đọc nguồn RSS",
    "activities.end_ledger_rule": "Thôi tính việc từ sổ tuyên truyền",
    "activities.end_target": "Kết thúc chỉ tiêu bao phủ",
    "activities.enter_activities": "Ghi sổ tuyên truyền từ bảng tính",
    "activities.enter_activity": "Ghi sổ tuyên truyền",
    "activities.hold_infected_file": "Giữ lại tệp có mã độc",
    "activities.leave_blank": "Ghi không thực hiện một phần bao phủ",
    "activities.post_link": "Ghi đường dẫn đã đăng",
    "activities.read_feeds": "Lấy tin mới từ nguồn RSS",
    "activities.record_sent": "Hệ thống ghi sổ tuyên truyền",
    "activities.save_term": "Lưu mục trong danh mục sổ tuyên truyền",
    "activities.set_ledger_rule": "Đặt cách tính việc từ sổ tuyên truyền",
    "activities.set_target": "Đặt chỉ tiêu bao phủ",
    "activities.take_back_activity": "Ghi đảo một dòng sổ tuyên truyền",
    "library.hold_infected_file": "Giữ lại tệp có mã độc",
    "library.keep_dialogue": "Ghi buổi đối thoại",
    "library.keep_document": "Đăng hoặc sửa văn bản",
    "library.keep_draft": "Mở hoặc sửa dự thảo lấy ý kiến",
    "library.keep_opinion": "Ghi ý kiến góp ý",
    "library.publish_answers": "Công bố bảng tiếp thu, giải trình",
    "library.withdraw": "Gỡ văn bản, dự thảo hoặc buổi đối thoại",
    "website.change_portal": "Sửa thông tin trang thông tin điện tử",
    "website.find_right": "Ghi nội dung đã đăng còn đúng",
    "website.keep_required_section": "Sửa danh sách mục bắt buộc trên trang",
    "website.note_section": "Ghi tình trạng một mục trên trang",
    "website.open_portal": "Mở trang thông tin điện tử",
    "website.set_menu": "Đặt menu của trang thông tin điện tử",
    "website.subscribe": "Lấy tin của nơi khác về trang",
    "website.unsubscribe": "Thôi lấy tin của nơi khác về trang",
    "newsroom.cancel_commission": "Hủy bài đặt viết",
    "newsroom.comment_on_story": "Trao đổi về tin, bài",
    "newsroom.commission_story": "Đặt bài",
    "newsroom.correct_story": "Đính chính tin, bài",
    "newsroom.dismiss_hint": "Bỏ qua một gợi ý về lời văn",
    "newsroom.do_follow_up": "Ghi đã đính chính trên một kênh",
    "newsroom.draft_package": "Soạn hướng dẫn tuyên truyền tháng",
    "newsroom.add_recording": "Thêm âm thanh, video vào tin, bài",
    "newsroom.change_recording": "Sửa quyền, lời của âm thanh, video",
    "newsroom.take_out_recording": "Bỏ âm thanh, video khỏi tin, bài",
    "newsroom.hold_infected_recording": "Giữ lại âm thanh, video có mã độc",
    "newsroom.save_translation": "Ghi bản dịch của tin, bài",
    "newsroom.note_listening": "Ghi việc nghe lại bản dịch",
    "newsroom.release_translation": "Đưa bản dịch lên trang",
    "newsroom.take_back_translation": "Rút bản dịch khỏi trang",
    "newsroom.drop_letter": "Không dùng một thư",
    "newsroom.hold_infected_file": "Bỏ tệp có mã độc của một thư",
    "newsroom.hold_letter": "Giữ thư mới đến",
    "newsroom.take_letter": "Nhận thư thành tin cơ sở",
    "newsroom.drop_story": "Không dùng tin, bài",
    "newsroom.expire": "Tự gỡ tin, bài hết hạn đăng",
    "newsroom.freeze_fees": "Chốt bảng kê nhuận bút",
    "newsroom.set_fee_rate": "Đặt mức nhuận bút",
    "newsroom.settle_fee": "Ghi riêng nhuận bút của tin, bài",
    "newsroom.take_fees_along": "Tải bảng kê nhuận bút",
    "newsroom.drop_short_form": "Bỏ chữ viết tắt của đơn vị",
    "newsroom.erase_letters": "Xóa thư hết hạn giữ",
    "newsroom.keep_short_form": "Ghi chữ viết tắt của đơn vị",
    "newsroom.mailbox_back": "Lấy lại được thư",
    "newsroom.mailbox_lost": "Không lấy được thư",
    "newsroom.renew_contributor": "Cấp lại liên kết cộng tác viên",
    "newsroom.issue_package": "Phát hành hướng dẫn tuyên truyền tháng",
    "newsroom.keep_section": "Đặt chuyên mục",
    "newsroom.lock_story": "Khóa tin, bài để sửa",
    "newsroom.make_decision_link": "Cấp liên kết duyệt tin, bài",
    "newsroom.move_output": "Ghi tình trạng trên một kênh",
    "newsroom.pass_story": "Đồng ý cho tin, bài đi tiếp",
    "newsroom.publish": "Đăng tin, bài",
    "newsroom.recall_story": "Dừng đăng tin, bài đã duyệt",
    "newsroom.restore_story": "Dùng lại tin, bài đã bỏ",
    "newsroom.decline_tip": "Không dùng tin cơ sở",
    "newsroom.end_contributor": "Thu hồi liên kết cộng tác viên",
    "newsroom.invite_contributor": "Cấp liên kết cộng tác viên",
    "newsroom.send_tip": "Cung cấp tin cơ sở",
    "newsroom.take_tip": "Nhận tin cơ sở",
    "newsroom.return_story": "Trả lại tin, bài để bổ sung",
    "newsroom.save_package": "Sửa hướng dẫn tuyên truyền tháng",
    "newsroom.save_story": "Sửa tin, bài",
    "newsroom.set_output": "Đặt kênh cho tin, bài",
    "newsroom.set_unit_rule": "Đặt cách gửi tin, bài của đơn vị",
    "newsroom.submit_story": "Gửi tin, bài đi biên tập",
    "newsroom.take_package": "Nhận hướng dẫn tuyên truyền tháng",
    "newsroom.unlock_story": "Mở khóa tin, bài",
    "newsroom.use_item": "Ghi đã dùng một mục của hướng dẫn tháng",
    "newsroom.withdraw_story": "Gỡ tin, bài",
    "newsroom.write_story": "Bắt đầu viết tin, bài",
    "people.assign_role": "Giao vai trò",
    "people.change_account": "Sửa tài khoản",
    "people.change_contacts": "Sửa thông tin liên hệ của đơn vị",
    "people.close_account": "Đóng tài khoản",
    "people.end_role": "Kết thúc vai trò",
    "people.issue_password_link": "Cấp liên kết đặt mật khẩu",
    "people.load_units": "Nạp danh sách đơn vị",
    "people.make_administrator": "Trao quyền quản trị hệ thống",
    "people.open_account": "Mở tài khoản",
    "people.reopen_account": "Mở lại tài khoản",
    "people.reset_second_factor": "Gỡ xác thực hai bước",
    "people.use_password_link": "Đặt mật khẩu bằng liên kết",
    "pictures.add_picture": "Thêm ảnh",
    "pictures.change_rights": "Sửa quyền sử dụng của ảnh",
    "pictures.take_away_picture": "Bỏ ảnh",
    "plans.acknowledge_notes": "Ghi nhận các lưu ý của bản đọc",
    "plans.answer_finding": "Trả lời một lưu ý của bản đọc",
    "plans.bind_agency": "Gắn tên trong văn bản với đơn vị",
    "plans.discard_version": "Bỏ bản kế hoạch",
    "plans.import_plan": "Tải lên kế hoạch",
    "plans.include_task": "Đưa vào hoặc bỏ ra một nhiệm vụ",
    "plans.save_frame": "Sửa thông tin chung của kế hoạch",
    "plans.save_rhythm": "Sửa nhịp báo cáo",
    "plans.save_task": "Sửa nhiệm vụ khi đối chiếu",
    "tasks.accept": "Xác nhận hoàn thành",
    "tasks.acknowledge": "Xác nhận đã đọc kế hoạch",
    "tasks.allow_after_lock": "Cho đơn vị gửi sau khi khóa kỳ",
    "tasks.approve_as_head": "Lãnh đạo đơn vị duyệt kết quả",
    "tasks.call_roll": "Ghi số người được phổ biến kế hoạch",
    "tasks.comment": "Trao đổi về đầu việc",
    "tasks.draft_urging_letter": "Soạn công văn đôn đốc",
    "tasks.end_feed": "Thu hồi lịch đăng ký theo dõi",
    "tasks.drop_view": "Bỏ bộ lọc đã lưu",
    "tasks.enter_on_behalf": "Nhập thay đơn vị",
    "tasks.hand_in": "Gửi kết quả",
    "tasks.hand_in_period": "Gửi báo cáo chung của kỳ",
    "tasks.hand_in_workbook": "Gửi kết quả từ bảng tính",
    "tasks.hold_infected_file": "Giữ lại tệp có mã độc",
    "tasks.lock_period": "Khóa số liệu của kỳ",
    "tasks.make_feed": "Tạo lịch đăng ký theo dõi",
    "tasks.move_due": "Đổi hạn cuối",
    "tasks.note_call": "Ghi cuộc gọi đôn đốc",
    "tasks.open_awaited": "Mở việc đang chờ công bố",
    "tasks.put_to_work": "Xác nhận triển khai kế hoạch",
    "tasks.remind": "Nhắc việc đến đơn vị",
    "tasks.reopen_from_ledger": "Trả lại việc đã đóng theo sổ tuyên truyền",
    "tasks.report_from_ledger": "Hệ thống ghi kết quả từ sổ tuyên truyền",
    "tasks.report_nil": "Báo kỳ này không phát sinh",
    "tasks.return_for_more": "Trả lại kết quả để bổ sung",
    "tasks.say_received": "Nơi nhận ghi về kết quả được cung cấp",
    "tasks.save_view": "Lưu bộ lọc",
    "tasks.set_applicable": "Đưa đầu việc trở lại thực hiện",
    "tasks.set_many_applicable": "Đưa nhiều đầu việc trở lại thực hiện",
    "tasks.set_many_not_applicable": "Ghi nhiều đầu việc không áp dụng",
    "tasks.set_head_approval": "Đổi việc lãnh đạo đơn vị duyệt trước",
    "tasks.set_not_applicable": "Ghi đầu việc không áp dụng",
    "tasks.set_ladder": "Sửa các mốc nhắc việc",
    "tasks.start_work": "Ghi đang thực hiện",
    "tasks.take_back_acceptance": "Hủy xác nhận hoàn thành",
    "tasks.unlock_period": "Mở lại kỳ đã khóa",
    "workdays.confirm_year": "Xác nhận lịch làm việc của năm",
    "workdays.prepare_year": "Lập lịch làm việc của năm",
    "workdays.remove_day": "Xóa một ngày trong lịch làm việc",
    "workdays.set_day": "Ghi một ngày trong lịch làm việc",
}
