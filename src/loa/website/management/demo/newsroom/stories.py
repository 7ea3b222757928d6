"""Play the stories of a demonstration: units write, the desk edits and returns, whoever decides lets them out."""

from datetime import datetime, time, timedelta
from functools import partial
from io import BytesIO
from typing import Any

from django.core.files.base import ContentFile
from PIL import Image

from loa.newsroom.actions import (
    comment_on_story,
    commission_story,
    decide_by_link,
    decide_on_paper,
    make_decision_link,
    pass_story,
    return_story,
    save_story,
    save_whole_text,
    submit_story,
    write_story,
)
from loa.newsroom.choices import StoryState
from loa.newsroom.models import Commission
from loa.people.models import User
from loa.pictures.actions import add_picture
from loa.pictures.choices import Consent, Licence
from loa.pictures.models import Picture
from loa.website.management.demo.agenda import lot
from loa.website.management.demo.drawings import draw
from loa.website.management.demo.newsroom.channels import (
    plan_correction,
    plan_outputs,
    plan_withdrawal,
    say_outputs,
)
from loa.website.management.demo.newsroom.course import Course, course_of
from loa.website.management.demo.newsroom.recipe import CommissionOf, Told
from loa.website.management.demo.newsroom.stage import Scene, at_hour
from loa.website.management.demo.newsroom.text import is_in_blocks, part_into_blocks, values_of
from loa.website.management.demo.newsroom.tips import plan_tip, tip_of
from loa.website.management.demo.newsroom.voices import add_film, add_reading, add_sound, plan_reading
from loa.website.management.demo.recipe import MARK
from loa.website.management.demo.words import marked

# Points of a drawing: enough for a page, and a third of what copies of a whole one cost.
_SIZE = (960, 600)
_SOURCE = "hệ thống, để minh họa"
_BY_LINK, _IS_ASKED = 0.2, 0.12
_HAND_IN = timedelta(minutes=7)
_QUESTIONS = (
    ("Đề nghị cho biết số liệu chốt đến ngày nào.", "Số liệu chốt đến hết ngày diễn ra, có trong sổ theo dõi."),
    ("Có cần che tên trong ảnh biểu mẫu không?", "Biểu mẫu là mẫu trắng, không có tên ai."),
    ("Rút gọn đoạn cuối để đọc trên loa được không?", "Đồng ý, giữ nguyên phần giờ tiếp nhận."),
    ("Tên văn bản trong bài ghi theo bản nào?", "Theo bản đã phát hành, số ký hiệu ở mục nguồn tin."),
)
_LET_OUT = ("", "", "", "Đồng ý đăng.", "Đồng ý. Lưu ý đọc lại giờ làm việc trước khi phát loa.")


def plan_stories(scene: Scene, told: list[Told]) -> None:
    """Put every story on the agenda, with what is said about it and asked for beforehand."""
    for one in scene.newsroom.commissions:
        at = at_hour(one.on, time(8, 30), time(10), "commission", one.what)
        scene.agenda.plan_at(at, f"commission {one.what}", partial(_commission, scene, one))
    for story in told:
        _plan(scene, story, course_of(story, scene.agenda.special))


def _plan(scene: Scene, told: Told, course: Course) -> None:
    def plan(at: datetime | None, name: str, deed: Any) -> None:
        if at is not None:
            scene.agenda.plan_at(at, f"{name} {told.key}", partial(deed, scene, told))

    plan_tip(scene, told)
    plan(course.written_at, "story 1 write", _write)
    if told.fate == "draft":
        return
    plan(course.handed_in_at, "story 2 hand in", _hand_in)
    plan(course.returned_at, "story 3 return", _give_back)
    plan(course.mended_at, "story 4 mend", _mend)
    rest = scene.newsroom.rests.get(told.key, StoryState.PUBLISHED)
    if rest == StoryState.DESK:
        return
    plan(course.edited_at, "story 5 edit", _edit)
    plan(course.checked_at, "story 6 check", _check)
    plan(course.decided_at or scene.newsroom.hours.get(told.key), "story 7 decide", _decide)
    if course.decided_at:
        plan_outputs(scene, told, course.decided_at)
        plan_correction(scene, told)
        plan_withdrawal(scene, told)
        plan_reading(scene, told, course.decided_at)


def _commission(scene: Scene, wanted: CommissionOf, at: datetime) -> None:
    commission_story(
        owner=scene.owner,
        unit=scene.units[wanted.unit],
        what=marked(wanted.what),
        event_on=wanted.event_on,
        topic=scene.topics[wanted.topic],
        due_on=wanted.due_on,
        by=scene.lead,
        at=at,
    )


def _write(scene: Scene, told: Told, at: datetime) -> None:
    writer = scene.officers[told.unit]
    row = write_story(
        unit=scene.units[told.unit],
        section=scene.sections[_section(scene, told)],
        values=values_of(scene, told, first=True),
        pictures=_pictures(scene, told, writer, at),
        tip=tip_of(scene, told),
        commission=_asked_for(scene, told),
        by=writer,
        at=at,
    )
    scene.stories[told.key] = row.pk
    add_sound(scene, told, at)
    add_film(scene, told, at)
    add_reading(scene, told, at)


