"""The embedded Postgres: stands in where DATABASE_URL is not set."""

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any


def default_data_dir(base_dir: Path) -> Path:
    """Return where the embedded data lives unless FACTCHECK_DATA_DIR says otherwise."""
    return Path("/var/lib/factcheck") if os.geteuid() == 0 else base_dir / ".data"


@dataclass(frozen=True)
class EmbeddedServer:
    """One embedded server, known by its data folder."""

    data_dir: Path

    def connection(self) -> dict[str, Any]:
        """Return Django's connection settings; where nothing runs, ones that are refused at once."""
        state = self.data_dir / "server.json"
        known = json.loads(state.read_text()) if state.is_file() else {}
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": "factcheck",
            "USER": "factcheck",
            "HOST": "127.0.0.1",
            "PORT": str(known.get("port", 1)),
            "PASSWORD": known.get("password", ""),
        }
