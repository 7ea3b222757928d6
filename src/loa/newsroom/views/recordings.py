"""Sound and moving pictures of a story at the desk, and the address at which everybody gets a recording that is out."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_http_methods, require_safe

from loa.base.clock import today
from loa.base.ranges import answer_with
from loa.newsroom import actions
from loa.newsroom.forms.recordings import RecordingForm, told_of
from loa.newsroom.models import Recording, Story
from loa.newsroom.permissions import can_edit_story, can_hear
from loa.newsroom.queries.recordings import find_recording, is_out, mime_of, pictures_in, recordings_in
from loa.newsroom.views.sheet import visible
from loa.tasks.actions import NoRoom
from loa.tasks.models import evidence_storage
from loa.tasks.views.frame import DeskRequest, desk_page, show

_POSTED = require_http_methods(["GET", "HEAD", "POST"])
_SANDBOX = "default-src 'none'; media-src 'self'; sandbox"
_KEPT_SECONDS = 300


@require_safe
def recording(request: HttpRequest, pk: int, name: str) -> HttpResponseBase:
    """Give out a recording: to everybody once it is out, before that to those who work at its story."""
    found = find_recording(pk, name)
    if found is None:
        raise Http404
    out = is_out(found)
    if not out and not can_hear(request.user, found.story, today()):
        raise Http404
    try:
        file = evidence_storage().open(str(found.file.name))
    except FileNotFoundError as problem:
        raise Http404 from problem
    answer = answer_with(request, file, size=found.size, etag=f'"{found.sha256[:32]}"', content_type=mime_of(found))
    answer["Content-Security-Policy"] = _SANDBOX
    if out:
        patch_cache_control(answer, public=True, max_age=_KEPT_SECONDS)
    else:
        patch_cache_control(answer, private=True, no_store=True)
    return answer


@_POSTED
@desk_page
def recordings(request: DeskRequest, pk: int) -> HttpResponse:
    """Show the recordings of a story's newest text, and take one more."""
    sitting, found = request.sitting, visible(request, pk)
    if not can_edit_story(sitting.user, found, sitting.today):
        return _not_now(request, pk)
    text = _newest(found)
    data = request.POST if request.method == "POST" else None
    form = RecordingForm(data, request.FILES if data is not None else None, pictures=pictures_in(text))
    if data is not None and form.is_valid():
        told = {"file": form.cleaned_data["file"], "values": form.values()}
        try:
            actions.add_recording(story=found, **told, by=sitting.user, at=sitting.at)
        except (actions.StoryRefused, actions.StoryOvertaken, NoRoom) as refused:
            _say(form, refused)
        else:
            messages.success(request, "Đã thêm vào cuối bài.")
            return redirect("newsroom:recordings", pk)
    context = {"story": text, "recordings": recordings_in(text), "form": form}
    return show(request, "newsroom/recordings.html", context, status=422 if form.is_bound else 200)


@_POSTED
@desk_page
def edit_recording(request: DeskRequest, pk: int, recording: int) -> HttpResponse:
    """Say anew whose a recording is and what is said in it."""
    sitting, found = request.sitting, visible(request, pk)
    if not can_edit_story(sitting.user, found, sitting.today):
        return _not_now(request, pk)
    text = _newest(found)
    row = _shown(text, recording)
    data = request.POST if request.method == "POST" else None
    form = RecordingForm(data, initial=told_of(row), pictures=pictures_in(text), recording=row)
    if data is not None and form.is_valid():
        try:
            actions.change_recording(recording=row, values=form.values(), by=sitting.user, at=sitting.at)
        except (actions.StoryRefused, actions.StoryOvertaken) as refused:
            _say(form, refused)
        else:
            messages.success(request, "Đã lưu.")
            return redirect("newsroom:recordings", pk)
    context = {"story": text, "one": row, "form": form}
    return show(request, "newsroom/recording.html", context, status=422 if form.is_bound else 200)


@_POSTED
@desk_page
def take_out(request: DeskRequest, pk: int, recording: int) -> HttpResponse:
    """Take a recording out of the text."""
    sitting, found = request.sitting, visible(request, pk)
    if request.method != "POST":
        return redirect("newsroom:recordings", pk)
    if not can_edit_story(sitting.user, found, sitting.today):
        return _not_now(request, pk)
    try:
        actions.take_out_recording(recording=_shown(_newest(found), recording), by=sitting.user, at=sitting.at)
    except (actions.StoryRefused, actions.StoryOvertaken) as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, "Đã bỏ khỏi bài.")
    return redirect("newsroom:recordings", pk)


def _newest(found: Story) -> Story:
    newest: Story = found.get_latest_revision_as_object() if found.live else found
    return newest


def _shown(text: Story, pk: int) -> Recording:
    """Return a recording that a text shows; raises Http404 for every other."""
    row = next((one for one in recordings_in(text) if one.pk == pk), None)
    if row is None:
        raise Http404
    row.story = text
    return row


def _not_now(request: DeskRequest, pk: int) -> HttpResponse:
    messages.success(request, "Tin, bài này đang ở bước khác nên chưa sửa được.")
    return redirect("newsroom:story", pk)


def _say(form: Any, refused: Exception) -> None:
    field = getattr(refused, "field", "")
    form.add_error(field if field in form.fields else None, str(refused))
