"""Who may do what: one table from role to right. A role on a unit reaches the units below it on that day.

A right may stay with the unit of the role itself (`_NOT_BELOW`): nobody reports, approves or accepts in the name of a
unit below by being above it. To type a result for it is another deed with a name of its own, and reaches only units
below (`_ONLY_BELOW`).
"""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q

from loa.people.choices import Role
from loa.people.models import RoleAssignment, Unit, User, ids_below


class Right(StrEnum):
    SEE_UNIT = "see_unit"  # its name, its people and how to reach them
    SEE_WORK = "see_work"  # what it owes, what it handed in, and its plans at work
    REPORT_WORK = "report_work"  # hand in what it owes
    ENTER_ON_BEHALF = "enter_on_behalf"  # type a result for a unit below, from a paper, a call or a document
    APPROVE_RESULT = "approve_result"  # approve, as its head, what it hands in where a plan asks for that
    ACCEPT_WORK = "accept_work"  # accept or return what units hand in of its plans
    COMMENT_ON_WORK = "comment_on_work"  # write about what it owes, takes part in or leads
    ENTER_OFFICE = "enter_office"  # open the office at all
    REVIEW_PLAN = "review_plan"  # upload its plan, check a draft, review what was read
    CONFIRM_PLAN = "confirm_plan"  # put its plan to work
    WRITE_STORIES = "write_stories"  # write and hand in its news, keep pictures for it, take the monthly guidance
    EDIT_STORIES = "edit_stories"  # pass its stories on, and edit those of the sections it is the desk of
    APPROVE_STORIES = "approve_stories"  # decide that a story of its sections goes out, is corrected or withdrawn
    CHECK_LAW = "check_law"  # give the second, legal opinion on criticism
    RECORD_ACTIVITY = "record_activity"  # enter in the ledger what it communicated
    KEEP_SITE = "keep_site"  # its public site: what it says of itself, its pages, what it shows of others
    SET_COVERAGE = "set_coverage"  # say what it wants covered, commission stories, issue the monthly guidance
    MANAGE_PEOPLE = "manage_people"  # accounts, roles and one-time links of its people
    SEE_AUDIT = "see_audit"  # the record of what its people did and of what was done to it


# What a right lets one do, as screens and the manual say it.
RIGHT_WORDS = {
    Right.SEE_UNIT: "xem đơn vị và người phụ trách",
    Right.SEE_WORK: "xem việc và kế hoạch",
    Right.REPORT_WORK: "báo cáo việc của đơn vị mình",
    Right.ENTER_ON_BEHALF: "nhập thay đơn vị cấp dưới",
    Right.APPROVE_RESULT: "duyệt kết quả của đơn vị mình",
    Right.ACCEPT_WORK: "xác nhận hoàn thành",
    Right.COMMENT_ON_WORK: "trao đổi về đầu việc",
    Right.ENTER_OFFICE: "vào bàn làm việc",
    Right.REVIEW_PLAN: "tải lên và đối chiếu kế hoạch",
    Right.CONFIRM_PLAN: "xác nhận triển khai kế hoạch",
    Right.WRITE_STORIES: "viết và gửi tin, bài",
    Right.EDIT_STORIES: "biên tập tin, bài",
    Right.APPROVE_STORIES: "duyệt đăng tin, bài",
    Right.CHECK_LAW: "cho ý kiến pháp lý về tin, bài",
    Right.RECORD_ACTIVITY: "ghi sổ tuyên truyền",
    Right.KEEP_SITE: "giữ trang thông tin điện tử",
    Right.SET_COVERAGE: "đặt chỉ tiêu bao phủ và hướng dẫn tháng",
    Right.MANAGE_PEOPLE: "quản lý người dùng",
    Right.SEE_AUDIT: "xem nhật ký",
}

