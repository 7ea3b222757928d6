"""What can be done about the ledger: write what went out, take an entry back, say what is wanted."""

from loa.activities.actions.feeds import declare_feed, end_feed, read_feeds
from loa.activities.actions.links import (
    LinkRefused,
    check_links,
    correct_link,
    count_on_word,
    drop_link,
    post_link,
)
from loa.activities.actions.recording import (
    ActivityRefused,
    Entry,
    enter_activity,
    record_sent,
    take_back_activity,
)
from loa.activities.actions.tallying import count_months_anew, months_counted, months_written_since
from loa.activities.actions.targets import (
    TargetRefused,
    end_blank,
    end_ledger_rule,
    end_target,
    leave_blank,
    set_ledger_rule,
    set_target,
)
from loa.activities.actions.workbook_rows import Line
from loa.activities.actions.workbooks import (
    ActivitiesRead,
    ActivitiesRefused,
    check_activities,
    enter_activities,
)

__all__ = [
    "ActivitiesRead",
    "ActivitiesRefused",
    "ActivityRefused",
    "Entry",
    "Line",
    "LinkRefused",
    "TargetRefused",
    "check_activities",
    "check_links",
    "correct_link",
    "count_months_anew",
    "count_on_word",
    "declare_feed",
    "drop_link",
    "end_blank",
    "end_feed",
    "end_ledger_rule",
    "end_target",
    "enter_activities",
    "enter_activity",
    "leave_blank",
    "months_counted",
    "months_written_since",
    "post_link",
    "read_feeds",
    "record_sent",
    "set_ledger_rule",
    "set_target",
    "take_back_activity",
]
