"""Mappings by name: those that come with the product, then those stored by earlier loads."""

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

    Raises MappingError with the names there are.
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
    """List the names of the mappings that there are, shipped ones and stored ones."""
    return sorted({*shipped_names(), *Mapping.objects.values_list("name", flat=True)})


def refuse_shipped(name: str, document: MappingDocument) -> None:
    """Raise MappingError for another mapping than the product's under its name: nobody would find it."""
    shipped = shipped_document(name) if name else None
    if shipped is not None and shipped != document:
        raise MappingError(f"{name} comes with factcheck: give what you changed a name of its own.")


def store_mapping(name: str, document: dict[str, Any], *, actor: Actor) -> Mapping:
    """Store a mapping as the next version of its name, unless the newest says the same. Raises InputError."""
    require(actor, "import.run")
    try:
        found = read_document(document, name)
        refuse_shipped(name, found)
    except MappingError as error:
        raise InputError("invalid_mapping", str(error), "document") from error
    return stored_mapping(name, found.model_dump(exclude_unset=True), actor)
