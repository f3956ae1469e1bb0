"""Check what your changes can have broken, in under a minute: `python -m tests.check`.

The linters and the architecture contracts run on the whole tree, because they are fast. Of the tests run `tests/rules`,
the test files that you changed, and the tests that mirror what you changed, without those marked `exhaustive`. Changed
is what differs from where your branch left SINCE (origin/main by default), committed or not. `make test` runs all.
"""

import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from time import monotonic

from factcheck.cannot_run import CannotRunError, exit_status
from factcheck.paths import BASE_DIR

LINTERS = (
    "ruff check .",
    "ruff format --check .",
    "mypy .",
    "lint-imports",
    "python -W ignore manage.py makemigrations --check --dry-run",
)
ALWAYS = "tests/rules"
# Tests that a change can break besides those that mirror it.
BESIDES = {
    "claims/models/": ("tests/actions/test_change.py", "tests/api/test_filing.py", "tests/api/test_nouns.py"),
    "claims/actions/": ("tests/api/test_editing.py", "tests/api/test_filing.py"),
    "claims/mappings/": ("tests/formats/mapping",),
    "docs/": ("tests/docs",),
    "README.md": ("tests/docs",),
    "Makefile": ("tests/factcheck/test_make.py",),
    "tests/conftest.py": ("tests/test_reset.py",),
    "tests/reset.py": ("tests/test_reset.py",),
}
# These folders start servers or let many people write at once: only their changed files are run.
SLOW = {"tests/proofs", "tests/races", "tests/factcheck"}


def main() -> int:
    """Run the command line."""
    began = monotonic()
    changed = changed_files(os.environ.get("SINCE", "").strip())
    tests = choose_tests(changed)
    print(f"check: {len(changed)} files changed; tests: {' '.join(tests)}", flush=True)
    failed = [command for command in LINTERS if _run(command) != 0]
    if _run("python -m tests.run -q -m", "not exhaustive", *tests) != 0:
        failed.append("the tests")
    print(f"check: {', '.join(failed) or 'nothing'} failed, in {monotonic() - began:.0f} s", flush=True)
    return 1 if failed else 0


def changed_files(since: str = "") -> list[str]:
    """Return the paths that differ from where the branch left `since`, untracked files included.

    Raises CannotRunError where git does not know `since`.
    """
    start = _git("merge-base", "HEAD", since or _default_branch())
    changed = {*_git("diff", "--name-only", *start), *_git("ls-files", "--others", "--exclude-standard")}
    return sorted(changed)


def choose_tests(changed: Iterable[str]) -> list[str]:
    """Return the test files and folders to run, without those that lie in another one."""
    tests = {ALWAYS}
    for path in changed:
        tests |= {test for start, besides in BESIDES.items() if path.startswith(start) for test in besides}
        tests |= _mirrors(PurePosixPath(path))
    return sorted(test for test in tests if not any(str(parent) in tests for parent in PurePosixPath(test).parents))


def _mirrors(path: PurePosixPath) -> set[str]:
    """Return the test file itself, or the nearest file or folder that mirrors a file of the product."""
    room, *inside = path.parts
    if room == "tests":
        is_test = path.name.startswith("test_") and path.suffix == ".py" and (BASE_DIR / path).exists()
        return {str(path)} if is_test else _folder(path.parent)
    if room not in {"claims", "factcheck"} or path.suffix != ".py":
        return set()
    below = PurePosixPath("tests", *(inside if room == "claims" else path.parts))
    file = below.with_name(f"test_{path.name}")
    nearest = next(folder for folder in below.parents if (BASE_DIR / folder).is_dir())
    return _folder(nearest) | ({str(file)} if (BASE_DIR / file).is_file() else set())


def _folder(folder: PurePosixPath) -> set[str]:
    has_tests = any((BASE_DIR / folder).rglob("test_*.py"))
    return {str(folder)} if has_tests and str(folder) not in SLOW | {"tests"} else set()


def _default_branch() -> str:
    known = _git("for-each-ref", "--format=%(refname:short)", "refs/remotes/origin/main", "refs/heads/main")
    return known[-1] if known else "HEAD"


def _git(*arguments: str) -> list[str]:
    done = subprocess.run(["git", *arguments], cwd=BASE_DIR, check=False, capture_output=True, text=True)
    if done.returncode != 0:
        raise CannotRunError(f"git {' '.join(arguments)}: {done.stderr.strip()}")
    return done.stdout.splitlines()


def _run(command: str, *arguments: str) -> int:
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
    return subprocess.run([*command.split(), *arguments], cwd=BASE_DIR, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(exit_status(main))
