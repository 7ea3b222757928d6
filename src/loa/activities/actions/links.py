"""What a unit posted on a site that does not run on Loa: its address is opened, kept, compared, and then counted."""

from collections.abc import Callable, Iterable
from collections.abc import Set as AbstractSet
from datetime import date, datetime, timedelta
from urllib.parse import urldefrag, urlsplit

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.timezone import localtime

from loa.activities.actions.recording import ActivityRefused, Entry, record_sent, refuse_others, refuse_wrong
from loa.activities.choices import LINK_OPEN, Grade, LinkState, Origin
from loa.activities.models import Audience, Channel, Form, PostedLink, Topic
from loa.lib.page_facts import PageFacts, dates_agree, is_about, read_page
from loa.lib.vietnamese_text import tidy, written_day
from loa.lib.web_pages import AddressRefused, Fetched, PageGone, PageUnreachable, archived, fetch_page
from loa.people.actions import record
from loa.people.models import Unit, User

_NOTHING = "Chưa có gì được lưu."
# A page has ten seconds, so a round ends long before its leases and before the next tick.
LEASE = timedelta(minutes=5)
_AT_ONCE = 5
_WAITS = (timedelta(minutes=10), timedelta(hours=1), timedelta(hours=6), timedelta(days=1))
MOST_TRIES = len(_WAITS) + 1
LONGEST_ADDRESS = 1_000
Hosts = AbstractSet[tuple[str, int]]
Fetch = Callable[..., Fetched]


