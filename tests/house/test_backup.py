"""A backup taken and brought back into an empty portal, on PostgreSQL and on SQLite; and what is refused."""

import os
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from ecotown.management.backups.manifest import BackupFaulty
from ecotown.management.backups.restoring import refuse_strays
from tests.databases import BASE_DIR, Template, portal_env, run_manage

KEEP_A_FILE = """
from ecotown.kernel import files
print(files.keep("สำเนาคำสั่ง".encode(), name="คำสั่ง.pdf", mime="application/pdf").sha256)
"""


@pytest.fixture(scope="module", params=["postgresql", "sqlite"])
def template(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Template]:
    url = os.environ["DATABASE_URL"] if request.param == "postgresql" else "sqlite:"
    template = Template(url, tmp_path_factory.mktemp("template"))
    yield template
    template.drop()


@pytest.fixture(scope="module")
def source(template: Template, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """A portal with the facts, a stored file and a released page."""
    var = tmp_path_factory.mktemp("source")
    with template.clone() as url:
        env = portal_env(DATABASE_URL=url, VAR_DIR=str(var), SECRET_KEY="")
        run_manage(env, "seed_phuket")
        run_manage(env, "shell", "-c", KEEP_A_FILE)
        edition = var / "site" / "editions" / "1"
        edition.mkdir(parents=True)
        (edition / "index.html").write_text("<h1>ความก้าวหน้า</h1>")
        (edition.parent.parent / "current").symlink_to("editions/1")
        yield env


@pytest.fixture
def target(template: Template, tmp_path: Path) -> Iterator[dict[str, str]]:
    with template.empty() as url:
        yield portal_env(DATABASE_URL=url, VAR_DIR=str(tmp_path / "target"), SECRET_KEY="")


def refused(env: dict[str, str], *words: str) -> str:
    done = subprocess.run(
        [sys.executable, "manage.py", *words], cwd=BASE_DIR, env=env, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1, done.stdout
    return done.stderr.splitlines()[-1]


def stored_files(var: Path) -> list[Path]:
    return sorted(path for path in var.rglob("*") if path.is_file() and len(path.name) == 64)


def test_what_was_saved_comes_back_row_for_row_and_byte_for_byte(
    source: dict[str, str], target: dict[str, str], tmp_path: Path
):
    place = tmp_path / "backups"
    run_manage(source, "backup", str(place))
    said = run_manage(source, "backup", str(place))
    brought = run_manage(target, "restore", str(place))

    # Of two backups the newer one is brought back; the file lies there once for both.
    first, second = sorted(path.parent for path in place.glob("*/manifest.json"))
    assert str(second) in brought and str(first) not in brought
    assert len(stored_files(place / "files")) == 1
    assert oct(place.stat().st_mode)[-3:] == "700"
    assert "1 files" in said and said.split(": ")[1].rstrip(".\n") in brought
    assert brought.strip().endswith("counts and hashes agree.")
    var, own = tmp_path / "target", Path(source["VAR_DIR"])
    assert (var / "site" / "current" / "index.html").read_text() == "<h1>ความก้าวหน้า</h1>"
    assert [path.read_bytes() for path in stored_files(var / "files")] == ["สำเนาคำสั่ง".encode()]
    assert (var / "secret_key").read_text() == (own / "secret_key").read_text()
    assert run_manage(target, "verify_journal") == run_manage(source, "verify_journal")
    assert "not empty" in refused(target, "restore", str(place))


def test_a_damaged_backup_is_refused_before_anything_is_touched(
    source: dict[str, str], target: dict[str, str], tmp_path: Path
):
    place = tmp_path / "backups"
    run_manage(source, "backup", str(place))
    (kept,), (part,), (manifest,) = stored_files(place / "files"), place.glob("*/database.*"), place.glob("*/manifest*")
    whole = {path: path.read_bytes() for path in (kept, part, manifest)}

    for path, words in [(kept, "not what was saved"), (part, "not what was saved"), (manifest, "cannot be read")]:
        path.write_bytes(whole[path][:-3])
        assert words in refused(target, "restore", str(place))
        path.write_bytes(whole[path])
    manifest.unlink()
    assert "There is no backup" in refused(target, "restore", str(place))

    assert not stored_files(tmp_path / "target")
    manifest.write_bytes(whole[manifest])
    assert "agree" in run_manage(target, "restore", str(place))


def test_a_file_that_the_disk_has_changed_makes_no_silent_backup(source: dict[str, str], tmp_path: Path):
    (kept,) = stored_files(Path(source["VAR_DIR"]) / "files")
    whole = kept.read_bytes()
    kept.write_bytes(b"rot")

    assert "is not what was kept" in refused(source, "backup", str(tmp_path / "backups"))

    kept.write_bytes(whole)
    assert list((tmp_path / "backups").glob("*/manifest.json")) == []


@pytest.mark.parametrize(
    ("name", "kind", "link"),
    [
        ("../outside", tarfile.REGTYPE, ""),
        ("/etc/outside", tarfile.REGTYPE, ""),
        ("editions/../../outside", tarfile.REGTYPE, ""),
        ("current", tarfile.SYMTYPE, "../outside"),
        ("current", tarfile.SYMTYPE, "/etc"),
        ("editions/pipe", tarfile.FIFOTYPE, ""),
        ("editions/twin", tarfile.LNKTYPE, "../outside"),
    ],
)
def test_a_site_that_would_leave_its_folder_is_refused(tmp_path: Path, name: str, kind: bytes, link: str):
    member = tarfile.TarInfo(name)
    member.type, member.linkname = kind, link
    with tarfile.open(tmp_path / "site.tar", "w") as archive:
        archive.addfile(member)
    with pytest.raises(BackupFaulty, match=r"site\.tar"):
        refuse_strays(tmp_path / "site.tar")
