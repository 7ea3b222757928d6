"""Pictures are kept made anew, with their rights and a record; whose they are decides who may touch them."""

from datetime import date
from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from PIL import Image

from loa.lib import pictures as lib
from loa.people.choices import Role
from loa.people.models import AuditEntry
from loa.pictures.actions import PictureRefused, add_picture, change_rights, make_renditions, take_away_picture
from loa.pictures.choices import Consent, Licence
from loa.pictures.models import Picture
from loa.pictures.tests.factories import AT, image, person, picture, unit, with_place

pytestmark = pytest.mark.django_db
TOLD = {"source": "Trần Thị Thử (minh họa)", "licence": Licence.GIVEN, "consent": Consent.AGREED}


@pytest.fixture
def district():
    return unit("huyen-anh", "UBND huyện Ảnh")


@pytest.fixture
def commune(district):
    return unit("xa-anh", "UBND xã Ảnh", district)


def _text_of(path):
    with open(path, "rb") as file:
        return file.read()


def test_a_picture_is_kept_with_its_rights_and_a_record(district):
    editor = person("bien-tap", Role.EDITOR, district)
    kept = add_picture(
        data=SimpleUploadedFile("IMG_0001.JPG", image()),
        name="Ngày hội  chuyển đổi số.jpg",
        unit=district,
        alt="Ba người đứng quanh một máy tính.",
        expires_on=date(2025, 12, 31),
        by=editor,
        at=AT,
        **TOLD,
    )
    kept = Picture.objects.get(pk=kept.pk)
    assert (kept.title, kept.unit, kept.uploaded_by_user) == ("Ngày hội chuyển đổi số", district, editor)
    assert (kept.width, kept.height, kept.created_at) == (1200, 800, AT)
    assert kept.file.name == f"original_images/{kept.sha256[:12]}-ngay-hoi-chuyen-doi-so.jpg"
    assert kept.default_alt_text == "Ba người đứng quanh một máy tính."
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.by, entry.object_name) == ("pictures.add_picture", editor, kept.title)
    assert entry.details == {
        "unit": "huyen-anh",
        "sha256": kept.sha256,
        "licence": "given",
        "consent": "agreed",
    }


def test_the_place_on_the_telephone_is_in_no_file(district):
    """GPS, device and moment are gone from the original and from every copy, and the picture stands upright."""
    kept = picture(district, data=with_place())
    assert (kept.width, kept.height) == (800, 1200)
    make_renditions(kept)
    files = [kept.file.path, *(copy.file.path for copy in kept.renditions.all())]
    assert len(files) == 4  # 800 points across: one width in three formats
    for file in files:
        with Image.open(file) as opened:
            assert dict(opened.getexif()) == {}, file
        assert b"DienThoai" not in _text_of(file)


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("anh.jpg", b"chi la chu", "không phải ảnh"),
        ("anh.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', "không phải ảnh"),
        ("anh.gif", image("GIF"), "không phải ảnh"),
        ("anh.jpg", b"", "trống"),
        ("anh.jpg", image()[:2000], "bị hỏng"),
        ("anh.jpg", b"\xff\xd8\xff" + b"0" * (50 * 1024 * 1024), "nặng 50 MB"),
        ("Danh sách TỐI MẬT.jpg", image(), "độ mật"),
        ("", image(), "Ghi tên ảnh"),
    ],
)
def test_what_is_no_picture_is_refused_with_a_reason(district, name, data, says):
    with pytest.raises(PictureRefused, match=says):
        picture(district, name=name, data=data)
    assert not Picture.objects.exists()
    assert not AuditEntry.objects.exists()


def test_a_bomb_is_refused_before_it_is_decoded(district):
    written = BytesIO()
    Image.new("1", (20_000, 20_000)).save(written, "PNG")
    assert len(written.getvalue()) < 200_000
    with pytest.raises(PictureRefused, match="triệu điểm ảnh"):
        picture(district, data=written.getvalue())


def test_what_an_iphone_takes_becomes_a_jpeg(district):
    kept = picture(district, name="IMG_2.HEIC", data=image("HEIF", (640, 480)))
    assert kept.title == "IMG_2"
    assert kept.file.name.endswith(".jpg")


def test_a_large_photograph_is_kept_no_larger_than_needed(district):
    kept = picture(district, data=image(size=(4000, 3000)))
    assert (kept.width, kept.height) == (lib.LONGEST_SIDE, 1920)


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"source": " "}, "ai chụp"),
        ({"licence": ""}, "vì sao đơn vị được dùng"),
        ({"licence": Licence.LICENSED}, "giấy phép nào"),
        ({"alt": ""}, "câu mô tả"),
    ],
)
def test_a_picture_without_its_rights_is_refused(district, values, says):
    with pytest.raises(PictureRefused, match=says):
        picture(district, **values)


def test_one_that_is_only_decorative_has_no_words(district):
    kept = picture(district, decorative=True, alt="Bị bỏ đi")
    assert (kept.default_alt_text, kept.description) == ("", "")


def test_the_database_holds_the_same(district):
    kept = picture(district)
    for wrong in ({"description": ""}, {"is_decorative": True}, {"licence": Licence.LICENSED}, {"source": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Picture.objects.filter(pk=kept.pk).update(**wrong)


def test_only_who_writes_for_the_very_unit_keeps_its_pictures(district, commune):
    above, viewer = person("cap-tren", Role.FOCAL, district), person("nguoi-xem", Role.VIEWER, commune)
    kept = picture(commune)
    for by in (above, viewer):
        with pytest.raises(PermissionDenied):
            picture(commune, by=by)
        with pytest.raises(PermissionDenied):
            change_rights(kept, alt="Khác.", by=by, at=AT, **TOLD)
        with pytest.raises(PermissionDenied):
            take_away_picture(kept, by=by, at=AT)
    own = person("dau-moi", Role.FOCAL, commune)
    assert picture(commune, by=own).unit == commune
    with pytest.raises(PermissionDenied):
        picture(None, by=own)


def test_rights_said_anew_are_in_the_record_with_what_they_were(district):
    kept = picture(district)
    change_rights(
        kept,
        source=kept.source,
        licence=kept.licence,
        consent=Consent.AGREED,
        consent_note="Đồng ý bằng lời ngày 1/3/2024",
        expires_on=date(2024, 12, 31),
        alt=kept.description,
        by=None,
        at=AT,
    )
    assert kept.consent == Picture.objects.get(pk=kept.pk).consent == Consent.AGREED
    assert AuditEntry.objects.get(action="pictures.change_rights").details == {
        "unit": "huyen-anh",
        "changed": {
            "consent": ["nobody", "agreed"],
            "consent_note": ["", "Đồng ý bằng lời ngày 1/3/2024"],
            "expires_on": [None, "2024-12-31"],
        },
    }


def test_rights_said_again_leave_no_record(district):
    kept = picture(district)
    change_rights(
        kept, source=kept.source, licence=kept.licence, consent=kept.consent, alt=kept.description, by=None, at=AT
    )
    assert not AuditEntry.objects.filter(action="pictures.change_rights").exists()


def test_a_picture_goes_with_its_copies(district, django_capture_on_commit_callbacks):
    kept = picture(district)
    make_renditions(kept)
    paths = [kept.file.path, *(copy.file.path for copy in kept.renditions.all())]
    with django_capture_on_commit_callbacks(execute=True):
        take_away_picture(kept, by=None, at=AT)
    assert not Picture.objects.exists()
    for path in paths:
        with pytest.raises(FileNotFoundError):
            _text_of(path)
    assert AuditEntry.objects.filter(action="pictures.take_away_picture").exists()


def test_copies_are_made_once(district):
    kept = picture(district, data=image(size=(1700, 900)))
    assert make_renditions(kept) == 9
    assert make_renditions(Picture.objects.get(pk=kept.pk)) == 0
    widths = set(kept.renditions.values_list("width", flat=True))
    assert widths == {480, 960, 1600}
    kinds = {copy.file.name.rpartition(".")[2] for copy in kept.renditions.all()}
    assert kinds == {"avif", "webp", "jpg"}


def test_a_drawing_that_can_be_seen_through_has_a_white_ground_in_the_jpeg(district):
    written = BytesIO()
    Image.new("RGBA", (500, 300), (0, 0, 0, 0)).save(written, "PNG")
    kept = picture(district, data=written.getvalue())
    make_renditions(kept)
    with Image.open(kept.renditions.get(filter_spec="width-480|format-jpeg").file.path) as opened:
        assert opened.convert("RGB").getpixel((10, 10)) == (255, 255, 255)
