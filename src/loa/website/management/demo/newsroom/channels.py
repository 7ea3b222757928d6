"""Play what becomes of stories of a demonstration on other channels than the site, and how a mistake is followed up."""

from datetime import datetime, time, timedelta
from functools import partial

from django.utils.timezone import localtime

from loa.newsroom.actions import (
    correct_story,
    do_follow_up,
    move_output,
    save_story,
    save_whole_text,
    set_output,
    withdraw_story,
)
from loa.newsroom.choices import OutputState
from loa.newsroom.models import FollowUp, Output
from loa.people.choices import Tier
from loa.website.management.demo.agenda import lot
from loa.website.management.demo.newsroom.recipe import Told
from loa.website.management.demo.newsroom.stage import Scene, at_hour
from loa.website.management.demo.newsroom.text import is_in_blocks, part_into_blocks, values_of
from loa.website.management.demo.words import marked

_SITE, _LOUDSPEAKER, _SOCIAL, _RADIO = "website", "loudspeaker", "social", "radio"
# Of all outputs, so many are seen to, given up, or fail; the rest waits.
_IS_OUT, _IS_GIVEN_UP, _IS_BROKEN = 0.68, 0.75, 0.78
_GIVEN_UP = (
    "Trùng lịch phát các tin về mùa mưa bão; tin đã đăng trên trang",
    "Nội dung đã nói trực tiếp tại cuộc họp thôn, không đăng lại",
    "Bảng tin đang dùng cho niêm yết bắt buộc trong tháng",
)
_BROKEN = "Cụm loa mất tín hiệu, đã báo sửa"
_OUT_AT = (time(16), time(17, 30))


def say_outputs(scene: Scene, told: Told, at: datetime) -> None:
    """Let the desk say on which other channels a story goes out, with the words for each."""
    for channel in told.channels:
        if channel == _SITE:
            continue
        unit = scene.units[_unit_of(scene, told, channel)]
        due_at = _tomorrow(at) if channel in (_LOUDSPEAKER, _RADIO) else None
        told_there = {"text": _words(told, channel), "due_at": due_at, "assignee": scene.officers[unit.key]}
        story = scene.story(told)
        set_output(story=story, channel=scene.channels[channel], unit=unit, **told_there, by=scene.editor, at=at)  # type: ignore[arg-type]


def plan_outputs(scene: Scene, told: Told, out_at: datetime) -> None:
    """Put on the agenda what units say about their channels in the days after a story went out."""
    for channel in told.channels:
        if channel == _SITE:
            continue
        rng = lot("output", told.key, channel)
        day = localtime(out_at).date() + timedelta(days=rng.choice((1, 1, 2)))
        if scene.is_idle(told.unit, day):
            continue
        chance = 0.0 if told.corrected_on else rng.random()
        at = at_hour(day, *_OUT_AT, "output", told.key, channel)
        if chance < _IS_OUT:
            deed = partial(_confirm, scene, told, channel)
        elif chance < _IS_GIVEN_UP:
            deed = partial(_give_up, scene, told, channel, rng.choice(_GIVEN_UP))
        elif chance < _IS_BROKEN and channel == _LOUDSPEAKER:
            deed = partial(_fail, scene, told, channel)
        else:
            continue
        scene.agenda.plan_at(at, f"story 8 output {told.key} {channel}", deed)


def plan_correction(scene: Scene, told: Told) -> None:
    """Put a correction on the agenda: the desk mends, whoever decides lets it out, one channel follows a day after."""
    if told.corrected_on is None:
        return
    at = at_hour(told.corrected_on, time(8), time(10), "correct", told.key)
    scene.agenda.plan_at(at, f"story 9 correct {told.key}", partial(_correct, scene, told))
    at = at_hour(told.corrected_on + timedelta(days=1), *_OUT_AT, "follow", told.key)
    scene.agenda.plan_at(at, f"story 9 follow {told.key}", partial(_follow, scene, told))


