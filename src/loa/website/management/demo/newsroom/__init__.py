"""The newsroom of a demonstration: its house, its stories, their channels, and what was entered by hand."""
