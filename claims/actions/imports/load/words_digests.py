"""Fill in the digests of claims' words where something other than a load wrote the text."""

from django.db import transaction

from claims.actions.imports.bulk_sql import rows_of
from claims.rules.text import words_digest

MOST_AT_ONCE = 5_000

# Locked claims are left to the next load.
_UNKNOWN = """
    SELECT id, text FROM claims_claim WHERE words_digest IS NULL ORDER BY id LIMIT %s FOR NO KEY UPDATE SKIP LOCKED
"""
_FILL = """
    UPDATE claims_claim AS claim SET words_digest = given.digest
    FROM unnest(%s::bigint[], %s::uuid[]) AS given (id, digest) WHERE claim.id = given.id
"""


def fill_words_digests() -> None:
    """Fill in the digests that are missing, so that duplicates of these claims are found.

    They are derived from the text like an index: no version is raised, and no history is written.
    """
    while True:
        with transaction.atomic():
            found = rows_of(_UNKNOWN, [MOST_AT_ONCE])
            if found:
                rows_of(_FILL, [[claim_id for claim_id, _ in found], [words_digest(text) for _, text in found]])
        if not found:
            return
