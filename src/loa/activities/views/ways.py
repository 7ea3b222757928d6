"""The ways to fill a hole in the coverage, which apps above offer: this one knows of none."""

from wagtail import hooks

from loa.activities.models import CoverageTarget


def ways_to_fill(owner: int, unit: int, target: CoverageTarget) -> list[tuple[str, str]]:
    """Return words and address of each way that `register_hole_way` offers for what a unit lacks of a target."""
    offered = (way(owner, unit, target) for way in hooks.get_hooks("register_hole_way"))
    return [one for one in offered if one is not None]
