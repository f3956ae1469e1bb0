"""Write the whole database to one file: `python -m factcheck.dump FILE`, or `make dump FILE=...`.

The file is pg_dump's custom format without owners and grants, so that it can be restored under another user.
"""

import argparse
import subprocess
import sys
from pathlib import Path

from factcheck.client import client_of
from factcheck.refusal import CannotRunError, exit_status
from factcheck.with_database import database_url


def dump(url: str, file: Path) -> None:
    """Dump a database; the file appears whole or not at all. Raises CannotRunError where that fails."""
    client = client_of(url)
    client.connect().close()
    unfinished = file.with_name(file.name + ".unfinished")
    try:
        unfinished.touch(mode=0o600)  # it holds what is confidential
    except OSError as error:
        raise CannotRunError(f"cannot write {file}: {error.strerror}.") from error
    command = client.command("pg_dump", "--format=custom", "--no-owner", "--no-privileges", "--file", str(unfinished))
    if subprocess.run(command, check=False, env=client.environment()).returncode != 0:
        unfinished.unlink()
        raise CannotRunError("pg_dump failed, see above; nothing was written.")
    unfinished.rename(file)


def main() -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(prog="python -m factcheck.dump")
    parser.add_argument("file", nargs="?", type=Path)
    file = parser.parse_args().file
    if file is None:
        raise CannotRunError("say where to write: make dump FILE=factcheck.dump")
    with database_url() as url:
        dump(url, file)
    print(f"· wrote {file}, {file.stat().st_size:,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(exit_status(main))
