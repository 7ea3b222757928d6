"""The page of one story, and everything that is said and decided there."""

from collections.abc import Callable
from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from loa.newsroom import actions, forms
from loa.newsroom.choices import OutputState, StoryState
from loa.newsroom.models import Decision, FollowUp, Output, Story
from loa.newsroom.permissions import (
    can_correct,
    can_decide,
    can_drop,
    can_edit_story,
    can_enter_paper,
    can_move_output,
    can_see_story,
    can_set_output,
    can_submit,
    can_translate,
    can_write,
    has_right_to_decide,
    units_deciding,
)
from loa.newsroom.queries import StorySheet, story_sheet
from loa.newsroom.queries.people import who_may_decide
from loa.newsroom.queries.words import hints_on, written_out
from loa.newsroom.rules import may_move
from loa.people.models import User, ids_above
from loa.tasks.actions import NoRoom
from loa.tasks.views.frame import DeskRequest, desk_page, show

OVER = (StoryState.WITHDRAWN, StoryState.DROPPED)
_POSTED = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@desk_page
def story(request: DeskRequest, pk: int) -> HttpResponse:
    """Show a story to those who see it."""
    return show_story(request, visible(request, pk))


def visible(request: DeskRequest, pk: int) -> Story:
    """Return a story that the reader sees; raises Http404 for every other."""
    found = Story.objects.select_related("section", "unit", "tip", "task").filter(pk=pk).first()
    if found is None or not can_see_story(request.user, found, request.sitting.today):
        raise Http404
    return found


def take(
    request: DeskRequest,
    pk: int,
    name: str,
    make: Callable[[Story], django_forms.Form],
    act: Callable[[Story, dict[str, Any]], Any],
    said: str | Callable[[Any], str],
) -> HttpResponse:
    """Do what a form of the page says and tell it; where it is refused, show the form with why and what was typed."""
    found = visible(request, pk)
    if request.method != "POST":
        return redirect("newsroom:story", pk)
    form = make(found)
    if form.is_valid():
        try:
            done = act(found, form.cleaned_data)
        except (actions.StoryRefused, actions.StoryOvertaken, NoRoom) as refused:
            field = getattr(refused, "field", "")
            form.add_error(field if field in form.fields else None, str(refused))
        else:
            messages.success(request, said if isinstance(said, str) else said(done))
            return redirect("newsroom:story", pk)
    again: dict[str, Any] = {name: form}
    return show_story(request, visible(request, pk), **again)


def version_shown(request: HttpRequest) -> int:
    """Return the version that the page showed whose form this is, -1 for none: nobody passes words unseen."""
    typed = request.POST.get("version", "")
    return int(typed) if typed.isdecimal() and len(typed) < 10 else -1


def show_story(
    request: DeskRequest, found: Story, *, secret: str = "", person: User | None = None, **refused: Any
) -> HttpResponse:
    """Show the page of a story; a form that was refused stands there again."""
    sitting, status = request.sitting, 422 if refused else 200
    sheet = story_sheet(found, sitting.today)
    asked = sheet.asked
    if asked is not None:
        asked.story = found
    rights = _rights(request, found, sheet)
    is_worked_at = found.state != StoryState.PUBLISHED or found.has_unpublished_changes
    helped = is_worked_at and (rights["may_edit"] or rights["may_decide"])
    context = {
        "sheet": sheet,
        "story": sheet.story,
        "hints": hints_on(sheet.story, ids_above(found.unit_id, sitting.today), sitting.today) if helped else None,
        "address": request.build_absolute_uri(reverse("website:story", args=[found.slug])),
        "note_form": forms.NoteForm(auto_id="dong-y-%s"),
        "return_form": forms.ReturnForm(auto_id="tra-%s"),
        "paper_form": forms.PaperForm(auto_id="giay-%s"),
        "comment_form": forms.TextForm(auto_id="trao-doi-%s", label="Trao đổi"),
        "correct_form": forms.TextForm(auto_id="dinh-chinh-%s", label="Sai ở đâu, đúng là gì"),
        "withdraw_form": forms.TextForm(auto_id="go-%s", label="Vì sao gỡ"),
        "drop_form": forms.TextForm(auto_id="bo-%s", label="Vì sao không dùng"),
        "recall_form": forms.TextForm(auto_id="dung-%s", label="Vì sao dừng đăng"),
        "outputs": _outputs(request, sheet, refused.pop("move_form", None)),
        "secret": secret,
        "person": person,
        **rights,
        **refused,
    }
    return show(request, "newsroom/sheet.html", context, status=status)


