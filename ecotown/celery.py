"""The worker process: `celery -A ecotown worker -B`."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ecotown.settings")

app = Celery("ecotown")
app.config_from_object("django.conf:settings", namespace="CELERY")
