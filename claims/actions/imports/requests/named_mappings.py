"""Find mappings by name: first the shipped ones, then those stored by earlier loads."""

from typing import Any

from claims.actions.imports.load.running_batch import stored_mapping
from claims.actions.input import InputError
from claims.formats.mapping.mapping_document import (
    MappingDocument,
    MappingError,
    read_document,
    shipped_document,
    shipped_names,
)
from claims.models.mapping import Mapping
from claims.rules.access import Actor, require


def find_mapping(name: str) -> MappingDocument:
    """Return the mapping of a name: the shipped one, else the newest version of a stored one.

    Raises MappingError, which lists the known names.
    """
    shipped = shipped_document(name)
    if shipped is not None:
        return shipped
    stored = Mapping.objects.filter(name=name).order_by("-version").first()
    if stored is not None:
        return read_document(stored.document, name)
    known = mapping_names()
    raise MappingError(f"There is no mapping {name}. Name a file that ends in .yaml, or one of: {', '.join(known)}.")


def mapping_names() -> list[str]:
    """List the names of all shipped and stored mappings."""
    return sorted({*shipped_names(), *Mapping.objects.values_list("name", flat=True)})


def refuse_shipped(name: str, document: MappingDocument) -> None:
    """Raise MappingError for a different mapping under a shipped one's name: it could not be found."""
    shipped = shipped_document(name) if name else None
    if shipped is not None and shipped != document:
        raise MappingError(f"{name} comes with factcheck: give your changed copy another name.")


def store_mapping(name: str, document: dict[str, Any], *, actor: Actor) -> Mapping:
    """Store a mapping as the next version of its name, unless the newest says the same. Raises InputError."""
    require(actor, "import.run")
    try:
        found = read_document(document, name)
        refuse_shipped(name, found)
    except MappingError as error:
        raise InputError("invalid_mapping", str(error), "document") from error
    return stored_mapping(name, found.model_dump(exclude_unset=True), actor)
