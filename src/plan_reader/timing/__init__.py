"""The grammar of deadlines: a phrase of a plan's "Thời gian" column in, a `Timing` out.

How it works, in the order of the modules: `phrase` folds the words to bare letters without moving them; `scan` runs a
table of patterns (`calendar_marks`, `rhythm_marks`) that find marks of time; `leads` reads the words in front of each
("trước", "chậm nhất", "từ"); `stretches`, `lengths` and `rhythms` join the marks to timings; `events` reads the
clauses that name no day; `reading` puts the parts in order and gives each its words.

What the words mean (plan year 2024):

    Hoàn thành trước 15/12/2024             before_date, due 15/12/2024, boundary before
    đến hết ngày 15/12                      by_date, due 15/12/2024, included, year inferred
    chậm nhất trước ngày 01 tháng 12        before_date, unclear: both a last day and a day before it
    dự kiến cuối tháng 11/2025              in_month, 01/11 to 30/11/2025, unclear
    trước quý 2/2025                        before_date, due 01/04/2025: before the quarter begins
    Quý II, Quý IV                          in_quarter twice, the second in `also`
    Từ Quý I/2026                           span from 01/01/2026, no due
    Thường xuyên trong năm 2024             standing, with that year as its window
    trước ngày 20 tháng 6 và tháng 11 hằng năm   every year, due 20/6 in the plan's year, and again 20/11
    Định kỳ 02 tuần một lần (trước 16 giờ thứ Sáu)   every 2 weeks, at "trước 16 giờ thứ Sáu", due_time 16:00
    24 kỳ/năm; tối thiểu 01 lần/tuần        quota; every week with a quota of at least one
    100 ngày kể từ ngày ban hành Kế hoạch   relative; a due date only when the day of issue is known

Choices that a reader of the result should know:

- Where an hour is named, `boundary` speaks of that moment: "trước 16h00 ngày 23/9" is "before" 16:00 of the 23rd.
- A year at the end of a range or list belongs to all of it ("15/6 và 25/11/2024"); a year taken from another part of
  the phrase or from the plan is marked as inferred. A range without years may cross the turn of the year.
- Six months as a rhythm are `half_year`. A rhythm of an unnamed reporting period is `with_event`.
- A dependency on something named is `with_event` ("Theo Kế hoạch của tỉnh", "Khi có yêu cầu"); words that name nothing
  ("Theo quy định", "Theo tiến độ") are `unknown`, as are days that no calendar has and ranges that run backwards.
- The main timing is the first one that can be read; the rest stands in `also` in the order written.
"""

from plan_reader.timing.reading import read_timing, timings

__all__ = ["read_timing", "timings"]
