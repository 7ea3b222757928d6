"""The rows of a workbook of activities, understood one by one: words of the ledger, days, numbers, and every fault."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar, cast

from loa.activities.choices import ReachSource
from loa.activities.models import ActivityProof, Audience, Channel, Form, Term, Topic
from loa.activities.queries.workbook import (
    AUDIENCES,
    CHANNEL,
    DAY,
    FORM,
    HAPPENED,
    HEADS,
    LINK,
    NOTE,
    PLACE,
    REACH,
    SOURCE,
    TITLE,
    TOPICS,
    words_known,
)
from loa.activities.rules import CHANNEL_OF
from loa.lib.vietnamese_numbers import whole_number
from loa.lib.vietnamese_text import fold, tidy, written_day
from loa.lib.written_dates import days_in
from loa.tasks.actions import EvidenceRefused, Link
from loa.tasks.actions.evidence import check_links
from loa.tasks.actions.workbook_files import Cells, RowFault, SheetRead, why_no_value

_LONGEST = {TITLE: 300, PLACE: 200, LINK: 1_000, NOTE: 2_000}
_Some = TypeVar("_Some", bound=Term)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What a row says, with words of the ledger by their ids."""

    on: date
    title: str
    form: int
    channel: int
    topics: tuple[int, ...]
    audiences: tuple[int, ...] = ()
    reach: int | None = None
    reach_source: str = ""
    place: str = ""
    happened_on: date | None = None
    link: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LineRead:
    """A row that can be entered: what it says, and the same in words."""

    row: int
    line: Line
    said: tuple[str, ...]


class Words:
    """The words of the ledger, by what a cell says and by their ids."""

    def __init__(self, known: Mapping[type[Term], Iterable[Term]]) -> None:
        self._by_id = {(model, one.pk): one for model, some in known.items() for one in some}
        self._by_name = {(model, fold(one.name)): one for model, some in known.items() for one in some}
        self._sources = {fold(str(label)): str(value) for value, label in ReachSource.choices}
        self._channels = {one.code: one for one in known[Channel]}

    def by_id(self, model: type[_Some], pk: int) -> _Some:
        return cast(_Some, self._by_id[model, pk])

    def named(self, model: type[_Some], text: str) -> _Some | None:
        return cast(_Some | None, self._by_name.get((model, fold(tidy(text)))))

    def source(self, text: str) -> str:
        return self._sources.get(fold(tidy(text)), "")

    def channel_of(self, form: Term) -> Term | None:
        return self._channels.get(CHANNEL_OF.get(form.code, ""))


class Reading:
    """The rows of the sheet, understood one by one."""

    def __init__(self, sheet: SheetRead) -> None:
        self.rows: list[LineRead] = []
        self.faults: list[RowFault] = []
        self.words = Words(words_known())
        self._columns = sheet.columns
        for number, cells in sheet.below:
            if any(column in cells for column in (self._columns[head] for head in HEADS)):
                self._row(number, cells)

    def _row(self, number: int, cells: Cells) -> None:
        before = len(self.faults)
        typed = {head: self._typed(number, head, cells) for head in HEADS}
        told = {head: self._text(number, head, typed[head][1]) for head in _LONGEST}
        on, happened = self._day(number, DAY, typed[DAY]), self._day(number, HAPPENED, typed[HAPPENED])
        form = self._named(number, FORM, Form, typed[FORM][1])
        topics = [self._named(number, head, Topic, typed[head][1]) for head in TOPICS]
        audiences = [self._named(number, head, Audience, typed[head][1]) for head in AUDIENCES]
        channel = self._channel(number, typed[CHANNEL][1], form)
        reach = self._reach(number, typed[REACH])
        source = self._source(number, typed[SOURCE][1])
        self._link(number, told[LINK])
        for head, value in ((DAY, on), (TITLE, told[TITLE]), (FORM, form), (TOPICS[0], any(topics))):
            if not value and not any(one.row == number and one.column == head for one in self.faults):
                self._fault(number, head, "chưa ghi.")
        if len(self.faults) > before or on is None or form is None or channel is None:
            return
        line = Line(
            on=on,
            title=told[TITLE],
            form=form.pk,
            channel=channel.pk,
            topics=tuple(dict.fromkeys(one.pk for one in topics if one)),
            audiences=tuple(dict.fromkeys(one.pk for one in audiences if one)),
            reach=reach,
            reach_source=source,
            place=told[PLACE],
            happened_on=happened,
            link=told[LINK],
            note=told[NOTE],
        )
        said = tuple(self._in_words(line, form, channel, [one for one in topics if one]))
        self.rows.append(LineRead(row=number, line=line, said=said))

    def _typed(self, number: int, head: str, cells: Cells) -> tuple[str, str]:
        kind, text = cells.get(self._columns[head], ("", ""))
        if why := why_no_value(kind, text):
            self._fault(number, head, why)
            return "", ""
        return kind, text.strip()

    def _text(self, number: int, head: str, text: str) -> str:
        if len(text) > _LONGEST[head]:
            self._fault(number, head, f"dài {len(text)} ký tự, nhiều nhất {_LONGEST[head]}. Viết ngắn lại.")
        return text

    def _day(self, number: int, head: str, typed: tuple[str, str]) -> date | None:
        text = typed[1]
        if not text:
            return None
        found = next(days_in(text), None)
        if found is None or found[0] != 0:
            self._fault(number, head, f"“{text[:40]}” không phải một ngày. Ghi dd/mm/yyyy, ví dụ 12/03/2024.")
            return None
        return found[1]

    def _named(self, number: int, head: str, model: type[_Some], text: str) -> _Some | None:
        if not text:
            return None
        found = self.words.named(model, text)
        if found is None:
            self._fault(number, head, f"“{text[:60]}” không có trong danh mục. Chọn trong danh sách của ô.")
        return found

    def _channel(self, number: int, text: str, form: Form | None) -> Term | None:
        if text or form is None:
            return self._named(number, CHANNEL, Channel, text)
        found = self.words.channel_of(form)
        if found is None:
            self._fault(number, CHANNEL, f"chọn kênh cho hình thức “{form}”.")
        return found

    def _reach(self, number: int, typed: tuple[str, str]) -> int | None:
        kind, text = typed
        if not text:
            return None
        if kind == "date":
            self._fault(number, REACH, f"Excel hiểu ô này là ngày ({text}). Đổi định dạng ô thành số rồi ghi lại.")
            return None
        try:
            return whole_number(text)
        except ValueError as problem:
            self._fault(number, REACH, f"“{text[:40]}”: {problem}")
            return None

    def _source(self, number: int, text: str) -> str:
        found = self.words.source(text)
        if text and not found:
            self._fault(number, SOURCE, f"“{text[:60]}” không có trong danh mục. Chọn trong danh sách của ô.")
        return found

    def _link(self, number: int, text: str) -> None:
        if text:
            try:
                check_links([Link(url=text, title="")], ActivityProof)
            except EvidenceRefused as refused:
                self._fault(number, LINK, str(refused))

    def _in_words(self, line: Line, form: Term, channel: Term, topics: Iterable[Term]) -> Iterator[str]:
        yield f"{written_day(line.on)}: {line.title}"
        yield f"{form}; {channel}; {'; '.join(one.name for one in topics)}"
        if line.reach is not None:
            yield f"{line.reach:,} người".replace(",", ".")

    def _fault(self, row: int, column: str, words: str) -> None:
        self.faults.append(RowFault(row=row, column=column, words=words))
