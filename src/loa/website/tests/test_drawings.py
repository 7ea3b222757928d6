"""Drawings of the demonstration: all scenes, the same for the same seed, another for another."""

from io import BytesIO

import pytest
from PIL import Image

from loa.lib.recordings import read_recording
from loa.website.management.demo.drawings import SCENES, draw
from loa.website.management.demo.newsroom.films import film


def test_the_scenes_are_those_that_stories_ask_for():
    assert set(SCENES) == {
        "counter", "queue", "village-meeting", "computer-class", "phone", "loudspeaker", "field", "sea",
        "mountain-road", "market", "school", "office", "board", "forms",
    }  # fmt: skip


@pytest.mark.parametrize("scene", sorted(SCENES))
def test_a_seed_gives_one_drawing_and_another_seed_another(scene):
    first = draw(scene, "tin-1")
    assert draw(scene, "tin-1") == first
    assert draw(scene, "tin-2") != first
    with Image.open(BytesIO(first)) as opened:
        assert (opened.size, opened.format, opened.mode) == ((1600, 1000), "JPEG", "RGB")
    assert len(first) < 200_000


def test_there_is_no_drawing_of_anything_else():
    with pytest.raises(KeyError):
        draw("con-dau", "tin-1")


def test_a_film_is_one_that_the_house_takes_and_the_same_each_time():
    made = film(("queue", "counter"), "tin-1")
    heard = read_recording(made)
    assert heard is not None
    assert (heard.seconds, heard.is_video) == (6, True)
    assert film(("queue", "counter"), "tin-1") == made
    assert len(made) < 200_000
