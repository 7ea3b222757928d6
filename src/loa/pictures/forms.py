"""The form in which the office adds and changes a picture; Wagtail's screens and its chooser both show it."""

import hashlib
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from wagtail.admin.widgets import AdminDateInput
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from loa.base.clock import now, today
from loa.lib.vietnamese_text import tidy
from loa.people.models import Unit, User
from loa.people.queries import unit_choices
from loa.pictures.actions import PictureRefused, made_ready, make_renditions, note_saved
from loa.pictures.choices import Licence
from loa.pictures.models import Picture
from loa.pictures.permissions import can_keep_picture, units_kept
from loa.pictures.rules import what_is_missing

_LABELS = {"title": "Tên ảnh", "description": "Lời mô tả", "tags": "Từ khóa"}
_HELP = {
    "title": "Để tìm lại trong bàn làm việc; người xem trang không thấy.",
    "description": "Một câu nói trong ảnh có gì, cho người không nhìn thấy ảnh.",
    "is_decorative": "Ảnh không nói thêm điều gì ngoài chữ quanh nó, không cần lời mô tả.",
    "source": "Tên người chụp hoặc nơi lấy ảnh; hiện dưới ảnh.",
    "licence_note": "Với ảnh có giấy phép: tên, số hoặc địa chỉ trang có giấy phép.",
    "consent": "Chưa hỏi thì chưa đăng được.",
    "consent_note": "Ai đồng ý, bằng cách nào, hôm nào; giấy đồng ý giữ ở đâu.",
    "expires_on": "Để trống khi không có hạn.",
}


class PictureField(WagtailImageField):
    """A file to be made anew, in place of Wagtail's own checks: those fall over a photograph that broke off."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.help_text = (
            "JPG, PNG, WebP hoặc HEIC, nhiều nhất 20 MB. Vị trí và ngày giờ mà điện thoại ghi trong ảnh được bỏ đi."
        )

    def to_python(self, data: Any) -> Any:
        """Return the picture made anew; None where no file was chosen."""
        if data in self.empty_values:
            return None
        try:
            return made_ready(data, data.name or "")
        except PictureRefused as problem:
            raise ValidationError(str(problem)) from problem


class PictureForm(BaseImageForm):
    """A picture and its rights: the file is made anew, the unit is one whose pictures the person keeps."""

    file = PictureField(label="Tệp ảnh", widget=BaseImageForm.Meta.widgets["file"])

    class Meta(BaseImageForm.Meta):
        labels = _LABELS
        help_texts = _HELP
        widgets = {
            **BaseImageForm.Meta.widgets,
            "expires_on": AdminDateInput(),
            "taken_on": AdminDateInput(),
        }

    def __init__(self, *args: Any, user: User | None = None, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        self.user = user
        self._offer_units()
        self._offer_licences()

    def clean_file(self) -> Any:
        """Return the file as it came made anew, and note its hash, by which it will be called."""
        ready = self.cleaned_data["file"]
        if isinstance(ready, ContentFile):
            self.instance.sha256 = hashlib.sha256(ready.read()).hexdigest()
            ready.seek(0)
        return ready

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        for name in ("title", "source", "licence_note", "consent_note", "description"):
            given[name] = tidy(given.get(name) or "")
        missing = what_is_missing(
            title=given["title"],
            source=given["source"],
            licence=given.get("licence") or "",
            licence_note=given["licence_note"],
            decorative=bool(given.get("is_decorative")),
            alt=given["description"],
        )
        for field, sentence in missing:
            if field not in self.errors:
                self.add_error(field, sentence)
        return given

    def save(self, commit: bool = True) -> Picture:  # noqa: FBT001, FBT002  (as Django calls it)
        """Store the picture with its audit entry; only Wagtail's upload of many, which is closed, stores later."""
        if not commit or self.user is None:
            raise PermissionDenied("Thêm ảnh ở màn hình “Thêm ảnh”.")
        new = self.instance.pk is None
        with transaction.atomic():
            picture: Picture = super().save(commit=True)
            note_saved(picture, new=new, changed=sorted(self.changed_data), by=self.user, at=now())
        if not new and "file" in self.changed_data:
            make_renditions(picture)  # public pages may show it already
        return picture

    def _offer_units(self) -> None:
        if self.user is None:
            return
        day = today()
        kept = units_kept(self.user, day)
        of_nobody = can_keep_picture(self.user, None, day)
        field = self.fields["unit"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101  (a fact of the model, for the type checker)
        field.queryset = Unit.objects.filter(pk__in=kept)
        offered = unit_choices(day, kept)
        if of_nobody:
            offered = [("", "Không của riêng đơn vị nào"), *offered]  # type: ignore[list-item]
        elif len(offered) > 1:
            offered = [("", "Chọn đơn vị"), *offered]  # type: ignore[list-item]
        field.choices = offered
        field.required = not of_nobody
        field.help_text = "Đơn vị giữ ảnh; người viết tin của đơn vị này và của cấp trên chọn được ảnh."

    def _offer_licences(self) -> None:
        field = self.fields["licence"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101
        drawn = self.instance.licence == Licence.DRAWN
        words = [(one.value, one.label) for one in Licence if drawn or one != Licence.DRAWN]
        field.choices = [("", "Chọn quyền sử dụng"), *words]
