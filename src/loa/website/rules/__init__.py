"""What machines are told of public pages, and how a search is understood, on plain values."""
