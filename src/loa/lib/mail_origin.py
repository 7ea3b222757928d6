"""Where a mail comes from: whether a program wrote it, and whether its sender is proven. Plain Python."""

import re
from collections.abc import Iterable, Sequence

Header = tuple[str, str]  # name in lower case, value on one line

_BULK = frozenset(["bulk", "junk", "list", "auto_reply"])
_ONLY_PROGRAMS = frozenset(
    [
        "list-id",
        "list-post",
        "list-unsubscribe",
        "x-autoreply",
        "x-autorespond",
        "x-auto-reply-from",
        "x-failed-recipients",
    ]
)
_MACHINES = frozenset(["mailer-daemon", "postmaster"])
_COMMENT = re.compile(r"\((?:[^()\\]|\\.)*\)")
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"')
_MOST_COMMENTS = 50
_LONGEST = 10_000


def is_automatic(headers: Iterable[Header], from_address: str) -> bool:
    """Say whether nobody sat and wrote this: an answer of absence, a bounce, a notice, a list (RFC 3834, 2919, 3464).

    Such a mail is never answered, so that two programs do not write to each other all night.
    """
    for name, value in headers:
        said = value.strip().lower()
        if (
            name in _ONLY_PROGRAMS
            or (name == "auto-submitted" and said.partition(";")[0].strip() != "no")
            or (name == "precedence" and said in _BULK)
            or (name == "return-path" and said.replace(" ", "") in {"<>", ""})
            or (name == "content-type" and said.startswith("multipart/report"))
        ):
            return True
    return from_address.partition("@")[0].lower() in _MACHINES


def authenticated(headers: Sequence[Header], from_address: str, trusted: str | None) -> bool | None:
    """Say whether our mail server found that a mail is of the domain in its From; None where it says nothing.

    `trusted` is the name by which our server signs its verdicts (the authserv-id of RFC 8601), as "mx.google.com" does.
    Verdicts under another name may have been written by the sender and are not read; one under our name that comes from
    outside is removed by our server, which RFC 8601 section 5 asks of it. True is DMARC's pass, or a pass of DKIM or
    SPF for the very domain of the sender or one above it; a pass for another domain proves nothing about this one.
    """
    verdicts = [
        _results(value) for name, value in headers if name == "authentication-results" and _is_of(value, trusted)
    ]
    if not verdicts:
        return None
    found = [result for results in verdicts for result in results]
    domain = from_address.rpartition("@")[2]
    dmarc = [rest for method, rest in found if method == "dmarc"]
    if any(not _passes(rest) for rest in dmarc):
        return False
    if dmarc:
        return bool(domain) and all(_domain(rest, "header.from") == domain for rest in dmarc)
    dkim = any(
        _passes(rest) and _is_above(_domain(rest, "header.d") or _domain(rest, "header.i"), domain)
        for method, rest in found
        if method == "dkim"
    )
    spf = [rest for method, rest in found if method == "spf"]
    return dkim or (
        bool(spf) and all(_passes(rest) and _is_above(_domain(rest, "smtp.mailfrom"), domain) for rest in spf)
    )


def _is_of(value: str, trusted: str | None) -> bool:
    first = _without_comments(value).partition(";")[0].split()
    return bool(trusted) and bool(first) and first[0].lower() == str(trusted).lower()


def _results(value: str) -> list[tuple[str, str]]:
    """Return the (method, what was found) of a verdict: ("dkim", "pass header.d=example.vn")."""
    results = []
    for part in _without_comments(value).split(";")[1:]:
        method, equals, rest = part.strip().partition("=")
        if equals:
            results.append((method.strip().partition("/")[0].lower(), rest.strip().lower()))
    return results


def _without_comments(value: str) -> str:
    """Return a field without comments, nested ones too, and with what stands in quotation marks taken out.

    Both hold what the sender chose, such as the name before the @, which must not be read as a verdict.
    """
    text = _QUOTED.sub('""', value[:_LONGEST])
    for _ in range(_MOST_COMMENTS):
        text, replaced = _COMMENT.subn(" ", text)
        if not replaced:
            break
    return text


def _passes(rest: str) -> bool:
    return bool(rest) and rest.split()[0] == "pass"


def _domain(rest: str, name: str) -> str:
    for word in rest.split():
        key, _, value = word.partition("=")
        if key == name:
            return value.rpartition("@")[2].strip("<>.")
    return ""


def _is_above(signer: str, domain: str) -> bool:
    return "." in signer and (domain == signer or domain.endswith(f".{signer}"))
