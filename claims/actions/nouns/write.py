"""Create a shared noun, or change it by its id."""

from collections.abc import Mapping
from typing import Any, TypeVar

from claims.actions.change import change, record
from claims.actions.columns import assign
from claims.actions.input import InputError
from claims.actions.nouns.find import completed, conflict, make_now, prepared, visible
from claims.actions.nouns.lookup import nouns_named
from claims.models.base import Versioned
from claims.models.source import Source
from claims.rules.access import Actor

Noun = TypeVar("Noun", bound=Versioned)
Data = Mapping[str, Any]


class NounExistsError(Exception):
    """Raised when creating a noun that exists already; it names that noun."""

    def __init__(self, row: Versioned) -> None:
        self.row = row
        super().__init__(f"This is {row._meta.verbose_name} {row.pk} already: use it, or change it by its id.")


def create_noun(model: type[Noun], data: Data, *, actor: Actor) -> Noun:
    """Create a shared noun. Raises InputError, and NounExistsError if one of that name exists."""
    with record(actor=actor, verb=f"{model._meta.model_name}.create"):
        found = completed(model, prepared(model, data, actor))
        if model is Source and not any(found.get(name) for name in ("url", "title", "external_id")):
            raise InputError("required", "Give a url, a title or an external_id.")
        row = make_now(model(**found))
        if row is None:
            raise _exists(model, found, actor)
        return row


def update_noun(model: type[Noun], noun_id: int, changes: Data, *, actor: Actor, if_version: int | None = None) -> Noun:
    """Change a shared noun. Raises the model's DoesNotExist, StaleVersionError, InputError."""
    rows = visible(model, actor).filter(pk=noun_id)
    with change(rows, actor=actor, verb=f"{model._meta.model_name}.update", if_version=if_version) as row:
        assign(row, prepared(model, changes, actor, is_new=False))
        return row


def _exists(model: type[Noun], data: Data, actor: Actor) -> Exception:
    """Return the error for a noun that exists already, with that noun if the actor may see it."""
    rows = nouns_named(model, {"disambiguation": "", "revision": 1, **data})
    twin = visible(model, actor).filter(pk__in=[row.pk for row in rows]).first()
    return NounExistsError(twin) if twin is not None else conflict(model)
