"""The history of a claim as sentences: who did what, why, and the previous values."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.dateparse import parse_datetime
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.admin.desk import words
from claims.admin.desk.times import moment
from claims.admin.display import cut
from claims.models import Entity, Measure, Rating, Source, User, Verdict
from claims.models.changes import Change, Transaction, transactions
from claims.models.feed import events_of_claim
from claims.models.tracked import TRACKED

LATEST = 2**63 - 1
NAMED: tuple[Any, ...] = (Entity, Measure, Rating, Source, User)
# Fields that the sentence or page already shows, or that mean nothing to people.
UNMENTIONED = frozenset(
    {"claim", "words_digest", "claim_version", "writers", "approvals_required", "revision", "text_sha256", "policy",
     "submitted_at", "published_at", "retracted_at", "position", "is_void", "created_by", "author", "added_by", "user",
     "publisher", "is_imported", "current_verdict", "interval_low", "interval_high", "is_low_open", "is_high_open",
     "rule"}
)  # fmt: skip
VALUE_WORDS: dict[str, Mapping[str, Any]] = {
    "status": words.CLAIM_STATUS,
    "priority": words.PRIORITY,
    "state": words.VERDICT_STATE,
    "stance": words.STANCE,
    "decline_code": words.DECLINE_CODE,
    "voice": words.VOICE,
    "modality": words.MODALITY,
    "outcome": words.REPLY_OUTCOME,
    "reason_code": words.REASON_CODE,
}


@dataclass(frozen=True)
class Difference:
    """A field before and after, in words."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Sentence:
    """A sentence about one transaction: who, what, why, and the changed fields."""

    at: dt.datetime
    kind: str
    who: str
    who_id: int | None
    what: str
    reason: str = ""
    differences: list[Difference] = field(default_factory=list)


@dataclass(frozen=True)
class Page:
    """A page of sentences, newest first, and the start of the next page."""

    sentences: list[Sentence]
    older: int | None


def timeline(claim_id: int, *, is_internal: bool, before: int = LATEST, limit: int = 20) -> Page:
    """Return the history of a claim, newest first, as far as the reader may see it."""
    events = events_of_claim(claim_id, before, limit + 1)
    page = events[:limit]
    found = [one for one in transactions(page, internal=is_internal) if one.changes or is_internal]
    names = Names(found)
    return Page([_sentence(one, names) for one in found], page[-1].pgh_id if len(events) > limit else None)


MOST_LOOKS = 20
KINDS: dict[str, str | Promise] = {
    "claim": gettext_lazy("The claim"),
    "verdict": gettext_lazy("Verdicts"),
    "appearance": gettext_lazy("Where it was said"),
    "evidence": gettext_lazy("Evidence"),
    "quantity": gettext_lazy("Figures"),
    "reply": gettext_lazy("Asked and answered"),
    "note": gettext_lazy("Notes"),
    "import": gettext_lazy("Imports"),
}


def filtered_timeline(
    claim_id: int, *, is_internal: bool, before: int = LATEST, who: int | None = None, kind: str = "", limit: int = 50
) -> Page:
    """Return the history filtered by one person or one kind of row, newest first."""
    found: list[Sentence] = []
    older: int | None = before
    for _look in range(MOST_LOOKS):
        page = timeline(claim_id, is_internal=is_internal, before=older or 0, limit=limit)
        found += [one for one in page.sentences if (who is None or one.who_id == who) and kind in {"", one.kind}]
        older = page.older
        if older is None or len(found) >= limit:
            break
    return Page(found, older)


