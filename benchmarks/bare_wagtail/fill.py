"""Give the migrated bare site its front page with ten pages below it, and texts as long as Loa's pages are."""

import django

django.setup()

from wagtail.models import Page, Site  # noqa: E402  (models need the set-up above)

from bare_wagtail.models import ListingPage  # noqa: E402

TEXT = "<p>" + "Ten pages below one, a text and a list: the least that a page of a site holds. " * 6 + "</p>"

PARAGRAPH = '<p>A paragraph with <b>bold words</b> and <a href="https://example.org/">a link</a>. ' + TEXT[3:]

root = Page.get_first_root_node()
front = root.add_child(instance=ListingPage(title="Front", slug="front", body=TEXT))
for number in range(1, 11):
    page = ListingPage(title=f"Page {number}", slug=f"page-{number}", summary=f"Summary {number}")
    front.add_child(instance=page)
    if number == 1:
        for many in (20, 40, 80):
            body = PARAGRAPH * (many * 1024 // len(PARAGRAPH))
            page.add_child(instance=ListingPage(title=f"A text of {many} KB", slug=f"text-{many}", body=body))
Site.objects.update(root_page=front)
