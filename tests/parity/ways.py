"""Ways in: who acts, what an act is, and how forms of the admin and requests are sent."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.test import Client
from django.urls import reverse

from claims.models import Claim, User
from claims.rules.access import Actor
from tests.admin.page import read_form
from tests.api_client import ApiClient
from tests.desk import Desk

Json = dict[str, Any]


@dataclass
class World:
    """Who acts, by both ways in: one person, and a desk that prepares what they act on."""

    desk: Desk
    person: User
    actor: Actor
    api: ApiClient
    browser: Client
    source: int


@dataclass
class Thing:
    """What an act is done to, and what it sends."""

    row: Any = None
    claim: Claim | None = None
    body: Json = field(default_factory=dict)
    way: str = ""


@dataclass
class Act:
    """An act: it is prepared, and done by each way that has it. `absent` says why another has it not."""

    prepare: Callable[[World, str], Thing]
    rest: Callable[[World, Thing], Any] | None = None
    admin: Callable[[World, Thing], Any] | None = None
    absent: dict[str, str] = field(default_factory=dict)


def post(client: Client, address: str, changes: Json) -> Any:
    """Fill in a page's form as a browser would, and send it."""
    response = client.post(address, {**read_form(client, address), **changes})
    assert response.status_code == 302, response.content.decode()
    return response


def send_form(world: World, address: str, values: Json) -> Any:
    response = world.browser.post(address, values)
    assert response.status_code == 302, response.content.decode()
    return response


def delete_in_admin(world: World, thing: Thing) -> Any:
    return send_form(world, admin_page(thing.row, "delete", thing.row.pk), {"post": "yes"})


def admin_page(row: Any, page: str, *args: Any) -> str:
    """Return the address of a page of the admin."""
    return reverse(f"admin:claims_{row._meta.model_name}_{page}", args=args)


def done(response: Any) -> Any:
    """Return an answer that succeeded."""
    assert 200 <= response.status_code < 300, response.content
    return response


def named(value: Any, way: str) -> Any:
    """Put the name of the way in where the text says so, so that what is unique stays so."""
    if isinstance(value, dict):
        return {key: named(item, way) for key, item in value.items()}
    if isinstance(value, list):
        return [named(item, way) for item in value]
    return value.replace("WAY", way) if isinstance(value, str) else value


def typed(data: Json) -> Json:
    """Return what is sent over HTTP as it is typed into a form of the admin."""
    found: Json = {}
    for name, value in data.items():
        if name in {"claimed_on", "published_on", "as_of"}:
            found[f"{name}_text"] = value
        elif name.endswith("_at"):
            moment = dt.datetime.fromisoformat(value)
            found |= {f"{name}_0": moment.date().isoformat(), f"{name}_1": moment.time().isoformat()}
        elif name == "topics":
            found[name] = ", ".join(value)
        elif isinstance(value, bool):
            found |= {name: "on"} if value else {}
        elif isinstance(value, list):
            found[name] = "\n".join(value)
        else:
            found[name] = value
    return found


def nothing(world: World, way: str) -> Thing:
    return Thing()
