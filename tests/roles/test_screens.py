"""Every role against every screen: who sees it, and who can do what it is for.

A letter is a role: L leader, F focal officer, D deputy, E editor, A approver, C clerk, O operator, V viewer, Q
administrator of the unit. It stands in the column of the unit in which the role is held: the district, a commune below
it, or the commune beside. Besides: S administrator of the installation, N somebody whose every role in the district is
over or begins tomorrow, G a stranger. "*" is everybody, "-" nobody. `whose` says whose the thing at the address is.

GET lets through who is shown the page; POST who gets something done, told by the audit entry it leaves. Whoever is not
let through has written to no table.
"""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from loa.activities.forms import sealed_lines
from loa.activities.models import Channel, Form
from loa.activities.tests.factories import line_of
from loa.tasks.actions import Entry
from loa.tasks.forms.workbook import sealed
from loa.tasks.queries.distribution import distribution
from loa.workdays.models import CalendarDay
from tests.roles import library_screens, newsroom_screens, website_screens
from tests.roles.cast import KEPT, PAST, SHUT, TODAY, Person, Things
from tests.roles.trying import granted, rows_of, taken_back, who_gets_through

# Whom a screen lets in is asked of the same permissions as an action, and actions are tried on both engines.
pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]

TABLE = """
method | address                     | whose    | district  | commune   | neighbour | besides
GET    | plans:index                 |          | FDEA      | FDEA      | FDEA      | S
GET    | plans:index_results         |          | FDEA      | FDEA      | FDEA      | S
GET    | plans:inspect               | district | FDEA      | -         | -         | S
GET    | plans:inspect               | commune  | FDEA      | FDEA      | -         | S
GET    | plans:draft                 |          | FDEA      | FDEA      | FDEA      | S
POST   | plans:draft                 |          | FDEA      | FDEA      | FDEA      | S
GET    | plans:upload                |          | FDEA      | FDEA      | FDEA      | S
POST   | plans:upload                | district | FDEA      | -         | -         | S
POST   | plans:upload                | commune  | FDEA      | FDEA      | -         | S
GET    | plans:review                | district | FDEA      | -         | -         | S
GET    | plans:review                | commune  | FDEA      | FDEA      | -         | S
GET    | plans:review_frame          | district | FDEA      | -         | -         | S
POST   | plans:review_frame          | district | FDEA      | -         | -         | S
POST   | plans:review_frame          | commune  | FDEA      | FDEA      | -         | S
GET    | plans:review_binding        | district | FDEA      | -         | -         | S
POST   | plans:review_binding        | district | FDEA      | -         | -         | S
POST   | plans:review_binding        | commune  | FDEA      | FDEA      | -         | S
GET    | plans:review_task           | district | FDEA      | -         | -         | S
POST   | plans:review_task           | district | FDEA      | -         | -         | S
POST   | plans:review_task           | commune  | FDEA      | FDEA      | -         | S
GET    | plans:review_include        | district | -         | -         | -         | -
POST   | plans:review_include        | district | FDEA      | -         | -         | S
POST   | plans:review_include        | commune  | FDEA      | FDEA      | -         | S
GET    | plans:review_finding        | district | FDEA      | -         | -         | S
POST   | plans:review_finding        | district | FDEA      | -         | -         | S
POST   | plans:review_finding        | commune  | FDEA      | FDEA      | -         | S
GET    | plans:review_notes          | district | -         | -         | -         | -
POST   | plans:review_notes          | district | FDEA      | -         | -         | S
POST   | plans:review_notes          | commune  | FDEA      | FDEA      | -         | S
GET    | plans:review_discard        | district | FDEA      | -         | -         | S
POST   | plans:review_discard        | district | FDEA      | -         | -         | S
POST   | plans:review_discard        | commune  | FDEA      | FDEA      | -         | S
GET    | handing_out:confirm         | district | FA        | -         | -         | S
POST   | handing_out:confirm         | district | FA        | -         | -         | S
POST   | handing_out:confirm         | commune  | FA        | FA        | -         | S
GET    | ledger:terms                |          | -         | -         | -         | S
GET    | ledger:add_term             |          | -         | -         | -         | S
POST   | ledger:add_term             |          | -         | -         | -         | S
GET    | ledger:change_term          |          | -         | -         | -         | S
POST   | ledger:change_term          |          | -         | -         | -         | S
GET    | rhythms:index               |          | -         | -         | -         | S
GET    | rhythms:index_results       |          | -         | -         | -         | S
GET    | rhythms:add                 |          | -         | -         | -         | S
POST   | rhythms:add                 |          | -         | -         | -         | S
GET    | rhythms:edit                |          | -         | -         | -         | S
POST   | rhythms:edit                |          | -         | -         | -         | S
GET    | rhythms:delete              |          | -         | -         | -         | -
POST   | rhythms:delete              |          | -         | -         | -         | -
GET    | rhythms:history             |          | -         | -         | -         | S
GET    | rhythms:history_results     |          | -         | -         | -         | S
GET    | rhythms:usage               |          | -         | -         | -         | S
GET    | workdays:index              |          | LFDEAQ    | LFDEAQ    | LFDEAQ    | S
POST   | workdays:prepare            |          | -         | -         | -         | S
POST   | workdays:confirm            |          | -         | -         | -         | S
GET    | workdays:add                |          | -         | -         | -         | S
POST   | workdays:add                |          | -         | -         | -         | S
GET    | workdays:remove             |          | -         | -         | -         | S
POST   | workdays:remove             |          | -         | -         | -         | S
GET    | units:index                 |          | LFDEAQ    | LFDEAQ    | LFDEAQ    | S
GET    | units:unit                  | district | LFDEAQ    | -         | -         | S
GET    | units:unit                  | commune  | LFDEAQ    | LFDEAQ    | -         | S
GET    | units:contacts              | district | Q         | -         | -         | S
POST   | units:contacts              | district | Q         | -         | -         | S
POST   | units:contacts              | commune  | Q         | Q         | -         | S
GET    | audit:index                 |          | LQ        | LQ        | LQ        | S
GET    | audit:export                |          | LQ        | LQ        | LQ        | S
GET    | accounts:index              |          | Q         | Q         | Q         | S
GET    | accounts:open               |          | Q         | Q         | Q         | S
POST   | accounts:open               | district | Q         | -         | -         | S
POST   | accounts:open               | commune  | Q         | Q         | -         | S
GET    | accounts:account            | district | Q         | -         | -         | S
GET    | accounts:account            | commune  | Q         | Q         | -         | S
GET    | accounts:change             | district | Q         | -         | -         | S
POST   | accounts:change             | district | Q         | -         | -         | S
POST   | accounts:change             | commune  | Q         | Q         | -         | S
GET    | accounts:give_role          | district | Q         | -         | -         | S
POST   | accounts:give_role          | district | Q         | -         | -         | S
POST   | accounts:give_role          | commune  | Q         | Q         | -         | S
GET    | accounts:end_role           | district | Q         | -         | -         | S
POST   | accounts:end_role           | district | Q         | -         | -         | S
POST   | accounts:end_role           | commune  | Q         | Q         | -         | S
GET    | accounts:issue_link         | district | Q         | -         | -         | S
POST   | accounts:issue_link         | district | Q         | -         | -         | S
POST   | accounts:issue_link         | commune  | Q         | Q         | -         | S
GET    | accounts:close              | district | Q         | -         | -         | S
POST   | accounts:close              | district | Q         | -         | -         | S
POST   | accounts:close              | commune  | Q         | Q         | -         | S
GET    | accounts:reopen             | district | Q         | -         | -         | S
POST   | accounts:reopen             | district | Q         | -         | -         | S
POST   | accounts:reopen             | commune  | Q         | Q         | -         | S
GET    | accounts:reset_second_factor| district | Q         | -         | -         | S
POST   | accounts:reset_second_factor| district | Q         | -         | -         | S
POST   | accounts:reset_second_factor| commune  | Q         | Q         | -         | S
GET    | desk:work                   |          | *         | *         | *         | SN
GET    | desk:account                |          | *         | *         | *         | SN
GET    | desk:reminders              |          | *         | *         | *         | SN
GET    | desk:days_off               |          | *         | *         | *         | SN
GET    | desk:exchange               |          | *         | *         | *         | SN
GET    | desk:units                  |          | *         | *         | *         | SN
GET    | desk:unit                   | district | *         | -         | -         | S
GET    | desk:unit                   | commune  | *         | *         | -         | S
GET    | desk:plans                  |          | *         | *         | *         | SN
GET    | desk:plan                   | district | *         | *         | *         | S
GET    | desk:plan                   | commune  | *         | *         | -         | S
GET    | desk:plan_units             | district | *         | *         | *         | S
GET    | desk:plan_units             | commune  | *         | *         | -         | S
GET    | desk:plan_months            | district | *         | *         | *         | S
GET    | desk:plan_months            | commune  | *         | *         | -         | S
GET    | desk:plan_numbers           | district | *         | *         | *         | S
GET    | desk:plan_numbers           | commune  | *         | *         | -         | S
GET    | desk:plan_list              | district | *         | *         | *         | S
GET    | desk:plan_list              | commune  | *         | *         | -         | S
GET    | desk:list_export            | district | *         | *         | *         | S
GET    | desk:list_export            | commune  | *         | *         | -         | S
GET    | desk:plan_workbook          | district | *         | *         | *         | S
GET    | desk:plan_workbook          | commune  | *         | *         | -         | S
POST   | desk:save_view              | district | *         | *         | *         | S
POST   | desk:save_view              | commune  | *         | *         | -         | S
POST   | desk:drop_view              | district | *         | *         | *         | S
POST   | desk:drop_view              | commune  | *         | *         | -         | S
GET    | desk:adjust                 | district | FA        | -         | -         | -
POST   | desk:adjust                 | district | FA        | -         | -         | -
POST   | desk:adjust                 | commune  | -         | FA        | -         | -
GET    | desk:open_task              | district | FA        | -         | -         | S
POST   | desk:open_task              | district | FA        | -         | -         | S
POST   | desk:open_task              | commune  | FA        | FA        | -         | S
GET    | desk:calls                  |          | FA        | FA        | FA        | -
POST   | desk:calls                  | district | FA        | -         | -         | -
POST   | desk:calls                  | commune  | -         | FA        | -         | -
GET    | desk:calls_workbook         |          | FA        | FA        | FA        | -
GET    | desk:ladder                 | district | FA        | -         | -         | S
POST   | desk:ladder                 | district | FA        | -         | -         | S
POST   | desk:ladder                 | commune  | FA        | FA        | -         | S
GET    | desk:letter                 | district | FA        | -         | -         | -
POST   | desk:letter                 | district | FA        | -         | -         | -
POST   | desk:letter                 | commune  | -         | FA        | -         | -
GET    | desk:weekly                 | district | *         | -         | -         | S
GET    | desk:weekly                 | commune  | *         | *         | -         | S
GET    | desk:obligation             | district | *         | -         | -         | S
GET    | desk:obligation             | commune  | *         | *         | -         | S
GET    | desk:start                  | commune  | -         | -         | -         | -
POST   | desk:start                  | district | FD        | -         | -         | -
POST   | desk:start                  | commune  | -         | FD        | -         | -
GET    | desk:send                   | commune  | -         | -         | -         | -
POST   | desk:send                   | district | FD        | -         | -         | -
POST   | desk:send                   | commune  | -         | FD        | -         | -
GET    | desk:nil                    | commune  | -         | -         | -         | -
POST   | desk:nil                    | district | FD        | -         | -         | -
POST   | desk:nil                    | commune  | -         | FD        | -         | -
GET    | desk:type_for               | commune  | -         | -         | -         | -
POST   | desk:type_for               | district | -         | -         | -         | -
POST   | desk:type_for               | commune  | FD        | -         | -         | -
GET    | desk:waiting                |          | FA        | FA        | FA        | -
GET    | desk:chosen                 |          | FA        | FA        | FA        | -
POST   | desk:chosen                 | district | FA        | -         | -         | -
POST   | desk:chosen                 | commune  | -         | FA        | -         | -
GET    | desk:for_head               |          | L         | L         | L         | -
GET    | desk:accept                 | commune  | -         | -         | -         | -
POST   | desk:accept                 | district | FA        | -         | -         | -
POST   | desk:accept                 | commune  | -         | FA        | -         | -
GET    | desk:return                 | commune  | -         | -         | -         | -
POST   | desk:return                 | district | FA        | -         | -         | -
POST   | desk:return                 | commune  | -         | FA        | -         | -
GET    | desk:approve                | commune  | -         | -         | -         | -
POST   | desk:approve                | district | L         | -         | -         | -
POST   | desk:approve                | commune  | -         | L         | -         | -
GET    | desk:drop                   | commune  | -         | -         | -         | -
POST   | desk:drop                   | district | FA        | -         | -         | -
POST   | desk:drop                   | commune  | -         | FA        | -         | -
GET    | desk:restore                | commune  | -         | -         | -         | -
POST   | desk:restore                | district | FA        | -         | -         | -
POST   | desk:restore                | commune  | -         | FA        | -         | -
GET    | desk:take_back              | commune  | -         | -         | -         | -
POST   | desk:take_back              | district | FA        | -         | -         | -
POST   | desk:take_back              | commune  | -         | FA        | -         | -
GET    | desk:receiving              |          | *         | *         | *         | SN
GET    | desk:received               | commune  | -         | -         | -         | -
POST   | desk:received               | district | -         | -         | LFDA      | -
POST   | desk:received               | commune  | LFDA      | -         | -         | -
GET    | desk:head_approval          | commune  | -         | -         | -         | -
POST   | desk:head_approval          | district | FA        | -         | -         | S
POST   | desk:head_approval          | commune  | FA        | FA        | -         | S
GET    | desk:comment                | commune  | -         | -         | -         | -
POST   | desk:comment                | district | LFDA      | -         | -         | -
POST   | desk:comment                | commune  | -         | LFDA      | -         | -
GET    | desk:period                 |          | *         | *         | *         | SN
POST   | desk:period                 | district | FD        | -         | -         | -
POST   | desk:period                 | commune  | -         | FD        | -         | -
GET    | desk:workbook               |          | *         | *         | *         | SN
POST   | desk:workbook               |          | FD        | FD        | FD        | -
GET    | desk:workbook_file          |          | FD        | FD        | FD        | -
GET    | desk:workbook_keep          |          | -         | -         | -         | -
POST   | desk:workbook_keep          | district | FD        | -         | -         | -
POST   | desk:workbook_keep          | commune  | -         | FD        | -         | -
GET    | desk:locks                  | district | FA        | -         | -         | -
GET    | desk:locks                  | commune  | -         | FA        | -         | -
GET    | desk:lock_page              | district | FA        | -         | -         | -
GET    | desk:lock_page              | commune  | -         | FA        | -         | -
GET    | desk:lock                   | commune  | -         | -         | -         | -
POST   | desk:lock                   | district | FA        | -         | -         | -
POST   | desk:lock                   | commune  | -         | FA        | -         | -
GET    | desk:unlock                 | commune  | -         | -         | -         | -
POST   | desk:unlock                 | district | FA        | -         | -         | -
POST   | desk:unlock                 | commune  | -         | FA        | -         | -
GET    | desk:allow_after_lock       | commune  | -         | -         | -         | -
POST   | desk:allow_after_lock       | district | FA        | -         | -         | -
POST   | desk:allow_after_lock       | commune  | -         | FA        | -         | -
GET    | desk:evidence               | district | *         | -         | -         | S
GET    | desk:evidence               | commune  | *         | *         | -         | S
GET    | desk:calendar               |          | *         | *         | *         | SN
GET    | desk:calendar_day           |          | *         | *         | *         | SN
GET    | desk:feeds                  |          | *         | *         | *         | SN
POST   | desk:feeds                  | district | *         | -         | -         | S
POST   | desk:feeds                  | commune  | *         | *         | -         | S
GET    | desk:feed_end               | commune  | -         | -         | -         | -
POST   | desk:feed_end               | district | -         | -         | -         | -
POST   | desk:feed_end               | commune  | -         | -         | -         | -
GET    | desk:partners               |          | *         | *         | *         | SN
GET    | desk:partner_task           | district | *         | -         | -         | -
GET    | desk:partner_task           | commune  | -         | *         | -         | -
GET    | desk:readings               | district | *         | *         | *         | S
GET    | desk:readings               | commune  | *         | *         | -         | S
GET    | desk:readings_workbook      | district | *         | *         | *         | S
GET    | desk:readings_workbook      | commune  | *         | *         | -         | S
GET    | desk:acknowledge            | commune  | -         | -         | -         | -
POST   | desk:acknowledge            | district | *         | -         | -         | -
POST   | desk:acknowledge            | commune  | -         | *         | -         | -
GET    | desk:roll_call              | commune  | -         | -         | -         | -
POST   | desk:roll_call              | district | FD        | -         | -         | -
POST   | desk:roll_call              | commune  | -         | FD        | -         | -
GET    | ledger:activities           |          | *         | *         | *         | SN
GET    | ledger:export               |          | *         | *         | *         | SN
GET    | ledger:activity             | district | *         | -         | -         | S
GET    | ledger:activity             | commune  | *         | *         | -         | S
GET    | ledger:proof                | district | *         | -         | -         | S
GET    | ledger:proof                | commune  | *         | *         | -         | S
GET    | ledger:take_back            | commune  | -         | -         | -         | -
POST   | ledger:take_back            | district | FDEO      | -         | -         | -
POST   | ledger:take_back            | commune  | -         | FDEO      | -         | -
GET    | ledger:enter                |          | FDEO      | FDEO      | FDEO      | -
POST   | ledger:enter                | district | FDEO      | -         | -         | -
POST   | ledger:enter                | commune  | -         | FDEO      | -         | -
GET    | ledger:workbook             |          | FDEO      | FDEO      | FDEO      | -
POST   | ledger:workbook             |          | FDEO      | FDEO      | FDEO      | -
GET    | ledger:workbook_file        |          | FDEO      | FDEO      | FDEO      | -
GET    | ledger:workbook_keep        |          | -         | -         | -         | -
POST   | ledger:workbook_keep        | district | FDEO      | -         | -         | -
POST   | ledger:workbook_keep        | commune  | -         | FDEO      | -         | -
GET    | ledger:links                |          | *         | *         | *         | SN
POST   | ledger:links                | district | FDEO      | -         | -         | -
POST   | ledger:links                | commune  | -         | FDEO      | -         | -
GET    | ledger:link                 | district | *         | -         | -         | S
GET    | ledger:link                 | commune  | *         | *         | -         | S
POST   | ledger:link                 | district | FDEO      | -         | -         | -
POST   | ledger:link                 | commune  | -         | FDEO      | -         | -
GET    | ledger:declare_feed         |          | FDEO      | FDEO      | FDEO      | -
POST   | ledger:declare_feed         | district | FDEO      | -         | -         | -
POST   | ledger:declare_feed         | commune  | -         | FDEO      | -         | -
GET    | ledger:end_feed             | commune  | -         | -         | -         | -
POST   | ledger:end_feed             | district | FDEO      | -         | -         | -
POST   | ledger:end_feed             | commune  | -         | FDEO      | -         | -
GET    | ledger:coverage             |          | *         | *         | *         | S
GET    | ledger:coverage_export      |          | *         | *         | *         | S
GET    | ledger:holes                |          | *         | *         | *         | S
GET    | ledger:measures             |          | *         | *         | *         | S
GET    | ledger:targets              |          | FA        | FA        | FA        | -
GET    | ledger:set_target           |          | -         | -         | -         | -
POST   | ledger:set_target           | district | FA        | -         | -         | -
POST   | ledger:set_target           | commune  | -         | FA        | -         | -
GET    | ledger:leave_blank          |          | -         | -         | -         | -
POST   | ledger:leave_blank          | district | FA        | -         | -         | -
POST   | ledger:leave_blank          | commune  | -         | FA        | -         | -
GET    | ledger:end_target           | commune  | -         | -         | -         | -
POST   | ledger:end_target           | district | FA        | -         | -         | -
POST   | ledger:end_target           | commune  | -         | FA        | -         | -
GET    | ledger:rules                | district | FA        | -         | -         | -
GET    | ledger:rules                | commune  | -         | FA        | -         | -
GET    | ledger:set_rule             | commune  | -         | -         | -         | -
POST   | ledger:set_rule             | district | FA        | -         | -         | -
POST   | ledger:set_rule             | commune  | -         | FA        | -         | -
GET    | website:home                |          | *         | *         | *         | *
GET    | website:unit_list           |          | *         | *         | *         | *
GET    | website:plan_list           |          | *         | *         | *         | *
GET    | website:plan                | district | *         | *         | *         | *
GET    | website:plan_file           | district | *         | *         | *         | *
GET    | website:feeds               |          | *         | *         | *         | *
GET    | website:feed                |          | *         | *         | *         | *
GET    | website:section_feed        |          | *         | *         | *         | *
GET    | website:unit_feed           |          | *         | *         | *         | *
GET    | website:site_map            |          | *         | *         | *         | *
GET    | website:addresses           |          | *         | *         | *         | *
GET    | website:part_of_addresses   |          | *         | *         | *         | *
GET    | website:accessibility       |          | *         | *         | *         | *
GET    | website:contact_in_english  |          | *         | *         | *         | *
GET    | website:search              |          | *         | *         | *         | *
GET    | website:search_suggestions  |          | *         | *         | *         | *
"""
ROWS = rows_of(
    TABLE.rstrip() + newsroom_screens.TABLE.rstrip() + library_screens.TABLE.rstrip() + website_screens.TABLE
)
# What has nothing to do with roles: the door, the page of a one-time link and a private calendar, whose
# secret is the right, and what a monitor asks.
OF_NO_ROLE = {"account_login", "password_link", "calendar_feed", "website:health"} | newsroom_screens.OF_NO_ROLE

