"""The founding plan, read exactly.

The golden holds every field; the tests below say what matters of it. After a wanted change run
`GOLDEN=write .venv/bin/pytest src/plan_reader/tests` and read the difference in `goldens/` by eye.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections import Counter
from dataclasses import replace
from datetime import date
from functools import cache

from plan_reader import Plan, read_plan
from plan_reader.loading import load
from plan_reader.tests.builders import practice
from plan_reader.tests.builders.golden import assert_golden
from plan_reader.tests.builders.pdf import SEED, needs_font

CENTRE = "Trung tâm Văn hóa thông tin - Thể dục thể thao"
OFFICE = "Văn phòng HĐND và UBND huyện"
HOME, CULTURE, JUSTICE = "Phòng Nội vụ", "Phòng Văn hóa và thông tin", "Phòng Tư pháp"
COMMUNES = "UBND các xã, thị trấn"

FINDINGS = {
    "symbol-blank": 1,
    "date-blank": 1,
    "due-after-report": 2,
    "report-dates-differ": 1,
    "weekend-deadline": 1,
    "depends-on-outside-event": 1,
    "agency-spelled-differently": 3,
    "two-consolidators": 1,
    "duty-without-task": 5,
    "form-without-task": 3,
    "product-separator-lost": 1,
    "likely-typo": 2,
}


@cache
def seed() -> Plan:
    return read_plan(SEED)


def messages(code: str) -> list[tuple[str, str]]:
    return [(finding.severity, finding.message) for finding in seed().findings if finding.code == code]


def test_every_field_is_as_reviewed():
    assert_golden(seed(), "founding-plan")


def test_source_names_the_file_and_its_fingerprint():
    source = seed().source
    assert (source.name, source.format) == ("ke-hoach.txt", "txt")
    assert source.sha256 == hashlib.sha256(SEED.read_bytes()).hexdigest()


def test_head():
    plan = seed()
    assert (plan.kind, plan.title) == ("Kế hoạch", "Tuyên truyền cải cách hành chính năm 2024")
    assert (plan.year, plan.issuer) == (2024, "UBND huyện Vĩnh Linh")
    assert (plan.symbol, plan.issued_on) == (None, None)
    assert [(basis.symbol, basis.issued_on, basis.issuer) for basis in plan.basis] == [
        ("250/KH-UBND", date(2023, 12, 22), "UBND tỉnh Quảng Trị"),
        ("11/KH-UBND", date(2024, 1, 15), "UBND huyện"),
    ]


def test_tail():
    plan = seed()
    assert plan.declared_task_count == 8
    assert plan.recipients == (
        "Chủ tịch, các PCT UBND huyện",
        "Các cơ quan chuyên môn, ĐVSN thuộc huyện",
        "UBND các xã, thị trấn",
        "Lưu: VT, NV",
    )
    assert plan.signer is not None
    assert (plan.signer.authority, plan.signer.title) == ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")
    assert plan.signer.name == "Thái Văn Thành"


def test_clauses_stand_where_their_numbers_say():
    parents = {clause.id: clause.parent for clause in seed().clauses}
    top = [clause for clause, parent in parents.items() if parent is None]
    assert top == ["mo-dau", "I", "II", "III", "ket"]
    assert Counter(parents.values()) == {
        None: 5, "I": 2, "II": 2, "III": 7, "I.1": 4, "I.2": 3, "II.1": 9, "II.2": 5,
        "III.1": 3, "III.2": 3, "III.3": 5, "III.4": 4, "III.6": 2,
    }  # fmt: skip
    headings = {clause.id: clause.heading for clause in seed().clauses if clause.heading}
    assert headings["II"] == "NỘI DUNG, HÌNH THỨC VÀ HOẠT ĐỘNG TUYÊN TRUYỀN"
    assert headings["III.5"] == "Văn phòng HĐND và UBND huyện"


def test_line_wraps_inside_a_sentence_are_joined():
    text = {clause.id: clause.text for clause in seed().clauses}
    assert "đồng bộ, toàn diện trên các nội dung, lĩnh vực" in text["I.2.-3"]
    assert "chỉ đạo công tác CCHC, thực hiện Kế hoạch CCHC năm 2024" in text["III.2.-2"]


def test_topics_are_the_six_contents_their_cross_topic_and_nine_items():
    topics = seed().topics
    assert [topic.text for topic in topics[:7]] == [
        "cải cách thể chế",
        "cải cách thủ tục hành chính",
        "cải cách tổ chức bộ máy hành chính nhà nước",
        "cải cách chế độ công vụ",
        "cải cách tài chính công",
        "xây dựng và phát triển Chính phủ điện tử, Chính phủ số",
        "tăng cường công tác chỉ đạo, điều hành CCHC và thực hiện tham mưu về công tác tuyên truyền CCHC",
    ]
    assert [topic.clause for topic in topics[7:]] == [f"II.1.-{number}" for number in range(1, 10)]


def test_forms_are_the_five_of_the_plan():
    assert [form.clause for form in seed().forms] == [f"II.2.-{number}" for number in range(1, 6)]
    assert seed().forms[2].text.startswith("Tuyên truyền thông qua hình thức trực quan: pa nô, áp phích")


def test_duties_belong_to_the_agencies_of_section_three():
    agencies = dict.fromkeys(duty.agency.name for duty in seed().duties)
    assert list(agencies) == [
        "Các phòng ban chuyên môn, đơn vị sự nghiệp thuộc huyện",
        COMMUNES, HOME, CULTURE, CENTRE, OFFICE, JUSTICE, "Phòng Tài chính - Kế hoạch",
    ]  # fmt: skip
    roles = [(duty.clause, duty.role) for duty in seed().duties if duty.agency.name == HOME]
    assert roles == [
        ("III.2.-1", "lead"),
        ("III.2.-1", "monitor"),
        ("III.2.-2", "lead"),
        ("III.2.-3", "lead"),
        ("III.2.-3", "advise"),
    ]


def test_the_one_report_duty():
    (duty,) = seed().report_duties
    assert duty.to is not None
    assert (duty.to.name, duty.clause) == (HOME, "ket")
    assert (duty.timing.kind, duty.timing.due, duty.timing.boundary) == ("before_date", date(2024, 11, 20), "before")
    assert [agency.text for agency in duty.who] == [
        "Thủ trưởng các phòng ban, đơn vị sự nghiệp",
        "Chủ tịch UBND các xã, thị trấn",
    ]


def test_tasks_have_the_leads_of_their_rows():
    assert [(task.number, [lead.name for lead in task.leads]) for task in seed().tasks] == [
        ("1", [HOME, COMMUNES]),
        ("2", [HOME, CULTURE, JUSTICE, CENTRE]),
        ("3", [HOME, OFFICE, CENTRE, COMMUNES]),
        ("4", [HOME, CENTRE, COMMUNES]),
        ("5", [CULTURE, CENTRE, COMMUNES]),
        ("6", [OFFICE, CENTRE, COMMUNES]),
        ("7", [HOME, JUSTICE, CENTRE]),
        ("8", [HOME, CULTURE, COMMUNES]),
    ]
    assert {lead.kind for task in seed().tasks for lead in task.leads if lead.name == COMMUNES} == {"class"}


def test_agencies_keep_the_words_of_the_cell():
    assert [lead.text for lead in seed().tasks[2].leads] == [
        "Phòng Nội vụ", "Văn phòng HĐND&UBND", "Trung tâm VH TT - TĐTT", "UBND các xã, thị trấn",
    ]  # fmt: skip


def test_partners_are_open_but_for_the_last_row():
    kinds = [[partner.kind for partner in task.partners] for task in seed().tasks]
    assert kinds == [["open"]] * 7 + [["class"]]


def test_products_are_parted_and_never_repaired():
    assert [task.products for task in seed().tasks] == [
        ("Kế hoạch",),
        ("Kế hoạch", "tài liệu", "các lớp tập huấn"),
        ("Tin", "bài", "phóng sự"),
        ("Tin", "bài", "phóng sự"),
        ("Dữ liệu", "tin bài"),
        ("Kế hoạch", "báo cáo Tin", "bài"),
        ("Kế hoạch", "thể lệ thi", "báo cáo kết quả thi"),
        ("Báo cáo năm",),
    ]


def test_timings():
    timings = [task.timing for task in seed().tasks]
    assert [(timing.kind, timing.due, timing.boundary) for timing in timings] == [
        ("in_quarter", date(2024, 3, 31), "included"),
        ("before_date", date(2024, 12, 15), "before"),
        ("standing", None, None),
        ("in_quarter", date(2024, 3, 31), "included"),
        ("standing", None, None),
        ("standing", None, None),
        ("in_year", date(2024, 12, 31), "included"),
        ("before_date", date(2024, 11, 25), "before"),
    ]
    assert timings[1].text == "Hoàn thành trước 15/12/2024"
    assert not any(timing.year_inferred or timing.also for timing in timings)


def test_findings_are_these_and_no_others():
    assert Counter(finding.code for finding in seed().findings) == FINDINGS


def test_deadlines_after_the_report_are_a_warning_for_a_day_and_a_note_for_a_window():
    (day_severity, day), (window_severity, window) = messages("due-after-report")
    assert day_severity == "warning"
    assert day.startswith("Nhiệm vụ 2 có hạn 15/12/2024, sau hạn báo cáo 20/11/2024 và 25/11/2024")
    assert window_severity == "note"
    assert window.startswith("Nhiệm vụ 7 kéo dài đến 31/12/2024")


def test_what_the_text_asks_for_and_the_table_does_not_carry():
    named = "; ".join(message for _, message in messages("duty-without-task"))
    for missing in ("Phòng Tài chính - Kế hoạch", "Quy chế", "nâng cấp cổng", "tổ công nghệ số cộng đồng", "phê phán"):
        assert missing in named
    forms = "; ".join(message for _, message in messages("form-without-task"))
    assert all(form in forms for form in ("trực quan", "mạng xã hội", "sân khấu"))


def test_slips_of_the_keyboard_are_shown_with_what_was_meant():
    found = "; ".join(message for _, message in messages("likely-typo"))
    assert "“xóm phổ” có thể là lỗi gõ của “xóm phố”" in found
    assert "“phiến hà” có thể là lỗi gõ của “phiền hà”" in found
    assert any("xóm phổ" in clause.text for clause in seed().clauses)


def test_other_contradictions_name_their_rows():
    assert "Nhiệm vụ 6" in messages("product-separator-lost")[0][1]
    assert "Nhiệm vụ 4" in messages("depends-on-outside-event")[0][1]
    assert messages("weekend-deadline") == [("note", "Nhiệm vụ 2 có hạn 15/12/2024 là Chủ nhật.")]
    assert "nhiệm vụ 8" in messages("report-dates-differ")[0][1]
    assert HOME in messages("two-consolidators")[0][1]
    assert CULTURE in messages("two-consolidators")[0][1]


def test_every_finding_is_a_vietnamese_sentence():
    for finding in seed().findings:
        assert finding.message[0].isupper()
        assert finding.message.endswith(".")


def test_places_lead_back_to_the_source():
    document = load(SEED.read_bytes(), "ke-hoach.txt")
    blocks = dict(enumerate(document.blocks))
    for task in seed().tasks:
        assert task.place.block is not None
        assert task.place.row is not None
        row = blocks[task.place.block].rows[task.place.row]
        assert row.texts[:2] == (task.number, task.title)
        assert task.place.label == f"Phụ lục, nhiệm vụ {task.number}"


def test_decomposed_letters_give_the_same_plan():
    text = SEED.read_text(encoding="utf-8")
    decomposed = read_plan(unicodedata.normalize("NFD", text).encode(), name=SEED.name)
    assert replace(decomposed, source=seed().source) == seed()


def test_reading_twice_is_equal():
    assert read_plan(SEED) == seed()


def essence(plan: Plan) -> dict[str, object]:
    """Return what must be the same however the plan was saved: all but places and the file itself."""
    return {
        "head": (plan.kind, plan.title, plan.year, plan.issuer, plan.symbol, plan.issued_on, plan.basis),
        "clauses": plan.clauses,
        "parts": (plan.topics, plan.forms, plan.duties, plan.report_duties, plan.agencies),
        "tail": (plan.declared_task_count, plan.recipients, plan.signer),
        "tasks": tasks(plan),
        "findings": [(finding.code, finding.severity, finding.message) for finding in plan.findings],
    }


def tasks(plan: Plan) -> list[object]:
    return [replace(task, place=seed().tasks[0].place) for task in plan.tasks]


def test_typed_in_word_it_is_the_same_plan():
    assert essence(read_plan(practice.as_docx(practice.seed_paper()))) == essence(seed())


@needs_font
def test_printed_with_rows_broken_over_pages_it_is_the_same_plan():
    found = essence(read_plan(practice.as_pdf(practice.seed_paper())))
    assert found == essence(seed())


def as_written(plan: Plan) -> list[object]:
    """Return the tasks with agencies as the cells write them: an appendix alone cannot explain an abbreviation."""
    return [
        (
            task.number, task.title, task.products, task.timing,
            *([(agency.text, agency.kind) for agency in side] for side in (task.leads, task.partners)),
        )
        for task in plan.tasks
    ]  # fmt: skip


def test_the_appendix_alone_in_a_workbook_gives_the_same_tasks():
    plan = read_plan(practice.as_xlsx(practice.seed_appendix()))
    assert as_written(plan) == as_written(seed())
    assert (plan.year, plan.issuer, plan.declared_task_count) == (2024, "UBND huyện Vĩnh Linh", 8)


def test_the_table_alone_as_a_spreadsheet_pastes_it_gives_the_same_tasks():
    (grid,) = [block for block in practice.seed_appendix() if isinstance(block, practice.Grid)]
    plan = read_plan(practice.as_pasted(grid))
    assert plan.source.format == "tsv"
    assert as_written(plan) == as_written(seed())
