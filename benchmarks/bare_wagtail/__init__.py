"""The least a Wagtail site can be: one kind of page that lists its children. What Loa's pages are measured beside."""
