"""What is typed about the sections of sites."""

from django import forms

from loa.tasks.forms.fields import day_field
from loa.website.choices import Found
from loa.website.models import RequiredSection


class LookForm(forms.Form):
    """What was found of one section."""

    section = forms.ChoiceField(
        label="Mục",
        error_messages={"required": "Chọn mục đã xem.", "invalid_choice": "Chọn một mục trong danh sách."},
    )
    found = forms.ChoiceField(
        label="Tình trạng",
        choices=[("", "Chọn"), *Found.choices],
        error_messages={"required": "Chọn tình trạng của mục.", "invalid_choice": "Chọn tình trạng trong danh sách."},
    )
    newest_on = day_field("Nội dung mới nhất ngày", "Để trống nếu mục trống hoặc không ghi ngày.")
    address = forms.URLField(
        label="Địa chỉ của mục",
        required=False,
        max_length=500,
        assume_scheme="https",
        error_messages={"invalid": "Ghi địa chỉ đầy đủ, ví dụ https://xa.vidu.gov.vn/gioi-thieu."},
    )

    def offer(self, sections: list[RequiredSection]) -> None:
        """Let the form choose among the sections that people look at themselves."""
        self.sections = {str(one.pk): one for one in sections}
        field = self.fields["section"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  (a fact of this form)
        field.choices = [("", "Chọn mục"), *((key, one.name) for key, one in self.sections.items())]

    def clean_section(self) -> RequiredSection:
        return self.sections[self.cleaned_data["section"]]


class RequiredSectionForm(forms.ModelForm):
    """One section of the list."""

    class Meta:
        model = RequiredSection
        fields = ("name", "source", "filled_by", "position", "in_use")
        help_texts = {
            "source": "Chỉ ghi khi đã đối chiếu với văn bản; chưa đối chiếu điều, khoản thì ghi rõ là chưa.",
            "filled_by": "Với trang chạy trên Loa; trang ở nơi khác luôn do người xem ghi.",
            "in_use": "Bỏ chọn để mục không còn trong bảng.",
        }
