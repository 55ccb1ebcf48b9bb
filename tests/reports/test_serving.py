"""The released site before Django: no query, no cookie, no session, and there when the database is not."""

import gzip
import json
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import brotli
import pytest

from ecotown.kernel.middleware import HEADERS
from reports import site
from reports.serving import CACHE, find, released_first
from tests.databases import BASE_DIR, portal_env

PAGE = "<!doctype html><title>ความก้าวหน้า</title>" + "<p>รัษฎาถึงระดับที่ 2 แล้ว</p>" * 40


class Answer:
    def __init__(self, application: Any, address: str, method: str = "GET", **headers: str) -> None:
        environ = {
            "REQUEST_METHOD": method,
            "PATH_INFO": address,
            **{f"HTTP_{name}": value for name, value in headers.items()},
        }
        chunks: Iterable[bytes] = application(environ, self.start)
        self.body = b"".join(chunks)

    def start(self, status: str, headers: list[tuple[str, str]]) -> None:
        self.status, self.headers = int(status[:3]), dict(headers)


def django(_environ: dict[str, Any], start: Any) -> list[bytes]:
    start("404 Not Found", [("Set-Cookie", "sessionid=1")])
    return [b"django"]


application = released_first(django)


@pytest.fixture
def released(site_dir: Path) -> Path:
    """Edition 1 is current; the page and the PDF of release 1 are kept."""
    site.put(site_dir / "editions" / "1" / "index.html", PAGE)
    site.put(site_dir / "editions" / "1" / "areas" / "830104" / "index.html", PAGE)
    site.put(site_dir / "releases" / "1" / "index.html", PAGE)
    (site_dir / "releases" / "1" / "report.pdf").write_bytes(b"%PDF-1.7\n" + b"x" * 200_000)
    site.switch("83", 1)
    return site_dir


@pytest.mark.parametrize("address", ["/", "/areas/830104/", "/releases/1/"])
def test_released_page_comes_with_every_header_and_no_cookie(released: Path, address: str):
    answer = Answer(application, address)

    assert (answer.status, answer.body.decode()) == (200, PAGE)
    assert {name: answer.headers[name] for name in HEADERS} == HEADERS
    assert answer.headers["Cache-Control"] == CACHE
    assert answer.headers["Content-Length"] == str(len(PAGE.encode()))
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert len(answer.headers["X-Request-Id"]) == 32
    assert "Set-Cookie" not in answer.headers


@pytest.mark.django_db
def test_released_page_asks_nothing_of_the_database(released: Path, django_assert_num_queries: Any):
    with django_assert_num_queries(0):
        assert Answer(application, "/").status == 200


@pytest.mark.parametrize(
    ("accepted", "encoding", "unpack"),
    [
        ("gzip, deflate, br", "br", brotli.decompress),
        ("gzip;q=1.0, identity;q=0.5", "gzip", gzip.decompress),
        ("br;q=0, gzip;q=0.000", "", bytes),
        ("br;q=0.001", "br", brotli.decompress),
        ("BR", "br", brotli.decompress),
        ("gzip;q=nonsense", "", bytes),
        ("identity", "", bytes),
        ("", "", bytes),
    ],
)
def test_smallest_form_that_the_browser_takes_is_sent(released: Path, accepted: str, encoding: str, unpack: Any):
    answer = Answer(application, "/", ACCEPT_ENCODING=accepted)

    assert answer.headers.get("Content-Encoding", "") == encoding
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert unpack(answer.body).decode() == PAGE


def test_page_that_is_known_is_not_sent_again(released: Path):
    etag = Answer(application, "/").headers["ETag"]

    for offered in (etag, f"W/{etag}", f'"other", {etag}', "*"):
        answer = Answer(application, "/", IF_NONE_MATCH=offered)
        assert (answer.status, answer.body, answer.headers["ETag"]) == (304, b"", etag)
        assert "Content-Length" not in answer.headers
    assert Answer(application, "/", IF_NONE_MATCH='"other"').status == 200


