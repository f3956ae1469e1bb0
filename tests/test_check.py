"""`make check` chooses the tests that mirror a change, and `make test` one process for each core."""

from pathlib import Path

import pytest

from factcheck.cannot_run import CannotRunError
from factcheck.paths import BASE_DIR
from tests.check import BESIDES, SLOW, changed_files, choose_tests
from tests.run import MOST_WORKERS, across, count_workers

pytestmark = pytest.mark.server_independent


@pytest.mark.parametrize(
    ("changed", "chosen"),
    [
        ("claims/rules/text.py", set()),
        ("claims/api/auth.py", {"tests/api"}),
        ("claims/admin/templates/admin/base_site.html", set()),
        ("claims/management/commands/load_roles.py", {"tests/management"}),
        ("factcheck/run.py", {"tests/factcheck/test_run.py"}),
        ("factcheck/wsgi.py", set()),
        ("tests/api/bodies.py", {"tests/api"}),
        ("tests/proofs/writers.py", set()),
        ("tests/proofs/test_paging.py", {"tests/proofs/test_paging.py"}),
        ("tests/models/test_a_file_that_was_deleted.py", {"tests/models"}),
        ("docs/api.md", {"tests/docs"}),
        ("LICENSE", set()),
    ],
)
def test_the_tests_that_mirror_a_change_are_chosen(changed: str, chosen: set[str]) -> None:
    assert set(choose_tests([changed])) == {"tests/rules", *chosen}


def test_a_file_within_a_chosen_folder_is_not_named_again() -> None:
    changed = ["tests/models/test_keys.py", "claims/models/claim.py"]
    assert [path for path in choose_tests(changed) if path.startswith("tests/models")] == ["tests/models"]


def test_all_that_the_choice_names_exists() -> None:
    for path in {*SLOW, *(test for tests in BESIDES.values() for test in tests)}:
        assert (BASE_DIR / path).exists()


def test_a_name_that_git_does_not_know_is_refused() -> None:
    with pytest.raises(CannotRunError, match="no-such-branch"):
        changed_files("no-such-branch")


@pytest.mark.parametrize("workers", ["0", "-1", "two", "1.5"])
def test_a_number_of_workers_that_is_none_is_refused(workers: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WORKERS", workers)
    with pytest.raises(CannotRunError, match="WORKERS="):
        count_workers()


def test_every_worker_has_its_own_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("WORKERS", raising=False)
    assert 1 <= count_workers() <= MOST_WORKERS
    assert count_workers(["-s", "tests/test_check.py::test_every_worker_has_its_own_server"]) == 1
    monkeypatch.setenv("WORKERS", "3")
    assert count_workers() == 3
    assert across([str(Path("/one")), str(Path("/two"))])[:2] == [
        "--tx=popen//env:FACTCHECK_DATA_DIR=/one",
        "--tx=popen//env:FACTCHECK_DATA_DIR=/two",
    ]
