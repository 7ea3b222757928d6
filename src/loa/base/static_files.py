"""Names of static files: with the hash of their content once collected, plain until then."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticFiles(CompressedManifestStaticFilesStorage):
    """Give hashed, compressed files where `collectstatic` has run; elsewhere (development, tests) the sources serve."""

    def stored_name(self, name: str) -> str:
        """Return the collected name of a file, or its own before anything was collected."""
        return super().stored_name(name) if self.hashed_files else name
