"""Name the words of installed packages that no Vietnamese catalogue translates.

The office, the sign-in and the forms come from Wagtail, django-allauth and Django. The Vietnamese these packages ship
covers about a fifth of what they say, so the catalogues in `src/loa/locale` complete and correct it. After an upgrade
or a new app this prints what is still English:

    python -m tools.missing_messages
"""

import os
import sys
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from itertools import chain
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

OURS = Path(__file__).resolve().parents[1] / "src" / "loa" / "locale"
DOMAINS = ("django", "djangojs")
# Packages whose words reach a screen although they are no apps of ours: Django's core, the filters beside Wagtail's
# listings and the interface its page explorer asks.
WITHOUT_APP = ("django.conf", "django_filters", "rest_framework")

Key = tuple[str, str | None]
"""A message's (singular) id and its context, as gettext looks it up."""


def key_of(message: Message) -> Key:
    return (message.id if isinstance(message.id, str) else message.id[0], message.context)


def our_catalogue(domain: str) -> Catalog:
    """Read our Vietnamese catalogue of one domain, "django" or "djangojs"."""
    with (OURS / "vi" / "LC_MESSAGES" / f"{domain}.po").open("rb") as file:
        return read_po(file, locale="vi", domain=domain)


def messages_of(locale_folder: Path, domain: str) -> list[Message]:
    """List every message a package can say.

    The English catalogue of a package is complete. A package that ships only compiled catalogues keeps its ids in
    those of its other languages: together they are complete.
    """
    english = locale_folder / "en" / "LC_MESSAGES" / f"{domain}.po"
    if english.exists():
        with english.open("rb") as file:
            return _said(read_po(file))
    compiled = sorted(locale_folder.glob(f"*/LC_MESSAGES/{domain}.mo"))
    return list({key_of(message): message for message in chain.from_iterable(map(_compiled, compiled))}.values())


def shipped_messages(locale_folder: Path, domain: str) -> dict[Key, Message]:
    """Read the messages a package itself brings in Vietnamese."""
    shipped = locale_folder / "vi" / "LC_MESSAGES" / f"{domain}.mo"
    return {key_of(message): message for message in _compiled(shipped)} if shipped.exists() else {}


def installed_locale_folders() -> list[Path]:
    """List the locale folders of every foreign app in INSTALLED_APPS and of the packages used without an app."""
    from django.apps import apps

    folders = [Path(app.path) / "locale" for app in apps.get_app_configs()] + [package_folder(p) for p in WITHOUT_APP]
    return [folder for folder in folders if folder.is_dir() and not folder.is_relative_to(OURS.parent)]


def package_folder(package: str) -> Path:
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise LookupError(f"{package} is not installed")
    return Path(spec.origin).parent / "locale"


def missing_messages(domain: str, folders: Iterable[Path]) -> Iterator[tuple[Path, Message]]:
    """Yield each message of `folders` that neither a package nor we have in Vietnamese, with its folder.

    Django merges all catalogues of a domain into one, so a message one package translates is translated in all.
    """
    folders = list(folders)
    done = {key_of(message) for message in _said(our_catalogue(domain)) if message.string and not message.fuzzy}
    done.update(chain.from_iterable(shipped_messages(folder, domain) for folder in folders))
    for folder in folders:
        yield from ((folder, message) for message in messages_of(folder, domain) if key_of(message) not in done)


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "loa.settings")
    os.environ.setdefault("LOA_SECRET_KEY", "only catalogues are read")
    import django

    django.setup()
    count = 0
    for domain in DOMAINS:
        for folder, message in missing_messages(domain, installed_locale_folders()):
            count += 1
            print(f"{domain}\t{folder.parent.name}\t{key_of(message)[0]!r}")
    print(f"{count} messages have no Vietnamese.", file=sys.stderr)
    return 1 if count else 0


def _said(catalogue: Catalog) -> list[Message]:
    return [message for message in catalogue if message.id]


def _compiled(path: Path) -> list[Message]:
    with path.open("rb") as file:
        try:
            return _said(read_mo(file))
        except ValueError:  # a date in the header that Babel cannot read; another language has the same ids
            return []


if __name__ == "__main__":
    raise SystemExit(main())
