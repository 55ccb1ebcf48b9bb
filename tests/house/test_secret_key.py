"""The key that the portal makes for itself."""

import subprocess
import sys
from pathlib import Path

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
