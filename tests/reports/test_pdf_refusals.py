"""What a document may not load, embed or leave out. Each refusal is a Thai sentence.

No test here needs the database.
"""

import re
import socket
import zlib
from functools import partial
from random import Random
from struct import pack

import pytest

from reports.pdf import RenderFailed, caller, font_assets, press, render
from reports.pdf.failure import REASONS
from reports.pdf.order import Limits

ASSETS = font_assets()


def page(body: str = "<p>น้ำ</p>", head: str = "") -> str:
    return (
        f'<!doctype html><html lang="th"><head><link rel="stylesheet" href="asset:fonts.css">{head}</head>{body}</html>'
    )


def png(width: int, height: int, *, noise: bool = False) -> bytes:
    """A picture: of one colour, small as a file and large as pixels; or of noise, which nothing makes smaller."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return pack(">I", len(data)) + kind + data + pack(">I", zlib.crc32(kind + data))

    packer = zlib.compressobj(1)
    plain, rough = bytes(width * 4), Random(1)
    lines = (rough.randbytes(width * 4) if noise else plain for _ in range(height))
    rows = b"".join(packer.compress(b"\0" + line) for line in lines) + packer.flush()
    head = pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


REFUSED = {
    "a file": page('<img alt="x" src="file:///etc/hostname">'),
    "a file by a parent folder": page('<img alt="x" src="asset:../../../../etc/hostname">'),
    "a relative address": page('<img alt="x" src="../../etc/hostname">'),
    "a relative address with a base": page('<img alt="x" src="hostname">', '<base href="file:///etc/">'),
    "a host": page('<img alt="x" src="http://127.0.0.1:9/x.png">'),
    "data in an address": page('<img alt="x" src="data:image/png;base64,iVBORw0KGgo=">'),
    "a style sheet of a host": page(head='<link rel="stylesheet" href="https://127.0.0.1:9/a.css">'),
    "an import": page(head='<style>@import url("file:///etc/hostname");</style>'),
    "a font of a file": page(head="<style>@font-face { font-family: E; src: url(file:///etc/hostname) }</style>"),
    "a picture in a picture": page(
        '<svg width="9" height="9"><image width="9" height="9" href="file:///etc/hostname"/></svg>'
    ),
    "an object": page('<object data="file:///etc/hostname"></object>'),
    "an asset that was not handed in": page('<img alt="x" src="asset:none.png">'),
}
NOT_EMBEDDED = {
    "a file attached by link": page(head='<link rel="attachment" href="file:///etc/hostname">'),
    "an asset attached by link": page(head='<link rel="attachment" href="asset:fonts.css">'),
    "a file attached by anchor": page('<a rel="attachment" href="file:///etc/hostname">น้ำ</a>'),
}
NOT_LINKED = {
    "a link to a file": page('<a href="file:///etc/hostname">น้ำ</a>'),
    "a link to a script": page('<a href="javascript:alert(1)">น้ำ</a>'),
    "a link into the desk": page('<a href="/desk/">น้ำ</a>'),
}
UNFIT = {
    "image": page('<img alt="x" src="asset:fonts.css">'),
    "alt": page('<img src="asset:small.png">'),
    "font": page(
        "<p>Eco</p>", "<style>@font-face { font-family: E; src: local('DejaVu Sans') } p { font-family: E }</style>"
    ),
    "paper": page(head="<style>@page { size: A5 }</style>"),
    "pages": page("<p style='break-before: page'>น้ำ</p>" * (press.MAX_PAGES + 1)),
    "depth": page("<div>" * 2000 + "น้ำ"),
    "layout": page("<table><tr><td>1</td></tr></table>", '<link rel="stylesheet" href="asset:small.png">'),
}


def test_the_only_things_a_document_may_load_are_its_assets():
    for what, html in REFUSED.items():
        with pytest.raises(RenderFailed) as failed:
            render(html, assets=ASSETS, title="ก")
        assert failed.value.reason_th.startswith("เอกสารอ้างถึงไฟล์ที่ไม่ได้จัดเตรียมไว้: "), what


def test_nothing_is_embedded_in_a_document_and_no_link_leaves_the_web():
    for refused, code in ((NOT_EMBEDDED, "attachment"), (NOT_LINKED, "link")):
        for what, html in refused.items():
            with pytest.raises(RenderFailed) as failed:
                render(html, assets=ASSETS, title="ก")
            assert failed.value.detail.startswith(f"{code}: "), what
            assert failed.value.reason_th.startswith(REASONS[code].partition("{")[0]), what


@pytest.mark.parametrize("code", UNFIT)
def test_a_document_that_would_come_out_incomplete_fails_with_a_reason(code: str):
    with pytest.raises(RenderFailed) as failed:
        render(UNFIT[code], assets=ASSETS | {"small.png": ("image/png", png(9, 9))}, title="ก")

    assert failed.value.detail.startswith(f"{code}: ")
    assert failed.value.reason_th.startswith(REASONS[code].partition("{")[0])


def test_every_reason_is_a_thai_sentence():
    assert [
        code for code, reason in REASONS.items() if not re.match("[ก-ฮเ-ไ]", reason.replace("WeasyPrint ", ""))
    ] == []


def test_no_host_hears_of_a_render():
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        with pytest.raises(RenderFailed):
            render(page(f'<img alt="x" src="http://127.0.0.1:{server.getsockname()[1]}/">'), assets=ASSETS, title="ก")
        with pytest.raises(TimeoutError):
            server.accept()


def test_a_document_without_fonts_fails_instead_of_crashing():
    with pytest.raises(RenderFailed, match=r"ใช้แบบอักษรของเอกสารไม่ได้: asset:fonts\.css"):
        render("<p>น้ำ</p>", assets={}, title="ก")


def test_a_picture_too_large_for_memory_fails():
    large = {"large.png": ("image/png", png(13_000, 13_000))}

    with pytest.raises(RenderFailed) as failed:
        render(page('<img alt="x" src="asset:large.png">' * 2), assets=ASSETS | large, title="ก")

    assert failed.value.detail.split(":")[0] in ("memory", "image")


def test_a_pdf_larger_than_the_limit_fails(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(caller, "Limits", partial(Limits, file=200_000))

    with pytest.raises(RenderFailed, match="ไฟล์ PDF ใหญ่เกินกำหนด"):
        render(
            page('<img alt="x" src="asset:noise.png">'),
            assets=ASSETS | {"noise.png": ("image/png", png(300, 300, noise=True))},
            title="ก",
        )
