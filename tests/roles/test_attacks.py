"""What somebody with a role tries beyond it: Wagtail's own screens, other units' ids, old sessions, the same twice."""

import re

import pytest
from django.contrib.auth import SESSION_KEY
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone
from wagtail.models import Site

from loa.people.actions import close_account, end_role
from loa.people.choices import Role
from loa.people.models import AuditEntry, RoleAssignment, Unit, UnitVersion, User
from loa.plans.models import Plan, PlanVersion
from loa.tasks.choices import State
from loa.tasks.models import Obligation, Step
from tests.roles.cast import AT, TODAY
from tests.roles.test_screens import TYPED
from tests.roles.trying import taken_back

pytestmark = pytest.mark.django_db

# What entering the office opens by itself of Wagtail: frames to work in, words and icons, choosers that list what is
# public, one's own settings. Nothing that changes anything of anybody else's; every other address refuses.
OPEN_TO_ALL_IN_THE_OFFICE = {
    "wagtailadmin_home",
    "wagtailadmin_account",
    "wagtailadmin_dismissibles",
    "wagtailadmin_javascript_catalog",
    "wagtailadmin_sprite",
    "wagtailadmin_tag_autocomplete",
    "wagtailadmin_api:pages:listing",
    "wagtailadmin_api:images:listing",
    "wagtailadmin_api:documents:listing",
    "wagtailadmin_choose_page",
    "wagtailadmin_choose_page_child",
    "wagtailadmin_choose_page_search",
    "wagtailadmin_choose_page_chosen_multiple",
    "wagtailadmin_choose_page_external_link",
    "wagtailadmin_choose_page_email_link",
    "wagtailadmin_choose_page_phone_link",
    "wagtailadmin_choose_page_anchor_link",
    "wagtailadmin_pages:confirm_workflow_cancellation",  # says that nothing is to be cancelled
    "wagtailadmin_reports:site_history",  # lists nothing to whom nothing is granted
    "wagtailadmin_reports:site_history_results",
    "wagtailadmin_workflows:task_chooser",
    "wagtailadmin_workflows:task_chooser_create",
    "wagtailadmin_workflows:task_chooser_results",
    "wagtailadmin_workflows:task_chosen",
    "wagtailadmin_pages:move_confirm",  # asks about any page, and refuses the answer
    "wagtailadmin_editing_sessions:release",  # one's own
    "wagtaildocs_chooser:choose",  # documents and pictures that one may choose: none
    "wagtaildocs_chooser:choose_results",
    "wagtaildocs_chooser:chosen_multiple",
    "wagtailimages_chooser:choose",
    "wagtailimages_chooser:choose_results",
    "wagtailimages_chooser:chosen_multiple",
    "wagtailembeds:chooser",
    "wagtailembeds:chooser_upload",
}
# Who writes for a unit keeps its pictures; reading alone does not.
OPEN_TO_WRITERS = {
    "wagtailimages:add",
    "wagtailimages:index",
    "wagtailimages:index_results",
    "wagtailimages_chooser:create",
}
# Two addresses with which Wagtail tries its own error pages, and one that fails for the root of the tree.
_FAIL_BY_THEMSELVES = {"wagtailadmin_error_test", "wagtailadmin_pages:set_page_position"}
# One's own settings and one's own open page: rows of nobody else.
# A rendition is the small copy of a picture one may see anyway, made the first time a list shows it.
_OF_ONESELF = {"wagtailusers_userprofile", "wagtailadmin_editingsession", "pictures_rendition"}
_TYPED = {"title": "Đã sửa", "external-link-chooser-url": "/"}
_BLANKS = {
    "app_label": "people",
    "app_name": "people",
    "model_name": "user",
    "content_type_app_name": "wagtailcore",
    "content_type_model_name": "page",
    "action": "delete",
}


def _wagtails(resolver: URLResolver, prefix: str = "", spaces: tuple[str, ...] = ()):
    for pattern in resolver.url_patterns:
        address = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _wagtails(pattern, address, (*spaces, pattern.namespace) if pattern.namespace else spaces)
        elif isinstance(pattern, URLPattern) and address.startswith("admin/") and pattern.name:
            name = ":".join((*spaces, pattern.name))
            if name.startswith("wagtail"):
                yield name, address


