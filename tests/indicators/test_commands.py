"""Frameworks by the command line."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from indicators.models import Framework
from tests import build
from tests.indicators.test_exchange import SMALL

pytestmark = [pytest.mark.sqlite_too, pytest.mark.django_db]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    build.province()
    path = tmp_path / "framework.yaml"
    path.write_text(SMALL, encoding="utf-8")
    return path


def test_dry_run_says_what_the_file_holds_and_stores_nothing(path, capsys):
    call_command("import_framework", str(path), "--dry-run")

    assert "SMALL 1: เกณฑ์ย่อ" in capsys.readouterr().out
    assert Framework.objects.count() == 0


def test_what_is_exported_is_imported_as_the_same_framework(path, tmp_path):
    call_command("import_framework", str(path))
    call_command("export_framework", "SMALL", "1", str(tmp_path / "again.yaml"))

    call_command("import_framework", str(tmp_path / "again.yaml"))

    assert Framework.objects.get().indicators.count() == 1


def test_faulty_file_is_refused_with_every_line(path, capsys):
    path.write_text(SMALL.replace("scope: both", "scope: all"), encoding="utf-8")

    with pytest.raises(CommandError):
        call_command("import_framework", str(path))

    assert f"{path}:19: indicators[0].scope" in capsys.readouterr().err


def test_framework_in_force_is_not_replaced_by_a_command(path):
    call_command("import_framework", str(path))
    Framework.objects.update(state="in_force")
    path.write_text(SMALL.replace("เกณฑ์ย่อ", "เกณฑ์อื่น"), encoding="utf-8")

    with pytest.raises(CommandError):
        call_command("import_framework", str(path))


def test_missing_file_or_framework_is_told(path, tmp_path):
    with pytest.raises(CommandError):
        call_command("import_framework", str(tmp_path / "nothing.yaml"))
    with pytest.raises(CommandError):
        call_command("export_framework", "NONE", "1", str(tmp_path / "out.yaml"))