# What stands in the blanks of an address.
BLANKS: dict[str, Callable[[Things], list[object]]] = {
    "plans:inspect": lambda own: [own.version.plan_id],
    "plans:review": lambda own: [own.version.pk],
    "plans:review_frame": lambda own: [own.version.pk],
    "plans:review_binding": lambda own: [own.version.pk, own.review.bindings.first().pk],
    "plans:review_task": lambda own: [own.version.pk, own.review.tasks.first().pk],
    "plans:review_include": lambda own: [own.version.pk, own.review.tasks.first().pk],
    "plans:review_finding": lambda own: [own.version.pk, own.review.answers.first().pk],
    "plans:review_notes": lambda own: [own.version.pk],
    "plans:review_discard": lambda own: [own.version.pk],
    "handing_out:confirm": lambda own: [own.ready.version_id],
    "ledger:add_term": lambda own: ["kenh"],
    "ledger:change_term": lambda own: ["kenh", Channel.objects.get(code="radio").pk],
    "rhythms:edit": lambda own: [own.review.rhythm_id],
    "rhythms:delete": lambda own: [own.review.rhythm_id],
    "rhythms:history": lambda own: [own.review.rhythm_id],
    "rhythms:history_results": lambda own: [own.review.rhythm_id],
    "rhythms:usage": lambda own: [own.review.rhythm_id],
    "workdays:remove": lambda own: [CalendarDay.objects.get().pk],
    "units:unit": lambda own: [own.unit.pk],
    "units:contacts": lambda own: [own.unit.pk],
    "accounts:account": lambda own: [own.account.pk],
    "accounts:change": lambda own: [own.account.pk],
    "accounts:give_role": lambda own: [own.account.pk],
    "accounts:end_role": lambda own: [own.account.pk, own.held.pk],
    "accounts:issue_link": lambda own: [own.account.pk],
    "accounts:close": lambda own: [own.account.pk],
    "accounts:reopen": lambda own: [own.closed.pk],
    "accounts:reset_second_factor": lambda own: [own.account.pk],
    "desk:unit": lambda own: [own.unit.pk],
    "desk:plan": lambda own: [own.at_work.plan.slug],
    "desk:plan_units": lambda own: [own.at_work.plan.slug],
    "desk:plan_months": lambda own: [own.at_work.plan.slug],
    "desk:plan_numbers": lambda own: [own.at_work.plan.slug],
    "desk:plan_list": lambda own: [own.at_work.plan.slug],
    "desk:list_export": lambda own: [own.at_work.plan.slug],
    "desk:plan_workbook": lambda own: [own.at_work.plan.slug, "don-vi"],
    "desk:save_view": lambda own: [own.at_work.plan.slug],
    "desk:drop_view": lambda own: [own.at_work.plan.slug],
    "desk:adjust": lambda own: [own.at_work.plan.slug],
    "desk:open_task": lambda own: [own.at_work.plan.slug, own.waiting.pk],
    "desk:ladder": lambda own: [own.at_work.plan.slug],
    "desk:letter": lambda own: [own.at_work.plan.slug],
    "desk:weekly": lambda own: [own.at_work.plan.slug],
    "desk:obligation": lambda own: [own.obligation.pk],
    "desk:start": lambda own: [own.obligation.pk],
    "desk:send": lambda own: [own.obligation.pk],
    "desk:nil": lambda own: [own.standing.pk],
    "desk:type_for": lambda own: [own.obligation.pk],
    "desk:accept": lambda own: [own.sent.pk],
    "desk:return": lambda own: [own.sent.pk],
    "desk:approve": lambda own: [own.for_head.pk],
    "desk:drop": lambda own: [own.obligation.pk],
    "desk:restore": lambda own: [own.dropped.pk],
    "desk:take_back": lambda own: [own.accepted.pk],
    "desk:received": lambda own: [own.sent.pk],
    "desk:head_approval": lambda own: [own.at_work.plan.slug],
    "desk:comment": lambda own: [own.obligation.pk],
    "desk:locks": lambda own: [own.at_work.plan.slug],
    "desk:lock_page": lambda own: [own.at_work.plan.slug, PAST],
    "desk:lock": lambda own: [own.at_work.plan.slug, PAST],
    "desk:unlock": lambda own: [own.at_work.plan.slug, SHUT],
    "desk:allow_after_lock": lambda own: [own.at_work.plan.slug, SHUT],
    "desk:evidence": lambda own: [own.evidence.pk],
    "desk:calendar_day": lambda own: ["2024-03-31"],
    "desk:feed_end": lambda own: [own.feed.pk],
    "desk:partner_task": lambda own: [own.joint.pk],
    "desk:readings": lambda own: [own.at_work.plan.slug],
    "desk:readings_workbook": lambda own: [own.at_work.plan.slug],
    "desk:acknowledge": lambda own: [own.at_work.plan.slug],
    "desk:roll_call": lambda own: [own.at_work.plan.slug],
    "ledger:activity": lambda own: [own.activity.pk],
    "ledger:proof": lambda own: [own.proof.pk],
    "ledger:take_back": lambda own: [own.activity.pk],
    "ledger:link": lambda own: [own.link.pk],
    "ledger:end_feed": lambda own: [own.site_feed.pk],
    "ledger:end_target": lambda own: ["chi-tieu", own.target.pk],
    "ledger:rules": lambda own: [own.at_work.plan.slug],
    "ledger:set_rule": lambda own: [own.at_work.plan.slug, own.standing.task_id],
    "website:plan": lambda own: [own.at_work.plan.slug],
    "website:plan_file": lambda own: [own.at_work.plan.slug],
    "website:feed": lambda own: ["atom"],
    "website:section_feed": lambda own: [own.stories.out.section.slug, "rss"],
    "website:unit_feed": lambda own: [own.unit.key, "atom"],
    "website:part_of_addresses": lambda own: [1],
    **newsroom_screens.BLANKS,
    **website_screens.BLANKS,
    **library_screens.BLANKS,
}


