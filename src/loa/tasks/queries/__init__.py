"""What pages read of work handed out: each function answers in a fixed number of queries, whatever the rows."""

from loa.tasks.queries.plan_totals import (
    DueRow,
    PlanFigures,
    PlanTotals,
    TaskTotals,
    due_between,
    plan_figures,
    plan_totals,
)

__all__ = ["DueRow", "PlanFigures", "PlanTotals", "TaskTotals", "due_between", "plan_figures", "plan_totals"]
