"""The key that the portal makes for itself."""

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from ecotown import settings as portal
from tests.databases import BASE_DIR, portal_env

SAY_KEY = "from ecotown.settings import SECRET_KEY; print(SECRET_KEY)"


def test_processes_that_start_together_share_one_whole_key(tmp_path: Path):
    env = portal_env(VAR_DIR=str(tmp_path))
    env.pop("SECRET_KEY", None)

    starting = [
        subprocess.Popen([sys.executable, "-c", SAY_KEY], cwd=BASE_DIR, env=env, stdout=subprocess.PIPE, text=True)
        for _each in range(6)
    ]
    keys = {process.communicate(timeout=60)[0].strip() for process in starting}

    assert len(keys) == 1
    assert len(keys.pop()) > 60
    assert [path.name for path in tmp_path.glob("secret_key*")] == ["secret_key"]
    assert (tmp_path / "secret_key").stat().st_mode & 0o777 == 0o600


def test_the_key_never_lies_there_empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """What another process, starting at the same moment, may find: no file, or the whole key."""
    found, over = set(), threading.Event()
    folders = [tmp_path / str(number) for number in range(300)]
    for folder in folders:
        folder.mkdir()

    def look() -> None:
        while not over.is_set():
            for folder in folders:
                try:
                    found.add(os.stat(folder / "secret_key").st_size > 60)
                except FileNotFoundError:
                    break

    watcher = threading.Thread(target=look)
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    watcher.start()
    try:
        for folder in folders:
            monkeypatch.setattr(portal, "VAR_DIR", folder)
            portal.own_secret_key()
    finally:
        over.set()
        watcher.join()
        sys.setswitchinterval(interval)

    assert found == {True}