def _of_a_site(own: Things, url: str) -> dict[str, object]:
    told = own.link
    topics = [one.pk for one in told.topics.all()]
    return {"unit": own.unit.pk, "url": url, "channel": told.channel_id, "form": told.form_id, "topics": topics}


def _task_as_typed(own: Things) -> dict[str, object]:
    task = own.review.tasks.first()
    return {
        "revision": task.revision,
        "title": f"{task.title} (đã sửa)",
        "leads": "\n".join(task.leads),
        "schedule": "once",
        "due_on": "31/03/2024",
    }


def _channel():
    return {"name": "Truyền hình", "group": "plan", "basis": "", "position": "40", "valid_from": "2024-01-01"}


def _rhythm(code: str) -> dict[str, object]:
    return {"code": code, "name": "Nhịp khác", "months": 3, "first_day": 1, "days_to_send": 9, "position": 1}


def _known_file(own: Things) -> SimpleUploadedFile:
    with own.version.file.open() as content:
        return SimpleUploadedFile("ke-hoach.txt", content.read())


# What the form at an address sends; every value is one that whoever may can save.
TYPED: dict[str, Callable[[Things], dict[str, object]]] = {
    # Two of them do without a file to read, which would take a process for each try: what they answer says as much.
    "plans:draft": lambda own: {},
    "plans:upload": lambda own: {"owner": own.unit.pk, "file": _known_file(own)},
    "plans:review_frame": lambda own: {"revision": 0, "rhythm": own.review.rhythm_id, "symbol": "99/KH-UBND"},
    "plans:review_binding": lambda own: {"revision": 0, "target": "open"},
    "plans:review_task": _task_as_typed,
    "plans:review_include": lambda own: {"revision": 0, "included": "0"},
    "plans:review_finding": lambda own: {"revision": 0, "answer": "understood", "text": "Hiểu như văn bản."},
    "handing_out:confirm": lambda own: {"fingerprint": distribution(own.ready, TODAY).fingerprint},
    "ledger:add_term": lambda own: _channel() | {"code": "truyen-hinh"},
    "ledger:change_term": lambda own: _channel(),
    "rhythms:add": lambda own: _rhythm("hai-quy"),
    "rhythms:edit": lambda own: _rhythm(own.review.rhythm.code),
    "rhythms:delete": lambda own: {},
    "workdays:prepare": lambda own: {"year": 2026},
    "workdays:confirm": lambda own: {"year": 2025},
    "workdays:add": lambda own: {"day": "02/01/2026", "kind": "holiday", "name": "Nghỉ", "basis": "Văn bản 1/VP"},
    "units:contacts": lambda own: {"phone": "0233 3820 000"},
    "accounts:open": lambda own: {"full_name": "Lê Văn Mới", "home_unit": own.unit.pk, "roles": ["viewer"]},
    "accounts:change": lambda own: {"full_name": "Tên Khác", "home_unit": own.unit.pk},
    "accounts:give_role": lambda own: {"role": "editor", "unit": own.unit.pk},
    "desk:save_view": lambda own: {"ten-bo-loc": "Quá hạn", "loc": "trang-thai=qua-han"},
    "desk:drop_view": lambda own: {"ten-bo-loc": KEPT},
    "desk:adjust": lambda own: {
        "viec": "khong-ap-dung",
        "chon": f"{own.obligation.pk}-{own.obligation.revision}",
        "reason": "Không có chợ.",
    },
    "desk:open_task": lambda own: {"event": "Tỉnh đã công bố.", "due_on": f"{TODAY + timedelta(days=30):%d/%m/%Y}"},
    "desk:start": lambda own: {"revision": own.obligation.revision, "note": "Đang làm."},
    "desk:send": lambda own: {"revision": own.obligation.revision, "note": "Đã đăng hai tin."},
    "desk:nil": lambda own: {"revision": own.standing.revision},
    "desk:type_for": lambda own: {
        "revision": own.obligation.revision,
        "source": "call",
        "day": f"{TODAY:%d/%m/%Y}",
        "note": "Đã đăng hai tin.",
    },
    "desk:calls": lambda own: {"version": own.at_work.pk, "unit": own.unit.pk, "reached": "1"},
    "desk:ladder": lambda own: {"seen": "", "thuong-dung": "1"},
    "desk:letter": lambda own: {"tat-ca": "1"},
    "desk:chosen": lambda own: {"chon": f"{own.sent.pk}-{own.sent.revision}"},
    "desk:accept": lambda own: {"revision": own.sent.revision},
    "desk:return": lambda own: {"revision": own.sent.revision, "reason": "Thiếu ảnh."},
    "desk:approve": lambda own: {"revision": own.for_head.revision},
    "desk:drop": lambda own: {"revision": own.obligation.revision, "reason": "Không có chợ."},
    "desk:restore": lambda own: {"revision": own.dropped.revision, "reason": "Chợ mở lại."},
    "desk:take_back": lambda own: {"revision": own.accepted.revision, "reason": "Bấm nhầm."},
    "desk:received": lambda own: {"word": "received"},
    "desk:head_approval": lambda own: {"head_approves": "1"},
    "desk:comment": lambda own: {"text": "Cần thêm ảnh."},
    "desk:feeds": lambda own: {"unit": own.unit.pk},
    "desk:acknowledge": lambda own: {"unit": own.unit.pk},
    "desk:roll_call": lambda own: {"unit": own.unit.pk, "headcount": 20, "listed": 15, "met_on": f"{TODAY:%d/%m/%Y}"},
    "desk:workbook": lambda own: {},
    "desk:workbook_keep": lambda own: {
        "read": sealed(own.unit.pk, [(3, Entry(obligation=own.standing.pk, revision=0, nil=True))])
    },
    "ledger:take_back": lambda own: {"reason": "Ghi trùng."},
    "ledger:enter": lambda own: {
        "unit": own.unit.pk,
        "form": Form.objects.get(code="village-meeting").pk,
        "title": "Họp thôn",
        "on": f"{TODAY:%Y-%m-%d}",
        "topics": [own.activity.topics.first().pk],
    },
    "ledger:links": lambda own: {
        **_of_a_site(own, "https://example.gov.vn/tin-khac"),
        "title": "Tin",
        "on": f"{TODAY:%Y-%m-%d}",
    },
    "ledger:link": lambda own: {"viec": "tinh", "reason": "Trang đòi đăng nhập."},
    "ledger:declare_feed": lambda own: {
        **_of_a_site(own, "https://example.gov.vn/nguon.rss"),
        "since": f"{TODAY:%Y-%m-%d}",
    },
    "ledger:end_feed": lambda own: {},
    "ledger:workbook": lambda own: {},
    "ledger:workbook_keep": lambda own: {"read": sealed_lines(own.unit.pk, [(3, line_of(own.activity))])},
    "ledger:set_target": lambda own: {"owner": own.unit.pk, "unit": own.unit.pk, "window": "month", "minimum": 1},
    "ledger:leave_blank": lambda own: {
        "owner": own.unit.pk,
        "unit": own.unit.pk,
        "first_month": f"{TODAY:%Y-%m}",
        "reason": "Chờ sửa loa.",
    },
    "ledger:end_target": lambda own: {},
    "ledger:set_rule": lambda own: {"minimum": 2, "topics": [own.activity.topics.first().pk]},
    "desk:lock": lambda own: {},
    "desk:unlock": lambda own: {"reason": "Nhập sai số."},
    "desk:allow_after_lock": lambda own: {
        "unit": own.unit.versions.get().name,
        "until": "31/03/2024",
        "reason": "Mưa bão.",
    },
    "desk:period": lambda own: {f"rev{own.standing.pk}": 0, f"nil{own.standing.pk}": "on"},
    **newsroom_screens.TYPED,
    **website_screens.TYPED,
    **library_screens.TYPED,
}
# What an address answers to whoever got through where no audit entry tells.
ANSWERS = {
    "plans:draft": "Chọn tệp dự thảo kế hoạch.",
    "plans:upload": "Tệp này đã được nhập trước đây",
    "desk:workbook": "Chọn tệp bảng tính đã điền.",
    "ledger:workbook": "Chọn tệp bảng tính đã điền.",
    "stories:preview_on_edit": '"is_valid": true',
}


