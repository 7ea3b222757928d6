"""Small words for the screens of units."""

from datetime import date, timedelta

from django import template

register = template.Library()


@register.filter
def name_of(names: dict[int, str], unit: int | None) -> str:
    """Return a unit's name by its id; empty for none."""
    return names.get(unit, "") if unit else ""


@register.filter
def day_before(day: date) -> date:
    """Return the day before: the last day of a stretch that is kept with its end left out."""
    return day - timedelta(days=1)
