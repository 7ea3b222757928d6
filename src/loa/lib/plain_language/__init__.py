"""Help with plain Vietnamese for administrative stories. It explains and never rewrites, and gives no score.

`examine` is the door. Sentences and words are found once (`matching`, `tokens`, `sentences`, `written`); the checks
read them (`lengths`, `abbreviations`, `wording`, `figures`, `old_names`, `procedures`); tables are data in `phrases`.
"""

from loa.lib.plain_language.examination import examine
from loa.lib.plain_language.lengths import AIR_RATE, READING_RATE, minutes_in_words
from loa.lib.plain_language.model import (
    BODY,
    CODE_WORDS,
    LEAD,
    LEVEL_WORDS,
    TITLE,
    Code,
    Examination,
    Finding,
    Level,
    LongSentence,
    Paragraph,
    Phrase,
    Place,
    Source,
    Story,
)
from loa.lib.plain_language.phrases import ABBREVIATIONS, PHRASES
from loa.lib.plain_language.showing import Piece, expanded, pieces

__all__ = [
    "ABBREVIATIONS",
    "AIR_RATE",
    "BODY",
    "CODE_WORDS",
    "LEAD",
    "LEVEL_WORDS",
    "PHRASES",
    "READING_RATE",
    "TITLE",
    "Code",
    "Examination",
    "Finding",
    "Level",
    "LongSentence",
    "Paragraph",
    "Phrase",
    "Piece",
    "Place",
    "Source",
    "Story",
    "examine",
    "expanded",
    "minutes_in_words",
    "pieces",
]