def _names(resolver: URLResolver, spaces: tuple[str, ...] = ()) -> set[str]:
    """Return the names of our addresses: a view of ours answers there, or one of Wagtail's about a model of ours."""
    names: set[str] = set()
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            names |= _names(pattern, (*spaces, pattern.namespace) if pattern.namespace else spaces)
        elif isinstance(pattern, URLPattern) and pattern.name:
            of_ours = bool(spaces) and not spaces[0].startswith("wagtail")
            if of_ours or pattern.callback.__module__.startswith("loa."):
                names.add(":".join((*spaces, pattern.name)))
    return names


OURS = _names(get_resolver())
_OF_NO_UNIT = {
    "ledger:add_term",
    "ledger:change_term",
    "plans:draft",
    "desk:workbook",
    "ledger:workbook",
    "rhythms:add",
    "rhythms:edit",
    "rhythms:delete",
} | {
    "workdays:prepare",
    "workdays:confirm",
    "workdays:add",
    *library_screens.OF_NO_UNIT,
}


def test_the_table_names_every_address_of_ours():
    assert {row["address"] for row in ROWS} == OURS - OF_NO_ROLE


def test_what_a_unit_owns_is_tried_for_the_district_and_for_the_commune():
    posted = [row for row in ROWS if row["method"] == "POST"]
    assert {row["address"] for row in posted} >= set(TYPED)
    tried = {whose: {row["address"] for row in posted if row["whose"] == whose} for whose in ("district", "commune")}
    assert tried["district"] == tried["commune"] >= set(TYPED) - _OF_NO_UNIT


