"""Tips and contributors: sent from a telephone, taken up by the desk, and what is refused."""

import re
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from loa.newsroom.actions import (
    TipRefused,
    decline_tip,
    end_contributor,
    invite_contributor,
    send_tip,
    take_tip,
    write_story,
)
from loa.newsroom.actions.tips import TipValues
from loa.newsroom.choices import TipState, TipWay
from loa.newsroom.models import Contributor, Story, Tip
from loa.newsroom.tests.factories import AT, person, values
from loa.newsroom.tests.test_desk_pages import page, told
from loa.people.choices import Role
from loa.people.models import AuditEntry
from loa.pictures.models import Picture
from loa.pictures.tests.factories import image, with_place
from loa.tasks.tests.at_once import at_once
from loa.tasks.tests.factories import make_units

pytestmark = pytest.mark.django_db


def tip_of(house, **fields):
    return send_tip(unit=house.unit, values=TipValues(**{"title": "Họp thôn", **fields}), by=house.writer, at=AT)


def test_an_officer_sends_a_tip_and_the_desk_takes_it_up_and_writes(client, house):
    client.force_login(house.writer)
    page(client, reverse("newsroom:send_tip"))
    photo = SimpleUploadedFile("anh.jpg", with_place())
    sent = client.post(
        reverse("newsroom:send_tip"),
        {"title": "Họp thôn 1", "text": "Có 60 người.", "place": "Thôn 1", "pictures": photo, "caption": "Bà con họp"},
    )
    tip = Tip.objects.get()
    assert (sent.url, tip.state, tip.way) == (reverse("newsroom:tip", args=[tip.pk]), TipState.NEW, TipWay.DESK)
    assert tip.pictures.get().caption == "Bà con họp"
    client.force_login(house.editor)
    assert "Họp thôn 1" in page(client, reverse("newsroom:tips"))
    assert client.post(reverse("newsroom:take_tip", args=[tip.pk])).status_code == 302
    shown = page(client, reverse("newsroom:tip", args=[tip.pk]))
    assert "Đã nhận" in shown
    assert f"{reverse('newsroom:write')}?tin={tip.pk}" in shown
    client.force_login(house.writer)
    address = f"{reverse('newsroom:write')}?tin={tip.pk}"
    assert "Có 60 người." in page(client, address)
    client.post(address, told(section=house.section.pk))
    tip.refresh_from_db()
    story = Story.objects.get()
    assert (tip.state, story.tip) == (TipState.USED, tip)
    assert [block.block_type for block in story.body] == ["text", "picture"]


def test_a_contributor_without_an_account_sends_by_a_link_of_their_own(client, house):
    client.force_login(house.writer)
    made = client.post(reverse("newsroom:contributors"), {"name": "Bà Mẫu", "village": "Thôn 1", "phone": "0000001234"})
    address = re.search(r"/tin-bai/gui/[\w-]{40,}/", made.content.decode())[0]
    roster = page(client, reverse("newsroom:contributors"))
    assert "0000001234" not in roster
    assert "••• 234" in roster
    client.logout()
    shown = client.get(address)
    assert (shown.status_code, "sessionid" in shown.cookies) == (200, False)
    sent = client.post(
        address, {"title": "Loa thôn đã sửa", "pictures": SimpleUploadedFile("a.jpg", image()), "caption": "Loa"}
    )
    assert sent.status_code == 200
    tip = Tip.objects.get()
    assert (tip.contributor.name, tip.by, tip.unit) == ("Bà Mẫu", None, house.unit)
    assert Picture.objects.get().source == "Bà Mẫu"
    assert Contributor.objects.get().used_at
    assert client.get("/tin-bai/gui/khong-co/").status_code == 404


