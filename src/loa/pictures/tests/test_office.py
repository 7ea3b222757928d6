"""The office's own screens of images: made anew, with rights, of one's own units, and nothing past the actions."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image
from wagtail.models import ReferenceIndex, Site, UploadedFile

from loa.people.choices import Role
from loa.people.models import AuditEntry
from loa.pictures.choices import Consent, Licence
from loa.pictures.models import Picture
from loa.pictures.tests.factories import image, person, picture, unit, with_place

pytestmark = pytest.mark.django_db
API = "/admin/api/main/images/"


@pytest.fixture
def district():
    return unit("huyen-anh", "UBND huyện Ảnh")


@pytest.fixture
def communes(district):
    return unit("xa-mot", "UBND xã Một", district), unit("xa-hai", "UBND xã Hai", district)


@pytest.fixture
def editor(client, communes):
    """Return somebody who writes for the first commune, signed in."""
    found = person("viet-tin", Role.EDITOR, communes[0])
    client.force_login(found)
    return found


def _typed(of, data, **values):
    return {
        "title": "Hội nghị",
        "file": SimpleUploadedFile(values.pop("name", "IMG_1.jpg"), data),
        "unit": str(of.pk),
        "description": "Hội trường có khoảng hai mươi người ngồi nghe.",
        "source": "Nguyễn Văn Mẫu (minh họa)",
        "licence": Licence.OWN,
        "consent": Consent.AGREED,
        **values,
    }


def test_an_editor_adds_a_picture_made_anew(client, editor, communes):
    response = client.post("/admin/images/add/", _typed(communes[0], with_place()))
    assert response.status_code == 302, response.context["form"].errors
    kept = Picture.objects.get()
    assert (kept.unit, kept.uploaded_by_user, kept.width, kept.height) == (communes[0], editor, 800, 1200)
    assert kept.file.name.startswith(f"original_images/{kept.sha256[:12]}-hoi-nghi")
    with Image.open(kept.file.path) as opened:
        assert dict(opened.getexif()) == {}
    assert AuditEntry.objects.get(by=editor).action == "pictures.add_picture"


@pytest.mark.parametrize(
    ("values", "field", "says"),
    [
        ({"source": ""}, "source", "bắt buộc"),
        ({"licence": Licence.LICENSED}, "licence_note", "giấy phép nào"),
        ({"description": ""}, "description", "câu mô tả"),
        ({"is_decorative": "on"}, "description", "không có lời mô tả"),
        ({"licence": Licence.DRAWN}, "licence", "drawn"),
    ],
)
def test_a_picture_without_its_rights_is_shown_again(client, editor, communes, values, field, says):
    response = client.post("/admin/images/add/", _typed(communes[0], image(), **values))
    assert says in " ".join(response.context["form"].errors[field])
    assert not Picture.objects.exists()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.jpg", b"chi la chu"),
        ("a.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
        ("a.jpg", image()[:3000]),
    ],
)
def test_what_is_no_picture_is_shown_again(client, editor, communes, name, data):
    response = client.post("/admin/images/add/", _typed(communes[0], data, name=name))
    assert response.context["form"].errors["file"]
    assert not Picture.objects.exists()


def test_all_that_is_missing_is_said_at_once_and_in_words(client, editor, communes):
    typed = _typed(communes[0], b"chi la chu", description="", source="", licence=Licence.LICENSED)
    errors = client.post("/admin/images/add/", typed).context["form"].errors
    assert set(errors) == {"file", "description", "source", "licence_note"}  # and no constraint by its name


def test_nobody_adds_a_picture_to_another_unit(client, editor, communes):
    response = client.post("/admin/images/add/", _typed(communes[1], image()))
    assert response.context["form"].errors["unit"]
    assert [label for _, label in response.context["form"].fields["unit"].choices] == ["UBND xã Một"]


def test_whoever_does_not_write_adds_nothing(client, communes):
    client.force_login(person("lanh-dao", Role.LEADER, communes[0]))
    kept = picture(communes[0])
    for address in ("/admin/images/", "/admin/images/add/"):
        assert client.get(address).status_code == 302
    assert kept.title not in client.get("/admin/images/chooser/").json()["html"]
    client.post("/admin/images/add/", _typed(communes[0], image()))
    assert Picture.objects.get() == kept
    assert client.get(API).json()["items"] == []


def test_pictures_of_others_are_in_no_list_and_at_no_address(client, editor, communes, district):
    """Not only the lists: every screen of Wagtail's about one image answers 404 for that of another unit."""
    own, other = picture(communes[0], name="Của xã"), picture(communes[1], name="Của xã khác")
    of_nobody = picture(None, name="Hình vẽ")
    listed = client.get("/admin/images/").text
    assert own.title in listed
    assert other.title not in listed
    chooser = client.get("/admin/images/chooser/?layout=list").json()["html"]
    assert of_nobody.title in chooser
    assert other.title not in chooser
    assert {one["title"] for one in client.get(API).json()["items"]} == {own.title, of_nobody.title}
    assert client.get(f"{API}{other.pk}/").status_code == 404
    for name in ("edit", "delete", "url_generator", "image_usage"):
        address = reverse(f"wagtailimages:{name}", args=[other.pk])
        assert (client.get(address).status_code, client.post(address).status_code) == (404, 404), address
    assert client.get(f"/admin/images/{other.pk}/preview/original/").status_code == 404
    assert client.get(f"/admin/images/chooser/{other.pk}/select_format/").status_code == 404
    assert client.get(f"/admin/images/chooser/chosen/{other.pk}/").status_code == 302
    assert other.title not in client.get(f"/admin/bulk/pictures/picture/delete/?id={other.pk}").text
    client.post(f"/admin/bulk/pictures/picture/delete/?id={other.pk}")
    assert Picture.objects.filter(pk=other.pk).exists()


