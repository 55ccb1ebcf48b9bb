"""The web process: released files first, then Django."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ecotown.settings")

application = get_wsgi_application()
