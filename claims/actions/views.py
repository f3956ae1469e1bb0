"""Save, change and delete views: questions about claims that are kept under a name."""

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction

from claims.actions.change import change, record
from claims.actions.input import InputError
from claims.models.claim import Claim
from claims.models.claim_filters import SORTS, FilterError, kept_together, read_filters
from claims.models.view import View
from claims.rules.access import AccessError, Actor
from claims.rules.verbs import Need

Data = Mapping[str, Any]
LONGEST_VALUE = 1_000
SEARCHED_SORTS = (*SORTS, "relevance")


def create_view(data: Data, *, actor: Actor) -> View:
    """Save a view of the actor's own. Raises InputError."""
    if actor.user_id is None:
        raise AccessError("view.create", Need("claims:write"), "A view belongs to a user.")
    with record(actor=actor, verb="view.create"):
        view = View(owner_id=_owner_id(actor), **_prepared(data, actor))
        _save(view)
        view.refresh_from_db()
        return view


def update_view(view_id: int, changes: Data, *, actor: Actor, if_version: int | None = None) -> View:
    """Change an own view. Raises View.DoesNotExist, AccessError, StaleVersionError, InputError."""
    rows = View.objects.open_to(_owner_id(actor)).filter(pk=view_id)
    with change(rows, actor=actor, verb="view.update", if_version=if_version) as view:
        _require_owner(view, actor, "view.update")
        for name, value in _prepared(changes, actor).items():
            setattr(view, name, value)
        _save(view)
        return view


def delete_view(view_id: int, *, actor: Actor, if_version: int | None = None) -> None:
    """Delete an own view; its history stays. Raises View.DoesNotExist, AccessError, StaleVersionError."""
    rows = View.objects.open_to(_owner_id(actor)).filter(pk=view_id)
    with change(rows, actor=actor, verb="view.delete", if_version=if_version) as view:
        _require_owner(view, actor, "view.delete")
        view.delete()


def views_open_to(actor: Actor) -> Any:
    """Return an actor's own views and those that are shared."""
    return View.objects.open_to(_owner_id(actor)).select_related("owner")


def may_change(view: View, actor: Actor) -> bool:
    """Return whether an actor owns a view."""
    return view.owner_id == _owner_id(actor)


def _owner_id(actor: Actor) -> int:
    return actor.on_behalf_of_id or actor.user_id or 0


def _require_owner(view: View, actor: Actor, verb: str) -> None:
    if not may_change(view, actor):
        raise AccessError(verb, Need("claims:write"), "Only the person who saved a view changes it: save your own.")


def _save(view: View) -> None:
    try:
        with transaction.atomic():
            view.save()
    except IntegrityError as error:
        if "view_name_unique" not in str(error):
            raise
        raise InputError("conflict", "You have a view of this name already: choose another.", "name") from error


def _prepared(data: Data, actor: Actor) -> dict[str, Any]:
    found = dict(data)
    if "question" in found:
        _check(found["question"], _owner_id(actor))
    return found


def _check(question: Any, user_id: int) -> None:
    """Raise InputError unless the filters and the order exist and their values can be read."""
    if not isinstance(question, Mapping):
        raise InputError("invalid", "Send an object: filters and their values in braces.", "question")
    for name, value in question.items():
        if not isinstance(value, str) or not value or len(value) > LONGEST_VALUE:
            raise InputError("invalid", f"Send a text of 1 to {LONGEST_VALUE} characters.", "question", name)
    filters = dict(question)
    sort = filters.pop("sort", "id")
    if sort.removeprefix("-") not in (SEARCHED_SORTS if "q" in filters else SORTS):
        known = ", ".join(SORTS)
        raise InputError("invalid", f"Sort by one of: {known}, with - before it to reverse.", "question", "sort")
    try:
        kept_together(Claim.objects.all(), read_filters(filters, user_id))
    except FilterError as error:
        name, problem = next(iter(error.problems.items()))
        raise InputError("invalid", problem, "question", name) from error
