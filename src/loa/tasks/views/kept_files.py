"""Handing out what people sent in."""

from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404

from loa.tasks.models import evidence_storage

_SANDBOX = "default-src 'none'; sandbox"


def hand_out(file: FieldFile, name: str) -> FileResponse:
    """Return a file that was checked, to be kept and not to be run.

    Raises:
        Http404: the file is gone.
    """
    try:
        content = evidence_storage().open(str(file.name))
    except FileNotFoundError as problem:
        raise Http404 from problem
    answer = FileResponse(content, as_attachment=True, filename=name, content_type="application/octet-stream")
    answer["Content-Security-Policy"] = _SANDBOX
    return answer
