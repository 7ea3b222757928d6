"""Which activities do the standing tasks of a plan, and what their words suggest."""

from dataclasses import dataclass
from typing import Any

from loa.activities.models import Channel, Form, LedgerRule, Topic
from loa.activities.rules import suggested
from loa.plans.models import PlanVersion
from loa.tasks.models import Task


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskRule:
    """A standing task with its rule, None where it has none; `first` is what the form begins with, `words` the rule."""

    task: Task
    rule: LedgerRule | None
    first: dict[str, Any]
    words: str = ""


def task_rules(version: PlanVersion) -> list[TaskRule]:
    """Return the standing tasks of a plan with their rules, or with what their words suggest; eight statements."""
    rules = LedgerRule.objects.filter(task__version=version, ended_at__isnull=True)
    set_ones = {one.task_id: one for one in rules.prefetch_related("topics", "forms", "channels")}
    by_code: dict[str, dict[str, int]] = {
        "topics": dict(Topic.objects.values_list("code", "pk")),
        "forms": dict(Form.objects.values_list("code", "pk")),
        "channels": dict(Channel.objects.values_list("code", "pk")),
    }
    found = []
    for task in Task.objects.filter(version=version, rhythm__isnull=False).order_by("position"):
        rule = set_ones.get(task.pk)
        if rule is not None:
            first: dict[str, Any] = {
                name: [one.pk for one in getattr(rule, name).all()] for name in ("topics", "forms", "channels")
            }
            first["minimum"] = rule.minimum
        else:
            guess = suggested(task.title, task.products)
            first = {
                name: [by_code[name][code] for code in sorted(getattr(guess, name)) if code in by_code[name]]
                for name in ("topics", "forms", "channels")
            }
            first["minimum"] = 1
        found.append(TaskRule(task=task, rule=rule, first=first, words=_words(rule) if rule else ""))
    return found


def _words(rule: LedgerRule) -> str:
    """Return a rule as people say it: "ít nhất 2 mỗi kỳ: Tin, Bài; Cổng, trang thông tin điện tử"."""
    axes = (rule.forms.all(), rule.channels.all(), rule.topics.all())
    named = "; ".join(", ".join(str(one) for one in some) for some in axes if some)
    return f"ít nhất {rule.minimum} mỗi kỳ: {named}"
