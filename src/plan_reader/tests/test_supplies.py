"""What a duty to supply says: what, to whom, how often; and sentences that say "cung cấp" and mean something else."""

from __future__ import annotations

import pytest

from plan_reader import read_plan
from plan_reader.agencies import Joiner
from plan_reader.model import Supply
from plan_reader.supplies import read_supply
from plan_reader.tests.builders.pdf import SEED

NEWSROOM = ["Phòng Văn hóa và thông tin", "Trung tâm Văn hóa thông tin - Thể dục thể thao"]


def supply(text: str) -> Supply:
    found = read_supply(text, Joiner(), year=2024)
    assert found is not None
    return found


def told(text: str) -> tuple[str, list[str], str | None]:
    found = supply(text)
    return found.what, [one.name for one in found.to], found.timing and found.timing.text


def test_the_founding_plan_asks_three_times_for_something_to_be_supplied():
    found = {duty.clause: duty.supply for duty in read_plan(SEED).duties if duty.supply}
    assert {clause: [one.name for one in supply.to] for clause, supply in found.items()} == {
        "III.1.-2": NEWSROOM,
        "III.2.-2": NEWSROOM,
        "III.5": [],
    }
    assert found["III.1.-2"].what == "các tin tức, hoạt động CCHC của đơn vị, các tấm gương điển hình"
    assert found["III.2.-2"].what.endswith("thực hiện Kế hoạch CCHC năm 2024; kết quả thực hiện CCHC")
    assert found["III.5"].what.startswith("kết quả cải cách thủ tục hành chính trên địa bàn huyện; kiểm soát")
    assert {supply.timing for supply in found.values()} == {None}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Định kỳ hằng tháng cung cấp số liệu giải quyết TTHC cho Phòng Nội vụ để tổng hợp.",
            ("số liệu giải quyết TTHC", ["Phòng Nội vụ"], "Định kỳ hằng tháng"),
        ),
        (
            "Hằng quý, cung cấp danh sách mô hình hay cho Sở Nội vụ, Sở Văn hóa, Thể thao và Du lịch.",
            ("danh sách mô hình hay", ["Sở Nội vụ", "Sở Văn hóa, Thể thao và Du lịch"], "Hằng quý"),
        ),
        (
            "Phối hợp với Phòng Tư pháp cung cấp tin, bài cho Đài Truyền thanh huyện.",
            ("tin, bài", ["Đài Truyền thanh huyện"], None),
        ),
        (
            "Cung cấp tư liệu về phòng dịch gửi về Phòng Văn hóa - Thông tin qua thư điện tử trước ngày 15/6/2024.",
            ("tư liệu về phòng dịch", ["Phòng Văn hóa - Thông tin"], "trước ngày 15/6/2024"),
        ),
        (
            "Cung cấp tài liệu cho UBND các xã, thị trấn và các thôn.",
            ("tài liệu", ["UBND các xã, thị trấn", "Các thôn"], None),
        ),
        ("Chủ trì cung cấp kết quả Chỉ số CCHC của xã để tuyên truyền.", ("kết quả Chỉ số CCHC của xã", [], None)),
    ],
)
def test_what_to_whom_and_how_often(text, expected):
    assert told(text) == expected


def test_a_receiver_may_stand_before_what_is_supplied():
    what, to, when = told("Cung cấp cho Phòng Nội vụ số liệu giải quyết TTHC trước ngày 20 hằng tháng.")
    assert (to, when) == (["Phòng Nội vụ"], "trước ngày 20 hằng tháng")
    assert what.startswith("số liệu giải quyết TTHC")


@pytest.mark.parametrize(
    "text",
    [
        "Nâng cấp cổng thông tin điện tử huyện và cung cấp thông tin đảm bảo yêu cầu theo quy định.",
        "Cung cấp dịch vụ công trực tuyến toàn trình cho người dân.",
        "Rà soát thủ tục hành chính được cung cấp trên Cổng dịch vụ công.",
        "Theo dõi, đôn đốc các đơn vị.",
    ],
)
def test_what_supplies_nothing_to_an_office(text):
    assert read_supply(text, Joiner(), year=2024) is None


def test_the_first_sentence_that_asks_for_it_counts():
    assert told("Mở chuyên trang. Cung cấp tin, bài cho Phòng Nội vụ.")[:2] == ("tin, bài", ["Phòng Nội vụ"])
