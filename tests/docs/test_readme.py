"""The README's examples, run as written against the sample newsroom."""

from dataclasses import replace

import pytest

from tests.docs.page import Example, Shell, examples_of, run_and_compare

PAGE = "README.md"


def test_it_has_five_examples_with_their_answers() -> None:
    examples = examples_of(PAGE)
    assert len(examples) == 5
    assert all(example.shown for example in examples)


@pytest.mark.parametrize("named", ["http://127.0.0.1:8000", "$FACTCHECK_TOKEN"])
def test_every_example_uses_the_server_and_the_token_of_make_run(named: str) -> None:
    assert all(named in example.script for example in examples_of(PAGE))


def test_its_examples_work_as_written(shell: Shell) -> None:
    for example in examples_of(PAGE):
        run_and_compare(example, shell)


def test_filing_a_claim_again_is_refused_with_its_location(shell: Shell) -> None:
    filing = example_with("POST")
    shell.run(filing)
    again = shell.run(replace(filing, script=filing.script.replace("curl ", "curl -i ")))
    assert "HTTP/1.1 409" in again
    assert "Location: /api/v1/claims/9" in again


def test_a_change_of_a_stale_version_is_refused(shell: Shell) -> None:
    changing = example_with("If-Match")
    shell.run(changing)
    lines = [line for line in changing.script.splitlines(keepends=True) if not line.startswith("etag=")]
    assert '"status":412' in shell.run(replace(changing, script="".join(lines)))


def example_with(words: str) -> Example:
    (found,) = (example for example in examples_of(PAGE) if words in example.script)
    return found
