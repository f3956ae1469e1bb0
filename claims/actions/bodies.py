"""Request bodies of the verbs: one frozen dataclass each, whose fields carry their limits and help texts.

The API makes a serializer of a body (`api.serializers.moves`), the desk a form (`admin.desk.acts`). A field without
a default is required. The actions still check what only they can know, for example that a time is in the future.
"""

import dataclasses
import datetime as dt
from collections.abc import Iterable
from dataclasses import MISSING, dataclass
from typing import Any, Literal, get_args, get_type_hints

from claims.rules.vocabulary import DECLINE_CODES, PRIORITIES

Kind = Literal["text", "word", "time", "url", "claim", "user", "switch"]
LONGEST_URL = 2_048
LONGEST_REASON = 2_000


def text(help_text: str, *, default: Any = MISSING, max_length: int = LONGEST_REASON) -> Any:
    """Declare a field that takes free text."""
    return _field("text", help_text, default, max_length=max_length)


def word(help_text: str, choices: Iterable[str], *, default: Any = MISSING) -> Any:
    """Declare a field that takes one of a few words."""
    return _field("word", help_text, default, choices=tuple(choices))


def moment(help_text: str) -> Any:
    """Declare a field that takes a moment."""
    return _field("time", help_text, MISSING)


def url(help_text: str, *, default: Any = MISSING) -> Any:
    """Declare a field that takes a URL."""
    return _field("url", help_text, default, max_length=LONGEST_URL)


def reference(kind: Literal["claim", "user"], help_text: str) -> Any:
    """Declare a field that takes the id of a claim, or a user: an id, a user name, or `me`."""
    return _field(kind, help_text, MISSING)


def switch(help_text: str) -> Any:
    """Declare a field that is true or false, and false where it is left out."""
    return _field("switch", help_text, default=False)


def _field(kind: Kind, help_text: str, default: Any, **metadata: Any) -> Any:
    return dataclasses.field(default=default, kw_only=True, metadata={"kind": kind, "help_text": help_text, **metadata})


@dataclass(frozen=True)
class Nothing:
    """Takes no fields."""


@dataclass(frozen=True)
class Triage:
    """How urgent the claim is."""

    priority: str = word("How urgent it is.", PRIORITIES, default="")


@dataclass(frozen=True)
class Decline:
    """Why the claim will not be checked."""

    code: str = word("Why it is not checked.", DECLINE_CODES)
    reason: str = text("Why, in words for the history.", default="")


@dataclass(frozen=True)
class Reason:
    """Why, in words for the history."""

    reason: str = text("Why, in words for the history.", default="")


@dataclass(frozen=True)
class Assign:
    """The person to work on the claim, or null for nobody."""

    assignee: int | str | None = reference(
        "user", "Who works on it: the id of a user, a user name, or `me`; null for nobody."
    )


@dataclass(frozen=True)
class Merge:
    """The claim to merge into."""

    into: int = reference("claim", "Id of the claim to merge into.")
    force: bool = switch("Merge them although their figures conflict or their claimants differ; this needs a reason.")
    reason: str = text("Why, in words for the history. Required with `force`.", default="")


@dataclass(frozen=True)
class Approve:
    """A comment to the writers."""

    comment: str = text("Words to the writers.", default="")


@dataclass(frozen=True)
class RequestChanges:
    """What should change."""

    comment: str = text("What should change, in words to the writers.")


@dataclass(frozen=True)
class Publish:
    """The address of the published article, if it is known by now."""

    url: str = url("Address of the published article.", default="")


@dataclass(frozen=True)
class Schedule:
    """When to publish."""

    publish_at: dt.datetime = moment("When to publish it.")  # noqa: RUF009, it declares a field


@dataclass(frozen=True)
class Retract:
    """Why it is retracted, for the public."""

    note: str = text("Why it is retracted. The public reads this.")


@dataclass(frozen=True)
class BodyField:
    """One field of a body, as the API and the admin need to know it."""

    name: str
    kind: Kind
    help_text: str
    is_required: bool
    allows_null: bool
    max_length: int | None = None
    choices: tuple[str, ...] = ()


def fields_of(body: type[Any]) -> list[BodyField]:
    """List the fields of a body, in their order."""
    hints = get_type_hints(body)
    return [
        BodyField(
            name=one.name,
            is_required=one.default is MISSING,
            allows_null=type(None) in get_args(hints[one.name]),
            **one.metadata,
        )
        for one in dataclasses.fields(body)
    ]
