"""A client that openapi-python-client makes of the OpenAPI document: complete, and at work against the API."""

import importlib
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pytest_django.live_server_helper import LiveServer

from claims.models import User
from tests.api.test_openapi import served
from tests.conftest import MakeToken

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.server_independent]

NAME = "factcheck_client"


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory, django_db_setup: None, django_db_blocker: Any) -> Iterator[str]:
    """Generate the client, without a warning, and let it be imported."""
    folder = tmp_path_factory.mktemp("client")
    with django_db_blocker.unblock():
        (folder / "openapi.json").write_text(served())
    (folder / "config.yaml").write_text("post_hooks: []\n")
    done = subprocess.run(
        [str(Path(sys.executable).with_name("openapi-python-client")), "generate", "--path", "openapi.json",
         "--meta", "none", "--output-path", NAME, "--config", "config.yaml", "--fail-on-warning"],
        check=False,
        capture_output=True,
        text=True,
        cwd=folder,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert "arning" not in done.stdout + done.stderr
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(folder)
        yield NAME
    for module in [name for name in sys.modules if name.split(".")[0] == NAME]:
        del sys.modules[module]


class Calls:
    """The operations of the generated client, called with its token."""

    def __init__(self, package: str, url: str, token: str) -> None:
        self.package = package
        self.models: Any = importlib.import_module(f"{package}.models")
        self.client: Any = importlib.import_module(package).AuthenticatedClient(base_url=url, token=token)

    def __call__(self, tag: str, operation: str, *ids: int, **options: Any) -> Any:
        """Call an operation and give its answer with status, headers and the parsed body."""
        module = importlib.import_module(f"{self.package}.api.{tag}.{operation}")
        return module.sync_detailed(*ids, client=self.client, **options)


@pytest.fixture
def call(generated: str, live_server: LiveServer, reporter: User, make_token: MakeToken) -> Iterator[Calls]:
    calls = Calls(generated, live_server.url, make_token(reporter))
    with calls.client:
        yield calls


def test_it_knows_every_operation(generated: str) -> None:
    document = json.loads(served())
    wanted = {(one["tags"][0], one["operationId"]) for ways in document["paths"].values() for one in ways.values()}
    for tag, operation in wanted:
        module = importlib.import_module(f"{generated}.api.{tag.replace('-', '_')}.{operation}")
        assert callable(module.sync)


def test_it_files_reads_pages_changes_and_is_told_what_is_wrong(call: Calls) -> None:
    models = call.models
    bodies = [
        models.ClaimRequest(
            text=f"Claim {number}: 31 rockets were fired.",
            claimed_on="2020-01",
            claimant="Mark Milley",
            quantities=["31 rockets"],
            external_ids=[models.ExternalIdInsideRequest(origin="cms", external_id=str(number))],
        )
        for number in range(3)
    ]
    made = [call("claims", "claims_create", body=body, idempotency_key=f"k-{n}") for n, body in enumerate(bodies)]
    assert [answer.status_code for answer in made] == [201, 201, 201]
    assert {claim.parsed.claimant.name for claim in made} == {"Mark Milley"}

    first = made[0].parsed
    read = call("claims", "claims_retrieve", first.id)
    assert isinstance(read.parsed, models.Claim)
    assert read.parsed.quantities[0].interval.low == "31"

    seen: list[int] = []
    page = call("claims", "claims_list", limit=2, sort=models.ClaimsListSort("id")).parsed
    while True:
        seen += [claim.id for claim in page.results]
        if page.next_ is None:
            break
        page = call("claims", "claims_list", limit=2, sort=models.ClaimsListSort("id"), cursor=page.next_).parsed
    assert seen == [answer.parsed.id for answer in made]

    patch = models.PatchedClaimPatchRequest(place="Kirkuk")
    tag = read.headers["ETag"]
    changed = call("claims", "claims_partial_update", first.id, body=patch, if_match=tag)
    assert (changed.status_code, changed.parsed.place, changed.parsed.version) == (200, "Kirkuk", 2)

    stale = call("claims", "claims_partial_update", first.id, body=patch, if_match=tag)
    assert stale.status_code == 412
    assert isinstance(stale.parsed, models.Problem)
    assert [error.code for error in stale.parsed.errors] == ["stale_version"]

    again = call("claims", "claims_create", body=bodies[0])
    assert isinstance(again.parsed, models.Problem)
    assert (again.parsed.status, again.parsed.errors[0].code) == (409, "external_id_taken")
    assert again.headers["Location"].endswith(f"/claims/{first.id}")


def test_it_sends_many_at_once(call: Calls) -> None:
    models = call.models
    items = [
        models.CreateItemRequest(
            method=models.CreateItemRequestMethod("create"), body=models.ClaimRequest(text="One.")
        ),
        models.UpdateItemRequest(
            method=models.UpdateItemRequestMethod("update"), id=999, body=models.PatchedClaimPatchRequest(place="x")
        ),
    ]
    answer = call("claims", "claims_bulk", body=models.BulkRequest(items=items))
    done, refused = answer.parsed.results
    assert (done.status, done.body.text) == (201, "One.")
    assert (refused.status, refused.problem.errors[0].code) == (404, "not_found")