def _rights(request: DeskRequest, found: Story, sheet: StorySheet) -> dict[str, bool]:
    user, today, asked = request.user, request.sitting.today, sheet.asked
    writes = can_write(user, found.unit_id, today)
    at_desk = has_right_to_decide(user, "desk", found, today)
    out = found.state == StoryState.PUBLISHED
    return {
        "may_edit": can_edit_story(user, found, today),
        "may_submit": found.state in (StoryState.DRAFT, StoryState.RETURNED) and can_submit(user, found, today),
        "may_decide": asked is not None and can_decide(user, asked, today),
        "may_type_decision": asked is not None and (at_desk or has_right_to_decide(user, asked.stage, found, today)),
        "may_set_output": can_set_output(user, found, today) and found.state not in OVER,
        "may_translate": out and (can_translate(user, found, today) or can_set_output(user, found, today)),
        "may_correct": out and can_correct(user, found, today),
        "may_recall": found.state == StoryState.APPROVED and can_correct(user, found, today),
        "may_restore": found.state == StoryState.DROPPED and can_drop(user, found, today),
        "may_drop": (writes or at_desk) and may_move(found.state, StoryState.DROPPED),
        "may_comment": writes or bool(units_deciding(user, today)),
    }


def _outputs(request: DeskRequest, sheet: StorySheet, refused: Any) -> list[tuple[Output, str, Any, list[FollowUp]]]:
    """Return each output with whose it is, the form to move it, where the reader may, and what has to follow it."""
    user, today = request.user, request.sitting.today
    was_out = sheet.story.first_published_at is not None
    rows = []
    for one in sheet.outputs:
        one.story = sheet.story
        may = one.channel.code != "website" and can_move_output(user, one, OutputState.SENT, today)
        form = forms.MoveForm(output=one, auto_id=f"dau-ra-{one.pk}-%s") if may else None
        if refused is not None and refused.output == one.pk:
            form = refused
        if form is not None and not form.fields["to"].choices:  # type: ignore[attr-defined]
            form = None
        open_ones = [row for row in one.follow_ups.all() if row.done_at is None] if may and was_out else []
        rows.append((one, sheet.names.get(one.unit_id, ""), form, open_ones))
    return rows


@_POSTED
@desk_page
def submit(request: DeskRequest, pk: int) -> HttpResponse:
    """Hand a story in."""
    sitting = request.sitting

    def act(found: Story, _: Any) -> Decision:
        return actions.submit_story(story=found, version=version_shown(request), by=sitting.user, at=sitting.at)

    return take(request, pk, "submit_form", lambda _: django_forms.Form(request.POST), act, "Đã gửi tin, bài.")


@_POSTED
@desk_page
def decide(request: DeskRequest, pk: int, answer: str) -> HttpResponse:
    """Say yes, or give the story back, for those who were asked."""
    sitting = request.sitting
    passed = answer == forms.LinkDecisionForm.YES
    name, kind = ("note_form", forms.NoteForm) if passed else ("return_form", forms.ReturnForm)
    deed = actions.pass_story if passed else actions.return_story

    def act(found: Story, told: dict[str, Any]) -> Story:
        shown = version_shown(request)
        return deed(decision=_asked(found), **told, version=shown, by=sitting.user, at=sitting.at)

    def said(done: Story) -> str:
        if not passed:
            return "Đã trả lại. Người viết thấy ý kiến và bổ sung."
        return "Đã đăng." if done.live else f"Đã đồng ý. Tin, bài {done.get_state_display()}."

    auto = "dong-y-%s" if passed else "tra-%s"
    return take(request, pk, name, lambda _: kind(request.POST, auto_id=auto), act, said)


