"""The web process: released files first, then Django.

A released page needs no session, no query and no Django: it is there when the database is not.
"""

import os

from django.core.wsgi import get_wsgi_application

from reports.serving import released_first

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ecotown.settings")

application = released_first(get_wsgi_application())