class Names:
    """The current names of the people and rows in some transactions."""

    def __init__(self, found: Sequence[Transaction]) -> None:
        wanted: dict[Any, set[int]] = {}
        for model, value in _references(found):
            if isinstance(value, int):
                wanted.setdefault(model, set()).add(value)
        self._rows: dict[tuple[Any, int], Any] = {}
        for model, ids in wanted.items():
            rows = model.objects.filter(pk__in=ids)
            self._rows |= {(model, row.pk): row for row in (rows.defer("text") if model is Source else rows)}

    def of(self, model: Any, value: Any) -> str:
        """Return the name of a row; a deleted one has none."""
        row = self._rows.get((model, value))
        return _("somebody") if row is None and model is User else getattr(row, "name", "") or str(row or "")

    def revision(self, verdict_id: int) -> str:
        """Return the name of a verdict by its revision."""
        verdict = self._rows.get((Verdict, verdict_id))
        if verdict is None:
            return _("a verdict")
        return _("revision {number}").format(number=verdict.revision)

    def kind(self, verdict_id: int) -> str:
        """Return the kind of a verdict: an update, a correction."""
        verdict = self._rows.get((Verdict, verdict_id))
        return str(words.VERDICT_KIND.get(verdict.kind, "")) if verdict else ""


def _references(found: Iterable[Transaction]) -> Iterable[tuple[Any, Any]]:
    for one in found:
        context = one.event.pgh_context or {}
        yield User, context.get("actor")
        yield User, context.get("on_behalf_of")
        for change in one.changes:
            if change.noun == "verdict":
                yield Verdict, change.id
            for name, pair in change.fields.items():
                model = TRACKED[change.noun].reference(name)
                if model in NAMED:
                    yield from ((model, value) for value in pair)


def _sentence(one: Transaction, names: Names) -> Sentence:
    context = one.event.pgh_context or {}
    verb = context.get("verb", "")
    actor = context.get("actor")
    who = names.of(User, actor) if actor else ""
    if context.get("on_behalf_of"):
        who = _("{program}, for {person},").format(program=who, person=names.of(User, context["on_behalf_of"]))
    phrase = PHRASES.get(verb)
    what = phrase(one, names) if callable(phrase) else str(phrase or _changed(one))
    if not who:
        who = str(NOBODY.get(verb, _("Somebody, past factcheck,") if not verb else "factcheck"))
    noun = verb.partition(".")[0] or "claim"
    differences = [line for change in one.changes for line in _differences(change, names)]
    return Sentence(one.event.pgh_created_at, noun, who, actor, what, context.get("reason", ""), differences)


def _change(one: Transaction, noun: str) -> Change | None:
    return next((change for change in one.changes if change.noun == noun), None)


def _after(one: Transaction, noun: str, name: str) -> Any:
    change = _change(one, noun)
    return change.fields.get(name, (None, None))[1] if change else None


def _before(one: Transaction, noun: str, name: str) -> Any:
    change = _change(one, noun)
    return change.fields.get(name, (None, None))[0] if change else None


def _changed(one: Transaction) -> str:
    labels = [str(_label(name)) for change in one.changes for name in change.fields if name not in UNMENTIONED]
    return _("changed {fields}").format(fields=", ".join(dict.fromkeys(labels)) or _("something"))


def _assigned(one: Transaction, names: Names) -> str:
    taker = _after(one, "claim", "assignee")
    if taker is None:
        return _("took it off {person}").format(person=names.of(User, _before(one, "claim", "assignee")))
    return _("gave it to {person}").format(person=names.of(User, taker))


def _declined(one: Transaction, names: Names) -> str:
    code = words.DECLINE_CODE.get(_after(one, "claim", "decline_code") or "", "")
    return _("declined it: {code}").format(code=str(code).lower())


def _merged(one: Transaction, names: Names) -> str:
    into = _after(one, "claim", "merged_into")
    if into is None:
        return _("merged another claim into this one")
    return _("merged it into claim {pk}").format(pk=into)


def _of_verdict(text: str | Promise) -> Callable[[Transaction, Names], str]:
    def describe(one: Transaction, names: Names) -> str:
        change = _change(one, "verdict") or _change(one, "approval") or _change(one, "citation")
        revision = names.revision(change.id) if change and change.noun == "verdict" else _("the verdict")
        kind = names.kind(change.id) if change and change.noun == "verdict" else ""
        at = parse_datetime(str(_after(one, "verdict", "publish_at") or ""))
        return str(text).format(revision=revision, kind=kind, when=moment(at))

    return describe


