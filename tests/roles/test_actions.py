"""Every role against every action, called by itself: what a screen forgets to ask, the action still refuses.

Letters and columns are those of `test_screens`. Whoever is not let through gets PermissionDenied, and nothing is
written; whoever is gets it done, but for a file that cannot be read or is known, which is said after the permission.
"""

import importlib
import importlib.util
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from types import ModuleType
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile

import loa
from loa.activities import actions as activities
from loa.activities.actions.terms import save_term
from loa.activities.models import Channel
from loa.activities.tests.factories import entry, line_of
from loa.lib.tests.made_recordings import mp3
from loa.library import actions as library
from loa.library.models import Draft
from loa.library.tests.factories import dialogue, document, opinion
from loa.newsroom import actions as newsroom
from loa.newsroom.choices import OutputState
from loa.newsroom.models import Section, Story
from loa.newsroom.tests.factories import fresh, signed_paper, values
from loa.people import actions as people
from loa.people.actions.administrators import make_administrator
from loa.people.actions.units import UnitLine
from loa.people.choices import Role
from loa.people.models import AuditEntry, User
from loa.pictures import actions as pictures
from loa.pictures.choices import Consent, Licence
from loa.pictures.tests.factories import image
from loa.plans import actions as plans
from loa.plans.choices import Answer, Schedule, Target
from loa.tasks import actions as tasks
from loa.tasks.choices import OnBehalf, Received
from loa.tasks.queries.distribution import distribution
from loa.website import actions as website
from loa.workdays import actions as workdays
from loa.workdays.choices import DayKind
from loa.workdays.models import CalendarDay
from tests.roles.cast import AT, KEPT, PAST, SHUT, TODAY, Person, Things
from tests.roles.stories import shown_of_february
from tests.roles.trying import granted, rows_of, taken_back, who_gets_through

pytestmark = pytest.mark.django_db

