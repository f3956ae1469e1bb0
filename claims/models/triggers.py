"""Database triggers: versions, touched roots, frozen rows, no TRUNCATE.

Whoever writes, by whichever way in, these run. They are installed by the migrations.
"""

from collections.abc import Iterable
from typing import Any

import pgtrigger
from django.db import models

# This transaction has not changed the row yet. Its id alone does not tell: a restored cluster counts ids anew, so
# that a row may hold the id of a transaction of another life; the two then differ in when they began.
BEHIND = "({0}.changed_in <> pg_current_xact_id() OR {0}.updated_at <> now())"
REVERTING = "factcheck.reverting"
"""The setting of a transaction that names the import batch whose load it reverts."""

BOOKKEEPING = frozenset({"id", "version", "changed_in", "created_at", "updated_at", "words_digest"})


def content_columns(model: type[models.Model], exclude: frozenset[str] = BOOKKEEPING) -> list[str]:
    """List the editable columns of a model, in their order."""
    return [
        f'"{field.column}"'
        for field in model._meta.local_fields
        if field.name not in exclude and not isinstance(field, models.GeneratedField)
    ]


def _row(alias: str, columns: list[str]) -> str:
    return "ROW(" + ", ".join(f"{alias}.{column}" for column in columns) + ")"


class RaiseVersion(pgtrigger.Trigger):
    """Trigger that raises a row's version once per transaction that changes the row or one of its parts.

    A part touches its root by setting `changed_in`. What a writer put into the bookkeeping
    columns is ignored, so that a stale `save()` cannot set a version back.
    """

    when = pgtrigger.Before
    operation = pgtrigger.Update

    def __init__(self) -> None:
        super().__init__(name="raise_version")

    def get_func(self, model: Any) -> str:
        """Return the trigger's body for the columns of a model."""
        columns = content_columns(model)
        return f"""
            IF {_row("OLD", columns)} IS DISTINCT FROM {_row("NEW", columns)}
               OR (NEW.changed_in = pg_current_xact_id() AND {BEHIND.format("OLD")}) THEN
                NEW.version := OLD.version + ({BEHIND.format("OLD")})::int;
                NEW.changed_in := pg_current_xact_id();
                NEW.updated_at := now();
            ELSE
                NEW.version := OLD.version;
                NEW.changed_in := OLD.changed_in;
                NEW.updated_at := OLD.updated_at;
            END IF;
            NEW.id := OLD.id;
            NEW.created_at := OLD.created_at;
            RETURN NEW;
        """


class RefuseChange(pgtrigger.Trigger):
    """Trigger that refuses an UPDATE of any of some columns while the condition `guard` on OLD and NEW is true."""

    when = pgtrigger.Before
    operation = pgtrigger.Update

    def __init__(
        self,
        *,
        name: str,
        message: str,
        fields: list[str] | None = None,
        exclude: list[str] | None = None,
        guard: str = "TRUE",
    ) -> None:
        self.fields, self.exclude, self.guard, self.message = fields, exclude, guard, message
        super().__init__(name=name)

    def get_func(self, model: Any) -> str:
        """Return the trigger's body for the columns of a model."""
        if self.fields is not None:
            columns = [f'"{model._meta.get_field(name).column}"' for name in self.fields]
        else:
            columns = content_columns(model, BOOKKEEPING | frozenset(self.exclude or ()))
        return f"""
            IF ({self.guard}) AND {_row("OLD", columns)} IS DISTINCT FROM {_row("NEW", columns)} THEN
                {refusal(self.name, self.message)}
            END IF;
            RETURN NEW;
        """


def refusal(name: str | None, message: str) -> str:
    """Return a RAISE statement with a constraint name, by which error handlers recognise the rule."""
    quoted = message.replace("'", "''").replace("%", "%%")
    return f"RAISE EXCEPTION '{quoted}' USING ERRCODE = 'check_violation', CONSTRAINT = '{name}';"