def test_a_link_that_is_over_says_whom_to_ask(client, house):
    first, secret = invite_contributor(unit=house.unit, name="Ông Thử", until=AT.date(), by=house.writer, at=AT)
    Contributor.objects.update(until=AT.date() - timedelta(days=1))
    over = client.get(f"/tin-bai/gui/{secret}/")
    assert over.status_code == 410
    assert "Hỏi UBND xã Mẫu 1" in over.content.decode()
    assert client.post(f"/tin-bai/gui/{secret}/", {"title": "Muộn"}).status_code == 410
    _, other = invite_contributor(unit=house.unit, name="Bà Ví", by=house.writer, at=AT)
    end_contributor(contributor=Contributor.objects.get(name="Bà Ví"), by=house.writer, at=AT)
    assert client.get(f"/tin-bai/gui/{other}/").status_code == 410
    assert not Tip.objects.exists()
    assert first.digest != secret


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"title": " "}, "title"),
        ({"happened_on": date(2099, 1, 1)}, "happened_on"),
        ({"pictures": [SimpleUploadedFile("a.jpg", b"khong phai anh")], "caption": "x"}, "pictures"),
        ({"pictures": [SimpleUploadedFile(f"{n}.jpg", b"x") for n in range(6)]}, "pictures"),
    ],
)
def test_what_cannot_be_sent_is_refused_and_nothing_is_kept(house, values, field):
    with pytest.raises(TipRefused) as refused:
        tip_of(house, **values)
    assert refused.value.field == field
    assert not Tip.objects.exists()
    assert not Picture.objects.exists()


def test_of_two_who_take_a_tip_the_second_is_told_who_has_it(house):
    tip = tip_of(house)
    take_tip(tip=tip, by=house.editor, at=AT)
    second = person(house.section.desk, Role.EDITOR, "nguoi-thu-hai")
    with pytest.raises(TipRefused, match="bien-tap"):
        take_tip(tip=tip, by=second, at=AT)
    with pytest.raises(TipRefused, match="vì sao"):
        decline_tip(tip=tip, reason=" ", by=house.editor, at=AT)
    decline_tip(tip=tip, reason="Trùng tin đã có.", by=house.editor, at=AT)
    assert Tip.objects.get().reason == "Trùng tin đã có."
    assert AuditEntry.objects.filter(action__in=["newsroom.take_tip", "newsroom.decline_tip"]).count() == 2


def test_others_neither_see_nor_take_nor_send(client, house):
    tip = tip_of(house)
    other = person(make_units(2)[1], Role.FOCAL, "xa-khac")
    with pytest.raises(PermissionDenied):
        take_tip(tip=tip, by=other, at=AT)
    with pytest.raises(PermissionDenied):
        take_tip(tip=tip, by=house.writer, at=AT)
    with pytest.raises(PermissionDenied):
        send_tip(unit=house.unit, values=TipValues(title="Không phải xã mình"), by=other, at=AT)
    with pytest.raises(PermissionDenied):
        invite_contributor(unit=house.unit, name="Ai đó", by=other, at=AT)
    client.force_login(other)
    page(client, reverse("newsroom:tip", args=[tip.pk]), 404)
    assert "Họp thôn" not in page(client, reverse("newsroom:tips"))
    client.force_login(person(house.unit, Role.VIEWER, "xem"))
    page(client, reverse("newsroom:send_tip"), 403)
    page(client, reverse("newsroom:contributors"), 403)


def test_each_picture_has_a_line_of_its_own_or_all_have_one(client, house):
    client.force_login(house.writer)
    address = reverse("newsroom:send_tip")

    def send(caption):
        photos = [SimpleUploadedFile(f"{number}.jpg", image()) for number in range(2)]
        return client.post(address, {"title": "Họp thôn", "pictures": photos, "caption": caption})

    refused = send("Bà con họp\nTrưởng thôn\nNhà họp")
    assert "Có 2 ảnh mà ghi 3 dòng" in refused.text
    assert not Tip.objects.exists()
    send("Bà con họp\r\n\r\nTrưởng thôn đọc văn bản\r\n")
    said = list(Tip.objects.get().pictures.order_by("position").values_list("caption", "picture__description"))
    assert said == [("Bà con họp", "Bà con họp"), ("Trưởng thôn đọc văn bản", "Trưởng thôn đọc văn bản")]
    Tip.objects.all().delete()
    send("Bà con họp")
    assert set(Tip.objects.get().pictures.values_list("caption", flat=True)) == {"Bà con họp"}


