"""Public pages: the same for every visitor, so they set no cookie and may be kept by a cache."""