def refuse(
    name: str, when: str, message: str, operation: pgtrigger.Operation, result: str = "NEW"
) -> pgtrigger.Trigger:
    """Return a trigger that refuses an operation on a row while a condition on OLD and NEW is true."""
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.Before,
        operation=operation,
        func=f"IF {when} THEN {refusal(name, message)} END IF; RETURN {result};",
    )


def refuse_delete(name: str, message: str, when: str = "TRUE") -> pgtrigger.Trigger:
    """Return a trigger that refuses to delete a row while a condition on OLD is true."""
    return refuse(name, when, message, pgtrigger.Delete, result="OLD")


def refuse_truncate() -> pgtrigger.Trigger:
    """Return a trigger that refuses TRUNCATE, which fires no row triggers and so would bypass the history."""
    return pgtrigger.Trigger(
        name="no_truncate",
        level=pgtrigger.Statement,
        when=pgtrigger.Before,
        operation=pgtrigger.Truncate,
        func=refusal("no_truncate", "This table is never truncated: its rows have a history."),
    )


def touch_root(root: str, column: str, *, is_versioned: bool = True) -> list[pgtrigger.Trigger]:
    """Return the statement triggers by which a part raises the version of its root.

    `root` is the root's table, `column` the part's column that points to it. Roots are locked
    in the order of their ids, and are left alone where this transaction has raised them already.
    """

    def touch(ids: str) -> str:
        # Arrays, computed once: joins are planned by the estimated number of stale roots, and after a load all or
        # none are, so that a plan for one row would meet thousands.
        return f"""
            UPDATE {root} SET changed_in = pg_current_xact_id() WHERE id = ANY(ARRAY(
                SELECT id FROM {root} WHERE id = ANY(ARRAY({ids})) AND {BEHIND.format(root)}
                ORDER BY id FOR NO KEY UPDATE
            ));
            RETURN NULL;
        """

    changed = "AND n.version <> o.version" if is_versioned else ""
    moved = f"""
        SELECT unnest(ARRAY[n."{column}", o."{column}"])
        FROM new_rows AS n JOIN old_rows AS o ON n.id = o.id {changed}
    """
    statement: dict[str, Any] = {"level": pgtrigger.Statement, "when": pgtrigger.After}
    return [
        pgtrigger.Trigger(
            name=f"touch_{column}_insert",
            operation=pgtrigger.Insert,
            referencing=pgtrigger.Referencing(new="new_rows"),
            func=touch(f'SELECT "{column}" FROM new_rows'),
            **statement,
        ),
        pgtrigger.Trigger(
            name=f"touch_{column}_update",
            operation=pgtrigger.Update,
            referencing=pgtrigger.Referencing(old="old_rows", new="new_rows"),
            func=touch(moved),
            **statement,
        ),
        pgtrigger.Trigger(
            name=f"touch_{column}_delete",
            operation=pgtrigger.Delete,
            referencing=pgtrigger.Referencing(old="old_rows"),
            func=touch(f'SELECT "{column}" FROM old_rows'),
            **statement,
        ),
    ]


def untouched_since_load(history: str) -> str:
    """Return the SQL condition that OLD is as a load created it, and that this transaction reverts that load.

    All events of the row are of the load's own transactions and of those of its reversal. Who names another batch, or
    one that is not being reverted, opens nothing.
    """
    return f"""EXISTS (
        SELECT FROM claims_importbatch AS batch
        WHERE batch.id = NULLIF(current_setting('{REVERTING}', TRUE), '')::bigint AND batch.state = 'reverting'
          AND NOT EXISTS (
            SELECT FROM {history} AS e WHERE e.pgh_obj_id = OLD.id AND NOT EXISTS (
                SELECT FROM claims_importstep AS step
                WHERE step.batch_id = batch.id AND step.xid = e.pgh_xid AND step.began_at = e.pgh_created_at
            )
        )
    )"""


