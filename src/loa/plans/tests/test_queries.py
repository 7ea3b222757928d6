from datetime import date

import pytest

from loa.plans import queries
from loa.plans.models import Finding, PlanVersion
from loa.plans.tests.factories import COMMUNES, FINANCE, HOME_AFFAIRS, make_plan

pytestmark = pytest.mark.django_db


def test_tasks_come_in_order_with_their_agencies_and_deadlines() -> None:
    reading = queries.read_version(make_plan())

    assert [task.number for task in reading.tasks] == ["1", "2", "3", "4", "5", "6", "7", "8"]
    second = reading.tasks[1]
    assert second.anchor == "nhiem-vu-2"
    assert [agency.agency_text for agency in second.leads][:2] == [HOME_AFFAIRS, "Phòng Văn hóa và thông tin"]
    assert second.deadlines[0].words.startswith("trước ngày")
    assert second.deadlines[0].as_written == "Hoàn thành trước 15/12/2024"


def test_a_finding_stands_at_the_row_or_clause_it_speaks_of() -> None:
    reading = queries.read_version(make_plan())

    assert [finding.message for finding in reading.tasks[1].findings] == [
        "Nhiệm vụ 2 xong trước 15/12/2024, sau hạn báo cáo 20/11/2024."
    ]
    assert reading.tasks[0].findings == ()
    warnings, notes = reading.finding_groups
    assert [group.severity for group in reading.finding_groups] == ["warning", "note"]
    assert warnings.findings[1].places[0].anchor == "muc-I"
    assert notes.findings[1].places[0].anchor == ""  # a clause the page does not have is named, not linked


def test_what_concerns_the_whole_table_is_not_repeated_below_each_task() -> None:
    version = make_plan()
    Finding.objects.create(
        version=version,
        position=4,
        code="agency-spelled-differently",
        severity="warning",
        message="Cùng một cơ quan được viết theo 2 cách.",
        places=[{"label": f"nhiệm vụ {row}", "block": 3, "row": row} for row in (2, 3, 4)],
    )

    reading = queries.read_version(version)

    assert reading.finding_groups[0].findings[-1].message == "Cùng một cơ quan được viết theo 2 cách."
    assert [len(task.findings) for task in reading.tasks] == [0, 1, 0, 0, 0, 1, 0, 0]


def test_every_agency_is_listed_once_leads_apart_from_the_rest() -> None:
    reading = queries.read_version(make_plan())

    assert len(reading.leading) == 6
    home_affairs = reading.leading[0]
    assert home_affairs.name == HOME_AFFAIRS
    assert [task.number for task in home_affairs.leads] == ["1", "2", "3", "4", "7", "8"]
    assert [(duty.clause, duty.anchor) for duty in home_affairs.duties] == [("III.2", "muc-III.2")]
    assert [agency.name for agency in reading.others] == [FINANCE]
    assert next(agency for agency in reading.leading if agency.name == COMMUNES).kind_note == "nhóm đơn vị"


def test_figures_of_the_front_page_are_the_lengths_of_the_lists_they_open() -> None:
    make_plan()
    version = queries.latest_versions().get()
    reading = queries.read_version(version)

    assert (version.task_count, version.lead_count) == (len(reading.tasks), len(reading.leading))


def test_only_the_latest_confirmed_version_of_a_plan_is_public() -> None:
    first = make_plan()
    second = PlanVersion.objects.create(
        plan=first.plan, number=2, file_name="b.txt", sha256="b", reading={}, imported_at=first.imported_at
    )
    assert list(queries.latest_versions()) == [first]
    assert queries.latest_version(first.plan.slug) == first
    assert queries.newest_version(first.plan) == second

    PlanVersion.objects.filter(pk=second.pk).update(confirmed_at=first.imported_at)
    assert list(queries.latest_versions()) == [second]
    assert queries.latest_version(first.plan.slug) == second


def test_dates_ahead_are_nearest_first_and_leave_out_what_is_past() -> None:
    version = make_plan()

    ahead = queries.outlook(version, date(2024, 11, 20)).dates

    # The report "trước ngày 20/11" is past on the 20th.
    assert [entry.due_on for entry in ahead] == [date(2024, 11, 25), date(2024, 12, 15), date(2024, 12, 31)]
    assert [entry.anchor for entry in ahead] == ["nhiem-vu-8", "nhiem-vu-2", "nhiem-vu-7"]
    assert queries.outlook(version, date(2025, 1, 1)).dates == ()


def test_clauses_carry_their_printed_number_and_depth() -> None:
    clauses = {clause.anchor: clause for clause in queries.read_version(make_plan()).clauses}

    assert (clauses["muc-II"].mark, clauses["muc-II"].level) == ("II.", 1)
    assert (clauses["muc-II.1"].mark, clauses["muc-II.1"].level) == ("1.", 2)
    assert (clauses["muc-II.1.-2"].mark, clauses["muc-II.1.-2"].level) == ("–", 3)


def test_basis_and_signer_are_sentences() -> None:
    reading = queries.read_version(make_plan())

    (basis,) = reading.basis
    assert basis.startswith("Kế hoạch số 250/KH-UBND ngày 22/12/2023 của UBND tỉnh Quảng Trị: ")
    assert basis.endswith("Cải cách hành chính nhà nước tỉnh Quảng Trị năm 2024")
    assert reading.signer == "Thái Văn Thành, Chủ tịch"


@pytest.mark.parametrize("tasks", [1, 40])
def test_a_reading_costs_the_same_queries_for_any_number_of_tasks(tasks, django_assert_num_queries) -> None:
    version = make_plan(tasks=tasks)

    with django_assert_num_queries(7):
        queries.read_version(version)
