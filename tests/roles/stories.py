"""The stories that the cast tries something on: one of a unit in each state, moved there by the real actions."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from django.core.files.base import ContentFile

from loa.activities.models import Channel, Topic
from loa.lib.tests.made_recordings import mp3
from loa.newsroom.actions import (
    RecordingValues,
    TipValues,
    TranslationValues,
    add_recording,
    commission_story,
    correct_story,
    decide_on_paper,
    drop_story,
    invite_contributor,
    lock_story,
    note_listening,
    pass_story,
    release_translation,
    save_translation,
    send_tip,
    set_output,
    submit_story,
    write_story,
)
from loa.newsroom.models import (
    Abbreviation,
    Commission,
    Contributor,
    Decision,
    FeeRate,
    FollowUp,
    HeldFile,
    HeldLetter,
    Output,
    Package,
    PackageItem,
    Recording,
    Section,
    Story,
    Tip,
    Translation,
)
from loa.newsroom.queries.fees import month_of
from loa.newsroom.queries.words import hints_on
from loa.newsroom.tests.factories import asked, criticism, fresh, signed_paper, values
from loa.people.choices import Role
from loa.people.models import Unit, User

AT = datetime(2024, 3, 15, 1, 0, tzinfo=UTC)


@dataclass(frozen=True, kw_only=True)
class Stories:
    """A unit's stories for one section of the district, by where they stand, and what hangs on them."""

    section: Section
    draft: Story
    held: Story
    dropped: Story
    desk: Decision
    legal: Decision
    approval: Decision
    approved: Story
    on_paper: Decision
    out: Story
    output: Output
    follow_up: FollowUp
    commission: Commission
    package: Package
    issued: Package
    taker: Unit  # the commune for which the guidance of the district is
    tip: Tip
    contributor: Contributor
    short_form: Abbreviation
    rate: FeeRate  # the one of the district, who pays for all
    letter: HeldLetter
    letter_file: HeldFile
    decider: User
    hint: str
    recording: Recording  # of the draft
    translation: Translation  # heard again, not out
    released: Translation


