"""Forms of the office about accounts, roles and how a unit is reached. What may be done is judged by the actions."""

from typing import Any, cast

from django import forms

from loa.people import queries
from loa.people.choices import Role
from loa.people.models import Unit

_NO_PRIVATE_NUMBER = "Chỉ ghi số của cơ quan, không ghi số điện thoại riêng."
_EMAIL_WRONG = {"invalid": "Địa chỉ thư điện tử chưa đúng. Ghi theo dạng ten@donvi.gov.vn, hoặc để trống."}


def _unit(key: str) -> Unit:
    return Unit.objects.get(pk=key)


class ChangeAccountForm(forms.Form):
    """What is known of an account's owner, and the unit that keeps the account, one of those given."""

    full_name = forms.CharField(
        label="Họ và tên",
        max_length=150,
        error_messages={"required": "Ghi họ và tên của người dùng tài khoản."},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    work_phone = forms.CharField(
        label="Điện thoại công vụ", max_length=40, required=False, help_text=_NO_PRIVATE_NUMBER
    )
    email = forms.EmailField(
        label="Thư điện tử công vụ",
        required=False,
        help_text="Không bắt buộc: đăng nhập bằng tên đăng nhập.",
        error_messages=_EMAIL_WRONG,
    )
    home_unit = forms.TypedChoiceField(
        label="Đơn vị",
        coerce=_unit,
        help_text="Người quản trị của đơn vị này quản lý tài khoản.",
        error_messages={
            "required": "Chọn đơn vị.",
            "invalid_choice": "Chọn một đơn vị trong danh sách; đơn vị vừa chọn không thuộc phạm vi được quản lý.",
        },
    )

    def __init__(self, *args: Any, units: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast("forms.ChoiceField", self.fields["home_unit"])
        field.choices = units if len(units) == 1 else [("", "Chọn đơn vị"), *units]


class OpenAccountForm(ChangeAccountForm):
    """A new account; an empty user name is made of the full name."""

    username = forms.CharField(
        label="Tên đăng nhập",
        max_length=60,
        required=False,
        help_text="Chữ thường không dấu, chữ số, dấu chấm, dấu gạch nối. Để trống thì lấy theo họ tên: "
        "Nguyễn Văn Mẫu thành nguyen-van-mau.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )
    roles = forms.TypedMultipleChoiceField(
        label="Vai trò trong đơn vị",
        choices=[(role.value, role.label.capitalize()) for role in Role],
        coerce=Role,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Có thể giao thêm hoặc kết thúc vai trò sau.",
    )
    field_order = ["full_name", "username", "home_unit", "roles", "work_phone", "email"]

    def clean_username(self) -> str:
        typed: str = self.cleaned_data["username"]
        return typed or queries.suggest_username(self.cleaned_data.get("full_name", ""))


class RoleForm(forms.Form):
    """A role in one of the units given."""

    role = forms.TypedChoiceField(
        label="Vai trò",
        choices=[("", "Chọn vai trò"), *((role.value, role.label.capitalize()) for role in Role)],
        coerce=Role,
        error_messages={"required": "Chọn vai trò."},
    )
    unit = forms.TypedChoiceField(
        label="Đơn vị",
        coerce=_unit,
        help_text="Vai trò có tác dụng trong đơn vị này và các đơn vị cấp dưới.",
        error_messages={
            "required": "Chọn đơn vị.",
            "invalid_choice": "Chọn một đơn vị trong danh sách; đơn vị vừa chọn không thuộc phạm vi được quản lý.",
        },
    )

    def __init__(self, *args: Any, units: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ChoiceField", self.fields["unit"]).choices = units


class ContactsForm(forms.Form):
    """How a unit's office is reached; everybody may see it."""

    phone = forms.CharField(label="Điện thoại cơ quan", max_length=40, required=False, help_text=_NO_PRIVATE_NUMBER)
    email = forms.EmailField(label="Thư điện tử công vụ", required=False, error_messages=_EMAIL_WRONG)
    address = forms.CharField(label="Địa chỉ", max_length=300, required=False)
    website = forms.URLField(
        label="Trang thông tin điện tử",
        required=False,
        assume_scheme="https",
        max_length=200,
        error_messages={"invalid": "Địa chỉ trang chưa đúng. Ghi theo dạng https://donvi.gov.vn, hoặc để trống."},
    )
