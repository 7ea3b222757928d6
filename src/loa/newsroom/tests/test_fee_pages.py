"""The list of fees at the desk: who sees it, what is written down of that, its workbook, and how fast it is."""

import time
from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from loa.newsroom.actions import freeze_fees
from loa.newsroom.models import FeeRate, FeeSettlement, FeeSheet, Story
from loa.newsroom.queries.fees import month_of
from loa.newsroom.tests.factories import person
from loa.newsroom.tests.paying import AFTER, MARCH, out, rate
from loa.newsroom.tests.test_desk_pages import page
from loa.people.choices import Role
from loa.people.models import AuditEntry
from loa.plans.tests.factories import district

pytestmark = pytest.mark.django_db
MOST_STATEMENTS = 15
MOST_SECONDS = 3.0  # on a machine that does much else; alone it is a tenth of that
A_YEAR = 1_200


@pytest.fixture
def payer(house, settings):
    settings.LOA_TODAY = AFTER.date()
    return person(district(), Role.FOCAL, "ke-toan-mau")


def of_march(**more):
    asked = {"ky": "2024-m03", **more}
    return f"{reverse('newsroom:fees')}?{'&'.join(f'{name}={value}' for name, value in asked.items())}"


def shown_token(house):
    return month_of(house.section.owner_id, MARCH, AFTER.date()).token


def freeze(client, house, **fields):
    told = {"chu-quan": house.section.owner_id, "ky": "2024-m03", "thang": "2024-03", "thay": shown_token(house)}
    return client.post(reverse("newsroom:freeze_fees"), told | fields)


def test_the_month_that_ended_is_shown_with_sums_and_frozen_by_one_button(client, house, payer):
    rate(house, payer)
    out(house, "Tin một", byline="Lê Thị Mẫu")
    out(house, "Tin hai", byline="Lê Thị Mẫu")
    client.force_login(payer)
    assert reverse("newsroom:fees") in page(client, reverse("newsroom:home"))
    shown = page(client, reverse("newsroom:fees"))
    assert "Bảng kê nhuận bút tháng 3/2024" in shown
    assert "Lê Thị Mẫu" in shown
    assert "2 tin, bài, 1 tác giả, 160.000 đồng" in shown
    assert "Thủ trưởng đơn vị" in shown
    assert freeze(client, house).status_code == 302
    again = page(client, of_march())
    assert "Bảng kê nhuận bút tháng 03/2024, lần 1: ke-toan-mau chốt ngày&nbsp;02/04/2024." in again
    assert "Chốt bảng kê" not in again
    twice = freeze(client, house)
    assert twice.status_code == 422
    assert "không có khoản nào để chốt" in twice.content.decode()
    assert FeeSheet.objects.count() == 1
    assert client.get(reverse("newsroom:freeze_fees")).status_code == 302
    assert freeze(client, house, thang="khong").status_code == 302


def test_a_fee_is_settled_on_its_page_and_what_is_wrong_is_told_beside_it(client, house, payer):
    rate(house, payer)
    story = out(house, "Viết chung", byline="Lê Thị Mẫu")
    client.force_login(payer)
    address = reverse("newsroom:settle_fee", args=[story.pk]) + "?ky=2024-m03"
    assert "Mức 80.000 đồng từ 01/01/2024, Quy chế mẫu" in page(client, address)
    wrong = client.post(address, {"author_1": "Lê Thị Mẫu", "amount_1": "", "reason": ""})
    assert wrong.status_code == 422
    assert "Ghi số tiền." in wrong.content.decode()
    assert 'value="Lê Thị Mẫu"' in wrong.content.decode()
    empty = client.post(address, {"reason": "Chia."}).content.decode()
    assert "hoặc chọn không trả nhuận bút" in empty
    both = client.post(address, {"author_1": "Ai", "amount_1": "1", "nobody": "on", "reason": "Chia."})
    assert "Chọn một trong hai" in both.content.decode()
    sent = client.post(address, {"author_1": "Lê Thị Mẫu", "amount_1": "50.000", "reason": "Viết chung."})
    assert sent.status_code == 302
    late = client.post(address, {"author_1": "Ai", "amount_1": "1", "reason": "Chia.", "seen": ""})
    assert "vừa được ke-toan-mau ghi riêng" in late.content.decode()
    assert "50.000" in page(client, sent["Location"])
    seen = FeeSettlement.objects.get().pk
    client.post(address, {"nobody": "on", "reason": "Viết theo nhiệm vụ.", "seen": seen})
    assert "Không trả nhuận bút" in page(client, of_march())
    Story.objects.filter(pk=story.pk).update(state="approved")
    assert client.get(address).status_code == 404


def test_rates_are_set_mended_and_then_only_followed(client, house, payer):
    client.force_login(payer)
    address = f"{reverse('newsroom:fee_rates')}?chu-quan={house.section.owner_id}"
    assert "Chưa có mức nào." in page(client, address)
    asked = {"kind": "news", "amount": "80.000", "valid_from": "2024-01-01", "basis": "Quy chế mẫu"}
    assert client.post(address, asked).status_code == 302
    again = client.post(address, asked)
    assert again.status_code == 422
    assert "đã có mức 80.000 đồng" in again.content.decode()
    one = FeeRate.objects.get()
    mend = reverse("newsroom:fee_rate", args=[one.pk])
    assert client.post(mend, asked | {"amount": "85000"}).status_code == 302
    assert FeeRate.objects.get().amount == 85_000
    out(house, "Tin", byline="Ai")
    freeze(client, house)
    assert "nên mức giữ nguyên" in page(client, mend)
    assert client.post(mend, asked | {"amount": "90000"}).status_code == 422


