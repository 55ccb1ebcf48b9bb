"""Backups: database, files, public site and key of one moment, checked by counts and hashes.

    <place>/files/ab/cd/<sha256>      every stored file once, whatever the number of backups
    <place>/<moment>/database…        the database as it was at one moment, in its own format
    <place>/<moment>/site.tar         the released pages, byte for byte
    <place>/<moment>/secret_key       unless the key comes from the environment
    <place>/<moment>/manifest.json    written last: what has no manifest is no backup

The place belongs on another disk or host (Regulation on electronic correspondence No. 4, B.E. 2564); it holds the
portal's key, so it is readable by its owner alone.
"""

from ecotown.management.backups.restoring import restore
from ecotown.management.backups.taking import take

__all__ = ["restore", "take"]
