"""The office's forms of documents, drafts, opinions and dialogues. What cannot be is the actions' word."""

from typing import Any

from django import forms
from wagtail.admin.forms.models import WagtailAdminModelForm

from loa.activities.models import Topic
from loa.base.clock import today
from loa.library.models import Document, Draft, Kept
from loa.library.permissions import units_kept
from loa.library.queries.documents import names_of
from loa.people.models import Unit, ids_above
from loa.people.queries import unit_choices
from loa.tasks.forms.fields import FilesField, FilesInput

_FILES_HELP = "PDF, Word hoặc Excel, mỗi lần nhiều nhất 5 tệp, mỗi tệp 20 MB."
_SEVERAL = "Giữ phím Ctrl khi bấm để chọn nhiều văn bản hoặc bỏ chọn."
_SEEN = "Đã xem tệp: không có số định danh, điện thoại riêng, địa chỉ nhà hay thông tin cá nhân không được công khai"


class KeptForm(WagtailAdminModelForm):
    """Something of a unit whose site the person keeps, with its files; `read` is the version that was read."""

    read = forms.IntegerField(widget=forms.HiddenInput, required=False)
    files = FilesField(label="Thêm tệp", required=False, help_text=_FILES_HELP, widget=FilesInput())
    seen_personal = forms.BooleanField(label=_SEEN, required=False)
    dropped = forms.MultipleChoiceField(label="Bỏ tệp", required=False, choices=(), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        day, kept = today(), units_kept(self.for_user, today())
        self.initial["read"] = self.instance.version
        owner = _offering(self.fields["owner"], Unit.objects.filter(pk__in=kept))
        owner.choices = [("", "Chọn"), *unit_choices(day, kept)]
        if self.instance.pk:
            owner.disabled = True
        elif len(kept) == 1:
            self.initial.setdefault("owner", next(iter(kept)))
        files = (
            [(one.pk, f"{one.name} ({one.described})") for one in self.instance.files.all()] if self.instance.pk else []
        )
        dropped = self.fields["dropped"]
        assert isinstance(dropped, forms.MultipleChoiceField)  # noqa: S101  (a fact of this form)
        dropped.choices = files
        if not files:
            del self.fields["dropped"]

    @property
    def told(self) -> dict[str, Any]:
        """What an action is told besides the row itself."""
        cleaned = self.cleaned_data
        return {
            "files": cleaned["files"],
            "dropped": [int(one) for one in cleaned.get("dropped", ())],
            "seen_personal": cleaned["seen_personal"],
            "version": cleaned["read"] or 0,
        }


class DocumentForm(KeptForm):
    """An official document with what it does to older ones."""

    replaces = forms.ModelMultipleChoiceField(
        Document.objects.none(),
        label="Thay thế văn bản",
        help_text=_SEVERAL,
        required=False,
        widget=forms.SelectMultiple,
    )
    amends = forms.ModelMultipleChoiceField(
        Document.objects.none(),
        label="Sửa đổi, bổ sung văn bản",
        help_text=_SEVERAL,
        required=False,
        widget=forms.SelectMultiple,
    )

    class Meta(WagtailAdminModelForm.Meta):
        help_texts = {
            "symbol": "Ví dụ 250/KH-UBND. Số chưa cấp thì ghi /KH-UBND.",
            "abstract": "Như trong văn bản, không ghi tên loại văn bản.",
            "effective_from": "Để trống thì tính từ ngày ban hành.",
            "effective_until": "Để trống khi chưa hết hiệu lực; văn bản bị thay thế thì chọn ở văn bản mới.",
            "issuer": "Chọn khi cơ quan đó có trong danh sách đơn vị; để trống với cơ quan ở nơi khác.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        day, kept = today(), units_kept(self.for_user, today())
        reach = set(kept).union(*(ids_above(one, day) for one in kept))
        issuer = _offering(self.fields["issuer"], Unit.objects.filter(pk__in=reach))
        issuer.choices = [("", "Không có trong danh sách"), *unit_choices(day, frozenset(reach))]
        _offering(self.fields["topics"], Topic.objects.on(day))
        others = Document.objects.filter(owner__in=reach, withdrawn_at__isnull=True).exclude(pk=self.instance.pk)
        offered = others.newest_first().defer("folded")
        named = names_of(offered)
        before = {} if not self.instance.pk else {one.older_id: one.kind for one in self.instance.older_links.all()}
        for name in ("replaces", "amends"):
            field = _offering(self.fields[name], others)
            field.choices = named
            self.initial.setdefault(name, [key for key, kind in before.items() if kind == name])

    @property
    def told(self) -> dict[str, Any]:
        """What the action is told besides the row itself."""
        return super().told | {name: self.cleaned_data[name] for name in ("topics", "replaces", "amends")}


class DraftForm(KeptForm):
    """A draft opened for comment; the document it became is one of the owner's."""

    class Meta(WagtailAdminModelForm.Meta):
        help_texts = {
            "basis": "Văn bản giao lấy ý kiến; để trống nếu không có.",
            "receiver": "Tên bộ phận và địa chỉ gửi thư.",
            "phone": "Số của cơ quan. Để trống thì trang hiện số chung của đơn vị.",
            "final": "Chọn khi văn bản đã ban hành và đã có trong thư viện.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kept = units_kept(self.for_user, today())
        own = Document.objects.filter(owner__in=kept, withdrawn_at__isnull=True)
        final = _offering(self.fields["final"], own)
        final.choices = [("", "Chưa ban hành"), *names_of(own.newest_first().defer("folded"))]


class OpinionForm(WagtailAdminModelForm):
    """One opinion on a draft of one of the units whose sites the person keeps."""

    read = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta(WagtailAdminModelForm.Meta):
        help_texts = {
            "from_name": "Chỉ ghi tên tổ chức. Người dân góp ý thì để trống.",
            "content": "Không ghi họ tên, số điện thoại, địa chỉ của người góp ý.",
            "answer": "Hiện trong bảng tiếp thu, giải trình sau khi công bố.",
            "where_in_text": "Ví dụ: khoản 2 Điều 5. Để trống nếu không đổi văn bản.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["read"] = self.instance.version
        kept = units_kept(self.for_user, today())
        drafts = Draft.objects.filter(owner__in=kept, withdrawn_at__isnull=True).order_by("-closes_on")
        _offering(self.fields["draft"], drafts)
        if self.instance.pk:
            self.fields["draft"].disabled = True

    @property
    def told(self) -> dict[str, Any]:
        """What the action is told besides the row itself."""
        return {"version": self.cleaned_data["read"] or 0}


class WithdrawForm(forms.ModelForm):
    """Why something is withdrawn."""

    read = forms.IntegerField(widget=forms.HiddenInput, required=False)
    withdrawn_why = forms.CharField(
        label="Lý do gỡ", help_text="Người đọc thấy lý do này ở địa chỉ cũ.", widget=forms.Textarea, required=False
    )
    files_kept = forms.BooleanField(label="Vẫn cho tải tệp", required=False)

    class Meta:
        fields = ("withdrawn_why", "files_kept")
        model: type[Kept]

    def __init__(self, *args: Any, for_user: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["read"] = self.instance.version


class PublishForm(forms.ModelForm):
    """What came of all opinions together."""

    read = forms.IntegerField(widget=forms.HiddenInput, required=False)
    summary = forms.CharField(
        label="Kết quả chung",
        help_text="Nhận bao nhiêu ý kiến, tiếp thu bao nhiêu, dự thảo đổi ở đâu.",
        widget=forms.Textarea,
        required=False,
    )

    class Meta:
        model = Draft
        fields = ("summary",)

    def __init__(self, *args: Any, for_user: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["read"] = self.instance.version


def _offering(field: forms.Field, rows: Any) -> Any:
    """Let a field choose among rows only, and return it."""
    assert isinstance(field, forms.ModelChoiceField)  # noqa: S101  (a fact of the model, for the type checker)
    field.queryset = rows
    return field
