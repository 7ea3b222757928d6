"""What the tests of public pages share: reading a page as a visitor does, and rows a page shows."""

import re
from datetime import date

from django.test import Client

from loa.people.choices import Tier, UnitKind
from loa.people.models import Unit, UnitVersion
from loa.plans.choices import Target
from loa.plans.tests.factories import district
from loa.tasks.choices import Part, State
from loa.tasks.models import Obligation, Participant, Task


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode().replace("\u00a0", " ").replace("&nbsp;", " ")


def text_of(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def hand_in(obligation: Obligation) -> None:
    Obligation.objects.filter(pk=obligation.pk).update(state=State.SUBMITTED, submitted_on=date(2024, 3, 14))


def lead(task: Task, unit: Unit) -> None:
    Participant.objects.create(task=task, position=9, part=Part.LEAD, name="Đơn vị", target=Target.UNIT, unit=unit)


def add_unit(name: str, *, kind: UnitKind, **contact: str) -> Unit:
    unit = Unit.objects.create(key=f"{kind}-mau", kind=kind, tier=Tier.DISTRICT, **contact)
    UnitVersion.objects.create(
        unit=unit, name=name, parent=district(), valid_from=date(2020, 1, 1), source="dùng cho phép thử"
    )
    return unit
