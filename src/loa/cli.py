"""The `loa` command: `loa read FILE` reads a plan without starting Django; every other word is a management command."""

import os
import sys


def main() -> int:
    """Run the command named on the command line and return its exit code."""
    if sys.argv[1:2] == ["read"]:
        from plan_reader.terminal import main as read

        return read(sys.argv[2:])
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "loa.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
    return 0
