"""docs/architecture.md names only files and folders that exist."""

import re

import pytest

from factcheck.paths import BASE_DIR

TEXT = (BASE_DIR / "docs" / "architecture.md").read_text(encoding="utf-8")
# A path has a slash or the suffix of a file.
PATH = re.compile(r"`((?:[\w.-]+/)+[\w.-]*|[\w-]+\.(?:py|md|toml|yaml))`")
NOT_IN_THE_TREE = {"models/tip.py", "actions/tips.py", "admin/tip.py", "origin/main"}
PATHS = sorted(set(PATH.findall(TEXT)) - NOT_IN_THE_TREE)


def test_the_page_names_many_paths() -> None:
    assert len(PATHS) > 40


@pytest.mark.parametrize("path", PATHS)
def test_the_path_exists(path: str) -> None:
    assert any((root / path).exists() for root in (BASE_DIR, BASE_DIR / "claims")), path


def test_every_room_of_the_layers_exists_unless_it_stands_in_brackets() -> None:
    drawing = re.search(r"```text\n(.*?)```", TEXT, re.DOTALL)
    assert drawing is not None
    rooms = re.findall(r"(?<![(\w/])(\w+)/(?![\w)])", re.sub(r"\(.*?\)", "", drawing[1]))
    assert {"embedded", "api", "actions", "rules"} <= set(rooms)
    roots = (BASE_DIR, BASE_DIR / "factcheck", BASE_DIR / "claims")
    assert [room for room in rooms if not any((root / room).is_dir() for root in roots)] == []
