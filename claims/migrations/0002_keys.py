"""What Django has no words for: keys over two columns, the two one-row tables, and sealed triggers."""

from django.db import migrations

from claims.migrations import SEAL_TRIGGERS

ROWS = """
    INSERT INTO claims_feedepoch (id, value) VALUES (1, 1);
    INSERT INTO claims_nounclock (id, value) VALUES (1, 1);
"""

# A claim's current verdict, and the verdict that a reply is about, are verdicts of that very claim.
KEYS = """
    ALTER TABLE claims_verdict ADD CONSTRAINT verdict_of_claim UNIQUE (id, claim_id);
    ALTER TABLE claims_claim ADD CONSTRAINT claim_current_verdict_own
        FOREIGN KEY (current_verdict_id, id) REFERENCES claims_verdict (id, claim_id) DEFERRABLE INITIALLY DEFERRED;
    ALTER TABLE claims_reply ADD CONSTRAINT reply_verdict_of_claim
        FOREIGN KEY (verdict_id, claim_id) REFERENCES claims_verdict (id, claim_id) DEFERRABLE INITIALLY DEFERRED;
"""

NO_KEYS = """
    ALTER TABLE claims_reply DROP CONSTRAINT reply_verdict_of_claim;
    ALTER TABLE claims_claim DROP CONSTRAINT claim_current_verdict_own;
    ALTER TABLE claims_verdict DROP CONSTRAINT verdict_of_claim;
"""


class Migration(migrations.Migration):
    dependencies = [("claims", "0001_initial")]

    operations = [
        migrations.RunSQL(ROWS, "DELETE FROM claims_feedepoch; DELETE FROM claims_nounclock;"),
        migrations.RunSQL(KEYS, NO_KEYS),
        migrations.RunSQL(SEAL_TRIGGERS, migrations.RunSQL.noop),
    ]
