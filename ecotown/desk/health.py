"""For operators and for the start: is the process up, may it be given work."""

import logging
import shutil
from datetime import timedelta

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from ecotown.celery import app
from ecotown.kernel import ddl
from ecotown.kernel.models import Job

log = logging.getLogger(__name__)

LEAST_FREE_BYTES = 200 * 2**20
PATIENCE = timedelta(minutes=1)


@login_not_required
@require_safe
def livez(request: HttpRequest) -> HttpResponse:
    """The process answers. Asks nothing of the database."""
    return HttpResponse("ok", content_type="text/plain; charset=utf-8")


@login_not_required
@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """200 when a request can be served. What only slows the office down (no broker, no worker) degrades and does not stop."""
    faults, degraded = database_faults(), []
    if not faults and work_is_waiting():
        degraded.append("worker")
    if not broker_answers():
        degraded.append("broker")
    if shutil.disk_usage(settings.VAR_DIR).free < LEAST_FREE_BYTES:
        degraded.append("disk")
    return JsonResponse({"faults": faults, "degraded": degraded}, status=503 if faults else 200)


def database_faults() -> list[str]:
    faults = []
    try:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            faults.append("migrations")
        if ddl.missing():
            faults.append("guards")
    except DatabaseError:
        return ["database"]
    return faults


def work_is_waiting() -> bool:
    """A job that nobody has taken up for a minute: no worker runs, or none that is alive."""
    return Job.objects.claimable().filter(queued_at__lt=timezone.now() - PATIENCE).exists()


def broker_answers() -> bool:
    try:
        with app.connection_for_write() as broker:
            broker.ensure_connection(max_retries=1, interval_start=0, timeout=2)
    except Exception as error:  # noqa: BLE001  (kombu raises many kinds, all meaning "no broker")
        log.warning("the broker does not answer: %s", error)
        return False
    return True
