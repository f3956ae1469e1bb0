"""What the OpenAPI document says about the API as a whole, and about each group of operations."""

INTRODUCTION = """
factcheck tracks claims: who said what, where it was printed, what supports or contradicts it, and what was concluded.

**Tokens.** Send `Authorization: Bearer fct_…` with every request. A token has scopes, and an operation names the scopes
and roles that it needs. `GET /me` shows what your token may do. A program has a service account of its own; it says
with `On-Behalf-Of: <user name>` for whom it acts.

**Answers.** JSON in UTF-8. Decimals are strings in plain notation, times are UTC (`2020-01-02T15:04:05Z`), and a date
of which only the month or the year is known is `2019-05` or `2019`. The schemas promise what a token with `claims:read`
gets. A field that only `internal:read` shows is optional. Where the newsroom has opened public reading, claims are also
answered without a token, in the shapes that begin with `Public`.

**Fields.** `fields=id,text` answers with these fields only, so that a field that the schema requires can be missing.
`expand` adds fields that are left out otherwise.

**Lists** answer `{"results": […], "next": "<cursor>"}`. Send `cursor` to get the next page; `next` is null on the last.
`limit` sets the size of a page (at most 500), `sort` its order, and `count=true` adds the number of rows.

**Errors** are problem details (RFC 9457): `errors` lists everything that is wrong with its code, a message that names
the remedy, and a JSON pointer to the field or the name of the parameter. Unknown fields and parameters are errors.

**Changing.** PATCH takes a JSON merge patch (RFC 7396). Send the `ETag` that you read as `If-Match`, and the change is
refused with 412 if somebody else was first. Send a POST with an `Idempotency-Key`, and repeating it does nothing twice.

**Following.** `GET /events` lists every change once, in one order, from a cursor that you keep.
""".strip()

TAGS = {
    "claims": "Claims and everything that belongs to them: appearances in sources, evidence, figures, replies, notes, "
    "external ids, verdicts and history.",
    "verdicts": "Verdicts of all claims, and their way from draft to published.",
    "entities": "People, organisations, governments and groups that make claims or pass them on.",
    "publishers": "Outlets, known by the domain of their site.",
    "sources": "Articles, transcripts, data sets and whatever else can be cited.",
    "figures": "Figures read from words and compared, without storing them.",
    "measures": "What figures measure, shared by the claims that state one.",
    "rating-scales": "The scales that publishers rate with.",
    "events": "The feed of all changes.",
    "imports": "Files of claims that are loaded by a worker.",
    "mappings": "How the columns of a file become fields.",
    "tokens": "The keys of programs.",
    "users": "People and programs with an account.",
    "me": "The caller.",
    "views": "Questions about claims that people saved for the desk.",
    "workflow": "The states of claims and verdicts, and the verbs between them.",
}

# Summaries of operations that are more than to list, create, retrieve, update or delete, by operation id.
SUMMARIES = {
    "claim_history": "List the history of a claim",
    "claims_assign": "Assign a claim",
    "claims_bulk": "Create or update many claims",
    "claims_decline": "Decline a claim",
    "claims_export": "Export claims",
    "claims_merge": "Merge a claim into another",
    "claims_quantities_replace": "Replace a figure",
    "figures_compare": "Compare two figures",
    "figures_read": "Read figures from words",
    "claims_reopen": "Reopen a declined claim",
    "claims_start": "Start checking a claim",
    "claims_triage": "Triage a claim",
    "claims_verdicts_create": "Open a draft of a verdict",
    "claims_verdicts_partial_update": "Edit a draft of a verdict",
    "events": "Read the event feed",
    "imports_cancel": "Cancel an import",
    "imports_create": "Start an import",
    "imports_preview": "Preview an import",
    "imports_refused": "Download the refused rows of an import",
    "imports_revert": "Revert an import",
    "me_retrieve": "Retrieve the caller",
    "tokens_destroy": "Revoke a token",
    "tokens_rotate": "Rotate a token",
    "verdicts_approve": "Approve a verdict",
    "verdicts_discard": "Discard a draft",
    "verdicts_partial_update": "Edit a draft of a verdict",
    "verdicts_publish": "Publish a verdict",
    "verdicts_recall": "Recall a verdict from review",
    "verdicts_request_changes": "Request changes to a verdict",
    "verdicts_retract": "Retract a published verdict",
    "verdicts_schedule": "Schedule a verdict",
    "verdicts_submit": "Submit a draft for review",
    "verdicts_unschedule": "Unschedule a verdict",
    "workflow_retrieve": "Retrieve the workflow",
}
