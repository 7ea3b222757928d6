"""Look for a mark of secrecy in a file that is not a plan, for the apps above, which read no documents themselves."""

from plan_reader import UnreadableFile
from plan_reader.isolated import refuse_secret_isolated


def is_marked_secret(data: bytes, *, name: str) -> bool:
    """Tell whether a .docx, .xlsx, .pdf or .txt carries a mark of secrecy; read in a process of its own with limits.

    A file that shows no text, such as a scan, carries none that a machine can see.
    """
    try:
        refuse_secret_isolated(data, name=name)
    except UnreadableFile as refused:
        return refused.code == "secret"
    return False
