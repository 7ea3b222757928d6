"""Backups that are checked: the database, the files, and a manifest of both to compare with.

A backup is a folder: a copy of the database in its engine's own form, the folders of files, and `manifest.json`,
written last. `making` makes one, `restoring` brings one back into an empty installation, `comparing` tells what
differs.
"""

from loa.base.backup.comparing import differences
from loa.base.backup.making import make_backup
from loa.base.backup.manifest import Manifest
from loa.base.backup.problems import BackupProblem
from loa.base.backup.restoring import restore_backup

__all__ = ["BackupProblem", "Manifest", "differences", "make_backup", "restore_backup"]
