"""The document library of a demonstration: what its file holds, the papers themselves, and when each is put up."""