_SEEING = frozenset([Right.SEE_UNIT, Right.SEE_WORK])
_REVIEWING = _SEEING | {Right.ENTER_OFFICE, Right.REVIEW_PLAN, Right.WRITE_STORIES}
_REPORTING = frozenset([Right.REPORT_WORK, Right.ENTER_ON_BEHALF, Right.COMMENT_ON_WORK])
_TELLING = frozenset([Right.WRITE_STORIES, Right.EDIT_STORIES, Right.RECORD_ACTIVITY, Right.KEEP_SITE])
_DECIDING = frozenset([Right.APPROVE_STORIES, Right.CHECK_LAW])
RIGHTS: dict[Role, frozenset[Right]] = {
    Role.LEADER: _SEEING
    | _DECIDING
    | {Right.ENTER_OFFICE, Right.SEE_AUDIT, Right.APPROVE_RESULT, Right.COMMENT_ON_WORK},
    Role.FOCAL: _REVIEWING
    | _REPORTING
    | _TELLING
    | {Right.CONFIRM_PLAN, Right.ACCEPT_WORK, Right.CHECK_LAW, Right.SET_COVERAGE},
    Role.DEPUTY: _REVIEWING | _REPORTING | _TELLING,
    Role.EDITOR: _REVIEWING | _TELLING,
    Role.APPROVER: _REVIEWING
    | _DECIDING
    | {Right.CONFIRM_PLAN, Right.ACCEPT_WORK, Right.COMMENT_ON_WORK, Right.SET_COVERAGE},
    Role.CLERK: _SEEING,
    Role.OPERATOR: _SEEING | {Right.WRITE_STORIES, Right.RECORD_ACTIVITY},
    Role.VIEWER: _SEEING,
    Role.ADMINISTRATOR: _SEEING | {Right.ENTER_OFFICE, Right.MANAGE_PEOPLE, Right.SEE_AUDIT},
}
_OF_THE_UNIT = frozenset(
    [Right.REPORT_WORK, Right.APPROVE_RESULT, Right.ACCEPT_WORK, Right.COMMENT_ON_WORK, Right.SET_COVERAGE]
)
_NOT_BELOW = _OF_THE_UNIT | _TELLING | _DECIDING
_ONLY_BELOW = frozenset([Right.ENTER_ON_BEHALF])
# What is done in the name of a unit comes from a role in it or above it, never from running the installation.
_FROM_A_ROLE = _NOT_BELOW | _ONLY_BELOW


def units_where(user: User | AnonymousUser, right: Right, on: date) -> frozenset[int]:
    """Return the ids of the units in which somebody has a right on a day.

    The administrator of the installation has every right in every unit, those of other days included, but for those
    that stay with the unit of a role.
    """
    if not user.is_active or isinstance(user, AnonymousUser):
        return frozenset()
    if user.is_superuser and right not in _FROM_A_ROLE:
        return frozenset(Unit.objects.values_list("pk", flat=True))
    own = _own_units(user, right, on)
    if right in _NOT_BELOW:
        return own
    return ids_below(own, on) - own if right in _ONLY_BELOW else ids_below(own, on)


def has_anywhere(user: User | AnonymousUser, right: Right, on: date) -> bool:
    """Tell whether somebody has a right in any unit; for menus: one statement for all questions of a request."""
    if not user.is_active or isinstance(user, AnonymousUser):
        return False
    if user.is_superuser and right not in _FROM_A_ROLE:
        return True
    return any(right in RIGHTS[Role(role)] for _, role in roles_held(user, on))


def can(user: User | AnonymousUser, right: Right, unit: Unit | int, on: date) -> bool:
    """Tell whether somebody has a right in one unit on a day; for a role in that very unit without walking the tree."""
    if not user.is_active or isinstance(user, AnonymousUser):
        return False
    asked = unit if isinstance(unit, int) else unit.pk
    own = _own_units(user, right, on)
    if asked in own or right in _NOT_BELOW:
        return asked in own and right not in _ONLY_BELOW
    if right in _ONLY_BELOW:
        return bool(own) and asked in ids_below(own, on)
    return Unit.objects.filter(pk=asked).exists() if user.is_superuser else asked in ids_below(own, on)


