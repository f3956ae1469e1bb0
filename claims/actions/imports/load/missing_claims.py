"""Report claims of an origin that a complete file no longer contains; they are not changed."""

from django.db import transaction

from claims.actions.imports.bulk_sql import rows_of
from claims.models.import_batch import ImportBatch
from claims.models.import_issue import ImportIssue

CODE = "missing_from_file"
MOST_AT_ONCE = 20_000

# Pages through the index of external ids, so that each transaction stays short.
_REPORT_MISSING = """
    WITH page AS (
        SELECT external_id, claim_id, loaded FROM claims_externalid
        WHERE origin = %(origin)s AND external_id > %(after)s ORDER BY external_id LIMIT %(limit)s
    ), reported AS (
        INSERT INTO claims_importissue (batch_id, field, value, code, message, is_refusal)
        SELECT %(batch)s, 'external_id', left(external_id, 400), %(code)s,
            format('external_id: claim %%s is not in the file any more; it stays as it is.', claim_id), FALSE
        FROM page WHERE loaded IS NOT NULL
            AND NOT EXISTS (SELECT FROM import_seen AS seen WHERE seen.external_id = page.external_id)
        RETURNING 1
    )
    SELECT max(external_id), count(*), (SELECT count(*) FROM reported) FROM page
"""


def report_missing(batch: ImportBatch) -> int:
    """Report external ids of earlier loads that are missing from the file, and return their number.

    Issues of an earlier run of the same load are replaced.
    """
    ImportIssue.objects.filter(batch=batch, code=CODE).delete()
    params = {"origin": batch.origin, "batch": batch.pk, "code": CODE, "limit": MOST_AT_ONCE, "after": ""}
    missing: int = 0
    while True:
        with transaction.atomic():
            ((last, seen, reported),) = rows_of(_REPORT_MISSING, params)
        missing += reported
        if seen < MOST_AT_ONCE:
            break
        params["after"] = last
    ImportBatch.objects.filter(pk=batch.pk).update(missing=missing)
    return missing
