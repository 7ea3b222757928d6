"""The manual's table of deeds and rights, held to the table of actions that is tried."""

from pathlib import Path

from loa.people.permissions import RIGHT_WORDS, Right, roles_with
from tests.roles.cast import LETTERS
from tests.roles.test_actions import ROWS

GUIDE = Path(__file__).parents[2] / "docs" / "guide" / "quyen-han.md"
# What the manual calls each action.
DEEDS = {
    "Kiểm tra dự thảo kế hoạch": ("plans.check_draft", "plans.comment_draft"),
    "Tải kế hoạch lên": ("plans.import_plan",),
    "Sửa thông tin chung của kế hoạch": ("plans.save_frame",),
    "Chọn đơn vị cho tên cơ quan": ("plans.bind_agency",),
    "Sửa nhiệm vụ": ("plans.save_task", "plans.include_task"),
    "Xử lý điểm cần xem lại": ("plans.answer_finding", "plans.acknowledge_notes"),
    "Bỏ bản kế hoạch chưa triển khai": ("plans.discard_version",),
    "Xác nhận và giao việc": ("tasks.put_to_work",),
    "Mở việc đang chờ công bố": ("tasks.open_awaited",),
    "Sửa các mốc nhắc việc": ("tasks.set_ladder",),
    "Ghi đang thực hiện": ("tasks.start_work",),
    "Gửi kết quả và minh chứng": ("tasks.hand_in",),
    "Báo kỳ này không phát sinh": ("tasks.report_nil",),
    "Gửi báo cáo cả kỳ": ("tasks.hand_in_period",),
    "Gửi kết quả bằng bảng tính": ("tasks.check_workbook", "tasks.hand_in_workbook"),
    "Khóa và mở số liệu của kỳ": ("tasks.lock_period", "tasks.unlock_period", "tasks.allow_after_lock"),
    "Nhập thay kết quả": ("tasks.enter_on_behalf",),
    "Duyệt kết quả trước khi gửi xác nhận": ("tasks.approve_as_head",),
    "Xác nhận hoàn thành": ("tasks.accept",),
    "Trả lại để bổ sung": ("tasks.return_for_more",),
    "Cho là không áp dụng, hoặc thôi": ("tasks.set_not_applicable", "tasks.set_applicable"),
    "Đổi hạn cuối": ("tasks.move_due",),
    "Cho nhiều đầu việc là không áp dụng, hoặc thôi": ("tasks.set_many_not_applicable", "tasks.set_many_applicable"),
    "Lưu bộ lọc cho riêng mình": ("tasks.save_view", "tasks.drop_view"),
    "Hủy xác nhận hoàn thành": ("tasks.take_back_acceptance",),
    "Nói đã nhận hoặc chưa đúng": ("tasks.say_received",),
    "Đổi việc lãnh đạo đơn vị duyệt trước": ("tasks.set_head_approval",),
    "Trao đổi về đầu việc": ("tasks.comment",),
    "Xác nhận đã đọc kế hoạch": ("tasks.acknowledge",),
    "Ghi số người được phổ biến kế hoạch": ("tasks.call_roll",),
    "Tạo lịch riêng để xem trên điện thoại": ("tasks.make_feed",),
    "Ghi cuộc gọi đôn đốc": ("tasks.note_call",),
    "Soạn công văn đôn đốc": ("tasks.draft_urging_letter",),
    "Thêm ảnh": ("pictures.add_picture",),
    "Sửa quyền sử dụng của ảnh": ("pictures.change_rights",),
    "Bỏ ảnh không dùng ở đâu": ("pictures.take_away_picture",),
    "Viết, sửa, gửi tin, bài": (
        "newsroom.write_story",
        "newsroom.save_story",
        "newsroom.save_whole_text",
        "newsroom.submit_story",
    ),
    "Khóa tin, bài để sửa, mở khóa": ("newsroom.lock_story", "newsroom.unlock_story"),
    "Đặt chuyên mục: ai biên tập, ai duyệt đăng": ("newsroom.keep_section",),
    "Đặt việc đơn vị duyệt tin, bài trước khi gửi": ("newsroom.set_unit_rule",),
    "Bỏ tin, bài chưa gửi, dùng lại": ("newsroom.drop_story", "newsroom.restore_story"),
    "Giữ lời văn như đã viết": ("newsroom.dismiss_hint",),
    "Biên tập, chuyển duyệt": ("newsroom.pass_story",),
    "Duyệt đăng hoặc trả lại": ("newsroom.return_story",),
    "Ghi quyết định trên bản giấy, cấp liên kết duyệt": ("newsroom.decide_on_paper", "newsroom.make_decision_link"),
    "Dừng đăng tin, bài chờ giờ": ("newsroom.recall_story",),
    "Trao đổi về tin, bài": ("newsroom.comment_on_story",),
    "Đặt kênh cho tin, bài": ("newsroom.set_output",),
    "Ghi tin, bài đã lên kênh, đã đính chính trên kênh": ("newsroom.move_output", "newsroom.do_follow_up"),
    "Đính chính, gỡ tin, bài": ("newsroom.correct_story", "newsroom.withdraw_story"),
    "Thêm, sửa, bỏ âm thanh, video của tin, bài": (
        "newsroom.add_recording",
        "newsroom.change_recording",
        "newsroom.take_out_recording",
    ),
    "Ghi bản dịch, ghi việc nghe lại": ("newsroom.save_translation", "newsroom.note_listening"),
    "Đưa bản dịch lên trang": ("newsroom.release_translation",),
    "Rút bản dịch khỏi trang": ("newsroom.take_back_translation",),
    "Đặt bài, hủy bài đặt": ("newsroom.commission_story", "newsroom.cancel_commission"),
    "Cung cấp tin, cấp liên kết cộng tác viên": (
        "newsroom.send_tip",
        "newsroom.invite_contributor",
        "newsroom.end_contributor",
        "newsroom.renew_contributor",
    ),
    "Ghi chữ viết tắt của đơn vị": ("newsroom.keep_short_form", "newsroom.drop_short_form"),
    "Đặt mức nhuận bút": ("newsroom.set_fee_rate",),
    "Ghi riêng nhuận bút, chốt bảng kê": ("newsroom.settle_fee", "newsroom.freeze_fees"),
    "Tải bảng kê nhuận bút": ("newsroom.take_fees_along",),
    "Nhận tin cơ sở hoặc nói vì sao không dùng": ("newsroom.take_tip", "newsroom.decline_tip"),
    "Nhận thư thành tin cơ sở hoặc không dùng": ("newsroom.take_letter", "newsroom.drop_letter"),
    "Soạn, phát hành hướng dẫn tháng": (
        "newsroom.draft_package",
        "newsroom.save_package",
        "newsroom.issue_package",
    ),
    "Đăng, sửa, gỡ văn bản": ("library.keep_document", "library.withdraw"),
    "Mở lấy ý kiến dự thảo, ghi ý kiến, công bố tiếp thu, giải trình": (
        "library.keep_draft",
        "library.keep_opinion",
        "library.publish_answers",
    ),
    "Ghi buổi đối thoại": ("library.keep_dialogue",),
    "Ghi tình trạng mục trên trang của đơn vị": ("website.note_section",),
    "Ghi một hoạt động vào sổ tuyên truyền": ("activities.enter_activity",),
    "Ghi nhiều hoạt động bằng bảng tính": ("activities.check_activities", "activities.enter_activities"),
    "Ghi đảo một dòng sổ tuyên truyền": ("activities.take_back_activity",),
    "Ghi, sửa, tính hoặc bỏ đường dẫn đã đăng": (
        "activities.post_link",
        "activities.correct_link",
        "activities.count_on_word",
        "activities.drop_link",
    ),
    "Khai báo, thôi đọc nguồn RSS": ("activities.declare_feed", "activities.end_feed"),
    "Đặt và kết thúc chỉ tiêu bao phủ": ("activities.set_target", "activities.end_target"),
    "Ghi phần không thực hiện, hoặc bỏ ghi": ("activities.leave_blank", "activities.end_blank"),
    "Đặt cách tính việc từ sổ tuyên truyền": ("activities.set_ledger_rule", "activities.end_ledger_rule"),
    "Giữ trang thông tin điện tử: thông tin, menu, nguồn tin lấy về": (
        "website.change_portal",
        "website.set_menu",
        "website.subscribe",
        "website.unsubscribe",
    ),
    "Ghi nội dung đã đăng còn đúng": ("website.find_right",),
    "Mở tài khoản": ("people.open_account",),
    "Sửa thông tin của tài khoản": ("people.change_account",),
    "Đóng tài khoản": ("people.close_account",),
    "Mở lại tài khoản": ("people.reopen_account",),
    "Cấp liên kết đặt mật khẩu": ("people.issue_password_link",),
    "Gỡ xác thực hai bước": ("people.reset_second_factor",),
    "Giao vai trò": ("people.assign_role",),
    "Kết thúc vai trò": ("people.end_role",),
    "Sửa thông tin liên hệ": ("people.change_contacts",),
}
# "Chỉ quản trị hệ thống …", and what only the command line does.
_OF_THE_INSTALLATION = {
    "plans.save_rhythm",
    "activities.save_term",
    "website.keep_required_section",
    "people.load_units",
    "people.make_administrator",
    "website.open_portal",
    "workdays.prepare_year",
    "workdays.confirm_year",
    "workdays.set_day",
    "workdays.remove_day",
}

