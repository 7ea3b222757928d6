"""Read a Vietnamese administrative plan document into a typed plan and the findings about it.

One door: `read_plan`. It knows no Django and imports the reader of a format only when such a file comes.
"""

from plan_reader.errors import UnreadableFile
from plan_reader.json_form import plan_from_json, plan_to_json
from plan_reader.model import Plan
from plan_reader.reading import read_plan

__all__ = ["Plan", "UnreadableFile", "plan_from_json", "plan_to_json", "read_plan"]
