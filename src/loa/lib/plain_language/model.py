"""What is examined and what comes out. Findings explain; nothing here is a score or a grade."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

TITLE, LEAD, BODY = 0, 1, 2
"""The numbers of the blocks of a story: its title, its lead, and the first of its paragraphs."""

VIETNAMESE = "vi"


class Code(StrEnum):
    """What a finding is about."""

    LONG_SENTENCE = "long-sentence"
    ABBREVIATION = "abbreviation"
    PHRASE = "phrase"
    NOUN_STACK = "noun-stack"
    DOUBLE_NEGATIVE = "double-negative"
    CHAIN = "chain"
    PASSIVE = "passive"
    OUTDATED = "outdated"
    FIGURE = "figure-without-source"
    MORE_FIGURES = "more-figures-without-source"
    SOURCE_DAY = "day-differs-from-source"
    HARD_TO_HEAR = "hard-to-hear"
    HEADINGS = "headings"
    WHO = "procedure-who"
    PAPERS = "procedure-papers"
    WHEN = "procedure-when"
    WHERE = "procedure-where"
    COST = "procedure-cost"
    DURATION = "procedure-duration"
    HOW = "procedure-how"


CODE_WORDS = {
    Code.LONG_SENTENCE: "Câu dài",
    Code.ABBREVIATION: "Chữ viết tắt",
    Code.PHRASE: "Lời hành chính khó hiểu",
    Code.NOUN_STACK: "Danh từ chồng danh từ",
    Code.DOUBLE_NEGATIVE: "Hai lần phủ định",
    Code.CHAIN: "Nhiều “và”, “hoặc” trong một câu",
    Code.PASSIVE: "Câu bị động",
    Code.OUTDATED: "Tên gọi đã thay đổi",
    Code.FIGURE: "Số liệu chưa có nguồn",
    Code.MORE_FIGURES: "Số liệu chưa có nguồn",
    Code.SOURCE_DAY: "Ngày khác với nguồn",
    Code.HARD_TO_HEAR: "Khó nghe",
    Code.HEADINGS: "Thiếu tiêu đề phụ",
    Code.WHO: "Thủ tục: ai làm",
    Code.PAPERS: "Thủ tục: mang giấy tờ gì",
    Code.WHEN: "Thủ tục: lúc nào",
    Code.WHERE: "Thủ tục: ở đâu",
    Code.COST: "Thủ tục: hết bao nhiêu tiền",
    Code.DURATION: "Thủ tục: mấy ngày xong",
    Code.HOW: "Thủ tục: nộp cách nào, hỏi ai",
}


class Level(StrEnum):
    """How much a finding weighs: a hint, what should be mended, what a reader cannot do without."""

    NOTE = "note"
    WARN = "warn"
    MUST = "must"


LEVEL_WORDS = {Level.NOTE: "Gợi ý", Level.WARN: "Nên sửa", Level.MUST: "Cần có trước khi đăng, phát"}


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph, list item or heading. A line of its own that begins with a dash or a number is a list item too."""

    text: str
    is_heading: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """What a story rests on: a document symbol ("250/KH-UBND") with its day, or "" for a person or a report."""

    symbol: str = ""
    day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A story as it was written.

    `told` says which things of a procedure (`Code.WHERE`, `Code.COST` …) stand in fields of their own.
    """

    title: str = ""
    lead: str = ""
    paragraphs: tuple[Paragraph, ...] = ()
    is_procedure: bool = False
    told: frozenset[Code] = frozenset()
    sources: tuple[Source, ...] = ()
    language: str = VIETNAMESE

    @property
    def blocks(self) -> tuple[str, ...]:
        """Return the texts that places count in: title, lead, then each paragraph."""
        return (self.title, self.lead, *(paragraph.text for paragraph in self.paragraphs))


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something stands: `story.blocks[block][start:end]`, in characters of what was written."""

    block: int
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something to look at again, with the reason in a Vietnamese sentence.

    `place` is None, and `excerpt` "", where the finding is about the whole story. `suggestion` is "" or plainer words;
    `key` stays the same while the sentence stays (of abbreviations and names: while the word stays), so that what
    somebody dismissed stays dismissed.
    """

    code: Code
    level: Level
    place: Place | None
    excerpt: str
    message: str
    suggestion: str = ""
    key: str

    @property
    def is_mendable(self) -> bool:
        """Return whether `expanded` may put the suggestion in."""
        return self.code == Code.ABBREVIATION and self.place is not None and bool(self.suggestion)


@dataclass(frozen=True, slots=True)
class LongSentence:
    """A sentence and its length in spoken syllables."""

    place: Place
    excerpt: str
    syllables: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Examination:
    """What was found, in reading order, findings about the whole story last; and how long the story is.

    `longest` holds at most three sentences, the longest first. Times are whole seconds.
    """

    findings: tuple[Finding, ...]
    syllables: int
    sentences: int
    longest: tuple[LongSentence, ...]
    reading_seconds: int
    air_seconds: int


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that can be plainer: what to write instead ("a; b" for a choice, "" for nothing), and why, as a clause.

    `advice` is what to do where no words replace them. They are not meant where one of `not_after` stands before them
    or one of `not_before` behind them.
    """

    words: str
    instead: str
    reason: str
    advice: str = ""
    not_after: tuple[str, ...] = ()
    not_before: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OldName:
    """A name that is wrong from a day on, what to write instead ("" where that depends), and why, as a clause."""

    words: str
    since: date
    instead: str
    reason: str
    not_after: tuple[str, ...] = ()
    not_before: tuple[str, ...] = ()
