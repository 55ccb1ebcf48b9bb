"""The doorway. Without the Celery app here, `shared_task` would publish to `amqp://localhost`."""

from ecotown.celery import app as celery_app

__all__ = ["celery_app"]
