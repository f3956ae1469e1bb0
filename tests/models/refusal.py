"""How the database refused."""

import psycopg
import pytest
from django.db import DatabaseError


def cause(refused: "pytest.ExceptionInfo[DatabaseError]") -> psycopg.Error:
    """Give the database's own error behind Django's."""
    found = refused.value.__cause__
    assert isinstance(found, psycopg.Error)
    return found


def rule(refused: "pytest.ExceptionInfo[DatabaseError]") -> str | None:
    """Name the constraint, or the trigger that says so, which refused."""
    return cause(refused).diag.constraint_name
