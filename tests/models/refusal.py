"""How the database refused."""

import psycopg
import pytest
from django.db import DatabaseError


def cause(refused: "pytest.ExceptionInfo[DatabaseError]") -> psycopg.Error:
    """Return the database error that caused Django's exception."""
    found = refused.value.__cause__
    assert isinstance(found, psycopg.Error)
    return found


def rule(refused: "pytest.ExceptionInfo[DatabaseError]") -> str | None:
    """Name the constraint, or the trigger that says so, which refused."""
    return cause(refused).diag.constraint_name
