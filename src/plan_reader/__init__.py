"""Read a Vietnamese administrative plan document into a typed plan and the findings about it.

One door: `read_plan`. It knows no Django and starts nothing it does not need.
"""

from plan_reader.errors import UnreadableFile

__all__ = ["UnreadableFile"]
