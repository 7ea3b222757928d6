"""That a sentence asks somebody to supply something: "cung cấp các tin tức … với Phòng Văn hóa … để …"."""

from __future__ import annotations

import re

from plan_reader.agencies import Joiner, split_agencies
from plan_reader.model import Supply, Timing
from plan_reader.sentences import sentences, stated_time
from plan_reader.text import LOWER

# "Dịch vụ công được cung cấp" supplies nothing, and services are supplied to citizens, not to an office.
_VERB = re.compile(r"(?<!được )(?<!việc )(?<!\w)cung cấp\s+(?!dịch vụ)", re.IGNORECASE)
# The verb opens the sentence, after nothing but how, how often and with whom.
_OPENING = re.compile(
    r"(?:(?:chủ động|kịp thời|tiếp tục|thường xuyên|đồng thời|tích cực|có trách nhiệm|trực tiếp|chủ trì|phối hợp"
    r"|định kỳ|(?:hằng|hàng) (?:tuần|tháng|quý|năm)|(?:mỗi|hai|ba|sáu|\d+) (?:tuần|tháng|quý)(?: một lần)?)[, ]*)*",
    re.IGNORECASE,
)
_HEAD = r"(?:UBND|Ủy ban|Uỷ ban|HĐND|Sở|Phòng|Văn phòng|Bộ|Ban|Trung tâm|Đài|Báo|Công an|[Cc]ác)"
# Where a list of receivers, or of what is supplied, is over: purpose, time and way, or a word of running text.
_OVER = (
    r"(?:,?\s(?:để|nhằm|phục vụ|theo|qua|bằng|vào|trước|chậm nhất|muộn nhất|định kỳ|hằng|hàng|khi|tổng hợp|đăng"
    rf"|biên tập|xem xét)\s|,\s(?!các |thị trấn|phường|đặc khu)(?=[{LOWER}])|[;.()]|\.?$)"
)
_RECEIVERS = re.compile(
    rf"(?:^|\s)(?:(?<!phối hợp )(?<!chặt chẽ )với|cho|gửi về|gửi|đến|tới)\s(?P<to>{_HEAD}\s.*?)(?={_OVER})"
)
_PURPOSE = re.compile(r",?\s(?:để|nhằm|phục vụ(?: cho)?)\s.*$")
# A name that stands right behind the verb ends where running text begins: "cho Phòng Nội vụ số liệu …".
_NAME_WORD = rf"\S*[^\W{LOWER}_\d]\S*|[-–]|vụ|chính|hóa|pháp|hoạch|hội|thông tin|huyện|tỉnh|xã|và(?=\s)"
_NAMED_FIRST = re.compile(rf"cho\s(?P<to>{_HEAD}(?:\s(?:{_NAME_WORD}))+)\s(?P<what>.+)")
_EDGES = " ,.;:-–"


def read_supply(text: str, joiner: Joiner, *, year: int | None) -> Supply | None:
    """Return what the first such sentence of a duty asks to be supplied; None where no sentence does.

    A sentence in which other verbs come first counts only where it names a receiver: "nâng cấp cổng thông tin và cung
    cấp thông tin theo quy định" is about the portal.
    """
    return next((found for sentence in sentences(text) if (found := _supply(sentence, joiner, year))), None)


def _supply(sentence: str, joiner: Joiner, year: int | None) -> Supply | None:
    verb = _VERB.search(sentence)
    if verb is None:
        return None
    rest = sentence[verb.end() :]
    named_first = _NAMED_FIRST.match(rest)
    receivers = named_first or _RECEIVERS.search(rest)
    opens = _OPENING.fullmatch(sentence[: verb.start()])
    if not (receivers or opens):
        return None
    what = named_first["what"] if named_first else rest[: receivers.start()] if receivers else rest
    return Supply(
        what=_PURPOSE.sub("", what).strip(_EDGES),
        to=tuple(map(joiner.join, split_agencies(receivers["to"]))) if receivers else (),
        timing=_timing(sentence, verb, year),
    )


def _timing(sentence: str, verb: re.Match[str], year: int | None) -> Timing | None:
    return stated_time(sentence[: verb.start()], 0, year) or stated_time(sentence, verb.end(), year)
