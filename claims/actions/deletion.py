"""Delete shared nouns and ratings that nothing refers to. Claims and verdicts are never deleted."""

from claims.actions.change import change
from claims.actions.input import InputError
from claims.actions.nouns import Noun, visible
from claims.models.rating import Rating
from claims.rules.access import Actor


def delete_noun(model: type[Noun], noun_id: int, *, actor: Actor, if_version: int | None = None) -> None:
    """Delete a shared noun; its history stays.

    Raises the model's DoesNotExist, StaleVersionError, ProtectedError while other rows refer to it, and InputError for
    our own publisher.
    """
    rows = visible(model, actor).filter(pk=noun_id)
    with change(rows, actor=actor, verb=f"{model._meta.model_name}.delete", if_version=if_version) as row:
        if getattr(row, "is_own", False):
            raise InputError("fixed", "This is our own newsroom, which the settings name.")
        row.delete()


def delete_rating(rating_id: int, *, actor: Actor, if_version: int | None = None) -> None:
    """Delete a rating that no verdict uses; retire a used one instead. Raises what `delete_noun` does."""
    delete_noun(Rating, rating_id, actor=actor, if_version=if_version)
