"""For operators and for the start: is the process up, may it be given work."""

import shutil

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError
from django.db.migrations.executor import MigrationExecutor
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from ecotown.kernel import ddl


@login_not_required
@require_safe
def livez(request: HttpRequest) -> HttpResponse:
    """The process answers. Asks nothing of the database."""
    return HttpResponse("ok", content_type="text/plain; charset=utf-8")


@login_not_required
@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """200 when a request can be served; the broker's absence degrades, it does not stop."""
    faults, degraded = [], []
    try:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            faults.append("migrations")
        if ddl.missing():
            faults.append("guards")
    except DatabaseError:
        faults.append("database")
    if shutil.disk_usage(settings.VAR_DIR).free < 200 * 2**20:
        degraded.append("disk")
    return JsonResponse({"faults": faults, "degraded": degraded}, status=503 if faults else 200)
