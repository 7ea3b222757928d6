"""Debian's WordPress as its packages set it up, filled with the stories of Loa's demonstration, to be measured beside.

All it writes stands in one temporary folder: a copy of the package's files, the database, the sockets. nginx, php-fpm
and MariaDB are its own, stopped by their process ids.
"""

import json
import os
import re
import shutil
import socket
import subprocess
import tempfile
import tomllib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

from behind_nginx import has_nginx, running_nginx
from servers import free_port, running

from loa.lib.simple_text import as_html

HERE = Path(__file__).resolve().parent / "debian_wordpress"
FRONT, POST = "WordPress, list of ten", "WordPress, one post"
SECTION, SEARCH = "WordPress, section", "WordPress, search"
_PACKAGE = Path("/usr/share/wordpress")
_STORIES = HERE.parent.parent / "examples" / "vinh-linh-2024" / "tin-bai"
_CATEGORY = ("Cải cách hành chính", "cai-cach-hanh-chinh")
_BLOCKS = {"p": "paragraph", "h2": "heading", "ul": "list", "li": "list-item"}
_SECONDS_TO_FILL = 120


@dataclass(frozen=True)
class WordPress:
    """A WordPress that answers: at which port, by which processes, with which pages, from which database."""

    port: int
    processes: list[int]
    pages: dict[str, str]
    database: Path

    def queries(self, path: str) -> int:
        """Return the number of SELECT statements of a page's second answer."""
        self._answer(path)
        before = self._selects()
        self._answer(path)
        return self._selects() - before

    def _answer(self, path: str) -> None:
        urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=30).close()

    def _selects(self) -> int:
        return int(_ask(self.database, "SHOW GLOBAL STATUS LIKE 'Com_select'").split()[1])


def lacking() -> list[str]:
    """Return what must be installed before WordPress can be measured."""
    there = {
        "WordPress": (_PACKAGE / "wp-settings.php").exists(),
        "a theme of WordPress": any(_PACKAGE.glob("wp-content/themes/*/style.css")),
        "php-fpm": _php_fpm() is not None,
        "PHP's command line": shutil.which("php") is not None,
        "MariaDB": _program("mariadbd") is not None and shutil.which("mariadb-install-db") is not None,
        "nginx": has_nginx(),
    }
    return [part for part, is_there in there.items() if not is_there]


def has_wordpress() -> bool:
    """Tell whether WordPress can be measured here."""
    return not lacking()


@contextmanager
def wordpress() -> Iterator[WordPress]:
    """Serve a WordPress that is made for this alone and is gone afterwards."""
    with ExitStack() as stack:
        # Not where TMPDIR says: a folder that only root may enter is closed to those whom the servers run as.
        room = Path(stack.enter_context(tempfile.TemporaryDirectory(dir="/var/tmp", prefix="loawp.")))
        room.chmod(0o755)
        site = shutil.copytree(_PACKAGE, room / "site", ignore_dangling_symlinks=True)
        shutil.copy(HERE / "wp-config.php", site)
        database = room / "mariadb" / "socket"
        processes = [stack.enter_context(_mariadb(database))]
        newest = _fill(site)
        processes.append(stack.enter_context(_fpm(room)))
        port = free_port()
        processes.append(stack.enter_context(running_nginx(room, port, _settings(room, port))))
        pages = {FRONT: "/", POST: f"/{newest}/", SECTION: f"/category/{_CATEGORY[1]}/", SEARCH: "/?s=mot+cua"}
        yield WordPress(port, processes, pages, database)


