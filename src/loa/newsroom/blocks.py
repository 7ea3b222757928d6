"""What the body of a story is made of."""

from typing import Any

from django.forms import HiddenInput, ModelChoiceField
from django.utils.functional import cached_property
from wagtail import blocks
from wagtail.coreutils import resolve_model_string
from wagtail.images.blocks import ImageChooserBlock

_TEXT = ["bold", "italic", "h2", "h3", "ul", "ol", "link"]


class PictureBlock(blocks.StructBlock):
    """A picture with its caption; source, licence and consent stand with the picture itself."""

    picture = ImageChooserBlock(label="Ảnh")
    caption = blocks.CharBlock(label="Chú thích", required=False, max_length=300)

    class Meta:
        icon = "image"
        label = "Ảnh"
        template = "newsroom/blocks/picture.html"


class QuestionBlock(blocks.StructBlock):
    """A question of the people and its answer."""

    question = blocks.CharBlock(label="Câu hỏi", max_length=300)
    answer = blocks.RichTextBlock(label="Trả lời", features=_TEXT)

    class Meta:
        icon = "help"
        label = "Hỏi đáp"
        template = "newsroom/blocks/question.html"


class FactsBlock(blocks.StructBlock):
    """What a citizen has to know of a procedure: where, what to bring, how long, how much, whom to ask."""

    where = blocks.CharBlock(label="Nộp ở đâu", required=False, max_length=300)
    bring = blocks.TextBlock(label="Mang giấy tờ gì", required=False)
    days = blocks.CharBlock(label="Mấy ngày có kết quả", required=False, max_length=200)
    fee = blocks.CharBlock(label="Phí, lệ phí", required=False, max_length=200)
    ask = blocks.CharBlock(label="Hỏi ở đâu", required=False, max_length=200)

    class Meta:
        icon = "list-ul"
        label = "Thông tin thủ tục"
        template = "newsroom/blocks/facts.html"


class QuoteBlock(blocks.StructBlock):
    quote = blocks.TextBlock(label="Lời nói")
    said_by = blocks.CharBlock(label="Người nói", max_length=200)

    class Meta:
        icon = "openquote"
        label = "Trích lời"
        template = "newsroom/blocks/quote.html"


class MediaBlock(blocks.StructBlock):
    """Sound or moving pictures on a page elsewhere: a link and no more, always with its words written out."""

    url = blocks.URLBlock(label="Đường dẫn âm thanh, video")
    caption = blocks.CharBlock(label="Chú thích", max_length=300)
    words = blocks.TextBlock(label="Lời bằng chữ", required=False)

    class Meta:
        icon = "link"
        label = "Âm thanh, video ở trang khác"
        template = "newsroom/blocks/media.html"


class RecordingChooserBlock(blocks.ChooserBlock):
    """A recording of the story itself, uploaded at the light desk; here it can be moved and taken out."""

    widget = HiddenInput()

    @cached_property
    def target_model(self) -> Any:
        return resolve_model_string("newsroom.Recording")

    @cached_property
    def field(self) -> ModelChoiceField:
        told = "Âm thanh, video được tải lên ở trang của tin, bài. Bỏ khối này, tải lên ở đó."
        return ModelChoiceField(
            queryset=self.model_class.objects.all(),
            widget=self.widget,
            required=self._required,
            error_messages={"required": told, "invalid_choice": told},
        )

    def bulk_to_python(self, values: list[Any]) -> list[Any]:
        """Return recordings with the pictures that stand for them, in one statement."""
        found = self.model_class.objects.select_related("poster").in_bulk([one for one in values if one])
        return [found.get(one) for one in values]

    def value_from_form(self, value: Any) -> Any:
        """Return the recording that stands hidden in the form; what is typed and no number of one is none."""
        if isinstance(value, str) and (not value.isdecimal() or len(value) > 9):
            return None
        return super().value_from_form(value)

    def get_form_state(self, value: Any) -> Any:
        """Return what stands hidden in the office's form."""
        return self.get_prep_value(value)


class AudioBlock(blocks.StructBlock):
    """Sound of ours; rights, consent and words stand with the recording."""

    recording = RecordingChooserBlock(label="Bản ghi")
    caption = blocks.CharBlock(label="Chú thích", required=False, max_length=300)

    class Meta:
        icon = "media"
        label = "Âm thanh đã tải lên"
        template = "newsroom/blocks/recording.html"


class VideoBlock(AudioBlock):
    """Moving pictures of ours."""

    class Meta:
        label = "Video đã tải lên"


# What the body shows beside its words.
RECORDING_BLOCKS = ("audio", "video")
SHOWN_BLOCKS = ("picture", *RECORDING_BLOCKS)
STORY_BLOCKS = [
    ("text", blocks.RichTextBlock(label="Đoạn văn", features=_TEXT, template="newsroom/blocks/text.html")),
    ("picture", PictureBlock()),
    ("facts", FactsBlock()),
    ("question", QuestionBlock()),
    ("quote", QuoteBlock()),
    ("audio", AudioBlock()),
    ("video", VideoBlock()),
    ("media", MediaBlock()),
]
