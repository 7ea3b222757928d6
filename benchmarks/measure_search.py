"""Index so many stories (the argument), put together from sentences of the demonstration's, and search them 200 times;
figures as JSON, settings as in the environment.
"""

import json
import random
import sys
import time
import tomllib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median, quantiles
from typing import Any

import django

django.setup()

from django.core.management import call_command  # noqa: E402  (needs the set-up above)
from django.db import connection  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from loa.lib.simple_text import as_html  # noqa: E402
from loa.newsroom.choices import StoryState  # noqa: E402
from loa.newsroom.models import Section, Story  # noqa: E402
from loa.newsroom.tests.factories import office  # noqa: E402
from loa.plans.tests.factories import district  # noqa: E402
from loa.tasks.tests.factories import make_units  # noqa: E402
from loa.website import queries  # noqa: E402
from loa.website.actions import index_anew, index_changes  # noqa: E402
from loa.website.queries import candidates  # noqa: E402

SENTENCES, SEARCHES, YEARS, UNITS = 12, 200, 5, 40
NOW = datetime(2024, 11, 5, 2, 0, tzinfo=UTC)
_STORIES = Path(__file__).resolve().parent.parent / "examples" / "vinh-linh-2024" / "tin-bai"
# What people type, in the ways they type it; the other half of the searches are pieces of titles.
_TYPED = """
cải cách hành chính|cai cach hanh chinh|CCHC|thủ tục hành chính|thu tuc|xã|ubnd xa|hồ sơ|ho so|nộp hồ sơ qua mạng
khai sinh|giay khai sinh|lam giay khai sinh cho con can giay to gi|thur tucj hanh chinh|cai3 cach1|hanh chihn cong
caicachhanhchinh|duong day nong|đường dây nóng ho xa|vinh o|Hồ Xá|cua tung|ben quan|vinh thuy|căn cước
can cuoc cong dan
bảo hiểm y tế|bhyt hoc sinh|chứng thực bản sao|chung thuc|sổ đỏ|so do|hộ khẩu|mot cua|bộ phận một cửa|loa|truyen thanh
chuyển đổi số|chuyen doi so thang 10|to cong nghe so|vneid|xyzzy|xin chào|khong co gi ca|đất đai
dat dai cho con|a|o|năm 2024
31/12|ngày|người dân|nguoi dan|kết quả hồ sơ|tra ket qua|phan anh kien nghi|gop y|họp thôn
hop thon vinh hoa|le phi
"""


def main() -> None:
    """Fill the database, index it, search and print."""
    count = int(sys.argv[1])
    call_command("migrate", verbosity=0)
    titles, sentences = _told()
    chance = random.Random(7)
    _fill(count, titles, sentences, chance)
    indexed, anew = _timed(lambda: index_anew(at=NOW))
    again, at_night = _timed(lambda: index_anew(at=NOW))
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
    asked = _searches(titles, chance)
    _search("khai sinh")  # what every process reads once: the vocabulary
    times, own, statements, slowest = [], [], 0, ("", 0.0)
    for text in asked:
        with CaptureQueriesContext(connection) as caught:
            _search(text)
        statements = max(statements, len(caught))
        begin = time.process_time()
        _, seconds = _timed(lambda text=text: _search(text))
        own.append(time.process_time() - begin)
        times.append(seconds)
        slowest = max(slowest, (text, seconds), key=lambda one: one[1])
    typing = [_timed(lambda text=text: queries.suggestions(text[:8], None, NOW.date()))[1] for text in asked]
    vocabulary = _timed(candidates.vocabulary.__wrapped__)[1]
    _, minute = _timed(lambda: index_changes(since=NOW - timedelta(minutes=10), at=NOW))
    print(json.dumps({
        "stories": count, "indexed": indexed, "anew": anew, "night": at_night, "wrong": again, "minute": minute,
        "p50": median(times), "p95": quantiles(times, n=20)[18], "max": max(times), "slowest": slowest[0],
        "own": quantiles(own, n=20)[18], "statements": statements,
        "typing": quantiles(typing, n=20)[18], "vocabulary": vocabulary,
    }))  # fmt: skip


def _told() -> tuple[list[str], list[str]]:
    """Return the titles of the demonstration's stories and the sentences of their texts."""
    titles, sentences = [], []
    for file in sorted(_STORIES.glob("2024-*.toml")):
        for one in tomllib.loads(file.read_text("utf-8"))["story"]:
            titles.append(one["title"])
            sentences += [f"{sentence.strip()}." for sentence in one["body"].split(". ") if len(sentence) > 20]
    return titles, sentences


def _fill(count: int, titles: list[str], sentences: list[str], chance: random.Random) -> None:
    units = make_units(UNITS, district())
    desk = office("trung-tam", "Trung tâm Văn hóa")
    sections = [
        Section.objects.create(
            owner=district(), slug=f"muc-{number}", name=f"Chuyên mục {number}", desk=desk, approver=desk,
            valid_from=NOW.date().replace(year=2015),
        )
        for number in range(8)
    ]  # fmt: skip
    for begin in range(0, count, 2_000):
        rows = []
        for number in range(begin, min(count, begin + 2_000)):
            at = NOW - timedelta(minutes=chance.randrange(YEARS * 365 * 24 * 60))
            text = " ".join(chance.choices(sentences, k=SENTENCES)).replace("## ", "")
            rows.append(Story(
                unit=chance.choice(units), section=chance.choice(sections), slug=f"tin-{number}",
                title=f"{chance.choice(titles)} ({number % 300})"[:200], lead=chance.choice(sentences)[:600],
                body=json.dumps([{"type": "text", "value": as_html(text), "id": "1"}], ensure_ascii=False),
                live=True, state=StoryState.PUBLISHED, state_at=at, first_published_at=at, last_published_at=at,
            ))  # fmt: skip
        Story.objects.bulk_create(rows)


def _searches(titles: list[str], chance: random.Random) -> list[str]:
    typed = [text for text in _TYPED.replace("\n", "|").split("|") if text]
    pieces = []
    while len(pieces) < SEARCHES - len(typed):
        words = chance.choice(titles).split()
        start = chance.randrange(len(words))
        pieces.append(" ".join(words[start : start + chance.randint(1, 6)]))
    return [*typed, *pieces]


def _search(text: str) -> Any:
    return queries.search(text, queries.Filters(), None, NOW.date())


def _timed(work: Callable[[], Any]) -> tuple[Any, float]:
    begin = time.perf_counter()
    done = work()
    return done, time.perf_counter() - begin


if __name__ == "__main__":
    main()
