"""Fields that forms of what was communicated share; which words of the ledger hold on a day, their forms say."""

from django import forms

from loa.activities.models import Audience, Topic


def topics_field() -> forms.ModelMultipleChoiceField:
    """Return a field for the contents of the plan that something is about."""
    return forms.ModelMultipleChoiceField(
        label="Nội dung tuyên truyền",
        queryset=Topic.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Chọn ít nhất một nội dung tuyên truyền."},
    )


def audiences_field() -> forms.ModelMultipleChoiceField:
    """Return a field for whom something is for; none is everybody."""
    return forms.ModelMultipleChoiceField(
        label="Đối tượng", queryset=Audience.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )
