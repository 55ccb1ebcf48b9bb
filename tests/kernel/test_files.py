"""Uploads are never trusted; kept files are known by their content."""

from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from ecotown.kernel import files
from ecotown.kernel.models import StoredFile

PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 64


@pytest.fixture(autouse=True)
def folder(settings, tmp_path: Path):
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}},
    }


@pytest.mark.parametrize(
    ("name", "content", "mime"), [("รายงาน.pdf", PDF, "application/pdf"), ("ภาพ.png", PNG, "image/png")]
)
def test_what_is_accepted_is_known_by_its_bytes(name: str, content: bytes, mime: str):
    assert files.check_upload(SimpleUploadedFile(name, content)) == mime


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.pdf", b""),
        ("page.pdf", b"<html><script>alert(1)</script></html>"),
        ("page.html", b"<html></html>"),
        ("report.exe", PDF),
        ("picture.pdf", PNG),
        ("archive.zip", b"PK\x03\x04" + b"\x00" * 64),
    ],
)
def test_what_is_not_accepted_is_refused_with_a_sentence(name: str, content: bytes):
    with pytest.raises(files.UploadRefused) as caught:
        files.check_upload(SimpleUploadedFile(name, content))
    assert str(caught.value)


def test_a_file_over_the_limit_is_refused(settings):
    settings.UPLOAD_LIMIT_BYTES = 50

    with pytest.raises(files.UploadRefused):
        files.check_upload(SimpleUploadedFile("a.pdf", PDF))


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\temp\\บันทึก.pdf", "บันทึก.pdf"),
        ("a\u202efdp.exe\x00.pdf", "afdp.exe.pdf"),
        ("...", "file"),
        ("น้ำ" * 100 + ".pdf", ("น้ำ" * 100)[:140] + ".pdf"),
    ],
)
def test_a_name_is_data_and_never_a_path(given: str, kept: str):
    assert files.clean_name(given) == kept


@pytest.mark.django_db
def test_the_same_bytes_are_kept_once():
    first = files.keep(PDF, name="ก.pdf", mime="application/pdf")
    second = files.keep(PDF, name="ข.pdf", mime="application/pdf")

    assert first == second
    assert StoredFile.objects.count() == 1
    assert files.read(first) == PDF


@pytest.mark.django_db
def test_a_changed_file_is_not_served():
    stored = files.keep(PDF, name="ก.pdf", mime="application/pdf")
    Path(default_storage.path(stored.path)).write_bytes(PDF + b"x")

    with pytest.raises(OSError, match="does not match"):
        files.read(stored)


@pytest.mark.django_db
def test_an_upload_goes_out_as_an_attachment_in_a_sandbox():
    stored = files.keep(PDF, name="บันทึก.pdf", mime="application/pdf")

    response = files.response(stored)

    assert response["Content-Disposition"].startswith("attachment; filename*=UTF-8''%E0%B8%9A")
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["Cache-Control"] == "private, no-store"
    assert b"".join(response.streaming_content) == PDF
