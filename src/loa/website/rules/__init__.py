"""What machines are told of public pages, on plain values."""
