"""Every error code: its title, its statuses, when it occurs, and what to do about it.

`docs/errors.md` and the page at the `type` of a problem are generated from this. A test fails if the program can raise
a code that is not listed here.
"""

from collections.abc import Iterable
from typing import NamedTuple

PAGE = "/api/v1/errors"
SEVERAL = "several"


class Code(NamedTuple):
    """One error code."""

    title: str
    statuses: tuple[int, ...]
    when: str
    remedy: str


REQUEST: dict[str, Code] = {
    "bad_request": Code("Unreadable request", (400,), "The request is not valid HTTP.", "Fix the client."),
    "unknown_host": Code(
        "Unknown host", (400,), "The host is not in ALLOWED_HOSTS.", "Use one of the server's host names."
    ),
    "length_required": Code(
        "Length required",
        (411,),
        "The body has no Content-Length.",
        "Send its length; chunked bodies are not accepted.",
    ),
    "too_large": Code("Too large", (413,), "The body is larger than the limit.", "Send less at a time."),
    "too_many_fields": Code("Too many parts", (400,), "The form has too many fields.", "Send JSON, or fewer fields."),
    "unsupported_media_type": Code(
        "Unsupported media type",
        (415,),
        "The Content-Type of the body is not accepted here.",
        "Send `application/json`.",
    ),
    "not_acceptable": Code(
        "Not acceptable", (406,), "The Accept header excludes all formats of this path.", "Accept `application/json`."
    ),
    "parse_error": Code("Malformed body", (400,), "The body cannot be parsed.", "Send what its Content-Type says."),
    "invalid_json": Code(
        "Not JSON",
        (400,),
        "The body is not valid JSON, or a key appears twice.",
        "Fix it at the place that the message names.",
    ),
    "invalid_utf8": Code("Not UTF-8", (400,), "The body, or a field of a form, is not UTF-8.", "Send UTF-8."),
    "invalid_multipart": Code(
        "Not a form", (400,), "The body is not valid multipart/form-data.", "Use a library to build the form."
    ),
    "too_deep": Code("Nested too deeply", (400,), "The JSON is nested too deeply.", "Flatten it."),
    "not_found": Code(
        "Not found", (404,), "The object does not exist, or you may not see it.", "Check the path and your scopes."
    ),
    "gone": Code(
        "Gone",
        (410,),
        "The claim was created by an import that was reverted. Its id is never used again.",
        "Delete your copy.",
    ),
    "method_not_allowed": Code(
        "Method not allowed", (405,), "The path does not have this method.", "Use a method that `Allow` lists."
    ),
    "unknown_parameter": Code(
        "Unknown parameter", (400,), "The path does not have this query parameter.", "Remove it."
    ),
    "repeated_parameter": Code(
        "Repeated parameter", (400,), "A query parameter appears twice.", "Separate its values by commas."
    ),
    "empty_parameter": Code("Empty parameter", (400,), "A query parameter has no value.", "Set a value, or remove it."),
    "invalid_cursor": Code(
        "Broken cursor",
        (400,),
        "The cursor is invalid, or belongs to another list or sort.",
        "Use `next` exactly as you received it.",
    ),
}
ACCESS: dict[str, Code] = {
    "not_authenticated": Code("No token", (401,), "The path needs a token.", "Send `Authorization: Bearer fct_…`."),
    "invalid_token": Code(
        "Invalid token",
        (401,),
        "The token is unknown, expired or revoked, or its owner is deactivated.",
        "Get another token.",
    ),
    "not_a_service": Code(
        "Not a service account",
        (401,),
        "On-Behalf-Of was sent with a person's token.",
        "Remove it, or use a service account.",
    ),
    "unknown_user": Code(
        "Unknown user", (401,), "On-Behalf-Of does not name an active user.", "Send the name of a user."
    ),
    "insufficient_scope": Code(
        "Insufficient scope",
        (403, 409),
        "The token lacks a scope, or its owner a role.",
        "Ask an administrator; `/me` shows what you have.",
    ),
    "rate_limited": Code(
        "Too many calls", (429,), "You have used all requests of this minute.", "Wait for `Retry-After` seconds."
    ),
}
STATE: dict[str, Code] = {
    "stale_version": Code(
        "Stale version",
        (412,),
        "The object has changed since the version in `If-Match`.",
        "Read it again, and decide again.",
    ),
    "conflict": Code(
        "Conflict", (409,), "The request conflicts with another row.", "Read the object again, and decide again."
    ),
    "exists": Code("Exists", (409,), "An object with this name exists already.", "Use the one at `Location`."),
    "external_id_taken": Code(
        "External id taken", (409,), "Another claim has this external id.", "Use the claim at `Location`."
    ),
    "in_use": Code(
        "In use", (409,), "Other objects refer to it, so it cannot be deleted.", "Remove those references first."
    ),
    "refused": Code(
        "Refused by the database", (409,), "A rule of the database forbids the change.", "See the message."
    ),
    "illegal_move": Code(
        "Illegal move", (409,), "The current state does not allow this verb.", "Use a verb that `allowed` lists."
    ),
    "blocked": Code("Blocked", (409,), "Something else has to be done first.", "See `errors`."),
    "merged": Code("Merged", (409,), "The claim was merged into another one.", "Change that claim."),
    "open_verdict": Code("Open verdict", (409,), "The claim has an open verdict.", "Publish or discard it first."),
    "was_published": Code(
        "Was published", (409,), "The claim had a published verdict of ours.", "Merge the other claim into this one."
    ),
    "claim_status": Code(
        "Claim's status", (409,), "The claim's status does not allow this.", "Change the status of the claim first."
    ),
    "imported": Code(
        "Imported", (409,), "The verdict was imported and cannot be changed.", "Draft a verdict of your own."
    ),
    "already_published": Code(
        "Already published", (409,), "A verdict of ours is published.", "Draft an update, correction or refile."
    ),
    "nothing_published": Code(
        "Nothing published", (409,), "There is no published verdict to follow.", "Draft a verdict of kind `original`."
    ),
    "rating_missing": Code("Rating missing", (409,), "The verdict has no rating.", "Set one."),
    "rating_retired": Code("Rating retired", (409,), "The rating is no longer used.", "Choose another one."),
    "summary_missing": Code("Summary missing", (409,), "The verdict has no summary.", "Write one sentence."),
    "note_missing": Code("Note missing", (409,), "The correction does not say what it corrects.", "Write a `note`."),
    "evidence_missing": Code(
        "Evidence missing",
        (409,),
        "A decisive rating needs evidence.",
        "Cite evidence, or explain in `evidence_exception` why there is none.",
    ),
    "evidence_without_words": Code(
        "Evidence without words",
        (409,),
        "The cited evidence has neither quote nor note.",
        "Write what it says, or explain in `evidence_exception`.",
    ),
    "evidence_without_source": Code(
        "Evidence without a source",
        (409,),
        "The cited evidence is common knowledge.",
        "Cite a source, or explain in `evidence_exception`.",
    ),
    "evidence_withdrawn": Code(
        "Source withdrawn",
        (409,),
        "The source of the cited evidence was withdrawn.",
        "Cite another, or explain in `evidence_exception`.",
    ),
    "evidence_unreliable": Code(
        "Source unreliable",
        (409,),
        "The source of the cited evidence is held to be unreliable.",
        "Cite another, or explain in `evidence_exception`.",
    ),
    "evidence_against": Code(
        "Evidence against the rating",
        (409,),
        "All cited evidence that counts speaks against the rating.",
        "Cite some that does not, change the rating, or explain in `evidence_exception`.",
    ),
    "refile_changes_rating": Code(
        "Refile with another rating",
        (409,),
        "A refile keeps the rating of the verdict before it.",
        "Discard it and draft an `update` or a `correction`.",
    ),
    "same_eyes": Code("Same eyes", (409,), "A writer of the verdict cannot approve it.", "Ask somebody else."),
    "service_account": Code("Service account", (409,), "A service account cannot decide.", "Let a person decide."),
    "decided": Code("Decided already", (409,), "You have already decided on this verdict.", "Nothing to do."),
    "itself": Code("Itself", (409,), "A claim cannot be merged into itself.", "Choose another claim."),
    "reason_missing": Code(
        "Reason missing",
        (409,),
        "The change of a claim that a verdict of ours judged does not say why.",
        "Send a `reason`.",
    ),
    "only_appearance": Code(
        "Only appearance",
        (409,),
        "It is the only appearance of a claim that a verdict of ours judged.",
        "Add another appearance first.",
    ),
    "figures_conflict": Code(
        "Figures conflict",
        (409,),
        "The two claims state figures that cannot both be right.",
        "Leave them apart, or send `force` with a `reason`.",
    ),
    "claimants_differ": Code(
        "Claimants differ",
        (409,),
        "Different people made the two claims.",
        "Leave them apart, or send `force` with a `reason`.",
    ),
    "has_parts": Code(
        "Has parts", (409,), "A claim with parts cannot become part of a part.", "Merge its parts first."
    ),
    "not_revertible": Code(
        "Not revertible",
        (409,),
        "The import is running, wrote nothing, or is too old to be reverted.",
        "See the message.",
    ),
    "not_under_way": Code("Not under way", (409,), "The import has ended or has not begun.", "Check its state."),
}
FIELDS: dict[str, Code] = {
    "invalid": Code("Invalid value", (400,), "The value is not valid for this field.", "See the message."),
    "required": Code("Missing", (400,), "A required field is missing.", "Send it."),
    "null": Code("Null", (400,), "The field cannot be null.", "Send a value, or leave the field out."),
    "blank": Code("Blank", (400,), "The field cannot be blank.", "Send a value, or leave the field out."),
    "empty": Code("Empty", (400,), "The list or object is empty.", "Send at least one item."),
    "empty_file": Code("Empty file", (400,), "The file is empty.", "Send the file."),
    "invalid_file": Code("Unreadable file", (400,), "The file is not valid for its format.", "See the message."),
    "invalid_mapping": Code("Invalid mapping", (400,), "The mapping is not valid.", "See the message."),
    "invalid_choice": Code(
        "Not one of the words", (400,), "The field does not have this choice.", "Use one of the choices in the message."
    ),
    "not_a_list": Code("Not a list", (400,), "The field needs a list.", "Send a list."),
    "not_a_dict": Code("Not an object", (400,), "The field needs an object.", "Send an object."),
    "max_length": Code("Too long", (400,), "The text or list is too long.", "Shorten it to the limit in the message."),
    "min_length": Code("Too short", (400,), "The text or list is too short.", "See the limit in the message."),
    "max_value": Code(
        "Too large a number", (400,), "The number is above the limit.", "Send a number within the limit in the message."
    ),
    "min_value": Code(
        "Too small a number", (400,), "The number is below the limit.", "Send a number within the limit in the message."
    ),
    "max_string_length": Code(
        "Too long a number", (400,), "The number has too many digits.", "Send a number within the limit in the message."
    ),
    "date": Code(
        "A date alone", (400,), "The field needs a time, and a date was sent.", "Send the time with its offset."
    ),
    "make_aware": Code("No such time", (400,), "The time does not exist in its time zone.", "Send it with an offset."),
    "overflow": Code("Out of range", (400,), "The time is out of range.", "Send a time that the calendar has."),
    "null_characters_not_allowed": Code("NUL", (400,), "The text contains a NUL character.", "Remove the character."),
    "surrogate_characters_not_allowed": Code(
        "Surrogate", (400,), "The text contains a lone surrogate.", "Remove the character."
    ),
    "unknown_field": Code(
        "Unknown field", (400,), "There is no such field.", "Remove it; the message lists the known fields."
    ),
    "read_only": Code("Read-only field", (400,), "Only the server sets this field.", "Remove it."),
    "repeated_field": Code("Repeated field", (400,), "A field appears twice.", "Send it once."),
    "does_not_exist": Code(
        "No such thing", (400,), "The object that the value refers to does not exist.", "Refer to an existing object."
    ),
    "ambiguous": Code(
        "Ambiguous name", (422,), "Several objects have this name.", "Send the id of one of the `candidates`."
    ),
    "duplicate": Code("Given twice", (400,), "Two items are the same.", "Send each item once."),
    "fixed": Code("Fixed", (400,), "The field can no longer be changed.", "Create another object."),
    "past": Code("Past", (400,), "The time is in the past.", "Send a time in the future."),
    "retired": Code("Retired", (400,), "The object that the value refers to is retired.", "Choose another one."),
    "invalid_idempotency_key": Code(
        "Unusable Idempotency-Key",
        (400,),
        "The key is too long, or the response contains a secret.",
        "See the message.",
    ),
    "idempotency_key_reused": Code(
        "Idempotency-Key reused", (422,), "The key was used for another request.", "Use a new key for every request."
    ),
}
SERVER: dict[str, Code] = {
    "error": Code(
        "Fault",
        (500,),
        "Something went wrong on the server. Its log has the details under the X-Request-ID.",
        "Try again later; with an `Idempotency-Key`, nothing is done twice.",
    ),
    "unavailable": Code(
        "Unavailable",
        (503,),
        "The database did not answer in time.",
        "Try again later; with an `Idempotency-Key`, nothing is done twice.",
    ),
}
GROUPS: dict[str, dict[str, Code]] = {
    "Request": REQUEST,
    "Authentication and limits": ACCESS,
    "Fields": FIELDS,
    "State": STATE,
    "Server": SERVER,
}
CODES: dict[str, Code] = {code: found for group in GROUPS.values() for code, found in group.items()}


def type_of(codes: Iterable[str]) -> tuple[str, str]:
    """Return the type (a URI) and the title of a problem with these error codes."""
    kinds = set(codes)
    if len(kinds) == 1 and (code := kinds.pop()) in CODES:
        return f"{PAGE}#{code}", CODES[code].title
    return f"{PAGE}#{SEVERAL}", "Several things are wrong"
