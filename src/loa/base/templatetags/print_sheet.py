"""What a printed sheet needs to lead back to its page: the public address, in words and as a QR code."""

from functools import lru_cache
from typing import Any

import qrcode
from django import template
from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag(takes_context=True)
def public_address(context: dict[str, Any]) -> str:
    """Return this page's address as the public knows it, from the settings and not from the visitor's headers."""
    return settings.WAGTAILADMIN_BASE_URL.rstrip("/") + context["request"].path


@register.simple_tag
@lru_cache(maxsize=256)
def qr_code(address: str) -> SafeString:
    """Return a QR code of the address as SVG, drawn as one path so that nothing inline is styled."""
    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=0)
    code.add_data(address)
    code.make(fit=True)
    rows = code.get_matrix()
    return format_html(
        '<svg class="qr" viewBox="0 0 {0} {0}" role="img" aria-label="Mã QR dẫn đến trang này">'
        '<path fill="#000" d="{1}"/></svg>',
        len(rows),
        "".join(_dark_runs(row, y) for y, row in enumerate(rows)),
    )


def _dark_runs(row: list[bool], y: int) -> str:
    path, x = "", 0
    while x < len(row):
        width = 0
        while x + width < len(row) and row[x + width]:
            width += 1
        if width:
            path += f"M{x} {y}h{width}v1h-{width}z"
        x += width + 1
    return path
