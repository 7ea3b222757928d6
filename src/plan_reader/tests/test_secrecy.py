"""Documents with a mark of secrecy are refused, in every format; words that only sound alike are not."""

from pathlib import Path

import pytest

from plan_reader import UnreadableFile, read_plan
from plan_reader.isolated import read_plan_isolated

SEED = (Path(__file__).parents[3] / "examples" / "vinh-linh-2024" / "ke-hoach.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "mark",
    [
        "MẬT",
        "TỐI MẬT",
        "TUYỆT MẬT",
        "[MẬT]",
        "ĐỘ MẬT: TỐI MẬT",
        "Độ mật: Mật",
        "Lưu hành nội bộ",
        "TÀI LIỆU LƯU HÀNH NỘI BỘ",
    ],
)
def test_a_marked_plan_is_refused(mark):
    with pytest.raises(UnreadableFile) as refused:
        read_plan(f"{mark}\n\n{SEED}".encode())
    assert refused.value.code == "secret"
    assert "ngoài hệ thống" in refused.value.message


@pytest.mark.parametrize(
    "words", ["Bảo mật thông tin", "Quy chế lưu hành nội bộ của cơ quan được sửa đổi.", "Mật độ dân cư", "BẢO MẬT"]
)
def test_words_that_only_sound_alike_are_no_mark(words):
    assert len(read_plan(f"{SEED}\n\n{words}\n".encode()).tasks) == 8


def test_the_refusal_comes_out_of_the_guarded_process():
    with pytest.raises(UnreadableFile) as refused:
        read_plan_isolated(f"TUYỆT MẬT\n\n{SEED}".encode(), name="ke-hoach.txt")
    assert refused.value.code == "secret"
