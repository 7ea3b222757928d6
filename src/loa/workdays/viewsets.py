"""The office's calendar of working days: a year at a glance, and what its keeper can do about it."""

from collections.abc import Callable
from typing import Any, cast

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.views.generic import FormView, TemplateView, View
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.base import ViewSet
from wagtail.admin.widgets.button import Button, HeaderButton

from loa.base.clock import now, today
from loa.people.models import User
from loa.workdays.actions import CalendarRefused, confirm_year, prepare_year, remove_day, set_day
from loa.workdays.forms import DayForm, YearForm
from loa.workdays.models import CalendarDay
from loa.workdays.permissions import can_keep_calendar, can_see_calendar
from loa.workdays.queries import find_day, year_sheet
from loa.workdays.rules import FIRST_YEAR, LAST_YEAR

_TITLE = "Lịch làm việc"


def address_of_year(year: int) -> str:
    """Return the address of a year's calendar."""
    return f"{reverse('workdays:index')}?nam={year}"


class OfTheCalendar(WagtailAdminTemplateMixin):
    """Let nobody to a screen who may not look at the calendar; to those that change it, only its keeper."""

    page_title = _TITLE
    header_icon = "calendar"
    only_keeper = False
    request: HttpRequest

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if not (self.keeps if self.only_keeper else can_see_calendar(request.user, today())):
            raise Http404

    @property
    def by(self) -> User:
        return cast("User", self.request.user)

    @property
    def keeps(self) -> bool:
        return can_keep_calendar(self.request.user)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        base = [*super().get_breadcrumbs_items(), {"url": reverse("workdays:index"), "label": _TITLE}]
        return base if self.page_title == _TITLE else [*base, {"url": "", "label": self.page_title}]


class YearView(OfTheCalendar, TemplateView):
    """A year in twelve months, its special days with their basis, and what other parts remark about it."""

    template_name = "workdays/year.html"

    @cached_property
    def year(self) -> int:
        """The year asked for; this one where none is, or one that the calendar cannot hold."""
        form = YearForm({"year": self.request.GET.get("nam", "")})
        return form.cleaned_data["year"] if form.is_valid() else today().year

    @cached_property
    def header_buttons(self) -> list[Button]:
        if not self.keeps:
            return []
        return [HeaderButton("Ghi một ngày", url=reverse("workdays:add"), icon_name="plus")]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        sheet = year_sheet(self.year)
        # Apps above say what the days mean for their things: each hook returns (sentence, address) pairs.
        remarks = [
            remark
            for remark_on in hooks.get_hooks("register_calendar_remarks")
            for remark in remark_on(sheet.year, sheet.special, self.by)
        ]
        return {
            **super().get_context_data(**kwargs),
            "sheet": sheet,
            "keeps": self.keeps,
            "remarks": remarks,
            "before": self.year - 1 if self.year > FIRST_YEAR else None,
            "after": self.year + 1 if self.year < LAST_YEAR else None,
            "today": today(),
        }


class YearActionView(OfTheCalendar, View):
    """A button of the year's page: it calls one action and leads back to the page."""

    only_keeper = True
    http_method_names = ["post"]
    act: Callable[..., Any]
    said = ""

    def post(self, request: HttpRequest) -> HttpResponse:
        form = YearForm(request.POST)
        if not form.is_valid():
            messages.error(request, f"Lịch làm việc chỉ lập được cho các năm từ {FIRST_YEAR} đến {LAST_YEAR}.")
            return redirect("workdays:index")
        year = form.cleaned_data["year"]
        try:
            type(self).act(year, by=self.by, at=now())
        except CalendarRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, self.said.format(year=year))
        return HttpResponseRedirect(address_of_year(year))


class PrepareView(YearActionView):
    act = prepare_year
    said = "Đã lập lịch năm {year} theo các ngày nghỉ đã biết. Đối chiếu với thông báo rồi xác nhận."


class ConfirmView(YearActionView):
    act = confirm_year
    said = "Đã xác nhận lịch làm việc năm {year}."


class AddDayView(OfTheCalendar, FormView):
    page_title = "Ghi một ngày"
    only_keeper = True
    template_name = "workdays/day_form.html"
    form_class = DayForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "button": "Ghi vào lịch", "back": reverse("workdays:index")}

    def form_valid(self, form: Form) -> HttpResponse:
        try:
            put = set_day(**form.cleaned_data, by=self.by, at=now())
        except CalendarRefused as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        messages.success(self.request, f"Đã ghi {put} vào lịch. Hạn đã giao không đổi.")
        return HttpResponseRedirect(address_of_year(put.day.year))


class RemoveDayView(OfTheCalendar, TemplateView):
    page_title = "Bỏ một ngày"
    only_keeper = True
    template_name = "workdays/day_remove.html"
    kwargs: dict[str, Any]

    @cached_property
    def day(self) -> CalendarDay:
        day = find_day(self.kwargs["pk"])
        if day is None:
            raise Http404
        return day

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "day": self.day, "back": address_of_year(self.day.day.year)}

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        address = address_of_year(self.day.day.year)
        words = str(self.day)
        try:
            remove_day(self.day, by=self.by, at=now())
        except CalendarRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, f"Đã bỏ {words} khỏi lịch. Hạn đã giao không đổi.")
        return HttpResponseRedirect(address)


class CalendarMenuItem(MenuItem):
    """Shown to those who may look at the calendar."""

    def is_shown(self, request: HttpRequest) -> bool:
        return can_see_calendar(request.user, today())


class CalendarViewSet(ViewSet):
    name = "workdays"
    url_prefix = "lich-lam-viec"
    icon = "calendar"
    menu_label = _TITLE
    menu_order = 130
    add_to_admin_menu = True
    menu_item_class = CalendarMenuItem
    menu_url = property(lambda self: reverse("workdays:index"))

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return the addresses of a year and of each change."""
        view: Callable[..., Any] = self.construct_view
        return [
            path("", view(YearView), name="index"),
            path("lap/", view(PrepareView), name="prepare"),
            path("xac-nhan/", view(ConfirmView), name="confirm"),
            path("them/", view(AddDayView), name="add"),
            path("<int:pk>/bo/", view(RemoveDayView), name="remove"),
        ]
