"""Every code that an error can have: what it is called, the statuses that it comes with, when, and what to do.

`docs/errors.md` and the page that the type of a problem leads to are written from this; a test finds a code that the
program can raise and that does not stand here.
"""

from collections.abc import Iterable
from typing import NamedTuple

PAGE = "/api/v1/errors"
SEVERAL = "several"


class Code(NamedTuple):
    """One code."""

    title: str
    statuses: tuple[int, ...]
    when: str
    remedy: str


_AGAIN = "Send it again later; with an `Idempotency-Key` nothing is done twice."
_CHARACTERS = "Take the character out."
_LENGTH = "Shorten it; the message names the limit."
_READ_AGAIN = "Read it again, decide again, send again."
_RANGE = "Give a number within the limit that the message names."

REQUEST: dict[str, Code] = {
    "bad_request": Code("Unreadable request", (400,), "The request is no HTTP that can be read.", "Mend the client."),
    "unknown_host": Code("Unknown host", (400,), "The host is not one of ALLOWED_HOSTS.", "Use a host of this server."),
    "length_required": Code(
        "Length required", (411,), "A body came without Content-Length.", "Send its length, and no chunks."
    ),
    "too_large": Code("Too large", (413,), "The body is over the limit.", "Send less at a time."),
    "too_many_fields": Code("Too many parts", (400,), "A form has too many parts.", "Send JSON, or fewer parts."),
    "unsupported_media_type": Code(
        "Unsupported media type", (415,), "The body is of a type that is not taken here.", "Send `application/json`."
    ),
    "not_acceptable": Code("Not acceptable", (406,), "Accept leaves out what is there.", "Accept `application/json`."),
    "parse_error": Code("Malformed body", (400,), "The body cannot be read.", "Send what the media type says."),
    "invalid_json": Code("Not JSON", (400,), "The body is not JSON, or a key comes twice.", "Mend it at that place."),
    "invalid_utf8": Code("Not UTF-8", (400,), "The body, or a field of a form, is not UTF-8.", "Send UTF-8."),
    "invalid_multipart": Code("Not a form", (400,), "The body is no multipart/form-data.", "Let a library make it."),
    "too_deep": Code("Nested too deeply", (400,), "The JSON is nested deeper than any shape.", "Flatten it."),
    "not_found": Code(
        "Not found", (404,), "There is no such thing, or the caller may not know of it.", "Check path and scopes."
    ),
    "gone": Code(
        "Gone", (410,), "The claim was made by an import that was reverted; its id is never used again.", "Forget it."
    ),
    "method_not_allowed": Code(
        "Method not allowed", (405,), "The path has no such method.", "Use one that `Allow` lists."
    ),
    "unknown_parameter": Code("Unknown parameter", (400,), "There is no such query parameter here.", "Leave it out."),
    "repeated_parameter": Code("Repeated parameter", (400,), "A query parameter comes twice.", "Separate by commas."),
    "empty_parameter": Code("Empty parameter", (400,), "A query parameter has no value.", "Give one, or leave it out."),
    "invalid_cursor": Code(
        "Broken cursor", (400,), "The cursor is of another list or sort, or of none.", "Take `next` as it came."
    ),
}
ACCESS: dict[str, Code] = {
    "not_authenticated": Code("No token", (401,), "This needs a token.", "Send `Authorization: Bearer fct_…`."),
    "invalid_token": Code(
        "Invalid token", (401,), "The token is unknown, expired or revoked, or its owner shut out.", "Get another."
    ),
    "not_a_service": Code("Not a service account", (401,), "On-Behalf-Of came from a person's token.", "Leave it out."),
    "unknown_user": Code("Unknown user", (401,), "On-Behalf-Of names nobody active.", "Give the name of a user."),
    "insufficient_scope": Code(
        "Insufficient scope", (403, 409), "The token lacks a scope, or its owner a role.", "Ask for it; `/me` tells."
    ),
    "rate_limited": Code(
        "Too many calls", (429,), "The caller has had its share of this minute.", "Wait for `Retry-After` seconds."
    ),
}
STATE: dict[str, Code] = {
    "stale_version": Code("Stale version", (412,), "It is not at the version of If-Match any more.", _READ_AGAIN),
    "conflict": Code("Conflict", (409,), "This conflicts with another row, or with what refers to it.", _READ_AGAIN),
    "exists": Code("Exists", (409,), "There is one of this name already.", "Use the one at `Location`."),
    "external_id_taken": Code(
        "External id taken", (409,), "Another claim has this external id.", "Use the claim at `Location`."
    ),
    "in_use": Code("In use", (409,), "Something else refers to it, so it is kept.", "End those references first."),
    "refused": Code("Refused by the database", (409,), "A rule that the database keeps forbids it.", "See its words."),
    "illegal_move": Code(
        "Illegal move", (409,), "The verb does not lead on from this state.", "Use one that `allowed` lists."
    ),
    "blocked": Code("Blocked", (409,), "Something has to be done first.", "See `errors`."),
    "merged": Code("Merged", (409,), "The claim was merged into another.", "Write to that one."),
    "open_verdict": Code("Open verdict", (409,), "A verdict of the claim is open.", "Publish or discard it first."),
    "was_published": Code(
        "Was published", (409,), "The claim had a published verdict of ours.", "Merge the other into it."
    ),
    "claim_status": Code("Claim's status", (409,), "The claim is not at a status for this.", "Move the claim first."),
    "imported": Code("Imported", (409,), "The verdict was imported, and stays as it was.", "Open one of your own."),
    "already_published": Code(
        "Already published", (409,), "A verdict of ours is published.", "Open an update, correction or refile."
    ),
    "nothing_published": Code(
        "Nothing published", (409,), "There is no published verdict to follow.", "Open an original."
    ),
    "rating_missing": Code("Rating missing", (409,), "The verdict has no rating.", "Give one."),
    "rating_retired": Code("Rating retired", (409,), "The rating is not used any more.", "Give another."),
    "summary_missing": Code("Summary missing", (409,), "The verdict has no summary.", "Give one, in one sentence."),
    "note_missing": Code("Note missing", (409,), "A correction does not say what it corrects.", "Give a note."),
    "evidence_missing": Code(
        "Evidence missing", (409,), "A decisive rating cites no evidence.", "Cite some, or say why there is none."
    ),
    "same_eyes": Code("Same eyes", (409,), "Whoever wrote a verdict does not approve it.", "Ask somebody else."),
    "service_account": Code("Service account", (409,), "A program never decides.", "Let a person decide."),
    "decided": Code("Decided already", (409,), "This person has decided on the verdict.", "Leave it."),
    "itself": Code("Itself", (409,), "A claim is not merged into itself.", "Give another claim."),
    "has_parts": Code("Has parts", (409,), "A claim with parts does not become part of a part.", "Merge the parts."),
    "not_revertible": Code(
        "Not revertible", (409,), "The import runs, wrote nothing, or is too old to be reverted.", "See its words."
    ),
    "not_under_way": Code("Not under way", (409,), "The import has ended, or not begun.", "Read its state."),
}
FIELDS: dict[str, Code] = {
    "invalid": Code("Invalid value", (400,), "A value is not what the field takes.", "See its words."),
    "required": Code("Missing", (400,), "Something that is needed is missing.", "Give it."),
    "null": Code("Null", (400,), "The field is never null.", "Give a value, or leave it out."),
    "blank": Code("Blank", (400,), "The field is never blank.", "Give a value, or leave it out."),
    "empty": Code("Empty", (400,), "The list or object is empty.", "Give at least one."),
    "empty_file": Code("Empty file", (400,), "The file has no bytes.", "Send the file."),
    "invalid_file": Code("Unreadable file", (400,), "The file cannot be read as its format.", "See its words."),
    "invalid_mapping": Code("Invalid mapping", (400,), "The mapping cannot be used.", "See its words."),
    "invalid_choice": Code("Not one of the words", (400,), "The field takes one of a few words.", "Give one of them."),
    "not_a_list": Code("Not a list", (400,), "The field takes a list.", "Send a list."),
    "not_a_dict": Code("Not an object", (400,), "The field takes an object.", "Send an object."),
    "max_length": Code("Too long", (400,), "The text or list is too long.", _LENGTH),
    "min_length": Code("Too short", (400,), "The text or list is too short.", "The message names the least."),
    "max_value": Code("Too large a number", (400,), "The number is above the limit.", _RANGE),
    "min_value": Code("Too small a number", (400,), "The number is below the limit.", _RANGE),
    "max_string_length": Code("Too long a number", (400,), "The number has too many digits.", _RANGE),
    "date": Code("A date alone", (400,), "A time is asked for and a date came.", "Give the time with its offset."),
    "make_aware": Code("No such time", (400,), "The time does not exist in its zone.", "Give it with its offset."),
    "overflow": Code("Out of range", (400,), "The time is out of range.", "Give one that a calendar has."),
    "null_characters_not_allowed": Code("NUL", (400,), "The text holds a NUL.", _CHARACTERS),
    "surrogate_characters_not_allowed": Code("Surrogate", (400,), "The text holds half a character.", _CHARACTERS),
    "unknown_field": Code("Unknown field", (400,), "There is no such field.", "Leave it out."),
    "read_only": Code("Read-only field", (400,), "The server sets this field.", "Leave it out."),
    "repeated_field": Code("Repeated field", (400,), "A field comes twice.", "Give it once."),
    "does_not_exist": Code("No such thing", (400,), "What the value refers to is not there.", "Give one that is."),
    "ambiguous": Code("Ambiguous name", (422,), "The name means several things.", "Give the id of one candidate."),
    "duplicate": Code("Given twice", (400,), "Two items are the same.", "Give each once."),
    "fixed": Code("Fixed", (400,), "The field cannot be changed any more.", "Make another."),
    "past": Code("Past", (400,), "The time is past.", "Give a time to come."),
    "retired": Code("Retired", (400,), "What is referred to is retired.", "Give another."),
    "invalid_idempotency_key": Code(
        "Unusable Idempotency-Key", (400,), "The key is too long, or the answer would hold a secret.", "See its words."
    ),
    "idempotency_key_reused": Code(
        "Idempotency-Key reused", (422,), "Something else was sent under this key.", "Give each request its own key."
    ),
}
SERVER: dict[str, Code] = {
    "error": Code("Fault", (500,), "Something went wrong here; the log has it under the X-Request-ID.", _AGAIN),
    "unavailable": Code("Unavailable", (503,), "The database did not answer in time.", _AGAIN),
}
GROUPS: dict[str, dict[str, Code]] = {
    "The request": REQUEST,
    "Who calls": ACCESS,
    "What was sent": FIELDS,
    "How things stand": STATE,
    "The server": SERVER,
}
CODES: dict[str, Code] = {code: found for group in GROUPS.values() for code, found in group.items()}


def type_of(codes: Iterable[str]) -> tuple[str, str]:
    """Give the type of a problem with these errors, a URI, and its title."""
    kinds = set(codes)
    if len(kinds) == 1 and (code := kinds.pop()) in CODES:
        return f"{PAGE}#{code}", CODES[code].title
    return f"{PAGE}#{SEVERAL}", "Several things are wrong"
