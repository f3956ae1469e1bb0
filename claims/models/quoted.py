"""Write claims and figures as text to paste, with speaker and source."""

from collections.abc import Sequence

from claims.models.appearance import Appearance
from claims.models.attribution import Attribution
from claims.models.claim import Claim
from claims.models.quantity import Quantity
from claims.models.source import Source
from claims.rules.dates import PartialDate
from claims.rules.quotable import Cited, Speaker, claim_as_text, figure_as_text


def first_appearance(claim: Claim, *, internal: bool) -> Appearance | None:
    """Return the first appearance of a claim that a reader may see, with its source and publisher."""
    rows = Appearance.objects.visible(internal=internal).filter(claim=claim).select_related("source__publisher")
    return rows.defer("source__text").order_by("-is_first", "pk").first()


def quoted_claim(claim: Claim, *, internal: bool) -> str:
    """Return a claim as a sentence that says who said it, when and where. See `rules.quotable`."""
    appearance = first_appearance(claim, internal=internal)
    return quoted_as(claim, appearance, _links(appearance, internal=internal))


def quoted_as(claim: Claim, appearance: Appearance | None, links: Sequence[Attribution]) -> str:
    """Return a claim as a sentence, from a prefetched appearance and the links of its chain."""
    speaker, cited = _told_by(claim, appearance, links)
    said_on = PartialDate(claim.claimed_on, claim.claimed_on_precision or "day") if claim.claimed_on else None
    return claim_as_text(claim.text, speaker=speaker, said_on=said_on, cited=cited)


def quoted_figure(quantity: Quantity, *, internal: bool) -> str:
    """Return a figure as a phrase with its date, speaker and source."""
    appearance = first_appearance(quantity.claim, internal=internal)
    return figure_quoted_as(quantity, quantity.claim, appearance, _links(appearance, internal=internal))


def figure_quoted_as(
    quantity: Quantity, claim: Claim, appearance: Appearance | None, links: Sequence[Attribution]
) -> str:
    """Return a figure of a claim as a phrase, of an appearance and the links of its chain that were read already."""
    speaker, cited = _told_by(claim, appearance, links)
    as_of = (
        PartialDate(quantity.as_of, quantity.as_of_precision or "day", quantity.as_of_time) if quantity.as_of else None
    )
    return figure_as_text(quantity.surface, as_of=as_of, speaker=speaker, cited=cited)


def _links(appearance: Appearance | None, *, internal: bool) -> list[Attribution]:
    if appearance is None:
        return []
    return list(appearance.attributions.visible(internal=internal).select_related("entity").order_by("position"))


def _told_by(
    claim: Claim, appearance: Appearance | None, links: Sequence[Attribution]
) -> tuple[Speaker | None, Cited | None]:
    if appearance is None:
        return (Speaker(str(claim.claimant)) if claim.claimant else None), None
    speaker = _speaker(links)
    if speaker is None and claim.claimant is not None and appearance.voice == "attributed":
        speaker = Speaker(str(claim.claimant))
    return speaker, _cited(appearance.source)


def _speaker(links: Sequence[Attribution]) -> Speaker | None:
    origin = next((link for link in links if link.role == "originator"), None)
    if origin is None:
        return None
    entity = str(origin.entity) if origin.entity else ""
    name = origin.named_as or origin.described_as or entity
    return Speaker(
        name,
        role=origin.described_as if origin.named_as else "",
        cue=origin.cue or "said",
        taken_to_be=entity if entity and origin.certainty != "explicit" else "",
    )


def _cited(source: Source) -> Cited:
    day = source.published_on
    return Cited(
        outlet=source.publisher.name if source.publisher else "",
        title=source.title,
        published_on=PartialDate(day, source.published_on_precision or "day") if day else None,
        address=source.url or "",
    )
