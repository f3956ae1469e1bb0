"""docs/events.md: its example works, and it lists every event type."""

import re

import pytest

from claims.rules.events import EVENT_TYPES, INTERNAL_TYPES
from factcheck.paths import BASE_DIR
from tests.docs.page import Example, Shell, examples_of, run_and_compare

PAGE = "docs/events.md"


@pytest.mark.parametrize("example", examples_of(PAGE), ids=str)
def test_the_examples_work(example: Example, shell: Shell) -> None:
    run_and_compare(example, shell)


def test_every_type_is_listed_with_the_scope_that_it_needs() -> None:
    text = (BASE_DIR / PAGE).read_text(encoding="utf-8")
    lines = [line for line in text.split("\n## Types\n")[1].splitlines() if line.startswith("| `")]
    listed = {name: "with `internal:read`" in line for line in lines for name in re.findall(r"`(\w+\.\w+)`", line)}
    assert listed == {name: name in INTERNAL_TYPES for name in EVENT_TYPES}
