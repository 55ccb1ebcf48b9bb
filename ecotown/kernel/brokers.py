"""Which message broker the environment asks for. No Django here: settings.py imports it."""

from pathlib import Path
from typing import Any


def broker_settings(url: str, var_dir: Path) -> tuple[str, dict[str, Any]]:
    """Celery's broker address and transport options.

    An empty `url` means the embedded Valkey of `manage.py serve`, at its socket in `var/run`.
    `filesystem://` is the fall-back where the embedded server has no wheel.
    """
    if url.startswith("filesystem:"):
        folder = var_dir / "broker"
        (folder / "control").mkdir(parents=True, exist_ok=True)
        return "filesystem://", {
            "data_folder_in": str(folder),
            "data_folder_out": str(folder),
            "control_folder": str(folder / "control"),
            "polling_interval": 0.05,
        }
    if not url:
        url = f"redis+socket://{var_dir / 'run' / 'valkey.sock'}"
    return url, {
        # Longer than the longest task and its wait, or Redis hands out a running task again.
        "visibility_timeout": 900,
        "unacked_restore_interval": 1,
        "unacked_restore_throttle": 1,
        # A hung Redis must not hang the request that rings it.
        "socket_timeout": 2,
        "socket_connect_timeout": 2,
        # Kombu would try for six seconds, inside the request; the sweep finds what was not rung for.
        "max_retries": 1,
        "interval_start": 0,
        "interval_step": 0,
        "interval_max": 0,
    }
