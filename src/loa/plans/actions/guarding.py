"""Read files that are no plans in the guarded process, for the apps above, which read no documents themselves."""

from typing import Any

from plan_reader import UnreadableFile
from plan_reader.agencies import mask_personal
from plan_reader.isolated import read_cells_isolated, refuse_secret_isolated

__all__ = ["UnreadableFile", "cells_of", "is_marked_secret", "names_somebody"]


def is_marked_secret(data: bytes, *, name: str) -> bool:
    """Tell whether a .docx, .xlsx, .pdf or .txt carries a mark of secrecy; read in a process of its own with limits.

    A file that shows no text, such as a scan, carries none that a machine can see.
    """
    try:
        refuse_secret_isolated(data, name=name)
    except UnreadableFile as refused:
        return refused.code == "secret"
    return False


def cells_of(data: bytes, *, name: str) -> dict[str, Any]:
    """Return the cells of an .xlsx as `plan_reader.loading.xlsx_cells.read_cells` finds them, in a process with limits.

    Raises:
        UnreadableFile: it is none, cannot be read, is too large or carries a mark of secrecy.
    """
    return read_cells_isolated(data, name=name)


def names_somebody(text: str) -> bool:
    """Tell whether a text holds what the reader masks in plans: names of people, their telephone, their address."""
    return mask_personal(text)[1] > 0
