"""Builders of the documents that tests read: nothing binary is kept in the repository."""
