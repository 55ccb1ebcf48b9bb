"""The web process: released files first, then Django.

A released page needs no session, no query and no Django: it is there when the database is not.
"""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ecotown.settings")
django = get_wsgi_application()

# Only now: what it imports needs the apps to be loaded.
from reports.serving import released_first  # noqa: E402

application = released_first(django)
