"""Serving the released files before Django, as WSGI middleware. Asks the disk and nothing else."""

import hashlib
import logging
import re
import time
import uuid
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings

from ecotown.kernel import context
from ecotown.kernel.middleware import GIVEN_ID, HEADERS

access = logging.getLogger("ecotown.access")
Start = Callable[..., Any]
App = Callable[[dict[str, Any], Start], Iterable[bytes]]

TYPES = {".html": "text/html; charset=utf-8", ".pdf": "application/pdf"}
CACHE = "public, max-age=30, stale-while-revalidate=300, stale-if-error=86400"
# A page's address ends in "/"; nothing else of it than these letters is looked for on the disk.
PAGE = re.compile(r"^/(?:[a-z0-9][a-z0-9-]*/)*$")
PDF = re.compile(r"^/releases/[0-9]{1,9}/report\.pdf$")
BLOCK = 64 * 1024


def released_first(django: App) -> App:
    def application(environ: dict[str, Any], start_response: Start) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] in ("GET", "HEAD"):
            found = find(environ.get("PATH_INFO", "/"))
            if found is not None:
                return send(found, environ, start_response)
        return django(environ, start_response)

    return application


def find(address: str) -> Path | None:
    """The file for an address: of the permanent releases, or of the current edition."""
    root = Path(settings.SITE_DIR)
    if PDF.match(address):
        path = root / address[1:]
    elif PAGE.match(address):
        folder = root if address.startswith("/releases/") else root / "current"
        path = folder / address[1:] / "index.html"
    else:
        return None
    return path if path.is_file() else None


def send(path: Path, environ: dict[str, Any], start_response: Start) -> Iterable[bytes]:
    started = time.perf_counter()
    given = environ.get("HTTP_X_REQUEST_ID", "")
    number = given if GIVEN_ID.match(given) else uuid.uuid4().hex
    served, encoding = packed(path, environ.get("HTTP_ACCEPT_ENCODING", ""))
    stream = served.open("rb")
    digest = hashlib.file_digest(stream, "sha256").hexdigest()
    size = stream.tell()
    stream.seek(0)
    etag = f'"{digest[:32]}"'
    headers = {
        **HEADERS,
        "Content-Type": TYPES[path.suffix],
        "Cache-Control": CACHE,
        "ETag": etag,
        "Vary": "Accept-Encoding",
        "X-Request-Id": number,
    }
    if encoding:
        headers["Content-Encoding"] = encoding
    if path.suffix == ".pdf":
        headers["Content-Disposition"] = 'inline; filename="progress-report.pdf"'
    same = etag in [each.strip().removeprefix("W/") for each in environ.get("HTTP_IF_NONE_MATCH", "").split(",")]
    if not same:
        headers["Content-Length"] = str(size)
    start_response("304 Not Modified" if same else "200 OK", list(headers.items()))
    context.request_id.set(number)
    context.actor_id.set("")
    access.info(
        "%s %s %s", environ["REQUEST_METHOD"], environ.get("PATH_INFO"), 304 if same else 200,
        extra={"ms": round((time.perf_counter() - started) * 1000), "released": True},
    )
    if same or environ["REQUEST_METHOD"] == "HEAD":
        stream.close()
        return [b""]
    return blocks(stream)


def packed(path: Path, accepted: str) -> tuple[Path, str]:
    offered = {each.split(";")[0].strip() for each in accepted.split(",") if "q=0" not in each.replace(" ", "").split(";")[1:]}
    for encoding, ending in (("br", ".br"), ("gzip", ".gz")):
        candidate = path.with_name(path.name + ending)
        if encoding in offered and candidate.is_file():
            return candidate, encoding
    return path, ""


def blocks(stream: Any) -> Iterator[bytes]:
    with stream:
        while block := stream.read(BLOCK):
            yield block