def _id(row: dict[str, str]) -> str:
    return f"{row['address']}-{row['whose']}" if row["whose"] else row["address"]


def _address(cast, name: str, whose: str) -> str:
    return reverse(name, args=BLANKS[name](cast.of[whose or "commune"]) if name in BLANKS else [])


@pytest.mark.parametrize("row", [row for row in ROWS if row["method"] == "GET"], ids=_id)
def test_who_sees_a_screen(cast, row):
    address = _address(cast, row["address"], row["whose"])

    def sees(person: Person) -> bool:
        with taken_back() as written:
            response = person.browser().get(address)
            answer = b"".join(response) if response.streaming else response.content
        assert written.tables == set(), f"{person.user} changed something by looking"
        return response.status_code == 200 and bool(answer)

    assert who_gets_through(cast.people, sees) == granted(row)


@pytest.mark.parametrize("row", [row for row in ROWS if row["method"] == "POST"], ids=_id)
def test_who_gets_something_done(cast, row):
    name = row["address"]
    own = cast.of[row["whose"] or "commune"]
    address, words = _address(cast, name, row["whose"]), ANSWERS.get(name)

    def does(person: Person) -> bool:
        with taken_back() as written:
            response = person.browser().post(address, TYPED[name](own) if name in TYPED else {})
        done = words in response.content.decode() if words else written.is_recorded
        assert done or written.tables == set(), f"{person.user} was refused and yet changed {written.tables}"
        return done

    assert who_gets_through(cast.people, does) == granted(row)


_TAKE_NO_FORM = sorted(OURS - OF_NO_ROLE - {row["address"] for row in ROWS if row["method"] == "POST"})


@pytest.mark.parametrize("name", _TAKE_NO_FORM)
def test_an_address_without_a_form_takes_none(cast, name):
    address = _address(cast, name, "commune")
    for person in cast.people:
        with taken_back() as written:
            response = person.browser().post(address, {"title": "Đã sửa", "full_name": "Đã sửa"})
        assert written.tables == set(), person.user
        assert response.status_code in {302, 403, 404, 405}, person.user
