"""What the body of a story is made of."""

from wagtail import blocks
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
    """Sound or moving pictures of a reportage: a file of ours or an address, always with its words written out."""

    url = blocks.URLBlock(label="Đường dẫn âm thanh, video")
    caption = blocks.CharBlock(label="Chú thích", max_length=300)
    words = blocks.TextBlock(label="Lời bằng chữ", required=False)

    class Meta:
        icon = "media"
        label = "Âm thanh, video"
        template = "newsroom/blocks/media.html"


STORY_BLOCKS = [
    ("text", blocks.RichTextBlock(label="Đoạn văn", features=_TEXT, template="newsroom/blocks/text.html")),
    ("picture", PictureBlock()),
    ("facts", FactsBlock()),
    ("question", QuestionBlock()),
    ("quote", QuoteBlock()),
    ("media", MediaBlock()),
]
