"""Set which publisher is our own newsroom."""

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from claims.actions.actors import OPERATOR
from claims.actions.change import record
from claims.models.publisher import Publisher
from claims.rules.access import Actor
from claims.rules.text import TextError, clean_text
from claims.rules.url import UrlError, canonical_domain


def own_publisher_from_settings() -> Publisher:
    """Make the publisher named in the settings our own, with `name_own_publisher`.

    Raises ImproperlyConfigured if a setting is not a valid name or domain.
    """
    try:
        name = clean_text(settings.FACTCHECK_OWN_PUBLISHER_NAME)
    except TextError as error:
        raise ImproperlyConfigured(f"FACTCHECK_OWN_PUBLISHER_NAME: {error}") from error
    try:
        domain = canonical_domain(settings.FACTCHECK_OWN_PUBLISHER_DOMAIN)
    except UrlError as error:
        raise ImproperlyConfigured(f"FACTCHECK_OWN_PUBLISHER_DOMAIN: {error}") from error
    return name_own_publisher(name, domain, actor=OPERATOR)


def name_own_publisher(name: str, domain: str, *, actor: Actor) -> Publisher:
    """Make one publisher our own, with this name and canonical domain. Writes nothing if that is already so.

    If a publisher has that domain, it becomes our own. If not, our previous publisher moves to the new domain; the
    first time, a publisher is created.
    """
    with record(actor=actor, verb="publisher.own"):
        rows = Publisher.objects.select_for_update(no_key=True).order_by("pk")
        ours = rows.filter(is_own=True).first()
        publisher = rows.filter(domain=domain).first() or ours or Publisher(name=name, domain=domain)
        if (publisher.name, publisher.domain, publisher.is_own) == (name, domain, True):
            return publisher
        if ours is not None and ours.pk != publisher.pk:
            ours.is_own = False
            ours.save(update_fields=["is_own"])
        publisher.name, publisher.domain, publisher.is_own = name, domain, True
        if publisher.pk is None:
            publisher.save()
        else:
            publisher.save(update_fields=["name", "domain", "is_own"])
    publisher.refresh_from_db()
    return publisher