def test_each_form_has_its_own_etag(released: Path):
    tags = {Answer(application, "/", ACCEPT_ENCODING=accepted).headers["ETag"] for accepted in ("", "gzip", "br")}

    assert len(tags) == 3


def test_head_says_the_same_without_the_page(released: Path):
    get, head = Answer(application, "/"), Answer(application, "/", "HEAD")

    assert (head.status, head.body) == (200, b"")
    assert {**head.headers, "X-Request-Id": ""} == {**get.headers, "X-Request-Id": ""}


def test_pdf_is_sent_whole_under_a_plain_name(released: Path):
    answer = Answer(application, "/releases/1/report.pdf", ACCEPT_ENCODING="gzip, br")

    assert (answer.status, answer.headers["Content-Type"], len(answer.body)) == (200, "application/pdf", 200_009)
    assert answer.headers["Content-Disposition"] == 'inline; filename="progress-report.pdf"'


def test_request_id_of_the_proxy_is_kept_and_a_strange_one_is_not(released: Path):
    assert Answer(application, "/", X_REQUEST_ID="abcdef123456").headers["X-Request-Id"] == "abcdef123456"
    assert Answer(application, "/", X_REQUEST_ID="a b\r\nc").headers["X-Request-Id"] != "a b\r\nc"


@pytest.mark.parametrize(
    "address",
    [
        "/desk/", "/releases/2/", "/areas/830104", "/index.html", "/releases/1/index.html", "/releases/1/SHA256",
        "/../editions/1/", "/releases/../current/", "//", "/releases/1/report.pdf\n", "/editions/1/", "/%2e%2e/",
        "/areas/๘๓๐๑๐๔/", "",
    ],
)  # fmt: skip
def test_other_addresses_are_left_to_django(released: Path, address: str):
    assert Answer(application, address).body == b"django"


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_other_methods_are_left_to_django(released: Path, method: str):
    assert Answer(application, "/", method).body == b"django"


def test_nothing_is_served_before_the_first_release(site_dir: Path):
    assert Answer(application, "/").body == b"django"


def test_page_withdrawn_between_the_look_and_the_reading_is_left_to_django(released: Path, monkeypatch: Any):
    gone = released / "editions" / "1" / "gone.html"
    monkeypatch.setattr("reports.serving.find", lambda _address: gone)

    assert Answer(application, "/").body == b"django"


def test_link_to_a_lost_edition_serves_nothing(released: Path):
    site.switch("83", 9)

    assert find("/") is None


def test_released_site_stands_when_the_database_is_down(released: Path, tmp_path: Path):
    """A process of its own, its database at a port where nobody listens."""
    program = """
import json, sys
from ecotown.wsgi import application
from wsgiref.util import setup_testing_defaults
said = {}
for address in ["/", "/releases/1/report.pdf", "/livez", "/unknown/", "/desk/"]:
    environ = {"HTTP_HOST": "localhost"}
    setup_testing_defaults(environ)
    environ["PATH_INFO"] = address
    answer = []
    body = b"".join(application(environ, lambda status, headers: answer.append((status, dict(headers)))))
    said[address] = [int(answer[0][0][:3]), len(body), answer[0][1].get("Set-Cookie", "")]
print(json.dumps(said))
"""
    env = portal_env(
        DATABASE_URL="postgres://nobody@127.0.0.1:1/none",
        VAR_DIR=str(released.parent),
        SITE_URL="http://localhost:8000",
    )
    (released.parent / "static").symlink_to(BASE_DIR / "var" / "static")

    done = subprocess.run(
        [sys.executable, "-c", program], env=env, cwd=BASE_DIR, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout.splitlines()[-1])
    assert said["/"] == [200, len(PAGE.encode()), ""]
    assert said["/releases/1/report.pdf"] == [200, 200_009, ""]
    assert (said["/livez"][0], said["/unknown/"][0]) == (200, 404)
    assert said["/desk/"][0] in (302, 503)
    assert os.environ.get("DATABASE_URL") != "postgres://nobody@127.0.0.1:1/none"
