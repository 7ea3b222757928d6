"""A story in Bru - Vân Kiều at the desk: who translated, read and heard it again, and whether it is out."""

from collections.abc import Callable
from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from loa.newsroom import actions
from loa.newsroom.choices import Language, StoryState
from loa.newsroom.forms import TextForm
from loa.newsroom.forms.recordings import ListeningForm, TranslationForm, first_of
from loa.newsroom.models import Story, Translation
from loa.newsroom.permissions import can_correct, can_set_output, can_translate
from loa.newsroom.queries.recordings import translation_sheet
from loa.newsroom.views.sheet import version_shown, visible
from loa.tasks.actions import NoRoom
from loa.tasks.views.frame import DeskRequest, desk_page, show

_POSTED = require_http_methods(["GET", "HEAD", "POST"])
_REFUSALS = (actions.StoryRefused, actions.TranslationOvertaken, NoRoom)


@_POSTED
@desk_page
def translation(request: DeskRequest, pk: int) -> HttpResponse:
    """Show the translation of a story, and write it down."""
    sitting, found = request.sitting, visible(request, pk)
    if not _may_look(request, found):
        messages.success(request, "Bản dịch do đơn vị viết bài hoặc nơi biên tập ghi, sau khi bài đã đăng.")
        return redirect("newsroom:story", pk)
    if request.method != "POST":
        return _show(request, found)
    form = TranslationForm(request.POST, request.FILES, auto_id="dich-%s")
    if form.is_valid():
        told = {"values": form.values(), "file": form.cleaned_data["file"], "version": form.cleaned_data["version"]}
        try:
            actions.save_translation(story=found, **told, by=sitting.user, at=sitting.at)
        except actions.TranslationOvertaken as overtaken:
            # The next try knows of it: what the other wrote stands above the form.
            form.data = {**form.data.dict(), "version": overtaken.translation.version}  # type: ignore[attr-defined]
            form.add_error(None, str(overtaken))
        except (actions.StoryRefused, NoRoom) as refused:
            _say(form, refused)
        else:
            messages.success(request, "Đã ghi bản dịch. Người thứ hai nghe lại rồi mới đưa ra trang.")
            return redirect("newsroom:translation", pk)
    return _show(request, found, save_form=form)


@_POSTED
@desk_page
def listen(request: DeskRequest, pk: int) -> HttpResponse:
    """Write down who heard the translation again."""
    sitting = request.sitting

    def act(now: Translation, told: dict[str, Any]) -> Translation:
        version = version_shown(request)
        return actions.note_listening(translation=now, **told, version=version, by=sitting.user, at=sitting.at)

    form = ListeningForm(request.POST, auto_id="nghe-%s")
    return _take(request, pk, "listen_form", form, act, "Đã ghi việc nghe lại.")


@_POSTED
@desk_page
def release(request: DeskRequest, pk: int) -> HttpResponse:
    """Let the translation out."""
    sitting = request.sitting

    def act(now: Translation, _: Any) -> Translation:
        version = version_shown(request)
        return actions.release_translation(translation=now, version=version, by=sitting.user, at=sitting.at)

    form = django_forms.Form(request.POST)
    return _take(request, pk, "release_form", form, act, "Đã đưa bản dịch lên trang.")


@_POSTED
@desk_page
def take_back(request: DeskRequest, pk: int) -> HttpResponse:
    """Take the translation off the site."""
    sitting = request.sitting

    def act(now: Translation, told: dict[str, Any]) -> Translation:
        return actions.take_back_translation(translation=now, reason=told["text"], by=sitting.user, at=sitting.at)

    form = TextForm(request.POST, auto_id="rut-%s", label="Vì sao rút")
    return _take(request, pk, "back_form", form, act, "Đã rút bản dịch. Địa chỉ cũ nói vì sao.")


def _take(
    request: DeskRequest,
    pk: int,
    name: str,
    form: django_forms.Form,
    act: Callable[[Translation, dict[str, Any]], Any],
    said: str,
) -> HttpResponse:
    """Do what a form of the page says and tell it; where it is refused, show the form with why and what was typed."""
    found = visible(request, pk)
    now = Translation.objects.select_related("story__section").filter(story=found, language=Language.BRU).first()
    if now is None:
        raise Http404
    if request.method != "POST":
        return redirect("newsroom:translation", pk)
    if form.is_valid():
        try:
            act(now, form.cleaned_data)
        except _REFUSALS as refused:
            _say(form, refused)
        else:
            messages.success(request, said)
            return redirect("newsroom:translation", pk)
    return _show(request, found, **{name: form})


def _may_look(request: DeskRequest, found: Story) -> bool:
    user, on = request.user, request.sitting.today
    return found.state == StoryState.PUBLISHED and (can_translate(user, found, on) or can_set_output(user, found, on))


def _show(request: DeskRequest, found: Story, **refused: Any) -> HttpResponse:
    user, on = request.user, request.sitting.today
    sheet = translation_sheet(found)
    now = sheet.translation if sheet is not None else None
    out = found.state == StoryState.PUBLISHED
    context: dict[str, Any] = {
        "story": found,
        "sheet": sheet,
        "now": now,
        "may_translate": out and can_translate(user, found, on),
        "may_release": out and now is not None and now.released_at is None and can_correct(user, found, on),
        "may_take_back": now is not None and now.released_at is not None and can_set_output(user, found, on),
        "address": request.build_absolute_uri(reverse("website:translation", args=[found.slug, Language.BRU])),
        "save_form": TranslationForm(initial=first_of(now), auto_id="dich-%s"),
        "listen_form": ListeningForm(initial={"on": on}, auto_id="nghe-%s"),
        "back_form": TextForm(auto_id="rut-%s", label="Vì sao rút"),
        **refused,
    }
    return show(request, "newsroom/translation.html", context, status=422 if refused else 200)


def _say(form: django_forms.Form, refused: Exception) -> None:
    field = getattr(refused, "field", "")
    form.add_error(field if field in form.fields else None, str(refused))
