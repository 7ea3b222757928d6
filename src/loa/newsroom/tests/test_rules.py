"""The tables of a story's course: where it may go, who is asked, what it lacks, where an output may move."""

from datetime import date

import pytest

from loa.newsroom.choices import OUT_STATES, OutputState, Stage, StoryKind, StoryState
from loa.newsroom.rules import (
    ASKED,
    MOVES,
    OUTPUT_MOVES,
    WRITTEN,
    Safeguards,
    is_reviewer_apart,
    lacking,
    may_move,
    may_output_move,
    next_stage,
    stage_after_return,
)

S, K, O = StoryState, StoryKind, OutputState  # noqa: E741
DAY = date(2024, 3, 1)
WHOLE = {
    "kind": K.CRITICISM,
    "has_text": True,
    "sources": 1,
    "conclusion_body": "UBND huyện",
    "conclusion_symbol": "15/KL-UBND",
    "concluded_on": DAY,
    "reply_offered_on": DAY,
    "names_somebody": True,
}


def reachable(table, start):
    found, more = {start}, {start}
    while more:
        more = {to for frm in more for to in table[frm]} - found
        found |= more
    return found


def test_every_state_stands_in_the_tables_and_can_be_reached():
    assert set(MOVES) == set(S) == reachable(MOVES, S.DRAFT)
    assert set(OUTPUT_MOVES) == set(O) == reachable(OUTPUT_MOVES, O.DRAFT)


def test_out_leads_only_one_way_and_past_every_question():
    assert {frm for frm in S if may_move(frm, S.PUBLISHED)} == {S.APPROVED}
    assert {frm for frm in S if may_move(frm, S.APPROVED)} == {S.APPROVAL}
    assert {frm for frm in S if may_move(frm, S.APPROVAL)} == {S.DESK, S.LEGAL}
    assert MOVES[S.PUBLISHED] == {S.WITHDRAWN}
    assert not MOVES[S.WITHDRAWN]


def test_nobody_writes_where_the_last_words_are_awaited():
    assert set(WRITTEN).isdisjoint({S.LEGAL, S.APPROVAL, S.APPROVED, S.PUBLISHED, S.WITHDRAWN, S.DROPPED})
    assert {state for state, stage in ASKED.items() if state in WRITTEN} == {S.UNIT_EDITOR, S.DESK}


@pytest.mark.parametrize("kind", K)
@pytest.mark.parametrize("editor_first", [True, False])
def test_a_story_goes_on_along_its_moves_to_the_approval(kind, editor_first):
    state, way = S.DRAFT, []
    while state != S.APPROVED:
        following = next_stage(state, kind, editor_first=editor_first)
        assert may_move(state, following)
        state = following
        way.append(state)
    wanted = [S.UNIT_EDITOR] * editor_first + [S.DESK] + [S.LEGAL] * (kind == K.CRITICISM) + [S.APPROVAL, S.APPROVED]
    assert way == wanted


@pytest.mark.parametrize(
    ("returned_at", "editor_first", "to"),
    [
        (None, False, S.DESK),
        (None, True, S.UNIT_EDITOR),
        (Stage.UNIT_EDITOR, True, S.UNIT_EDITOR),
        (Stage.UNIT_EDITOR, False, S.UNIT_EDITOR),
        (Stage.DESK, True, S.DESK),
        (Stage.LEGAL, True, S.DESK),
        (Stage.APPROVAL, True, S.DESK),
    ],
)
def test_what_was_returned_goes_back_to_where_it_came_from(returned_at, editor_first, to):
    assert stage_after_return(returned_at, editor_first=editor_first) == to
    assert may_move(S.RETURNED, to)


def test_nobody_is_another_pair_of_eyes_for_their_own_words():
    assert not is_reviewer_apart(1, 1)
    assert is_reviewer_apart(1, 2)
    assert is_reviewer_apart(1, None)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({}, []),
        ({"has_text": False}, ["nội dung"]),
        ({"topics": 0}, ["nội dung tuyên truyền"]),
        ({"sources": 0}, ["nguồn tin"]),
        ({"conclusion_body": ""}, ["kết luận", "không nêu tên"]),
        ({"conclusion_symbol": "", "names_somebody": False}, ["kết luận"]),
        ({"concluded_on": None}, ["kết luận", "không nêu tên"]),
        ({"reply_offered_on": None}, ["phản hồi"]),
        ({"has_legal": False}, ["pháp lý"]),
        ({"kind": K.NEWS, "conclusion_body": "", "reply_offered_on": None, "has_legal": False}, []),
        ({"kind": K.COMMENDATION}, ["đồng ý", "xác nhận"]),
        ({"kind": K.COMMENDATION, "subject_agreed_on": DAY, "confirmed_by_unit": "UBND xã"}, []),
        ({"pictures": ("Ảnh “Họp”: chưa hỏi.",)}, ["Ảnh “Họp”"]),
    ],
)
def test_what_a_story_lacks_is_said_a_sentence_for_each(changed, words):
    found = lacking(Safeguards(**{**WHOLE, **changed}))
    assert len(found) == len(words)
    assert all(word in sentence for word, sentence in zip(words, found, strict=True))
    assert all(sentence.endswith(".") for sentence in found)


def test_what_may_be_out_there_is_never_sent_again_by_itself():
    assert OUTPUT_MOVES[O.UNCONFIRMED].isdisjoint({O.DRAFT, O.APPROVED, O.DUE, O.SENT})
    assert {frm for frm in O if may_output_move(frm, O.SENT)} == {O.APPROVED, O.DUE}
    assert OUTPUT_MOVES[O.CONFIRMED] == {O.WITHDRAWN}


def test_nothing_goes_out_that_was_not_approved_on_the_way():
    assert OUTPUT_MOVES[O.DRAFT].isdisjoint({*OUT_STATES, O.DUE})
    assert OUTPUT_MOVES[O.NOT_INTENDED] == {O.DRAFT}