def can_enter_office(user: User | AnonymousUser, on: date) -> bool:
    """Tell whether somebody may open the office at all."""
    return has_anywhere(user, Right.ENTER_OFFICE, on)


def can_manage_people(user: User | AnonymousUser, unit: Unit | int, on: date) -> bool:
    """Tell whether somebody may open accounts in a unit and give and end roles there."""
    return can(user, Right.MANAGE_PEOPLE, unit, on)


def can_change_contacts(user: User | AnonymousUser, unit: Unit | int, on: date) -> bool:
    """Tell whether somebody may say how a unit is reached."""
    return can(user, Right.MANAGE_PEOPLE, unit, on)


def can_manage_account(user: User | AnonymousUser, account: User, on: date) -> bool:
    """Tell whether somebody may change, close and reopen an account, and let its owner in again.

    Needed is the right over the account's unit and over every unit in which it holds a role: whoever may set a
    password could act in all of them. Nobody manages the own account, and only the administrator of the installation
    one without a unit or of another such administrator.
    """
    if isinstance(user, AnonymousUser) or not user.is_active or user.pk == account.pk:
        return False
    if user.is_superuser:
        return True
    if account.is_superuser or account.home_unit_id is None:
        return False
    # A role that begins later counts already: a password set today would still hold then.
    not_over = Q(held_until__isnull=True) | Q(held_until__gt=on)
    units = {account.home_unit_id, *account.roles.filter(not_over).values_list("unit", flat=True)}
    return units <= units_where(user, Right.MANAGE_PEOPLE, on)


def can_issue_password_link(user: User | AnonymousUser, account: User, on: date) -> bool:
    """Tell whether somebody may hand out a link that sets an account's password."""
    return can_manage_account(user, account, on)


def can_reset_second_factor(user: User | AnonymousUser, account: User, on: date) -> bool:
    """Tell whether somebody may take an account's second factor away; that a second person does it is a rule."""
    return can_manage_account(user, account, on)


def can_give_role(user: User | AnonymousUser, account: User, unit: Unit | int, on: date) -> bool:
    """Tell whether somebody may give an account a role in a unit: an account and a unit of theirs, never their own."""
    return can_manage_account(user, account, on) and can_manage_people(user, unit, on)


def can_end_role(user: User | AnonymousUser, held: RoleAssignment, on: date) -> bool:
    """Tell whether somebody may end a role: the unit decides, whoever holds it."""
    return can_manage_people(user, held.unit_id, on)


def roles_with(right: Right) -> Iterable[Role]:
    """Return the roles that carry a right, in the order people name them."""
    return [role for role in Role if right in RIGHTS[role]]


def roles_held(user: User, on: date) -> Iterable[tuple[int, str]]:
    """Return the units and roles somebody holds on a day, read once for all questions asked of this object."""
    remember_roles(user, on)
    return _remembered(user, on) or ()


def remember_roles(user: User, on: date) -> None:
    """Read somebody's roles of a day once, for all questions asked of this object: that of one request."""
    if _remembered(user, on) is None:
        held = RoleAssignment.objects.on(on).filter(user=user)
        user.roles_held = (on, tuple(held.values_list("unit", "role")))  # type: ignore[attr-defined]


def _remembered(user: User, on: date) -> Iterable[tuple[int, str]] | None:
    day, held = getattr(user, "roles_held", (None, None))
    return held if day == on else None


def _own_units(user: User, right: Right, on: date) -> frozenset[int]:
    held = _remembered(user, on)
    if held is None:
        held = RoleAssignment.objects.on(on).filter(user=user, role__in=roles_with(right)).values_list("unit", "role")
    return frozenset(unit for unit, role in held if right in RIGHTS[Role(role)])
