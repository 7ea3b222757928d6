"""The newsroom's part of the table of roles and screens, in the letters and columns of `test_screens`."""

from collections.abc import Callable

from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from loa.activities.models import Channel, Topic
from loa.lib.tests.made_recordings import mp3
from loa.newsroom.tests.factories import signed_paper
from tests.roles.cast import TODAY, Things
from tests.roles.stories import shown_of_february

TABLE = """
GET    | newsroom:home               |          | *         | *         | *         | SN
GET    | newsroom:stories            |          | *         | *         | *         | SN
GET    | newsroom:export             |          | *         | *         | *         | SN
GET    | newsroom:write              |          | FDEAO     | FDEAO     | FDEAO     | -
POST   | newsroom:write              | district | FDEAO     | FDEAO     | FDEAO     | -
POST   | newsroom:write              | commune  | FDEAO     | FDEAO     | FDEAO     | -
GET    | newsroom:story              | district | *         | -         | -         | S
GET    | newsroom:story              | commune  | *         | *         | -         | S
GET    | newsroom:versions           | district | *         | -         | -         | S
GET    | newsroom:versions           | commune  | *         | *         | -         | S
GET    | newsroom:edit               | district | FDEAO     | -         | -         | -
GET    | newsroom:edit               | commune  | -         | FDEAO     | -         | -
POST   | newsroom:edit               | district | FDEAO     | -         | -         | -
POST   | newsroom:edit               | commune  | -         | FDEAO     | -         | -
GET    | newsroom:submit             | commune  | -         | -         | -         | -
POST   | newsroom:submit             | district | FDEAO     | -         | -         | -
POST   | newsroom:submit             | commune  | -         | FDEAO     | -         | -
GET    | newsroom:decide             | commune  | -         | -         | -         | -
POST   | newsroom:decide             | district | FDE       | -         | -         | -
POST   | newsroom:decide             | commune  | FDE       | -         | -         | -
GET    | newsroom:on_paper           | commune  | -         | -         | -         | -
POST   | newsroom:on_paper           | district | LFDEA     | -         | -         | -
POST   | newsroom:on_paper           | commune  | LFDEA     | -         | -         | -
GET    | newsroom:signed_paper       | district | *         | -         | -         | S
GET    | newsroom:signed_paper       | commune  | *         | *         | -         | S
GET    | newsroom:make_link          | commune  | LFDEA     | -         | -         | -
POST   | newsroom:make_link          | district | LFDEA     | -         | -         | -
POST   | newsroom:make_link          | commune  | LFDEA     | -         | -         | -
GET    | newsroom:comment            | commune  | -         | -         | -         | -
POST   | newsroom:comment            | district | LFDEAO    | -         | -         | -
POST   | newsroom:comment            | commune  | LFDEA     | LFDEAO    | -         | -
GET    | newsroom:hint               | commune  | -         | -         | -         | -
POST   | newsroom:hint               | district | FDEAO     | -         | -         | -
POST   | newsroom:hint               | commune  | -         | FDEAO     | -         | -
GET    | newsroom:set_output         | commune  | LFDEA     | -         | -         | -
POST   | newsroom:set_output         | district | LFDEA     | -         | -         | -
POST   | newsroom:set_output         | commune  | LFDEA     | -         | -         | -
GET    | newsroom:move_output        | commune  | -         | -         | -         | -
POST   | newsroom:move_output        | district | LFDEAO    | -         | -         | -
POST   | newsroom:move_output        | commune  | LFDEA     | FDEO      | -         | -
GET    | newsroom:follow_up          | commune  | -         | -         | -         | -
POST   | newsroom:follow_up          | district | LFDEAO    | -         | -         | -
POST   | newsroom:follow_up          | commune  | LFDEA     | FDEO      | -         | -
GET    | newsroom:correct            | commune  | -         | -         | -         | -
POST   | newsroom:correct            | district | LA        | -         | -         | -
POST   | newsroom:correct            | commune  | LA        | -         | -         | -
GET    | newsroom:withdraw           | commune  | -         | -         | -         | -
POST   | newsroom:withdraw           | district | LA        | -         | -         | -
POST   | newsroom:withdraw           | commune  | LA        | -         | -         | -
GET    | newsroom:recordings         | district | FDEAO     | -         | -         | -
GET    | newsroom:recordings         | commune  | -         | FDEAO     | -         | -
POST   | newsroom:recordings         | district | FDEAO     | -         | -         | -
POST   | newsroom:recordings         | commune  | -         | FDEAO     | -         | -
GET    | newsroom:edit_recording     | commune  | -         | FDEAO     | -         | -
POST   | newsroom:edit_recording     | district | FDEAO     | -         | -         | -
POST   | newsroom:edit_recording     | commune  | -         | FDEAO     | -         | -
GET    | newsroom:take_out_recording | commune  | -         | -         | -         | -
POST   | newsroom:take_out_recording | district | FDEAO     | -         | -         | -
POST   | newsroom:take_out_recording | commune  | -         | FDEAO     | -         | -
GET    | newsroom:translation        | district | LFDEAO    | -         | -         | -
GET    | newsroom:translation        | commune  | LFDEA     | FDEAO     | -         | -
POST   | newsroom:translation        | district | FDEAO     | -         | -         | -
POST   | newsroom:translation        | commune  | FDE       | FDEAO     | -         | -
GET    | newsroom:listen             | commune  | -         | -         | -         | -
POST   | newsroom:listen             | district | FDEAO     | -         | -         | -
POST   | newsroom:listen             | commune  | FDE       | FDEAO     | -         | -
GET    | newsroom:release_translation | commune | -         | -         | -         | -
POST   | newsroom:release_translation | district | LA       | -         | -         | -
POST   | newsroom:release_translation | commune | LA        | -         | -         | -
GET    | newsroom:take_back_translation | commune | -       | -         | -         | -
POST   | newsroom:take_back_translation | district | LFDEA  | -         | -         | -
POST   | newsroom:take_back_translation | commune | LFDEA   | -         | -         | -
GET    | newsroom:drop               | commune  | -         | -         | -         | -
POST   | newsroom:drop               | district | FDEAO     | -         | -         | -
POST   | newsroom:drop               | commune  | -         | FDEAO     | -         | -
GET    | newsroom:recall             | commune  | -         | -         | -         | -
POST   | newsroom:recall             | district | LA        | -         | -         | -
POST   | newsroom:recall             | commune  | LA        | -         | -         | -
GET    | newsroom:restore            | commune  | -         | -         | -         | -
POST   | newsroom:restore            | district | FDEAO     | -         | -         | -
POST   | newsroom:restore            | commune  | -         | FDEAO     | -         | -
GET    | newsroom:commissions        |          | *         | *         | *         | SN
GET    | newsroom:cancel_commission  | commune  | -         | -         | -         | -
POST   | newsroom:cancel_commission  | district | FDEA      | -         | -         | -
POST   | newsroom:cancel_commission  | commune  | -         | FDEA      | -         | -
GET    | newsroom:commission         |          | FDEA      | FDEA      | FDEA      | -
POST   | newsroom:commission         | district | FDEA      | -         | -         | -
POST   | newsroom:commission         | commune  | FDEA      | FDEA      | -         | -
GET    | newsroom:tips               |          | *         | *         | *         | SN
GET    | newsroom:send_tip           |          | FDEAO     | FDEAO     | FDEAO     | -
POST   | newsroom:send_tip           | district | FDEAO     | FDEAO     | FDEAO     | -
POST   | newsroom:send_tip           | commune  | FDEAO     | FDEAO     | FDEAO     | -
GET    | newsroom:tip                | district | FDEAO     | -         | -         | -
GET    | newsroom:tip                | commune  | FDE       | FDEAO     | -         | -
GET    | newsroom:take_tip           | commune  | -         | -         | -         | -
POST   | newsroom:take_tip           | district | FDE       | -         | -         | -
POST   | newsroom:take_tip           | commune  | FDE       | -         | -         | -
GET    | newsroom:decline_tip        | commune  | -         | -         | -         | -
POST   | newsroom:decline_tip        | district | FDE       | -         | -         | -
POST   | newsroom:decline_tip        | commune  | FDE       | -         | -         | -
GET    | newsroom:contributors       |          | FDEAO     | FDEAO     | FDEAO     | -
POST   | newsroom:contributors       | district | FDEAO     | FDEAO     | FDEAO     | -
POST   | newsroom:contributors       | commune  | FDEAO     | FDEAO     | FDEAO     | -
GET    | newsroom:end_contributor    | commune  | -         | -         | -         | -
POST   | newsroom:end_contributor    | district | FDEAO     | -         | -         | -
POST   | newsroom:end_contributor    | commune  | -         | FDEAO     | -         | -
GET    | newsroom:contributor        | district | FDEAO     | -         | -         | -
GET    | newsroom:contributor        | commune  | -         | FDEAO     | -         | -
GET    | newsroom:renew_contributor  | commune  | -         | -         | -         | -
POST   | newsroom:renew_contributor  | district | FDEAO     | -         | -         | -
POST   | newsroom:renew_contributor  | commune  | -         | FDEAO     | -         | -
GET    | newsroom:short_forms        |          | FDEAO     | FDEAO     | FDEAO     | -
POST   | newsroom:short_forms        | district | FDE       | -         | -         | -
POST   | newsroom:short_forms        | commune  | -         | FDE       | -         | -
GET    | newsroom:short_form         | district | FDE       | -         | -         | -
GET    | newsroom:short_form         | commune  | -         | FDE       | -         | -
POST   | newsroom:short_form         | district | FDE       | -         | -         | -
POST   | newsroom:short_form         | commune  | -         | FDE       | -         | -
GET    | newsroom:drop_short_form    | commune  | -         | -         | -         | -
POST   | newsroom:drop_short_form    | district | FDE       | -         | -         | -
POST   | newsroom:drop_short_form    | commune  | -         | FDE       | -         | -
GET    | newsroom:fees               |          | LFA       | -         | -         | -
GET    | newsroom:fees_export        |          | -         | -         | -         | -
POST   | newsroom:fees_export        |          | LFA       | -         | -         | -
GET    | newsroom:freeze_fees        |          | -         | -         | -         | -
POST   | newsroom:freeze_fees        | district | FA        | -         | -         | -
POST   | newsroom:freeze_fees        | commune  | FA        | -         | -         | -
GET    | newsroom:fee_rates          |          | LFA       | -         | -         | -
POST   | newsroom:fee_rates          | district | FA        | -         | -         | -
POST   | newsroom:fee_rates          | commune  | FA        | -         | -         | -
GET    | newsroom:fee_rate           |          | FA        | -         | -         | -
POST   | newsroom:fee_rate           | district | FA        | -         | -         | -
POST   | newsroom:fee_rate           | commune  | FA        | -         | -         | -
GET    | newsroom:settle_fee         | commune  | FA        | -         | -         | -
POST   | newsroom:settle_fee         | district | FA        | -         | -         | -
POST   | newsroom:settle_fee         | commune  | FA        | -         | -         | -
GET    | newsroom:letters            |          | FDE       | -         | -         | -
GET    | newsroom:letter             | district | FDE       | -         | -         | -
GET    | newsroom:letter             | commune  | FDE       | -         | -         | -
GET    | newsroom:letter_file        | district | FDE       | -         | -         | -
GET    | newsroom:letter_file        | commune  | FDE       | -         | -         | -
GET    | newsroom:take_letter        | commune  | -         | -         | -         | -
POST   | newsroom:take_letter        | district | FDE       | -         | -         | -
POST   | newsroom:take_letter        | commune  | FDE       | -         | -         | -
GET    | newsroom:drop_letter        | commune  | -         | -         | -         | -
POST   | newsroom:drop_letter        | district | FDE       | -         | -         | -
POST   | newsroom:drop_letter        | commune  | FDE       | -         | -         | -
GET    | newsroom:packages           |          | *         | *         | *         | SN
GET    | newsroom:package_write      |          | FA        | -         | -         | -
POST   | newsroom:package_write      | district | FA        | -         | -         | -
POST   | newsroom:package_write      | commune  | FA        | -         | -         | -
GET    | newsroom:package            | district | *         | *         | *         | S
GET    | newsroom:package            | commune  | *         | *         | *         | S
GET    | newsroom:package_edit       | district | FA        | -         | -         | -
GET    | newsroom:package_edit       | commune  | -         | FA        | -         | -
POST   | newsroom:package_edit       | district | FA        | -         | -         | -
POST   | newsroom:package_edit       | commune  | -         | FA        | -         | -
GET    | newsroom:package_issue      | commune  | -         | -         | -         | -
POST   | newsroom:package_issue      | district | FA        | -         | -         | -
POST   | newsroom:package_issue      | commune  | -         | FA        | -         | -
GET    | newsroom:package_take       | commune  | -         | -         | -         | -
POST   | newsroom:package_take       | district | -         | FDEAO     | -         | -
POST   | newsroom:package_take       | commune  | -         | FDEAO     | -         | -
GET    | newsroom:package_use        | commune  | -         | -         | -         | -
POST   | newsroom:package_use        | district | -         | FDEO      | -         | -
POST   | newsroom:package_use        | commune  | -         | FDEO      | -         | -
GET    | newsroom:unit_rules         |          | LQ        | LQ        | LQ        | -
POST   | newsroom:unit_rules         | district | LQ        | -         | -         | -
POST   | newsroom:unit_rules         | commune  | -         | LQ        | -         | -
GET    | sections:index              |          | Q         | Q         | Q         | S
GET    | sections:index_results      |          | Q         | Q         | Q         | S
GET    | sections:add                |          | Q         | Q         | Q         | S
POST   | sections:add                | district | Q         | -         | -         | S
POST   | sections:add                | commune  | Q         | Q         | -         | S
GET    | sections:edit               | district | Q         | -         | -         | S
POST   | sections:edit               | district | Q         | -         | -         | S
POST   | sections:edit               | commune  | Q         | -         | -         | S
GET    | stories:list                |          | FDEA      | FDEA      | FDEA      | -
GET    | stories:list_results        |          | FDEA      | FDEA      | FDEA      | -
GET    | stories:edit                | district | FDEA      | -         | -         | -
GET    | stories:edit                | commune  | -         | FDEA      | -         | -
POST   | stories:edit                | district | FDEA      | -         | -         | -
POST   | stories:edit                | commune  | -         | FDEA      | -         | -
GET    | stories:preview_on_edit     | district | FDEA      | -         | -         | -
GET    | stories:preview_on_edit     | commune  | -         | FDEA      | -         | -
POST   | stories:preview_on_edit     | district | FDEA      | -         | -         | -
POST   | stories:preview_on_edit     | commune  | -         | FDEA      | -         | -
GET    | stories:history             | district | FDEA      | -         | -         | -
GET    | stories:history             | commune  | FDEA      | FDEA      | -         | -
GET    | stories:history_results     | commune  | FDEA      | FDEA      | -         | -
GET    | stories:revisions_view      | commune  | FDEA      | FDEA      | -         | -
GET    | stories:revisions_compare   | commune  | FDEA      | FDEA      | -         | -
GET    | stories:revisions_revert    | commune  | -         | FDEA      | -         | -
POST   | stories:revisions_revert    | district | FDEA      | -         | -         | -
POST   | stories:revisions_revert    | commune  | -         | FDEA      | -         | -
GET    | stories:lock                | commune  | -         | -         | -         | -
POST   | stories:lock                | district | FDEA      | -         | -         | -
POST   | stories:lock                | commune  | -         | FDEA      | -         | -
GET    | stories:unlock              | commune  | -         | -         | -         | -
POST   | stories:unlock              | district | FDEA      | -         | -         | -
POST   | stories:unlock              | commune  | -         | FDEA      | -         | -
GET    | news:recording              | district | FDEAO     | -         | -         | -
GET    | news:recording              | commune  | -         | FDEAO     | -         | -
"""
# The secret of its address is the right; and what the office's own scripts ask, which pictures/tests try for everybody.
OF_NO_ROLE = {"news:decide", "news:send_by_link"} | {
    f"wagtailadmin_api:images:{name}" for name in ("listing", "detail", "find")
}
BLANKS: dict[str, Callable[[Things], list[object]]] = {
    "newsroom:story": lambda own: [own.stories.desk.story_id],
    "newsroom:versions": lambda own: [own.stories.desk.story_id],
    "newsroom:edit": lambda own: [own.stories.draft.pk],
    "newsroom:submit": lambda own: [own.stories.draft.pk],
    "newsroom:decide": lambda own: [own.stories.desk.story_id, "dong-y"],
    "newsroom:on_paper": lambda own: [own.stories.approval.story_id],
    "newsroom:signed_paper": lambda own: [own.stories.on_paper.story_id, own.stories.on_paper.pk],
    "newsroom:make_link": lambda own: [own.stories.approval.story_id],
    "newsroom:comment": lambda own: [own.stories.desk.story_id],
    "newsroom:hint": lambda own: [own.stories.draft.pk],
    "newsroom:set_output": lambda own: [own.stories.out.pk],
    "newsroom:move_output": lambda own: [own.stories.out.pk, own.stories.output.pk],
    "newsroom:follow_up": lambda own: [own.stories.follow_up.output.story_id, own.stories.follow_up.pk],
    "newsroom:correct": lambda own: [own.stories.out.pk],
    "newsroom:withdraw": lambda own: [own.stories.out.pk],
    "newsroom:recordings": lambda own: [own.stories.draft.pk],
    "newsroom:edit_recording": lambda own: [own.stories.draft.pk, own.stories.recording.pk],
    "newsroom:take_out_recording": lambda own: [own.stories.draft.pk, own.stories.recording.pk],
    "newsroom:translation": lambda own: [own.stories.out.pk],
    "newsroom:listen": lambda own: [own.stories.translation.story_id],
    "newsroom:release_translation": lambda own: [own.stories.translation.story_id],
    "newsroom:take_back_translation": lambda own: [own.stories.released.story_id],
    "newsroom:drop": lambda own: [own.stories.draft.pk],
    "newsroom:recall": lambda own: [own.stories.approved.pk],
    "newsroom:restore": lambda own: [own.stories.dropped.pk],
    "newsroom:cancel_commission": lambda own: [own.stories.commission.pk],
    "newsroom:tip": lambda own: [own.stories.tip.pk],
    "newsroom:take_tip": lambda own: [own.stories.tip.pk],
    "newsroom:decline_tip": lambda own: [own.stories.tip.pk],
    "newsroom:letter": lambda own: [own.stories.letter.pk],
    "newsroom:letter_file": lambda own: [own.stories.letter_file.pk],
    "newsroom:take_letter": lambda own: [own.stories.letter.pk],
    "newsroom:drop_letter": lambda own: [own.stories.letter.pk],
    "newsroom:end_contributor": lambda own: [own.stories.contributor.pk],
    "newsroom:contributor": lambda own: [own.stories.contributor.pk],
    "newsroom:renew_contributor": lambda own: [own.stories.contributor.pk],
    "newsroom:short_form": lambda own: [own.stories.short_form.pk],
    "newsroom:drop_short_form": lambda own: [own.stories.short_form.pk],
    "newsroom:fee_rate": lambda own: [own.stories.rate.pk],
    "newsroom:settle_fee": lambda own: [own.stories.out.pk],
    "newsroom:package": lambda own: [own.stories.issued.pk],
    "newsroom:package_edit": lambda own: [own.stories.package.pk],
    "newsroom:package_issue": lambda own: [own.stories.package.pk],
    "newsroom:package_take": lambda own: [own.stories.issued.pk],
    "newsroom:package_use": lambda own: [own.stories.issued.pk, own.stories.issued.items.first().pk],
    "sections:edit": lambda own: [own.stories.section.pk],
    "stories:edit": lambda own: [own.stories.draft.pk],
    "stories:preview_on_edit": lambda own: [own.stories.draft.pk],
    "stories:history": lambda own: [own.stories.desk.story_id],
    "stories:history_results": lambda own: [own.stories.desk.story_id],
    "stories:revisions_view": lambda own: [own.stories.desk.story_id, own.stories.desk.revision_id],
    "stories:revisions_compare": lambda own: [own.stories.desk.story_id, "earliest", "latest"],
    "stories:revisions_revert": lambda own: [own.stories.draft.pk, own.stories.draft.latest_revision_id],
    "stories:lock": lambda own: [own.stories.draft.pk],
    "stories:unlock": lambda own: [own.stories.held.pk],
    "news:recording": lambda own: [own.stories.recording.pk, own.stories.recording.public_name],
}


