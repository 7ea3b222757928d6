"""What tests of urging begin with: work that is late, and who leads its plan."""

import re
from datetime import date, timedelta

from loa.tasks.tests.factories import make_work
from loa.tasks.tests.test_reminding import officer

TODAY = date(2024, 3, 15)  # a Friday
DAY = timedelta(days=1)
LATE = TODAY - 10 * DAY


def text(response):
    return re.sub(r"\s+", " ", response.text.replace("\xa0", " ").replace("&nbsp;", " "))


def lead_of(owed, **more):
    return officer(owed.task.version.plan.owner, name="chu-tri", **more)


def late_work(units=1, tasks=1, **more):
    """Return late obligations, their plan and who leads it."""
    owed = make_work(units=units, tasks=tasks, **{"due_on": LATE, **more})
    return owed, owed[0].task.version, lead_of(owed[0])
