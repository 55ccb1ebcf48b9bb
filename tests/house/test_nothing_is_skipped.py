"""The rule of `tests/conftest.py`, tried on test files of its own."""

import re
import subprocess
import sys
from pathlib import Path

from tests.databases import BASE_DIR

WAYS = """
import pytest

def test_by_a_call():
    pytest.skip("reason one")

@pytest.mark.skip(reason="reason two")
def test_by_a_mark():
    pass

@pytest.mark.xfail(reason="reason three")
def test_by_an_expected_failure():
    raise ValueError

@pytest.mark.xfail(reason="reason four")
def test_by_an_expected_failure_that_did_not_come():
    pass

@pytest.fixture
def server():
    pytest.skip("reason five")

def test_by_a_fixture(server):
    pass
"""


def run_pytest(folder: Path) -> "subprocess.CompletedProcess[str]":
    plain = ("-c", "/dev/null", "--rootdir", str(folder), "-p", "no:cacheprovider")
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "tests.conftest", *plain, str(folder)],
        cwd=BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )


def test_every_way_to_leave_a_test_out_fails_with_its_reason(tmp_path: Path) -> None:
    (tmp_path / "test_ways.py").write_text(WAYS)

    done = run_pytest(tmp_path)

    assert done.returncode == 1
    # A set: in CI the short summary repeats them.
    reasons = set(re.findall(r"no test here may be: reason (\w+)", done.stdout))
    assert reasons == {"one", "two", "three", "four", "five"}
    assert "3 failed, 2 errors" in done.stdout.splitlines()[-1]
    assert "skipped" not in done.stdout.splitlines()[-1]


def test_a_whole_file_left_out_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "test_file.py").write_text("import pytest\npytest.skip('no server', allow_module_level=True)\n")

    done = run_pytest(tmp_path)

    assert done.returncode == 2
    assert "Left out, and no test here may be" in done.stdout
    assert "no server" in done.stdout
