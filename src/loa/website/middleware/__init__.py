"""What stands before every view of the site: pages given out from memory, and whose site is being read."""

from loa.website.middleware.page_cache import PageCacheMiddleware, PageStore, StoredPage
from loa.website.middleware.portal import PortalMiddleware

__all__ = ["PageCacheMiddleware", "PageStore", "PortalMiddleware", "StoredPage"]
