"""No page, public or of the office, points the browser at another host."""

import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest

_OWN = {"", "testserver", "localhost", "localhost:8000"}
_ATTRIBUTE = re.compile(r"""\s(src|href|action|formaction|srcset|poster|data)\s*=\s*["']([^"']+)["']""")
_URL = re.compile(r"""url\(\s*["']?([^"')]+)""")

PUBLIC = [
    "/", "/ke-hoach/", "/nhan-tin/", "/so-do-trang/", "/kha-nang-tiep-can/", "/en/contact/", "/tin-bai/",
    "/khong-co/", "/accounts/login/", "/accounts/inactive/",
]  # fmt: skip
OFFICE = [
    "/admin/", "/admin/pages/", "/admin/users/", "/admin/users/new/", "/admin/groups/", "/admin/images/",
    "/admin/images/add/", "/admin/documents/", "/admin/account/", "/admin/redirects/", "/admin/sites/",
    "/admin/collections/", "/admin/workflows/list/", "/admin/reports/site-history/", "/admin/khong-co/",
    "/accounts/2fa/", "/accounts/password/change/", "/accounts/logout/",
]  # fmt: skip
# A link in the sentence shown where scripts are off; the browser does not call it by itself.
LINKS = {"www.enable-javascript.com"}


def _outside(text: str) -> set[str]:
    found = {address for _, value in _ATTRIBUTE.findall(text) for address in _addresses(value)}
    found |= {address.strip() for address in _URL.findall(text)}
    return {address for address in found if urlsplit(address).netloc not in _OWN}


def _addresses(value: str) -> list[str]:
    if value.startswith("data:"):
        return []
    return [part.strip().split(" ")[0] for part in value.split(",")]


def test_the_check_itself_sees_outside_hosts():
    assert _outside('<img src="https://evil.example/a.png">') == {"https://evil.example/a.png"}
    assert _outside("<link href='//cdn.example/a.css'>") == {"//cdn.example/a.css"}
    assert _outside("a { background: url(https://evil.example/x) }") == {"https://evil.example/x"}
    assert _outside('<a href="/tin/">') == set()


@pytest.mark.parametrize("address", PUBLIC)
def test_public_pages(client, db, address):
    assert _outside(client.get(address).text) == set()


@pytest.mark.parametrize("address", OFFICE)
def test_office_pages(admin_client, address):
    outside = {a for a in _outside(admin_client.get(address).text) if urlsplit(a).netloc not in LINKS}
    assert outside == set()


def test_own_stylesheets_and_templates():
    source = Path(__file__).parents[2] / "src" / "loa"
    files = [*source.glob("**/static/**/*.css"), *source.glob("**/templates/**/*.html")]
    assert files
    for file in files:
        assert _outside(file.read_text()) == set(), file
