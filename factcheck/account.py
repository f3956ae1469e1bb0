"""The operating system's account that the embedded Postgres runs under."""

import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from factcheck.refusal import CannotRunError

SYSTEM_USER = "factcheck"


@dataclass(frozen=True)
class Account:
    """Name whom a process of the database runs as; uid and gid are None where nothing is to be changed."""

    uid: int | None = None
    gid: int | None = None

    def popen_options(self) -> dict[str, Any]:
        """Return the arguments that make `subprocess` start a program as this account."""
        if self.uid is None:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def own(self, path: Path) -> None:
        """Give a file or a folder, not what is in it, to this account."""
        if self.uid is not None and self.gid is not None:
            os.chown(path, self.uid, self.gid)

    def can_enter(self, folder: Path) -> bool:
        """Tell whether this account may go into a folder, all its parents included."""
        command = ["/bin/sh", "-c", 'cd "$1"', "sh", str(folder)]
        done = subprocess.run(command, check=False, capture_output=True, cwd="/", **self.popen_options())
        return done.returncode == 0


def account_for(data: Path) -> Account:
    """Choose the account: our own, or, as root, the owner of the data that is there or a system user of ours.

    Postgres refuses to run as root. Raises CannotRunError where the system user can be neither found nor made.
    """
    if os.geteuid() != 0:
        return Account()
    if data.exists() and data.stat().st_uid != 0:
        return Account(data.stat().st_uid, data.stat().st_gid)
    try:
        found = pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        _make_system_user()
        found = pwd.getpwnam(SYSTEM_USER)
    return Account(found.pw_uid, found.pw_gid)


def _make_system_user() -> None:
    useradd = shutil.which("useradd", path="/usr/sbin:/sbin:/usr/bin:/bin")
    remedy = f"make a system user named {SYSTEM_USER}, run this as an ordinary user, or set DATABASE_URL"
    if useradd is None:
        raise CannotRunError(f"Postgres does not run as root, and there is no useradd to make it a user: {remedy}.")
    command = [useradd, "--system", "--no-create-home", "--home-dir", "/", "--shell", "/bin/false", SYSTEM_USER]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode != 0:
        raise CannotRunError(f"Postgres does not run as root, and useradd said {done.stderr.strip()!r}: {remedy}.")
