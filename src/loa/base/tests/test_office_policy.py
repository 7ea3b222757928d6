"""Only Wagtail's own inline calls get a nonce, and no outside address is asked about."""

import re

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from wagtail.embeds.embeds import get_embed
from wagtail.embeds.exceptions import EmbedException

from loa.base.csp import OfficePolicyMiddleware, is_known_call

PANEL = """
    (function() {
        var panel = new InlinePanel(JSON.parse("{\\u0022formsetPrefix\\u0022: \\u0022id_x\\u0022}"));
    })();
"""


@pytest.mark.parametrize(
    "code",
    [
        'initDateChooser("id_go\\u002Dlive", {"format": "d.m.Y", "week": 1});',
        'initDateTimeChooser("id_a", {});',
        'createTaskChooser("id_workflow_tasks-__prefix__-task");',
        'new PageChooser("id_page", {"modalUrl": "/admin/choose-page/", "canChooseRoot": false});',
        PANEL,
        PANEL.replace("InlinePanel", "MultipleChooserPanel"),
    ],
)
def test_wagtails_calls_are_known(code):
    assert is_known_call(code)


@pytest.mark.parametrize(
    "code",
    [
        "alert(1)",
        'initDateChooser("id_a", alert(1));',
        'initDateChooser("id_a", {}); alert(1); f({});',
        'new PageChooser("a", {}); fetch("/admin/users/");',
        'new PageChooser((alert(1), "a"));',
        'new Function("alert(1)");',
        PANEL.replace('"));', '")); alert(1);'),
        PANEL.replace('JSON.parse("', 'JSON.parse("" + alert(1) + "'),
        "",
    ],
)
def test_everything_else_is_not(code):
    assert not is_known_call(code)


def _through(path, body, content_type="text/html"):
    request = RequestFactory().get(path)
    request.csp_nonce = "abc"
    return OfficePolicyMiddleware(lambda _: HttpResponse(body, content_type=content_type))(request)


def test_smuggled_script_gets_no_nonce():
    body = '<script>alert(1)</script><script>new PageChooser("a", {});</script>'
    response = _through("/admin/pages/", body)
    assert response.text == '<script>alert(1)</script><script nonce="abc">new PageChooser("a", {});</script>'


def test_only_pages_of_the_office_are_touched():
    body = '<script>new PageChooser("a", {});</script>'
    assert _through("/tin/", body).text == body
    assert _through("/admin/", body, "application/json").text == body


def test_length_counts_the_nonces(admin_client):
    """A length that is too small cuts the end off the page."""
    response = admin_client.get("/admin/pages/")
    assert "nonce=" in response.text
    assert int(response["Content-Length"]) == len(response.content)


def test_wagtail_still_writes_only_calls_we_know(admin_client):
    """After an upgrade of Wagtail this says which inline script has a new shape."""
    from wagtail.models import Page

    home = Page.objects.get(depth=2)
    addresses = [
        f"/admin/pages/{home.pk}/edit/", "/admin/pages/", "/admin/users/new/", "/admin/images/add/",
        "/admin/documents/multiple/add/", "/admin/redirects/add/", "/admin/workflows/add/", "/admin/sites/new/",
        "/admin/reports/site-history/", "/admin/collections/add/", "/admin/account/", "/admin/groups/new/",
    ]  # fmt: skip
    for address in addresses:
        response = admin_client.get(address)
        assert response.status_code == 200, address
        inline = re.findall(r"<script(?: type=\"text/javascript\")?>(.*?)</script>", response.text, re.DOTALL)
        assert inline == [], address
        assert not re.search(r"<[a-z][^>]*\s(?:style|on[a-z]+)=\"", response.text), address


@pytest.mark.django_db
def test_an_embedded_address_is_not_asked_about():
    """Wagtail would fetch it from the server for anybody in the office."""
    with pytest.raises(EmbedException):
        get_embed("https://www.youtube.com/watch?v=dQw4w9WgXcQ")
