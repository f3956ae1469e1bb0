"""Many claims with their parts, made in the database in seconds: for measuring how they are read.

They are written past the triggers, so they have no history: for a database that is thrown away.
"""

import sys
from typing import Any

WORDS = (
    "the a of to in and that for state tax percent says has on is was people more than budget jobs health care bill "
    "since federal government years million would voted president school money law cut plan city county spending "
    "americans under new from every year not are have who been against over because police crime rate states workers "
    "immigrants energy oil border vote wages debt insurance students public water children families companies"
)
# Names that the statements share: how many rows of each noun so many claims come with, and a mixing of bits that
# spreads whatever is numbered.
SETTING = """
CREATE FUNCTION pg_temp.mixed(n bigint, salt int, size bigint) RETURNS bigint IMMUTABLE LANGUAGE sql AS
    $$ SELECT abs(hashint8extended(n, salt) %% size) $$;
CREATE TEMP TABLE phrases AS
    SELECT n, initcap(string_agg((string_to_array('%(words)s', ' '))[1 + pg_temp.mixed(n, i, %(many)s)], ' ')) AS words
    FROM generate_series(0, 9999) AS n
    CROSS JOIN LATERAL generate_series(1, 5 + pg_temp.mixed(n, 3, 25)::int) AS i GROUP BY n;
ANALYZE phrases;
"""
NOUNS = """
INSERT INTO claims_publisher (name, domain)
    SELECT 'News ' || n, 'news' || n || '.example.org' FROM generate_series(1, 300) AS n;
INSERT INTO claims_entity (kind, name, aliases)
    SELECT 'person', 'Speaker ' || n, CASE WHEN n %% 7 = 0 THEN ARRAY['S. ' || n] ELSE '{}' END
    FROM generate_series(1, greatest(1, %(count)s / 5)) AS n;
INSERT INTO claims_source (kind, url, title, publisher_id, published_on, published_on_precision, is_confidential)
    SELECT 'article', 'https://news' || 1 + s.n %% 300 || '.example.org/' || s.n || '-what-was-said',
        left(phrases.words, 60), (SELECT min(id) FROM claims_publisher WHERE NOT is_own) + s.n %% 300,
        date '2010-01-01' + (s.n %% 4000)::int, 'day', s.n %% 50 = 0
    FROM generate_series(1, %(count)s) AS s(n) JOIN phrases ON phrases.n = s.n %% 10000;
INSERT INTO claims_measure (name, unit)
    SELECT 'measure ' || n, 'person' FROM generate_series(1, greatest(1, %(count)s / 20)) AS n;
"""
# Three in ten have no verdict; a few hundred tell of something rare.
CLAIMS = """
INSERT INTO claims_claim (
    text, language, claimant_id, claimed_on, claimed_on_precision, topics, status, priority, assignee_id,
    created_at, updated_at, decline_code
)
SELECT phrases.words || ' ' || pg_temp.mixed(s.n, 4, 100000)
        || CASE WHEN s.n %% 1000 = 0 THEN ' zeppelin' ELSE '' END || '.',
    CASE s.n %% 10 WHEN 0 THEN 'de' WHEN 1 THEN 'en-US' ELSE 'en' END,
    (SELECT min(id) FROM claims_entity) + pg_temp.mixed(s.n, 5, greatest(1, %(count)s / 5)),
    CASE WHEN s.n %% 20 > 0 THEN date '2007-01-01' + pg_temp.mixed(s.n, 6, 5500)::int END,
    CASE WHEN s.n %% 20 > 0 THEN 'day' END,
    ARRAY[
        (ARRAY['economy', 'health', 'crime', 'education', 'taxes'])[1 + pg_temp.mixed(s.n, 7, 5)],
        'topic-' || s.n %% 500
    ],
    CASE WHEN s.n %% 10 < 7 THEN 'checked' WHEN s.n %% 10 = 7 THEN 'declined' WHEN s.n %% 100 = 8 THEN 'in_progress'
        ELSE 'new' END,
    CASE WHEN s.n %% 200 = 9 THEN 'urgent' ELSE 'normal' END,
    CASE WHEN s.n %% 100 = 8 THEN (SELECT min(id) FROM claims_user) END,
    timestamptz '2020-01-01' + s.n * interval '61.25 seconds',
    timestamptz '2021-01-01' + s.n * interval '61.125 seconds',
    CASE WHEN s.n %% 10 = 7 THEN 'opinion' END
FROM (SELECT n, pg_temp.mixed(n, 2, 10000) AS phrases FROM generate_series(1, %(count)s) AS n) AS s
JOIN phrases ON phrases.n = s.phrases
ORDER BY s.n;
"""
PARTS = """
INSERT INTO claims_externalid (claim_id, origin, external_id)
    SELECT id, 'wire', 'gen-' || id FROM claims_claim;
INSERT INTO claims_appearance (claim_id, source_id, quote, is_first)
    SELECT id, (SELECT min(id) FROM claims_source) + pg_temp.mixed(id, 8, %(count)s), left(text, 80), TRUE
    FROM claims_claim;
INSERT INTO claims_appearance (claim_id, source_id, quote, prefix)
    SELECT id, (SELECT min(id) FROM claims_source) + pg_temp.mixed(id, 9, %(count)s), left(text, 60), 'He said: '
    FROM claims_claim WHERE id %% 2 = 0;
INSERT INTO claims_attribution (appearance_id, position, role, named_as, entity_id, cue)
    SELECT a.id, 1, 'originator', 'Speaker', c.claimant_id, 'said'
    FROM claims_appearance AS a JOIN claims_claim AS c ON c.id = a.claim_id;
INSERT INTO claims_evidence (claim_id, source_id, stance, quote, note)
    SELECT id, (SELECT min(id) FROM claims_source) + pg_temp.mixed(id, 10, %(count)s), 'supports', left(text, 40),
        'Counted.'
    FROM claims_claim;
INSERT INTO claims_quantity (
    claim_id, surface, value_low, value_high, hedge, unit, measure_id, interval_low, interval_high, policy,
    as_of, as_of_precision
)
    SELECT c.id, 'about ' || f.n || ' people', f.n, f.n, 'about', CASE WHEN c.id %% 10 = 0 THEN 'USD' ELSE 'person' END,
        CASE WHEN c.id %% 3 = 0 THEN (SELECT min(id) FROM claims_measure) + f.n %% greatest(1, %(count)s / 20) END,
        f.n * 0.9, f.n * 1.1, '1', c.claimed_on, c.claimed_on_precision
    FROM claims_claim AS c
    CROSS JOIN LATERAL (
        SELECT pg_temp.mixed(c.id, 11 + i, 100000) AS n FROM generate_series(1, 1 + c.id::int %% 2) AS i
    ) AS f;
INSERT INTO claims_verdict (
    claim_id, publisher_id, is_imported, external_id, state, label, normalized, claim_reviewed, headline, summary, url,
    rating_id, published_at
)
    SELECT c.id, (SELECT min(id) FROM claims_publisher WHERE NOT is_own) + c.id %% 300, TRUE,
        'https://checks.example.net/' || c.id, 'published', r.name, r.normalized, c.text, left(c.text, 60),
        left(c.text, 120), 'https://checks.example.net/' || c.id, r.id, c.created_at + interval '1 day'
    FROM claims_claim AS c JOIN (
        SELECT *, row_number() OVER (ORDER BY id) - 1 AS place FROM claims_rating
    ) AS r ON r.place = pg_temp.mixed(c.id, 20, (SELECT count(*) FROM claims_rating))
    WHERE c.status = 'checked';
UPDATE claims_claim AS c SET current_verdict_id = v.id FROM claims_verdict AS v WHERE v.claim_id = c.id;
INSERT INTO claims_verdictevidence (verdict_id, evidence_id)
    SELECT v.id, e.id FROM claims_verdict AS v JOIN claims_evidence AS e ON e.claim_id = v.claim_id;
INSERT INTO claims_reply (claim_id, kind, asked_at, due_at, text, is_public)
    SELECT id, 'comment_request', created_at, created_at + interval '2 days', 'Is it so?', TRUE
    FROM claims_claim WHERE id %% 10 = 3;
INSERT INTO claims_note (claim_id, text) SELECT id, 'Call back.' FROM claims_claim WHERE id %% 10 = 4;
"""


def make_claims(cursor: Any, count: int) -> None:
    """Fill an empty database with so many claims and what belongs to them; scales and one user are there."""
    cursor.execute("SET session_replication_role = replica")
    cursor.execute(SETTING % {"words": WORDS, "many": len(WORDS.split())})
    for statements in (NOUNS, CLAIMS, PARTS):
        cursor.execute(statements % {"count": count})
    cursor.execute("SET session_replication_role = DEFAULT")
    cursor.execute("VACUUM (FREEZE, ANALYZE)")


def main() -> None:
    """Fill the database of DATABASE_URL, and print a token that reads all and files claims."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from claims.actions.actors import OPERATOR
    from claims.actions.tokens import create_token
    from claims.actions.users import create_user

    call_command("migrate", verbosity=0)
    call_command("load_roles", verbosity=0)
    call_command("load_scales", verbosity=0)
    reader = create_user("bench", roles=["editor"], actor=OPERATOR, is_service=True)
    _, secret = create_token(reader, ["claims:read", "internal:read", "claims:write"], actor=OPERATOR)
    with connection.cursor() as cursor:
        make_claims(cursor, int(sys.argv[1]))
    print(secret)


if __name__ == "__main__":
    main()
