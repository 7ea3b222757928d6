"""In a real browser, a reader hears a story and its reading in Bru - Vân Kiều, and can seek; the policy lets them."""

import pytest
from django.core.files.base import ContentFile

from loa.lib.tests.made_recordings import wav
from loa.newsroom.actions import (
    RecordingValues,
    TranslationValues,
    add_recording,
    note_listening,
    pass_story,
    release_translation,
    save_translation,
    submit_story,
)
from loa.newsroom.models import Story
from loa.newsroom.tests.factories import AT, asked, fresh, make_house, make_story
from tests.journeys.conftest import PHONE, assert_accessible

pytestmark = pytest.mark.browser
# What a browser does when somebody presses play, without the sound: it fetches, and learns how long it is.
_LOAD = """async (part) => {
  const one = document.querySelector(part);
  const before = one.readyState;
  one.preload = "auto";
  one.load();
  await new Promise((done, failed) => { one.oncanplay = done; one.onerror = () => failed(one.error.message); });
  one.currentTime = 60;
  await new Promise((done) => { one.onseeked = done; });
  return [before, one.duration, one.currentTime];
}"""


@pytest.fixture
def prepared(transactional_db):
    house = make_house()
    story = make_story(house)
    told = RecordingValues(title="Lời kể", source="Cán bộ xã", consent="agreed", words="Bà kể chuyện.")
    file = ContentFile(wav(90), name="loi-ke.wav")
    add_recording(story=story, file=file, values=told, by=house.writer, at=AT)
    story = fresh(story)
    submit_story(story=story, version=story.version, by=house.writer, at=AT)
    for who in (house.editor, house.approver):
        pass_story(decision=asked(story), by=who, at=AT)
    words = TranslationValues(translator="Hồ Văn Mẫu", speaker="Hồ Thị Mẫu", is_human=True, agreed=True)
    file = ContentFile(wav(90), name="bru.wav")
    row = save_translation(story=fresh(story), values=words, file=file, by=house.writer, at=AT)
    row = note_listening(translation=row, listener="Hồ Văn Nghe", on=AT.date(), version=0, by=house.writer, at=AT)
    release_translation(translation=row, version=1, by=house.approver, at=AT)
    return Story.objects.get().slug


def test_a_reader_hears_a_story_and_its_reading_and_can_seek(open_page, live_server, prepared, complaints):
    page = open_page(viewport=PHONE)
    fetched = []
    page.on("response", lambda answer: fetched.append((answer.status, answer.url)) if "/ghi/" in answer.url else None)
    page.goto(f"{live_server.url}/tin-bai/{prepared}/")
    page.wait_for_load_state("networkidle")
    assert fetched == []  # nothing is loaded before it is asked for
    assert page.evaluate(_LOAD, "audio") == [0, 90, 60]
    assert {status for status, _ in fetched} == {206}
    assert_accessible(page, ".story")
    page.get_by_role("link", name="Nghe bằng tiếng Bru - Vân Kiều").click()
    assert page.locator("article").get_attribute("lang") == "bru"
    assert page.evaluate(_LOAD, "audio") == [0, 90, 60]
    assert_accessible(page, ".story")
    assert complaints == []
