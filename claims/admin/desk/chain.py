"""Show a chain of attribution as one readable line."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from claims.admin.desk.times import partial
from claims.admin.display import page_of
from claims.models.appearance import Appearance
from claims.models.attribution import Attribution
from claims.models.entity import Entity


@dataclass(frozen=True)
class Step:
    """One step of a chain: words before a link, the link's text and URL, words after it."""

    before: str = ""
    text: str = ""
    address: str = ""
    after: str = ""


def steps_of(appearance: Appearance, links: Sequence[Attribution]) -> list[Step]:
    """Return the steps of an appearance's chain: each link, then the outlet that printed it."""
    return [*map(_step, links), *_outlet(appearance, has_links=bool(links))]


def speaker(link: Attribution) -> str:
    """Return the name of a link's speaker as printed, else that of its entity."""
    return link.named_as or link.described_as or str(link.entity or "")


def _step(link: Attribution) -> Step:
    cue = link.cue or (_("said") if link.role == "originator" else _("passed it on"))
    role = _(", {role},").format(role=link.described_as) if link.described_as and link.named_as else ""
    entity = link.entity
    if entity is None:
        return Step(text=speaker(link), after=f"{role} {cue}".strip() if not role else f"{role} {cue}")
    if link.certainty == "explicit":
        return Step(text=link.named_as or str(entity), address=page_of(entity), after=f"{role} {cue}")
    taken = _("taken to be") if link.certainty == "inferred" else _("perhaps")
    return Step(before=f"“{speaker(link)}”, {taken}", text=str(entity), address=page_of(entity), after=f", {cue}")


def _outlet(appearance: Appearance, *, has_links: bool) -> Iterator[Step]:
    source = appearance.source
    publisher = source.publisher
    if publisher is None and has_links:
        return
    text = publisher.name if publisher else str(source)
    address = page_of(publisher or source)
    day = partial(source.published_on, source.published_on_precision)
    if has_links:
        after = _("reported it on {day}").format(day=day) if day else _("reported it")
    else:
        said = {"narrator": _("said in its own voice"), "caption": _("said in a caption")}
        after = said.get(appearance.voice, _("said, in whose voice is unclear"))
        after = _("{said}, {day}").format(said=after, day=day) if day else after
    yield Step(text=text, address=address, after=after)


def claimant_words(claimant: Entity | None, links: Sequence[Attribution]) -> str:
    """Return who made a claim, for lists: the claimant, else the originator as described."""
    if claimant is not None:
        return str(claimant)
    origin = next((link for link in links if link.role == "originator"), None)
    return speaker(origin) if origin else ""
