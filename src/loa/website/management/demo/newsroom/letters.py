"""Play the mailbox of a demonstration: letters that are held, taken up as news, or laid aside."""

from datetime import datetime, time, timedelta
from email.message import EmailMessage
from functools import partial

from loa.newsroom.actions import drop_letter, hold_letter, take_letter
from loa.newsroom.models import HeldLetter
from loa.website.management.demo.newsroom.recipe import LetterOf
from loa.website.management.demo.newsroom.stage import Scene, at_hour
from loa.website.management.demo.newsroom.stories import drawn
from loa.website.management.demo.recipe import MARK
from loa.website.management.demo.words import marked

_SENT, _ANSWERED = (time(7, 40), time(21)), (time(8), time(11))


def plan_letters(scene: Scene) -> None:
    """Put on the agenda what comes by mail, and what the desk makes of it a day or more later."""
    for number, one in enumerate(scene.newsroom.letters, 1):
        at = at_hour(one.on, *_SENT, "letter", number)
        scene.agenda.plan_at(at, f"letter 1 {number:02}", partial(_hold, scene, one, number))
        if one.taken_by_unit or one.dropped:
            answered = at_hour(one.on + timedelta(days=one.days), *_ANSWERED, "answer letter", number)
            scene.agenda.plan_at(answered, f"letter 2 {number:02}", partial(_answer, scene, one, number))


def _hold(scene: Scene, one: LetterOf, number: int, at: datetime) -> None:
    hold_letter(raw=_raw(scene, one, number, at - timedelta(minutes=1)), at=at)


def _answer(scene: Scene, one: LetterOf, number: int, at: datetime) -> None:
    letter = HeldLetter.objects.get(message_id__contains=_number(number))
    if one.dropped:
        drop_letter(letter=letter, reason=marked(one.dropped), by=scene.editor, at=at)
    else:
        unit, topic = scene.units[one.taken_by_unit], scene.topics.get(one.topic)
        take_letter(letter=letter, unit=unit, topic=topic, by=scene.editor, at=at)


def _raw(scene: Scene, one: LetterOf, number: int, sent_at: datetime) -> bytes:
    """Return a letter as a mail server hands it over; a unit writes from the address that it is known by."""
    mail = EmailMessage()
    address = scene.units[one.unit].email if one.unit else one.address
    mail["From"] = f'"{one.sender} {MARK}" <{address}>'
    mail["To"], mail["Subject"] = "tin-bai@vidu.example", f"{one.subject} {MARK}"
    mail["Date"], mail["Message-ID"] = sent_at, f"<{_number(number)}>"
    if one.is_automatic:
        mail["Auto-Submitted"] = "auto-replied"
    mail.set_content(marked(one.text))
    if one.picture:
        data = drawn(one.picture, f"letter {number}")
        mail.add_attachment(data, maintype="image", subtype="jpeg", filename="anh-minh-hoa.jpg")
    return mail.as_bytes()


def _number(number: int) -> str:
    return f"thu-{number}@vidu.example"