def changed_last_by_load(history: str) -> str:
    """Return the SQL condition that a load changed OLD last, and that this transaction reverts that load."""
    return f"""EXISTS (
        SELECT FROM claims_importbatch AS batch JOIN claims_importstep AS step ON step.batch_id = batch.id
        WHERE batch.id = NULLIF(current_setting('{REVERTING}', TRUE), '')::bigint AND batch.state = 'reverting'
          AND (step.xid, step.began_at) = (
            SELECT e.pgh_xid, e.pgh_created_at FROM {history} AS e WHERE e.pgh_obj_id = OLD.id
            ORDER BY e.pgh_id DESC LIMIT 1
        )
    )"""


def keep_moves(
    name: str, field: str, moves: Iterable[tuple[str, str]], message: str, unless: str = "FALSE"
) -> pgtrigger.Trigger:
    """Return a trigger that refuses changes of a state other than the given moves."""
    pairs = ", ".join(sorted({f"('{start}', '{end}')" for start, end in moves if start != end}))
    is_illegal = f"(OLD.{field}, NEW.{field}) NOT IN ({pairs}) AND NOT ({unless})"
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.Before,
        operation=pgtrigger.Update,
        condition=pgtrigger.Condition(f"(OLD.{field} IS DISTINCT FROM NEW.{field})"),
        func=f"IF {is_illegal} THEN {refusal(name, message)} END IF; RETURN NEW;",
    )


def citations_together(column: str) -> pgtrigger.Trigger:
    """Return a deferred trigger that refuses to move a verdict to another claim without its evidence, or vice versa."""
    return pgtrigger.Trigger(
        name="citations_together",
        when=pgtrigger.After,
        operation=pgtrigger.Update,
        timing=pgtrigger.Deferred,
        condition=pgtrigger.Condition("(OLD.claim_id <> NEW.claim_id)"),
        func=f"""
            IF EXISTS (
                SELECT FROM claims_verdictevidence AS cited
                JOIN claims_verdict AS verdict ON verdict.id = cited.verdict_id
                JOIN claims_evidence AS evidence ON evidence.id = cited.evidence_id
                JOIN claims_claim AS claim ON claim.id = verdict.claim_id
                WHERE cited.{column}_id = NEW.id AND verdict.claim_id <> evidence.claim_id
                  AND claim.merged_into_id IS NULL  -- what stays on a merged claim cites what moved away
            ) THEN {refusal("citations_together", "A verdict and the evidence that it cites move together.")} END IF;
            RETURN NULL;
        """,
    )


def tick_noun_clock(columns: list[str] | None = None) -> pgtrigger.Trigger:
    """Return a trigger that ticks the clock of shared nouns once per transaction that changes one.

    Deferred to the commit, so that the clock is always the last lock taken and is held briefly.
    """
    changed = (
        "OLD.version <> NEW.version"
        if columns is None
        else " OR ".join(f'OLD."{column}" IS DISTINCT FROM NEW."{column}"' for column in columns)
    )
    return pgtrigger.Trigger(
        name="tick_noun_clock",
        when=pgtrigger.After,
        operation=pgtrigger.Update,
        timing=pgtrigger.Deferred,
        condition=pgtrigger.Condition(f"({changed})"),
        func="""
            UPDATE claims_nounclock SET value = value + 1, changed_in = pg_current_xact_id()
            WHERE changed_in <> pg_current_xact_id();
            RETURN NULL;
        """,
    )


def tell_finished() -> pgtrigger.Trigger:
    """Return the trigger that gives an import its place in the feed when it finishes, unless it is a dry run."""
    return pgtrigger.Trigger(
        name="tell_finished",
        when=pgtrigger.Before,
        operation=pgtrigger.Update,
        func="""
            NEW.told_epoch := OLD.told_epoch;
            NEW.told_xid := OLD.told_xid;
            NEW.told_event := OLD.told_event;
            IF NEW.state = 'finished' AND OLD.told_event IS NULL AND NOT NEW.is_dry_run THEN
                NEW.told_epoch := claims_feed_epoch();
                NEW.told_xid := pg_current_xact_id();
                NEW.told_event := nextval(pg_get_serial_sequence('claims_claimevent', 'pgh_id'));
            END IF;
            RETURN NEW;
        """,
    )
