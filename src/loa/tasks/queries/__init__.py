"""What pages read of work handed out: each function answers in a fixed number of queries, whatever the rows."""

from loa.tasks.queries.accepting import (
    Arranged,
    awaits_its_head,
    chosen_results,
    comments_on,
    results_page,
    to_approve,
    waiting_results,
    words_wanted,
)
from loa.tasks.queries.calendar import CalendarMonth, calendar_day, calendar_month
from loa.tasks.queries.feeds import feed_entries, find_feed, own_feed, running_feeds
from loa.tasks.queries.figures import Figure
from loa.tasks.queries.listing import list_page, list_rows
from loa.tasks.queries.lists import (
    PARTS,
    Filter,
    Sort,
    chosen_rows,
    narrowed,
    plan_tasks,
    plan_units,
    read_filter,
    saved_views,
)
from loa.tasks.queries.numbers import Number, TaskNumbers, indicators_of, numbers_by_task
from loa.tasks.queries.off_days import off_day_note
from loa.tasks.queries.overview import Overview
from loa.tasks.queries.overview_asked import (
    TasksAsked,
    TaskSort,
    UnitsAsked,
    UnitSort,
    read_tasks_asked,
    read_units_asked,
)
from loa.tasks.queries.partnering import find_task, joint_rows, joint_tasks, joint_work
from loa.tasks.queries.period import PeriodItem, PeriodOfUnit, period_items, period_to_report, periods_begun
from loa.tasks.queries.plan_settings import PlanSettings, plan_settings
from loa.tasks.queries.plan_totals import (
    DueRow,
    PlanFigures,
    PlanTotals,
    TaskTotals,
    due_between,
    plan_figures,
    plan_totals,
)
from loa.tasks.queries.plans import find_waiting_task, plans_at_work, plans_led, sees_plan, waiting_tasks
from loa.tasks.queries.readings import ReadingRow, Readings, plan_readings, roll_calls, said_by
from loa.tasks.queries.receiving import Supplied, SuppliedRow, given, not_given, received_by, supplied
from loa.tasks.queries.sheet import ObligationSheet, find_evidence, find_obligation, obligation_sheet
from loa.tasks.queries.unit_page import plans_of_unit
from loa.tasks.queries.units import unit_names, units_at_desk
from loa.tasks.queries.work import Group, group_page, my_work, pressing, typed_for

__all__ = [
    "PARTS",
    "Arranged",
    "CalendarMonth",
    "DueRow",
    "Figure",
    "Filter",
    "Group",
    "Number",
    "ObligationSheet",
    "Overview",
    "PeriodItem",
    "PeriodOfUnit",
    "PlanFigures",
    "PlanSettings",
    "PlanTotals",
    "ReadingRow",
    "Readings",
    "Sort",
    "Supplied",
    "SuppliedRow",
    "TaskNumbers",
    "TaskSort",
    "TaskTotals",
    "TasksAsked",
    "UnitSort",
    "UnitsAsked",
    "awaits_its_head",
    "calendar_day",
    "calendar_month",
    "chosen_results",
    "chosen_rows",
    "comments_on",
    "due_between",
    "feed_entries",
    "find_evidence",
    "find_feed",
    "find_obligation",
    "find_task",
    "find_waiting_task",
    "given",
    "group_page",
    "indicators_of",
    "joint_rows",
    "joint_tasks",
    "joint_work",
    "list_page",
    "list_rows",
    "my_work",
    "narrowed",
    "not_given",
    "numbers_by_task",
    "obligation_sheet",
    "off_day_note",
    "own_feed",
    "period_items",
    "period_to_report",
    "periods_begun",
    "plan_figures",
    "plan_readings",
    "plan_settings",
    "plan_tasks",
    "plan_totals",
    "plan_units",
    "plans_at_work",
    "plans_led",
    "plans_of_unit",
    "pressing",
    "read_filter",
    "read_tasks_asked",
    "read_units_asked",
    "received_by",
    "results_page",
    "roll_calls",
    "running_feeds",
    "said_by",
    "saved_views",
    "sees_plan",
    "supplied",
    "to_approve",
    "typed_for",
    "unit_names",
    "units_at_desk",
    "waiting_results",
    "waiting_tasks",
    "words_wanted",
]
