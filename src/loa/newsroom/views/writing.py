"""Write a story and change its words, from a telephone as well as from a desk."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from loa.newsroom.actions import StoryOvertaken, StoryRefused, save_story, write_story
from loa.newsroom.forms import PicturesForm, StoryForm, initial_of
from loa.newsroom.models import Commission, Story, Tip
from loa.newsroom.permissions import (
    can_edit_story,
    can_see_story,
    can_write,
    can_write_from,
    sections_for,
    tips_seen,
    units_written,
)
from loa.newsroom.queries.words import typed_text
from loa.people.models import Unit
from loa.people.queries import unit_names
from loa.pictures.actions import PictureRefused, add_picture
from loa.pictures.models import Picture
from loa.tasks.views.frame import DeskRequest, desk_page, show

_MOST_PICTURES = 5


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def write(request: DeskRequest) -> HttpResponse:
    """Begin a story of a unit, maybe from a tip or for a commission that the address names."""
    sitting = request.sitting
    units = units_written(sitting.user, sitting.today)
    if not units:
        return show(request, "newsroom/no_writer.html", {}, status=403)
    tip, commission = _from(request, units)
    unit = _unit(request, units, tip, commission)
    sections = list(sections_for(unit, sitting.today).select_related("owner"))
    if unit.pk not in units:
        sections = [one for one in sections if can_write_from(sitting.user, tip, unit, one, sitting.today)]
    first: dict[str, Any] = {"section": sections[0].pk if len(sections) == 1 else None}
    if tip is not None:
        first |= {"title": tip.title, "text": tip.text, "happened_on": tip.happened_on, "place": tip.place}
        first["topics"] = [tip.topic_id] if tip.topic_id else []
    if commission is not None:
        first |= {"title": commission.what, "topics": [commission.topic_id] if commission.topic_id else []}
    data = request.POST if request.method == "POST" else None
    form = StoryForm(data, initial=first, sections=sections, on=sitting.today)
    pictures = PicturesForm(data, request.FILES if data is not None else None)
    if data is not None and form.is_valid() and pictures.is_valid():
        try:
            story = write_story(
                unit=unit,
                section=form.cleaned_data["section"],
                values=form.values(),
                pictures=[*_of_tip(tip), *_kept(request, pictures, unit)],
                tip=tip,
                commission=commission,
                by=sitting.user,
                at=sitting.at,
            )
        except (StoryRefused, PictureRefused) as refused:
            _say(form, pictures, refused)
        else:
            messages.success(request, "Đã lưu bản nháp. Đọc lại rồi gửi đi biên tập.")
            return redirect("newsroom:story", story.pk)
    names = unit_names(units | {unit.pk}, sitting.today)
    context = {
        "form": form,
        "pictures": pictures,
        "unit": unit,
        "unit_name": names.get(unit.pk, ""),
        "units": sorted(names.items(), key=lambda pair: pair[1]) if len(units) > 1 and not tip else [],
        "tip": tip,
        "commission": commission,
        "no_section": not sections,
    }
    return show(request, "newsroom/write.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def edit(request: DeskRequest, pk: int) -> HttpResponse:
    """Change the words of a story; of two who do at once, the second sees both."""
    sitting = request.sitting
    story = Story.objects.select_related("section", "unit").filter(pk=pk).first()
    if story is None or not can_see_story(sitting.user, story, sitting.today):
        raise Http404
    if not can_edit_story(sitting.user, story, sitting.today):
        messages.success(request, "Tin, bài này đang ở bước khác nên chưa sửa được.")
        return redirect("newsroom:story", pk)
    text = story.get_latest_revision_as_object() if story.live else story
    data = request.POST if request.method == "POST" else None
    first = {**initial_of(text), "version": story.version}
    form = StoryForm(data, initial=first, sections=[], on=sitting.today, story=text)
    pictures = PicturesForm(data, request.FILES if data is not None else None)
    if data is not None and form.is_valid() and pictures.is_valid():
        try:
            added = _kept(request, pictures, story.unit)
            save_story(
                story=story,
                values=form.values(),
                pictures=[*_shown(text, request), *added] if added or _removes(request) else None,
                version=form.cleaned_data["version"] or 0,
                by=sitting.user,
                at=sitting.at,
            )
        except StoryOvertaken as overtaken:
            form.overtaken = overtaken.story
            form.data = {**form.data.dict(), **_lists(request), "version": overtaken.story.version}  # type: ignore[attr-defined]
        except (StoryRefused, PictureRefused) as refused:
            _say(form, pictures, refused)
        else:
            messages.success(request, "Đã lưu.")
            return redirect("newsroom:story", pk)
    context = {
        "form": form,
        "pictures": pictures,
        "story": text,
        "kept_pictures": [block.value for block in text.body if block.block_type == "picture"],
        "theirs": typed_text(form.overtaken) if form.overtaken else "",
    }
    return show(request, "newsroom/edit.html", context, status=422 if form.is_bound else 200)


def _lists(request: DeskRequest) -> dict[str, list[str]]:
    return {name: request.POST.getlist(name) for name in ("topics", "audiences")}


def _from(request: DeskRequest, units: frozenset[int]) -> tuple[Tip | None, Commission | None]:
    tip, asked = request.GET.get("tin", ""), request.GET.get("dat", "")
    seen = tips_seen(request.user, request.sitting.today).select_related("unit", "topic") if tip.isdecimal() else None
    found_tip = seen.filter(pk=tip).first() if seen is not None else None
    found = Commission.objects.select_related("unit", "topic", "task") if asked.isdecimal() else None
    commission = found.filter(pk=asked, unit__in=units).first() if found is not None else None
    return found_tip, commission


def _unit(request: DeskRequest, units: frozenset[int], tip: Tip | None, commission: Commission | None) -> Unit:
    """Return whose story it will be: what it comes from says it, else the address, else the first own one.

    What a unit told is its story, and its work, also where the desk writes it.
    """
    if commission is not None:
        return commission.unit
    if tip is not None:
        return tip.unit
    asked = request.GET.get("don-vi", "")
    if asked.isdecimal() and int(asked) in units:
        return Unit.objects.get(pk=int(asked))
    return Unit.objects.get(pk=min(units))


def _of_tip(tip: Tip | None) -> list[tuple[Picture, str]]:
    return [(one.picture, one.caption) for one in tip.pictures.select_related("picture")] if tip else []


def _kept(request: DeskRequest, form: PicturesForm, unit: Unit) -> list[tuple[Picture, str]]:
    """Keep the photographs that came along and return them with their caption."""
    told, files = form.cleaned_data, form.cleaned_data["pictures"]
    if len(files) > _MOST_PICTURES:
        raise PictureRefused(f"Mỗi lần gửi nhiều nhất {_MOST_PICTURES} ảnh; lần này có {len(files)} ảnh.")
    sitting = request.sitting
    if files and not can_write(sitting.user, unit, sitting.today):
        unit = next(iter(Unit.objects.filter(pk__in=units_written(sitting.user, sitting.today))), unit)
    return [
        (
            add_picture(
                data=file,
                name=file.name or "ảnh",
                unit=unit,
                source=told["source"],
                licence=told["licence"],
                consent=told["consent"],
                alt=told["alt"],
                by=sitting.user,
                at=sitting.at,
            ),
            told["caption"],
        )
        for file in files
    ]


def _removes(request: DeskRequest) -> list[str]:
    return request.POST.getlist("bo-anh")


def _shown(story: Story, request: DeskRequest) -> list[tuple[Picture, str]]:
    """Return the pictures that stay with a story."""
    gone = set(_removes(request))
    values = [block.value for block in story.body if block.block_type == "picture"]
    return [(one["picture"], one["caption"]) for one in values if one["picture"] and str(one["picture"].pk) not in gone]


def _say(form: StoryForm, pictures: PicturesForm, refused: StoryRefused | PictureRefused) -> None:
    if isinstance(refused, PictureRefused):
        pictures.add_error("pictures", str(refused))
    else:
        form.add_error(refused.field if refused.field in form.fields else None, str(refused))
