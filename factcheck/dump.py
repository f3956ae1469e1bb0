"""Write the whole database to one file: `python -m factcheck.dump FILE`, or `make dump FILE=...`.

The file has pg_dump's custom format, without owners and grants, so that it can be restored under another user.
"""

import argparse
import subprocess
import sys
from pathlib import Path

from factcheck.cannot_run import CannotRunError, exit_status
from factcheck.embedded.client import client_of
from factcheck.with_database import database_url


def dump(url: str, file: Path) -> None:
    """Dump a database to a file, which is written completely or not at all. Raises CannotRunError on failure."""
    client = client_of(url)
    client.connect().close()
    unfinished = file.with_name(file.name + ".unfinished")
    try:
        unfinished.touch(mode=0o600)  # the dump contains confidential data
    except OSError as error:
        raise CannotRunError(f"cannot write {file}: {error.strerror}.") from error
    command = client.command("pg_dump", "--format=custom", "--no-owner", "--no-privileges", "--file", str(unfinished))
    if subprocess.run(command, check=False, env=client.environment()).returncode != 0:
        unfinished.unlink()
        raise CannotRunError("pg_dump failed, see its message above. No file was written.")
    unfinished.rename(file)


def main() -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(prog="python -m factcheck.dump")
    parser.add_argument("file", nargs="?", type=Path)
    file = parser.parse_args().file
    if file is None:
        raise CannotRunError("name the file to write, for example: make dump FILE=factcheck.dump")
    with database_url() as url:
        dump(url, file)
    print(f"· wrote {file}, {file.stat().st_size:,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(exit_status(main))