def _filled(address: str, page: int) -> str:
    """Fill in the blanks of a pattern; a page is the front page, so that there is something to change."""

    def fill(found: re.Match[str]) -> str:
        kind, name = found[1] or "str", found[2]
        if "page" in name and kind == "int":
            return str(page)
        return _BLANKS.get(name, "1")

    filled = re.sub(r"<(?:(\w+):)?(\w+)>", fill, address)
    return "/" + re.sub(r"\([^)]*\)", str(page), filled).replace("^", "").replace("$", "").replace("\\", "")


def somebody(cast, place, letter):
    return next(one for one in cast.people if (one.place, one.letter) == (place, letter))


def role_in(unit, role=Role.FOCAL, name="ai-do"):
    user = User.objects.create_user(name, home_unit=unit)
    RoleAssignment.objects.create(user=user, unit=unit, role=role, held_from=TODAY)
    return user


# --- Wagtail's own screens -------------------------------------------------------------------------------------------
@pytest.mark.one_engine  # as the table of screens
@pytest.mark.parametrize(("place", "letter", "more"), [("commune", "F", OPEN_TO_WRITERS), ("district", "Q", set())])
def test_wagtails_screens_open_for_nobody_by_the_office_alone(cast, place, letter, more):
    """Pages, pictures, documents, users, groups, settings, exports, histories, bulk actions: all but those named."""
    person, page = somebody(cast, place, letter), Site.objects.get(is_default_site=True).root_page_id
    opened = set()
    for name, address in _wagtails(get_resolver()):
        if name in _FAIL_BY_THEMSELVES:
            continue
        asked = {} if "_api:" in name else {"export": "csv", "q": "a"}
        for method, typed in (("get", asked), ("post", _TYPED)):
            with taken_back() as written:
                response = getattr(person.browser(), method)(_filled(address, page), typed)
            assert written.tables <= _OF_ONESELF, f"{method} {name} changed {written.tables}"
            if response.status_code == 200:
                opened.add(name)
    assert opened == OPEN_TO_ALL_IN_THE_OFFICE | more


@pytest.mark.parametrize("letter", "FQ")
def test_the_menu_of_the_office_leads_only_to_what_opens(cast, letter):
    browser = somebody(cast, "commune", letter).browser()
    found = re.findall(r'(?:"url": |href=)"(/[^"#]*)"', browser.get("/admin/").text)
    led_to = {address for address in found if not address.startswith("/static/")}
    assert {"/admin/don-vi/", "/admin/account/"} <= led_to
    for address in led_to - {"/admin/logout/", "/accounts/logout/"}:
        assert browser.get(address, follow=True).status_code == 200, address
        assert browser.get(address).get("Location", "") != "/admin/", address


def test_nobody_renames_themselves(cast):
    person = somebody(cast, "commune", "F")
    browser = person.browser()
    assert "name_email" not in browser.get("/admin/account/").text
    typed = {"name_email-first_name": "Chủ tịch", "name_email-last_name": "Huyện", "theme-theme": "dark"}
    browser.post("/admin/account/", {**typed, "theme-contrast": "system", "theme-density": "default"})
    person.user.refresh_from_db()
    assert person.user.get_full_name() == ""


@pytest.mark.parametrize("address", ["plans:index", "plans:index_results"])
@pytest.mark.parametrize("asked", [{"export": "csv"}, {"export": "xlsx"}, {"q": "Kế hoạch"}, {"year": "2024"}])
def test_no_list_of_plans_leaks_by_export_search_or_filter(cast, address, asked):
    response = somebody(cast, "neighbour", "F").browser().get(reverse(address), asked)
    answer = b"".join(response) if response.streaming else response.content
    assert response.status_code == 200
    assert "dang-doi-chieu" not in answer.decode(errors="ignore")


# --- other units' ids ------------------------------------------------------------------------------------------------
def test_a_row_of_another_review_is_not_there_under_ones_own(cast):
    own, others = cast.of["commune"], cast.of["district"]
    rows = {
        "plans:review_binding": others.review.bindings.first(),
        "plans:review_task": others.review.tasks.first(),
        "plans:review_include": others.review.tasks.first(),
        "plans:review_finding": others.review.answers.first(),
    }
    for name, row in rows.items():
        with taken_back() as written:
            response = (
                somebody(cast, "commune", "F")
                .browser()
                .post(reverse(name, args=[own.version.pk, row.pk]), TYPED[name](others))
            )
        assert (response.status_code, written.tables) == (404, set()), name


