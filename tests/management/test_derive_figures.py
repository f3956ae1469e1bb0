"""Intervals are recomputed after the rule has changed."""

import io

import pytest
from django.core.management import call_command

from claims.models import Quantity
from claims.rules.figures.interval import POLICY
from tests.api_client import ApiClient


def run() -> str:
    out = io.StringIO()
    call_command("derive_figures", stdout=out, stderr=out)
    return out.getvalue()


@pytest.mark.django_db
def test_figures_of_another_rule_get_the_interval_of_this_one(api: ApiClient) -> None:
    body = {"text": "x", "language": "de", "quantities": ["Dutzende Verletzte", "knapp über 200 Stimmen", "25 Tote"]}
    claim = api.post("/claims", body).json()
    Quantity.objects.filter(claim=claim["id"]).update(policy="2026-1", interval_high=None, is_high_open=True)
    said = run()
    assert "3 of 3 figures" in said
    assert f"3 figures are of rule {POLICY} now, 3 intervals changed." in said
    shown = api.get(f"/claims/{claim['id']}").json()["quantities"]
    assert [one["interval"] for one in shown] == [one["interval"] for one in claim["quantities"]]
    assert [one["surface"] for one in shown] == body["quantities"]


@pytest.mark.django_db
def test_a_second_run_has_nothing_to_do(api: ApiClient) -> None:
    api.post("/claims", {"text": "x", "quantities": ["dozens of people"]})
    assert run() == f"0 figures are of rule {POLICY} now, 0 intervals changed.\n"


@pytest.mark.django_db
def test_a_figure_that_the_rule_refuses_keeps_its_interval_and_is_reported(api: ApiClient) -> None:
    figure = {"surface": "x", "hedge": "less_than", "value_low": 5, "unit": "person"}
    quantity = api.post("/claims", {"text": "x", "quantities": [figure]}).json()["quantities"][0]
    Quantity.objects.filter(pk=quantity["id"]).delete()
    row = Quantity(
        claim_id=api.get("/claims").json()["results"][0]["id"], surface="x", hedge="less_than", value_low=0,
        value_high=0, unit="person", interval_low=0, interval_high=0, policy="2026-1",
    )  # fmt: skip
    row.save()
    assert f"quantity {row.pk}: value_low" in run()
    row.refresh_from_db()
    assert row.policy == "2026-1"
