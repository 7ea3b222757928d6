"""Measure the examination of stories for plain language, beside merely walking over their words.

The text is that of the founding plan, cut or repeated to a length. Figures are medians of one process, warm.
"""

import re
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from statistics import median

from table import BUDGET_HEADING, judged, show

from loa.lib.plain_language import Examination, Paragraph, Story, examine

FOUNDING_PLAN = Path(__file__).resolve().parent.parent / "examples" / "vinh-linh-2024" / "ke-hoach.txt"
_HEADING = ("", "words", "findings", "walk ms", "first ms", "median ms", "× walk")
_WORDS = re.compile(r"\w+")
_ON = date(2026, 3, 2)
_STORY = 2_000
_LENGTHS = (_STORY, 10 * _STORY)
_TIMES = 31


def main() -> None:
    """Measure both lengths, for readers and for listeners, and print the figures beside their budget."""
    lines, medians = [], []
    for words in _LENGTHS:
        story = _story(words)
        walk = _median(lambda story=story: [word.lower() for text in story.blocks for word in _WORDS.findall(text)])
        for for_listening in (False, True):

            def work(story: Story = story, *, for_listening: bool = for_listening) -> Examination:
                return examine(story, on=_ON, for_listening=for_listening)

            begin = time.perf_counter()
            found = len(work().findings)
            first = (time.perf_counter() - begin) * 1000
            taken = _median(work)
            medians.append(taken)
            name = "to be heard" if for_listening else "to be read"
            lines.append([
                name, f"{words:,}", f"{found:,}", f"{walk:.2f}", f"{first:.1f}", f"{taken:.1f}", f"{taken / walk:.0f}"
            ])  # fmt: skip
    show("Stories examined for plain language", _HEADING, lines)
    show("Budgets of plain language", BUDGET_HEADING, [
        judged("2,000 words, to be read", medians[0], 50, "ms"),
        judged("2,000 words, to be heard", medians[1], 50, "ms"),
        judged("ten times the words, times as long", medians[2] / medians[0], 13, "×"),
    ])  # fmt: skip


def _story(words: int) -> Story:
    """Return a story of so many words: the plan's lines, from the start again where they end."""
    lines = [line for line in FOUNDING_PLAN.read_text(encoding="utf-8").splitlines() if line.strip()]
    title, lead, *others = lines
    return Story(title=title, lead=lead, paragraphs=tuple(map(Paragraph, _cut(others, words))), is_procedure=True)


def _cut(lines: Sequence[str], words: int) -> list[str]:
    chosen: list[str] = []
    while words > 0:
        for line in lines:
            part = line.split()[:words]
            words -= len(part)
            chosen.append(" ".join(part))
            if words <= 0:
                break
    return chosen


def _median(work: Callable[[], object]) -> float:
    """Return the milliseconds of the median run."""
    taken = []
    for _ in range(_TIMES):
        begin = time.perf_counter()
        work()
        taken.append((time.perf_counter() - begin) * 1000)
    return median(taken)


if __name__ == "__main__":
    main()