@contextmanager
def _mariadb(database: Path) -> Iterator[int]:
    """Run MariaDB on data of its own behind a socket, in the letters that Debian sets; yield its process id."""
    room = database.parent
    room.mkdir()
    where, user = f"--datadir={room / 'data'}", []
    if _is_root():
        user = ["--user=mysql"]  # it refuses to run as root
        shutil.chown(room, "mysql", "mysql")
    made = [
        "mariadb-install-db", "--no-defaults", where, *user, "--auth-root-authentication-method=normal",
        "--skip-test-db",
    ]  # fmt: skip
    subprocess.run(made, check=True, stdout=subprocess.DEVNULL, timeout=_SECONDS_TO_FILL)
    command = [
        str(_program("mariadbd")), "--no-defaults", where, *user, f"--socket={database}", f"--pid-file={room / 'pid'}",
        "--skip-networking", "--character-set-server=utf8mb4", "--collation-server=utf8mb4_general_ci",
        f"--log-error={room / 'mariadb.err'}",
    ]  # fmt: skip
    # What it says before it opens its list of errors is how many files it may open.
    with running(command, lambda: _connect(database), stderr=subprocess.DEVNULL) as server:
        _ask(database, "CREATE DATABASE wordpress")
        yield server


@contextmanager
def _fpm(room: Path) -> Iterator[int]:
    """Run php-fpm with opcache and the numbers of processes that Debian ships; yield its process id."""
    conf, door = room / "fpm.conf", room / "fpm.socket"
    settings = [
        "[global]", f"error_log = {room / 'fpm.errors'}", "daemonize = no",
        "[www]", f"listen = {door}", "listen.mode = 0666", "pm = dynamic", "pm.max_children = 5",
        "pm.start_servers = 2", "pm.min_spare_servers = 1", "pm.max_spare_servers = 3",
        *(["user = www-data", "group = www-data"] if _is_root() else []),
    ]  # fmt: skip
    conf.write_text("\n".join(settings) + "\n", encoding="utf-8")
    with running([str(_php_fpm()), "-y", str(conf)], lambda: _connect(door)) as server:
        yield server


def _settings(room: Path, port: int) -> str:
    """Return what nginx is told: Debian's own settings, and every address that is no file goes to WordPress."""
    return f"""
        include /etc/nginx/mime.types; sendfile on; tcp_nopush on; gzip on;
        server {{
            listen 127.0.0.1:{port}; root {room / "site"}; index index.php;
            location / {{ try_files $uri $uri/ /index.php?$args; }}
            location ~ \\.php$ {{ include /etc/nginx/fastcgi.conf; fastcgi_pass unix:{room / "fpm.socket"}; }}
        }}
    """


def _fill(site: Path) -> str:
    """Install WordPress with a post for each story of the demonstration; return what names the newest in addresses."""
    stories = [
        story for file in sorted(_STORIES.glob("2024-*.toml")) for story in tomllib.loads(file.read_text())["story"]
    ]
    posts = [
        {
            "title": story["title"],
            "slug": story["key"],
            "day": str(story.get("published_on", story["filed_on"])),
            "excerpt": story["lead"],
            "content": _as_blocks(story["body"]),
        }
        for story in stories
    ]
    command = ["php", str(HERE / "fill.php"), str(site), *_CATEGORY]
    subprocess.run(command, input=json.dumps(posts).encode(), check=True, timeout=_SECONDS_TO_FILL)
    return max(posts, key=lambda post: post["day"])["slug"]


def _as_blocks(text: str) -> str:
    """Return typed text as WordPress's editor would keep it: every element inside the marks of its block."""
    opened = re.sub(r"<(p|h2|ul|li)>", lambda found: f"<!-- wp:{_BLOCKS[found[1]]} -->{found[0]}", as_html(text))
    return re.sub(r"</(p|h2|ul|li)>", lambda found: f"{found[0]}<!-- /wp:{_BLOCKS[found[1]]} -->", opened)


def _ask(database: Path, statement: str) -> str:
    command = ["mariadb", "--no-defaults", f"--socket={database}", "--user=root", "-N", "-B", "-e", statement]
    return subprocess.run(command, check=True, capture_output=True, text=True, timeout=30).stdout


def _connect(door: Path) -> None:
    with socket.socket(socket.AF_UNIX) as connection:
        connection.connect(str(door))


def _is_root() -> bool:
    return os.getuid() == 0


def _php_fpm() -> str | None:
    """Return the newest php-fpm, which Debian names by its version."""
    versions = sorted(Path("/usr/sbin").glob("php-fpm*"))
    return str(versions[-1]) if versions else _program("php-fpm")


def _program(name: str) -> str | None:
    return shutil.which(name) or shutil.which(name, path="/usr/sbin")
