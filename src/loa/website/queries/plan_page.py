"""A confirmed plan as its page shows it, kept in memory: nothing of it ever changes, and its progress stands apart."""

from functools import lru_cache

from loa.plans import queries as plans
from loa.plans.models import PlanVersion

# Plans of a year or two; one of 400 tasks takes about 3 MB.
_KEPT = 8


def confirmed_reading(version: PlanVersion) -> plans.VersionReading:
    """Return what was understood of a confirmed version; seven queries the first time in a process, then none.

    Pages are made anew whenever a unit reports, so this is what most of their cost would be. Unconfirmed versions are
    not for this: a reviewer may put them away.
    """
    return _reading(version, version.sha256)


@lru_cache(maxsize=_KEPT)
def _reading(version: PlanVersion, sha256: str) -> plans.VersionReading:
    # A version is equal to another by its key alone; the hash tells a database that was put back from a backup under a
    # running server from the one before.
    return plans.read_version(version)


def forget_readings() -> None:
    """Forget what is kept: for tests, in which the same key is another version the next time."""
    _reading.cache_clear()