def tell_stories(place: str, unit: Unit, above: Unit, author: User) -> Stories:
    """Store the stories of a unit, written by an author of its own and passed by people of the district."""
    section, _ = Section.objects.get_or_create(
        owner=above,
        slug="cai-cach-hanh-chinh",
        defaults={
            "name": "Cải cách hành chính",
            "desk": above,
            "approver": above,
            "legal": above,
            "valid_from": date(2020, 1, 1),
        },
    )
    editor = User.objects.get(username=f"{Role.EDITOR}-district")
    approver = User.objects.get(username=f"{Role.LEADER}-district")

    def story(*passed_by: User, name: str, submitted: bool = True, critical: bool = False, **fields: object) -> Story:
        told = (criticism if critical else values)(title=f"{name} {place}", **fields)
        made = write_story(unit=unit, section=section, values=told, by=author, at=AT)
        if submitted:
            submit_story(story=made, version=made.version, by=author, at=AT)
        for who in passed_by:
            pass_story(decision=asked(made), by=who, at=AT)
        return fresh(made)

    dropped = story(name="Tin bỏ", submitted=False)
    drop_story(story=dropped, reason="Trùng.", by=author, at=AT)
    held = story(name="Tin đang khóa", submitted=False)
    lock_story(story=held, by=author, at=AT)
    out = story(editor, approver, name="Tin đã đăng")
    loud = {"channel": Channel.objects.get(code="loudspeaker"), "unit": unit}
    output = set_output(story=out, **loud, by=editor, at=AT)
    corrected = story(editor, approver, name="Tin đính chính")
    followed = Output.objects.create(story=corrected, **loud, state="sent", state_at=AT, sent_at=AT)
    # Went out in the month before, of which the fees may be frozen.
    Story.objects.filter(pk=corrected.pk).update(first_published_at=AT - timedelta(days=20))
    rate, _ = FeeRate.objects.get_or_create(
        owner=above, kind="news", valid_from=date(2024, 1, 1), defaults={"amount": 80_000, "basis": "Quy chế mẫu"}
    )
    correct_story(story=fresh(corrected), text="Lệ phí ghi sai.", version=corrected.version, by=approver, at=AT)
    on_paper = asked(story(editor, name="Tin ký giấy"))
    paper = {"signed_by": "Trưởng phòng (minh họa)", "signed_on": AT.date(), "file": signed_paper()}
    decide_on_paper(decision=on_paper, passed=True, **paper, by=editor, at=AT)
    draft = story(name="Tin nháp", submitted=False, text="Xã triển khai thực hiện từ tháng 3.")
    add_recording(
        story=draft,
        file=ContentFile(mp3(), name="loi-ke.mp3"),
        values=RecordingValues(source="Cán bộ", consent="agreed", words="Lời."),
        by=author,
        at=AT,
    )
    draft = fresh(draft)

    def translation(name: str) -> Translation:
        told = TranslationValues(translator="Người dịch", text="Lời.")
        made = save_translation(story=story(editor, approver, name=name), values=told, by=author, at=AT)
        return note_listening(translation=made, listener="Người nghe", on=AT.date(), version=0, by=author, at=AT)

    contributor, _ = invite_contributor(unit=unit, name="Cộng tác viên", by=author, at=AT)
    return Stories(
        section=section,
        draft=draft,
        package=_package(unit, date(2024, 4, 1)),
        issued=_package(above, date(2024, 3, 1), issued=True),
        taker=Unit.objects.get(key="xa-mau-1"),
        tip=send_tip(unit=unit, values=TipValues(title=f"Tin cơ sở {place}"), by=author, at=AT),
        contributor=contributor,
        short_form=Abbreviation.objects.create(unit=unit, short="MC", full="một cửa"),
        rate=rate,
        letter=(letter := _letter(place, unit)),
        letter_file=_letter_file(letter),
        decider=approver,
        recording=Recording.objects.select_related("story").get(story=draft),
        translation=translation("Tin chờ nghe lại"),
        released=release_translation(translation=translation("Tin đã dịch"), version=1, by=approver, at=AT),
        hint=hints_on(draft, [unit.pk], AT.date()).found[0].key,
        dropped=fresh(dropped),
        held=fresh(held),
        desk=asked(story(name="Tin chờ biên tập")),
        legal=asked(story(editor, name="Bài phê phán", critical=True)),
        approval=asked(story(editor, name="Tin chờ duyệt")),
        approved=story(editor, approver, name="Tin chờ giờ", go_live_at=AT + timedelta(days=3)),
        on_paper=on_paper,
        out=fresh(out),
        output=output,
        follow_up=FollowUp.objects.get(output=followed),
        commission=commission_story(
            owner=unit, unit=unit, what="Bài về một cửa", due_on=date(2024, 3, 29), by=author, at=AT
        ),
    )


def shown_of_february(owner: Unit) -> str:
    """Return what the page of fees tells of the month before, to freeze it."""
    return month_of(owner.pk, date(2024, 2, 1), AT.date()).token


def _letter(place: str, unit: Unit) -> HeldLetter:
    return HeldLetter.objects.create(
        message_id=f"1@{place}", from_address=f"tin@{place}.example", subject="Thư", unit=unit, received_at=AT
    )


def _letter_file(letter: HeldLetter) -> HeldFile:
    file = HeldFile(letter=letter, name="tin.txt", size=3, state="clean")
    file.file.save("tin.txt", ContentFile(b"tin"), save=False)
    file.save()
    return file


def _package(owner: Unit, month: date, *, issued: bool = False) -> Package:
    """Store the guidance of a month with one text in it."""
    author = User.objects.get(username=f"{Role.FOCAL}-district")
    package, _ = Package.objects.get_or_create(
        owner=owner,
        month=month,
        defaults={"theme": "Chủ đề", "guidance": "Hướng dẫn.", "made_at": AT, "made_by": author}
        | ({"issued_at": AT, "issued_by": author} if issued else {}),
    )
    if not package.items.exists():
        topic = Topic.objects.get(code="procedures")
        PackageItem.objects.create(package=package, position=0, kind="text", title="Bài", text="Lời.", topic=topic)
    return package
