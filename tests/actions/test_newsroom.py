"""The newsroom's own publisher."""

import pytest
from django.conf import LazySettings
from django.core.exceptions import ImproperlyConfigured

from claims.actions.actors import OPERATOR
from claims.actions.newsroom import name_own_publisher, own_publisher_from_settings
from claims.models import Publisher, PublisherEvent

pytestmark = pytest.mark.django_db


def own() -> tuple[str, str]:
    ours = Publisher.objects.get(is_own=True)
    return ours.name, ours.domain


def test_a_new_installation_has_the_publisher_of_the_settings(settings: LazySettings) -> None:
    assert own() == (settings.FACTCHECK_OWN_PUBLISHER_NAME, settings.FACTCHECK_OWN_PUBLISHER_DOMAIN)


def test_the_same_again_writes_nothing() -> None:
    before = PublisherEvent.objects.count()
    own_publisher_from_settings()
    assert PublisherEvent.objects.count() == before


def test_a_new_domain_and_name_move_the_same_publisher(own_publisher: Publisher) -> None:
    moved = name_own_publisher("The Courier", "courier.example", actor=OPERATOR)
    assert moved.pk == own_publisher.pk
    assert moved.version == own_publisher.version + 1
    assert own() == ("The Courier", "courier.example")
    assert Publisher.objects.count() == 1


def test_a_publisher_of_that_domain_becomes_ours(own_publisher: Publisher) -> None:
    known = Publisher.objects.create(name="Courier", domain="courier.example")
    name_own_publisher("The Courier", "courier.example", actor=OPERATOR)
    assert Publisher.objects.get(is_own=True) == known
    own_publisher.refresh_from_db()
    assert (own_publisher.is_own, own_publisher.domain) == (False, "newsroom.example")


def test_the_first_time_it_is_made() -> None:
    Publisher.objects.all().delete()
    name_own_publisher("The Courier", "courier.example", actor=OPERATOR)
    assert own() == ("The Courier", "courier.example")


def test_a_domain_is_spelt_in_its_one_way(settings: LazySettings) -> None:
    settings.FACTCHECK_OWN_PUBLISHER_DOMAIN = "WWW.Courier.Example"
    own_publisher_from_settings()
    assert own()[1] == "courier.example"


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("FACTCHECK_OWN_PUBLISHER_DOMAIN", "https://courier.example/home"),
        ("FACTCHECK_OWN_PUBLISHER_DOMAIN", "no domain"),
        ("FACTCHECK_OWN_PUBLISHER_NAME", "a\0b"),
    ],
)
def test_a_setting_that_does_not_do_is_named(settings: LazySettings, setting: str, value: str) -> None:
    setattr(settings, setting, value)
    with pytest.raises(ImproperlyConfigured, match=setting):
        own_publisher_from_settings()
