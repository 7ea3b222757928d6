"""A story taken apart once: blocks, sentences and tokens, which every check reads."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b

from loa.lib.plain_language.matching import Comparable, comparable
from loa.lib.plain_language.model import Code, Finding, Level, Place, Story
from loa.lib.plain_language.sentences import sentence_spans
from loa.lib.plain_language.tokens import Token, tokens_of


@dataclass(frozen=True, slots=True)
class Block:
    """One of the texts that a story consists of."""

    number: int
    written: str
    text: Comparable

    def place(self, start: int, end: int) -> Place:
        """Return a stretch of the composed text as a place in what was written."""
        return Place(self.number, self.text.written_at(start), self.text.written_at(end))

    def excerpt(self, place: Place) -> str:
        """Return what was written at a place of this block."""
        return self.written[place.start : place.end]


@dataclass(slots=True)
class Sentence:
    """A sentence: where it stands in the composed text of its block, its tokens, its spoken length."""

    block: Block
    start: int
    end: int
    tokens: list[Token]
    syllables: int
    _known: str = ""  # made once, since a long sentence may have many findings

    @property
    def known(self) -> str:
        """Return what the sentence is known again by."""
        if not self._known:
            self._known = fingerprint(self.block.text.composed[self.start : self.end])
        return self._known

    @property
    def low(self) -> str:
        """Return the sentence in the form for comparing."""
        return self.block.text.low[self.start : self.end]

    def gap(self, index: int) -> str:
        """Return what stands between a token and the one before it."""
        return self.block.text.low[self.tokens[index - 1].end : self.tokens[index].start]

    def capitals(self, index: int) -> str:
        """Return a token as it was written, in composed letters."""
        token = self.tokens[index]
        return self.block.text.composed[token.start : token.end]

    def finding(
        self,
        start: int,
        end: int,
        *,
        code: Code,
        level: Level,
        message: str,
        suggestion: str = "",
        known_by: str | None = None,
    ) -> Finding:
        """Return a finding about a stretch, known again by its words and this sentence (or `known_by`)."""
        place = self.block.place(start, end)
        excerpt = self.block.excerpt(place)
        key = fingerprint(code, self.block.text.composed[start:end], self.known if known_by is None else known_by)
        return Finding(
            code=code, level=level, place=place, excerpt=excerpt, message=message, suggestion=suggestion, key=key
        )  # fmt: skip

    def whole(self, *, code: Code, level: Level, message: str) -> Finding:
        """Return a finding about this sentence."""
        return self.finding(self.start, self.end, code=code, level=level, message=message)


def about_the_story(*, code: Code, level: Level, message: str) -> Finding:
    """Return a finding that stands nowhere in the text."""
    return Finding(code=code, level=level, place=None, excerpt="", message=message, key=fingerprint(code))


def fingerprint(*parts: str) -> str:
    """Return 16 hexadecimal digits that are the same for the same words, however they are spaced."""
    text = "\0".join(" ".join(part.split()) for part in parts)
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def sentences_of(story: Story, glossary: Mapping[str, str]) -> list[Sentence]:
    """Return the sentences of a story in reading order; what has neither word nor figure is none."""
    return [
        sentence
        for number, written in enumerate(story.blocks)
        if written
        for sentence in _in_block(Block(number, written, comparable(written)), glossary)
    ]


def _in_block(block: Block, glossary: Mapping[str, str]) -> Iterator[Sentence]:
    tokens = tokens_of(block.text, glossary)
    at = 0
    for start, end in sentence_spans(block.text.composed):
        while at < len(tokens) and tokens[at].start < start:  # the number of a list item
            at += 1
        first = at
        while at < len(tokens) and tokens[at].start < end:
            at += 1
        if first < at:
            inside = tokens[first:at]
            yield Sentence(block, start, end, inside, sum(token.syllables for token in inside))
