"""Who tries, and on what: every role in three units, those without one, and the things that two of the units own."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.files.base import ContentFile
from django.test import override_settings
from django.test.client import Client, ClientHandler
from wagtail.models import Page, Site

from loa.activities.models import (
    Activity,
    ActivityProof,
    CoverageTarget,
    LedgerRule,
    LeftBlank,
    PostedLink,
    SiteFeed,
    Topic,
)
from loa.activities.tests.factories import entry, make_activity
from loa.people.choices import Role, Tier, UnitKind
from loa.people.models import RoleAssignment, Unit, UnitVersion, User
from loa.pictures.models import Picture
from loa.pictures.tests.factories import picture
from loa.plans.choices import Target
from loa.plans.models import FindingAnswer, PlanVersion, Review
from loa.plans.tests.factories import district, make_plan
from loa.tasks.actions.tallying import count_anew
from loa.tasks.choices import EvidenceKind, FileCheck, Part, State
from loa.tasks.models import CalendarFeed, Evidence, Obligation, Participant, PeriodLock, SavedView, Step, Task
from loa.tasks.queries import find_obligation
from loa.tasks.tests.factories import make_review, make_units, make_work
from loa.website.models import HomePage, Portal, Subscription
from loa.workdays.choices import DayKind
from loa.workdays.models import CalendarDay, CalendarYear
from tests.roles.shelves import Shelves, fill_shelves
from tests.roles.stories import Stories, tell_stories

AT = datetime(2024, 3, 15, 2, 0, tzinfo=UTC)
TODAY = date(2024, 3, 15)
# Two periods of each plan whose last days have gone by: one open, one closed.
PAST, SHUT = "2023-q3", "2023-q4"
# What everybody calls a list they keep of each plan at work.
KEPT = "Chưa gửi"
LETTERS = {
    "L": Role.LEADER,
    "F": Role.FOCAL,
    "D": Role.DEPUTY,
    "E": Role.EDITOR,
    "A": Role.APPROVER,
    "C": Role.CLERK,
    "O": Role.OPERATOR,
    "V": Role.VIEWER,
    "Q": Role.ADMINISTRATOR,
}
PLACES = ("district", "commune", "neighbour")
BESIDES = "SNG"
_REDIRECTS = "wagtail.contrib.redirects.middleware.RedirectMiddleware"


def _site() -> ClientHandler:
    """Return the site, begun once as a server begins it: without old addresses, which are looked up at each refusal."""
    handler = ClientHandler(enforce_csrf_checks=False)
    with override_settings(MIDDLEWARE=[one for one in settings.MIDDLEWARE if one != _REDIRECTS]):
        handler.load_middleware()
    return handler


_SITE = _site()


@dataclass(frozen=True, kw_only=True)
class Person:
    """Somebody who tries: `place` is a column of the table, `letter` what stands in it."""

    place: str
    letter: str
    user: User | AnonymousUser
    session: str

    def browser(self) -> Client:
        """Return a browser in which this person is signed in, with nothing kept from an earlier try."""
        browser = Client()
        browser.handler = _SITE
        if self.session:
            browser.cookies["sessionid"] = self.session
        return browser


@dataclass(frozen=True, kw_only=True)
class Things:
    """What one unit owns: one of everything that an address or an action is about."""

    unit: Unit
    review: Review
    ready: Review
    at_work: PlanVersion
    waiting: Task
    joint: Task
    obligation: Obligation
    standing: Obligation
    sent: Obligation
    accepted: Obligation
    for_head: Obligation
    dropped: Obligation
    evidence: Evidence
    picture: Picture
    activity: Activity
    proof: ActivityProof
    target: CoverageTarget
    blank: LeftBlank
    ledger_rule: LedgerRule
    link: PostedLink
    site_feed: SiteFeed
    feed: CalendarFeed
    account: User
    held: RoleAssignment
    closed: User
    stories: Stories
    portal: Portal
    source: Subscription
    source_to_add: Unit
    shelves: Shelves

    @property
    def version(self) -> PlanVersion:
        return self.review.version


@dataclass(frozen=True, kw_only=True)
class Cast:
    people: list[Person]
    of: dict[str, Things]


def assemble() -> Cast:
    """Store the units, the people and the things of a try."""
    above = district()
    commune, neighbour = make_units(2, above)
    places = dict(zip(PLACES, (above, commune, neighbour), strict=True))
    people = [_person(place, letter, unit, role) for place, unit in places.items() for letter, role in LETTERS.items()]
    of = {place: _things(place, places[place], above) for place in ("district", "commune")}
    # A year of the calendar that nobody confirmed yet, and a day in it.
    CalendarYear.objects.create(year=2025, prepared_at=AT)
    CalendarDay.objects.create(day=date(2025, 1, 1), kind=DayKind.HOLIDAY, name="Tết Dương lịch", basis="Luật")
    # What the district's plan brings forth goes to the neighbour, what the commune's brings forth to the district.
    of["district"].sent.task.receivers.add(neighbour)
    of["commune"].sent.task.receivers.add(above)
    # A village of the commune is late with something of both plans, so that there is somebody to urge.
    village = Unit.objects.create(key="thon-mau", kind=UnitKind.VILLAGE, tier=Tier.VILLAGE)
    UnitVersion.objects.create(unit=village, name="Thôn Mẫu", parent=commune, valid_from=date(2020, 1, 1), source="thử")
    for own in of.values():
        Obligation.objects.create(task=own.obligation.task, unit=village, due_on=TODAY - timedelta(days=10))
        # It owes what the plan's owner takes part in: who owes a task is no partner of it.
        Obligation.objects.filter(task=own.joint).update(unit=village)
    # The district hands out to both communes, so both see something of its plan.
    Obligation.objects.create(task=of["district"].waiting, unit=neighbour, state=State.AWAITING_EVENT)
    for own in of.values():
        count_anew(own.at_work)
    everybody = [*people, *_without_a_role(above)]
    SavedView.objects.bulk_create(
        SavedView(person=one.user, version=own.at_work, name=KEPT)
        for one in everybody
        if isinstance(one.user, User)
        for own in of.values()
    )
    return Cast(people=everybody, of=of)


def _person(place: str, letter: str, unit: Unit, role: Role) -> Person:
    user = User.objects.create_user(f"{role}-{place}", home_unit=unit)
    RoleAssignment.objects.create(user=user, unit=unit, role=role, held_from=TODAY)
    return _signed_in(place, letter, user)


def _without_a_role(unit: Unit) -> list[Person]:
    """Return the administrator of the installation, somebody whose roles are over or to come, and a stranger."""
    nobody = User.objects.create_user("khong-vai-tro", home_unit=unit)
    day = timedelta(days=1)
    for role in Role:
        RoleAssignment.objects.create(user=nobody, unit=unit, role=role, held_from=TODAY - 30 * day, held_until=TODAY)
        RoleAssignment.objects.create(user=nobody, unit=unit, role=role, held_from=TODAY + day)
    return [
        _signed_in("besides", "S", User.objects.create_superuser("quan-tri-he-thong")),
        _signed_in("besides", "N", nobody),
        Person(place="besides", letter="G", user=AnonymousUser(), session=""),
    ]


def _signed_in(place: str, letter: str, user: User) -> Person:
    browser = Client()
    browser.force_login(user)
    return Person(place=place, letter=letter, user=user, session=browser.cookies["sessionid"].value)


def _things(place: str, unit: Unit, above: Unit) -> Things:
    def plan(slug: str, **also: object) -> PlanVersion:
        return make_plan(tasks=3, owner=unit, slug=f"{slug}-{place}", title=f"Kế hoạch {slug} {place}", **also)

    review = make_review(version=plan("dang-doi-chieu", confirmed=False), units=0)
    for finding in review.version.finding_set.all():
        FindingAnswer.objects.create(review=review, finding=finding)
    ready = make_review(version=plan("da-doi-chieu", confirmed=False, findings=False), units=0)
    ready.bindings.filter(target=Target.CLASS).update(target=Target.UNIT, unit=unit, classes=[])
    at_work = plan("dang-trien-khai")
    owed, waiting, joint = make_work(tasks=3, version=at_work)
    # Opened before: looking at it writes nothing any more.
    Obligation.objects.filter(task=owed.task).update(unit=unit, opened_at=AT)
    quarter = {"period": "2024-q1", "period_label": "Quý I/2024", "starts_on": date(2024, 1, 1)}
    standing = Obligation.objects.create(task=owed.task, unit=unit, opened_at=AT, **quarter)
    Task.objects.filter(pk=waiting.task_id).update(head_approves=True)
    owed.task.rhythm = review.rhythm
    owed.task.save(update_fields=["rhythm"])
    Obligation.objects.filter(pk=waiting.pk).update(state=State.AWAITING_EVENT, due_on=None)
    owed.refresh_from_db()
    Participant.objects.create(
        task=joint.task, position=0, part=Part.PARTNER, name="Nơi phối hợp", target=Target.UNIT, unit=unit
    )
    for number, period in enumerate((PAST, SHUT)):
        due = date(2023, 10 + number, 10)
        Obligation.objects.create(
            task=owed.task, unit=unit, opened_at=AT, period=period, starts_on=date(2023, 7, 1), due_on=due
        )
    account = User.objects.create_user(f"can-bo-{place}", first_name="Trần Thị Thử", home_unit=unit)
    PeriodLock.objects.create(version=at_work, period=SHUT, at=AT, by=account)
    Authenticator.objects.create(user=account, type=Authenticator.Type.TOTP, data={})
    step = Step.objects.create(obligation=owed, at=AT, by=account, state=State.IN_PROGRESS)
    evidence = Evidence(step=step, kind=EvidenceKind.FILE, name="tin.txt", size=3, file_check=FileCheck.CLEAN)
    evidence.file.save("tin.txt", ContentFile(b"tin"), save=False)
    evidence.save()
    portal, source = _site(place, unit)
    held = RoleAssignment.objects.create(user=account, unit=unit, role=Role.FOCAL, held_from=TODAY)
    told = make_activity(unit)
    return Things(
        unit=unit,
        portal=portal,
        source=source,
        source_to_add=_elsewhere(f"them-{place}"),
        review=review,
        ready=ready,
        at_work=at_work,
        waiting=waiting.task,
        joint=joint.task,
        obligation=owed,
        standing=standing,
        sent=_told(owed.task, unit, "2024-q2", State.SUBMITTED),
        accepted=_told(owed.task, unit, "2024-q4", State.ACCEPTED),
        for_head=_told(waiting.task, unit, "2024-q2", State.SUBMITTED),
        dropped=_told(owed.task, unit, "2024-q3", State.NOT_APPLICABLE),
        evidence=evidence,
        picture=picture(unit),
        activity=told,
        proof=_proof(told),
        target=CoverageTarget.objects.create(owner=unit, unit=unit, valid_from=date(2024, 1, 1), set_at=AT),
        blank=LeftBlank.objects.create(
            owner=unit, topic=Topic.objects.first(), first_month=date(2024, 1, 1), reason="Tuyên truyền riêng", at=AT
        ),
        ledger_rule=LedgerRule.objects.create(task=joint.task, set_at=AT),
        link=_posted(unit, f"https://example.gov.vn/{place}"),
        site_feed=SiteFeed.objects.create(
            unit=unit,
            url=f"https://example.gov.vn/{place}.rss",
            channel=entry(unit).channel,
            form=entry(unit).form,
            since=date(2024, 3, 1),
            at=AT,
        ),
        feed=CalendarFeed.objects.create(person=account, unit=unit, digest=place, made_at=AT),
        account=account,
        held=held,
        closed=User.objects.create_user(f"da-dong-{place}", home_unit=unit, is_active=False),
        stories=tell_stories(place, unit, above, account),
        shelves=fill_shelves(place, unit, account),
    )


def _proof(activity: Activity) -> ActivityProof:
    proof = ActivityProof(activity=activity, kind="file", name="tin.txt", size=3, file_check=FileCheck.CLEAN)
    proof.file.save("tin.txt", ContentFile(b"tin"), save=False)
    proof.save()
    return proof


def _posted(unit: Unit, url: str) -> PostedLink:
    told = entry(unit)
    link = PostedLink.objects.create(
        unit=unit, url=url, title="Tin đã đăng", on=TODAY, channel=told.channel, form=told.form, at=AT
    )
    link.topics.add(*told.topics)
    return link


def _told(task: Task, unit: Unit, period: str, state: State) -> Obligation:
    """Store what a unit or the lead has said something of, as the page of it would be asked."""
    said = {"state": state, "submitted_on": TODAY, "revision": 1, "opened_at": AT, "starts_on": date(2024, 7, 1)}
    owed = Obligation.objects.create(task=task, unit=unit, period=period, **said)
    Step.objects.create(obligation=owed, at=AT, by=None, state=state, note="Đã nói.")
    found = find_obligation(owed.pk)
    assert found is not None
    return found


def _site(place: str, unit: Unit) -> tuple[Portal, Subscription]:
    """Return a site of a unit beside the main one, and what it shows of a unit elsewhere."""
    home = HomePage(title=place, slug=f"trang-{place}")
    Page.get_first_root_node().add_child(instance=home)
    site = Site.objects.create(hostname=f"{place}.localhost", root_page=home)
    portal = Portal.objects.create(site=site, unit=unit, name=f"Trang {place}")
    return portal, Subscription.objects.create(portal=portal, unit=_elsewhere(f"nguon-{place}"))


def _elsewhere(key: str) -> Unit:
    unit = Unit.objects.create(key=key, kind=UnitKind.COMMITTEE, tier=Tier.PROVINCE)
    UnitVersion.objects.create(unit=unit, name=f"Nơi {key}", valid_from=date(2020, 1, 1), source="dùng cho phép thử")
    return unit