def test_a_role_of_another_account_is_not_ended_under_ones_own(cast):
    address = reverse("accounts:end_role", args=[cast.of["commune"].account.pk, cast.of["district"].held.pk])
    with taken_back() as written:
        response = somebody(cast, "commune", "Q").browser().post(address)
    assert (response.status_code, written.tables) == (404, set())


@pytest.mark.parametrize(
    ("name", "field"),
    [("accounts:open", "home_unit"), ("accounts:change", "home_unit"), ("accounts:give_role", "unit")],
)
@pytest.mark.parametrize("strange", ["above", "neighbour", "0", "x", "99999999999999999999", ""])
def test_a_unit_outside_the_reach_is_refused_in_a_form_and_what_was_typed_stays(cast, name, field, strange):
    own = cast.of["commune"]
    ids = {"above": cast.of["district"].unit.pk, "neighbour": Unit.objects.get(key="xa-mau-2").pk}
    typed = {**TYPED[name](own), field: ids.get(strange, strange)}
    address = reverse(name, args=[] if name == "accounts:open" else [own.account.pk])
    with taken_back() as written:
        response = somebody(cast, "commune", "Q").browser().post(address, typed)
    assert (response.status_code, written.tables) == (200, set())
    assert typed.get("full_name", "") in response.text


@pytest.mark.parametrize("strange", ["0", "x", "99999999999999999999", "-1"])
def test_ids_that_nothing_has_are_answered_in_every_field_of_a_review(cast, strange):
    own, browser = cast.of["commune"], somebody(cast, "commune", "F").browser()
    fields = {
        "plans:review_frame": ([own.version.pk], "rhythm", {}),
        "plans:review_binding": ([own.version.pk, own.review.bindings.first().pk], "unit", {"target": "unit"}),
        "plans:review_task": ([own.version.pk, own.review.tasks.first().pk], "rhythm", {"schedule": "periodic"}),
    }
    for name, (args, field, also) in fields.items():
        with taken_back() as written:
            response = browser.post(reverse(name, args=args), {**TYPED[name](own), **also, field: strange})
        assert (response.status_code, written.tables) == (200, set()), name
    with taken_back() as written:
        response = browser.post(reverse("plans:upload"), {**TYPED["plans:upload"](own), "owner": strange})
    assert (response.status_code, written.tables) == (200, set())


@pytest.mark.parametrize("revision", ["", "x", "-1", "99999999999999999999", "²"])
def test_odd_revisions_are_answered(cast, revision):
    own, browser = cast.of["commune"], somebody(cast, "commune", "F").browser()
    task = own.review.tasks.first()
    for name, args in (
        ("plans:review_include", [own.version.pk, task.pk]),
        ("plans:review_task", [own.version.pk, task.pk]),
        ("desk:start", [own.obligation.pk]),
        ("desk:send", [own.obligation.pk]),
    ):
        with taken_back() as written:
            response = browser.post(reverse(name, args=args), {**TYPED[name](own), "revision": revision})
        assert written.tables == set(), name
        assert response.status_code in {200, 302, 404, 422}, name


# --- roles and accounts over time ------------------------------------------------------------------------------------
def test_a_session_does_not_outlive_its_account(cast, client):
    user = role_in(cast.of["commune"].unit)
    client.force_login(user)
    assert client.get("/admin/").status_code == 200
    close_account(user=user, by=None, at=AT)
    assert client.get("/admin/").status_code == 302
    assert SESSION_KEY not in client.session
    # Even a session that was not ended lets nobody in.
    User.objects.filter(pk=user.pk).update(is_active=True)
    client.force_login(user)
    User.objects.filter(pk=user.pk).update(is_active=False)
    for address in ("/admin/", "/viec/", reverse("plans:index"), reverse("accounts:index")):
        assert client.get(address)["Location"].startswith("/accounts/login/"), address


def test_a_role_that_ended_ends_at_once_in_an_open_session(cast, client):
    own = cast.of["commune"]
    user = role_in(own.unit)
    client.force_login(user)
    review = reverse("plans:review", args=[own.version.pk])
    assert client.get(review).status_code == 200
    end_role(user.roles.get(), by=None, at=AT)
    assert client.get(review).status_code == 302
    with taken_back() as written:
        client.post(reverse("desk:send", args=[own.obligation.pk]), TYPED["desk:send"](own))
    assert written.tables == set()


