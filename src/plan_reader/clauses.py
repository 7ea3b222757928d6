"""The clause tree: which paragraph stands under which number, with lasting ids such as "II.1" and "II.1.-3"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from plan_reader.agencies import names_agency
from plan_reader.lines import Line
from plan_reader.model import Clause, ClauseText
from plan_reader.row_labels import is_next_capital
from plan_reader.text import fold

_KEYED = re.compile(r"(?:phan|chuong|muc|dieu)\s+(\w+)")
_ROMAN = re.compile(r"[IVXLC]+$")
_HEADING_END = (".", ";", ",")
_LONGEST_HEADING = 160
# "5. Văn phòng HĐND và UBND huyện: Chủ trì cung cấp …": a short name, a colon, then the text.
_HEADING_THEN_TEXT = re.compile(r"(?P<heading>[^:.;]{2,160}):\s*(?P<text>\S.*)", re.DOTALL)
_HEADS = re.compile(r"(?:Mục đích|Yêu cầu|Bộ phận|Cổng|Trang|Tổ) ?")


def _style(number: str, letter: str) -> str:
    """Return the style of a number, by which siblings are known: roman, letter, 1, 1.1, a, dash, plus.

    `letter` is the last capital that numbered a clause.
    """
    bare = number.strip("().:/ ")
    if _KEYED.match(fold(number)):
        return fold(number).split()[0]
    if number[0] in "-–—•*●▪":
        return "dash"
    if number[0] == "+":
        return "plus"
    if _ROMAN.match(bare):
        return "letter" if is_next_capital(bare, letter) else "roman"
    if bare[:1].isdigit():
        return "1" + ".1" * bare.count(".") + (")" if number.startswith("(") else "")
    return "letter" if bare[:1].isupper() else "a"


def _label(number: str, style: str, ordinal: int) -> str:
    """Return the number as it stands in an id: "II", "1", "a", or "-3" for the third dash."""
    if style in ("dash", "plus"):
        return ("-" if style == "dash" else "+") + str(ordinal)
    keyed = _KEYED.match(fold(number))
    bare = number.strip("().:/ ") if not keyed else number.split()[-1].strip(".:")
    if style == "dieu":
        return f"{_ARTICLE}{bare}"
    return bare.rsplit(".", 1)[-1] if style.startswith("1.1") else bare


class PlacedClause(NamedTuple):
    """A clause with the blocks its own words stand in, without those of the clauses in it."""

    clause: Clause
    blocks: frozenset[int]


@dataclass
class _Open:
    """A clause still being filled."""

    id: str
    parent: str | None
    style: str
    number: str
    heading: str = ""
    texts: list[str] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    blocks: set[int] = field(default_factory=set)

    def closed(self) -> PlacedClause:
        clause = Clause(id=self.id, parent=self.parent, heading=self.heading, text="\n".join(self.texts))
        return PlacedClause(clause, frozenset(self.blocks))


class _Tree:
    """Builds clauses from lines, keeping the path of open clauses."""

    def __init__(self, taken: Iterable[str]) -> None:
        self.all: list[_Open] = []
        self.path: list[_Open] = []
        self.ids = set(taken)
        self.top_counts: dict[str, int] = {}
        self.letter = ""  # the last capital that numbered a clause

    def add(self, line: Line) -> None:
        if not line.number:
            if self.path:
                self.path[-1].texts.append(line.text)
                self.path[-1].blocks.add(line.block)
            return
        style = _style(line.number, self.letter)
        if style == "letter":
            self.letter = line.number[0]
        self._close_to(style, line.number)
        parent = self.path[-1] if self.path else None
        counts = parent.counts if parent else self.top_counts
        counts[style] = counts.get(style, 0) + 1
        label = _label(line.number, style, counts[style])
        clause = _Open(
            id=self.unused(f"{parent.id}.{label}" if parent else label),
            parent=parent.id if parent else None,
            style=style,
            number=line.number,
            blocks={line.block},
        )
        self._fill(clause, line, style)
        self.all.append(clause)
        self.path.append(clause)

    def _close_to(self, style: str, number: str) -> None:
        """Leave the path at the parent of a clause of this style."""
        for depth, open_clause in enumerate(self.path):
            if open_clause.style == style:
                del self.path[depth:]
                return
        # Dashes may stand under anything; a numbered clause never stands under a dash or a plus.
        if style not in ("dash", "plus"):
            while self.path and self.path[-1].style in ("dash", "plus"):
                self.path.pop()
        if style == "dash":
            while self.path and self.path[-1].style == "plus":
                self.path.pop()
        # A Roman, a letter or an article after deeper numbers it never stood in begins again at the top.
        if style in ("roman", "letter", "phan", "chuong", "dieu") and number.strip("().:/ ") not in ("A", "I"):
            self._leave_deeper_than(style)

    def _leave_deeper_than(self, style: str) -> None:
        order = ["phan", "chuong", "letter", "roman", "muc", "dieu"]
        rank = order.index(style) if style in order else len(order)
        while self.path and (self.path[-1].style not in order or order.index(self.path[-1].style) > rank):
            self.path.pop()

    def _fill(self, clause: _Open, line: Line, style: str) -> None:
        named = _HEADING_THEN_TEXT.match(line.text)
        if style in ("dash", "plus"):
            clause.texts.append(line.text)
        elif named and (_HEADS.match(named["heading"]) or names_agency(named["heading"])):
            clause.heading = named["heading"].strip()
            clause.texts.append(named["text"])
        elif len(line.text) <= _LONGEST_HEADING and not line.text.endswith(_HEADING_END):
            clause.heading = line.text.rstrip(":")
        else:
            clause.texts.append(line.text)

    def unused(self, wanted: str) -> str:
        """Return the id, with "(2)", "(3)" … behind it where the document repeats a number."""
        name, repeat = wanted, 1
        while name in self.ids:
            repeat += 1
            name = f"{wanted}({repeat})"
        self.ids.add(name)
        return name


# Two clauses without number: what stands before the first one and what closes the document.
PREAMBLE = "mo-dau"
_ARTICLE = "dieu-"  # before the number of an article: "Điều 2" is "dieu-2"
CLOSING = "ket"
_OPENS_CLOSING = re.compile(r"tren day la\b")
# Without "Trên đây là", closing words are known by standing last, outside every number.
_ALSO_CLOSES = re.compile(
    r"(?:yeu cau|de nghi|nhan duoc)\b|trong qua trinh (?:to chuc )?(?:trien khai )?thuc hien"
    r"|can cu (?:noi dung )?ke hoach nay"
)


def clause_tree(
    preamble: Sequence[Line], lines: Sequence[Line], *, taken: Iterable[str] = ()
) -> tuple[PlacedClause, ...]:
    """Return the clauses of the body's lines in order, with the preamble before and the closing words after them.

    `taken` are ids that another part of the same document has: a decision and its plan both have closing words.
    """
    closing = _closing(lines)
    tree = _Tree(taken)
    for line in lines[:closing]:
        tree.add(line)
    return (
        *_unnumbered(tree.unused(PREAMBLE), preamble),
        *(open_clause.closed() for open_clause in tree.all),
        *_unnumbered(tree.unused(CLOSING), lines[closing:]),
    )


def _closing(lines: Sequence[Line]) -> int:
    """Return the index at which the closing words begin, the number of lines where there are none."""
    for index, line in enumerate(lines):
        if _OPENS_CLOSING.match(line.folded):
            return index
    last = len(lines)
    while last and not lines[last - 1].number:
        last -= 1
    # A paragraph directly under a heading is that clause's text; closing words follow a whole sentence.
    under_heading = last > 0 and not lines[last - 1].text.endswith(_HEADING_END)
    after = range(last + under_heading, len(lines))
    return next((index for index in after if _ALSO_CLOSES.match(lines[index].folded)), len(lines))


def _unnumbered(clause_id: str, lines: Sequence[Line]) -> tuple[PlacedClause, ...]:
    if not lines:
        return ()
    clause = Clause(id=clause_id, parent=None, heading="", text="\n".join(line.text for line in lines))
    return (PlacedClause(clause, frozenset(line.block for line in lines)),)


def label_of(clause_id: str) -> str:
    """Return how a sentence names a clause: "Mục II.1", "Mục II.1, gạch đầu dòng 2", "Điều 2", "Đoạn kết"."""
    if clause_id.startswith((PREAMBLE, CLOSING)):
        return "Đoạn mở đầu" if clause_id.startswith(PREAMBLE) else "Đoạn kết"
    if clause_id.startswith(_ARTICLE):
        return f"Điều {clause_id.removeprefix(_ARTICLE)}"
    numbers = [part for part in clause_id.split(".") if part[0] not in "-+"]
    dashes = [part[1:] for part in clause_id.split(".") if part[0] in "-+"]
    return f"Mục {'.'.join(numbers)}" + "".join(f", gạch đầu dòng {dash}" for dash in dashes)


Children = Mapping[str, Sequence[Clause]]


def children_of(clauses: Iterable[Clause]) -> Children:
    """Return the clauses standing directly in each clause, by its id; nothing stands in an id that is not there."""
    found: defaultdict[str, list[Clause]] = defaultdict(list)
    for clause in clauses:
        if clause.parent is not None:
            found[clause.parent].append(clause)
    return found


def with_descendants(clause: Clause, children: Children) -> Iterator[Clause]:
    """Yield a clause and all that stands in it, in order."""
    yield clause
    for child in children.get(clause.id, ()):
        yield from with_descendants(child, children)


def topics(clauses: Sequence[Clause]) -> tuple[ClauseText, ...]:
    """Return the topics: the list inside the opening sentence of "Nội dung tuyên truyền", then its items."""
    return _items(clauses, ("noi dung tuyen truyen", "noi dung"), listed=True)


def forms(clauses: Sequence[Clause]) -> tuple[ClauseText, ...]:
    """Return the forms: the items of "Hình thức tuyên truyền"."""
    return _items(clauses, ("hinh thuc tuyen truyen", "hinh thuc"), listed=False)


def _items(clauses: Sequence[Clause], headings: tuple[str, str], *, listed: bool) -> tuple[ClauseText, ...]:
    clause = _headed(clauses, headings)
    if clause is None:
        return ()
    inside = tuple(_leaves(clause, children_of(clauses)))
    opening = _listed(clause) if listed else ()
    if not inside and not opening:
        inside = tuple(ClauseText(clause=clause.id, text=text) for text in clause.text.split("\n") if text)
    return opening + inside


def _headed(clauses: Sequence[Clause], headings: tuple[str, str]) -> Clause | None:
    exact, short = headings
    for clause in clauses:
        folded = fold(clause.heading)
        if folded.startswith(exact) and " hinh thuc" not in folded and " va hoat dong" not in folded:
            return clause
    return next((clause for clause in clauses if fold(clause.heading) == short), None)


def _leaves(parent: Clause, children: Children) -> list[ClauseText]:
    found: list[ClauseText] = []
    for clause in children.get(parent.id, ()):
        deeper = _leaves(clause, children)
        if deeper and not clause.text:
            found.extend(deeper)
        else:
            found.append(ClauseText(clause=clause.id, text=clause.text or clause.heading))
    return found


_LIST_OPENING = re.compile(r"(?:là|gồm|sau)\s*:\s*(?P<list>[^:]+?)(?:[,;]?\s*cụ thể)?\s*(?:như sau)?\s*[:.]?$")


def _listed(clause: Clause) -> tuple[ClauseText, ...]:
    """Return the things listed after "là:" in the clause's own text, parted by semicolons."""
    match = _LIST_OPENING.search(clause.text.split("\n", 1)[0])
    if not match or match["list"].count(";") < 2:
        return ()
    return tuple(ClauseText(clause=clause.id, text=part.strip(" ,.")) for part in match["list"].split(";"))