def test_a_script_in_a_caption_is_text(client, house):
    tip = tip_of(
        house, text="<script>alert(1)</script>", pictures=[SimpleUploadedFile("a.jpg", image())], caption="<b>x</b>"
    )
    client.force_login(house.editor)
    shown = page(client, reverse("newsroom:tip", args=[tip.pk]))
    assert "<script>alert" not in shown
    assert "<b>x</b>" not in shown


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_tips_costs_the_same(client, house, count, django_assert_max_num_queries):
    for _ in range(count):
        tip_of(house)
    client.force_login(house.editor)
    with django_assert_max_num_queries(14):
        page(client, reverse("newsroom:tips"))


@pytest.mark.django_db(transaction=True)
def test_of_two_who_take_a_tip_at_once_the_second_is_told_who_has_it(house):
    tip, other = tip_of(house), person(house.section.desk, Role.EDITOR, "bien-tap-hai")
    found = at_once(
        *(lambda by=by: take_tip(tip=tip, by=by, at=AT) for by in (house.editor, other)),
        table="newsroom_tip",
        refusals=(TipRefused,),
    )
    (refused,) = [one for one in found if isinstance(one, TipRefused)]
    assert "do bien-tap" in str(refused)


def test_what_the_desk_writes_from_a_tip_is_the_story_of_the_unit_that_told_it(client, house):
    tip = tip_of(house)
    client.force_login(house.editor)
    address = f"{reverse('newsroom:write')}?tin={tip.pk}"
    assert "Họp thôn" in page(client, address)
    client.post(address, told(section=house.section.pk))
    story = Story.objects.get()
    assert (story.unit, story.tip, story.written_by) == (house.unit, tip, house.editor)
    assert "Gửi đi biên tập" in page(client, reverse("newsroom:story", args=[story.pk]))


def test_a_tip_of_another_unit_is_neither_shown_nor_used(client, house):
    tip = tip_of(house, text="Chưa được phép nói ra.")
    other = make_units(2)[1]
    stranger = person(other, Role.FOCAL, "nguoi-xa-khac")
    client.force_login(stranger)
    address = f"{reverse('newsroom:write')}?tin={tip.pk}"
    assert "Chưa được phép" not in page(client, address)
    client.post(address, told(section=house.section.pk))
    assert (Story.objects.get().tip, Story.objects.get().unit) == (None, other)
    with pytest.raises(PermissionDenied):
        write_story(unit=other, section=house.section, values=values(), tip=tip, by=stranger, at=AT)
    tip.refresh_from_db()
    assert tip.state == TipState.NEW


def test_a_browser_that_tells_no_origin_can_send_by_a_link(house):
    """The page says to send no referrer; a browser then sends `Origin: null` with the form, which no token survives."""
    _, secret = invite_contributor(unit=house.unit, name="Bà Mẫu", by=house.writer, at=AT)
    address = reverse("news:send_by_link", args=[secret])
    browser = Client(enforce_csrf_checks=True)
    shown = browser.get(address)
    assert (shown["Referrer-Policy"], shown.cookies.keys()) == ("no-referrer", {}.keys())
    assert browser.post(address, {"title": "Loa thôn đã sửa"}, headers={"origin": "null"}).status_code == 200
    assert Tip.objects.get().title == "Loa thôn đã sửa"


def test_a_photograph_of_50_mb_is_refused_beside_its_field_and_nothing_is_kept(client, house):
    client.force_login(house.writer)
    big = SimpleUploadedFile("anh.jpg", image() + bytes(50_000_000))
    answer = client.post(reverse("newsroom:send_tip"), {"title": "Họp thôn", "pictures": big, "caption": "Bà con"})
    assert answer.status_code == 422
    assert "mỗi ảnh nhiều nhất 20 MB" in answer.content.decode()
    assert 'value="Họp thôn"' in answer.content.decode()
    assert not Tip.objects.exists()
    assert not Picture.objects.exists()
