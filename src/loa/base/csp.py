"""The content security policy of the office (Wagtail's admin), as strict as its own inline calls allow.

Wagtail has no support for nonces: a few widgets write one inline call each. A nonce is given only to scripts of these
known shapes whose arguments are plain JSON, so that a script somebody smuggled into a page never gets one. See
docs/decisions/0010-content-security-policy.md.
"""

import json
import re
from collections.abc import Callable

from csp.constants import NONCE, SELF, UNSAFE_INLINE
from django.http import HttpRequest, HttpResponse

_INLINE_SCRIPT = re.compile(r"<script(?: type=\"text/javascript\")?>(?P<code>.*?)</script>", re.DOTALL)
# initDateChooser("id", {…});   createTaskChooser("id");   new PageChooser("id", {…});
_CALL = re.compile(
    r"\s*(?:init(?:Date|Time|DateTime)Chooser|createTaskChooser|new \w*Chooser)\((?P<arguments>.*)\);\s*", re.DOTALL
)
# (function() { var panel = new InlinePanel(JSON.parse("…")); })();
_PANEL = re.compile(
    r"\s*\(function\(\) \{\s*"
    r"var panel = new (?:InlinePanel|MultipleChooserPanel)\(JSON\.parse\((?P<arguments>\"[^\"\n]*\")\)\);"
    r"\s*\}\)\(\);\s*"
)
# The rich-text editor writes its own style elements.
_RICH_TEXT_EDITOR = "/draftail"


class OfficePolicyMiddleware:
    """Widen the policy on pages of the office, and give Wagtail's own inline calls their nonce."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path.startswith("/admin/") and _is_page(response):
            _widen(request, response)
        return response


def is_known_call(code: str) -> bool:
    """Say whether an inline script is one of Wagtail's widget calls and carries nothing but JSON."""
    match = _CALL.fullmatch(code) or _PANEL.fullmatch(code)
    if match is None:
        return False
    try:
        json.loads(f"[{match['arguments']}]")
    except ValueError:
        return False
    return True


def _is_page(response: HttpResponse) -> bool:
    return not response.streaming and response.get("Content-Type", "").startswith("text/html")


def _widen(request: HttpRequest, response: HttpResponse) -> None:
    page = response.text
    with_nonce = _INLINE_SCRIPT.sub(lambda found: _with_nonce(request, found), page)
    if with_nonce != page:
        response.content = with_nonce
        response["Content-Length"] = str(len(response.content))  # was counted before the nonces came in
    styles = [SELF, UNSAFE_INLINE] if _RICH_TEXT_EDITOR in page else [SELF]
    response._csp_replace = {  # type: ignore[attr-defined]
        "script-src": [SELF, NONCE],
        "style-src": styles,
        "img-src": [SELF, "data:", "blob:"],
        "frame-src": [SELF],
    }


def _with_nonce(request: HttpRequest, found: re.Match[str]) -> str:
    if not is_known_call(found["code"]):
        return found[0]
    nonce = str(request.csp_nonce)  # type: ignore[attr-defined]
    return f'<script nonce="{nonce}">{found["code"]}</script>'