TABLE = """
action                    | whose    | district  | commune   | neighbour | besides
plans.check_draft         |          | FDEA      | FDEA      | FDEA      | S
plans.comment_draft       |          | FDEA      | FDEA      | FDEA      | S
plans.import_plan         | district | FDEA      | -         | -         | S
plans.import_plan         | commune  | FDEA      | FDEA      | -         | S
plans.save_frame          | district | FDEA      | -         | -         | S
plans.save_frame          | commune  | FDEA      | FDEA      | -         | S
plans.bind_agency         | district | FDEA      | -         | -         | S
plans.bind_agency         | commune  | FDEA      | FDEA      | -         | S
plans.save_task           | district | FDEA      | -         | -         | S
plans.save_task           | commune  | FDEA      | FDEA      | -         | S
plans.include_task        | district | FDEA      | -         | -         | S
plans.include_task        | commune  | FDEA      | FDEA      | -         | S
plans.answer_finding      | district | FDEA      | -         | -         | S
plans.answer_finding      | commune  | FDEA      | FDEA      | -         | S
plans.acknowledge_notes   | district | FDEA      | -         | -         | S
plans.acknowledge_notes   | commune  | FDEA      | FDEA      | -         | S
plans.discard_version     | district | FDEA      | -         | -         | S
plans.discard_version     | commune  | FDEA      | FDEA      | -         | S
plans.save_rhythm         |          | -         | -         | -         | S
activities.save_term      |          | -         | -         | -         | S
tasks.put_to_work         | district | FA        | -         | -         | S
tasks.put_to_work         | commune  | FA        | FA        | -         | S
tasks.open_awaited        | district | FA        | -         | -         | S
tasks.open_awaited        | commune  | FA        | FA        | -         | S
tasks.set_ladder          | district | FA        | -         | -         | S
tasks.set_ladder          | commune  | FA        | FA        | -         | S
tasks.note_call           | district | FA        | -         | -         | -
tasks.note_call           | commune  | -         | FA        | -         | -
tasks.draft_urging_letter | district | FA        | -         | -         | -
tasks.draft_urging_letter | commune  | -         | FA        | -         | -
tasks.start_work          | district | FD        | -         | -         | -
tasks.start_work          | commune  | -         | FD        | -         | -
tasks.hand_in             | district | FD        | -         | -         | -
tasks.hand_in             | commune  | -         | FD        | -         | -
workdays.prepare_year     |          | -         | -         | -         | S
workdays.confirm_year     |          | -         | -         | -         | S
workdays.set_day          |          | -         | -         | -         | S
workdays.remove_day       |          | -         | -         | -         | S
tasks.report_nil          | district | FD        | -         | -         | -
tasks.report_nil          | commune  | -         | FD        | -         | -
tasks.hand_in_period      | district | FD        | -         | -         | -
tasks.hand_in_period      | commune  | -         | FD        | -         | -
tasks.check_workbook      | district | FD        | -         | -         | -
tasks.check_workbook      | commune  | -         | FD        | -         | -
tasks.hand_in_workbook    | district | FD        | -         | -         | -
tasks.hand_in_workbook    | commune  | -         | FD        | -         | -
tasks.lock_period         | district | FA        | -         | -         | -
tasks.lock_period         | commune  | -         | FA        | -         | -
tasks.unlock_period       | district | FA        | -         | -         | -
tasks.unlock_period       | commune  | -         | FA        | -         | -
tasks.allow_after_lock    | district | FA        | -         | -         | -
tasks.allow_after_lock    | commune  | -         | FA        | -         | -
tasks.enter_on_behalf     | district | -         | -         | -         | -
tasks.enter_on_behalf     | commune  | FD        | -         | -         | -
tasks.accept              | district | FA        | -         | -         | -
tasks.accept              | commune  | -         | FA        | -         | -
tasks.return_for_more     | district | FA        | -         | -         | -
tasks.return_for_more     | commune  | -         | FA        | -         | -
tasks.approve_as_head     | district | L         | -         | -         | -
tasks.approve_as_head     | commune  | -         | L         | -         | -
tasks.set_not_applicable  | district | FA        | -         | -         | -
tasks.set_not_applicable  | commune  | -         | FA        | -         | -
tasks.set_applicable      | district | FA        | -         | -         | -
tasks.set_applicable      | commune  | -         | FA        | -         | -
tasks.move_due            | district | FA        | -         | -         | -
tasks.move_due            | commune  | -         | FA        | -         | -
tasks.set_many_not_applicable | district | FA    | -         | -         | -
tasks.set_many_not_applicable | commune  | -     | FA        | -         | -
tasks.set_many_applicable | district | FA        | -         | -         | -
tasks.set_many_applicable | commune  | -         | FA        | -         | -
tasks.save_view           | district | LFDEACOVQ | *         | *         | S
tasks.save_view           | commune  | LFDEACOVQ | *         | -         | S
tasks.drop_view           | district | LFDEACOVQ | *         | *         | S
tasks.drop_view           | commune  | LFDEACOVQ | *         | -         | S
tasks.take_back_acceptance | district | FA       | -         | -         | -
tasks.take_back_acceptance | commune  | -        | FA        | -         | -
tasks.say_received        | district | -         | -         | LFDA      | -
tasks.say_received        | commune  | LFDA      | -         | -         | -
tasks.set_head_approval   | district | FA        | -         | -         | S
tasks.set_head_approval   | commune  | FA        | FA        | -         | S
tasks.comment             | district | LFDA      | -         | -         | -
tasks.comment             | commune  | -         | LFDA      | -         | -
tasks.make_feed           | district | LFDEACOVQ | -         | -         | S
tasks.make_feed           | commune  | LFDEACOVQ | *         | -         | S
tasks.end_feed            | district | -         | -         | -         | -
tasks.end_feed            | commune  | -         | -         | -         | -
tasks.acknowledge         | district | LFDEACOVQ | -         | -         | -
tasks.acknowledge         | commune  | -         | *         | -         | -
tasks.call_roll           | district | FD        | -         | -         | -
tasks.call_roll           | commune  | -         | FD        | -         | -
pictures.add_picture      | district | FDEAO     | -         | -         | -
pictures.add_picture      | commune  | -         | FDEAO     | -         | -
pictures.change_rights    | district | FDEAO     | -         | -         | -
pictures.change_rights    | commune  | -         | FDEAO     | -         | -
pictures.take_away_picture | district | FDEAO    | -         | -         | -
pictures.take_away_picture | commune  | -        | FDEAO     | -         | -
newsroom.write_story       | district | FDEAO     | -         | -         | -
newsroom.write_story       | commune  | -         | FDEAO     | -         | -
newsroom.save_story        | district | FDEAO     | -         | -         | -
newsroom.save_story        | commune  | -         | FDEAO     | -         | -
newsroom.save_whole_text   | district | FDEAO     | -         | -         | -
newsroom.save_whole_text   | commune  | -         | FDEAO     | -         | -
newsroom.lock_story        | district | FDEAO     | -         | -         | -
newsroom.lock_story        | commune  | -         | FDEAO     | -         | -
newsroom.unlock_story      | district | FDEAO     | -         | -         | -
newsroom.unlock_story      | commune  | -         | FDEAO     | -         | -
newsroom.keep_section      | district | Q         | -         | -         | S
newsroom.keep_section      | commune  | Q         | Q         | -         | S
newsroom.set_unit_rule     | district | LQ        | -         | -         | S
newsroom.set_unit_rule     | commune  | Q         | LQ        | -         | S
website.open_portal        | district | -         | -         | -         | S
website.open_portal        | commune  | -         | -         | -         | S
website.change_portal      | district | FDE       | -         | -         | -
website.change_portal      | commune  | -         | FDE       | -         | -
website.find_right         | district | FDE       | -         | -         | -
website.find_right         | commune  | FDE       | FDE       | -         | -
website.set_menu           | district | FDE       | -         | -         | -
website.set_menu           | commune  | -         | FDE       | -         | -
website.subscribe          | district | FDE       | -         | -         | -
website.subscribe          | commune  | -         | FDE       | -         | -
website.unsubscribe        | district | FDE       | -         | -         | -
website.unsubscribe        | commune  | -         | FDE       | -         | -
newsroom.submit_story      | district | FDEAO     | -         | -         | -
newsroom.submit_story      | commune  | -         | FDEAO     | -         | -
newsroom.drop_story        | district | FDEAO     | -         | -         | -
newsroom.drop_story        | commune  | -         | FDEAO     | -         | -
newsroom.restore_story     | district | FDEAO     | -         | -         | -
newsroom.restore_story     | commune  | -         | FDEAO     | -         | -
newsroom.dismiss_hint      | district | FDEAO     | -         | -         | -
newsroom.dismiss_hint      | commune  | -         | FDEAO     | -         | -
newsroom.pass_story        | district | FDE       | -         | -         | -
newsroom.pass_story        | commune  | FDE       | -         | -         | -
newsroom.return_story      | district | LA        | -         | -         | -
newsroom.return_story      | commune  | LA        | -         | -         | -
newsroom.decide_on_paper   | district | LFDEA     | -         | -         | -
newsroom.decide_on_paper   | commune  | LFDEA     | -         | -         | -
newsroom.make_decision_link | district | LFDEA    | -         | -         | -
newsroom.make_decision_link | commune  | LFDEA    | -         | -         | -
newsroom.recall_story      | district | LA        | -         | -         | -
newsroom.recall_story      | commune  | LA        | -         | -         | -
newsroom.comment_on_story  | district | LFDEAO    | -         | -         | -
newsroom.comment_on_story  | commune  | LFDEA     | LFDEAO    | -         | -
newsroom.set_output        | district | LFDEA     | -         | -         | -
newsroom.set_output        | commune  | LFDEA     | -         | -         | -
newsroom.move_output       | district | LFDEAO    | -         | -         | -
newsroom.move_output       | commune  | LFDEA     | FDEO      | -         | -
newsroom.correct_story     | district | LA        | -         | -         | -
newsroom.correct_story     | commune  | LA        | -         | -         | -
newsroom.withdraw_story    | district | LA        | -         | -         | -
newsroom.withdraw_story    | commune  | LA        | -         | -         | -
newsroom.do_follow_up      | district | LFDEAO    | -         | -         | -
newsroom.do_follow_up      | commune  | LFDEA     | FDEO      | -         | -
newsroom.commission_story  | district | FDEA      | -         | -         | -
newsroom.commission_story  | commune  | -         | FDEA      | -         | -
newsroom.cancel_commission | district | FDEA      | -         | -         | -
newsroom.cancel_commission | commune  | -         | FDEA      | -         | -
newsroom.send_tip          | district | FDEAO     | -         | -         | -
newsroom.send_tip          | commune  | -         | FDEAO     | -         | -
newsroom.take_tip          | district | FDE       | -         | -         | -
newsroom.take_tip          | commune  | FDE       | -         | -         | -
newsroom.decline_tip       | district | FDE       | -         | -         | -
newsroom.decline_tip       | commune  | FDE       | -         | -         | -
newsroom.take_letter       | district | FDE       | -         | -         | -
newsroom.take_letter       | commune  | FDE       | -         | -         | -
newsroom.drop_letter       | district | FDE       | -         | -         | -
newsroom.drop_letter       | commune  | FDE       | -         | -         | -
newsroom.invite_contributor | district | FDEAO    | -         | -         | -
newsroom.invite_contributor | commune  | -        | FDEAO     | -         | -
newsroom.end_contributor   | district | FDEAO     | -         | -         | -
newsroom.end_contributor   | commune  | -         | FDEAO     | -         | -
newsroom.renew_contributor | district | FDEAO     | -         | -         | -
newsroom.renew_contributor | commune  | -         | FDEAO     | -         | -
newsroom.keep_short_form   | district | FDE       | -         | -         | -
newsroom.keep_short_form   | commune  | -         | FDE       | -         | -
newsroom.drop_short_form   | district | FDE       | -         | -         | -
newsroom.drop_short_form   | commune  | -         | FDE       | -         | -
newsroom.set_fee_rate      | district | FA        | -         | -         | -
newsroom.set_fee_rate      | commune  | -         | FA        | -         | -
newsroom.take_fees_along   | district | LFA       | -         | -         | -
newsroom.take_fees_along   | commune  | -         | LFA       | -         | -
newsroom.settle_fee        | district | FA        | -         | -         | -
newsroom.settle_fee        | commune  | FA        | -         | -         | -
newsroom.freeze_fees       | district | FA        | -         | -         | -
newsroom.freeze_fees       | commune  | FA        | -         | -         | -
newsroom.add_recording     | district | FDEAO     | -         | -         | -
newsroom.add_recording     | commune  | -         | FDEAO     | -         | -
newsroom.change_recording  | district | FDEAO     | -         | -         | -
newsroom.change_recording  | commune  | -         | FDEAO     | -         | -
newsroom.take_out_recording | district | FDEAO    | -         | -         | -
newsroom.take_out_recording | commune  | -        | FDEAO     | -         | -
newsroom.save_translation  | district | FDEAO     | -         | -         | -
newsroom.save_translation  | commune  | FDE       | FDEAO     | -         | -
newsroom.note_listening    | district | FDEAO     | -         | -         | -
newsroom.note_listening    | commune  | FDE       | FDEAO     | -         | -
newsroom.release_translation | district | LA      | -         | -         | -
newsroom.release_translation | commune  | LA      | -         | -         | -
newsroom.take_back_translation | district | LFDEA | -         | -         | -
newsroom.take_back_translation | commune  | LFDEA | -         | -         | -
newsroom.draft_package     | district | FA        | -         | -         | -
newsroom.draft_package     | commune  | -         | FA        | -         | -
newsroom.save_package      | district | FA        | -         | -         | -
newsroom.save_package      | commune  | -         | FA        | -         | -
newsroom.issue_package     | district | FA        | -         | -         | -
newsroom.issue_package     | commune  | -         | FA        | -         | -
newsroom.take_package      | district | -         | FDEAO     | -         | -
newsroom.take_package      | commune  | -         | FDEAO     | -         | -
newsroom.use_item          | district | -         | FDEO      | -         | -
newsroom.use_item          | commune  | -         | FDEO      | -         | -
library.keep_document      | district | FDE       | -         | -         | -
library.keep_document      | commune  | -         | FDE       | -         | -
library.keep_draft         | district | FDE       | -         | -         | -
library.keep_draft         | commune  | -         | FDE       | -         | -
library.keep_opinion       | district | FDE       | -         | -         | -
library.keep_opinion       | commune  | -         | FDE       | -         | -
library.publish_answers    | district | FDE       | -         | -         | -
library.publish_answers    | commune  | -         | FDE       | -         | -
library.keep_dialogue      | district | FDE       | -         | -         | -
library.keep_dialogue      | commune  | -         | FDE       | -         | -
library.withdraw           | district | FDE       | -         | -         | -
library.withdraw           | commune  | -         | FDE       | -         | -
website.note_section       | district | FDE       | -         | -         | -
website.note_section       | commune  | FDE       | FDE       | -         | -
website.keep_required_section |       | -         | -         | -         | S
activities.enter_activity | district | FDEO      | -         | -         | -
activities.enter_activity | commune  | -         | FDEO      | -         | -
activities.check_activities | district | FDEO    | -         | -         | -
activities.check_activities | commune  | -       | FDEO      | -         | -
activities.enter_activities | district | FDEO    | -         | -         | -
activities.enter_activities | commune  | -       | FDEO      | -         | -
activities.take_back_activity | district | FDEO  | -         | -         | -
activities.take_back_activity | commune  | -     | FDEO      | -         | -
activities.set_target     | district | FA        | -         | -         | -
activities.set_target     | commune  | -         | FA        | -         | -
activities.end_target     | district | FA        | -         | -         | -
activities.end_target     | commune  | -         | FA        | -         | -
activities.leave_blank    | district | FA        | -         | -         | -
activities.leave_blank    | commune  | -         | FA        | -         | -
activities.end_blank      | district | FA        | -         | -         | -
activities.end_blank      | commune  | -         | FA        | -         | -
activities.set_ledger_rule | district | FA       | -         | -         | -
activities.set_ledger_rule | commune  | -        | FA        | -         | -
activities.end_ledger_rule | district | FA       | -         | -         | -
activities.end_ledger_rule | commune  | -        | FA        | -         | -
activities.post_link      | district | FDEO      | -         | -         | -
activities.post_link      | commune  | -         | FDEO      | -         | -
activities.correct_link   | district | FDEO      | -         | -         | -
activities.correct_link   | commune  | -         | FDEO      | -         | -
activities.count_on_word  | district | FDEO      | -         | -         | -
activities.count_on_word  | commune  | -         | FDEO      | -         | -
activities.drop_link      | district | FDEO      | -         | -         | -
activities.drop_link      | commune  | -         | FDEO      | -         | -
activities.declare_feed   | district | FDEO      | -         | -         | -
activities.declare_feed   | commune  | -         | FDEO      | -         | -
activities.end_feed       | district | FDEO      | -         | -         | -
activities.end_feed       | commune  | -         | FDEO      | -         | -
people.open_account       | district | Q         | -         | -         | S
people.open_account       | commune  | Q         | Q         | -         | S
people.change_account     | district | Q         | -         | -         | S
people.change_account     | commune  | Q         | Q         | -         | S
people.close_account      | district | Q         | -         | -         | S
people.close_account      | commune  | Q         | Q         | -         | S
people.reopen_account     | district | Q         | -         | -         | S
people.reopen_account     | commune  | Q         | Q         | -         | S
people.issue_password_link| district | Q         | -         | -         | S
people.issue_password_link| commune  | Q         | Q         | -         | S
people.reset_second_factor| district | Q         | -         | -         | S
people.reset_second_factor| commune  | Q         | Q         | -         | S
people.assign_role        | district | Q         | -         | -         | S
people.assign_role        | commune  | Q         | Q         | -         | S
people.end_role           | district | Q         | -         | -         | S
people.end_role           | commune  | Q         | Q         | -         | S
people.change_contacts    | district | Q         | -         | -         | S
people.change_contacts    | commune  | Q         | Q         | -         | S
people.make_administrator |          | -         | -         | -         | S
people.load_units         |          | -         | -         | -         | S
"""
ROWS = rows_of(TABLE)
# An entry about one unit's work names the unit, whose administrator then reads it.
_OF_ONE_UNIT = {"tasks.obligation", "people.unit", "newsroom.story"}
# Parts of actions, which the action asks for in its own transaction.
_PARTS = {
    "library.refuse_others",
    "activities.record_sent",
    "activities.refuse_others",
    "activities.row_of",
    "activities.write",
    "people.record",
    "newsroom.corrected",
    "newsroom.decide_in_person",
    "newsroom.give_back_approved",
    "newsroom.keep_revision",
    "newsroom.note_saved",
    "newsroom.publish",
    "newsroom.refuse_editing",
    "newsroom.went_out",
    "pictures.note_saved",
    "plans.keep",
    "plans.open_row",
    "plans.open_version",
    "tasks.open_for_mending",
    "tasks.locked_rows",
    "tasks.move_rows",
    "tasks.prepared_step",
    "tasks.prepared_steps",
    "tasks.take_step",
    "tasks.told_by",
    "tasks.with_kept_files",
}


