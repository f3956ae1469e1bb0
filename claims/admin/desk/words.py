"""Labels of the vocabulary on the desk, and the shape and tone of each state."""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

Label = str | Promise


class Look(NamedTuple):
    """The look of a state: its label, its shape (a symbol of `desk/sprite.html`) and its tone."""

    label: Label
    icon: str
    tone: str


CLAIM_STATUS: dict[str, Look] = {
    "new": Look(_("New"), "new", "quiet"),
    "triaged": Look(_("Triaged"), "triaged", "quiet"),
    "in_progress": Look(_("In progress"), "in_progress", "info"),
    "checked": Look(_("Checked"), "checked", "good"),
    "declined": Look(_("Declined"), "declined", "quiet"),
    "merged": Look(_("Merged"), "merged", "quiet"),
}
PRIORITY: dict[str, Look] = {
    "urgent": Look(_("Urgent"), "urgent", "bad"),
    "high": Look(_("High"), "high", "warn"),
    "normal": Look(_("Normal"), "normal", "quiet"),
    "low": Look(_("Low"), "low", "quiet"),
}
VERDICT_STATE: dict[str, Look] = {
    "draft": Look(_("Draft"), "draft", "info"),
    "in_review": Look(_("In review"), "in_review", "info"),
    "approved": Look(_("Approved"), "approved", "info"),
    "scheduled": Look(_("Scheduled"), "clock", "info"),
    "published": Look(_("Published"), "checked", "good"),
    "superseded": Look(_("Superseded"), "layers", "quiet"),
    "retracted": Look(_("Retracted"), "retracted", "bad"),
    "discarded": Look(_("Discarded"), "declined", "quiet"),
}
STANCE: dict[str, Look] = {
    "supports": Look(pgettext_lazy("evidence", "For"), "supports", "good"),
    "refutes": Look(pgettext_lazy("evidence", "Against"), "refutes", "bad"),
    "context": Look(pgettext_lazy("evidence", "Context"), "context", "quiet"),
}

DECLINE_CODE: dict[str, Label] = {
    "opinion": _("An opinion"),
    "prediction": _("A prediction"),
    "promise": _("A promise"),
    "conditional": _("Depends on an “if”"),
    "out_of_scope": _("Not what we check"),
    "unverifiable": _("Cannot be verified"),
    "duplicate": _("Filed already"),
    "other": _("Another reason"),
}
VERDICT_KIND: dict[str, Label] = {
    "original": _("the first"),
    "update": _("an update"),
    "correction": _("a correction"),
    "refile": _("a refile"),
}
REPLY_KIND: dict[str, Label] = {
    "comment_request": _("Request for comment"),
    "right_of_reply": _("Right of reply"),
    "correction_request": _("Request for correction"),
    "complaint": _("Complaint"),
}
REPLY_OUTCOME: dict[str, Label] = {
    "pending": _("Waiting"),
    "answered": _("Answered"),
    "no_reply": _("No reply came"),
    "declined_to_comment": _("Declined to comment"),
    "upheld": _("Upheld"),
    "partly_upheld": _("Partly upheld"),
    "rejected": _("Rejected"),
}
RELIABILITY: dict[str, Label] = {
    "unrated": "",
    "reliable": _("reliable"),
    "mixed": _("mixed reliability"),
    "unreliable": _("unreliable"),
}
SOURCE_STATUS: dict[str, Label] = {"current": "", "corrected": _("corrected since"), "withdrawn": _("withdrawn")}
VOICE: dict[str, Label] = {
    "attributed": "",
    "narrator": _("in its own voice"),
    "caption": _("in a caption"),
    "unclear": _("in whose voice is unclear"),
}
REASON_CODE: dict[str, Label] = {
    "overstated": _("Overstated"),
    "understated": _("Understated"),
    "outdated": _("Outdated"),
    "wrong_unit": _("Wrong unit"),
    "wrong_scope": _("Wrong scope"),
    "missing_context": _("Context is missing"),
    "misattributed": _("Wrongly attributed"),
    "false_context": _("Put in a false context"),
    "fabricated": _("Made up"),
    "other": _("Another reason"),
}
QUANTITY_KIND: dict[str, Label] = {
    "level": _("a level"),
    "delta": _("a change"),
    "ratio": _("a ratio"),
    "duration": _("a duration"),
}
MODALITY: dict[str, Label] = {
    "actual": _("stated as fact"),
    "alleged": _("alleged"),
    "planned": _("planned"),
    "possible": _("possible"),
    "denied": _("denied"),
}
OCCURRED_HEDGE: dict[str, Label] = {
    "exact": _("exactly then"),
    "about": _("about then"),
    "at_least_since": _("at least since then"),
    "until": _("until then"),
}
GROWTH: dict[str, Label] = {
    "monotone": _("which can only rise"),
    "free": "",
    "fixed": _("which neither grows nor varies"),
}
