"""Rows written by SQL: the least that each table takes, parents made as needed."""

import itertools
from collections.abc import Callable
from typing import Any

from django.db import connection, transaction

NUMBERS = itertools.count(1)
DAY = "2020-01-02"
NOW = "2020-01-02 12:00+00"


def _parent(table: str, **columns: Any) -> Callable[[], int]:
    return lambda: insert(table, **columns)


def _numbered(pattern: str) -> Callable[[], str]:
    return lambda: pattern.format(next(NUMBERS))


WITHOUT_ID = {"claims_callcount"}  # its key is whose calls it counts
CLAIM = _parent("claims_claim")
SOURCE = _parent("claims_source")
USER = _parent("claims_user")


def citation() -> dict[str, int]:
    """Return the columns of a citation: a draft verdict and a piece of evidence of one claim."""
    claim = insert("claims_claim")
    return {
        "verdict_id": insert("claims_verdict", claim_id=claim),
        "evidence_id": insert("claims_evidence", claim_id=claim),
    }


LEAST: dict[str, dict[str, Any] | Callable[[], dict[str, Any]]] = {
    "claims_user": {
        "username": _numbered("user-{}"),
        "password": "!",
        "is_superuser": False,
        "first_name": "",
        "last_name": "",
        "email": "",
        "is_staff": False,
        "is_active": True,
        "date_joined": NOW,
        "time_zone": "UTC",
        "is_service": False,
    },
    "auth_group": {"name": _numbered("group-{}")},
    "claims_user_groups": {"user_id": USER, "group_id": _parent("auth_group")},
    "claims_user_user_permissions": {
        "user_id": USER,
        "permission_id": lambda: value("SELECT min(id) FROM auth_permission"),
    },
    "claims_apitoken": {
        "owner_id": USER,
        "prefix": "fct_abcdefgh",
        "digest": lambda: next(NUMBERS).to_bytes(32, "big"),
        "scopes": ["claims:read"],
        "created_at": NOW,
    },
    "claims_callcount": {"caller": _numbered("{}"), "kind": "read", "began_at": NOW, "calls": 1},
    "claims_idempotencykey": {
        "caller_id": USER,
        "key": _numbered("key-{}"),
        "digest": b"d" * 32,
        "headers": "{}",
        "body": b"",
        "created_at": NOW,
    },
    "claims_claim": {"text": "Thirty-one rockets were fired."},
    "claims_entity": {"name": _numbered("Entity {}")},
    "claims_publisher": {"name": "A paper", "domain": _numbered("paper-{}.example")},
    "claims_source": {"title": "A report"},
    "claims_measure": {"name": _numbered("rockets fired, {}"), "unit": "rocket"},
    "claims_ratingscale": {"slug": _numbered("scale-{}"), "name": "A scale", "worst": 1, "best": 5},
    "claims_rating": {
        "scale_id": _parent("claims_ratingscale"),
        "slug": "true",
        "name": "True",
        "position": lambda: next(NUMBERS),
    },
    "claims_externalid": {"claim_id": CLAIM, "origin": "cms", "external_id": _numbered("{}")},
    "claims_appearance": {"claim_id": CLAIM, "source_id": SOURCE},
    "claims_attribution": {"appearance_id": _parent("claims_appearance"), "position": 1, "named_as": "Washington"},
    "claims_evidence": {"claim_id": CLAIM, "source_id": SOURCE, "stance": "supports"},
    "claims_quantity": {
        "claim_id": CLAIM,
        "surface": "31 rockets",
        "value_low": 31,
        "value_high": 31,
        "hedge": "exact",
        "unit": "rocket",
        "interval_low": 31,
        "interval_high": 31,
        "policy": "1",
    },
    "claims_verdict": {"claim_id": CLAIM, "publisher_id": _parent("claims_publisher")},
    "claims_verdictevidence": citation,
    "claims_approval": {"verdict_id": lambda: verdict("in_review"), "user_id": USER, "decision": "approve"},
    "claims_reply": {"claim_id": CLAIM, "kind": "complaint", "asked_at": NOW},
    "claims_view": {"name": _numbered("View {}"), "question": "{}", "owner_id": USER},
    "claims_note": {"claim_id": CLAIM, "text": "Ask again."},
    "claims_mapping": {"name": _numbered("mapping-{}"), "document": "{}", "created_at": NOW},
    "claims_importbatch": {"origin": "cms", "file_name": "a.csv", "format": "csv", "created_at": NOW},
    "claims_upload": {"file_name": "a.csv", "created_at": NOW},
    "claims_uploadpiece": {"upload_id": _parent("claims_upload"), "position": 0, "data": b"a"},
    "claims_importstep": {"batch_id": _parent("claims_importbatch")},
    "claims_importissue": {
        "batch_id": _parent("claims_importbatch"),
        "row_number": 1,
        "code": "invalid",
        "message": "No date.",
    },
    "claims_presence": {"claim_id": CLAIM, "user_id": USER, "seen_at": NOW},
    "claims_feedepoch": {"id": 2, "value": 1},
    "claims_nounclock": {"id": 2, "value": 1},
}


