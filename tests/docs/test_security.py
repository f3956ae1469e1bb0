"""docs/security.md: the test that each row of the table names exists."""

import ast
import re

import pytest

from factcheck.paths import BASE_DIR

PAGE = (BASE_DIR / "docs" / "security.md").read_text(encoding="utf-8")
LINES = re.findall(r"^\| (?!attack |---)(.*?) \| .* \| `(\S+)::(\w+)` \|$", PAGE, re.MULTILINE)


def test_every_line_of_the_table_names_a_test() -> None:
    rows = [line for line in PAGE.splitlines() if line.startswith("| ")]
    assert len(LINES) == len(rows) - 1 > 20


@pytest.mark.parametrize(("line", "path", "name"), LINES)
def test_the_test_is_there(line: str, path: str, name: str) -> None:
    tree = ast.parse((BASE_DIR / path).read_text(encoding="utf-8"))
    assert name in {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}, line