def test_roles_in_two_units_do_not_add_up(cast, client):
    """A focal officer of one commune who looks at another reports for the first, and only looks at the second."""
    user = role_in(cast.of["commune"].unit)
    neighbour = Unit.objects.get(key="xa-mau-2")
    RoleAssignment.objects.create(user=user, unit=neighbour, role=Role.VIEWER, held_from=TODAY)
    owed = Obligation.objects.get(unit=neighbour)
    Obligation.objects.filter(pk=owed.pk).update(state=State.NOT_STARTED)
    client.force_login(user)
    assert client.get(reverse("desk:obligation", args=[owed.pk])).status_code == 200
    with taken_back() as written:
        response = client.post(reverse("desk:send", args=[owed.pk]), {"revision": 0, "note": "Đã làm."})
    assert (response.status_code, written.tables) == (403, set())


def test_an_administrator_of_one_unit_does_not_touch_an_account_with_a_role_in_another(cast, client):
    own, neighbour = cast.of["commune"], Unit.objects.get(key="xa-mau-2")
    RoleAssignment.objects.create(user=own.account, unit=neighbour, role=Role.VIEWER, held_from=TODAY)
    client.force_login(role_in(own.unit, Role.ADMINISTRATOR))
    for name in ("issue_link", "close", "reset_second_factor", "change", "give_role"):
        with taken_back() as written:
            client.post(reverse(f"accounts:{name}", args=[own.account.pk]), {"role": "editor", "unit": own.unit.pk})
        assert written.tables == set(), name


def test_what_lies_below_a_unit_leaves_with_it(cast, client):
    """The district ends today: its officers reach the communes no more."""
    own = cast.of["commune"]
    UnitVersion.objects.filter(unit=own.unit).update(valid_until=TODAY)
    client.force_login(role_in(cast.of["district"].unit))
    assert client.get(reverse("plans:review", args=[own.version.pk])).status_code == 404
    assert client.get(reverse("desk:obligation", args=[own.obligation.pk])).status_code == 404


# --- the same twice --------------------------------------------------------------------------------------------------
def test_a_form_sent_twice_is_done_once(cast):
    own, browser = cast.of["commune"], somebody(cast, "commune", "F").browser()
    sent = reverse("desk:send", args=[own.obligation.pk])
    typed = TYPED["desk:send"](own)
    assert [browser.post(sent, typed).status_code for _ in range(2)] == [302, 302]
    assert Step.objects.filter(obligation=own.obligation, state=State.SUBMITTED).count() == 1
    confirm = reverse("handing_out:confirm", args=[own.ready.version_id])
    typed = TYPED["handing_out:confirm"](own)
    browser.post(confirm, typed)
    handed_out = Obligation.objects.filter(task__version=own.ready.version).count()
    assert handed_out
    browser.post(confirm, typed)
    assert Obligation.objects.filter(task__version=own.ready.version).count() == handed_out
    assert AuditEntry.objects.filter(action="tasks.put_to_work").count() == 1


def test_a_version_discarded_twice_is_gone_once(cast):
    own, browser = cast.of["commune"], somebody(cast, "commune", "F").browser()
    address = reverse("plans:review_discard", args=[own.version.pk])
    assert [browser.post(address).status_code for _ in range(2)] == [302, 404]
    assert not PlanVersion.objects.filter(pk=own.version.pk).exists()
    assert not Plan.objects.filter(pk=own.version.plan_id).exists()


def test_nothing_of_a_review_changes_once_its_plan_is_at_work(cast):
    own, browser = cast.of["commune"], somebody(cast, "commune", "F").browser()
    PlanVersion.objects.filter(pk=own.version.pk).update(confirmed_at=timezone.now())
    for name, args in (
        ("plans:review_frame", [own.version.pk]),
        ("plans:review_task", [own.version.pk, own.review.tasks.first().pk]),
        ("plans:review_include", [own.version.pk, own.review.tasks.first().pk]),
        ("plans:review_finding", [own.version.pk, own.review.answers.first().pk]),
        ("plans:review_binding", [own.version.pk, own.review.bindings.first().pk]),
        ("plans:review_notes", [own.version.pk]),
        ("plans:review_discard", [own.version.pk]),
    ):
        with taken_back() as written:
            browser.post(reverse(name, args=args), TYPED[name](own) if name in TYPED else {})
        assert written.tables == set(), name
