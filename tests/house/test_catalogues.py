import gettext
import os
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

SOURCE = """msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "Save"
msgstr "บันทึก"

#, fuzzy
msgid "Score"
msgstr "คะแนนกระมัง"
"""


@pytest.fixture
def source(tmp_path: Path, settings: object) -> Path:
    folder = tmp_path / "th" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.po").write_text(SOURCE, encoding="utf-8")
    settings.LOCALE_PATHS = [tmp_path]  # type: ignore[attr-defined]
    return folder / "django.po"


def messages(source: Path) -> gettext.GNUTranslations:
    with source.with_suffix(".mo").open("rb") as file:
        return gettext.GNUTranslations(file)


def test_a_catalogue_is_compiled_without_its_fuzzy_entries(source: Path) -> None:
    call_command("compile_catalogues")

    assert messages(source).gettext("Save") == "บันทึก"
    assert messages(source).gettext("Score") == "Score"


def test_a_catalogue_is_compiled_again_only_when_it_has_changed(source: Path) -> None:
    call_command("compile_catalogues")
    target = source.with_suffix(".mo")
    os.utime(target, ns=(2**60, 2**60 + 1))
    os.utime(source, ns=(2**60, 2**60))

    call_command("compile_catalogues")
    untouched = target.stat().st_mtime_ns
    os.utime(source, ns=(2**60, 2**60 + 2))
    call_command("compile_catalogues")

    assert untouched == 2**60 + 1
    assert target.stat().st_mtime_ns != untouched


def test_a_broken_catalogue_is_refused_with_its_name(source: Path) -> None:
    source.write_text('nonsense "here"\n', encoding="utf-8")

    with pytest.raises(CommandError, match=r"django\.po cannot be read"):
        call_command("compile_catalogues")
