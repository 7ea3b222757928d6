"""Our Vietnamese catalogues: complete, sound, and winning over what the packages ship."""

import re
import unicodedata
from collections import Counter
from importlib.util import find_spec
from itertools import chain
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from django.utils.translation.trans_real import DjangoTranslation

from tools.missing_messages import (
    DOMAINS,
    OURS,
    installed_locale_folders,
    key_of,
    messages_of,
    missing_messages,
    our_catalogue,
    package_folder,
    shipped_messages,
)

PACKAGES_WITH_ENGLISH = ("allauth", "django", "taggit", "wagtail")
PACKAGES_COMPILED_ONLY = ("django_filters", "rest_framework")

# Marked in a module of Wagtail but in none of its catalogues.
UNLISTED = {'You do not have permission to publish pages at "%(page_title)s"': "wagtail.admin.forms.pages"}

PLACEHOLDER = re.compile(r"%\(\w+\)[-#0+ ]*\d*(?:\.\d+)?[a-zA-Z]|%[-#0+]*\d*(?:\.\d+)?[sdrfi%]|\{[\w:.!]*\}")
TAG = re.compile(r"<[^<>]+>")
ENGLISH = re.compile(
    r"\b(?:the|and|your?|please|this|that|with|from|have|been|must|cannot|page|image|document|user|password|email|"
    r"login|save|edit|delete|add|click|submit|search|select|choose)\b",
    re.IGNORECASE,
)
# Names and signs that are the same in Vietnamese.
SAME_IN_BOTH = {
    "%(field_label)s:",
    "%(status_display)s %(task_name)s %(started_at)s",
    "%(time_zone_option)s: %(localized_time_zone_label)s",
    "%(truncated_text)s…",
    "IPv4",
    "IPv6",
    "Wagtail API v2",
    "…",
}
# English that names a technical thing and stays: a column of a file, a token, a header, a value to type.
TECHNICAL = re.compile(
    r"<code>\w+</code>|“(?:oauth_token\w*|last|Referer|same-origin|Referrer-Policy: no-referrer)”|"
    r"\w+\(ENTER\)\S*|get_\w+\(\)"
)


def english_of(message: Message) -> tuple[str, ...]:
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def vietnamese_of(message: Message) -> str:
    return message.string if isinstance(message.string, str) else message.string[0]


def source_of(module: str) -> str:
    return Path(find_spec(module).origin).read_text(encoding="utf-8")


def english_words(message: Message) -> list[str]:
    text = TECHNICAL.sub("", vietnamese_of(message))
    return ENGLISH.findall(PLACEHOLDER.sub("", TAG.sub("", text)))


def foreign_to_our_voice(message: Message) -> bool:
    """Find an exclamation, a pronoun for the reader, or tone marks placed another way than in xóa, hủy, khóa."""
    text = TAG.sub("", vietnamese_of(message))
    return bool(re.search(r"\w!|\b[Bb]ạn\b|o[áàảãạ]\b|(?<![qQ])u[ýỳỷỹỵ]\b", text))


def placeholders(text: str) -> Counter[str]:
    return Counter(PLACEHOLDER.findall(text))


@pytest.fixture(scope="module", params=DOMAINS)
def catalogue(request: pytest.FixtureRequest) -> Catalog:
    return our_catalogue(request.param)


@pytest.fixture(scope="module")
def messages(catalogue: Catalog) -> list[Message]:
    return [message for message in catalogue if message.id]


def test_the_header_says_vietnamese_has_one_form(catalogue: Catalog):
    assert (catalogue.num_plurals, catalogue.plural_expr) == (1, "0")


def test_babel_compiles_it_without_a_word(catalogue: Catalog):
    assert [(message.lineno, errors) for message, errors in catalogue.check()] == []


def test_nothing_is_fuzzy_empty_or_decomposed(messages: list[Message]):
    faulty = [m.id for m in messages if m.fuzzy or not vietnamese_of(m).strip()]
    decomposed = [m.id for m in messages if not unicodedata.is_normalized("NFC", vietnamese_of(m))]
    assert (faulty, decomposed) == ([], [])


def test_placeholders_are_those_of_the_english(messages: list[Message]):
    """One Vietnamese form stands for both English ones: it carries what the plural, or else the singular, carries."""
    assert [m.id for m in messages if placeholders(vietnamese_of(m)) not in map(placeholders, english_of(m))] == []


