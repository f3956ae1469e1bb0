"""The schema and its guards."""

# Each trigger asks this function of the trigger library whether it is to be left out, and so anybody could
# leave out the history by a session variable. Ours always says no, and costs nothing since it is inlined. The
# library makes its own anew with every trigger that a migration installs, so this runs after each migrate.
SEAL_TRIGGERS = """
    CREATE OR REPLACE FUNCTION _pgtrigger_should_ignore(trigger_name name) RETURNS boolean
        LANGUAGE sql IMMUTABLE AS 'SELECT false';
"""

FEED_EPOCH = """
    CREATE FUNCTION claims_feed_epoch() RETURNS integer
        LANGUAGE plpgsql STABLE AS 'BEGIN RETURN (SELECT value FROM claims_feedepoch); END';
"""
