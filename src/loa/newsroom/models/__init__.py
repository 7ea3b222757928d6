"""Stories from the tip to what went out, and the monthly guidance of an owner to its units."""

from loa.newsroom.models.deciding import Decision, DecisionLink
from loa.newsroom.models.fees import FeeLine, FeeRate, FeeSettlement, FeeShare, FeeSheet
from loa.newsroom.models.outputs import Commission, Correction, FollowUp, Output
from loa.newsroom.models.packages import Package, PackageItem, PackageReceipt, PackageUse
from loa.newsroom.models.recordings import Recording, Translation
from loa.newsroom.models.settings import Abbreviation, Section, UnitRule
from loa.newsroom.models.stories import Dismissal, Story, StoryComment, StoryQuerySet, StorySource
from loa.newsroom.models.tips import Contributor, HeldFile, HeldLetter, Mailbox, Tip, TipPicture

__all__ = [
    "Abbreviation",
    "Commission",
    "Contributor",
    "Correction",
    "Decision",
    "DecisionLink",
    "Dismissal",
    "FeeLine",
    "FeeRate",
    "FeeSettlement",
    "FeeShare",
    "FeeSheet",
    "FollowUp",
    "HeldFile",
    "HeldLetter",
    "Mailbox",
    "Output",
    "Package",
    "PackageItem",
    "PackageReceipt",
    "PackageUse",
    "Recording",
    "Section",
    "Story",
    "StoryComment",
    "StoryQuerySet",
    "StorySource",
    "Tip",
    "TipPicture",
    "Translation",
    "UnitRule",
]