def _edited(one: Transaction, names: Names) -> str:
    change = _change(one, "verdict")
    if change is None:
        return _("changed what the verdict cites")
    fields = {name: pair for name, pair in change.fields.items() if name not in UNMENTIONED}
    revision = names.revision(change.id)
    if len(fields) == 1:
        ((name, pair),) = fields.items()
        start, end = (_shown("verdict", name, value, names) for value in pair)
        if len(start) + len(end) <= 120 and start:
            text = _("changed the {field} of {revision} from {start} to {end}")
            return text.format(field=_label(name), revision=revision, start=start, end=end or _("nothing"))
    return _("worked on {revision}: {fields}").format(
        revision=revision, fields=", ".join(str(_label(name)) for name in fields) or _("evidence")
    )


def _of_source(text: str | Promise, noun: str) -> Callable[[Transaction, Names], str]:
    def describe(one: Transaction, names: Names) -> str:
        source = _after(one, noun, "source") or _before(one, noun, "source")
        stance = _after(one, noun, "stance") or _before(one, noun, "stance")
        look = words.STANCE.get(stance or "")
        title = cut(names.of(Source, source), 80) if source else _("common knowledge")
        return str(text).format(source=title, stance=str(look.label).lower() if look else "")

    return describe


def _figure(text: str | Promise) -> Callable[[Transaction, Names], str]:
    def describe(one: Transaction, names: Names) -> str:
        surface = _after(one, "quantity", "surface") or _before(one, "quantity", "surface")
        return str(text).format(surface=surface or "")

    return describe


def _replaced(one: Transaction, names: Names) -> str:
    """Describe a replaced figure: the direction if only a bound moved, else both figures."""
    changes = [change for change in one.changes if change.noun == "quantity"]
    new = next((change for change in changes if change.action == "added"), None)
    old = next((change for change in changes if change.action == "removed"), None)
    if new is None or old is None:
        return _changed(one)
    values = {name: (old.fields.get(name, (None,))[0], new.fields.get(name, (None, None))[1]) for name in MOVING}
    (hedge_before, hedge_after), (low_before, low_after) = values["hedge"], values["value_low"]
    if {hedge_before, hedge_after} <= {"at_least", "more_than"} and low_before and low_after:
        text = _("raised the lower bound from {low} to {high}")
        if float(low_after) < float(low_before):
            text = _("lowered the lower bound from {low} to {high}")
        return text.format(low=low_before, high=low_after)
    return _("replaced “{old}” by “{new}”").format(old=values["surface"][0], new=values["surface"][1])


MOVING = ("hedge", "value_low", "surface")


def _asked(one: Transaction, names: Names) -> str:
    kind = str(words.REPLY_KIND.get(_after(one, "reply", "kind") or "", _("Request"))).lower()
    entity = _after(one, "reply", "entity")
    if entity is None:
        return _("noted a {kind}").format(kind=kind)
    return _("noted a {kind}: {who}").format(kind=kind, who=names.of(Entity, entity))


