"""Serving the released files before Django, as WSGI middleware. Asks the disk and nothing else."""

import hashlib
import logging
import re
import time
import uuid
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO, Any

from django.conf import settings

from ecotown.kernel import context
from ecotown.kernel.middleware import GIVEN_ID, HEADERS

access = logging.getLogger("ecotown.access")
Start = Callable[..., Any]
App = Callable[[dict[str, Any], Start], Iterable[bytes]]

TYPES = {".html": "text/html; charset=utf-8", ".pdf": "application/pdf"}
CACHE = "public, max-age=30, stale-while-revalidate=300, stale-if-error=86400"
# A page's address ends in "/"; nothing else of it than these letters is looked for on the disk.
PAGE = re.compile(r"/(?:[a-z0-9][a-z0-9-]*/)*")
PDF = re.compile(r"/releases/[0-9]{1,9}/report\.pdf")
BLOCK = 64 * 1024


def released_first(django: App) -> App:
    def application(environ: dict[str, Any], start_response: Start) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] in ("GET", "HEAD"):
            found = find(environ.get("PATH_INFO", "/"))
            if found is not None:
                try:
                    path, encoding = packed(found, environ.get("HTTP_ACCEPT_ENCODING", ""))
                    stream = path.open("rb")
                except FileNotFoundError:  # withdrawn since we looked
                    return django(environ, start_response)
                return send(stream, found.suffix, encoding, environ, start_response)
        return django(environ, start_response)

    return application


def find(address: str) -> Path | None:
    """The file for an address: of the permanent releases, or of the current edition."""
    root = Path(settings.SITE_DIR)
    if PDF.fullmatch(address):
        path = root / address[1:]
    elif PAGE.fullmatch(address):
        folder = root if address.startswith("/releases/") else root / "current"
        path = folder / address[1:] / "index.html"
    else:
        return None
    return path if path.is_file() else None


def send(
    stream: IO[bytes], suffix: str, encoding: str, environ: dict[str, Any], start_response: Start
) -> Iterable[bytes]:
    started = time.perf_counter()
    given = environ.get("HTTP_X_REQUEST_ID", "")
    number = given if GIVEN_ID.match(given) else uuid.uuid4().hex
    digest = hashlib.file_digest(stream, "sha256").hexdigest()  # type: ignore[arg-type]
    size = stream.tell()
    stream.seek(0)
    etag = f'"{digest[:32]}"'
    headers = {**HEADERS, **headers_of(suffix), "ETag": etag, "X-Request-Id": number}
    if encoding:
        headers["Content-Encoding"] = encoding
    if settings.HTTPS:
        headers["Strict-Transport-Security"] = f"max-age={settings.SECURE_HSTS_SECONDS}; includeSubDomains; preload"
    same = is_known(etag, environ.get("HTTP_IF_NONE_MATCH", ""))
    if not same:
        headers["Content-Length"] = str(size)
    start_response("304 Not Modified" if same else "200 OK", list(headers.items()))
    context.request_id.set(number)
    context.actor_id.set("")
    access.info(
        "%s %s %s", environ["REQUEST_METHOD"], environ.get("PATH_INFO"), 304 if same else 200,
        extra={"ms": round((time.perf_counter() - started) * 1000), "released": True},
    )  # fmt: skip
    if same or environ["REQUEST_METHOD"] == "HEAD":
        stream.close()
        return []
    return blocks(stream)


def headers_of(suffix: str) -> dict[str, str]:
    """What every released file says, whoever sends it."""
    headers = {"Content-Type": TYPES[suffix], "Cache-Control": CACHE, "Vary": "Accept-Encoding"}
    if suffix == ".pdf":
        headers["Content-Disposition"] = 'inline; filename="progress-report.pdf"'
    return headers


def is_known(etag: str, offered: str) -> bool:
    return offered.strip() == "*" or etag in [each.strip().removeprefix("W/") for each in offered.split(",")]


def packed(path: Path, accepted: str) -> tuple[Path, str]:
    """The smallest form that the browser takes, and the name of its encoding."""
    taken = {word.strip().lower() for word, weight in offers(accepted) if weight > 0}
    for encoding, ending in (("br", ".br"), ("gzip", ".gz")):
        candidate = path.with_name(path.name + ending)
        if encoding in taken and candidate.is_file():
            return candidate, encoding
    return path, ""


def offers(accepted: str) -> Iterator[tuple[str, float]]:
    for each in accepted.split(","):
        word, _, rest = each.partition(";")
        try:
            yield word, float(rest.replace(" ", "").removeprefix("q=") or 1)
        except ValueError:
            yield word, 0


def blocks(stream: IO[bytes]) -> Iterator[bytes]:
    with stream:
        while block := stream.read(BLOCK):
            yield block
