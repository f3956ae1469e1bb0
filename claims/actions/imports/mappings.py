"""Mappings by name: those that come with the product, then those stored by earlier loads."""

from claims.formats.mapping import MappingDocument, MappingError, read_document, shipped_document, shipped_names
from claims.models.mapping import Mapping


def find_mapping(name: str) -> MappingDocument:
    """Give the mapping of a name: the shipped one, else the newest version of a stored one.

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