def test_what_cannot_be_reckoned_says_what_to_do(client, house, payer):
    out(house, "Chưa có mức")
    client.force_login(payer)
    shown = page(client, of_march())
    assert "Đặt mức, hoặc ghi riêng số tiền." in shown
    assert "Chưa có khoản nhuận bút nào" in shown


def test_the_head_reads_and_others_do_not(client, house, payer):
    rate(house, payer)
    story = out(house, "Tin một", byline="Lê Thị Mẫu")
    head = person(district(), Role.LEADER, "lanh-dao-mau")
    client.force_login(head)
    shown = page(client, of_march())
    assert "Lê Thị Mẫu" in shown
    assert "Chốt bảng kê" not in shown
    assert client.get(reverse("newsroom:settle_fee", args=[story.pk])).status_code == 404
    client.force_login(house.writer)
    assert "Lê Thị Mẫu" not in page(client, of_march(), 403)
    assert page(client, reverse("newsroom:home")).count(reverse("newsroom:fees")) == 0
    client.force_login(payer)
    page(client, of_march(**{"chu-quan": house.unit.pk}), 403)


def test_who_took_it_along_stands_in_the_record_and_who_looked_in_the_log(client, house, payer, caplog):
    rate(house, payer)
    out(house, "Tin một", byline="Lê Thị Mẫu")
    client.force_login(payer)
    with caplog.at_level("INFO", logger="loa.newsroom.views.fees"):
        page(client, of_march())
    (line,) = [one for one in caplog.records if one.name == "loa.newsroom.views.fees"]
    assert (line.request.user, "2024-m03" in line.getMessage(), "Mẫu" in line.getMessage()) == (payer, True, False)
    assert client.get(reverse("newsroom:fees_export")).status_code == 302
    client.post(reverse("newsroom:fees_export"), {"ky": "2024-m03"})
    entry = AuditEntry.objects.get(action="newsroom.take_fees_along")
    assert (entry.by, entry.details) == (payer, {"unit": "huyen-vinh-linh", "period": "2024-m03"})


def test_the_workbook_has_every_line_sums_and_room_to_sign(client, house, payer):
    rate(house, payer)
    out(house, "=1+1", byline="Lê Thị Mẫu")
    out(house, "Tin hai", byline="An Văn Mẫu")
    client.force_login(payer)
    answer = client.post(reverse("newsroom:fees_export"), {"ky": "2024-m03"})
    assert "nhuan-but-2024-m03.xlsx" in answer["Content-Disposition"]
    rows = list(load_workbook(BytesIO(answer.content)).active.iter_rows(values_only=True))
    amounts = [(row[1], row[6]) for row in rows if isinstance(row[6], int)]
    assert amounts == [
        ("An Văn Mẫu", 80_000), ("Cộng: An Văn Mẫu", 80_000), ("Lê Thị Mẫu", 80_000), ("Cộng: Lê Thị Mẫu", 80_000),
        ("Tổng cộng", 160_000),
    ]  # fmt: skip
    assert any(row[2] == "=1+1" for row in rows)
    assert rows[-1][1] == "Người lập bảng"


@pytest.mark.parametrize("address", ["newsroom:fees", "newsroom:fee_rates"])
def test_a_page_costs_the_same_whatever_its_rows(client, house, payer, address):
    rate(house, payer)
    owner = house.section.owner
    client.force_login(payer)
    counts = []
    for number in (1, 3):
        while Story.objects.count() < number:
            out(house, f"Tin {Story.objects.count()}", byline=f"Người {Story.objects.count()}")
        token = month_of(owner.pk, MARCH, AFTER.date()).token
        freeze_fees(owner=owner, month=MARCH, token=token, by=payer, at=AFTER)
        client.get(reverse(address) + "?ky=2024-m03")
        with CaptureQueriesContext(
            connection,
        ) as used:
            assert client.get(reverse(address) + "?ky=2024-m03").status_code == 200
        counts.append(len(used))
    assert counts[0] == counts[1] <= MOST_STATEMENTS


def test_a_quarter_of_a_year_of_twelve_hundred_stories_is_there_at_once(client, house, payer):
    rate(house, payer)
    first = out(house, "Tin", byline="Lê Thị Mẫu")
    days = [date(2024, number % 12 + 1, number % 28 + 1) for number in range(A_YEAR)]
    Story.objects.bulk_create(
        Story(
            unit=first.unit, section=first.section, slug=f"tin-{number}", title=f"Tin {number}", lead="Tóm tắt",
            state="published", state_at=AFTER, live=True, byline=f"Người {number % 40}",
            first_published_at=datetime(day.year, day.month, day.day, 2, tzinfo=UTC),
        )
        for number, day in enumerate(days)
    )  # fmt: skip
    client.force_login(payer)
    cache.clear()
    begun = time.monotonic()
    answer = client.get(reverse("newsroom:fees") + "?ky=2024-q1")
    took = time.monotonic() - begun
    assert "24.080.000" in answer.content.decode()
    assert took < MOST_SECONDS