class LinkRefused(Exception):  # noqa: N818  (says what was decided)
    """A link or feed cannot be taken, or stands otherwise by now; `field` is what it is about ("" where all)."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field


def post_link(
    *,
    unit: Unit,
    url: str,
    title: str,
    on: date,
    channel: Channel,
    form: Form,
    topics: Iterable[Topic],
    audiences: Iterable[Audience] = (),
    by: User,
    at: datetime,
) -> PostedLink:
    """Take the address of something that a unit published elsewhere; it counts when the page was looked at.

    Raises:
        PermissionDenied: `by` does not enter for the unit.
        LinkRefused: no address of the web, one that the unit gave before, or what the ledger would not take.
    """
    refuse_others(by, unit, at)
    url, topics, audiences = web_address(url), tuple(topics), tuple(audiences)
    _refuse_entry(
        Entry(
            on=on,
            unit=unit,
            title=title,
            form=form,
            channel=channel,
            topics=topics,
            audiences=audiences,
            grade=Grade.SYSTEM,
            origin=Origin.LINK,
            url=url,
        ),
        at,
    )
    again = LinkRefused(f"Đường dẫn này của đơn vị đã được ghi trước đó. {_NOTHING}", "url")
    if PostedLink.objects.filter(unit=unit, url=url).exclude(state=LinkState.DROPPED).exists():
        raise again
    try:
        with transaction.atomic():
            link = PostedLink.objects.create(
                unit=unit, url=url, title=tidy(title)[:300], on=on, channel=channel, form=form, at=at, by=by, next_at=at
            )
            link.topics.add(*topics)
            link.audiences.add(*audiences)
            record("activities.post_link", of=link, by=by, at=at, details={"unit": unit.key, "day": on.isoformat()})
    except IntegrityError as same:
        raise again from same
    return link


def correct_link(*, link: PostedLink, title: str, on: date, by: User, at: datetime) -> None:
    """Put title or day right, and have the page looked at again.

    Raises:
        PermissionDenied: `by` does not enter for the unit.
        LinkRefused: the link is settled by now, has no title, or its day is to come.
    """
    with transaction.atomic():
        row = _open_link(link, by, at)
        _refuse_entry(_entry(row, title=title, on=on), at)
        row.title, row.on = tidy(title)[:300], on
        row.state, row.tries, row.next_at, row.claimed_until, row.problem = LinkState.WAITING, 0, at, None, ""
        row.save(update_fields=["title", "on", "state", "tries", "next_at", "claimed_until", "problem"])
        details = {"unit": row.unit.key, "day": on.isoformat()}
        record("activities.correct_link", of=row, by=by, at=at, details=details)


def count_on_word(*, link: PostedLink, reason: str, by: User, at: datetime) -> None:
    """Count what the page does not prove, on the word of a person who says why.

    Raises:
        PermissionDenied: `by` does not enter for the unit.
        LinkRefused: no reason, the link is settled by now, or what the ledger would not take.
    """
    reason = tidy(reason)
    with transaction.atomic():
        row = _open_link(link, by, at)
        if not reason:
            raise LinkRefused(f"Ghi vì sao tính đường dẫn này khi trang chưa khớp. {_NOTHING}", "reason")
        try:
            row.activity = record_sent(_entry(row, grade=Grade.WORD, note=reason), by=by, at=at)
        except ActivityRefused as refused:
            raise LinkRefused(str(refused), refused.field) from refused
        row.state, row.next_at, row.claimed_until = LinkState.ON_WORD, None, None
        row.save(update_fields=["activity", "state", "next_at", "claimed_until"])
        details = {"unit": row.unit.key, "reason": reason}
        record("activities.count_on_word", of=row, by=by, at=at, details=details)


def drop_link(*, link: PostedLink, by: User, at: datetime) -> None:
    """Let a link not count; its address may be given again.

    Raises:
        PermissionDenied: `by` does not enter for the unit.
        LinkRefused: the link is settled by now.
    """
    with transaction.atomic():
        row = _open_link(link, by, at)
        row.state, row.next_at, row.claimed_until = LinkState.DROPPED, None, None
        row.save(update_fields=["state", "next_at", "claimed_until"])
        record("activities.drop_link", of=row, by=by, at=at, details={"unit": row.unit.key})


def check_links(*, at: datetime, allow: Hosts = frozenset(), fetch: Fetch | None = None) -> int:
    """Open the links whose time has come, a few in a round, and return how many were opened.

    A link is claimed before its page is asked for, outside any transaction; only who holds the lease writes what came
    of it. `allow` names hosts that may be asked though they are not public, as in `fetch_page`; `fetch` stands for that
    where pages are not on the web, as in a demonstration.
    """
    if not settings.LOA_FETCH_LINKS:
        return 0
    due = PostedLink.objects.filter(state=LinkState.WAITING, next_at__lte=at)
    free = Q(claimed_until__isnull=True) | Q(claimed_until__lte=at)
    opened = 0
    for pk in list(due.filter(free).order_by("next_at", "pk").values_list("pk", flat=True)[:_AT_ONCE]):
        if due.filter(free, pk=pk).update(claimed_until=at + LEASE):
            _look(PostedLink.objects.get(pk=pk), at, allow, fetch)
            opened += 1
    return opened


def web_address(url: str) -> str:
    """Return the address of a page without the place in it.

    Raises:
        LinkRefused: it is none of the web, or longer than any is.
    """
    address = urldefrag(url.strip()).url
    try:
        parts = urlsplit(address)
        is_web = parts.scheme.lower() in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        is_web = False
    if not is_web or len(address) > LONGEST_ADDRESS or any(one.isspace() for one in address):
        raise LinkRefused(
            "Chỉ nhận đường dẫn của một trang trên mạng, bắt đầu bằng http:// hoặc https://. "
            f"Mở trang rồi chép lại đường dẫn. {_NOTHING}",
            "url",
        )
    return address


def _refuse_entry(entry: Entry, at: datetime) -> None:
    try:
        refuse_wrong(entry, at)
    except ActivityRefused as refused:
        raise LinkRefused(str(refused), refused.field) from refused


def _open_link(link: PostedLink, by: User, at: datetime) -> PostedLink:
    """Return a link that nobody settled, locked; it belongs in the caller's transaction."""
    refuse_others(by, link.unit, at)
    rows = PostedLink.objects.select_for_update(of=("self",)).select_related("unit", "form", "channel")
    row = rows.get(pk=link.pk)
    if row.state not in LINK_OPEN:
        raise LinkRefused(f"Đường dẫn này đã được giải quyết: {row.get_state_display()}. {_NOTHING}")
    return row


def _entry(
    link: PostedLink, *, title: str = "", on: date | None = None, grade: Grade = Grade.SYSTEM, note: str = ""
) -> Entry:
    return Entry(
        on=on or link.on,
        unit=link.unit,
        title=title or link.title,
        form=link.form,
        channel=link.channel,
        topics=tuple(link.topics.all()),
        audiences=tuple(link.audiences.all()),
        grade=grade,
        origin=Origin.FEED if link.feed_id else Origin.LINK,
        url=link.url,
        ref=f"activities.link:{link.pk}",
        note=note,
    )


