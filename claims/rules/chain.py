"""Parse chains of attribution, one link per line: "Mark Milley, chairman of the chiefs, told reporters"."""

import re
from dataclasses import dataclass

# Reporting verbs; the rest of the line after one belongs to the cue.
_CUES = (
    "said|says|told|tells|announced|announces|claimed|claims|stated|states|reported|reports|wrote|writes|tweeted|posted"
    "|warned|warns|confirmed|confirms|denied|denies|added|adds|testified|testifies|estimated|estimates|put|puts"
    "|acknowledged|acknowledges|insisted|insists|argued|argues|suggested|suggests|spoke|speaks|quoted|cited|relayed"
)
_CUE = re.compile(rf"(?:^|[\s,])((?:has |had |have )?(?:{_CUES})\b[^,]*)$")
_ACCORDING = re.compile(r"^(according to|citing|quoting|per)\s+", re.IGNORECASE)
_TITLES = re.compile(
    r"^(?:(?:the\s+)?(?:acting|former|then|retired|US|U\.S\.|UK)\s+)*"
    r"(?:gen(?:eral)?\.?|lt\.?|col(?:onel)?\.?|maj(?:or)?\.?|capt(?:ain)?\.?|adm(?:iral)?\.?|sgt\.?|president"
    r"|vice president|prime minister|chancellor|minister|secretary|sen(?:ator)?\.?|rep\.?|gov(?:ernor)?\.?|mayor"
    r"|ambassador|judge|justice|prof(?:essor)?\.?|dr\.?|mr\.?|mrs\.?|ms\.?|sir|dame|lord|lady|king|queen|pope|rev\.?)\s+",
    re.IGNORECASE,
)
_ANONYMOUS = re.compile(
    r"\b(unnamed|anonymous|unidentified|not (?:to )?be(?:ing)? named|condition of anonymity|declined to be named)\b",
    re.IGNORECASE,
)
_QUOTES = "\"'“”„‟«»‘’"


@dataclass(frozen=True)
class Link:
    """One link of a chain, parsed from a line.

    `entity` is the name to look up, without titles, and empty for somebody who is not named; `certainty` is inferred
    where the line says who is meant by an equals sign: "Washington = United States government, said".
    """

    named_as: str = ""
    described_as: str = ""
    entity: str = ""
    cue: str = ""
    certainty: str = "explicit"
    is_anonymous: bool = False


def read_link(line: str) -> Link:
    """Parse a link: a name, optionally a role, and a reporting verb.

    A name begins with a capital; whoever is only described ("two officials", "a doctor who asked not to be named")
    has no entity, since two sets of unnamed officials are not one.
    """
    who, cue = _without_cue(" ".join(line.split()))
    printed, _, meant = (part.strip() for part in who.partition("="))
    name, _, role = (part.strip() for part in printed.partition(","))
    name = name.strip(_QUOTES)
    if _ANONYMOUS.search(printed) or not _is_name(name):
        return Link(described_as=printed.strip(_QUOTES), cue=cue, is_anonymous=True)
    if meant:
        return Link(named_as=name, described_as=role, entity=meant.strip(_QUOTES), cue=cue, certainty="inferred")
    return Link(named_as=name, described_as=role, entity=_TITLES.sub("", name) or name, cue=cue)


def read_chain(text: str) -> list[Link]:
    """Parse a chain, one link per line, the originator first. Empty lines are ignored."""
    return [read_link(line) for line in text.splitlines() if line.strip()]


def write_link(link: Link) -> str:
    """Return a link as a line that `read_link` parses."""
    who = link.named_as or link.described_as
    if link.named_as and link.described_as:
        who = f"{link.named_as}, {link.described_as}"
    if link.certainty == "inferred" and link.entity:
        who = f"{who} = {link.entity}"
    return f"{who}, {link.cue}" if link.cue else who


def _without_cue(line: str) -> tuple[str, str]:
    according = _ACCORDING.match(line)
    if according:
        return line[according.end() :].strip(" ,"), according[1].lower()
    found = _CUE.search(line)
    if found and found.start(1) > 0:
        return line[: found.start(1)].strip(" ,"), found[1].strip()
    return line.strip(" ,"), ""


def _is_name(text: str) -> bool:
    first = text[:1]
    return bool(first) and (first.isupper() or first.istitle() or (not first.islower() and first.isalpha()))