def _hand_in(scene: Scene, told: Told, at: datetime) -> None:
    story, writer = scene.story(told), scene.officers[told.unit]
    submit_story(story=story, version=story.version, by=writer, at=at)
    rng = lot("ask", told.key)
    if rng.random() < _IS_ASKED:
        asked, answered = rng.choice(_QUESTIONS)
        for minutes, by, words in ((11, scene.editor, asked), (26, writer, answered)):
            moment = at + timedelta(minutes=minutes)
            scene.agenda.plan_at(moment, f"story 2 talk {told.key}", partial(_say, scene, told, by, words))


def _say(scene: Scene, told: Told, by: User, words: str, at: datetime) -> None:
    comment_on_story(story=scene.story(told), text=marked(words), by=by, at=at)


def _give_back(scene: Scene, told: Told, at: datetime) -> None:
    return_story(decision=scene.asked(told), note=marked(told.returned_why), by=scene.editor, at=at)


def _mend(scene: Scene, told: Told, at: datetime) -> None:
    writer, story = scene.officers[told.unit], scene.story(told)
    values = values_of(scene, told)
    save_story(story=story, values=values, version=story.version, by=writer, at=at)
    story = scene.story(told)
    submit_story(story=story, version=story.version, by=writer, at=at + _HAND_IN)


def _edit(scene: Scene, told: Told, at: datetime) -> None:
    hour = scene.newsroom.hours.get(told.key)
    if told.key in scene.newsroom.rests and hour:
        story, values = scene.story(told), values_of(scene, told, go_live_at=_next_morning(hour))
        save_story(story=story, values=values, version=story.version, by=scene.editor, at=at)
    if is_in_blocks(told):
        story = scene.story(told)
        part_into_blocks(story, told, wrong=True)
        save_whole_text(written=story, version=story.version, by=scene.editor, at=at)
    say_outputs(scene, told, at)
    pass_story(decision=scene.asked(told), by=scene.editor, at=at + _HAND_IN)


def _check(scene: Scene, told: Told, at: datetime) -> None:
    note = "Đã đối chiếu kết luận; bài không nêu tên, có quyền phản hồi."
    pass_story(decision=scene.asked(told), note=marked(note), by=scene.lawyer, at=at)


def _decide(scene: Scene, told: Told, at: datetime) -> None:
    decision, rng = scene.asked(told), lot("decide", told.key)
    note = rng.choice(_LET_OUT)
    if told.key in scene.newsroom.paper:
        signed = {"signed_by": f"Trưởng phòng Văn hóa và Thông tin {MARK}", "signed_on": at.date()}
        paper = ContentFile(drawn("forms", f"paper {told.key}"), name="ban-duyet-minh-hoa.jpg")
        decide_on_paper(decision=decision, passed=True, file=paper, **signed, by=scene.editor, at=at)  # type: ignore[arg-type]
    elif rng.random() < _BY_LINK:
        sent_at = at - timedelta(minutes=rng.randint(3, 9))
        secret = make_decision_link(decision=decision, person=scene.decider, by=scene.editor, at=sent_at)
        decide_by_link(secret=secret, passed=True, note=marked(note), at=at)
    else:
        pass_story(decision=decision, note=marked(note), by=scene.decider, at=at)


def _section(scene: Scene, told: Told) -> str:
    """Return the section of a story: by the topic it is told under first, else the one that takes the rest."""
    rest = next(one.slug for one in scene.newsroom.sections if not one.topics)
    return next((one.slug for one in scene.newsroom.sections if told.topics[0] in one.topics), rest)


def _pictures(scene: Scene, told: Told, writer: User, at: datetime) -> list[tuple[Picture, str]]:
    if told.picture is None:
        return []
    picture = add_picture(
        data=drawn(told.picture["scene"], told.key),
        name=told.title,
        unit=scene.units[told.unit],
        source=_SOURCE,
        licence=Licence.DRAWN,
        consent=Consent.NOBODY,
        taken_on=told.filed_on,
        alt=told.picture["alt"],
        by=writer,
        at=at,
    )
    return [(picture, told.picture["caption"])]


def drawn(scene: str, seed: str) -> bytes:
    """Return a drawing of the size that pages show."""
    content = BytesIO()
    with Image.open(BytesIO(draw(scene, seed))) as picture:
        picture.resize(_SIZE, Image.Resampling.LANCZOS).save(content, "JPEG", quality=88)
    return content.getvalue()


def _asked_for(scene: Scene, told: Told) -> Commission | None:
    wanted = next((one for one in scene.newsroom.commissions if one.story == told.key), None)
    return Commission.objects.filter(what=marked(wanted.what)).first() if wanted else None


def _next_morning(at: datetime) -> datetime:
    return (at + timedelta(days=2)).replace(hour=6, minute=0)
