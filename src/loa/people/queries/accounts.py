"""What the office shows of accounts: those within a reach, one of them with its roles, and whose a link is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from allauth.mfa.models import Authenticator
from django.db.models import Count, Prefetch, Q, QuerySet, Window

from loa.lib.vietnamese_text import fold
from loa.people.choices import Role
from loa.people.models import PasswordLink, RoleAssignment, User
from loa.people.queries.units import unit_names
from loa.people.rules import digest_of, username_from

ON_A_PAGE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldRole:
    """A role that is held now or begins later, with the name of its unit."""

    assignment: RoleAssignment
    unit_name: str

    @property
    def words(self) -> str:
        return Role(self.assignment.role).label


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountRow:
    account: User
    unit_name: str
    roles: tuple[HeldRole, ...]

    @property
    def state(self) -> str:
        """Return in words whether the account can be used."""
        if not self.account.is_active:
            return "Đã đóng"
        return "Đang dùng" if self.account.has_usable_password() else "Chưa đặt mật khẩu"


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountReading(AccountRow):
    """One account as its page shows it; `link` is the one that can still set its password."""

    has_second_factor: bool
    link: PasswordLink | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountList:
    """One page of accounts: its number from 1, how many there are in all, and the units they can be narrowed to."""

    rows: list[AccountRow]
    number: int
    count: int
    units: list[tuple[int, str]]

    @property
    def pages(self) -> int:
        return max(-(-self.count // ON_A_PAGE), 1)

    @property
    def before(self) -> int | None:
        return self.number - 1 if self.number > 1 else None

    @property
    def after(self) -> int | None:
        return self.number + 1 if self.number < self.pages else None


def accounts_in(reach: frozenset[int] | None, on: date) -> QuerySet[User]:
    """Return the accounts that some units keep, and those with a role there; None stands for all accounts."""
    accounts = User.objects.order_by("username")
    if reach is None:
        return accounts
    with_role = _not_over(on).filter(unit__in=reach).values("user")
    return accounts.filter(Q(home_unit__in=reach) | Q(pk__in=with_role))


def account_list(
    reach: frozenset[int], on: date, *, everybody: bool, unit: int | None, text: str, page: int
) -> AccountList:
    """Return one page of the accounts of some units, of one of them or with a text in the name; four statements.

    Tone marks make no difference to the text. A page that is not there is answered with the first. `everybody` shows
    the accounts of no unit too.
    """
    accounts = accounts_in(None if everybody else reach, on).annotate(total=Window(Count("pk")))
    if unit is not None and unit in reach:
        of_unit = _not_over(on).filter(unit=unit).values("user")
        accounts = accounts.filter(Q(home_unit=unit) | Q(pk__in=of_unit))
    if wanted := fold(text).split():
        accounts = accounts.filter(pk__in=with_words(accounts, wanted))
    accounts = accounts.prefetch_related(Prefetch("roles", _not_over(on).order_by("held_from", "pk"), to_attr="held"))
    first = max(page - 1, 0) * ON_A_PAGE
    shown = list(accounts[first : first + ON_A_PAGE])
    if not shown and first:
        first, shown = 0, list(accounts[:ON_A_PAGE])
    units = {account.home_unit_id or 0 for account in shown}
    units |= {one.unit_id for account in shown for one in account.held}
    names = unit_names(units | reach, on)
    return AccountList(
        rows=[_row(account, names) for account in shown],
        number=first // ON_A_PAGE + 1,
        count=shown[0].total if shown else 0,
        units=sorted(((key, names[key]) for key in reach if key in names), key=lambda one: one[1]),
    )


def read_account(account: User, on: date, at: datetime) -> AccountReading:
    """Return one account with its roles, its second factor and its link."""
    held = _not_over(on).filter(user=account).order_by("held_from", "pk")
    names = unit_names({one.unit_id for one in held} | {account.home_unit_id or 0}, on)
    return AccountReading(
        account=account,
        unit_name=names.get(account.home_unit_id or 0, ""),
        roles=_held(held, names),
        has_second_factor=Authenticator.objects.filter(user=account).exists(),
        link=PasswordLink.objects.filter(user=account, used_at__isnull=True, valid_until__gt=at).first(),
    )


def account_of_link(secret: str, at: datetime) -> User | None:
    """Return the account whose password a link can set now, None for every link that is dead."""
    live = PasswordLink.objects.filter(used_at__isnull=True, valid_until__gt=at, user__is_active=True)
    link = live.filter(digest=digest_of(secret)).select_related("user").first()
    return link.user if link else None


def with_words(accounts: QuerySet[User], wanted: Sequence[str]) -> list[int]:
    """Return the ids of the accounts in whose name all words stand. Databases fold marks each in its own way or not."""
    names = accounts.order_by().values_list("pk", "username", "first_name", "last_name")
    folded = ((pk, fold(" ".join(words))) for pk, *words in names)
    return [pk for pk, name in folded if all(word in name for word in wanted)]


def suggest_username(full_name: str) -> str:
    """Return a free user name made of a full name."""
    stem = username_from(full_name, ())
    taken = User.objects.filter(username__istartswith=stem).values_list("username", flat=True)
    return username_from(full_name, {name.lower() for name in taken})


def _row(account: User, names: dict[int, str]) -> AccountRow:
    return AccountRow(
        account=account,
        unit_name=names.get(account.home_unit_id or 0, ""),
        roles=_held(account.held, names),  # type: ignore[attr-defined]
    )


def _held(assignments: Iterable[RoleAssignment], names: dict[int, str]) -> tuple[HeldRole, ...]:
    return tuple(HeldRole(assignment=one, unit_name=names.get(one.unit_id, "")) for one in assignments)


def _not_over(on: date) -> QuerySet[RoleAssignment]:
    return RoleAssignment.objects.filter(Q(held_until__isnull=True) | Q(held_until__gt=on))
