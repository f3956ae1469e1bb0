import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from factcheck.paths import BASE_DIR
from tests.factcheck.conftest import clean_environment
from tests.factcheck.test_settings import SOUND

pytestmark = pytest.mark.server_independent

ENTRYPOINT = BASE_DIR / "docker" / "entrypoint"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["check", "--deploy"], "no issues"),
        (["dump"], "FILE="),
        (["restore", "--force"], "FILE="),
        (["no_such_command"], "Unknown command: 'no_such_command'"),
    ],
)
def test_the_entrypoint_hands_its_command_on(arguments: list[str], said: str) -> None:
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    environment = {**clean_environment(**SOUND), "PATH": path}
    command = [str(ENTRYPOINT), *arguments]
    done = subprocess.run(command, cwd="/", env=environment, capture_output=True, text=True, check=False)
    assert said in done.stdout + done.stderr


def test_every_service_runs_a_command_that_the_entrypoint_knows() -> None:
    services = yaml.safe_load((BASE_DIR / "docker" / "compose.yaml").read_text())["services"]
    known = ENTRYPOINT.read_text()
    commands = {service["command"] for service in services.values() if "command" in service}
    assert commands == {"migrate", "web", "worker"}
    assert all(f"{command}) exec" in known for command in commands)