def insert(table: str, **columns: Any) -> int:
    """Insert a row of the least that its table takes, changed by the given columns, and give its id."""
    least = LEAST[table]
    if callable(least):
        least = {} if columns.keys() >= {"verdict_id", "evidence_id"} else least()
    row = {**least, **columns}
    row = {name: given() if callable(given) else given for name, given in row.items()}
    names = ", ".join(f'"{name}"' for name in row)
    places = ", ".join(["%s"] * len(row))
    returned = "1" if table in WITHOUT_ID else "id"
    return number(f'INSERT INTO "{table}" ({names}) VALUES ({places}) RETURNING {returned}', *row.values())


def update(table: str, row_id: int, **columns: Any) -> None:
    """Update one row by SQL."""
    sets = ", ".join(f'"{name}" = %s' for name in columns)
    execute(f'UPDATE "{table}" SET {sets} WHERE id = %s', *columns.values(), row_id)


def delete(table: str, row_id: int) -> None:
    """Delete one row by SQL."""
    execute(f'DELETE FROM "{table}" WHERE id = %s', row_id)


# The moves that lead to each state of a verdict, where nobody's approval is asked for.
MOVES: dict[str, list[str]] = {
    "draft": [],
    "in_review": ["in_review"],
    "approved": ["approved"],
    "scheduled": ["approved", "scheduled"],
    "published": ["approved", "published"],
    "superseded": ["approved", "published", "superseded"],
    "retracted": ["approved", "published", "retracted"],
    "discarded": ["discarded"],
}
WITH_MOVE: dict[str, dict[str, Any]] = {
    "scheduled": {"publish_at": NOW},
    "published": {"published_at": NOW},
    "retracted": {"retraction_note": "It was wrong.", "retracted_at": NOW},
}


def verdict(state: str, **columns: Any) -> int:
    """Insert a verdict made here that is whole, and take it to a state, in one transaction."""
    whole: dict[str, Any] = {
        "rating_id": _parent("claims_rating"),
        "label": "True",
        "normalized": "true",
        "summary": "It was so.",
        "claim_reviewed": "Thirty-one rockets were fired.",
        "claim_version": 1,
        "approvals_required": 0,
    }
    with transaction.atomic():
        row_id = insert("claims_verdict", **{**whole, **columns})
        move(row_id, state)
    return row_id


def move(verdict_id: int, state: str) -> None:
    """Take a draft to a state."""
    for step in MOVES[state]:
        update("claims_verdict", verdict_id, state=step, **WITH_MOVE.get(step, {}))


def imported_verdict(**columns: Any) -> int:
    """Insert a verdict that another publisher published."""
    return insert("claims_verdict", **{"is_imported": True, "state": "published", "label": "True", **columns})


def execute(statement: str, *values: Any) -> None:
    """Run a statement as it stands."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values or None)


def rows(statement: str, *values: Any) -> list[tuple[Any, ...]]:
    """Run a query and give its rows."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values or None)
        found: list[tuple[Any, ...]] = cursor.fetchall()
        return found


def value(statement: str, *values: Any) -> Any:
    """Run a query and give the first value of its first row."""
    return rows(statement, *values)[0][0]


def number(statement: str, *values: Any) -> int:
    """Run a query and give the first value of its first row, a whole number."""
    return int(value(statement, *values))


def version(table: str, row_id: int) -> int:
    """Read the version of a row."""
    return number(f'SELECT version FROM "{table}" WHERE id = %s', row_id)