def test_above_one_chooses_pictures_of_those_below_and_changes_none(client, communes, district):
    client.force_login(person("huyen", Role.FOCAL, district))
    below = picture(communes[0])
    assert below.title in client.get("/admin/images/chooser/").json()["html"]
    assert client.get(f"/admin/images/chooser/chosen/{below.pk}/").json()["result"]["id"] == str(below.pk)
    assert client.get(f"/admin/images/{below.pk}/").status_code == 404


def test_a_change_in_the_office_is_in_the_record(client, editor, communes):
    own = picture(communes[0])
    address = f"/admin/images/{own.pk}/"
    assert client.get(address).status_code == 200
    typed = _typed(communes[0], image(size=(900, 600)), title="Họp thôn", consent=Consent.OFFICIAL)
    response = client.post(address, typed)
    assert response.status_code == 302, response.context["form"].errors
    changed = Picture.objects.get()
    assert (changed.width, changed.consent) == (900, Consent.OFFICIAL)
    assert changed.sha256 != own.sha256
    entry = AuditEntry.objects.get(by=editor)
    assert entry.action == "pictures.change_rights"
    assert {"consent", "file"} <= set(entry.details["changed"])


def test_the_upload_of_many_leads_to_that_of_one_and_stores_nothing(client, editor):
    response = client.post("/admin/images/multiple/add/", {"files[]": SimpleUploadedFile("a.jpg", with_place())})
    assert response["Location"] == "/admin/images/add/"
    assert client.post("/admin/images/multiple/create_from_uploaded_image/1/")["Location"] == "/admin/images/add/"
    assert not Picture.objects.exists()
    assert not UploadedFile.objects.exists()


def test_the_chooser_makes_anew_too(client, editor, communes):
    typed = {f"image-chooser-upload-{name}": value for name, value in _typed(communes[0], with_place()).items()}
    response = client.post("/admin/images/chooser/create/", typed)
    assert response.json()["step"] == "chosen", json.dumps(response.json(), ensure_ascii=False)[:800]
    with Image.open(Picture.objects.get().file.path) as opened:
        assert dict(opened.getexif()) == {}


def _shown_on_the_front_page(shown):
    page = Site.objects.get().root_page.specific
    page.introduction = f'<embed embedtype="image" id="{shown.pk}" format="left" alt=""/>'
    page.save()
    ReferenceIndex.create_or_update_for_object(page)
    return page


def test_what_is_used_stays_and_says_where(client, editor, communes):
    used, free = picture(communes[0], name="Đang dùng"), picture(communes[0], name="Không dùng")
    page = _shown_on_the_front_page(used)
    response = client.post(f"/admin/images/{used.pk}/delete/", follow=True)
    assert f"đang dùng ở “{page.title}”" in response.text
    response = client.post(f"/admin/bulk/pictures/picture/delete/?id={used.pk}&id={free.pk}&next=/admin/images/")
    assert list(Picture.objects.all()) == [used]
    assert AuditEntry.objects.get(action="pictures.take_away_picture").object_name == "Không dùng"


def test_one_is_taken_away_by_the_action(client, editor, communes):
    own = picture(communes[0])
    assert client.get(f"/admin/images/{own.pk}/delete/").status_code == 200
    assert client.post(f"/admin/images/{own.pk}/delete/").status_code == 302
    assert not Picture.objects.exists()
    assert AuditEntry.objects.filter(action="pictures.take_away_picture", by=editor).exists()


def test_the_administrator_of_the_installation_keeps_those_of_nobody(client, admin_client, communes):
    response = admin_client.post("/admin/images/add/", _typed(communes[0], image(), unit=""))
    assert response.status_code == 302, response.context["form"].errors
    assert Picture.objects.get().unit is None
    other = picture(communes[0])
    assert admin_client.get(f"/admin/images/{other.pk}/").status_code == 404


@pytest.mark.parametrize("many", [1, 3])
def test_the_list_asks_no_more_of_many(client, editor, communes, django_assert_num_queries, many):
    for number in range(many):
        picture(communes[0], name=f"Ảnh {number}", data=image(size=(300 + number, 200)))
    client.get("/admin/images/")  # makes the small copies
    with django_assert_num_queries(15):
        client.get("/admin/images/")


def test_the_screens_speak_vietnamese(client, editor, communes):
    own = picture(communes[0])
    text = client.get("/admin/images/add/").text + client.get(f"/admin/images/{own.pk}/").text
    for label in ("Tên ảnh", "Tệp ảnh", "Lời mô tả", "Quyền sử dụng", "Người trong ảnh", "Được dùng đến hết ngày"):
        assert label in text
    for english in ("Title", "Description", "Tags", "Focal area", "Supported", ">Save<"):
        assert english not in text
