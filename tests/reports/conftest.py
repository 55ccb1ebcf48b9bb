"""What the tests of reports share: the facts of Phuket, and a public site in a folder of its own."""

from pathlib import Path
from typing import Any

import pytest

from committee import papers
from ecotown.kernel import thai
from ecotown.kernel.rules import Actor, Role
from ecotown.management.seeds import phuket
from reports import pdf
from reports.papers.printed import typeset
from reports.papers.word import write
from tests import build
from tests.reports.paper_sample import contents

MadePaper = tuple[papers.Content, pdf.Rendered, bytes]


@pytest.fixture
def facts(db: None) -> None:
    phuket.load(Actor.command("seed_phuket", thai.today(), "83"))


@pytest.fixture
def site_dir(tmp_path: Path, settings: Any) -> Path:
    """The folder of the public site, and a store of files beside it."""
    settings.SITE_DIR = tmp_path / "site"
    settings.SITE_DIR.mkdir()
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path / "files"},
        },
    }
    settings.DEMO = False
    return settings.SITE_DIR


@pytest.fixture
def people(db: None) -> tuple[Actor, Actor]:
    """Who prepares, and the chair who approves."""
    return build.assigned(Role.STAFF), build.seated("chair")


_MADE: dict[str, MadePaper] = {}


@pytest.fixture
def made(db: None) -> dict[str, MadePaper]:
    """Each paper with its PDF and Word file, made once for all tests."""
    if not _MADE:
        _MADE.update({kind: (said, typeset(said), write(said)) for kind, said in contents().items()})
    return _MADE