@_POSTED
@desk_page
def on_paper(request: DeskRequest, pk: int) -> HttpResponse:
    """Take a decision from a signed paper."""
    sitting = request.sitting

    def act(found: Story, told: dict[str, Any]) -> Story:
        return actions.decide_on_paper(decision=_asked(found), **told, by=sitting.user, at=sitting.at)

    def make(_: Story) -> django_forms.Form:
        return forms.PaperForm(request.POST, request.FILES, auto_id="giay-%s")

    return take(request, pk, "paper_form", make, act, "Đã ghi quyết định trên bản giấy.")


@_POSTED
@desk_page
def make_link(request: DeskRequest, pk: int) -> HttpResponse:
    """Ask who shall decide from a telephone; make a link for that person, and show it this once."""
    sitting, found = request.sitting, visible(request, pk)
    asked = found.decisions.filter(outcome="").select_related("revision").first()
    if asked is None or not can_enter_paper(sitting.user, _of(found, asked), sitting.today):
        return redirect("newsroom:story", pk)
    data = request.POST if request.method == "POST" else None
    deciders = who_may_decide(asked, sitting.today)
    form = forms.LinkForm(data, people=deciders.people)
    if data is not None and form.is_valid():
        try:
            person = form.cleaned_data["person"]
            secret = actions.make_decision_link(decision=asked, person=person, by=sitting.user, at=sitting.at)
        except actions.StoryRefused as refused:
            form.add_error(None, str(refused))
        else:
            address = request.build_absolute_uri(reverse("news:decide", args=[secret]))
            return show_story(request, visible(request, pk), secret=address, person=person)
    context = {"story": found, "asked": asked, "form": form, "others": deciders.others}
    return show(request, "newsroom/make_link.html", context, status=422 if form.is_bound else 200)


@_POSTED
@desk_page
def comment(request: DeskRequest, pk: int) -> HttpResponse:
    """Write to those who work at a story."""
    sitting = request.sitting

    def act(found: Story, told: dict[str, Any]) -> Any:
        return actions.comment_on_story(story=found, **told, by=sitting.user, at=sitting.at)

    return take(request, pk, "comment_form", typed_text(request, "trao-doi-%s", "Trao đổi"), act, "Đã gửi trao đổi.")


@_POSTED
@desk_page
def correct(request: DeskRequest, pk: int) -> HttpResponse:
    """Say publicly what was wrong."""
    sitting = request.sitting

    def act(found: Story, told: dict[str, Any]) -> Any:
        shown = version_shown(request)
        return actions.correct_story(story=found, version=shown, **told, by=sitting.user, at=sitting.at)

    make = typed_text(request, "dinh-chinh-%s", "Sai ở đâu, đúng là gì")
    return take(request, pk, "correct_form", make, act, "Đã đính chính trên trang. Các kênh khác có việc cần làm theo.")


@_POSTED
@desk_page
def withdraw(request: DeskRequest, pk: int) -> HttpResponse:
    """Take a story off the site."""
    sitting = request.sitting

    def act(found: Story, told: dict[str, Any]) -> Any:
        return actions.withdraw_story(story=found, reason=told["text"], by=sitting.user, at=sitting.at)

    make = typed_text(request, "go-%s", "Vì sao gỡ")
    return take(request, pk, "withdraw_form", make, act, "Đã gỡ. Địa chỉ cũ nói vì sao.")


@_POSTED
@desk_page
def drop(request: DeskRequest, pk: int) -> HttpResponse:
    """Lay a story aside."""
    sitting = request.sitting

    def act(found: Story, told: dict[str, Any]) -> Any:
        return actions.drop_story(story=found, reason=told["text"], by=sitting.user, at=sitting.at)

    return take(
        request, pk, "drop_form", typed_text(request, "bo-%s", "Vì sao không dùng"), act, "Đã bỏ, có ghi lý do."
    )


@_POSTED
@desk_page
def recall(request: DeskRequest, pk: int) -> HttpResponse:
    """Take an approval back before the story's hour."""
    sitting = request.sitting

    def act(found: Story, told: dict[str, Any]) -> Any:
        return actions.recall_story(story=found, reason=told["text"], by=sitting.user, at=sitting.at)

    make = typed_text(request, "dung-%s", "Vì sao dừng đăng")
    return take(request, pk, "recall_form", make, act, "Đã dừng đăng. Người viết thấy lý do và bổ sung.")


@_POSTED
@desk_page
def restore(request: DeskRequest, pk: int) -> HttpResponse:
    """Take a story up again that was laid aside."""
    sitting = request.sitting

    def act(found: Story, _: Any) -> Any:
        return actions.restore_story(story=found, by=sitting.user, at=sitting.at)

    said = "Đã dùng lại, tin, bài trở về bản đang viết."
    return take(request, pk, "restore_form", lambda _: django_forms.Form(request.POST), act, said)


@_POSTED
@desk_page
def hint(request: DeskRequest, pk: int) -> HttpResponse:
    """Write a short form out, or keep words as they are, saying why."""
    sitting = request.sitting
    key = request.POST.get("key", "")
    if request.POST.get("lam") == "viet-day-du":

        def write_out(found: Story, _: Any) -> Any:
            return _write_out(request, found, key)

        return take(request, pk, "hint_form", lambda _: django_forms.Form(request.POST), write_out, "Đã viết đầy đủ.")

    def act(found: Story, told: dict[str, Any]) -> Any:
        above = ids_above(found.unit_id, sitting.today)
        one = next((one for one in hints_on(found, above, sitting.today).found if one.key == key), None)
        if one is None:
            raise actions.StoryRefused("Gợi ý này không còn, lời văn đã đổi.")
        said = {"key": one.key, "code": str(one.code), "excerpt": one.excerpt, "reason": told["text"]}
        return actions.dismiss_hint(story=found, **said, by=sitting.user, at=sitting.at)

    make = typed_text(request, f"goi-y-{key}-%s", "Vì sao giữ như đã viết")
    return take(request, pk, "hint_form", make, act, "Đã giữ như đã viết, có ghi lý do.")


def _write_out(request: DeskRequest, found: Story, key: str) -> Any:
    sitting = request.sitting
    text = found.get_latest_revision_as_object() if found.live else found
    try:
        new = written_out(text, key, ids_above(found.unit_id, sitting.today), sitting.today)
    except ValueError as changed:
        raise actions.StoryRefused(str(changed)) from changed
    if new is None:
        raise actions.StoryRefused("Gợi ý này không còn, lời văn đã đổi.")
    values = actions.with_words(text, *new)
    return actions.save_story(story=found, values=values, version=found.version, by=sitting.user, at=sitting.at)


def _of(found: Story, asked: Decision) -> Decision:
    asked.story = found
    return asked


def _asked(found: Story) -> Decision:
    """Return the open question about a story."""
    asked = found.decisions.filter(outcome="").first()
    if asked is None:
        raise actions.StoryRefused("Bước này đã được quyết định. Chưa có gì được lưu.")
    return _of(found, asked)


def typed_text(request: DeskRequest, auto_id: str, label: str) -> Callable[[Story], django_forms.Form]:
    """Return what makes the form of one text out of what was sent."""
    return lambda _: forms.TextForm(request.POST, auto_id=auto_id, label=label)
