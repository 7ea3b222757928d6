"""What the person who runs Loa is told, held against what is there."""

import re
from pathlib import Path

from django.core.management import get_commands

ROOT = Path(__file__).parents[2]
OPERATIONS = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
GUIDES = [OPERATIONS, *(page.read_text(encoding="utf-8") for page in (ROOT / "docs" / "guide").glob("*.md"))]
_VARIABLE = re.compile(r"\bLOA_[A-Z_]+\b")
# Settings of the project's own that no environment sets.
_NOT_READ = {"LOA_CACHE_IS_SHARED"}


def variables_read():
    text = (ROOT / "src" / "loa" / "settings.py").read_text(encoding="utf-8")
    return set(re.findall(r'"(LOA_[A-Z_]+)"', text)) - _NOT_READ


def test_every_variable_is_in_the_example_once_and_no_other():
    lines = (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()
    set_there = [match[1] for line in lines if (match := re.match(r"#?(LOA_[A-Z_]+)=", line))]
    assert sorted(set_there) == sorted(variables_read())


def test_every_variable_is_in_the_table_once_and_no_other():
    assert sorted(re.findall(r"^\| `(LOA_[A-Z_]+)` \|", OPERATIONS, re.MULTILINE)) == sorted(variables_read())


def test_no_guide_names_a_variable_that_is_not_read():
    assert {name for text in GUIDES for name in _VARIABLE.findall(text)} - variables_read() == set()


def test_every_command_in_the_guides_is_there():
    named = {word for text in GUIDES for word in re.findall(r"(?:^    |/bin/|`)loa ([a-z_]+)", text, re.MULTILINE)}
    assert {"backup", "restore", "compare_backup", "make_administrator", "send_test_mail", "tick", "serve"} <= named
    assert named - {"read"} - set(get_commands()) == set()


def test_every_command_of_ours_is_in_a_guide():
    """But for the one that fills the demonstration, which `make demo` calls."""
    ours = {name for name, app in get_commands().items() if str(app).startswith("loa.")} - {"fill_demo"}
    assert [name for name in sorted(ours) if not any(f"loa {name}" in text for text in GUIDES)] == []


def test_the_unit_and_the_proxy_agree_with_the_guide():
    unit = (ROOT / "deploy" / "loa.service").read_text(encoding="utf-8")
    proxy = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    assert "WorkingDirectory=/opt/loa" in unit
    assert "loa serve --host 127.0.0.1 --port 8000" in unit
    assert "server 127.0.0.1:8000;" in proxy
    assert "location /accounts/mat-khau/" in proxy
    assert "location /lich/" in proxy


def test_the_pages_of_the_proxy_itself_are_there_and_ask_for_nothing_else():
    proxy = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    named = re.findall(r"error_page [0-9 ]+ /(\S+)[.]html;", proxy)
    assert len(named) == 2
    assert f"location ~ ^/(?:{'|'.join(named)})\\.html$" in proxy
    for name in named:
        page = (ROOT / "deploy" / f"{name}.html").read_text(encoding="utf-8")
        assert 'lang="vi"' in page
        assert re.findall(r"(?:src|url|@import|<link|<script)", page) == []