def _story(own: Things) -> dict[str, object]:
    return {
        "kind": "news",
        "section": own.stories.section.pk,
        "title": "Tên khác",
        "text": "Một đoạn.",
        "topics": [Topic.objects.get(code="procedures").pk],
        "version": own.stories.draft.version,
    }


def _paper(own: Things) -> dict[str, object]:
    file: SimpleUploadedFile = signed_paper()
    return {"passed": "1", "signed_by": "Trưởng phòng", "signed_on": f"{TODAY:%Y-%m-%d}", "file": file}


def _whole(own: Things) -> dict[str, object]:
    topics = [Topic.objects.get(code="procedures").pk]
    body = streamfield([("text", rich_text("<p>Một đoạn.</p>"))])
    told = {"version": own.stories.draft.version, "title": "Tên khác", "kind": "news", "body": body}
    return {**nested_form_data({**told, "sources": inline_formset([])}), "topics": topics}


def _section(own: Things, **fields: object) -> dict[str, object]:
    asked = {"desk": own.unit.pk, "approver": own.unit.pk, "days_to_edit": 2, "days_to_approve": 1}
    told = {"owner": own.unit.pk, "name": "Chuyên mục khác", "slug": "khac", "position": 1, "valid_from": "01/01/2024"}
    return {**asked, **told, **fields}


