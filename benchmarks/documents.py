"""Large plan documents to measure with: made anew in each run, never kept.

Run as a process of its own (`documents.py FOLDER`), so that the memory spent on making them is not measured.
"""

import sys
from itertools import cycle, islice
from pathlib import Path

from reportlab.platypus import NextPageTemplate, PageBreak, Paragraph

from plan_reader.tests.builders import pdf, practice

_TABLE_PAGES = 40  # of the 200: an appendix after the body, as such plans are bound
_ROWS_TO_A_PAGE = 5

_UNITS = (
    "Phòng Nội vụ", "Phòng Tư pháp", "Phòng Văn hóa và Thông tin", "Phòng Tài chính - Kế hoạch",
    "Trung tâm Văn hóa thông tin - Thể dục thể thao", "Văn phòng HĐND và UBND huyện", "Công an huyện",
    "UBND các xã, thị trấn", "Phòng Giáo dục và Đào tạo", "Phòng Lao động - Thương binh và Xã hội", "Chi cục Thuế",
)  # fmt: skip
_TIMES = (
    "Quý I/2024", "Thường xuyên", "Trước ngày 25/11/2024", "Trong năm 2024", "Tháng 6/2024", "Quý II, Quý IV",
    "Hằng tháng", "Hoàn thành trước 15/12/2024", "Định kỳ hằng quý", "6 tháng đầu năm 2024", "Từ tháng 3 đến tháng 9",
    "24 kỳ/năm", "Thường xuyên, báo cáo trước 15/6 và 25/11",
)  # fmt: skip


def main() -> None:
    """Write the documents into the folder named on the command line."""
    folder = Path(sys.argv[1])
    (folder / "rows-800.docx").write_bytes(practice.as_docx(_appendix(800)))
    (folder / "rows-5000.xlsx").write_bytes(practice.as_xlsx(_appendix(5_000)))
    if pdf._found() is not None:
        (folder / "pages-200.pdf").write_bytes(_bound(pages=200, of_tables=_TABLE_PAGES))
        (folder / "pages-20.pdf").write_bytes(_bound(pages=20, of_tables=_TABLE_PAGES // 10))


def _appendix(count: int) -> practice.Paper:
    """Return the founding plan's appendix grown to `count` tasks.

    As in real ones, agencies and times come again and again, titles never, products seldom.
    """
    heading, *seed = pdf.seed_rows()
    units, times = cycle(_UNITS), cycle(_TIMES)
    rows = [
        [
            str(number),
            f"{title} ({number})",
            f"{product}; báo cáo đợt {number}",
            "; ".join(islice(units, 2)),
            next(units),
            next(times),
        ]
        for number, (_, title, product, *_) in enumerate(islice(cycle(seed), count), 1)
    ]
    caption = practice.seed_appendix()[:3]
    return [*caption, practice.Grid([heading, *rows]), f"Tổng số: {count} nhiệm vụ./."]


def _bound(*, pages: int, of_tables: int) -> bytes:
    """Return a PDF of exactly `pages` pages: running text, then an appendix whose heading stands on every page."""
    # Not the closing sentence, after which a body is over.
    paragraphs = cycle(text for text in pdf.seed_paragraphs()[:-1] if len(text) > 200)
    story = []
    for number in range(1, pages - of_tables + 1):
        story.append(Paragraph(f"{number}. Nội dung thứ {number}", pdf.style(bold=True)))
        story += [Paragraph(text, pdf.style(indent=28)) for text in islice(paragraphs, 4)]
        story.append(PageBreak() if number < pages - of_tables else NextPageTemplate("wide"))
    heading, *rows = _appendix(of_tables * _ROWS_TO_A_PAGE)[3].rows
    for start in range(0, len(rows), _ROWS_TO_A_PAGE):
        story.append(PageBreak())
        story.append(pdf.grid([heading, *rows[start : start + _ROWS_TO_A_PAGE]], widths=(30, 200, 110, 150, 120, 100)))
    return pdf.printed(story)


if __name__ == "__main__":
    main()
