"""The portal's settings, but for what would only make tests slow."""

from ecotown.settings import *  # noqa: F403
from ecotown.settings import STORAGES

# Hashing a password at full strength costs a third of a second, in each of a thousand tests.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Pages are tested without a collectstatic before; journeys run the real thing.
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
