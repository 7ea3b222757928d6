"""HTML as lines that a person reads."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loa.lib.html_text import lines_of, parsed, plain, tidy_lines


def lines(text):
    root = parsed(text)
    return lines_of(root).split("\n") if root is not None else None


def test_blocks_are_lines_and_what_is_unseen_is_left_out():
    assert lines(
        "<head><title>x</title><style>p{}</style></head><body><h1>Tiêu đề</h1>\n<p>Một\n  hai <b>ba</b><!-- c --></p>"
        "<script>x()</script>đuôi<div><div>bốn</div></div><p>năm<br>sáu</p><noscript>y</noscript></body>"
    ) == ["Tiêu đề", "Một hai ba", "đuôi", "bốn", "năm", "sáu"]


def test_items_and_rows():
    assert lines(
        "<ul><li>một</li><li><p>hai</p></li></ul><table><tr><th>Xã</th><th>Số</th></tr>"
        "<tr><td><p>A</p></td><td><p>12<br>13</p></td></tr><tr><td></td><td>1</td></tr></table>sau"
    ) == ["- một", "- hai", "Xã | Số", "A | 12 13", "| 1", "sau"]


def test_a_table_that_lays_a_page_out_is_no_table():
    long = "dài " * 100
    assert lines("<table><tr><td><p>một</p><p>hai</p></td></tr></table>") == ["một", "hai"]
    page = f"<table><tr><td><p>a</p><p>{long}</p></td><td>b</td></tr></table>"
    assert lines(page) == ["a", long.strip(), "b"]
    assert lines("<table><tr><td>x<table><tr><td>1</td><td>2</td></tr></table></td><td>y</td></tr></table>") == [
        "x", "1 | 2", "y",
    ]  # fmt: skip


def test_marks_without_room_are_left_out():
    assert lines("<p>a\u200bb\u00adc\u202ed&nbsp;e&amp;g</p>") == ["abcd e&g"]


@pytest.mark.parametrize("text", ["", " ", "<!-- x -->", "\0"])
def test_where_there_is_nothing_there_is_no_tree_or_no_line(text):
    assert lines(text) in (None, [""])


def test_lines_keep_one_empty_line():
    assert tidy_lines("a \n\n\n\n b\t c\n") == "a\n\nb c"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a  b", "a b"),
        ("<b>Tin</b> &amp; <i>bài</i>", "Tin & bài"),
        ("5 < 6", "5 < 6"),
        ("", ""),
        ("a &lt; b", "a < b"),
    ],
)
def test_a_title_on_one_line(text, shown):
    assert plain(text) == shown


MARKS = ["<p>", "</p>", "<td>", "<tr>", "<table>", "</table>", "<li>", "<br>", "<script>", "</script>", "<!--", "-->",
         "<![if !x]>", "<?xml ?>", "&#0;", "&#xd800;", "&", "<", ">", "a", " ", "\n", "\ud800", "</html>", "<title>",
         "<svg>", "<frameset>", "<plaintext>"]  # fmt: skip


@given(st.lists(st.sampled_from(MARKS), max_size=40).map("".join))
def test_nothing_breaks_it(text):
    root = parsed(text)
    if root is not None:
        assert "\v" not in lines_of(root)
    plain(text)


def test_a_deep_page_is_read():
    assert "x" in lines("<div>" * 200 + "x")
    root = parsed("<div>" * 100_000 + "x")
    assert root is None or lines_of(root) is not None