def plan_withdrawal(scene: Scene, told: Told) -> None:
    """Put on the agenda that whoever decides takes a story off the site, with the notice at its address."""
    for one in scene.newsroom.withdrawn:
        if one.story == told.key:
            at = at_hour(one.on, time(8), time(10), "withdraw", told.key)
            scene.agenda.plan_at(at, f"story 9 withdraw {told.key}", partial(_withdraw, scene, told, one.reason))


def _withdraw(scene: Scene, told: Told, reason: str, at: datetime) -> None:
    withdraw_story(story=scene.story(told), reason=marked(reason), by=scene.decider, at=at)


def _correct(scene: Scene, told: Told, at: datetime) -> None:
    story = scene.story(told)
    if is_in_blocks(told):
        written = story.get_latest_revision_as_object()
        part_into_blocks(written, told, wrong=False)
        save_whole_text(written=written, version=story.version, by=scene.editor, at=at)
    else:
        save_story(story=story, values=values_of(scene, told), version=story.version, by=scene.editor, at=at)
    story = scene.story(told)
    correct_story(
        story=story, text=told.correction, version=story.version, by=scene.decider, at=at + timedelta(minutes=40)
    )


def _follow(scene: Scene, told: Told, at: datetime) -> None:
    waiting = FollowUp.objects.filter(
        correction__story=scene.stories[told.key], done_at__isnull=True, output__channel__code=_LOUDSPEAKER
    )
    for one in waiting.select_related("output__story__section"):
        by = scene.officers[_unit_of(scene, told, _LOUDSPEAKER)]
        do_follow_up(follow_up=one, note=marked("Đọc lại lời đính chính trên loa lúc 17 giờ."), by=by, at=at)


def _confirm(scene: Scene, told: Told, channel: str, at: datetime) -> None:
    number = lot("address", told.key, channel).randint(1000, 9999)
    address = f"https://vidu.example/{told.unit}/tin-{number}" if channel == _SOCIAL else ""
    _move(scene, told, channel, OutputState.CONFIRMED, at, address=address)


def _give_up(scene: Scene, told: Told, channel: str, reason: str, at: datetime) -> None:
    _move(scene, told, channel, OutputState.NOT_INTENDED, at, reason=marked(reason))


def _fail(scene: Scene, told: Told, channel: str, at: datetime) -> None:
    _move(scene, told, channel, OutputState.FAILED, at, reason=marked(_BROKEN))


def _move(
    scene: Scene, told: Told, channel: str, to: OutputState, at: datetime, *, reason: str = "", address: str = ""
) -> None:
    rows = Output.objects.select_related("story__section")
    output = rows.get(story=scene.stories[told.key], channel__code=channel)
    # That it shall not go out is the desk's to say; that it did, or could not, its unit's.
    by = scene.editor if to == OutputState.NOT_INTENDED else scene.officers[_unit_of(scene, told, channel)]
    move_output(output=output, to=to, reason=reason, address=address, by=by, at=at)


def _unit_of(scene: Scene, told: Told, channel: str) -> str:
    """Return who sends a story out on a channel: its own unit; what a district broadcasts, its desk."""
    is_district = scene.units[told.unit].tier == Tier.DISTRICT
    return scene.newsroom.desk if is_district and channel in (_LOUDSPEAKER, _RADIO) else told.unit


def _words(told: Told, channel: str) -> str:
    """Return the words for a channel: read out, three lines with a link, or the first paragraph."""
    if channel in (_LOUDSPEAKER, _RADIO):
        return f"Thưa bà con. {told.lead} Chi tiết có trên trang thông tin điện tử của huyện."
    if channel == _SOCIAL:
        return f"{told.title}\n{told.lead}\nXem bài: https://vidu.example/tin-bai"
    return f"{told.title}. {told.lead}"


def _tomorrow(at: datetime) -> datetime:
    return (localtime(at) + timedelta(days=1)).replace(hour=17, minute=0, second=0, microsecond=0)
