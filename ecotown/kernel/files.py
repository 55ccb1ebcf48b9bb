"""Uploads and made files, kept by content. No URL here: each app serves its own after its own `visible_to`."""

import hashlib
import os
import tempfile
import unicodedata
from io import BytesIO
from pathlib import Path
from urllib.parse import quote

import filetype
from django.conf import settings
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse
from django.utils.translation import gettext as _

from ecotown.kernel.models import StoredFile

# What may come in, by its bytes and its name together.
ACCEPTED = {
    "application/pdf": {"pdf"},
    "image/jpeg": {"jpg", "jpeg"},
    "image/png": {"png"},
}


class UploadRefused(ValueError):
    """Why a file is not taken, as a sentence for the person who sent it."""


def clean_name(name: str) -> str:
    """A name is data, never a path: no folders, controls or direction marks; at most 150 characters."""
    kept = "".join(
        each
        for each in unicodedata.normalize("NFC", name.replace("\\", "/").rsplit("/", 1)[-1])
        if unicodedata.category(each) not in {"Cc", "Cf", "Cs", "Co", "Cn"}
    ).strip(" .")
    stem, dot, ending = kept.rpartition(".")
    return f"{stem[:140]}.{ending[:9]}" if dot else kept[:150] or "file"


def check_upload(upload: "UploadedFile[bytes]") -> str:
    """The true type of an upload, or UploadRefused."""
    if not upload.size:
        raise UploadRefused(_("The file is empty."))
    if upload.size > settings.UPLOAD_LIMIT_BYTES:
        raise UploadRefused(_("The file is larger than %(size)s MB.") % {"size": settings.UPLOAD_LIMIT_BYTES // 2**20})
    upload.seek(0)
    kind = filetype.guess(upload.read(8192))
    upload.seek(0)
    mime = kind.mime if kind else ""
    ending = (upload.name or "").rpartition(".")[2].lower()
    if mime not in ACCEPTED:
        raise UploadRefused(_("Only PDF, JPEG and PNG files are accepted."))
    if ending not in ACCEPTED[mime]:
        raise UploadRefused(_("The content of the file is not what its name says."))
    return mime


def keep(content: bytes, *, name: str, mime: str, user_id: int | None = None) -> StoredFile:
    """Keep these bytes under their hash; the same bytes twice are one file. Call it outside a transaction."""
    sha256 = hashlib.sha256(content).hexdigest()
    row = StoredFile(sha256=sha256, size=len(content), mime=mime, name=clean_name(name), added_by_id=user_id)
    target = Path(default_storage.path(row.path))
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        write_whole(target, content)
    found, _made = StoredFile.objects.get_or_create(
        sha256=sha256,
        defaults={"size": row.size, "mime": mime, "name": row.name, "added_by_id": user_id},
    )
    return found


def keep_upload(upload: "UploadedFile[bytes]", *, user_id: int | None) -> StoredFile:
    mime = check_upload(upload)
    return keep(upload.read(), name=upload.name or "", mime=mime, user_id=user_id)


def write_whole(target: Path, content: bytes) -> None:
    """All of it or none: a reader never sees half a file, not even after a power cut."""
    handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=".part-")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(temporary, 0o640)
        os.replace(temporary, target)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def read(stored: StoredFile) -> bytes:
    """The bytes, checked against their hash; OSError if the disk has changed them."""
    content = Path(default_storage.path(stored.path)).read_bytes()
    if hashlib.sha256(content).hexdigest() != stored.sha256:
        raise OSError(f"stored file {stored.pk} does not match its hash")
    return content


def response(stored: StoredFile, *, name: str = "", inline: bool = False) -> FileResponse:
    """The file for download. `inline` is for PDFs that the portal itself rendered, never for an upload."""
    answer = FileResponse(BytesIO(read(stored)), content_type=stored.mime)
    how = "inline" if inline else "attachment"
    answer["Content-Disposition"] = f"{how}; filename*=UTF-8''{quote(name or stored.name)}"
    answer["Cache-Control"] = "private, no-store"
    if not inline:
        answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer
