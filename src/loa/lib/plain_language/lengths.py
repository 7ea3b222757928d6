"""Long sentences, texts without headings, and how long reading and speaking take."""

from collections.abc import Iterator, Sequence

from loa.lib.plain_language.model import BODY, Code, Finding, Level, LongSentence, Story
from loa.lib.plain_language.tokens import ADDRESS, SYMBOL
from loa.lib.plain_language.written import Sentence

# An assumption for silent reading of running text; no measurement with administrative Vietnamese is at hand.
READING_RATE = 240
# Between the 220 and 240 syllables a minute of a calm announcer: from memory, to be measured for each voice.
AIR_RATE = 230

_READER_WARN = 40
_LISTENER_NOTE, _LISTENER_WARN = 20, 30
_BETWEEN_HEADINGS = 350
_FIGURES_HEARD = 3
_LONGEST = 3


def seconds_of(syllables: int, rate: int) -> int:
    """Return the whole seconds that syllables take at a rate of syllables a minute, rounded up."""
    return -(-syllables * 60 // max(rate, 1))


def minutes_in_words(seconds: int) -> str:
    """Return a length of time in words: "45 giây", "3 phút", "3 phút 20 giây"."""
    minutes, rest = divmod(max(seconds, 0), 60)
    parts = [f"{count} {unit}" for count, unit in ((minutes, "phút"), (rest, "giây")) if count]
    return " ".join(parts) or "0 giây"


def longest(sentences: Sequence[Sentence]) -> tuple[LongSentence, ...]:
    """Return the longest sentences, the longest first."""
    chosen = sorted(sentences, key=lambda sentence: -sentence.syllables)[:_LONGEST]
    return tuple(_long(sentence) for sentence in chosen if sentence.syllables)


def _long(sentence: Sentence) -> LongSentence:
    place = sentence.block.place(sentence.start, sentence.end)
    return LongSentence(place, sentence.block.excerpt(place), sentence.syllables)


def long_for_reading(sentence: Sentence) -> Iterator[Finding]:
    """Yield a finding for a sentence that a reader on a screen loses."""
    if sentence.syllables > _READER_WARN:
        why = f"Câu dài {sentence.syllables} tiếng, quá {_READER_WARN} tiếng thì người đọc dễ mất ý"
        message = f"{why}: {_how_to_cut(sentence)}."
        yield sentence.whole(code=Code.LONG_SENTENCE, level=Level.WARN, message=message)


def long_for_listening(sentence: Sentence) -> Iterator[Finding]:
    """Yield a finding for a sentence that a listener, who hears it once, loses."""
    if sentence.syllables > _LISTENER_NOTE:
        is_long = sentence.syllables > _LISTENER_WARN
        limit = _LISTENER_WARN if is_long else _LISTENER_NOTE
        why = f"Câu dài {sentence.syllables} tiếng, người nghe chỉ nghe một lần nên quá {limit} tiếng là khó theo"
        level = Level.WARN if is_long else Level.NOTE
        message = f"{why}: {_how_to_cut(sentence)}."
        yield sentence.whole(code=Code.LONG_SENTENCE, level=level, message=message)


def _how_to_cut(sentence: Sentence) -> str:
    semicolons = sentence.low.count(";")
    if semicolons:
        return f"câu có {semicolons} dấu chấm phẩy, mỗi ý nên là một câu hoặc một gạch đầu dòng"
    return "nên tách thành nhiều câu, mỗi câu một ý"


def hard_to_hear(sentence: Sentence) -> Iterator[Finding]:
    """Yield findings for what cannot be heard: addresses, document symbols, many figures in one sentence."""
    figures = [token for token in sentence.tokens if token.word[0].isdigit() and token.kind != SYMBOL]
    if len(figures) > _FIGURES_HEARD:
        message = f"Câu có {len(figures)} con số, người nghe không nhớ kịp: chỉ giữ một, hai số chính."
        later = figures[_FIGURES_HEARD]
        yield sentence.finding(later.start, later.end, code=Code.HARD_TO_HEAR, level=Level.WARN, message=message)
    for token in sentence.tokens:
        if token.kind == ADDRESS:
            message = "Địa chỉ trên mạng không nghe kịp: nói tên trang, tên cơ quan để người nghe tự tìm."
        elif token.kind == SYMBOL:
            message = "Ký hiệu văn bản khó nghe: nói loại văn bản, số, ngày và cơ quan ban hành."
        else:
            continue
        yield sentence.finding(token.start, token.end, code=Code.HARD_TO_HEAR, level=Level.WARN, message=message)


def few_headings(story: Story, sentences: Sequence[Sentence]) -> Iterator[Finding]:
    """Yield a finding where a stretch of the body without a heading grows too long, one for each stretch."""
    words, told = 0, False
    for sentence in sentences:
        paragraph = sentence.block.number - BODY
        if paragraph < 0:
            continue
        if story.paragraphs[paragraph].is_heading:
            words, told = 0, False
            continue
        words += len(sentence.tokens)
        if words > _BETWEEN_HEADINGS and not told:
            told = True
            message = (
                f"Đến đây đã hơn {_BETWEEN_HEADINGS} chữ mà chưa có tiêu đề phụ: "
                "thêm một tiêu đề ngắn để người đọc tìm được phần mình cần."
            )
            yield sentence.whole(code=Code.HEADINGS, level=Level.NOTE, message=message)
