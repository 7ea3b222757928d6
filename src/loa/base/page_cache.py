"""What the page cache needs from the apps: which pages may be given to everyone, and when all of them have aged.

A view says with `public` that its page is the same for every visitor and which query parameters it depends on. An
action that changes what visitors see calls `clear`, once; pages of an earlier generation are then never given out.
"""

import os
import time
from collections.abc import Callable
from functools import partial, wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.http import HttpResponseBase

P = ParamSpec("P")
R = TypeVar("R")

_GENERATION, _RECALL = "page-generation", "page-recall"
_REMEMBERED = 500  # answers of one function; an installation has fewer sites than that


def public(*parameters: str) -> Callable[[Callable[..., HttpResponseBase]], Callable[..., HttpResponseBase]]:
    """Mark a view's answer as the same for every visitor, but for the named query parameters.

    Any other parameter (`utm_source`, …) makes no difference to which stored page is given out.
    """

    def decorate(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        def marked(*args: Any, **kwargs: Any) -> HttpResponseBase:
            return mark_public(view(*args, **kwargs), *parameters)

        return marked

    return decorate


def mark_public(response: HttpResponseBase, *parameters: str) -> HttpResponseBase:
    """Mark one answer as `public` does and return it."""
    response.public_parameters = parameters  # type: ignore[attr-defined]
    return response


def public_parameters(response: HttpResponseBase) -> tuple[str, ...] | None:
    """Return the query parameters a public answer depends on, or None when it is not public.

    `Cache-Control: public` alone says that no parameter makes a difference.
    """
    says_public = "public" in response.get("Cache-Control", "")
    return getattr(response, "public_parameters", () if says_public else None)


def remembered(function: Callable[P, R]) -> Callable[P, R]:
    """Let a function that many public pages ask answer once for each generation of pages, in each process.

    For what is read of the same few rows by every page. Arguments are hashable; nothing is remembered where the page
    cache is off.
    """
    kept: tuple[int, dict[Any, R]] = (0, {})

    @wraps(function)
    def asked(*args: P.args, **kwargs: P.kwargs) -> R:
        nonlocal kept
        if settings.LOA_PAGE_CACHE_SECONDS <= 0:
            return function(*args, **kwargs)
        now, key = generation(), (args, tuple(sorted(kwargs.items())))
        answers = kept[1] if kept[0] == now else {}
        if key in answers:
            return answers[key]
        answer = function(*args, **kwargs)
        # Stored under the generation it was read in; a dictionary is replaced, never emptied under another thread.
        kept = (now, {**answers, key: answer} if len(answers) < _REMEMBERED else {key: answer})
        return answer

    return asked


def clear(*, recall: bool = False) -> None:
    """Let every stored page age, in every process, as soon as the running transaction is committed.

    An aged page may still be given out while the house cannot make a new one; with `recall` not even then, for what
    was withdrawn, corrected or closed to the public.
    """
    transaction.on_commit(partial(_begin_generation, recall=recall))


def generation() -> int:
    """Return the number of the present generation of pages; 0 before the first `clear`.

    On one machine it is the time stamp of a file (2 µs to read); with a shared cache, a number kept there.
    """
    return _number(_GENERATION)


def recalled() -> int:
    """Return the generation that began with the last recall; pages of an earlier one are never given out again."""
    return _number(_RECALL)


def _begin_generation(*, recall: bool) -> None:
    new = max(time.time_ns(), generation() + 1)
    for name in (_RECALL, _GENERATION) if recall else (_GENERATION,):
        _set_number(name, new)


def _number(name: str) -> int:
    if settings.LOA_CACHE_IS_SHARED:
        return int(cache.get(f"loa.{name}", 0))
    try:
        return _file(name).stat().st_mtime_ns
    except FileNotFoundError:
        return 0


def _set_number(name: str, number: int) -> None:
    if settings.LOA_CACHE_IS_SHARED:
        cache.set(f"loa.{name}", number, timeout=None)
        return
    file = _file(name)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.touch()
    os.utime(file, ns=(number, number))


def _file(name: str) -> Path:
    return Path(settings.VAR) / name
