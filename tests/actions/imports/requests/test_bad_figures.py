"""A file with figures that cannot be read, imported over HTTP, from the admin's form and by the command.

What is imported and what is reported is the same, whichever way it comes in.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from claims.actions.imports.requests.worker_queue import run_waiting_batches
from claims.models import Claim, ImportBatch, ImportIssue, Quantity, User
from tests.admin.page import FormReader
from tests.conftest import MakeApi
from tests.management.test_import_claims import run
from tests.sending import file_of, load_file

pytestmark = pytest.mark.django_db(transaction=True)

FILE = (
    b"external_id,text,language,quantities,value_low,unit,as_of\n"
    b"1,Thirty-one rockets were fired.,en,31 rockets,,,2020-01-02T09:30Z\n"
    b"2,Twelve thousand troops came.,en,12.000 troops|31 rockets,,,\n"
    b'3,A third of the fleet was lost.,en,"{""surface"": ""a third"", ""value"": 8}",,,\n'
    b"4,Some aeroplanes were lost.,en,a third of the fleet,8k,aeroplane,\n"
    b"5,Nineteen people were killed.,en,19 killed,,,2020-01-02T09:30\n"
    b"6,Drei Menschen wurden verletzt.,de,3 million-plus,,,\n"
    b"7,,en,31 rockets,,,\n"
)
REPORTED = [
    (2, "quantities", "12.000 troops"),
    (3, "quantities", '{"surface": "a third", "value": 8}'),
    (4, "value_low", "8k"),
    (5, "as_of", "2020-01-02T09:30"),
    (6, "quantities", "3 million-plus"),
]
Load = Callable[[str], None]


@pytest.fixture(params=["api", "admin", "command"])
def load(request: pytest.FixtureRequest, api_of: MakeApi, data_desk: User, tmp_path: Path) -> Load:
    """Import the file in one of the three ways, with a choice for figures that cannot be read."""

    def over_http(choice: str) -> None:
        load_file(api_of(data_desk), FILE, on_bad_figure=choice)

    def in_the_admin(choice: str) -> None:
        client = Client()
        client.force_login(data_desk, backend="django.contrib.auth.backends.ModelBackend")
        sent = client.post("/admin/claims/importbatch/add/", {"origin": "desk", "mapping": "", "file": file_of(FILE)})
        values = FormReader(client.get(sent["Location"]).content.decode()).values
        values.pop("q", None)
        client.post(sent["Location"], {**values, "on_bad_figure": choice, "_load": "x"})
        run_waiting_batches()

    def by_the_command(choice: str) -> None:
        path = tmp_path / "claims.csv"
        path.write_bytes(FILE)
        assert run(path, "--origin", "desk", "--on-bad-figure", choice, "--as", data_desk.username).code == 3

    return {"api": over_http, "admin": in_the_admin, "command": by_the_command}[request.param]


def reported(*, is_refusal: bool) -> list[tuple[Any, ...]]:
    issues = ImportIssue.objects.filter(is_refusal=is_refusal).order_by("row_number")
    return list(issues.values_list("row_number", "field", "value"))


def test_rows_are_imported_without_their_bad_figures_and_these_are_reported(load: Load) -> None:
    load("keep-row")
    batch = ImportBatch.objects.get()
    assert (batch.state, batch.inserted, batch.refused) == ("finished", 6, 1)
    figures = Quantity.objects.order_by("claim__pk", "pk").values_list("claim__external_ids__external_id", "surface")
    assert list(figures) == [("1", "31 rockets"), ("2", "31 rockets")]
    assert reported(is_refusal=False) == REPORTED
    assert reported(is_refusal=True) == [(7, "text", "")]


def test_rows_with_a_bad_figure_are_refused_otherwise(load: Load) -> None:
    load("refuse-row")
    batch = ImportBatch.objects.get()
    assert (batch.inserted, batch.refused) == (1, 6)
    assert Claim.objects.get().quantities.get().surface == "31 rockets"
    assert reported(is_refusal=True) == [*REPORTED, (7, "text", "")]
