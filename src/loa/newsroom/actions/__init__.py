"""What can be done about stories: write, hand on, decide, put out, correct, talk."""

from loa.newsroom.actions.contributors import (
    end_contributor,
    find_contributor,
    invite_contributor,
    note_used,
    renew_contributor,
)
from loa.newsroom.actions.correcting import correct_story, do_follow_up, withdraw_story
from loa.newsroom.actions.deciding import (
    StoryLacks,
    decide_on_paper,
    drop_story,
    pass_story,
    recall_story,
    restore_story,
    return_story,
    submit_story,
)
from loa.newsroom.actions.fees import FeeRefused, freeze_fees, set_fee_rate, settle_fee, take_fees_along
from loa.newsroom.actions.letter_files import check_letter_files
from loa.newsroom.actions.letters import LetterRefused, drop_letter, fetch_letters, hold_letter, take_letter
from loa.newsroom.actions.links import LinkRefused, decide_by_link, find_link, make_decision_link, why_closed
from loa.newsroom.actions.on_time import publish_due
from loa.newsroom.actions.outputs import move_output, set_output
from loa.newsroom.actions.packages import (
    ItemValues,
    PackageOvertaken,
    PackageRefused,
    draft_package,
    issue_package,
    save_package,
    take_package,
    use_item,
)
from loa.newsroom.actions.recordings import (
    RecordingValues,
    add_recording,
    change_recording,
    check_recordings,
    take_out_recording,
)
from loa.newsroom.actions.retention import erase_letters
from loa.newsroom.actions.settings import keep_section, set_unit_rule
from loa.newsroom.actions.short_forms import drop_short_form, keep_short_form
from loa.newsroom.actions.talking import cancel_commission, comment_on_story, commission_story, dismiss_hint
from loa.newsroom.actions.tips import TipRefused, TipValues, decline_tip, send_tip, send_tip_by_link, take_tip
from loa.newsroom.actions.translations import (
    TranslationOvertaken,
    TranslationValues,
    note_listening,
    release_translation,
    save_translation,
    take_back_translation,
)
from loa.newsroom.actions.whole_text import lock_story, save_whole_text, unlock_story
from loa.newsroom.actions.writing import (
    Source,
    StoryOvertaken,
    StoryRefused,
    StoryValues,
    save_story,
    with_words,
    write_story,
)

__all__ = [
    "FeeRefused",
    "ItemValues",
    "LetterRefused",
    "LinkRefused",
    "PackageOvertaken",
    "PackageRefused",
    "RecordingValues",
    "Source",
    "StoryLacks",
    "StoryOvertaken",
    "StoryRefused",
    "StoryValues",
    "TipRefused",
    "TipValues",
    "TranslationOvertaken",
    "TranslationValues",
    "add_recording",
    "cancel_commission",
    "change_recording",
    "check_letter_files",
    "check_recordings",
    "comment_on_story",
    "commission_story",
    "correct_story",
    "decide_by_link",
    "decide_on_paper",
    "decline_tip",
    "dismiss_hint",
    "do_follow_up",
    "draft_package",
    "drop_letter",
    "drop_short_form",
    "drop_story",
    "end_contributor",
    "erase_letters",
    "fetch_letters",
    "find_contributor",
    "find_link",
    "freeze_fees",
    "hold_letter",
    "invite_contributor",
    "issue_package",
    "keep_section",
    "keep_short_form",
    "lock_story",
    "make_decision_link",
    "move_output",
    "note_listening",
    "note_used",
    "pass_story",
    "publish_due",
    "recall_story",
    "release_translation",
    "renew_contributor",
    "restore_story",
    "return_story",
    "save_package",
    "save_story",
    "save_translation",
    "save_whole_text",
    "send_tip",
    "send_tip_by_link",
    "set_fee_rate",
    "set_output",
    "set_unit_rule",
    "settle_fee",
    "submit_story",
    "take_back_translation",
    "take_fees_along",
    "take_letter",
    "take_out_recording",
    "take_package",
    "take_tip",
    "unlock_story",
    "use_item",
    "why_closed",
    "with_words",
    "withdraw_story",
    "write_story",
]