def _look(link: PostedLink, at: datetime, allow: Hosts, fetch: Fetch | None) -> None:
    """Ask for the page of a link that is held by a lease, and write down what came of it."""
    try:
        fetched = (fetch or fetch_page)(link.url, allow=allow)
    except PageGone as gone:
        _settle(link, LinkState.GONE, str(gone), at)
    except AddressRefused as refused:
        _settle(link, LinkState.UNREACHABLE, str(refused), at)
    except PageUnreachable as problem:
        _try_again(link, str(problem), at)
    else:
        _compare(link, fetched, at)


def _try_again(link: PostedLink, problem: str, at: datetime) -> None:
    if link.tries + 1 >= MOST_TRIES:
        _settle(link, LinkState.UNREACHABLE, problem, at)
        return
    held = PostedLink.objects.filter(pk=link.pk, state=LinkState.WAITING, claimed_until=at + LEASE)
    held.update(tries=link.tries + 1, next_at=at + _WAITS[link.tries], claimed_until=None, problem=problem[:300])


def _compare(link: PostedLink, fetched: Fetched, at: datetime) -> None:
    facts = read_page(fetched.text, fetched.url)
    link.found_title, link.found_on = facts.title[:300], facts.published_on
    link.sha256, link.fetched_at = fetched.sha256, at
    problem = _difference(link, fetched, facts)
    place = f"{localtime(at):%Y/%m}/{fetched.sha256[:16]}.gz"
    storage = link.archive.storage
    try:
        kept = storage.save(place, ContentFile(archived(fetched, at=at)))
    except OSError:
        _try_again(link, "Máy chủ không còn chỗ để giữ bản lưu của trang. Báo người vận hành hệ thống.", at)
        return
    older, link.archive.name = str(link.archive.name or ""), kept
    try:
        written = _settle(link, LinkState.DIFFERS if problem else LinkState.COUNTED, problem, at, looked=True)
    except BaseException:
        storage.delete(kept)
        raise
    if not written:
        storage.delete(kept)
    elif older:
        storage.delete(older)


def _difference(link: PostedLink, fetched: Fetched, facts: PageFacts) -> str:
    """Say in what the page is not what was said; a feed tells the day of its items, so their pages need not."""
    if not fetched.text:
        return "Đường dẫn mở ra một tệp, không phải trang có chữ, nên không so được tên và ngày."
    if not is_about(link.title, facts):
        return "Tên trên trang khác tên đã ghi." if facts.title else "Không đọc được tên tin, bài trên trang."
    same_day = dates_agree(link.on, facts)
    if same_day is None and link.feed_id is None:
        return "Trang không ghi ngày đăng nên không so được ngày."
    if same_day is False and facts.published_on is not None:
        return f"Trang ghi ngày {written_day(facts.published_on)}, khác ngày đã ghi."
    return ""


def _settle(link: PostedLink, state: LinkState, problem: str, at: datetime, *, looked: bool = False) -> bool:
    """Write a verdict, and count where it is good; return whether the lease was still ours."""
    with transaction.atomic():
        rows = PostedLink.objects.select_for_update()
        held = rows.filter(pk=link.pk, state=LinkState.WAITING, claimed_until=at + LEASE).first()
        if held is None:
            return False
        link.state, link.problem = state, problem[:300]
        if state == LinkState.COUNTED:
            try:
                link.activity = record_sent(_entry(link), by=None, at=at)
            except ActivityRefused as refused:
                link.state, link.problem = LinkState.DIFFERS, str(refused)[:300]
        link.tries, link.next_at, link.claimed_until = link.tries + 1, None, None
        facts = ["found_title", "found_on", "sha256", "fetched_at", "archive"] if looked else []
        link.save(update_fields=["state", "problem", "activity", "tries", "next_at", "claimed_until", *facts])
        details = {"unit": link.unit.key, "state": str(LinkState(link.state).label)}
        record("activities.check_links", of=link, by=None, at=at, details=details)
    return True
