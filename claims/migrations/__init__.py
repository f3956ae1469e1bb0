"""The schema and its guards, and which databases they can be applied to."""

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.recorder import MigrationRecorder

# Each trigger calls this function of the trigger library to ask whether it is to be skipped, so that a session
# variable could switch the history off. Ours always returns false, and costs nothing since it is inlined. The
# library makes its own again with every trigger that a migration installs, so this runs after each migrate.
SEAL_TRIGGERS = """
    CREATE OR REPLACE FUNCTION _pgtrigger_should_ignore(trigger_name name) RETURNS boolean
        LANGUAGE sql IMMUTABLE AS 'SELECT false';
"""

# The migrations that the present 0001_initial replaces, besides the 0001_initial of that time. No later migration
# may take one of these names.
REPLACED = (
    "0002_keys",
    "0003_import_runs",
    "0004_call_counts",
    "0005_words_and_second_hand",
    "0006_uploads",
    "0007_import_starts",
    "0008_import_told",
    "0009_issues_of_no_row",
    "0010_import_formats",
    "0011_import_steps",
    "0012_words_in_order",
    "0013_reading_indexes",
    "0014_import_read_as",
    "0015_search",
)

PARTLY_MIGRATED = """\
This database was migrated by an unfinished version of factcheck, and this version cannot go on from there.
Of the migrations that claims.0001_initial replaces,
  these were applied: {applied};
  these were not: {missing}.
Nothing was changed. If the database holds nothing that you need, use a new one. Otherwise apply the missing migrations
with the last version that has them, and then come back:
  git checkout "$(git log -1 --format=%H --diff-filter=D -- {last})^"
  python manage.py migrate     (or `make run`, and Ctrl-C once it serves, if DATABASE_URL is not set)
  git checkout -"""


def partly_migrated(connection: BaseDatabaseWrapper) -> str:
    """Return why this database cannot be migrated and what to do about it, or "" if it can be.

    0001_initial replaces fifteen migrations, the first of which had its name. Where only some of them were applied,
    Django would try to create tables that exist, or fail to build its graph.
    """
    recorded = {name for app, name in MigrationRecorder(connection).applied_migrations() if app == "claims"}
    known = ("0001_initial", *REPLACED)
    applied = [name for name in known if name in recorded]
    # Django records the replaced ones first and 0001_initial last, so it alone may be missing where a migrate was
    # killed in between.
    if not applied or recorded.issuperset(REPLACED):
        return ""
    missing = [name for name in known if name not in recorded]
    last = f"claims/migrations/{REPLACED[-1]}.py"
    return PARTLY_MIGRATED.format(applied=", ".join(applied), missing=", ".join(missing), last=last)