_RATE: dict[str, object] = {"kind": "article", "amount": "300.000", "valid_from": "2024-01-01", "basis": "Quy chế mẫu"}


def _recording(own: Things) -> dict[str, object]:
    told = {"title": "Lời", "source": "Cán bộ khác", "consent": "agreed", "licence": "own", "words": "Lời khác."}
    return {**told, "file": SimpleUploadedFile("loi-ke.mp3", mp3())}


TYPED: dict[str, Callable[[Things], dict[str, object]]] = {
    "newsroom:unit_rules": lambda own: {"don-vi": own.unit.pk, "duyet": "1"},
    "sections:add": _section,
    # The one section is the district's, whoever writes for it.
    "sections:edit": lambda own: _section(own, owner=own.stories.section.owner_id),
    "stories:edit": _whole,
    "stories:preview_on_edit": _whole,
    "stories:revisions_revert": _whole,
    "newsroom:write": _story,
    "newsroom:edit": _story,
    "newsroom:submit": lambda own: {"version": own.stories.draft.version},
    "newsroom:decide": lambda own: {"version": own.stories.desk.story.version},
    "newsroom:on_paper": _paper,
    "newsroom:make_link": lambda own: {"person": own.stories.decider.pk},
    "newsroom:recordings": _recording,
    "newsroom:edit_recording": _recording,
    "newsroom:translation": lambda own: {"translator": "Người dịch", "text": "Lời."},
    "newsroom:listen": lambda own: {"listener": "Người nghe", "on": f"{TODAY:%Y-%m-%d}", "version": 1},
    "newsroom:release_translation": lambda own: {"version": 1},
    "newsroom:take_back_translation": lambda own: {"text": "Đọc nhầm."},
    "newsroom:comment": lambda own: {"text": "Cần thêm ảnh."},
    "newsroom:hint": lambda own: {"key": own.stories.hint, "lam": "bo-qua", "text": "Giữ như vậy."},
    "newsroom:set_output": lambda own: {"channel": Channel.objects.get(code="social").pk, "unit": own.unit.pk},
    "newsroom:move_output": lambda own: {"to": "confirmed"},
    "newsroom:follow_up": lambda own: {"text": "Phát lại."},
    "newsroom:correct": lambda own: {"text": "Sai một số.", "version": own.stories.out.version},
    "newsroom:withdraw": lambda own: {"text": "Nhầm nguồn."},
    "newsroom:drop": lambda own: {"text": "Trùng."},
    "newsroom:recall": lambda own: {"text": "Sai ngày."},
    "newsroom:restore": lambda own: {},
    "newsroom:cancel_commission": lambda own: {"text": "Đã có bài."},
    "newsroom:commission": lambda own: {"unit": own.unit.pk, "what": "Bài về một cửa", "due_on": "2024-03-29"},
    "newsroom:send_tip": lambda own: {"title": "Họp thôn"},
    "newsroom:decline_tip": lambda own: {"text": "Trùng."},
    "newsroom:take_letter": lambda own: {"unit": own.unit.pk},
    "newsroom:drop_letter": lambda own: {"text": "Trùng."},
    "newsroom:contributors": lambda own: {"name": "Bà Mẫu"},
    "newsroom:short_forms": lambda own: {"don-vi": own.unit.pk, "short": "TTHC", "full": "thủ tục hành chính"},
    "newsroom:short_form": lambda own: {"short": "TTHC", "full": "thủ tục hành chính"},
    "newsroom:freeze_fees": lambda own: {"thang": "2024-02", "thay": shown_of_february(own.stories.section.owner)},
    "newsroom:fee_rates": lambda own: {**_RATE, "valid_from": "2024-05-01"},
    "newsroom:fee_rate": lambda own: _RATE,
    "newsroom:settle_fee": lambda own: {"author_1": "Bà Mẫu", "amount_1": "50.000", "reason": "Viết chung."},
    "newsroom:package_write": lambda own: {"month": "2024-02", "theme": "Chủ đề"},
    "newsroom:package_edit": lambda own: {"version": own.stories.package.version, "theme": "Chủ đề khác"},
    "newsroom:package_issue": lambda own: {"version": own.stories.package.version},
    "newsroom:package_take": lambda own: {"unit": own.stories.taker.pk},
    "newsroom:package_use": lambda own: {
        "unit": own.stories.taker.pk,
        "channel": Channel.objects.get(code="loudspeaker").pk,
        "on": f"{TODAY:%Y-%m-%d}",
    },
}
