"""What can be done about work handed out."""

from loa.tasks.actions.awaiting import open_awaited
from loa.tasks.actions.evidence import EvidenceRefused, Link, NoRoom
from loa.tasks.actions.handing_out import NotPutToWork, NotReady, ReviewChanged, put_to_work
from loa.tasks.actions.reporting import Overtaken, StepRefused, hand_in, start_work

__all__ = [
    "EvidenceRefused",
    "Link",
    "NoRoom",
    "NotPutToWork",
    "NotReady",
    "Overtaken",
    "ReviewChanged",
    "StepRefused",
    "hand_in",
    "open_awaited",
    "put_to_work",
    "start_work",
]