# What concerns nobody else, and nobody else's can be touched.
_OF_ONESELF = {"tasks.end_feed"}
# What units below do with what comes from above.
_FROM_BELOW = {"newsroom.take_package", "newsroom.use_item"}


def _deeds() -> dict[str, str]:
    """Return the right that the manual asks for each deed."""
    table = GUIDE.read_text(encoding="utf-8").partition("## Việc nào cần quyền nào")[2]
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines() if line.startswith("|")
    ]
    return {deed: right for deed, right, _ in rows[2:]}


def test_the_manual_names_every_action_once():
    assert list(_deeds()) == list(DEEDS)
    named = [action for actions in DEEDS.values() for action in actions]
    assert sorted([*named, *_OF_THE_INSTALLATION, *_OF_ONESELF, *_FROM_BELOW]) == sorted(
        {row["action"] for row in ROWS}
    )


def test_the_right_that_the_manual_asks_for_is_the_one_that_opens():
    asked = {words.capitalize(): right for right, words in RIGHT_WORDS.items()}
    opened_to: dict[str, set[str]] = {}
    for row in ROWS:  # what one may do from the district, in its own name or for a commune below
        opened_to.setdefault(row["action"], set()).update(row["district"].strip("-"))
    assert set(asked.values()) == set(Right)
    for deed, words in _deeds().items():
        rights = [asked[one[:1].upper() + one[1:]] for one in words.split(" hoặc ")]
        holders = {letter for letter, role in LETTERS.items() for right in rights if role in roles_with(right)}
        assert {action: opened_to[action] for action in DEEDS[deed]} == dict.fromkeys(DEEDS[deed], holders), deed
