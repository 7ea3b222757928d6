"""Pages of the ledger at the light desk."""
