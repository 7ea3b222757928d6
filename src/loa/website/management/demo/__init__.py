"""The demonstration: two plans carried out by invented people, each filled through the actions that people use."""
