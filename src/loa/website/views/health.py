"""Whether the installation is well."""

from dataclasses import asdict

from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from loa import __version__
from loa.base import clock
from loa.base.health import examine
from loa.website import queries
from loa.website.models import Heartbeat


@require_safe
@never_cache
def health(request: HttpRequest) -> JsonResponse:
    """Tell a monitor whether the installation is well; 503 with the problems in words when it is not.

    What is outside the installation (a mailbox out of reach) is a warning: restarting or taking it out would not help.
    """
    found = examine(last_heartbeat=lambda: queries.last_heartbeat(Heartbeat.TICK), at=clock.real_now())
    warnings = queries.warnings() if found.migrations else []
    told = {"problems": found.problems, "warnings": warnings}
    answer = {"ok": not found.problems, "version": __version__, **asdict(found), **told}
    return JsonResponse(answer, status=503 if found.problems else 200, json_dumps_params={"ensure_ascii": False})
