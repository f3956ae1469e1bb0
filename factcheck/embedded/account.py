"""The operating system account that runs the embedded Postgres."""

import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from factcheck.cannot_run import CannotRunError

SYSTEM_USER = "factcheck"


@dataclass(frozen=True)
class Account:
    """The user and group that run the database; None means those of this process."""

    uid: int | None = None
    gid: int | None = None

    def popen_options(self) -> dict[str, Any]:
        """Return the arguments that make `subprocess` start a program as this account."""
        if self.uid is None:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def own(self, path: Path) -> None:
        """Make this account the owner of a file or a folder, but not of the folder's contents."""
        if self.uid is not None and self.gid is not None:
            os.chown(path, self.uid, self.gid)

    def can_enter(self, folder: Path) -> bool:
        """Return whether this account can enter a folder and all of its parents."""
        command = ["/bin/sh", "-c", 'cd "$1"', "sh", str(folder)]
        done = subprocess.run(command, check=False, capture_output=True, cwd="/", **self.popen_options())
        return done.returncode == 0


def account_for(data: Path) -> Account:
    """Return the account that runs the database on a folder.

    This is the current user. Postgres refuses to run as root, so for root it is the owner of the existing data, or
    the system user `factcheck`. Raises CannotRunError if that user does not exist and cannot be created.
    """
    if os.geteuid() != 0:
        return Account()
    if data.exists() and data.stat().st_uid != 0:
        return Account(data.stat().st_uid, data.stat().st_gid)
    try:
        found = pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        _create_system_user()
        found = pwd.getpwnam(SYSTEM_USER)
    return Account(found.pw_uid, found.pw_gid)


def _create_system_user() -> None:
    useradd = shutil.which("useradd", path="/usr/sbin:/sbin:/usr/bin:/bin")
    remedy = f"create a system user named {SYSTEM_USER}, run this as an ordinary user, or set DATABASE_URL"
    if useradd is None:
        raise CannotRunError(
            f"Postgres does not run as root, and there is no useradd to create a user for it: {remedy}."
        )
    command = [useradd, "--system", "--no-create-home", "--home-dir", "/", "--shell", "/bin/false", SYSTEM_USER]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode != 0:
        raise CannotRunError(
            f"Postgres does not run as root, and useradd failed with {done.stderr.strip()!r}: {remedy}."
        )
