"""The OpenAPI document, which several files read."""

import json

import pytest

from tests.api.openapi import Json, served


@pytest.fixture
def document(db: None) -> Json:
    found: Json = json.loads(served())
    return found
