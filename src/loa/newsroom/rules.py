"""Which way a story goes, what it lacks to go on, where an output may move, what is left to pay: no Django."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from loa.lib.vietnamese_text import tidy
from loa.newsroom.choices import OutputState, RecordingConsent, Stage, StoryKind, StoryState

Key = TypeVar("Key", bound=Hashable)

# From each state, where a story may go.
MOVES: dict[StoryState, frozenset[StoryState]] = {
    StoryState.DRAFT: frozenset([StoryState.UNIT_EDITOR, StoryState.DESK, StoryState.DROPPED]),
    StoryState.UNIT_EDITOR: frozenset([StoryState.DESK, StoryState.RETURNED, StoryState.DROPPED]),
    StoryState.DESK: frozenset([StoryState.LEGAL, StoryState.APPROVAL, StoryState.RETURNED, StoryState.DROPPED]),
    StoryState.LEGAL: frozenset([StoryState.APPROVAL, StoryState.RETURNED]),
    StoryState.APPROVAL: frozenset([StoryState.APPROVED, StoryState.RETURNED]),
    StoryState.APPROVED: frozenset([StoryState.PUBLISHED, StoryState.RETURNED]),
    StoryState.PUBLISHED: frozenset([StoryState.WITHDRAWN]),
    StoryState.RETURNED: frozenset([StoryState.UNIT_EDITOR, StoryState.DESK, StoryState.DROPPED]),
    StoryState.WITHDRAWN: frozenset(),
    StoryState.DROPPED: frozenset([StoryState.DRAFT]),  # somebody was mistaken
}
# What waits for somebody's decision, and which.
ASKED: dict[StoryState, Stage] = {
    StoryState.UNIT_EDITOR: Stage.UNIT_EDITOR,
    StoryState.DESK: Stage.DESK,
    StoryState.LEGAL: Stage.LEGAL,
    StoryState.APPROVAL: Stage.APPROVAL,
}
# Where its text is still written: by its author, or by the desk that has it.
WRITTEN = (StoryState.DRAFT, StoryState.RETURNED, StoryState.UNIT_EDITOR, StoryState.DESK)
OUTPUT_MOVES: dict[OutputState, frozenset[OutputState]] = {
    OutputState.DRAFT: frozenset([OutputState.APPROVED, OutputState.NOT_INTENDED]),
    OutputState.APPROVED: frozenset(
        [OutputState.DUE, OutputState.SENT, OutputState.CONFIRMED, OutputState.FAILED, OutputState.NOT_INTENDED]
    ),
    OutputState.DUE: frozenset(
        [
            OutputState.APPROVED,
            OutputState.SENT,
            OutputState.CONFIRMED,
            OutputState.FAILED,
            OutputState.NOT_INTENDED,
        ]
    ),
    OutputState.SENT: frozenset(
        [OutputState.CONFIRMED, OutputState.UNCONFIRMED, OutputState.FAILED, OutputState.WITHDRAWN]
    ),
    # It may be out there or not: never sent again by itself.
    OutputState.UNCONFIRMED: frozenset([OutputState.CONFIRMED, OutputState.FAILED, OutputState.WITHDRAWN]),
    OutputState.CONFIRMED: frozenset([OutputState.WITHDRAWN]),
    OutputState.FAILED: frozenset([OutputState.APPROVED, OutputState.NOT_INTENDED]),
    OutputState.WITHDRAWN: frozenset(),
    OutputState.NOT_INTENDED: frozenset([OutputState.DRAFT]),
}


class Lack(str):
    """A sentence that says what a story lacks; `field` is where that is typed, "" where at no one place."""

    __slots__ = ("field",)
    field: str

    def __new__(cls, sentence: str, field: str = "") -> "Lack":
        made = super().__new__(cls, sentence)
        made.field = field
        return made


@dataclass(frozen=True, slots=True, kw_only=True)
class Safeguards:
    """What is known of a story when somebody asks whether it may go on."""

    kind: str
    has_text: bool
    sources: int
    # The ledger counts a story by them.
    topics: int = 1
    conclusion_body: str = ""
    conclusion_symbol: str = ""
    concluded_on: date | None = None
    names_somebody: bool = False
    reply_offered_on: date | None = None
    subject_agreed_on: date | None = None
    confirmed_by_unit: str = ""
    has_legal: bool = True
    # Why a picture in it may not be shown, a sentence for each.
    pictures: tuple[str, ...] = ()
    # The same of its recordings.
    recordings: tuple[str, ...] = ()


def may_move(frm: StoryState | str, to: StoryState | str) -> bool:
    """Tell whether a story may go from one state to another."""
    return StoryState(to) in MOVES[StoryState(frm)]


def may_output_move(frm: OutputState | str, to: OutputState | str) -> bool:
    """Tell whether an output may go from one state to another."""
    return OutputState(to) in OUTPUT_MOVES[OutputState(frm)]


def next_stage(state: StoryState | str, kind: StoryKind | str, *, editor_first: bool) -> StoryState:
    """Return where a story goes on to when the people of its state say yes.

    A unit's own editor comes first where the unit wants one, then the desk, then, for criticism, a second and legal
    pair of eyes, then whoever decides.
    """
    state = StoryState(state)
    if state in (StoryState.DRAFT, StoryState.RETURNED):
        return StoryState.UNIT_EDITOR if editor_first else StoryState.DESK
    if state == StoryState.UNIT_EDITOR:
        return StoryState.DESK
    if state == StoryState.DESK:
        return StoryState.LEGAL if kind == StoryKind.CRITICISM else StoryState.APPROVAL
    return {StoryState.LEGAL: StoryState.APPROVAL, StoryState.APPROVAL: StoryState.APPROVED}[state]


def stage_after_return(returned_at: Stage | str | None, *, editor_first: bool) -> StoryState:
    """Return where a story goes that is handed in: back to the unit's editor or the desk that returned it.

    What legal eyes or the approver returned goes to the desk first: it passes on what was mended. None where nobody
    returned it.
    """
    if returned_at is None:
        return next_stage(StoryState.DRAFT, StoryKind.NEWS, editor_first=editor_first)
    return StoryState.UNIT_EDITOR if returned_at == Stage.UNIT_EDITOR else StoryState.DESK


def is_reviewer_apart(reviewer: int, last_editor: int | None) -> bool:
    """Tell whether who decides is somebody else than who wrote last: nobody passes their own words."""
    return reviewer != last_editor


def lacking(known: Safeguards) -> list[Lack]:
    """Return what a story lacks before the desk may pass it on, a sentence for each; empty where it lacks nothing.

    Sources: clause III.4 of the founding plan ("nguồn tin chính thống"). Criticism: the competent body concluded, no
    name before that, right of reply. Commendation: the person agreed, the unit confirmed.
    """
    found = []
    if not known.has_text:
        found.append(Lack("Chưa có nội dung.", "text"))
    if not known.topics:
        found.append(Lack("Chưa chọn nội dung tuyên truyền.", "topics"))
    if not known.sources:
        found.append(Lack("Chưa ghi nguồn tin: nguồn nào, ai xác nhận, ngày nào.", "what_1"))
    if known.kind == StoryKind.CRITICISM:
        found += _criticism(known)
    if known.kind == StoryKind.COMMENDATION:
        if not known.subject_agreed_on:
            found.append(Lack("Chưa ghi ngày người được nêu gương đồng ý.", "subject_agreed_on"))
        if not known.confirmed_by_unit:
            found.append(Lack("Chưa ghi đơn vị xác nhận việc tốt.", "confirmed_by_unit"))
    found += (Lack(sentence, "pictures") for sentence in known.pictures)
    return [*found, *(Lack(sentence, "recordings") for sentence in known.recordings)]


def outstanding(due: Mapping[Key, int], paid: Mapping[Key, int]) -> dict[Key, int]:
    """Return what is still to be paid of each: below nought where too much was; what is even is left out."""
    left = {key: due.get(key, 0) - paid.get(key, 0) for key in {**due, **paid}}
    return {key: amount for key, amount in left.items() if amount}


def _criticism(known: Safeguards) -> list[Lack]:
    found = []
    if not (known.conclusion_body and known.conclusion_symbol and known.concluded_on):
        sentence = "Bài phê phán cần kết luận của cơ quan có thẩm quyền: cơ quan, số, ký hiệu và ngày."
        found.append(Lack(sentence, "conclusion_body"))
        if known.names_somebody:
            found.append(Lack("Chưa có kết luận thì không nêu tên người, đơn vị.", "names_somebody"))
    if not known.reply_offered_on:
        found.append(Lack("Chưa ghi ngày mời người, đơn vị được nêu phản hồi.", "reply_offered_on"))
    if not known.has_legal:
        found.append(Lack("Chuyên mục chưa có nơi cho ý kiến pháp lý."))
    return found


# The values of `tasks.choices.FileCheck` of a file that nobody may have.
_WAITING, _INFECTED = "waiting", "infected"


def why_not_aired(*, check: str, licence: str, consent: str, words: str, is_reading: bool) -> str:
    """Return why a recording may not stand in public, as a sentence; empty where it may.

    A person's voice and likeness need their word (Bộ luật Dân sự 2015, Article 32); who does not hear or see it needs
    its words (Thông tư 26/2020/TT-BTTTT). What is read of a story has the story for its words: `is_reading`.
    """
    if check == _INFECTED:
        return "Tệp có mã độc nên không ai mở được. Bỏ bản ghi này, tải tệp khác lên."
    if check == _WAITING:
        return "Tệp đang chờ kiểm tra mã độc, thường mất vài phút."
    if not licence:
        return "Chưa ghi vì sao được dùng bản ghi này. Ghi quyền sử dụng."
    if not consent or consent == RecordingConsent.NOT_ASKED:
        return "Chưa hỏi người được ghi. Hỏi rồi ghi lại sự đồng ý, hoặc bỏ bản ghi này."
    if not words.strip() and not is_reading:
        return "Chưa có lời bằng chữ cho người không nghe, không xem được. Ghi lời hoặc mô tả."
    return ""


def is_same_person(one: str, other: str) -> bool:
    """Tell whether two names are of one person, however they are typed."""
    return tidy(one).casefold() == tidy(other).casefold()


def why_not_second(listener: str, *, translator: str, speaker: str, typed_by: str) -> str:
    """Return why somebody's word does not count as a second pair of ears, as a sentence; empty where it does."""
    if is_same_person(listener, translator):
        return "Người nghe lại phải là người khác người dịch."
    if speaker and is_same_person(listener, speaker):
        return "Người nghe lại phải là người khác người đọc."
    if is_same_person(typed_by, translator):
        return "Người dịch không tự ghi việc nghe lại. Nhờ người khác trong đơn vị ghi."
    return ""
