"""Convert refusals of actions and the database to messages for forms."""

from collections.abc import Container

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import DatabaseError, DataError, IntegrityError
from django.db.models import ProtectedError, RestrictedError
from django.db.models.constraints import BaseConstraint
from psycopg import Error, errors

from claims.actions.change import StaleVersionError
from claims.actions.external_ids import ExternalIdTakenError
from claims.actions.input import InputError
from claims.actions.nouns import NounExistsError
from claims.actions.users import WeakPasswordError
from claims.rules.access import AccessError
from claims.rules.refusal import RefusedError, shown
from claims.rules.verbs import IllegalMoveError
from claims.rules.workflow import BlockedError

REFUSALS = (
    DataError,
    IntegrityError,
    ProtectedError,
    RestrictedError,
    StaleVersionError,
    InputError,
    ExternalIdTakenError,
    NounExistsError,
    RefusedError,
    WeakPasswordError,
    AccessError,
    BlockedError,
    IllegalMoveError,
)


def refusal_at(error: Exception, fields: Container[str]) -> ValidationError:
    """Return a form's error for a refusal, at the field that it names if the form has it."""
    if isinstance(error, InputError):
        field = next((step for step in error.path if isinstance(step, str) and step in fields), None)
        if field is not None:
            return ValidationError({field: error.message})
    if isinstance(error, RefusedError) and error.field in fields:
        return ValidationError({error.field: sentence(error)})
    return ValidationError(explain(error))


def explain(error: Exception) -> str:
    """Return a message of one or two sentences: what was refused, and why."""
    if isinstance(error, StaleVersionError):
        return stale(error.expected, error.found)
    if isinstance(error, ProtectedError | RestrictedError):
        return "Others refer to this: change them first."
    if isinstance(error, InputError):
        path = ", ".join(step for step in error.path if isinstance(step, str))
        return f"{path}: {error.message}" if path else error.message
    if isinstance(error, DatabaseError):
        return _explain_database(error.__cause__)
    return str(error)


def sentence(error: RefusedError) -> str:
    """Return the message of a RefusedError as a sentence, for its field."""
    words = f"{shown(error.value)} {error.problem}; {error.remedy}"
    return f"{words[0].upper()}{words[1:]}."


def stale(read: int | None, found: int) -> str:
    """Return the message for a form that was opened at an older version of the row."""
    opened = "an unknown version" if read is None else f"version {read}"
    return (
        f"Nothing was saved: you opened this at {opened}, and it is at version {found} now, because it was changed "
        "in the meantime. Open the page anew, look at what changed (History), and make your change again."
    )


def _explain_database(cause: BaseException | None) -> str:
    if not isinstance(cause, Error):
        return "The database refused this."
    primary = cause.diag.message_primary or str(cause)
    if not isinstance(cause, errors.IntegrityError):
        return f"The database cannot store this: {primary}."
    name = cause.diag.constraint_name or ""
    constraint = _constraint(name)
    if constraint is not None and constraint.violation_error_message != BaseConstraint.default_violation_error_message:
        return str(constraint.violation_error_message)
    if isinstance(cause, errors.CheckViolation) and not primary.startswith("new row for relation"):
        return primary  # the sentence of one of our triggers
    kind = {
        errors.UniqueViolation: "Another row has the same values already",
        errors.ForeignKeyViolation: "This refers to something that is not there, or others refer to it",
        errors.NotNullViolation: f"{cause.diag.column_name} is missing",
    }.get(type(cause), "The values do not fit each other")
    return f"{kind} (rule {name})." if name else f"{kind}."


def _constraint(name: str) -> BaseConstraint | None:
    for model in apps.get_app_config("claims").get_models():
        for constraint in model._meta.constraints:
            if constraint.name == name:
                return constraint
    return None
