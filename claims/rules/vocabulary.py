"""The fixed words of the domain: one tuple for each field with a few possible values.

Models make CHECK constraints of them, serialisers and the OpenAPI document make enumerations.
"""

CLAIM_STATUSES = ("new", "triaged", "in_progress", "checked", "declined", "merged")
DECLINE_CODES = (
    "opinion", "prediction", "promise", "conditional", "out_of_scope", "unverifiable", "duplicate", "other",
)  # fmt: skip
PRIORITIES = ("low", "normal", "high", "urgent")
OCCURRED_HEDGES = ("exact", "about", "at_least_since", "until")

ENTITY_KINDS = ("person", "organisation", "government", "group", "unknown")

SOURCE_KINDS = (
    "article",
    "transcript",
    "data_set",
    "post",
    "image",
    "audio",
    "video",
    "broadcast",
    "document",
    "statement",
    "interview",
)
SOURCE_STATUSES = ("current", "corrected", "withdrawn")
RELIABILITIES = ("unrated", "reliable", "mixed", "unreliable")

VOICES = ("attributed", "narrator", "caption", "unclear")
ATTRIBUTION_ROLES = ("originator", "relay")
CERTAINTIES = ("explicit", "inferred", "ambiguous")
STANCES = ("supports", "refutes", "context")

HEDGES = ("exact", "about", "at_least", "more_than", "at_most", "less_than", "nearly", "range", "vague")
QUANTITY_KINDS = ("level", "delta", "ratio", "duration")
DIRECTIONS = ("up", "down", "none")
MODALITIES = ("actual", "alleged", "planned", "possible", "denied")
CONFIDENCES = ("sure", "guessed")
GROWTHS = ("monotone", "free", "fixed")
PAIR_SIDES = ("a", "b")
FIGURE_RELATIONS = (
    "repeats",
    "corroborates",
    "updates",
    "refines",
    "overlaps",
    "within_rounding",
    "corrects",
    "conflicts",
    "part_of",
    "not_comparable",
)

NORMALIZED_RATINGS = (
    "true",
    "mostly_true",
    "half_true",
    "mostly_false",
    "false",
    "mixture",
    "misleading",
    "missing_context",
    "altered",
    "satire",
    "outdated",
    "unproven",
    "not_checkable",
)

VERDICT_KINDS = ("original", "update", "correction", "refile")
VERDICT_STATES = (
    "draft",
    "in_review",
    "approved",
    "scheduled",
    "published",
    "superseded",
    "retracted",
    "discarded",
)
OPEN_VERDICT_STATES = ("draft", "in_review", "approved", "scheduled")
RELEASED_VERDICT_STATES = ("published", "superseded", "retracted")
REASON_CODES = (
    "overstated",
    "understated",
    "outdated",
    "wrong_unit",
    "wrong_scope",
    "missing_context",
    "misattributed",
    "false_context",
    "fabricated",
    "other",
)
DECISIONS = ("approve", "request_changes")

REPLY_KINDS = ("comment_request", "right_of_reply", "correction_request", "complaint")
REPLY_OUTCOMES = ("pending", "answered", "no_reply", "declined_to_comment", "upheld", "partly_upheld", "rejected")

IMPORT_STATES = ("pending", "running", "cancelling", "finished", "failed", "cancelled", "reverting", "reverted")
IMPORT_PHASES = ("checking", "writing", "undoing")
IMPORT_FORMATS = ("csv", "tsv", "jsonl", "json", "xlsx")

DATE_PRECISIONS = ("year", "month", "day")
MINUTE = "minute"

# Primary language subtag → the text-search configuration that Postgres 15 ships for it.
SEARCH_CONFIGURATIONS = {
    "en": "english",
    "ar": "arabic",
    "ca": "catalan",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "es": "spanish",
    "eu": "basque",
    "fi": "finnish",
    "fr": "french",
    "ga": "irish",
    "hi": "hindi",
    "hu": "hungarian",
    "hy": "armenian",
    "id": "indonesian",
    "it": "italian",
    "lt": "lithuanian",
    "ne": "nepali",
    "nl": "dutch",
    "no": "norwegian",
    "nb": "norwegian",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sr": "serbian",
    "sv": "swedish",
    "ta": "tamil",
    "tr": "turkish",
    "yi": "yiddish",
}

# Primary language subtags that are written from right to left.
RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "iw", "ku", "ps", "sd", "ug", "ur", "yi"})
