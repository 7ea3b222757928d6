"""Show a picture on a page, in the size and format that the browser asks for."""

from typing import Any

from django import template

from loa.pictures.models import Picture
from loa.pictures.queries import ShownPicture, shown

register = template.Library()
_SIZES = "(min-width: 46rem) 42rem, 100vw"


@register.inclusion_tag("pictures/picture.html")
def picture(
    image: Picture | None,
    alt: str | None = None,
    sizes: str = "",
    *,
    caption: str = "",
    credit: bool = True,
    first: bool = False,
) -> dict[str, Any]:
    """Show a picture with its caption and whose it is; nothing where there is none or its file is gone.

    `alt` stands in for the picture's own words (empty: decorative here), `sizes` tells the browser how wide it will
    stand, `first` loads it at once since it is in sight when the page opens.
    """
    copies = shown(image) if image is not None else None
    return {
        "copies": copies,
        "alt": image.default_alt_text if image is not None and alt is None else alt or "",
        "sizes": sizes or _SIZES,
        "caption": caption,
        "credit": copies.credit if copies is not None and credit else "",
        "first": first,
    }


@register.simple_tag
def copies(image: Picture | None) -> ShownPicture | None:
    """Return the copies of a picture, for a page that shows it in another way; None where there is none."""
    return shown(image) if image is not None else None
