"""Give the migrated bare site its front page with ten pages below it."""

import django

django.setup()

from wagtail.models import Page, Site  # noqa: E402  (models need the set-up above)

from bare_wagtail.models import ListingPage  # noqa: E402

TEXT = "<p>" + "Ten pages below one, a text and a list: the least that a page of a site holds. " * 6 + "</p>"

root = Page.get_first_root_node()
front = root.add_child(instance=ListingPage(title="Front", slug="front", body=TEXT))
for number in range(1, 11):
    front.add_child(instance=ListingPage(title=f"Page {number}", slug=f"page-{number}", summary=f"Summary {number}"))
Site.objects.update(root_page=front)