NOBODY: dict[str, str | Promise] = {
    "verdict.come_due": gettext_lazy("factcheck"),
    "verdict.become_stale": gettext_lazy("factcheck"),
    "import": gettext_lazy("An import"),
}
PHRASES: dict[str, str | Promise | Callable[[Transaction, Names], str]] = {
    "claim.create": gettext_lazy("filed the claim"),
    "claim.triage": gettext_lazy("took it up to be checked"),
    "claim.start": gettext_lazy("started to check it"),
    "claim.assign": _assigned,
    "claim.decline": _declined,
    "claim.reopen": gettext_lazy("took it up again"),
    "claim.merge": _merged,
    "verdict.draft": _of_verdict(gettext_lazy("opened {revision}, {kind}")),
    "verdict.edit": _edited,
    "verdict.submit": _of_verdict(gettext_lazy("handed over {revision} for approval")),
    "verdict.approve": _of_verdict(gettext_lazy("approved {revision}")),
    "verdict.request_changes": _of_verdict(gettext_lazy("asked for changes to {revision}")),
    "verdict.recall": _of_verdict(gettext_lazy("took {revision} back")),
    "verdict.discard": _of_verdict(gettext_lazy("discarded {revision}")),
    "verdict.publish": _of_verdict(gettext_lazy("published {revision}")),
    "verdict.come_due": _of_verdict(gettext_lazy("published {revision}, as scheduled")),
    "verdict.schedule": _of_verdict(gettext_lazy("scheduled {revision} for {when}")),
    "verdict.unschedule": _of_verdict(gettext_lazy("took {revision} off the schedule")),
    "verdict.retract": _of_verdict(gettext_lazy("retracted {revision}")),
    "verdict.set_url": _of_verdict(gettext_lazy("set the address of the article of {revision}")),
    "verdict.become_stale": _of_verdict(gettext_lazy("marked {revision} as stale: a later figure differs")),
    "appearance.create": _of_source(gettext_lazy("added where it was said: {source}"), "appearance"),
    "appearance.delete": _of_source(gettext_lazy("removed where it was said: {source}"), "appearance"),
    "evidence.create": _of_source(gettext_lazy("added evidence ({stance}): {source}"), "evidence"),
    "evidence.delete": _of_source(gettext_lazy("removed evidence ({stance}): {source}"), "evidence"),
    "quantity.create": _figure(gettext_lazy("added the figure “{surface}”")),
    "quantity.delete": _figure(gettext_lazy("removed the figure “{surface}”")),
    "quantity.replace": _replaced,
    "reply.create": _asked,
    "reply.delete": gettext_lazy("removed a request or reply"),
    "note.create": gettext_lazy("added a note"),
    "note.update": gettext_lazy("changed a note"),
    "note.delete": gettext_lazy("removed a note"),
    "externalid.create": gettext_lazy("noted what another system calls it"),
    "externalid.delete": gettext_lazy("removed what another system calls it"),
    "import": gettext_lazy("brought it in, or changed it"),
    "import.revert": gettext_lazy("took back an import"),
}
LABELS: dict[str, str | Promise] = {
    "current_verdict": gettext_lazy("verdict that stands"),
    "claim_reviewed": gettext_lazy("words judged"),
    "as_of": gettext_lazy("date it holds for"),
    "is_first": gettext_lazy("first appearance"),
    "due_at": gettext_lazy("due date"),
    "publish_at": gettext_lazy("time of publication"),
    "claimed_on": gettext_lazy("date of the claim"),
    "url": gettext_lazy("address"),
    "note": gettext_lazy("note"),
}


def _differences(change: Change, names: Names) -> Iterable[Difference]:
    for name, (before, after) in change.fields.items():
        if name in UNMENTIONED:
            continue
        start, end = (_shown(change.noun, name, value, names) for value in (before, after))
        if start or end:
            yield Difference(str(_label(name)), start, end)


def _label(name: str) -> str | Promise:
    return LABELS.get(name, name.removeprefix("is_").replace("_", " "))


def _shown(noun: str, name: str, value: Any, names: Names) -> str:
    """Return a value as text: names instead of ids, labels instead of codes."""
    if value is None or value == "" or value == []:
        return ""
    model = TRACKED[noun].reference(name)
    if model in NAMED:
        return names.of(model, value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return ", ".join(map(str, value))
    look = VALUE_WORDS.get(name, {}).get(value)
    if look is not None:
        return str(getattr(look, "label", look))
    at = parse_datetime(value) if name.endswith("_at") and isinstance(value, str) else None
    return moment(at) if at else str(value).replace("_", " ") if name in {"hedge", "kind"} else str(value)