def _of_a_site(own: Things, url: str) -> dict[str, Any]:
    told = entry(own.unit)
    return {"unit": own.unit, "url": url, "channel": told.channel, "form": told.form, "topics": told.topics}


def _task(own: Things) -> plans.TaskValues:
    return plans.TaskValues(
        included=True,
        title="Đã sửa",
        products=(),
        leads=(),
        partners=(),
        receivers=(),
        schedule=Schedule.PERIODIC,
        due_on=None,
        boundary="",
        rhythm=None,
        waits_for="",
    )


def _frame(own: Things) -> plans.FrameValues:
    return plans.FrameValues(
        symbol="99/KH-UBND",
        issued_on=None,
        rhythm=own.review.rhythm,
        earlier_periods=False,
        named_day_is_late=True,
    )


def _contents(own: Things) -> bytes:
    with own.version.file.open() as content:
        return content.read()


def _section(own: Things) -> Section:
    """Return a section of the unit in question, as its form fills it in."""
    asked = {"owner": own.unit, "desk": own.unit, "approver": own.unit}
    return Section(**asked, slug="khac", name="Chuyên mục khác", valid_from=TODAY)


def _written(story: Story) -> Story:
    """Return a text of a story as the office's editor fills it in."""
    text = fresh(story)
    text.title = "Đã sửa"
    return text


