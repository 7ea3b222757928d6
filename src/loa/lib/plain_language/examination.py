"""The door: what in a story can be plainer, and how long it is."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from loa.lib.plain_language import abbreviations, figures, lengths, old_names, procedures, wording
from loa.lib.plain_language.model import VIETNAMESE, Examination, Finding, Phrase, Story
from loa.lib.plain_language.phrase_tables import Table, table_of
from loa.lib.plain_language.phrases import ABBREVIATIONS, PHRASES
from loa.lib.plain_language.written import Sentence, sentences_of


def examine(
    story: Story,
    *,
    on: date,
    glossary: Mapping[str, str] = ABBREVIATIONS,
    phrases: Iterable[Phrase] = PHRASES,
    for_listening: bool = False,
    air_rate: int = lengths.AIR_RATE,
) -> Examination:
    """Return what can be plainer in a story that appears on a day, and how long it takes.

    `glossary` has abbreviations and their meanings; a unit's own phrases are added as `(*PHRASES, *own)`, of which
    later ones count. `for_listening` examines it as a text to be heard. `air_rate` is in syllables a minute. A story in
    another language than Vietnamese is measured, and its figures are asked for sources; its words are left alone.
    """
    sentences = sentences_of(story, glossary)
    syllables = sum(sentence.syllables for sentence in sentences)
    found = [*figures.unsourced(story, sentences)]
    if story.language == VIETNAMESE:
        found += _about_words(story, sentences, table_of(tuple(phrases)), for_listening=for_listening)
        found += abbreviations.unexplained(sentences, glossary, for_listening=for_listening)
        found += old_names.outdated(sentences, on)
        found += procedures.missing(sentences, story.told) if story.is_procedure else ()
    return Examination(
        findings=tuple(sorted(found, key=_reading_order)),
        syllables=syllables,
        sentences=len(sentences),
        longest=lengths.longest(sentences),
        reading_seconds=lengths.seconds_of(syllables, lengths.READING_RATE),
        air_seconds=lengths.seconds_of(syllables, air_rate),
    )


def _about_words(
    story: Story, sentences: list[Sentence], table: Table[Phrase], *, for_listening: bool
) -> Iterator[Finding]:
    for sentence in sentences:
        if for_listening:
            yield from lengths.long_for_listening(sentence)
            yield from lengths.hard_to_hear(sentence)
        else:
            yield from lengths.long_for_reading(sentence)
        yield from wording.wordy(sentence, table)
        yield from wording.noun_stacks(sentence)
        yield from wording.double_negatives(sentence)
        yield from wording.chains(sentence)
        yield from wording.passives(sentence)
    if not for_listening:
        yield from lengths.few_headings(story, sentences)


def _reading_order(finding: Finding) -> tuple[bool, int, int, int, str]:
    """Put findings by place, the wider of two that begin together first, and those about the whole story last."""
    if finding.place is None:
        return True, 0, 0, 0, ""
    return False, finding.place.block, finding.place.start, -finding.place.end, finding.code
