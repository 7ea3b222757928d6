"""Measure the pages on one database engine and write the figures as JSON: `measure_pages.py FILE`.

LOA_DATABASE_URL names a database that may be filled; without it, SQLite in a temporary folder, and WordPress where it
is installed. Everything is made anew and removed at the end; every server is stopped by its own id.
"""

import json
import os
import re
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from secrets import token_hex
from typing import Any
from urllib.request import urlopen

import psycopg
from accounting import parent_of
from behind_nginx import behind_nginx, has_nginx
from load import Load, put_load
from servers import serving
from weight import Weight, weigh
from wordpress import has_wordpress, wordpress

HERE = Path(__file__).resolve().parent
PLANS, STORIES = "/ke-hoach/", "/tin-bai/"
BARE = "bare Wagtail, list of 10"
BARE_PAGES = {BARE: "/"} | {f"bare Wagtail, text of {many} KB": f"/page-1/text-{many}/" for many in (20, 40, 80)}


@dataclass(frozen=True)
class Site:
    """A Django site to measure: how to reach its code and settings, and the processes of its database."""

    application: str
    environment: dict[str, str]
    folder: Path
    database: list[int]

    def python(self, *words: str) -> bytes:
        """Run Python with these words, in the site's settings, and return what it printed."""
        done = subprocess.run(
            [sys.executable, *words], env=self.environment, cwd=self.folder, check=True, stdout=subprocess.PIPE
        )
        return done.stdout

    def manage(self, *words: str) -> None:
        """Run a management command."""
        self.python("-m", "django", *words)

    def queries(self, *paths: str) -> dict[str, int]:
        """Return the number of queries of each page."""
        counted: dict[str, int] = json.loads(self.python(str(HERE / "count_queries.py"), *paths))
        return counted

    def setting(self, **more: str) -> "Site":
        """Return this site with some variables set otherwise."""
        return replace(self, environment=self.environment | more)

    @contextmanager
    def served(self) -> Iterator[tuple[int, list[int]]]:
        """Serve it; yield the port and the processes that work for it."""
        with serving(self.application, self.environment, self.folder) as (port, server):
            yield port, [server, *self.database]


def main() -> None:
    """Fill the sites, measure them in turn, and write the figures to the file named on the command line."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # leave through every `finally`: servers must end
    given = os.environ.get("LOA_DATABASE_URL", "")
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        loa, bare = _loa(folder, given), _bare(folder, given)
        with ThreadPoolExecutor() as both:
            filled = both.submit(_fill_loa, loa), both.submit(_fill_bare, bare)
        for each in filled:
            each.result()
        figures = [*_of_loa(loa, cached=not given), *_of_bare(bare, cached=not given)]
        if not given and has_wordpress():  # it brings its own database, so once is enough
            figures += _of_wordpress()
    Path(sys.argv[1]).write_text(json.dumps(figures), encoding="utf-8")


def _environment(**more: str) -> dict[str, str]:
    """Return the environment without what another installation may have set there."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("LOA_", "DJANGO_"))}
    return kept | more


def _loa(folder: Path, database: str) -> Site:
    environment = _environment(
        DJANGO_SETTINGS_MODULE="loa.settings", LOA_DEMO="1", LOA_TODAY="2024-03-15", LOA_SECRET_KEY=token_hex(32),
        LOA_VAR=str(folder / "loa"), LOA_HOSTS=".localhost,127.0.0.1",
    )  # fmt: skip
    (folder / "loa").mkdir()
    if database:
        environment["LOA_DATABASE_URL"] = database
    return Site("loa.wsgi:application", environment, folder, _server_of(database))


def _bare(folder: Path, database: str) -> Site:
    if database:
        with psycopg.connect(database, autocommit=True) as connection:
            connection.execute("CREATE DATABASE bare")
    environment = _environment(
        DJANGO_SETTINGS_MODULE="bare_wagtail.settings", PYTHONPATH=str(HERE), BARE_SECRET_KEY=token_hex(32),
        BARE_DATABASE_URL=f"{database.rpartition('/')[0]}/bare" if database else f"sqlite:///{folder}/bare.sqlite3",
    )  # fmt: skip
    return Site("bare_wagtail.wsgi:application", environment, folder, _server_of(database))


def _server_of(database: str) -> list[int]:
    """Return the process above all that PostgreSQL runs for this database; SQLite works inside the site's own."""
    if not database:
        return []
    with psycopg.connect(database) as connection:
        return [parent_of(connection.info.backend_pid)]


def _fill_loa(site: Site) -> None:
    site.manage("migrate", "--verbosity", "0")
    site.manage("collectstatic", "--no-input", "--verbosity", "0")
    site.manage("fill_demo")


def _fill_bare(site: Site) -> None:
    site.manage("migrate", "--verbosity", "0")
    site.python("-m", "bare_wagtail.fill")


def _of_loa(site: Site, *, cached: bool) -> Iterator[dict[str, Any]]:
    with site.served() as (port, processes):
        pages = {
            "Loa, home": "/",
            "Loa, plan": _first_in(port, PLANS),
            "Loa, list of stories": STORIES,
            "Loa, section": "/chuyen-muc/cai-cach-hanh-chinh/",
            "Loa, story": _first_in(port, STORIES),
            "Loa, search": "/tim-kiem/?q=mot+cua",
        }
        queries = site.queries(*pages.values())
        for name, path in pages.items():
            made = put_load(port, path, processes, always_new=True)
            yield _figure(name, made, cached=False, queries=queries[path], weight=weigh(port, path))
            if cached:
                yield _figure(name, put_load(port, path, processes, always_new=False), cached=True, queries=0)
        if cached and has_nginx():
            with behind_nginx(port) as (front, proxy):
                for name in ("Loa, home", "Loa, section", "Loa, story", "Loa, search"):
                    made = put_load(front, pages[name], [*processes, proxy], always_new=False)
                    yield _figure(f"{name}, behind nginx", made, cached=True, queries=0)


def _first_in(port: int, listed: str) -> str:
    """Return the address of the first page that a list leads to."""
    with urlopen(f"http://127.0.0.1:{port}{listed}", timeout=10) as answer:
        found = re.search(rf'href="({listed}[^/"]+/)"', answer.read().decode())
    assert found, f"{listed} leads to nothing."
    return found[1]


def _of_bare(site: Site, *, cached: bool) -> Iterator[dict[str, Any]]:
    queries = site.queries(*BARE_PAGES.values())
    with site.served() as (port, processes):
        for name, path in BARE_PAGES.items():
            made = put_load(port, path, processes, always_new=False)
            yield _figure(name, made, cached=False, queries=queries[path], weight=weigh(port, path))
    if cached:
        with site.setting(BARE_CACHE="1").served() as (port, processes):
            yield _figure(BARE, put_load(port, "/", processes, always_new=False), cached=True, queries=0)


def _of_wordpress() -> Iterator[dict[str, Any]]:
    with wordpress() as site:
        for name, path in site.pages.items():
            queries = site.queries(path)
            made = put_load(site.port, path, site.processes, always_new=True)
            yield _figure(name, made, cached=False, queries=queries, weight=weigh(site.port, path))


def _figure(name: str, load: Load, *, cached: bool, queries: int, weight: Weight | None = None) -> dict[str, Any]:
    return {
        "name": name, "cached": cached, "queries": queries,
        "load": asdict(load), "weight": asdict(weight) if weight else None,
    }  # fmt: skip


if __name__ == "__main__":
    main()