_NEW_UNIT = UnitLine(
    key="phong-moi",
    kind="office",
    tier="district",
    function="",
    name="Phòng Mới",
    official_code="",
    parent="",
    valid_from=TODAY,
    valid_until=None,
    source="dùng cho phép thử",
)
# Refused by its first bytes, before a process is started to read it.
_NO_DOCUMENT = bytes.fromhex("d0cf11e0a1b11ae1")
_PICTURE = image(size=(20, 20))
# How each is called: what the unit in question owns, who calls, and `at` where the action takes it.
CALLS: dict[str, Callable[..., Any]] = {
    "library.keep_document": lambda own, by, at: library.keep_document(document(owner=own.unit), by=by, at=at),
    "library.keep_draft": lambda own, by, at: library.keep_draft(
        Draft.objects.get(pk=own.shelves.draft.pk), by=by, at=at
    ),
    "library.keep_opinion": lambda own, by, at: library.keep_opinion(opinion(own.shelves.draft), by=by, at=at),
    "library.publish_answers": lambda own, by, at: library.publish_answers(
        own.shelves.over, summary="Không có ý kiến.", version=0, by=by, at=at
    ),
    "library.keep_dialogue": lambda own, by, at: library.keep_dialogue(dialogue(owner=own.unit), by=by, at=at),
    "library.withdraw": lambda own, by, at: library.withdraw(
        own.shelves.document, why="Đăng nhầm.", version=0, by=by, at=at
    ),
    "website.note_section": lambda own, by, at: website.note_section(
        section=own.shelves.section, unit=own.unit, found="empty", by=by, at=at
    ),
    "website.keep_required_section": lambda own, by, at: website.keep_required_section(
        own.shelves.section, by=by, at=at
    ),
    "plans.check_draft": lambda own, by, at: plans.check_draft(data=_NO_DOCUMENT, name="a.doc", by=by, on=TODAY),
    "plans.comment_draft": lambda own, by, at: plans.comment_draft(data=_NO_DOCUMENT, name="a.doc", by=by, on=TODAY),
    "plans.import_plan": lambda own, by, at: plans.import_plan(
        data=_contents(own), name="a.txt", owner=own.unit, by=by, at=at
    ),
    "plans.save_frame": lambda own, by, at: plans.save_frame(own.review, _frame(own), revision=0, by=by, at=at),
    "plans.bind_agency": lambda own, by, at: plans.bind_agency(
        own.review.bindings.first(), target=Target.OPEN, revision=0, by=by, at=at
    ),
    "plans.save_task": lambda own, by, at: plans.save_task(
        own.review.tasks.first(), _task(own), revision=0, by=by, at=at
    ),
    "plans.include_task": lambda own, by, at: plans.include_task(
        own.review.tasks.first(), included=False, revision=0, by=by, at=at
    ),
    "plans.answer_finding": lambda own, by, at: plans.answer_finding(
        own.review.answers.first(), kind=Answer.DISMISSED, text="Không ảnh hưởng.", revision=0, by=by, at=at
    ),
    "plans.acknowledge_notes": lambda own, by, at: plans.acknowledge_notes(own.review, by=by, at=at),
    "plans.discard_version": lambda own, by, at: plans.discard_version(own.version, by=by, at=at),
    "activities.save_term": lambda own, by, at: save_term(term=Channel.objects.get(code="radio"), by=by, at=at),
    "plans.save_rhythm": lambda own, by, at: plans.save_rhythm(own.review.rhythm, by=by, at=at),
    "pictures.add_picture": lambda own, by, at: pictures.add_picture(
        data=_PICTURE,
        name="Ảnh thử",
        unit=own.unit,
        source="Người thử",
        licence=Licence.OWN,
        alt="Một mảng màu.",
        by=by,
        at=at,
    ),
    "pictures.change_rights": lambda own, by, at: pictures.change_rights(
        own.picture,
        source="Người khác",
        licence=Licence.GIVEN,
        consent=Consent.AGREED,
        alt="Một mảng màu.",
        by=by,
        at=at,
    ),
    "pictures.take_away_picture": lambda own, by, at: pictures.take_away_picture(own.picture, by=by, at=at),
    "tasks.put_to_work": lambda own, by, at: tasks.put_to_work(
        version=own.ready.version, revision_seen=distribution(own.ready, TODAY).fingerprint, by=by, at=at
    ),
    "tasks.open_awaited": lambda own, by, at: tasks.open_awaited(
        task=own.waiting, event="Tỉnh đã công bố.", due_on=TODAY + timedelta(days=30), by=by, at=at
    ),
    "tasks.set_ladder": lambda own, by, at: tasks.set_ladder(
        version=own.at_work, rungs=[(-3, "focal")], seen="", by=by, at=at
    ),
    "tasks.note_call": lambda own, by, at: tasks.note_call(
        version=own.at_work, unit=own.unit, reached=True, note="", by=by, at=at
    ),
    "tasks.draft_urging_letter": lambda own, by, at: tasks.draft_urging_letter(
        version=own.at_work, units=None, by=by, at=at
    ),
    "tasks.start_work": lambda own, by, at: tasks.start_work(
        obligation=own.obligation, note="Đang làm.", revision=0, by=by, at=at
    ),
    "tasks.hand_in": lambda own, by, at: tasks.hand_in(
        obligation=own.obligation, note="Đã đăng hai tin.", revision=0, by=by, at=at
    ),
    "workdays.prepare_year": lambda own, by, at: workdays.prepare_year(2026, by=by, at=at),
    "workdays.confirm_year": lambda own, by, at: workdays.confirm_year(2025, by=by, at=at),
    "workdays.set_day": lambda own, by, at: workdays.set_day(
        TODAY, kind=DayKind.MOURNING, name="Quốc tang", basis="Thông báo", by=by, at=at
    ),
    "workdays.remove_day": lambda own, by, at: workdays.remove_day(CalendarDay.objects.get(), by=by, at=at),
    "tasks.report_nil": lambda own, by, at: tasks.report_nil(obligation=own.standing, revision=0, by=by, at=at),
    "tasks.hand_in_period": lambda own, by, at: tasks.hand_in_period(
        unit=own.unit, entries=[tasks.Entry(obligation=own.standing.pk, revision=0, nil=True)], by=by, at=at
    ),
    "tasks.check_workbook": lambda own, by, at: tasks.check_workbook(
        unit=own.unit, data=b"", name="a.xlsx", by=by, at=at
    ),
    "tasks.hand_in_workbook": lambda own, by, at: tasks.hand_in_workbook(
        unit=own.unit, entries=[tasks.Entry(obligation=own.standing.pk, revision=0, nil=True)], by=by, at=at
    ),
    "tasks.lock_period": lambda own, by, at: tasks.lock_period(version=own.at_work, period=PAST, by=by, at=at),
    "tasks.unlock_period": lambda own, by, at: tasks.unlock_period(
        version=own.at_work, period=SHUT, reason="Nhập sai số.", by=by, at=at
    ),
    "tasks.allow_after_lock": lambda own, by, at: tasks.allow_after_lock(
        version=own.at_work, period=SHUT, unit=own.unit, until=TODAY, reason="Mưa bão.", by=by, at=at
    ),
    "tasks.enter_on_behalf": lambda own, by, at: tasks.enter_on_behalf(
        obligation=own.obligation,
        source=OnBehalf.CALL,
        symbol="",
        day=TODAY,
        note="Đã đăng hai tin.",
        revision=0,
        by=by,
        at=at,
    ),
    "tasks.accept": lambda own, by, at: tasks.accept(seen={own.sent.pk: own.sent.revision}, by=by, at=at),
    "tasks.return_for_more": lambda own, by, at: tasks.return_for_more(
        obligation=own.sent, reason="Thiếu ảnh.", revision=own.sent.revision, by=by, at=at
    ),
    "tasks.approve_as_head": lambda own, by, at: tasks.approve_as_head(
        obligation=own.for_head, revision=own.for_head.revision, by=by, at=at
    ),
    "tasks.set_not_applicable": lambda own, by, at: tasks.set_not_applicable(
        obligation=own.obligation, reason="Không có chợ.", revision=0, by=by, at=at
    ),
    "tasks.set_applicable": lambda own, by, at: tasks.set_applicable(
        obligation=own.dropped, reason="Chợ mở lại.", revision=own.dropped.revision, by=by, at=at
    ),
    "tasks.move_due": lambda own, by, at: tasks.move_due(
        seen={own.obligation.pk: 0},
        due_on=TODAY + timedelta(days=30),
        symbol="145/UBND-NV",
        signed_on=TODAY,
        reason="Chờ tỉnh.",
        by=by,
        at=at,
    ),
    "tasks.set_many_not_applicable": lambda own, by, at: tasks.set_many_not_applicable(
        seen={own.obligation.pk: 0}, reason="Không có chợ.", by=by, at=at
    ),
    "tasks.set_many_applicable": lambda own, by, at: tasks.set_many_applicable(
        seen={own.dropped.pk: own.dropped.revision}, reason="Chợ mở lại.", by=by, at=at
    ),
    "tasks.save_view": lambda own, by, at: tasks.save_view(
        version=own.at_work, name="Quá hạn", query="trang-thai=qua-han", by=by, at=at
    ),
    "tasks.drop_view": lambda own, by, at: tasks.drop_view(version=own.at_work, name=KEPT, by=by, at=at),
    "tasks.take_back_acceptance": lambda own, by, at: tasks.take_back_acceptance(
        obligation=own.accepted, reason="Bấm nhầm.", revision=own.accepted.revision, by=by, at=at
    ),
    "tasks.say_received": lambda own, by, at: tasks.say_received(
        obligation=own.sent, word=Received.RECEIVED, text="", by=by, at=at
    ),
    "tasks.set_head_approval": lambda own, by, at: tasks.set_head_approval(
        version=own.at_work, head_approves=True, by=by, at=at
    ),
    "tasks.comment": lambda own, by, at: tasks.comment(obligation=own.obligation, text="Cần thêm ảnh.", by=by, at=at),
    "tasks.make_feed": lambda own, by, at: tasks.make_feed(unit=own.unit, by=by, at=at),
    "tasks.end_feed": lambda own, by, at: tasks.end_feed(feed=own.feed, by=by, at=at),
    "tasks.acknowledge": lambda own, by, at: tasks.acknowledge(version=own.at_work, unit=own.unit, by=by, at=at),
    "tasks.call_roll": lambda own, by, at: tasks.call_roll(
        version=own.at_work, unit=own.unit, headcount=20, listed=15, met_on=TODAY, seen=None, by=by, at=at
    ),
    "newsroom.write_story": lambda own, by, at: newsroom.write_story(
        unit=own.unit, section=own.stories.section, values=values(title="Tin thử"), by=by, at=at
    ),
    "newsroom.save_story": lambda own, by, at: newsroom.save_story(
        story=own.stories.draft,
        values=values(title="Tin đã sửa"),
        version=own.stories.draft.version,
        by=by,
        at=at,
    ),
    "newsroom.save_whole_text": lambda own, by, at: newsroom.save_whole_text(
        written=_written(own.stories.draft), version=own.stories.draft.version, by=by, at=at
    ),
    "newsroom.lock_story": lambda own, by, at: newsroom.lock_story(story=own.stories.draft, by=by, at=at),
    "newsroom.unlock_story": lambda own, by, at: newsroom.unlock_story(story=own.stories.held, by=by, at=at),
    "newsroom.keep_section": lambda own, by, at: newsroom.keep_section(_section(own), by=by, at=at),
    "newsroom.set_unit_rule": lambda own, by, at: newsroom.set_unit_rule(
        unit=own.unit, editor_first=True, by=by, at=at
    ),
    "website.open_portal": lambda own, by, at: website.open_portal(
        unit=own.source_to_add,
        values=website.PortalValues(name="Trang mới"),
        hostname="moi.localhost",
        port=80,
        by=by,
        at=at,
    ),
    "website.change_portal": lambda own, by, at: website.change_portal(
        portal=own.portal, values=website.PortalValues(name="Tên mới"), version=0, by=by, at=at
    ),
    "website.find_right": lambda own, by, at: website.find_right(what=own.stories.out, by=by, at=at),
    "website.set_menu": lambda own, by, at: website.set_menu(
        portal=own.portal, entries=[website.MenuValues(standing="documents")], version=0, by=by, at=at
    ),
    "website.subscribe": lambda own, by, at: website.subscribe(portal=own.portal, unit=own.source_to_add, by=by, at=at),
    "website.unsubscribe": lambda own, by, at: website.unsubscribe(subscription=own.source, by=by, at=at),
    "newsroom.submit_story": lambda own, by, at: newsroom.submit_story(
        story=own.stories.draft, version=own.stories.draft.version, by=by, at=at
    ),
    "newsroom.drop_story": lambda own, by, at: newsroom.drop_story(
        story=own.stories.draft, reason="Trùng.", by=by, at=at
    ),
    "newsroom.restore_story": lambda own, by, at: newsroom.restore_story(story=own.stories.dropped, by=by, at=at),
    "newsroom.dismiss_hint": lambda own, by, at: newsroom.dismiss_hint(
        story=own.stories.draft, key="k", code="phrase", excerpt="triển khai", reason="Tên riêng.", by=by, at=at
    ),
    "newsroom.pass_story": lambda own, by, at: newsroom.pass_story(decision=own.stories.desk, by=by, at=at),
    "newsroom.return_story": lambda own, by, at: newsroom.return_story(
        decision=own.stories.approval, note="Thiếu ảnh.", by=by, at=at
    ),
    "newsroom.decide_on_paper": lambda own, by, at: newsroom.decide_on_paper(
        decision=own.stories.approval,
        passed=True,
        signed_by="Chủ tịch (minh họa)",
        signed_on=TODAY,
        file=signed_paper(),
        by=by,
        at=at,
    ),
    "newsroom.make_decision_link": lambda own, by, at: newsroom.make_decision_link(
        decision=own.stories.approval, person=User.objects.get(username=f"{Role.LEADER}-district"), by=by, at=at
    ),
    "newsroom.recall_story": lambda own, by, at: newsroom.recall_story(
        story=own.stories.approved, reason="Chờ số liệu.", by=by, at=at
    ),
    "newsroom.comment_on_story": lambda own, by, at: newsroom.comment_on_story(
        story=own.stories.desk.story, text="Cần thêm ảnh.", by=by, at=at
    ),
    "newsroom.set_output": lambda own, by, at: newsroom.set_output(
        story=own.stories.out, channel=Channel.objects.get(code="social"), unit=own.unit, by=by, at=at
    ),
    "newsroom.move_output": lambda own, by, at: newsroom.move_output(
        output=own.stories.output, to=OutputState.CONFIRMED, by=by, at=at
    ),
    "newsroom.correct_story": lambda own, by, at: newsroom.correct_story(
        story=own.stories.out, text="Lệ phí ghi sai.", version=own.stories.out.version, by=by, at=at
    ),
    "newsroom.withdraw_story": lambda own, by, at: newsroom.withdraw_story(
        story=own.stories.out, reason="Nguồn tin sai.", by=by, at=at
    ),
    "newsroom.do_follow_up": lambda own, by, at: newsroom.do_follow_up(
        follow_up=own.stories.follow_up, note="Đã phát lại.", by=by, at=at
    ),
    "newsroom.commission_story": lambda own, by, at: newsroom.commission_story(
        owner=own.unit, unit=own.unit, what="Bài về một cửa", due_on=TODAY, by=by, at=at
    ),
    "newsroom.send_tip": lambda own, by, at: newsroom.send_tip(
        unit=own.unit, values=newsroom.TipValues(title="Họp thôn"), by=by, at=at
    ),
    "newsroom.take_letter": lambda own, by, at: newsroom.take_letter(
        letter=own.stories.letter, unit=own.unit, topic=None, by=by, at=at
    ),
    "newsroom.drop_letter": lambda own, by, at: newsroom.drop_letter(
        letter=own.stories.letter, reason="Trùng.", by=by, at=at
    ),
    "newsroom.take_tip": lambda own, by, at: newsroom.take_tip(tip=own.stories.tip, by=by, at=at),
    "newsroom.decline_tip": lambda own, by, at: newsroom.decline_tip(
        tip=own.stories.tip, reason="Trùng.", by=by, at=at
    ),
    "newsroom.invite_contributor": lambda own, by, at: newsroom.invite_contributor(
        unit=own.unit, name="Bà Mẫu", by=by, at=at
    ),
    "newsroom.end_contributor": lambda own, by, at: newsroom.end_contributor(
        contributor=own.stories.contributor, by=by, at=at
    ),
    "newsroom.renew_contributor": lambda own, by, at: newsroom.renew_contributor(
        contributor=own.stories.contributor, by=by, at=at
    ),
    "newsroom.keep_short_form": lambda own, by, at: newsroom.keep_short_form(
        unit=own.unit, short="TTHC", full="thủ tục hành chính", by=by, at=at
    ),
    "newsroom.drop_short_form": lambda own, by, at: newsroom.drop_short_form(row=own.stories.short_form, by=by, at=at),
    "newsroom.set_fee_rate": lambda own, by, at: newsroom.set_fee_rate(
        owner=own.unit, kind="article", amount=300_000, valid_from=TODAY, basis="Quy chế mẫu", by=by, at=at
    ),
    "newsroom.take_fees_along": lambda own, by, at: newsroom.take_fees_along(
        owner=own.unit, period="2024-m02", by=by, at=at
    ),
    # The district pays for what all its units write.
    "newsroom.settle_fee": lambda own, by, at: newsroom.settle_fee(
        story=own.stories.out, shares=[("Bà Mẫu", 50_000)], reason="Viết chung.", seen=None, by=by, at=at
    ),
    "newsroom.freeze_fees": lambda own, by, at: newsroom.freeze_fees(
        owner=own.stories.section.owner,
        month=date(2024, 2, 1),
        token=shown_of_february(own.stories.section.owner),
        by=by,
        at=at,
    ),
    "newsroom.add_recording": lambda own, by, at: newsroom.add_recording(
        story=own.stories.draft,
        file=ContentFile(mp3(), name="loi-ke.mp3"),
        values=newsroom.RecordingValues(source="Cán bộ"),
        by=by,
        at=at,
    ),
    "newsroom.change_recording": lambda own, by, at: newsroom.change_recording(
        recording=own.stories.recording, values=newsroom.RecordingValues(source="Cán bộ khác"), by=by, at=at
    ),
    "newsroom.take_out_recording": lambda own, by, at: newsroom.take_out_recording(
        recording=own.stories.recording, by=by, at=at
    ),
    "newsroom.save_translation": lambda own, by, at: newsroom.save_translation(
        story=own.stories.out,
        values=newsroom.TranslationValues(translator="Người dịch", text="Lời."),
        by=by,
        at=at,
    ),
    "newsroom.note_listening": lambda own, by, at: newsroom.note_listening(
        translation=own.stories.translation, listener="Người khác", on=TODAY, version=1, by=by, at=at
    ),
    "newsroom.release_translation": lambda own, by, at: newsroom.release_translation(
        translation=own.stories.translation, version=1, by=by, at=at
    ),
    "newsroom.take_back_translation": lambda own, by, at: newsroom.take_back_translation(
        translation=own.stories.released, reason="Đọc nhầm.", by=by, at=at
    ),
    "newsroom.draft_package": lambda own, by, at: newsroom.draft_package(
        owner=own.unit, month=date(2024, 6, 1), theme="Chủ đề", by=by, at=at
    ),
    "newsroom.save_package": lambda own, by, at: newsroom.save_package(
        package=own.stories.package, version=own.stories.package.version, theme="Chủ đề khác", by=by, at=at
    ),
    "newsroom.issue_package": lambda own, by, at: newsroom.issue_package(
        package=own.stories.package, version=own.stories.package.version, by=by, at=at
    ),
    "newsroom.take_package": lambda own, by, at: newsroom.take_package(
        package=own.stories.issued, unit=own.stories.taker, by=by, at=at
    ),
    "newsroom.use_item": lambda own, by, at: newsroom.use_item(
        item=own.stories.issued.items.first(),
        unit=own.stories.taker,
        channel=Channel.objects.get(code="loudspeaker"),
        on=TODAY,
        by=by,
        at=at,
    ),
    "newsroom.cancel_commission": lambda own, by, at: newsroom.cancel_commission(
        commission=own.stories.commission, reason="Đã có.", by=by, at=at
    ),
    "activities.enter_activity": lambda own, by, at: activities.enter_activity(
        entry=entry(own.unit, grade="c", origin="hand"), by=by, at=at
    ),
    "activities.check_activities": lambda own, by, at: activities.check_activities(
        unit=own.unit, data=b"", name="a.xlsx", by=by, at=at
    ),
    "activities.enter_activities": lambda own, by, at: activities.enter_activities(
        unit=own.unit, lines={3: line_of(own.activity)}, by=by, at=at
    ),
    "activities.take_back_activity": lambda own, by, at: activities.take_back_activity(
        activity=own.activity, reason="Ghi trùng.", by=by, at=at
    ),
    "activities.set_target": lambda own, by, at: activities.set_target(
        owner=own.unit, unit=own.unit, valid_from=TODAY, by=by, at=at
    ),
    "activities.end_target": lambda own, by, at: activities.end_target(target=own.target, by=by, at=at),
    "activities.leave_blank": lambda own, by, at: activities.leave_blank(
        owner=own.unit, unit=own.unit, first_month=TODAY, reason="Chờ sửa loa.", by=by, at=at
    ),
    "activities.end_blank": lambda own, by, at: activities.end_blank(blank=own.blank, by=by, at=at),
    "activities.set_ledger_rule": lambda own, by, at: activities.set_ledger_rule(
        task=own.standing.task, topics=own.activity.topics.all(), by=by, at=at
    ),
    "activities.end_ledger_rule": lambda own, by, at: activities.end_ledger_rule(rule=own.ledger_rule, by=by, at=at),
    "activities.post_link": lambda own, by, at: activities.post_link(
        title="Tin", on=TODAY, **_of_a_site(own, "https://example.gov.vn/tin-khac"), by=by, at=at
    ),
    "activities.correct_link": lambda own, by, at: activities.correct_link(
        link=own.link, title="Tin đã sửa", on=TODAY, by=by, at=at
    ),
    "activities.count_on_word": lambda own, by, at: activities.count_on_word(
        link=own.link, reason="Trang đòi đăng nhập.", by=by, at=at
    ),
    "activities.drop_link": lambda own, by, at: activities.drop_link(link=own.link, by=by, at=at),
    "activities.declare_feed": lambda own, by, at: activities.declare_feed(
        since=TODAY, **_of_a_site(own, "https://example.gov.vn/nguon.rss"), by=by, at=at
    ),
    "activities.end_feed": lambda own, by, at: activities.end_feed(feed=own.site_feed, by=by, at=at),
    "people.open_account": lambda own, by, at: people.open_account(
        username="nguoi-moi",
        full_name="Lê Văn Mới",
        work_phone="",
        email="",
        home_unit=own.unit,
        roles=[Role.VIEWER],
        by=by,
        at=at,
    ),
    "people.change_account": lambda own, by, at: people.change_account(
        user=own.account, full_name="Tên Khác", work_phone="", email="", home_unit=own.unit, by=by, at=at
    ),
    "people.close_account": lambda own, by, at: people.close_account(user=own.account, by=by, at=at),
    "people.reopen_account": lambda own, by, at: people.reopen_account(user=own.closed, by=by, at=at),
    "people.issue_password_link": lambda own, by, at: people.issue_password_link(user=own.account, by=by, at=at),
    "people.reset_second_factor": lambda own, by, at: people.reset_second_factor(user=own.account, by=by, at=at),
    "people.assign_role": lambda own, by, at: people.assign_role(
        user=own.account, unit=own.unit, role=Role.EDITOR, by=by, at=at
    ),
    "people.end_role": lambda own, by, at: people.end_role(own.held, by=by, at=at),
    "people.change_contacts": lambda own, by, at: people.change_contacts(
        unit=own.unit, phone="0233 3820 000", email="", address="", website="", by=by, at=at
    ),
    "people.make_administrator": lambda own, by, at: make_administrator(
        username=own.account.username, full_name="", by=by, at=at
    ),
    "people.load_units": lambda own, by, at: people.load_units([_NEW_UNIT], [], by=by, at=at),
}