def test_markup_is_that_of_the_english(messages: list[Message]):
    def tags(text: str) -> Counter[str]:
        return Counter(TAG.findall(text))

    assert [m.id for m in messages if tags(vietnamese_of(m)) != tags(english_of(m)[-1])] == []


def test_white_space_at_the_ends_is_that_of_the_english(messages: list[Message]):
    def ends(text: str) -> tuple[str, str]:
        return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]

    assert [m.id for m in messages if ends(vietnamese_of(m)) != ends(english_of(m)[-1])] == []


def test_no_english_is_left_over(messages: list[Message]):
    same = {m.id for m in messages if vietnamese_of(m) in english_of(m)}
    assert same <= SAME_IN_BOTH
    assert [vietnamese_of(m) for m in messages if english_words(m)] == []


def test_the_voice_is_ours(messages: list[Message]):
    assert [vietnamese_of(m) for m in messages if foreign_to_our_voice(m)] == []


@pytest.mark.parametrize("domain", DOMAINS)
def test_what_packages_ship_and_we_keep_speaks_like_us(domain: str):
    ours = {key_of(m) for m in our_catalogue(domain)}
    kept = []
    for folder in installed_locale_folders():
        said = {key_of(m) for m in messages_of(folder, domain)}
        kept += [m for key, m in shipped_messages(folder, domain).items() if key in said - ours]
    assert [(m.id, vietnamese_of(m)) for m in kept if english_words(m) or foreign_to_our_voice(m)] == []


@pytest.mark.parametrize("domain", DOMAINS)
def test_every_message_still_exists_in_a_package(domain: str):
    """An upgrade that drops or rewords a message leaves ours stale."""
    folders = [
        english.parents[2]
        for package in PACKAGES_WITH_ENGLISH
        for english in Path(find_spec(package).origin).parent.rglob(f"locale/en/LC_MESSAGES/{domain}.po")
    ]
    folders += [package_folder(package) for package in PACKAGES_COMPILED_ONLY]
    known = {key_of(m) for m in chain.from_iterable(messages_of(folder, domain) for folder in folders)}
    known |= {(text, None) for text, module in UNLISTED.items() if text in source_of(module)}
    assert {key_of(m) for m in our_catalogue(domain) if m.id} - known == set()


@pytest.mark.parametrize("domain", DOMAINS)
def test_every_message_of_the_installed_apps_is_vietnamese(domain: str):
    missing = [(f.parent.name, m.id) for f, m in missing_messages(domain, installed_locale_folders())]
    assert missing == []


def test_a_message_nobody_translates_is_named(tmp_path: Path):
    english = tmp_path / "locale" / "en" / "LC_MESSAGES" / "django.po"
    english.parent.mkdir(parents=True)
    english.write_text('msgid "Sing the song"\nmsgstr ""\n\nmsgid "Save draft"\nmsgstr ""\n', encoding="utf-8")
    found = [m.id for _, m in missing_messages("django", [tmp_path / "locale"])]
    assert found == ["Sing the song"]


@pytest.mark.parametrize("domain", DOMAINS)
def test_ours_wins_in_django(domain: str, tmp_path: Path, settings):
    """What Django looks up, after merging all catalogues, is what we wrote, for one and for many."""
    catalogue = our_catalogue(domain)
    compiled = tmp_path / "vi" / "LC_MESSAGES" / f"{domain}.mo"
    compiled.parent.mkdir(parents=True)
    with compiled.open("wb") as file:
        write_mo(file, catalogue)
    settings.LOCALE_PATHS = [tmp_path]
    shipped = [str(folder) for folder in installed_locale_folders()] if domain == "djangojs" else None
    django = DjangoTranslation("vi", domain=domain, localedirs=shipped)

    wrong = []
    for message in (m for m in catalogue if m.id):
        context = f"{message.context}\x04" if message.context else ""
        one, *many = (context + text for text in english_of(message))
        looked_up = {django.gettext(one), *(django.ngettext(one, many[0], n) for n in (1, 2) if many)}
        if looked_up != {vietnamese_of(message)}:
            wrong.append((message.id, looked_up))
    assert wrong == []


def test_the_catalogues_lie_where_the_settings_look(settings):
    assert Path(settings.LOCALE_PATHS[0]) == OURS
