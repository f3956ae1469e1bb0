"""Start programs that end when their parent process ends, even if the parent is killed.

`python -m factcheck.embedded.child --parent PID [--signal INT] [--uid N --gid N] [--cwd DIR] -- COMMAND ...`
"""

import argparse
import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import IO

from factcheck.embedded.account import Account
from factcheck.paths import BASE_DIR

PR_SET_PDEATHSIG = 1  # linux/prctl.h


def spawn(
    command: Sequence[str],
    *,
    end_signal: signal.Signals = signal.SIGTERM,
    account: Account | None = None,
    cwd: Path = BASE_DIR,
    env: dict[str, str] | None = None,
    stdout: IO[bytes] | int | None = None,
    stderr: IO[bytes] | int | None = None,
) -> subprocess.Popen[bytes]:
    """Start a command in its own session, so that the terminal's Ctrl-C reaches this process only.

    If this process is killed, Linux sends `end_signal` to the command. The other arguments are those of Popen.
    """
    wrapper = [
        sys.executable,
        "-m",
        "factcheck.embedded.child",
        "--parent",
        str(os.getpid()),
        "--signal",
        end_signal.name,
    ]
    if account is not None and account.uid is not None:
        wrapper += ["--uid", str(account.uid), "--gid", str(account.gid)]
    return subprocess.Popen(
        [*wrapper, "--cwd", str(cwd), "--", *command],
        cwd=BASE_DIR,
        env=env,
        start_new_session=True,
        stdin=subprocess.DEVNULL,
        stdout=stdout,
        stderr=stderr,
    )


def stop(process: subprocess.Popen[bytes], with_signal: signal.Signals, patience: float) -> None:
    """Ask a process to end and wait for it. After `patience` seconds, kill it and everything it started."""
    if process.poll() is not None:
        return
    process.send_signal(with_signal)
    try:
        process.wait(timeout=patience)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def main() -> None:
    """Drop privileges, ask Linux to signal this process when its parent ends, and execute the command."""
    parser = argparse.ArgumentParser(prog="factcheck.embedded.child")
    parser.add_argument("--parent", type=int, required=True)
    parser.add_argument("--signal", default="SIGTERM")
    parser.add_argument("--uid", type=int)
    parser.add_argument("--gid", type=int)
    parser.add_argument("--cwd", default="/")
    parser.add_argument("command", nargs="+")
    options = parser.parse_args()
    os.chdir(options.cwd)
    if options.uid is not None:
        os.setgroups([])
        os.setgid(options.gid)
        os.setuid(options.uid)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.Signals[options.signal].value)
        if os.getppid() != options.parent:
            sys.exit("the parent process has ended")
    os.execvp(options.command[0], options.command)  # noqa: S606


if __name__ == "__main__":
    main()