def _modules(package: ModuleType) -> Iterator[ModuleType]:
    """Yield a package and its modules."""
    yield package
    for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
        yield importlib.import_module(module.name)


def _actions() -> set[str]:
    """Return every function of an `actions` room that says who acts."""
    apps = [app.name for app in pkgutil.iter_modules(loa.__path__) if app.ispkg]
    rooms = {app: f"loa.{app}.actions" for app in apps if importlib.util.find_spec(f"loa.{app}.actions")}
    return {
        f"{app}.{name}"
        for app, room in rooms.items()
        for module in _modules(importlib.import_module(room))
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__
        and not name.startswith("_")
        and "by" in inspect.signature(function).parameters
    }


def test_the_table_names_every_action():
    assert {row["action"] for row in ROWS} == set(CALLS) == _actions() - _PARTS


def test_what_a_unit_owns_is_tried_for_the_district_and_for_the_commune():
    tried = {row["whose"]: {one["action"] for one in ROWS if one["whose"] == row["whose"]} for row in ROWS}
    assert tried["district"] == tried["commune"]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['action']}-{row['whose']}".strip("-"))
def test_who_gets_an_action_done(cast, row):
    call, own = CALLS[row["action"]], cast.of[row["whose"] or "commune"]

    def does(person: Person) -> bool:
        with taken_back() as written:
            try:
                call(own, person.user, AT)
            except PermissionDenied:
                assert written.tables == set(), f"{person.user} was refused and yet changed {written.tables}"
                return False
            except (plans.UnreadableFile, plans.AlreadyImported, tasks.WorkbookRefused):
                return True
            entry = AuditEntry.objects.latest("pk")
            named = "unit" in entry.details or entry.object_kind not in _OF_ONE_UNIT
            assert named or not entry.action.startswith(("tasks.", "newsroom.")), f"{entry.action} names no unit"
        assert written.is_recorded, person.user
        return True

    assert who_gets_through(cast.people, does) == granted(row)
