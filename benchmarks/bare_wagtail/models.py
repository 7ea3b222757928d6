"""The one kind of page of the bare site."""

from django.db import models
from wagtail.fields import RichTextField
from wagtail.models import Page


class ListingPage(Page):
    """A page with a text and a list of the pages below it."""

    summary = models.CharField(max_length=255, blank=True)
    body = RichTextField(blank=True)
