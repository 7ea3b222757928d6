"""Pictures for tests, made by code."""

from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from PIL import Image

from loa.people.choices import Role, Tier, UnitKind
from loa.people.models import RoleAssignment, Unit, UnitVersion, User
from loa.pictures.actions import add_picture
from loa.pictures.choices import Consent, Licence
from loa.pictures.models import Picture

AT = datetime(2024, 3, 15, 2, 0, tzinfo=UTC)


def image(kind: str = "JPEG", size: tuple[int, int] = (1200, 800), **options: Any) -> bytes:
    """Return a picture with a gradient, so that no two sizes are the same bytes."""
    written = BytesIO()
    picture = Image.merge("RGB", [Image.linear_gradient("L").resize(size), *[Image.new("L", size, 90)] * 2])
    picture.save(written, kind, **options)
    return written.getvalue()


def with_place() -> bytes:
    """Return a photograph as a telephone writes it: turned, with the place, the device and the moment."""
    exif = Image.Exif()
    exif[0x0112], exif[0x010F], exif[0x9003] = 6, "DienThoai", "2024:03:01 08:00:00"
    exif.get_ifd(0x8825).update({1: "N", 2: (17.0, 3.0, 12.0), 3: "E", 4: (107.0, 1.0, 2.0)})
    return image(exif=exif)


def unit(key: str, name: str, parent: Unit | None = None) -> Unit:
    """Return a unit of 2024, below another one where given."""
    made = Unit.objects.create(key=key, kind=UnitKind.COMMITTEE, tier=Tier.COMMUNE if parent else Tier.DISTRICT)
    UnitVersion.objects.create(unit=made, name=name, parent=parent, valid_from="2020-01-01", source="phép thử")
    return made


def person(name: str, role: Role, of: Unit) -> User:
    """Return somebody who holds a role in a unit since long."""
    made = User.objects.create_user(name, password="mat-khau-cua-phep-thu")
    RoleAssignment.objects.create(user=made, unit=of, role=role, held_from="2023-01-01")
    return made


def picture(of: Unit | None, **values: Any) -> Picture:
    """Return a picture that may be published."""
    given: dict[str, Any] = {
        "data": image(),
        "name": "Họp thôn",
        "source": "Nguyễn Văn Mẫu (minh họa)",
        "licence": Licence.OWN,
        "consent": Consent.NOBODY,
        "alt": "Bàn tiếp dân với hai chồng hồ sơ.",
        "by": None,
        "at": AT,
    }
    return add_picture(unit=of, **{**given, **values})
