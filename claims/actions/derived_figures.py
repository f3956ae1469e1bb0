"""The derived layer of figures: recomputed after the rule that makes intervals has changed."""

from collections.abc import Callable
from dataclasses import dataclass, field

from claims.actions.change import record
from claims.models.claim import Claim
from claims.models.quantity import Quantity
from claims.rules.access import Actor
from claims.rules.figures.interval import POLICY, Figure, QuantityError

CHUNK = 1_000
_COLUMNS = ["interval_low", "interval_high", "is_low_open", "is_high_open", "policy"]


@dataclass
class Derived:
    """How many figures were recomputed and how many intervals changed, and the figures that the rule refuses."""

    done: int = 0
    changed: int = 0
    refused: list[str] = field(default_factory=list)


def derive_figures(*, actor: Actor, on_progress: Callable[[int, int], None] | None = None) -> Derived:
    """Recompute the interval of every figure that another version of the rule made.

    Works in chunks, each in its own transaction under the locks of its claims, so it can be stopped and run again,
    and writers wait for a chunk at most. Words are read in the claim's language. A figure that the rule refuses
    keeps its interval and is reported. `on_progress` receives the number done and the number to do.
    """
    result = Derived()
    outdated = Quantity.objects.exclude(policy=POLICY)
    total, last = outdated.count(), 0
    while True:
        ids = list(outdated.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:CHUNK])
        if not ids:
            return result
        with record(actor=actor, verb="quantity.derive"):
            _derive(ids, result)
        last = ids[-1]
        if on_progress is not None:
            on_progress(result.done, total)


def _derive(ids: list[int], result: Derived) -> None:
    claim_ids = Quantity.objects.filter(pk__in=ids).values("claim_id")
    claims = Claim.objects.filter(pk__in=claim_ids).order_by("pk").select_for_update(of=("self",), no_key=True)
    languages = dict(claims.values_list("pk", "language"))
    rows = Quantity.objects.filter(pk__in=ids).exclude(policy=POLICY).order_by("pk")
    derived = []
    for row in rows.select_for_update(of=("self",), no_key=True):
        result.done += 1
        try:
            figure = _figure(row, languages.get(row.claim_id, ""))
        except QuantityError as error:
            result.refused.append(f"quantity {row.pk}: {error}")
            continue
        result.changed += _set_interval(row, figure)
        derived.append(row)
    Quantity.objects.bulk_update(derived, _COLUMNS)


def _figure(row: Quantity, language: str) -> Figure:
    return Figure(
        row.surface, row.value_low, row.value_high, row.hedge, row.unit, row.kind, row.direction, row.modality,
        row.confidence, rule=row.rule, language=language,
    )  # fmt: skip


def _set_interval(row: Quantity, figure: Figure) -> bool:
    """Set the derived columns of a row, and return whether its interval changed."""
    found = figure.interval
    new = (found.low, found.high, found.low_open, found.high_open)
    is_changed = new != (row.interval_low, row.interval_high, row.is_low_open, row.is_high_open)
    row.interval_low, row.interval_high, row.is_low_open, row.is_high_open = new
    row.policy = POLICY
    return is_changed
