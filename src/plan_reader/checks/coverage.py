"""Checks that compare the text with the table: duties and forms that no task carries."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plan_reader.checks.facts import Facts, quoted
from plan_reader.clauses import label_of
from plan_reader.model import Finding, Place, Plan
from plan_reader.text import fold

# Works with an end of their own that a duty may ask for and a row of the table should carry: how people call it, how
# a duty says it, how a task would (folded). Contents of stories and lasting oversight have no row in any plan seen.
_ASKED_FOR: tuple[tuple[str, str, str], ...] = (
    ("ban hành Quy chế tiếp nhận, xử lý ý kiến, kiến nghị", r"\bquy che\b", r"\bquy che\b"),
    ("nâng cấp cổng thông tin điện tử", r"nang cap\b.*\b(?:cong|trang) thong tin", r"nang cap"),
    ("tổ công nghệ số cộng đồng", r"to cong nghe so|to cnscd", r"to cong nghe so|to cnscd"),
    ("biểu dương, phê phán", r"bieu duong|phe phan", r"bieu duong|phe phan|neu guong|dien hinh"),
)
# Forms of communication: how people call them, how the plan's clause on forms and its tasks say them.
_FORMS: tuple[tuple[str, str], ...] = (
    (
        "trực quan (pa nô, áp phích, khẩu hiệu, băng rôn)",
        r"truc quan|pa ?-?no|ap phich|khau hieu|bang ron|to roi|to gap",
    ),
    ("mạng xã hội", r"mang xa hoi|facebook|zalo|fanpage|youtube|tiktok"),
    ("sân khấu, hài kịch", r"san khau|hai kich|tieu pham|van nghe"),
    ("hội nghị, tập huấn, tọa đàm, giao ban", r"hoi nghi|tap huan|boi duong|toa dam|giao ban|hoi thao"),
    ("cuộc thi tìm hiểu", r"cuoc thi|hoi thi"),
    (
        "phát thanh, truyền thanh",
        r"dai (?:phat|truyen) thanh|truyen thanh|phat thanh|\bloa\b|phuong tien thong tin dai chung",
    ),
    ("cổng, trang thông tin điện tử", r"(?:cong|trang) thong tin dien tu|cong ttdt|website"),
)


def agency_without_task(facts: Facts) -> Iterator[Finding]:
    """Find agencies with duties that no lead or partner cell names; belonging to a class or open set does not count."""
    plan = facts.plan
    if not plan.tasks:
        return
    named = {agency.name for task in plan.tasks for agency in (*task.leads, *task.partners)}
    missing: dict[str, str] = {}
    for duty in plan.duties:
        if duty.agency.kind == "unit" and duty.agency.name not in named:
            missing.setdefault(duty.agency.name, duty.clause)
    for name, clause in missing.items():
        yield Finding(
            code="duty-without-task",
            severity="warning",
            message=f"{name} có trách nhiệm ở phần tổ chức thực hiện nhưng không được nêu tên trong nhiệm vụ nào "
            "của phụ lục.",
            places=(Place(label=label_of(clause), clause=clause),),
        )


def duty_without_task(facts: Facts) -> Iterator[Finding]:
    """Find things that a duty asks for and no row of the table carries."""
    if not facts.plan.tasks:
        return
    carried = _task_words(facts.plan)
    for name, asked, carrying in _ASKED_FOR:
        clauses = dict.fromkeys(duty.clause for duty in facts.plan.duties if re.search(asked, fold(duty.text)))
        if clauses and not re.search(carrying, carried):
            yield Finding(
                code="duty-without-task",
                severity="note",
                message=f"Phần tổ chức thực hiện yêu cầu {quoted(name)} nhưng phụ lục không có nhiệm vụ tương ứng.",
                places=tuple(Place(label=label_of(clause), clause=clause) for clause in clauses),
            )


def form_without_task(facts: Facts) -> Iterator[Finding]:
    """Find forms of communication that the plan names and no task uses: not by its words, its form or its lead."""
    if not facts.plan.tasks:
        return
    leads = {fold(agency.name) for task in facts.plan.tasks for agency in task.leads}
    carried = " | ".join((_task_words(facts.plan), *map(fold, facts.forms_in_rows), *leads))
    for name, words in _FORMS:
        clauses = [form.clause for form in facts.plan.forms if re.search(words, fold(form.text))]
        if clauses and not re.search(words, carried):
            yield Finding(
                code="form-without-task",
                severity="note",
                message=f"Hình thức {quoted(name)} được nêu trong kế hoạch nhưng không có nhiệm vụ nào dùng đến.",
                places=tuple(Place(label=label_of(clause), clause=clause) for clause in dict.fromkeys(clauses)),
            )


def _task_words(plan: Plan) -> str:
    return " | ".join(fold(" ".join((task.title, *task.products))) for task in plan.tasks)
