import claims.migrations
import claims.models.fields
import claims.models.history
import datetime
import django.contrib.auth.models
import django.contrib.auth.validators
import django.contrib.postgres.fields
import django.contrib.postgres.functions
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.constraints
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.comparison
import django.db.models.functions.datetime
import django.db.models.functions.text
import django.db.models.lookups
import django.utils.timezone
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from decimal import Decimal
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        migrations.RunSQL(
            sql=claims.migrations.FEED_EPOCH,
            reverse_sql="DROP FUNCTION claims_feed_epoch()",
        ),
        migrations.CreateModel(
            name="RatingScale",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.IntegerField(db_default=1, editable=False)),
                (
                    "changed_in",
                    claims.models.fields.XactIdField(db_default=claims.models.fields.CurrentXactId(), editable=False),
                ),
                (
                    "created_at",
                    models.DateTimeField(db_default=django.contrib.postgres.functions.TransactionNow(), editable=False),
                ),
                (
                    "updated_at",
                    models.DateTimeField(db_default=django.contrib.postgres.functions.TransactionNow(), editable=False),
                ),
                ("slug", models.CharField(max_length=100)),
                ("name", models.CharField(max_length=300)),
                ("worst", claims.models.fields.NumericField(blank=True, decimal_places=12, max_digits=42, null=True)),
                ("best", claims.models.fields.NumericField(blank=True, decimal_places=12, max_digits=42, null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("slug__regex", "^[a-z0-9]+(-[a-z0-9]+)*$")),
                        name="ratingscale_slug_form",
                        violation_error_message="slug must be lower-case letters and digits, joined by single hyphens.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name__regex", "\\S")),
                        name="ratingscale_name_filled",
                        violation_error_message="name must not be empty.",
                    ),
                    models.UniqueConstraint(
                        fields=("slug",),
                        name="ratingscale_slug_unique",
                        violation_error_message="A rating scale of this slug is there already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("best__isnull", True), ("worst__isnull", True)),
                            models.Q(
                                ("best__isnull", False),
                                ("worst__isnull", False),
                                ("worst__lt", models.F("best")),
                                ("best__lt", Decimal("1000000000000000000000000000000")),
                                ("worst__gt", Decimal("-1.000000000000000000000000000E+30")),
                            ),
                            _connector="OR",
                        ),
                        name="ratingscale_ends",
                        violation_error_message="worst and best must be given together, worst being the smaller.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="raise_version",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='\n            IF ROW(OLD."slug", OLD."name", OLD."worst", OLD."best") IS DISTINCT FROM ROW(NEW."slug", NEW."name", NEW."worst", NEW."best")\n               OR (NEW.changed_in = pg_current_xact_id() AND (OLD.changed_in <> pg_current_xact_id() OR OLD.updated_at <> now())) THEN\n                NEW.version := OLD.version + ((OLD.changed_in <> pg_current_xact_id() OR OLD.updated_at <> now()))::int;\n                NEW.changed_in := pg_current_xact_id();\n                NEW.updated_at := now();\n            ELSE\n                NEW.version := OLD.version;\n                NEW.changed_in := OLD.changed_in;\n                NEW.updated_at := OLD.updated_at;\n            END IF;\n            NEW.id := OLD.id;\n            NEW.created_at := OLD.created_at;\n            RETURN NEW;\n        ',
                            hash="74982919470aae2c4d1a66e5b0a5b6d151a0e328",
                            operation="UPDATE",
                            pgid="pgtrigger_raise_version_2d26c",
                            table="claims_ratingscale",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'This table is never truncated: its rows have a history.' USING ERRCODE = 'check_violation', CONSTRAINT = 'no_truncate';",
                            hash="44c1c46e4123f197143d332df4a0efb60b2205c5",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_8dd80",
                            table="claims_ratingscale",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="tick_noun_clock",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.version <> NEW.version)",
                            constraint="CONSTRAINT",
                            func="\n            UPDATE claims_nounclock SET value = value + 1, changed_in = pg_current_xact_id()\n            WHERE changed_in <> pg_current_xact_id();\n            RETURN NULL;\n        ",
                            hash="be148e642f40c125e492128c50e03485eee1bede",
                            operation="UPDATE",
                            pgid="pgtrigger_tick_noun_clock_f2a63",
                            table="claims_ratingscale",
                            timing="DEFERRABLE INITIALLY DEFERRED",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="scale_holds_ratings",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                    IF EXISTS (\n                        SELECT FROM claims_rating WHERE scale_id = NEW.id AND value IS NOT NULL\n                        AND (value BETWEEN NEW.worst AND NEW.best) IS NOT TRUE\n                    ) THEN RAISE EXCEPTION 'A rating of this scale lies outside these ends.' USING ERRCODE = 'check_violation', CONSTRAINT = 'scale_holds_ratings'; END IF;\n                    RETURN NEW;\n                ",
                            hash="6ecbfa5b00fd6f0f664fa7902d380348ed87969d",
                            operation='UPDATE OF "worst", "best"',
                            pgid="pgtrigger_scale_holds_ratings_9c081",
                            table="claims_ratingscale",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_ratingscaleevent" ("best", "created_at", "id", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "version", "worst") SELECT new_values."best", new_values."created_at", new_values."id", new_values."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', new_values."id", new_values."slug", new_values."version", new_values."worst" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="9a22b6930e54d4fbf0d685cabc8e075e8cf705fd",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_cee2b",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="claims_ratingscale",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_ratingscaleevent" ("best", "created_at", "id", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "version", "worst") SELECT new_values."best", new_values."created_at", new_values."id", new_values."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', new_values."id", new_values."slug", new_values."version", new_values."worst" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."best" IS DISTINCT FROM (new_values."best") OR old_values."created_at" IS DISTINCT FROM (new_values."created_at") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."name" IS DISTINCT FROM (new_values."name") OR old_values."slug" IS DISTINCT FROM (new_values."slug") OR old_values."version" IS DISTINCT FROM (new_values."version") OR old_values."worst" IS DISTINCT FROM (new_values."worst")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="c4dc1b203ae0b78759b28edecba9b0bbc1e168dc",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_0bfc9",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="claims_ratingscale",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_ratingscaleevent" ("best", "created_at", "id", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "version", "worst") SELECT old_values."best", old_values."created_at", old_values."id", old_values."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', old_values."id", old_values."slug", old_values."version", old_values."worst" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="16540180d2577f0c740348f4a7c1007a45640d43",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_fef73",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="claims_ratingscale",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Rating",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.IntegerField(db_default=1, editable=False)),
                (
                    "changed_in",
                    claims.models.fields.XactIdField(db_default=claims.models.fields.CurrentXactId(), editable=False),
                ),
                (
                    "created_at",
                    models.DateTimeField(db_default=django.contrib.postgres.functions.TransactionNow(), editable=False),
                ),
                (
                    "updated_at",
                    models.DateTimeField(db_default=django.contrib.postgres.functions.TransactionNow(), editable=False),
                ),
                ("slug", models.CharField(max_length=100)),
                ("name", models.CharField(max_length=300)),
                ("position", models.IntegerField()),
                ("value", claims.models.fields.NumericField(blank=True, decimal_places=12, max_digits=42, null=True)),
                ("is_retired", models.BooleanField(db_default=False, default=False)),
                (
                    "normalized",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("true", "true"),
                            ("mostly_true", "mostly true"),
                            ("half_true", "half true"),
                            ("mostly_false", "mostly false"),
                            ("false", "false"),
                            ("mixture", "mixture"),
                            ("misleading", "misleading"),
                            ("missing_context", "missing context"),
                            ("altered", "altered"),
                            ("satire", "satire"),
                            ("outdated", "outdated"),
                            ("unproven", "unproven"),
                            ("not_checkable", "not checkable"),
                        ],
                        max_length=16,
                        null=True,
                    ),
                ),
                (
                    "scale",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="ratings", to="claims.ratingscale"
                    ),
                ),
            ],
            options={
                "ordering": ["scale", "position"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("slug__regex", "^[a-z0-9]+(-[a-z0-9]+)*$")),
                        name="rating_slug_form",
                        violation_error_message="slug must be lower-case letters and digits, joined by single hyphens.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name__regex", "\\S")),
                        name="rating_name_filled",
                        violation_error_message="name must not be empty.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "normalized__in",
                                [
                                    "true",
                                    "mostly_true",
                                    "half_true",
                                    "mostly_false",
                                    "false",
                                    "mixture",
                                    "misleading",
                                    "missing_context",
                                    "altered",
                                    "satire",
                                    "outdated",
                                    "unproven",
                                    "not_checkable",
                                ],
                            )
                        ),
                        name="rating_normalized_word",
                        violation_error_message="normalized must be one of: true, mostly_true, half_true, mostly_false, false, mixture, misleading, missing_context, altered, satire, outdated, unproven, not_checkable.",
                    ),
                    models.UniqueConstraint(
                        fields=("scale", "slug"),
                        name="rating_slug_unique",
                        violation_error_message="A rating of this slug is on the scale already.",
                    ),
                    models.UniqueConstraint(
                        fields=("scale", "position"),
                        name="rating_position_unique",
                        violation_error_message="A rating stands at this position of the scale already.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="raise_version",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='\n            IF ROW(OLD."scale_id", OLD."slug", OLD."name", OLD."position", OLD."value", OLD."is_retired", OLD."normalized") IS DISTINCT FROM ROW(NEW."scale_id", NEW."slug", NEW."name", NEW."position", NEW."value", NEW."is_retired", NEW."normalized")\n               OR (NEW.changed_in = pg_current_xact_id() AND (OLD.changed_in <> pg_current_xact_id() OR OLD.updated_at <> now())) THEN\n                NEW.version := OLD.version + ((OLD.changed_in <> pg_current_xact_id() OR OLD.updated_at <> now()))::int;\n                NEW.changed_in := pg_current_xact_id();\n                NEW.updated_at := now();\n            ELSE\n                NEW.version := OLD.version;\n                NEW.changed_in := OLD.changed_in;\n                NEW.updated_at := OLD.updated_at;\n            END IF;\n            NEW.id := OLD.id;\n            NEW.created_at := OLD.created_at;\n            RETURN NEW;\n        ',
                            hash="b38c98a7e658899e204270ce37357984ded0abc9",
                            operation="UPDATE",
                            pgid="pgtrigger_raise_version_39d1a",
                            table="claims_rating",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'This table is never truncated: its rows have a history.' USING ERRCODE = 'check_violation', CONSTRAINT = 'no_truncate';",
                            hash="5e608ac612164183a8529eadad88df4be2669b8f",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_4a47b",
                            table="claims_rating",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="touch_scale_id_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='\n            UPDATE claims_ratingscale SET changed_in = pg_current_xact_id() WHERE id = ANY(ARRAY(\n                SELECT id FROM claims_ratingscale WHERE id = ANY(ARRAY(SELECT "scale_id" FROM new_rows)) AND (claims_ratingscale.changed_in <> pg_current_xact_id() OR claims_ratingscale.updated_at <> now())\n                ORDER BY id FOR NO KEY UPDATE\n            ));\n            RETURN NULL;\n        ',
                            hash="f8e3b1a5d2f461ab2c71cb7ff3546e578e477c61",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_touch_scale_id_insert_706b6",
                            referencing="REFERENCING NEW TABLE AS new_rows ",
                            table="claims_rating",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="touch_scale_id_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='\n            UPDATE claims_ratingscale SET changed_in = pg_current_xact_id() WHERE id = ANY(ARRAY(\n                SELECT id FROM claims_ratingscale WHERE id = ANY(ARRAY(\n        SELECT unnest(ARRAY[n."scale_id", o."scale_id"])\n        FROM new_rows AS n JOIN old_rows AS o ON n.id = o.id AND n.version <> o.version\n    )) AND (claims_ratingscale.changed_in <> pg_current_xact_id() OR claims_ratingscale.updated_at <> now())\n                ORDER BY id FOR NO KEY UPDATE\n            ));\n            RETURN NULL;\n        ',
                            hash="a499939a2348fcba6dc934d4bd3b0bd26ed87971",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_touch_scale_id_update_e78ed",
                            referencing="REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ",
                            table="claims_rating",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="touch_scale_id_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='\n            UPDATE claims_ratingscale SET changed_in = pg_current_xact_id() WHERE id = ANY(ARRAY(\n                SELECT id FROM claims_ratingscale WHERE id = ANY(ARRAY(SELECT "scale_id" FROM old_rows)) AND (claims_ratingscale.changed_in <> pg_current_xact_id() OR claims_ratingscale.updated_at <> now())\n                ORDER BY id FOR NO KEY UPDATE\n            ));\n            RETURN NULL;\n        ',
                            hash="044557810aa946b54cf93dca7b274106a0b479cf",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_touch_scale_id_delete_9c750",
                            referencing="REFERENCING OLD TABLE AS old_rows ",
                            table="claims_rating",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="tick_noun_clock",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.version <> NEW.version)",
                            constraint="CONSTRAINT",
                            func="\n            UPDATE claims_nounclock SET value = value + 1, changed_in = pg_current_xact_id()\n            WHERE changed_in <> pg_current_xact_id();\n            RETURN NULL;\n        ",
                            hash="57fda99f1ae91cc978489ce7264a8d4d420134e1",
                            operation="UPDATE",
                            pgid="pgtrigger_tick_noun_clock_288a8",
                            table="claims_rating",
                            timing="DEFERRABLE INITIALLY DEFERRED",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="rating_inside_scale",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                    IF NEW.value IS NOT NULL AND NOT EXISTS (\n                        SELECT FROM claims_ratingscale WHERE id = NEW.scale_id AND NEW.value BETWEEN worst AND best\n                        FOR SHARE\n                    ) THEN RAISE EXCEPTION 'value must lie between the ends of the scale.' USING ERRCODE = 'check_violation', CONSTRAINT = 'rating_inside_scale'; END IF;\n                    RETURN NEW;\n                ",
                            hash="59d9b4ec9ee07f350aa8cbd8d5a378919bbb5127",
                            operation='INSERT OR UPDATE OF "value", "scale_id"',
                            pgid="pgtrigger_rating_inside_scale_93915",
                            table="claims_rating",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_ratingevent" ("created_at", "id", "is_retired", "name", "normalized", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "scale_id", "slug", "value", "version") SELECT new_values."created_at", new_values."id", new_values."is_retired", new_values."name", new_values."normalized", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', new_values."id", new_values."position", new_values."scale_id", new_values."slug", new_values."value", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="18d00e55844466d49cadfe52469b02ae3eaf8a48",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_49e43",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="claims_rating",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_ratingevent" ("created_at", "id", "is_retired", "name", "normalized", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "scale_id", "slug", "value", "version") SELECT new_values."created_at", new_values."id", new_values."is_retired", new_values."name", new_values."normalized", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', new_values."id", new_values."position", new_values."scale_id", new_values."slug", new_values."value", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."created_at" IS DISTINCT FROM (new_values."created_at") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."is_retired" IS DISTINCT FROM (new_values."is_retired") OR old_values."name" IS DISTINCT FROM (new_values."name") OR old_values."normalized" IS DISTINCT FROM (new_values."normalized") OR old_values."position" IS DISTINCT FROM (new_values."position") OR old_values."scale_id" IS DISTINCT FROM (new_values."scale_id") OR old_values."slug" IS DISTINCT FROM (new_values."slug") OR old_values."value" IS DISTINCT FROM (new_values."value") OR old_values."version" IS DISTINCT FROM (new_values."version")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="8763c3e4146721004536426cd33f5424030b70c3",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_40dc3",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="claims_rating",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_ratingevent" ("created_at", "id", "is_retired", "name", "normalized", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "scale_id", "slug", "value", "version") SELECT old_values."created_at", old_values."id", old_values."is_retired", old_values."name", old_values."normalized", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', old_values."id", old_values."position", old_values."scale_id", old_values."slug", old_values."value", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="25e5c22aea7f8f232d36b4f8df74218160a4b76f",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_eea28",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="claims_rating",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="User",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                (
                    "username",
                    models.CharField(
                        error_messages={"unique": "A user with that username already exists."},
                        help_text="Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.",
                        max_length=150,
                        unique=True,
                        validators=[django.contrib.auth.validators.UnicodeUsernameValidator()],
                        verbose_name="username",
                    ),
                ),
                ("first_name", models.CharField(blank=True, max_length=150, verbose_name="first name")),
                ("last_name", models.CharField(blank=True, max_length=150, verbose_name="last name")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="email address")),
                (
                    "is_staff",
                    models.BooleanField(
                        default=False,
                        help_text="Designates whether the user can log into this admin site.",
                        verbose_name="staff status",
                    ),
                ),
                (
                    "is_active",
                    models.BooleanField(
                        default=True,
                        help_text="Designates whether this user should be treated as active. Unselect this instead of deleting accounts.",
                        verbose_name="active",
                    ),
                ),
                ("date_joined", models.DateTimeField(default=django.utils.timezone.now, verbose_name="date joined")),
                (
                    "time_zone",
                    models.CharField(default="UTC", help_text="IANA name, for example Europe/Berlin.", max_length=64),
                ),
                (
                    "is_service",
                    models.BooleanField(default=False, help_text="A program: it cannot log in, and never approves."),
                ),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
                (
                    "user_permissions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Specific permissions for this user.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.permission",
                        verbose_name="user permissions",
                    ),
                ),
            ],
            options={
                "verbose_name": "user",
                "verbose_name_plural": "users",
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="tick_noun_clock",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."username" IS DISTINCT FROM NEW."username" OR OLD."first_name" IS DISTINCT FROM NEW."first_name" OR OLD."last_name" IS DISTINCT FROM NEW."last_name")',
                            constraint="CONSTRAINT",
                            func="\n            UPDATE claims_nounclock SET value = value + 1, changed_in = pg_current_xact_id()\n            WHERE changed_in <> pg_current_xact_id();\n            RETURN NULL;\n        ",
                            hash="dbd0b3e133c90cf247367306a478b009124f81a6",
                            operation="UPDATE",
                            pgid="pgtrigger_tick_noun_clock_02c66",
                            table="claims_user",
                            timing="DEFERRABLE INITIALLY DEFERRED",
                            when="AFTER",
                        ),
                    )
                ],
            },
            managers=[
                ("objects", django.contrib.auth.models.UserManager()),
            ],
        ),
        migrations.CreateModel(
            name="Entity",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.IntegerField(db_default=1, editable=False)),
                (
                    "changed_in",
                    claims.models.fields.XactIdField(db_default=claims.models.fields.CurrentXactId(), editable=False),
                ),
                (
                    "created_at",
                    models.DateTimeField(db_default=django.contrib.postgres.functions.TransactionNow(), editable=False),
                ),
                (
                    "updated_at",
                    models.DateTimeField(db_default=django.contrib.postgres.functions.TransactionNow(), editable=False),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("person", "person"),
                            ("organisation", "organisation"),
                            ("government", "government"),
                            ("group", "group"),
                            ("unknown", "unknown"),
                        ],
                        db_default="unknown",
                        default="unknown",
                        max_length=13,
                    ),
                ),
                ("name", models.CharField(max_length=300)),
                (
                    "disambiguation",
                    models.CharField(
                        blank=True,
                        db_default="",
                        default="",
                        help_text="Tells two of the same name apart.",
                        max_length=300,
                    ),
                ),
                (
                    "aliases",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=300), blank=True, db_default=[], default=list, size=None
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        blank=True,
                        db_default="",
                        default="",
                        help_text="Today's; the role at the time stands on the attribution.",
                        max_length=300,
                    ),
                ),
                ("wikidata_id", models.CharField(blank=True, help_text="For example Q30.", max_length=20, null=True)),
                ("url", models.CharField(blank=True, db_default="", default="", max_length=2048)),
            ],
            options={
                "verbose_name_plural": "entities",
                "indexes": [django.contrib.postgres.indexes.GinIndex(fields=["aliases"], name="entity_aliases")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["person", "organisation", "government", "group", "unknown"])),
                        name="entity_kind_word",
                        violation_error_message="kind must be one of: person, organisation, government, group, unknown.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name__regex", "\\S")),
                        name="entity_name_filled",
                        violation_error_message="name must not be empty.",
                    ),
                    models.UniqueConstraint(
                        django.db.models.functions.text.Lower("name"),
                        django.db.models.functions.text.Lower("disambiguation"),
                        name="entity_name_unique",
                        violation_error_message="An entity of this name and disambiguation is there already.",
                    ),
                    models.UniqueConstraint(fields=("wikidata_id",), name="entity_wikidata_id_unique"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("wikidata_id__isnull", True), ("wikidata_id__regex", "^Q[1-9][0-9]*$"), _connector="OR"
                        ),
                        name="entity_wikidata_id_form",
                        violation_error_message="wikidata_id must be a Q followed by digits.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="raise_version",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='\n            IF ROW(OLD."kind", OLD."name", OLD."disambiguation", OLD."aliases", OLD."role", OLD."wikidata_id", OLD."url") IS DISTINCT FROM ROW(NEW."kind", NEW."name", NEW."disambiguation", NEW."aliases", NEW."role", NEW."wikidata_id", NEW."url")\n               OR (NEW.changed_in = pg_current_xact_id() AND (OLD.changed_in <> pg_current_xact_id() OR OLD.updated_at <> now())) THEN\n                NEW.version := OLD.version + ((OLD.changed_in <> pg_current_xact_id() OR OLD.updated_at <> now()))::int;\n                NEW.changed_in := pg_current_xact_id();\n                NEW.updated_at := now();\n            ELSE\n                NEW.version := OLD.version;\n                NEW.changed_in := OLD.changed_in;\n                NEW.updated_at := OLD.updated_at;\n            END IF;\n            NEW.id := OLD.id;\n            NEW.created_at := OLD.created_at;\n            RETURN NEW;\n        ',
                            hash="9593091ec672b716c5b22c148cf3032395710a7e",
                            operation="UPDATE",
                            pgid="pgtrigger_raise_version_61613",
                            table="claims_entity",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'This table is never truncated: its rows have a history.' USING ERRCODE = 'check_violation', CONSTRAINT = 'no_truncate';",
                            hash="8374ffa0bbf2fe54248e7e3eb489ded55806e4eb",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_6b6ea",
                            table="claims_entity",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="tick_noun_clock",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.version <> NEW.version)",
                            constraint="CONSTRAINT",
                            func="\n            UPDATE claims_nounclock SET value = value + 1, changed_in = pg_current_xact_id()\n            WHERE changed_in <> pg_current_xact_id();\n            RETURN NULL;\n        ",
                            hash="bb033f022282e5c47c8f11374ef60894649c586d",
                            operation="UPDATE",
                            pgid="pgtrigger_tick_noun_clock_b75ae",
                            table="claims_entity",
                            timing="DEFERRABLE INITIALLY DEFERRED",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_entityevent" ("aliases", "created_at", "disambiguation", "id", "kind", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "url", "version", "wikidata_id") SELECT new_values."aliases", new_values."created_at", new_values."disambiguation", new_values."id", new_values."kind", new_values."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', new_values."id", new_values."role", new_values."url", new_values."version", new_values."wikidata_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="7871a93fb79b9aa34561e61e07fb90513e04b419",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_9b43a",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="claims_entity",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_entityevent" ("aliases", "created_at", "disambiguation", "id", "kind", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "url", "version", "wikidata_id") SELECT new_values."aliases", new_values."created_at", new_values."disambiguation", new_values."id", new_values."kind", new_values."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', new_values."id", new_values."role", new_values."url", new_values."version", new_values."wikidata_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."aliases" IS DISTINCT FROM (new_values."aliases") OR old_values."created_at" IS DISTINCT FROM (new_values."created_at") OR old_values."disambiguation" IS DISTINCT FROM (new_values."disambiguation") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."kind" IS DISTINCT FROM (new_values."kind") OR old_values."name" IS DISTINCT FROM (new_values."name") OR old_values."role" IS DISTINCT FROM (new_values."role") OR old_values."url" IS DISTINCT FROM (new_values."url") OR old_values."version" IS DISTINCT FROM (new_values."version") OR old_values."wikidata_id" IS DISTINCT FROM (new_values."wikidata_id")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="eef5781602d8cfd77948fc3d81449aa45022836f",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_c2d69",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="claims_entity",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_entityevent" ("aliases", "created_at", "disambiguation", "id", "kind", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "url", "version", "wikidata_id") SELECT old_values."aliases", old_values."created_at", old_values."disambiguation", old_values."id", old_values."kind", old_values."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', old_values."id", old_values."role", old_values."url", old_values."version", old_values."wikidata_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="aea6dc15d647a34a16dd09a449bab70415d820ce",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_622f8",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="claims_entity",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Claim",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.IntegerField(db_default=1, editable=False)),
                (
                    "changed_in",
                    claims.models.fields.XactIdField(db_default=claims.models.fields.CurrentXactId(), editable=False),
                ),
                (
                    "created_at",
                    models.DateTimeField(db_default=django.contrib.postgres.functions.TransactionNow(), editable=False),
                ),
                (
                    "updated_at",
                    models.DateTimeField(db_default=django.contrib.postgres.functions.TransactionNow(), editable=False),
                ),
                ("text", models.TextField()),
                ("language", models.CharField(db_default="en", default="en", help_text="BCP 47.", max_length=35)),
                ("claimed_on", models.DateField(blank=True, null=True)),
                (
                    "claimed_on_precision",
                    models.CharField(
                        blank=True,
                        choices=[("year", "year"), ("month", "month"), ("day", "day")],
                        help_text="How much of the date is known.",
                        max_length=5,
                        null=True,
                    ),
                ),
                ("place", models.CharField(blank=True, db_default="", default="", max_length=300)),
                (
                    "topics",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=100), blank=True, db_default=[], default=list, size=None
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("new", "new"),
                            ("triaged", "triaged"),
                            ("in_progress", "in progress"),
                            ("checked", "checked"),
                            ("declined", "declined"),
                            ("merged", "merged"),
                        ],
                        db_default="new",
                        default="new",
                        max_length=12,
                    ),
                ),
                (
                    "decline_code",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("opinion", "opinion"),
                            ("prediction", "prediction"),
                            ("out_of_scope", "out of scope"),
                            ("unverifiable", "unverifiable"),
                            ("duplicate", "duplicate"),
                            ("other", "other"),
                        ],
                        max_length=13,
                        null=True,
                    ),
                ),
                ("status_reason", models.TextField(blank=True, db_default="", default="")),
                (
                    "priority",
                    models.CharField(
                        choices=[("low", "low"), ("normal", "normal"), ("high", "high"), ("urgent", "urgent")],
                        db_default="normal",
                        default="normal",
                        max_length=7,
                    ),
                ),
                ("due_at", models.DateTimeField(blank=True, null=True)),
                (
                    "search",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Case(
                            models.When(
                                django.db.models.lookups.Exact(
                                    models.Func(
                                        models.F("language"),
                                        models.Value("-"),
                                        models.Value(1),
                                        function="split_part",
                                        output_field=models.CharField(),
                                    ),
                                    models.Value("en"),
                                ),
                                then=django.contrib.postgres.search.SearchVector("text", config="english"),
                            ),
                            models.When(
                                django.db.models.lookups.Exact(
                                    models.Func(
                                        models.F("language"),
                                        models.Value("-"),
                                        models.Value(1),
                                        function="split_part",
                                        output_field=models.CharField(),
                                    ),
                                    models.Value("ar"),
                                ),
                                then=django.contrib.postgres.search.SearchVector("text", config="arabic"),
                            ),
                            models.When(
                                django.db.models.lookups.Exact(
                                    models.Func(
                                        models.F("language"),
                                        models.Value("-"),
                                        models.Value(1),
                                        function="split_part",
                                        output_field=models.CharField(),
                                    ),
                                    models.Value("ca"),
                                ),
                                then=django.contrib.postgres.search.SearchVector("text", config="catalan"),
                            ),
                            models.When(
                                django.db.models.lookups.Exact(
                                    models.Func(
                                        models.F("language"),
                                        models.Value("-"),
                                        models.Value(1),
                                        function="split_part",
                                        output_field=models.CharField(),
                                    ),
                                    models.Value("da"),
                                ),
                                then=django.contrib.postgres.search.SearchVector("text", config="danish"),
                            ),
                            models.When(
                                django.db.models.lookups.Exact(
                                    models.Func(
                                        models.F("language"),
                                        models.Value("-"),
                                        models.Value(1),
                                        function="split_part",
                                        output_field=models.CharField(),
                                    ),
                                    models.Value("de"),
                                ),
                                then=django.contrib.postgres.search.SearchVector("text", config="german"),
                            ),
                            models.When(
                                django.db.models.lookups.Exact(
                                    models.Func(
                                        models.F("language"),
                                        models.Value("-"),
                                        models.Value(1),
                                        function="split_part",
                                        output_field=models.CharField(),
                                    ),
                                    models.Value("el"),
                                ),
                                then=django.contrib.postgres.search.SearchVector("text", config="greek"),
                            ),
                            models.When(
                                django.db.models.lookups.Exact(
                                    models.Func(
                                        models.F("language"),
                                        models.Value("-"),
                                        models.Value(1),
                                        function="split_part",
                                        output_field=models.CharField(),
                                    ),
                                    models.Value("es"),
                                ),
                                then=django.contrib.postgres.search.SearchVector("text", config="spanish"),
                            ),
                            models.When(
                                django.db.models.lookups.Exact(
                                    models.Func(
                                        models.F("language"),
                                        models.Value("-"),
                                        models.Value(1),
                                        function="split_part",
                                        output_field=models.CharField(),
                                    ),
                                    models.Value("eu"),
                                ),
                                then=django.contrib.postgres.search.SearchVector("text", config="basque"),
                            ),
                            models.When(
                                django.db.models.lookups.Exact(
                                    models.Func(
                                        models.F("language"),
                                        models.Value("-"),
                                        models.Value(1),
                                        function="split_part",
                                        output_field=models.CharField(),
                                    ),
                                    models.Value("fi"),
                                ),
                                then=django.contrib.postgres.search.SearchVector("text", config="finnish"),
                            ),
                            models.When(
                                django.db.models.lookups.Exact(
                                    models.Func(
                                        models.F("language"),
                                        models.Value("-"),
                                        models.Value(1),
                                        function="split_part",
                                        output_field=models.CharField(),
                                    ),
                                    models.Value("fr"),
                                ),
                                then=django.contrib.postgres.search.SearchVector("text", config="french"),
                            ),
                            models.When(
                                django.db.models.lookups.Exact(
                                    models.Func(
                                        models.F("language"),
                                        models.Value("-"),
                                        models.Value(1),
                                        function="split_part",
                                        output_field=models.CharField(),
                                    ),
                                    models.Value("ga"),
                                ),
                                then=django.contrib.postgres.search.SearchVector("text", config="irish"),
                            ),
                            models.When(
                                django.db.models.lookups.Exact(
                                    models.Func(
                                        models.F("language"),
                                        models.Value("-"),
                                        models.Value(1),
                                        function="split_part",
                                        output_field=models.CharField(),
                                    ),
                                    models.Value("hi"),
                                ),
                                then=django.contrib.postgres.search.SearchVector("text", config="hindi"),
                            ),
                            models.When(
                                django.db.models.lookups.Exact(
                                    models.Func(
                                        models.F("language"),
                                        models.Value("-"),
                                        models.Value(1),
                                        function="split_part",
                                        output_field=models.CharField(),
                                    ),
                                    models.Value("hu"),
                                ),
                                then=django.contrib.postgres.search.SearchVector("text", config="hungarian"),
                            ),
                            models.When(
                                django.db.models.lookups.Exact(
                                    models.Func(
                                        models.F("language"),
                                        models.Value("-"),
                                        models.Value(1),
                                        function="split_part",
                                        output_field=models.CharField(),
                                    ),
                                    models.Value("hy"),
                                ),
                                then=django.contrib.postgres.search.SearchVector("text", config="armenian"),
                            ),
                            models.When(
                                django.db.models.lookups.Exact(
                                    models.Func(
                                        models.F("language"),
                                        models.Value("-"),
                                        models.Value(1),
                                        function="split_part",
                                        output_field=models.CharField(),
                                    ),
                                    models.Value("id"),
                                ),
                                then=django.contrib.postgres.search.SearchVector("text", config="indonesian"),
                            ),
                            models.When(
                                django.db.models.lookups.Exact(
                                    models.Func(
                                        models.F("language"),
                                        models.Value("-"),
                                        models.Value(1),
                                        function="split_part",
                                        output_field=models.CharField(),
                                    ),
                                    models.Value("it"),
                                ),
                                then=django.contrib.postgres.search.SearchVector("text", config="italian"),
                            ),
                            models.When(
                                django.db.models.lookups.Exact(
                                    models.Func(
                                        models.F("language"),
                                        models.Value("-"),
                                        models.Value(1),
                                        function="split_part",
                                        output_field=models.CharField(),
                                    ),
                                    models.Value("lt"),
                                ),
                                then=django.contrib.postgres.search.SearchVector("text", config="lithuanian"),
                            ),
                            models.When(
                                django.db.models.lookups.Exact(
                                    models.Func(
                                        models.F("language"),
                                        models.Value("-"),
                                        models.Value(1),
                                        function="split_part",
                                        output_field=models.CharField(),
                                    ),
                                    models.Value("ne"),
                                ),
                                then=django.contrib.postgres.search.SearchVector("text", config="nepali"),
                            ),
                            models.When(
                                django.db.models.lookups.Exact(
                                    models.Func(
                                        models.F("language"),
                                        models.Value("-"),
                                        models.Value(1),
                                        function="split_part",
                                        output_field=models.CharField(),
                                    ),
                                    models.Value("nl"),
                                ),
                                then=django.contrib.postgres.search.SearchVector("text", config="dutch"),
                            ),
                            models.When(
                                django.db.models.lookups.Exact(
                                    models.Func(
                                        models.F("language"),
                                        models.Value("-"),
                                        models.Value(1),
                                        function="split_part",
                                        output_field=models.CharField(),
                                    ),
                                    models.Value("no"),
                                ),
                                then=django.contrib.postgres.search.SearchVector("text", config="norwegian"),
                            ),
                            models.When(
                                django.db.models.lookups.Exact(
                                    models.Func(
                                        models.F("language"),
                                        models.Value("-"),
                                        models.Value(1),
                                        function="split_part",
                                        output_field=models.CharField(),
                                    ),
                                    models.Value("nb"),
                                ),
                                then=django.contrib.postgres.search.SearchVector("text", config="norwegian"),
                            ),
                            models.When(
                                django.db.models.lookups.Exact(
                                    models.Func(
                                        models.F("language"),
                                        models.Value("-"),
                                        models.Value(1),
                                        function="split_part",
                                        output_field=models.CharField(),
                                    ),
                                    models.Value("pt"),
                                ),
                                then=django.contrib.postgres.search.SearchVector("text", config="portuguese"),
                            ),
                            models.When(
                                django.db.models.lookups.Exact(
                                    models.Func(
                                        models.F("language"),
                                        models.Value("-"),
                                        models.Value(1),
                                        function="split_part",
                                        output_field=models.CharField(),
                                    ),
                                    models.Value("ro"),
                                ),
                                then=django.contrib.postgres.search.SearchVector("text", config="romanian"),
                            ),
                            models.When(
                                django.db.models.lookups.Exact(
                                    models.Func(
                                        models.F("language"),
                                        models.Value("-"),
                                        models.Value(1),
                                        function="split_part",
                                        output_field=models.CharField(),
                                    ),
                                    models.Value("ru"),
                                ),
                                then=django.contrib.postgres.search.SearchVector("text", config="russian"),
                            ),
                            models.When(
                                django.db.models.lookups.Exact(
                                    models.Func(
                                        models.F("language"),
                                        models.Value("-"),
                                        models.Value(1),
                                        function="split_part",
                                        output_field=models.CharField(),
                                    ),
                                    models.Value("sr"),
                                ),
                                then=django.contrib.postgres.search.SearchVector("text", config="serbian"),
                            ),
                            models.When(
                                django.db.models.lookups.Exact(
                                    models.Func(
                                        models.F("language"),
                                        models.Value("-"),
                                        models.Value(1),
                                        function="split_part",
                                        output_field=models.CharField(),
                                    ),
                                    models.Value("sv"),
                                ),
                                then=django.contrib.postgres.search.SearchVector("text", config="swedish"),
                            ),
                            models.When(
                                django.db.models.lookups.Exact(
                                    models.Func(
                                        models.F("language"),
                                        models.Value("-"),
                                        models.Value(1),
                                        function="split_part",
                                        output_field=models.CharField(),
                                    ),
                                    models.Value("ta"),
                                ),
                                then=django.contrib.postgres.search.SearchVector("text", config="tamil"),
                            ),
                            models.When(
                                django.db.models.lookups.Exact(
                                    models.Func(
                                        models.F("language"),
                                        models.Value("-"),
                                        models.Value(1),
                                        function="split_part",
                                        output_field=models.CharField(),
                                    ),
                                    models.Value("tr"),
                                ),
                                then=django.contrib.postgres.search.SearchVector("text", config="turkish"),
                            ),
                            models.When(
                                django.db.models.lookups.Exact(
                                    models.Func(
                                        models.F("language"),
                                        models.Value("-"),
                                        models.Value(1),
                                        function="split_part",
                                        output_field=models.CharField(),
                                    ),
                                    models.Value("yi"),
                                ),
                                then=django.contrib.postgres.search.SearchVector("text", config="yiddish"),
                            ),
                            default=django.contrib.postgres.search.SearchVector("text", config="simple"),
                            output_field=django.contrib.postgres.search.SearchVectorField(),
                        ),
                        output_field=django.contrib.postgres.search.SearchVectorField(),
                    ),
                ),
                (
                    "assignee",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assigned_claims",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merged_claims",
                        to="claims.claim",
                    ),
                ),
                (
                    "part_of",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parts",
                        to="claims.claim",
                    ),
                ),
                (
                    "claimant",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="claims",
                        to="claims.entity",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("assignee__isnull", False)),
                        fields=["assignee", "id"],
                        name="claim_assignee",
                    ),
                    django.contrib.postgres.indexes.GinIndex(fields=["search"], name="claim_search"),
                    django.contrib.postgres.indexes.GinIndex(fields=["topics"], name="claim_topics"),
                    models.Index(fields=["updated_at", "id"], name="claim_updated_at"),
                    models.Index(fields=["created_at", "id"], name="claim_created_at"),
                    models.Index(
                        django.db.models.functions.comparison.Coalesce(
                            "claimed_on", models.Value(datetime.date(1, 1, 1), models.DateField())
                        ),
                        models.F("id"),
                        name="claim_claimed_on",
                    ),
                    models.Index(fields=["status", "id"], name="claim_status"),
                    models.Index(fields=["language", "id"], name="claim_language"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("text__regex", "\\S"),
                            django.db.models.lookups.LessThanOrEqual(
                                django.db.models.functions.text.Length("text"), 5000
                            ),
                        ),
                        name="claim_text_filled",
                        violation_error_message="text must not be empty or over 5000 characters.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("language__regex", "\\S")),
                        name="claim_language_filled",
                        violation_error_message="language must not be empty.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ["new", "triaged", "in_progress", "checked", "declined", "merged"])
                        ),
                        name="claim_status_word",
                        violation_error_message="status must be one of: new, triaged, in_progress, checked, declined, merged.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("priority__in", ["low", "normal", "high", "urgent"])),
                        name="claim_priority_word",
                        violation_error_message="priority must be one of: low, normal, high, urgent.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "decline_code__in",
                                ["opinion", "prediction", "out_of_scope", "unverifiable", "duplicate", "other"],
                            )
                        ),
                        name="claim_decline_code_word",
                        violation_error_message="decline_code must be one of: opinion, prediction, out_of_scope, unverifiable, duplicate, other.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("claimed_on__isnull", True), ("claimed_on_precision__isnull", True)),
                            models.Q(
                                ("claimed_on__isnull", False),
                                ("claimed_on_precision", "day"),
                                ("claimed_on_precision__isnull", False),
                            ),
                            models.Q(
                                ("claimed_on__isnull", False),
                                ("claimed_on_precision", "month"),
                                ("claimed_on_precision__isnull", False),
                                django.db.models.lookups.Exact(
                                    django.db.models.functions.datetime.ExtractDay("claimed_on"), 1
                                ),
                            ),
                            models.Q(
                                ("claimed_on__isnull", False),
                                ("claimed_on_precision", "year"),
                                ("claimed_on_precision__isnull", False),
                                django.db.models.lookups.Exact(
                                    django.db.models.functions.datetime.ExtractMonth("claimed_on"), 1
                                ),
                                django.db.models.lookups.Exact(
                                    django.db.models.functions.datetime.ExtractDay("claimed_on"), 1
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="claim_claimed_on_partial",
                        violation_error_message="claimed_on needs a date and a precision, the date being the first day of what is known.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decline_code__isnull", False), ("status", "declined")),
                            models.Q(models.Q(("status", "declined"), _negated=True), ("decline_code__isnull", True)),
                            _connector="OR",
                        ),
                        name="claim_declined_with_code",
                        violation_error_message="A declined claim needs a decline_code, and no other has one.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("merged_into__isnull", False), ("status", "merged")),
                            models.Q(models.Q(("status", "merged"), _negated=True), ("merged_into__isnull", True)),
                            _connector="OR",
                        ),
                        name="claim_merged_with_pointer",
                        violation_error_message="A merged claim points to the claim it was merged into, and no other does.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("merged_into", models.F("id")), _negated=True),
                            models.Q(("part_of", models.F("id")), _negated=True),
                        ),
                        name="claim_not_of_itself",
                        violation_error_message="A claim can neither be part of itself nor be merged into itself.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="raise_version",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='\n            IF ROW(OLD."text", OLD."language", OLD."claimant_id", OLD."claimed_on", OLD."claimed_on_precision", OLD."place", OLD."topics", OLD."part_of_id", OLD."status", OLD."decline_code", OLD."status_reason", OLD."merged_into_id", OLD."priority", OLD."assignee_id", OLD."due_at", OLD."current_verdict_id", OLD."created_by_id") IS DISTINCT FROM ROW(NEW."text", NEW."language", NEW."claimant_id", NEW."claimed_on", NEW."claimed_on_precision", NEW."place", NEW."topics", NEW."part_of_id", NEW."status", NEW."decline_code", NEW."status_reason", NEW."merged_into_id", NEW."priority", NEW."assignee_id", NEW."due_at", NEW."current_verdict_id", NEW."created_by_id")\n               OR (NEW.changed_in = pg_current_xact_id() AND (OLD.changed_in <> pg_current_xact_id() OR OLD.updated_at <> now())) THEN\n                NEW.version := OLD.version + ((OLD.changed_in <> pg_current_xact_id() OR OLD.updated_at <> now()))::int;\n                NEW.changed_in := pg_current_xact_id();\n                NEW.updated_at := now();\n            ELSE\n                NEW.version := OLD.version;\n                NEW.changed_in := OLD.changed_in;\n                NEW.updated_at := OLD.updated_at;\n            END IF;\n            NEW.id := OLD.id;\n            NEW.created_at := OLD.created_at;\n            RETURN NEW;\n        ',
                            hash="c3ea756905142aa37a1c03a1cf60b8286ef0e8c9",
                            operation="UPDATE",
                            pgid="pgtrigger_raise_version_f9b88",
                            table="claims_claim",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'This table is never truncated: its rows have a history.' USING ERRCODE = 'check_violation', CONSTRAINT = 'no_truncate';",
                            hash="99c6cb2c2eecd13f9f2c3bf511d0879dd34e47dd",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_59b54",
                            table="claims_claim",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="claim_kept",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="IF TRUE THEN RAISE EXCEPTION 'Claims are declined or merged, never deleted.' USING ERRCODE = 'check_violation', CONSTRAINT = 'claim_kept'; END IF; RETURN OLD;",
                            hash="5f906d2fc5ac0fa9f2094cbdbc55984730320cda",
                            operation="DELETE",
                            pgid="pgtrigger_claim_kept_04907",
                            table="claims_claim",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="claim_moves",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.status IS DISTINCT FROM NEW.status)",
                            func="IF (OLD.status, NEW.status) NOT IN (('checked', 'in_progress'), ('checked', 'merged'), ('declined', 'merged'), ('declined', 'triaged'), ('in_progress', 'checked'), ('in_progress', 'declined'), ('in_progress', 'merged'), ('new', 'declined'), ('new', 'merged'), ('new', 'triaged'), ('triaged', 'checked'), ('triaged', 'declined'), ('triaged', 'in_progress'), ('triaged', 'merged')) THEN RAISE EXCEPTION 'A claim does not go from this status to that one.' USING ERRCODE = 'check_violation', CONSTRAINT = 'claim_moves'; END IF; RETURN NEW;",
                            hash="4199f21fdd5ae1c8818b0d6c9ec46c16c10fb564",
                            operation="UPDATE",
                            pgid="pgtrigger_claim_moves_0f438",
                            table="claims_claim",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="claim_merge_unchained",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.merged_into_id IS DISTINCT FROM NEW.merged_into_id)",
                            func="\n                    PERFORM FROM claims_claim WHERE id = NEW.merged_into_id FOR NO KEY UPDATE;\n                    IF EXISTS (SELECT FROM claims_claim WHERE id = NEW.merged_into_id AND status = 'merged')\n                       OR EXISTS (SELECT FROM claims_claim WHERE merged_into_id = NEW.id) THEN\n                        RAISE EXCEPTION 'A claim is merged into one that is not merged itself.' USING ERRCODE = 'check_violation', CONSTRAINT = 'claim_merge_unchained';\n                    END IF;\n                    RETURN NEW;\n                ",
                            hash="c7ca57e41ce77e65bd2339b9b1ae16da1c4183e2",
                            operation="UPDATE",
                            pgid="pgtrigger_claim_merge_unchained_b2711",
                            table="claims_claim",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="claim_part_of_whole",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                    IF NEW.part_of_id IS NULL THEN RETURN NEW; END IF;\n                    PERFORM FROM claims_claim WHERE id = NEW.part_of_id FOR NO KEY UPDATE;\n                    IF EXISTS (SELECT FROM claims_claim WHERE part_of_id = NEW.id) OR EXISTS (\n                        SELECT FROM claims_claim WHERE id = NEW.part_of_id AND part_of_id IS NOT NULL\n                    ) THEN\n                        RAISE EXCEPTION 'A part has no parts: part_of must be a whole claim.' USING ERRCODE = 'check_violation', CONSTRAINT = 'claim_part_of_whole';\n                    END IF;\n                    RETURN NEW;\n                ",
                            hash="1a1fe6cec9a6dd8e6249d4f6df75743fbd7507df",
                            operation='INSERT OR UPDATE OF "part_of_id"',
                            pgid="pgtrigger_claim_part_of_whole_07fd6",
                            table="claims_claim",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_claimevent" ("assignee_id", "claimant_id", "claimed_on", "claimed_on_precision", "created_at", "created_by_id", "current_verdict_id", "decline_code", "due_at", "id", "language", "merged_into_id", "part_of_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "priority", "status", "status_reason", "text", "topics", "version") SELECT new_values."assignee_id", new_values."claimant_id", new_values."claimed_on", new_values."claimed_on_precision", new_values."created_at", new_values."created_by_id", new_values."current_verdict_id", new_values."decline_code", new_values."due_at", new_values."id", new_values."language", new_values."merged_into_id", new_values."part_of_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', new_values."id", new_values."place", new_values."priority", new_values."status", new_values."status_reason", new_values."text", new_values."topics", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="f3c9990ffc2433292dc7b2f6d978b6fc053f86ab",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_df8fa",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="claims_claim",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_claimevent" ("assignee_id", "claimant_id", "claimed_on", "claimed_on_precision", "created_at", "created_by_id", "current_verdict_id", "decline_code", "due_at", "id", "language", "merged_into_id", "part_of_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "priority", "status", "status_reason", "text", "topics", "version") SELECT new_values."assignee_id", new_values."claimant_id", new_values."claimed_on", new_values."claimed_on_precision", new_values."created_at", new_values."created_by_id", new_values."current_verdict_id", new_values."decline_code", new_values."due_at", new_values."id", new_values."language", new_values."merged_into_id", new_values."part_of_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', new_values."id", new_values."place", new_values."priority", new_values."status", new_values."status_reason", new_values."text", new_values."topics", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."assignee_id" IS DISTINCT FROM (new_values."assignee_id") OR old_values."claimant_id" IS DISTINCT FROM (new_values."claimant_id") OR old_values."claimed_on" IS DISTINCT FROM (new_values."claimed_on") OR old_values."claimed_on_precision" IS DISTINCT FROM (new_values."claimed_on_precision") OR old_values."created_at" IS DISTINCT FROM (new_values."created_at") OR old_values."created_by_id" IS DISTINCT FROM (new_values."created_by_id") OR old_values."current_verdict_id" IS DISTINCT FROM (new_values."current_verdict_id") OR old_values."decline_code" IS DISTINCT FROM (new_values."decline_code") OR old_values."due_at" IS DISTINCT FROM (new_values."due_at") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."language" IS DISTINCT FROM (new_values."language") OR old_values."merged_into_id" IS DISTINCT FROM (new_values."merged_into_id") OR old_values."part_of_id" IS DISTINCT FROM (new_values."part_of_id") OR old_values."place" IS DISTINCT FROM (new_values."place") OR old_values."priority" IS DISTINCT FROM (new_values."priority") OR old_values."status" IS DISTINCT FROM (new_values."status") OR old_values."status_reason" IS DISTINCT FROM (new_values."status_reason") OR old_values."text" IS DISTINCT FROM (new_values."text") OR old_values."topics" IS DISTINCT FROM (new_values."topics") OR old_values."version" IS DISTINCT FROM (new_values."version")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="f8b66ed7fb244814affb15281a0bf13a6432a4f2",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_fe4ba",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="claims_claim",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_claimevent" ("assignee_id", "claimant_id", "claimed_on", "claimed_on_precision", "created_at", "created_by_id", "current_verdict_id", "decline_code", "due_at", "id", "language", "merged_into_id", "part_of_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "priority", "status", "status_reason", "text", "topics", "version") SELECT old_values."assignee_id", old_values."claimant_id", old_values."claimed_on", old_values."claimed_on_precision", old_values."created_at", old_values."created_by_id", old_values."current_verdict_id", old_values."decline_code", old_values."due_at", old_values."id", old_values."language", old_values."merged_into_id", old_values."part_of_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', old_values."id", old_values."place", old_values."priority", old_values."status", old_values."status_reason", old_values."text", old_values."topics", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="1ccd6811431188a5fa69d3c985246300909c9367",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_dbf31",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="claims_claim",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Publisher",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.IntegerField(db_default=1, editable=False)),
                (
                    "changed_in",
                    claims.models.fields.XactIdField(db_default=claims.models.fields.CurrentXactId(), editable=False),
                ),
                (
                    "created_at",
                    models.DateTimeField(db_default=django.contrib.postgres.functions.TransactionNow(), editable=False),
                ),
                (
                    "updated_at",
                    models.DateTimeField(db_default=django.contrib.postgres.functions.TransactionNow(), editable=False),
                ),
                ("name", models.CharField(max_length=300)),
                ("domain", models.CharField(help_text="Lower case, without www.", max_length=253)),
                (
                    "country",
                    models.CharField(
                        blank=True, db_default="", default="", help_text="ISO 3166-1 alpha-2.", max_length=2
                    ),
                ),
                ("is_own", models.BooleanField(db_default=False, default=False, editable=False)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("name__regex", "\\S")),
                        name="publisher_name_filled",
                        violation_error_message="name must not be empty.",
                    ),
                    models.UniqueConstraint(
                        fields=("domain",),
                        name="publisher_domain_unique",
                        violation_error_message="A publisher of this domain is there already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("domain__regex", "^[a-z0-9]([a-z0-9_-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9_-]*[a-z0-9])?)+$"),
                            models.Q(("domain__startswith", "www."), _negated=True),
                        ),
                        name="publisher_domain_form",
                        violation_error_message="domain must be a host name in lower case, without www.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("country", ""), ("country__regex", "^[A-Z]{2}$"), _connector="OR"),
                        name="publisher_country_form",
                        violation_error_message="country must be two capital letters (ISO 3166-1 alpha-2).",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("is_own", True)), fields=("is_own",), name="publisher_one_own"
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="raise_version",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='\n            IF ROW(OLD."name", OLD."domain", OLD."country", OLD."is_own") IS DISTINCT FROM ROW(NEW."name", NEW."domain", NEW."country", NEW."is_own")\n               OR (NEW.changed_in = pg_current_xact_id() AND (OLD.changed_in <> pg_current_xact_id() OR OLD.updated_at <> now())) THEN\n                NEW.version := OLD.version + ((OLD.changed_in <> pg_current_xact_id() OR OLD.updated_at <> now()))::int;\n                NEW.changed_in := pg_current_xact_id();\n                NEW.updated_at := now();\n            ELSE\n                NEW.version := OLD.version;\n                NEW.changed_in := OLD.changed_in;\n                NEW.updated_at := OLD.updated_at;\n            END IF;\n            NEW.id := OLD.id;\n            NEW.created_at := OLD.created_at;\n            RETURN NEW;\n        ',
                            hash="6ea76a0e162c3c36075a5f23c98ac7ad14c30c65",
                            operation="UPDATE",
                            pgid="pgtrigger_raise_version_35338",
                            table="claims_publisher",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'This table is never truncated: its rows have a history.' USING ERRCODE = 'check_violation', CONSTRAINT = 'no_truncate';",
                            hash="e0f35f7ace93fad56f9851b31fa055d64ff149e3",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_1a5c4",
                            table="claims_publisher",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="tick_noun_clock",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.version <> NEW.version)",
                            constraint="CONSTRAINT",
                            func="\n            UPDATE claims_nounclock SET value = value + 1, changed_in = pg_current_xact_id()\n            WHERE changed_in <> pg_current_xact_id();\n            RETURN NULL;\n        ",
                            hash="28a6ed985861fb17b691269f60f9432975183bfb",
                            operation="UPDATE",
                            pgid="pgtrigger_tick_noun_clock_a862c",
                            table="claims_publisher",
                            timing="DEFERRABLE INITIALLY DEFERRED",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_publisherevent" ("country", "created_at", "domain", "id", "is_own", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") SELECT new_values."country", new_values."created_at", new_values."domain", new_values."id", new_values."is_own", new_values."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', new_values."id", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="f4297c79d6c47dc48d79d765184658baebf6f307",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_09cdd",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="claims_publisher",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_publisherevent" ("country", "created_at", "domain", "id", "is_own", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") SELECT new_values."country", new_values."created_at", new_values."domain", new_values."id", new_values."is_own", new_values."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', new_values."id", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."country" IS DISTINCT FROM (new_values."country") OR old_values."created_at" IS DISTINCT FROM (new_values."created_at") OR old_values."domain" IS DISTINCT FROM (new_values."domain") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."is_own" IS DISTINCT FROM (new_values."is_own") OR old_values."name" IS DISTINCT FROM (new_values."name") OR old_values."version" IS DISTINCT FROM (new_values."version")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="755d3bb0c52acbe9107bf4cd6c0bdacc6c121439",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_8717f",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="claims_publisher",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_publisherevent" ("country", "created_at", "domain", "id", "is_own", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") SELECT old_values."country", old_values."created_at", old_values."domain", old_values."id", old_values."is_own", old_values."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', old_values."id", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="aac7c8f8cd54d66fa402a6c45b89e05164782c32",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_9b907",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="claims_publisher",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Verdict",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.IntegerField(db_default=1, editable=False)),
                (
                    "changed_in",
                    claims.models.fields.XactIdField(db_default=claims.models.fields.CurrentXactId(), editable=False),
                ),
                (
                    "created_at",
                    models.DateTimeField(db_default=django.contrib.postgres.functions.TransactionNow(), editable=False),
                ),
                (
                    "updated_at",
                    models.DateTimeField(db_default=django.contrib.postgres.functions.TransactionNow(), editable=False),
                ),
                ("is_imported", models.BooleanField(db_default=False, default=False, editable=False)),
                (
                    "is_second_hand",
                    models.BooleanField(
                        db_default=False,
                        default=False,
                        editable=False,
                        help_text="From a data set that repeats another's labels.",
                    ),
                ),
                (
                    "external_id",
                    models.CharField(
                        blank=True, help_text="An imported one's review URL or id.", max_length=2048, null=True
                    ),
                ),
                ("revision", models.IntegerField(db_default=1, default=1, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("original", "original"),
                            ("update", "update"),
                            ("correction", "correction"),
                            ("refile", "refile"),
                        ],
                        db_default="original",
                        default="original",
                        max_length=11,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "draft"),
                            ("in_review", "in review"),
                            ("approved", "approved"),
                            ("scheduled", "scheduled"),
                            ("published", "published"),
                            ("superseded", "superseded"),
                            ("retracted", "retracted"),
                            ("discarded", "discarded"),
                        ],
                        db_default="draft",
                        default="draft",
                        max_length=11,
                    ),
                ),
                ("label", models.CharField(blank=True, db_default="", default="", max_length=300)),
                (
                    "normalized",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("true", "true"),
                            ("mostly_true", "mostly true"),
                            ("half_true", "half true"),
                            ("mostly_false", "mostly false"),
                            ("false", "false"),
                            ("mixture", "mixture"),
                            ("misleading", "misleading"),
                            ("missing_context", "missing context"),
                            ("altered", "altered"),
                            ("satire", "satire"),
                            ("outdated", "outdated"),
                            ("unproven", "unproven"),
                            ("not_checkable", "not checkable"),
                        ],
                        max_length=16,
                        null=True,
                    ),
                ),
                (
                    "claim_reviewed",
                    models.TextField(blank=True, db_default="", default="", help_text="The words that were judged."),
                ),
                ("claim_version", models.IntegerField(blank=True, editable=False, null=True)),
                (
                    "reason_code",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("overstated", "overstated"),
                            ("understated", "understated"),
                            ("outdated", "outdated"),
                            ("wrong_unit", "wrong unit"),
                            ("wrong_scope", "wrong scope"),
                            ("missing_context", "missing context"),
                            ("misattributed", "misattributed"),
                            ("false_context", "false context"),
                            ("fabricated", "fabricated"),
                            ("other", "other"),
                        ],
                        max_length=16,
                        null=True,
                    ),
                ),
                ("headline", models.CharField(blank=True, db_default="", default="", max_length=300)),
                (
                    "summary",
                    models.CharField(blank=True, db_default="", default="", help_text="One sentence.", max_length=1000),
                ),
                ("explanation", models.TextField(blank=True, db_default="", default="", help_text="Markdown.")),
                (
                    "language",
                    models.CharField(blank=True, db_default="", default="", help_text="BCP 47.", max_length=35),
                ),
                ("byline", models.CharField(blank=True, db_default="", default="", max_length=300)),
                (
                    "note",
                    models.TextField(blank=True, db_default="", default="", help_text="What a correction corrects."),
                ),
                (
                    "evidence_exception",
                    models.TextField(
                        blank=True, db_default="", default="", help_text="Why no independent evidence is cited."
                    ),
                ),
                ("as_of", models.DateField(blank=True, null=True)),
                (
                    "as_of_precision",
                    models.CharField(
                        blank=True,
                        choices=[("year", "year"), ("month", "month"), ("day", "day")],
                        help_text="How much of the date is known.",
                        max_length=5,
                        null=True,
                    ),
                ),
                (
                    "writers",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(),
                        blank=True,
                        db_default=[],
                        default=list,
                        editable=False,
                        size=None,
                    ),
                ),
                ("publish_at", models.DateTimeField(blank=True, null=True)),
                (
                    "url",
                    models.CharField(
                        blank=True, db_default="", default="", help_text="The public article.", max_length=2048
                    ),
                ),
                ("is_stale", models.BooleanField(db_default=False, default=False, editable=False)),
                (
                    "approvals_required",
                    models.IntegerField(
                        blank=True,
                        editable=False,
                        help_text="How many others had to approve it when it was submitted.",
                        null=True,
                    ),
                ),
                (
                    "retraction_note",
                    models.TextField(
                        blank=True, db_default="", default="", editable=False, help_text="Why it was retracted."
                    ),
                ),
                ("retracted_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("submitted_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("published_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "author",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="verdicts", to="claims.claim"
                    ),
                ),
                (
                    "publisher",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="verdicts", to="claims.publisher"
                    ),
                ),
                (
                    "rating",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="verdicts",
                        to="claims.rating",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(condition=models.Q(("state", "scheduled")), fields=["publish_at"], name="verdict_due"),
                    models.Index(
                        condition=models.Q(("as_of__isnull", False), ("is_stale", False), ("state", "published")),
                        fields=["as_of"],
                        name="verdict_fresh",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["original", "update", "correction", "refile"])),
                        name="verdict_kind_word",
                        violation_error_message="kind must be one of: original, update, correction, refile.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "draft",
                                    "in_review",
                                    "approved",
                                    "scheduled",
                                    "published",
                                    "superseded",
                                    "retracted",
                                    "discarded",
                                ],
                            )
                        ),
                        name="verdict_state_word",
                        violation_error_message="state must be one of: draft, in_review, approved, scheduled, published, superseded, retracted, discarded.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "normalized__in",
                                [
                                    "true",
                                    "mostly_true",
                                    "half_true",
                                    "mostly_false",
                                    "false",
                                    "mixture",
                                    "misleading",
                                    "missing_context",
                                    "altered",
                                    "satire",
                                    "outdated",
                                    "unproven",
                                    "not_checkable",
                                ],
                            )
                        ),
                        name="verdict_normalized_word",
                        violation_error_message="normalized must be one of: true, mostly_true, half_true, mostly_false, false, mixture, misleading, missing_context, altered, satire, outdated, unproven, not_checkable.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "reason_code__in",
                                [
                                    "overstated",
                                    "understated",
                                    "outdated",
                                    "wrong_unit",
                                    "wrong_scope",
                                    "missing_context",
                                    "misattributed",
                                    "false_context",
                                    "fabricated",
                                    "other",
                                ],
                            )
                        ),
                        name="verdict_reason_code_word",
                        violation_error_message="reason_code must be one of: overstated, understated, outdated, wrong_unit, wrong_scope, missing_context, misattributed, false_context, fabricated, other.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("as_of__isnull", True), ("as_of_precision__isnull", True)),
                            models.Q(
                                ("as_of__isnull", False), ("as_of_precision", "day"), ("as_of_precision__isnull", False)
                            ),
                            models.Q(
                                ("as_of__isnull", False),
                                ("as_of_precision", "month"),
                                ("as_of_precision__isnull", False),
                                django.db.models.lookups.Exact(
                                    django.db.models.functions.datetime.ExtractDay("as_of"), 1
                                ),
                            ),
                            models.Q(
                                ("as_of__isnull", False),
                                ("as_of_precision", "year"),
                                ("as_of_precision__isnull", False),
                                django.db.models.lookups.Exact(
                                    django.db.models.functions.datetime.ExtractMonth("as_of"), 1
                                ),
                                django.db.models.lookups.Exact(
                                    django.db.models.functions.datetime.ExtractDay("as_of"), 1
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="verdict_as_of_partial",
                        violation_error_message="as_of needs a date and a precision, the date being the first day of what is known.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("is_imported", False), models.Q(("state", "discarded"), _negated=True)),
                        fields=("claim", "revision"),
                        name="verdict_own_revision_unique",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("is_imported", True)),
                        fields=("claim", "publisher", "external_id", "revision"),
                        name="verdict_imported_revision_unique",
                        nulls_distinct=False,
                        violation_error_message="This revision of the publisher's verdict is there already.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("is_imported", False), ("state__in", ("draft", "in_review", "approved", "scheduled"))
                        ),
                        fields=("claim",),
                        name="verdict_one_open",
                        violation_error_message="A verdict on this claim is open already.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("is_imported", False), ("state", "published")),
                        fields=("claim",),
                        name="verdict_one_published",
                        violation_error_message="A verdict of ours on this claim is published already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("external_id__isnull", True), ("is_imported", False), ("is_second_hand", False)),
                            models.Q(
                                ("author__isnull", True),
                                ("is_imported", True),
                                ("publish_at__isnull", True),
                                ("state__in", ("published", "superseded", "retracted")),
                                ("writers", []),
                            ),
                            _connector="OR",
                        ),
                        name="verdict_imported_as_published",
                        violation_error_message="An imported verdict is published, without an author; ours has no external_id",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["draft", "discarded"]), ("label__regex", "\\S"), _connector="OR"
                        ),
                        name="verdict_has_label",
                        violation_error_message="A verdict past its draft needs a label.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_imported", True),
                            ("state__in", ["draft", "discarded"]),
                            models.Q(
                                ("claim_reviewed__regex", "\\S"),
                                ("claim_version__isnull", False),
                                ("rating__isnull", False),
                                ("summary__regex", "\\S"),
                            ),
                            _connector="OR",
                        ),
                        name="verdict_submitted_whole",
                        violation_error_message="A verdict past its draft needs a rating, a summary and the words it judges.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "correction"), _negated=True),
                            ("state__in", ["draft", "discarded"]),
                            ("note__regex", "\\S"),
                            _connector="OR",
                        ),
                        name="verdict_correction_noted",
                        violation_error_message="A correction needs a note that says what it corrects.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_imported", True),
                            models.Q(("state__in", ("published", "superseded", "retracted")), _negated=True),
                            ("published_at__isnull", False),
                            _connector="OR",
                        ),
                        name="verdict_published_at_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "scheduled"), _negated=True),
                            ("publish_at__isnull", False),
                            _connector="OR",
                        ),
                        name="verdict_scheduled_for",
                    ),
                    models.CheckConstraint(condition=models.Q(("revision__gte", 1)), name="verdict_revision_positive"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("author__isnull", True), ("writers__contains", [models.F("author")]), _connector="OR"
                        ),
                        name="verdict_author_writes",
                        violation_error_message="The author of a verdict is one of its writers.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_imported", True),
                            ("state__in", ["draft", "discarded"]),
                            models.Q(("approvals_required__gte", 0), ("approvals_required__isnull", False)),
                            _connector="OR",
                        ),
                        name="verdict_approvals_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                models.Q(("state", "retracted"), _negated=True),
                                ("retracted_at__isnull", True),
                                ("retraction_note", ""),
                            ),
                            models.Q(
                                ("state", "retracted"),
                                models.Q(
                                    ("is_imported", True),
                                    models.Q(("retracted_at__isnull", False), ("retraction_note__regex", "\\S")),
                                    _connector="OR",
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="verdict_retraction_noted",
                        violation_error_message="A retraction needs a note that says why, and nothing else has one.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="raise_version",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='\n            IF ROW(OLD."claim_id", OLD."publisher_id", OLD."is_imported", OLD."is_second_hand", OLD."external_id", OLD."revision", OLD."kind", OLD."state", OLD."rating_id", OLD."label", OLD."normalized", OLD."claim_reviewed", OLD."claim_version", OLD."reason_code", OLD."headline", OLD."summary", OLD."explanation", OLD."language", OLD."byline", OLD."note", OLD."evidence_exception", OLD."as_of", OLD."as_of_precision", OLD."author_id", OLD."writers", OLD."publish_at", OLD."url", OLD."is_stale", OLD."approvals_required", OLD."retraction_note", OLD."retracted_at", OLD."submitted_at", OLD."published_at") IS DISTINCT FROM ROW(NEW."claim_id", NEW."publisher_id", NEW."is_imported", NEW."is_second_hand", NEW."external_id", NEW."revision", NEW."kind", NEW."state", NEW."rating_id", NEW."label", NEW."normalized", NEW."claim_reviewed", NEW."claim_version", NEW."reason_code", NEW."headline", NEW."summary", NEW."explanation", NEW."language", NEW."byline", NEW."note", NEW."evidence_exception", NEW."as_of", NEW."as_of_precision", NEW."author_id", NEW."writers", NEW."publish_at", NEW."url", NEW."is_stale", NEW."approvals_required", NEW."retraction_note", NEW."retracted_at", NEW."submitted_at", NEW."published_at")\n               OR (NEW.changed_in = pg_current_xact_id() AND (OLD.changed_in <> pg_current_xact_id() OR OLD.updated_at <> now())) THEN\n                NEW.version := OLD.version + ((OLD.changed_in <> pg_current_xact_id() OR OLD.updated_at <> now()))::int;\n                NEW.changed_in := pg_current_xact_id();\n                NEW.updated_at := now();\n            ELSE\n                NEW.version := OLD.version;\n                NEW.changed_in := OLD.changed_in;\n                NEW.updated_at := OLD.updated_at;\n            END IF;\n            NEW.id := OLD.id;\n            NEW.created_at := OLD.created_at;\n            RETURN NEW;\n        ',
                            hash="1349f81d74f014f298b5dfb8a9ed333ecfb5cf21",
                            operation="UPDATE",
                            pgid="pgtrigger_raise_version_6202e",
                            table="claims_verdict",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'This table is never truncated: its rows have a history.' USING ERRCODE = 'check_violation', CONSTRAINT = 'no_truncate';",
                            hash="9e519a6337df6638d3d1b2c9a356f41d0f26e1a9",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_880de",
                            table="claims_verdict",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="touch_claim_id_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='\n            UPDATE claims_claim SET changed_in = pg_current_xact_id() WHERE id = ANY(ARRAY(\n                SELECT id FROM claims_claim WHERE id = ANY(ARRAY(SELECT "claim_id" FROM new_rows)) AND (claims_claim.changed_in <> pg_current_xact_id() OR claims_claim.updated_at <> now())\n                ORDER BY id FOR NO KEY UPDATE\n            ));\n            RETURN NULL;\n        ',
                            hash="b87087be575b707ca9afccb077035e28f169862a",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_touch_claim_id_insert_c85e8",
                            referencing="REFERENCING NEW TABLE AS new_rows ",
                            table="claims_verdict",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="touch_claim_id_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='\n            UPDATE claims_claim SET changed_in = pg_current_xact_id() WHERE id = ANY(ARRAY(\n                SELECT id FROM claims_claim WHERE id = ANY(ARRAY(\n        SELECT unnest(ARRAY[n."claim_id", o."claim_id"])\n        FROM new_rows AS n JOIN old_rows AS o ON n.id = o.id AND n.version <> o.version\n    )) AND (claims_claim.changed_in <> pg_current_xact_id() OR claims_claim.updated_at <> now())\n                ORDER BY id FOR NO KEY UPDATE\n            ));\n            RETURN NULL;\n        ',
                            hash="59ab875823db135686ac334b5c99d789a55ae4ff",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_touch_claim_id_update_bf721",
                            referencing="REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ",
                            table="claims_verdict",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="touch_claim_id_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='\n            UPDATE claims_claim SET changed_in = pg_current_xact_id() WHERE id = ANY(ARRAY(\n                SELECT id FROM claims_claim WHERE id = ANY(ARRAY(SELECT "claim_id" FROM old_rows)) AND (claims_claim.changed_in <> pg_current_xact_id() OR claims_claim.updated_at <> now())\n                ORDER BY id FOR NO KEY UPDATE\n            ));\n            RETURN NULL;\n        ',
                            hash="c26d65e703ff4c29e606f5b8fd43f8dcc9135e42",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_touch_claim_id_delete_b7406",
                            referencing="REFERENCING OLD TABLE AS old_rows ",
                            table="claims_verdict",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="verdict_identity_kept",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='\n            IF (TRUE) AND ROW(OLD."publisher_id", OLD."is_imported", OLD."is_second_hand", OLD."external_id", OLD."revision", OLD."kind") IS DISTINCT FROM ROW(NEW."publisher_id", NEW."is_imported", NEW."is_second_hand", NEW."external_id", NEW."revision", NEW."kind") THEN\n                RAISE EXCEPTION \'What a verdict is (publisher, origin, revision, kind) never changes.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'verdict_identity_kept\';\n            END IF;\n            RETURN NEW;\n        ',
                            hash="2c7622308e7da35681a0a3d9b8b85b24d14265ff",
                            operation="UPDATE",
                            pgid="pgtrigger_verdict_identity_kept_ccb0b",
                            table="claims_verdict",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="verdict_content_kept",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='\n            IF (OLD.state <> \'draft\') AND ROW(OLD."rating_id", OLD."label", OLD."normalized", OLD."claim_reviewed", OLD."claim_version", OLD."reason_code", OLD."headline", OLD."summary", OLD."explanation", OLD."language", OLD."byline", OLD."note", OLD."evidence_exception", OLD."as_of", OLD."as_of_precision", OLD."author_id", OLD."approvals_required") IS DISTINCT FROM ROW(NEW."rating_id", NEW."label", NEW."normalized", NEW."claim_reviewed", NEW."claim_version", NEW."reason_code", NEW."headline", NEW."summary", NEW."explanation", NEW."language", NEW."byline", NEW."note", NEW."evidence_exception", NEW."as_of", NEW."as_of_precision", NEW."author_id", NEW."approvals_required") THEN\n                RAISE EXCEPTION \'The content of a verdict changes in the draft only: make a new revision.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'verdict_content_kept\';\n            END IF;\n            RETURN NEW;\n        ',
                            hash="6c0c3c97317b33689d410457750cc15ed2c7974c",
                            operation="UPDATE",
                            pgid="pgtrigger_verdict_content_kept_97b47",
                            table="claims_verdict",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="verdict_claim_kept",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF (NOT OLD.is_imported) AND ROW(OLD.\"claim_id\") IS DISTINCT FROM ROW(NEW.\"claim_id\") THEN\n                RAISE EXCEPTION 'A verdict made here stays with its claim.' USING ERRCODE = 'check_violation', CONSTRAINT = 'verdict_claim_kept';\n            END IF;\n            RETURN NEW;\n        ",
                            hash="d31f1620f5284abf23ac048e2085db9916171f77",
                            operation="UPDATE",
                            pgid="pgtrigger_verdict_claim_kept_3bb63",
                            table="claims_verdict",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="verdict_published_at_kept",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF (OLD.state IN ('published', 'superseded', 'retracted')) AND ROW(OLD.\"published_at\", OLD.\"submitted_at\") IS DISTINCT FROM ROW(NEW.\"published_at\", NEW.\"submitted_at\") THEN\n                RAISE EXCEPTION 'When a verdict was published never changes.' USING ERRCODE = 'check_violation', CONSTRAINT = 'verdict_published_at_kept';\n            END IF;\n            RETURN NEW;\n        ",
                            hash="06348588f62e5f38ecbe7cf1b45b18735259553e",
                            operation="UPDATE",
                            pgid="pgtrigger_verdict_published_at_kept_ad41b",
                            table="claims_verdict",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="verdict_moves",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.state IS DISTINCT FROM NEW.state)",
                            func="IF (OLD.state, NEW.state) NOT IN (('approved', 'discarded'), ('approved', 'draft'), ('approved', 'published'), ('approved', 'scheduled'), ('draft', 'approved'), ('draft', 'discarded'), ('draft', 'in_review'), ('in_review', 'approved'), ('in_review', 'discarded'), ('in_review', 'draft'), ('published', 'retracted'), ('published', 'superseded'), ('scheduled', 'approved'), ('scheduled', 'published')) THEN RAISE EXCEPTION 'A verdict does not go from this state to that one.' USING ERRCODE = 'check_violation', CONSTRAINT = 'verdict_moves'; END IF; RETURN NEW;",
                            hash="5737274117dc81fc73a5e158ff024a43aac16e45",
                            operation="UPDATE",
                            pgid="pgtrigger_verdict_moves_8298c",
                            table="claims_verdict",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="verdict_starts_as_draft",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NOT NEW.is_imported AND NEW.state <> 'draft')",
                            func="RAISE EXCEPTION 'A verdict made here starts as a draft.' USING ERRCODE = 'check_violation', CONSTRAINT = 'verdict_starts_as_draft';",
                            hash="86908a4deafc767ce3055ecae86c4c9faa136e54",
                            operation="INSERT",
                            pgid="pgtrigger_verdict_starts_as_draft_24785",
                            table="claims_verdict",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="verdict_approved_by_others",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.state <> 'approved' AND NEW.state = 'approved')",
                            func="\n                    IF (\n                        SELECT count(DISTINCT user_id) FROM claims_approval\n                        WHERE verdict_id = NEW.id AND decision = 'approve' AND NOT is_void\n                          AND NOT user_id = ANY(NEW.writers)\n                    ) < NEW.approvals_required AND OLD.state <> 'scheduled' THEN\n                        RAISE EXCEPTION 'This verdict lacks the approvals of others.' USING ERRCODE = 'check_violation', CONSTRAINT = 'verdict_approved_by_others';\n                    END IF;\n                    RETURN NEW;\n                ",
                            hash="6fd43dd19909f3561162205d875ed5c18485e5a8",
                            operation="UPDATE",
                            pgid="pgtrigger_verdict_approved_by_others_e1e3f",
                            table="claims_verdict",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="verdict_draft_voids_approvals",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.state <> 'draft' AND NEW.state = 'draft')",
                            func="\n                    UPDATE claims_approval SET is_void = TRUE WHERE verdict_id = NEW.id AND NOT is_void;\n                    RETURN NULL;\n                ",
                            hash="6600beb77d61b0b94e6c7d06656781715749156e",
                            operation="UPDATE",
                            pgid="pgtrigger_verdict_draft_voids_approvals_1a60e",
                            table="claims_verdict",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="verdict_retraction_kept",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF (OLD.state = 'retracted') AND ROW(OLD.\"retraction_note\", OLD.\"retracted_at\") IS DISTINCT FROM ROW(NEW.\"retraction_note\", NEW.\"retracted_at\") THEN\n                RAISE EXCEPTION 'Why and when a verdict was retracted never changes.' USING ERRCODE = 'check_violation', CONSTRAINT = 'verdict_retraction_kept';\n            END IF;\n            RETURN NEW;\n        ",
                            hash="df84743794904dd044459fc06597e72f5694f562",
                            operation="UPDATE",
                            pgid="pgtrigger_verdict_retraction_kept_d6fda",
                            table="claims_verdict",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="citations_together",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.claim_id <> NEW.claim_id)",
                            constraint="CONSTRAINT",
                            func="\n            IF EXISTS (\n                SELECT FROM claims_verdictevidence AS cited\n                JOIN claims_verdict AS verdict ON verdict.id = cited.verdict_id\n                JOIN claims_evidence AS evidence ON evidence.id = cited.evidence_id\n                JOIN claims_claim AS claim ON claim.id = verdict.claim_id\n                WHERE cited.verdict_id = NEW.id AND verdict.claim_id <> evidence.claim_id\n                  AND claim.merged_into_id IS NULL  -- what stays on a merged claim cites what moved away\n            ) THEN RAISE EXCEPTION 'A verdict and the evidence that it cites move together.' USING ERRCODE = 'check_violation', CONSTRAINT = 'citations_together'; END IF;\n            RETURN NULL;\n        ",
                            hash="8c28fb088ed09fcf1961ef4c4334b08599129a78",
                            operation="UPDATE",
                            pgid="pgtrigger_citations_together_93661",
                            table="claims_verdict",
                            timing="DEFERRABLE INITIALLY DEFERRED",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="verdict_writers_grow",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="IF NOT OLD.writers <@ NEW.writers THEN RAISE EXCEPTION 'Writers of a verdict are added, never removed.' USING ERRCODE = 'check_violation', CONSTRAINT = 'verdict_writers_grow'; END IF; RETURN NEW;",
                            hash="7bd5d62b1887e42525fb55b0e03a26f8bb59a291",
                            operation="UPDATE",
                            pgid="pgtrigger_verdict_writers_grow_13ed8",
                            table="claims_verdict",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="verdict_kept",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="IF TRUE THEN RAISE EXCEPTION 'Verdicts are discarded or retracted, never deleted.' USING ERRCODE = 'check_violation', CONSTRAINT = 'verdict_kept'; END IF; RETURN OLD;",
                            hash="bb4c101dcd26ca3fcd12e4002b871aea8ab74f4b",
                            operation="DELETE",
                            pgid="pgtrigger_verdict_kept_67e16",
                            table="claims_verdict",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_verdictevent" ("approvals_required", "as_of", "as_of_precision", "author_id", "byline", "claim_id", "claim_reviewed", "claim_version", "created_at", "evidence_exception", "explanation", "external_id", "headline", "id", "is_imported", "is_second_hand", "is_stale", "kind", "label", "language", "normalized", "note", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "publish_at", "published_at", "publisher_id", "rating_id", "reason_code", "retracted_at", "retraction_note", "revision", "state", "submitted_at", "summary", "url", "version", "writers") SELECT new_values."approvals_required", new_values."as_of", new_values."as_of_precision", new_values."author_id", new_values."byline", new_values."claim_id", new_values."claim_reviewed", new_values."claim_version", new_values."created_at", new_values."evidence_exception", new_values."explanation", new_values."external_id", new_values."headline", new_values."id", new_values."is_imported", new_values."is_second_hand", new_values."is_stale", new_values."kind", new_values."label", new_values."language", new_values."normalized", new_values."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', new_values."id", new_values."publish_at", new_values."published_at", new_values."publisher_id", new_values."rating_id", new_values."reason_code", new_values."retracted_at", new_values."retraction_note", new_values."revision", new_values."state", new_values."submitted_at", new_values."summary", new_values."url", new_values."version", new_values."writers" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="21845ed4373a0ebd9b8edd90472c3b691a293eb4",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_3cb73",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="claims_verdict",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_verdictevent" ("approvals_required", "as_of", "as_of_precision", "author_id", "byline", "claim_id", "claim_reviewed", "claim_version", "created_at", "evidence_exception", "explanation", "external_id", "headline", "id", "is_imported", "is_second_hand", "is_stale", "kind", "label", "language", "normalized", "note", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "publish_at", "published_at", "publisher_id", "rating_id", "reason_code", "retracted_at", "retraction_note", "revision", "state", "submitted_at", "summary", "url", "version", "writers") SELECT new_values."approvals_required", new_values."as_of", new_values."as_of_precision", new_values."author_id", new_values."byline", new_values."claim_id", new_values."claim_reviewed", new_values."claim_version", new_values."created_at", new_values."evidence_exception", new_values."explanation", new_values."external_id", new_values."headline", new_values."id", new_values."is_imported", new_values."is_second_hand", new_values."is_stale", new_values."kind", new_values."label", new_values."language", new_values."normalized", new_values."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', new_values."id", new_values."publish_at", new_values."published_at", new_values."publisher_id", new_values."rating_id", new_values."reason_code", new_values."retracted_at", new_values."retraction_note", new_values."revision", new_values."state", new_values."submitted_at", new_values."summary", new_values."url", new_values."version", new_values."writers" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."approvals_required" IS DISTINCT FROM (new_values."approvals_required") OR old_values."as_of" IS DISTINCT FROM (new_values."as_of") OR old_values."as_of_precision" IS DISTINCT FROM (new_values."as_of_precision") OR old_values."author_id" IS DISTINCT FROM (new_values."author_id") OR old_values."byline" IS DISTINCT FROM (new_values."byline") OR old_values."claim_id" IS DISTINCT FROM (new_values."claim_id") OR old_values."claim_reviewed" IS DISTINCT FROM (new_values."claim_reviewed") OR old_values."claim_version" IS DISTINCT FROM (new_values."claim_version") OR old_values."created_at" IS DISTINCT FROM (new_values."created_at") OR old_values."evidence_exception" IS DISTINCT FROM (new_values."evidence_exception") OR old_values."explanation" IS DISTINCT FROM (new_values."explanation") OR old_values."external_id" IS DISTINCT FROM (new_values."external_id") OR old_values."headline" IS DISTINCT FROM (new_values."headline") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."is_imported" IS DISTINCT FROM (new_values."is_imported") OR old_values."is_second_hand" IS DISTINCT FROM (new_values."is_second_hand") OR old_values."is_stale" IS DISTINCT FROM (new_values."is_stale") OR old_values."kind" IS DISTINCT FROM (new_values."kind") OR old_values."label" IS DISTINCT FROM (new_values."label") OR old_values."language" IS DISTINCT FROM (new_values."language") OR old_values."normalized" IS DISTINCT FROM (new_values."normalized") OR old_values."note" IS DISTINCT FROM (new_values."note") OR old_values."publish_at" IS DISTINCT FROM (new_values."publish_at") OR old_values."published_at" IS DISTINCT FROM (new_values."published_at") OR old_values."publisher_id" IS DISTINCT FROM (new_values."publisher_id") OR old_values."rating_id" IS DISTINCT FROM (new_values."rating_id") OR old_values."reason_code" IS DISTINCT FROM (new_values."reason_code") OR old_values."retracted_at" IS DISTINCT FROM (new_values."retracted_at") OR old_values."retraction_note" IS DISTINCT FROM (new_values."retraction_note") OR old_values."revision" IS DISTINCT FROM (new_values."revision") OR old_values."state" IS DISTINCT FROM (new_values."state") OR old_values."submitted_at" IS DISTINCT FROM (new_values."submitted_at") OR old_values."summary" IS DISTINCT FROM (new_values."summary") OR old_values."url" IS DISTINCT FROM (new_values."url") OR old_values."version" IS DISTINCT FROM (new_values."version") OR old_values."writers" IS DISTINCT FROM (new_values."writers")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="c5b0275e87ac5752e74d716785b95d84de335909",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_05fe6",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="claims_verdict",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_verdictevent" ("approvals_required", "as_of", "as_of_precision", "author_id", "byline", "claim_id", "claim_reviewed", "claim_version", "created_at", "evidence_exception", "explanation", "external_id", "headline", "id", "is_imported", "is_second_hand", "is_stale", "kind", "label", "language", "normalized", "note", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "publish_at", "published_at", "publisher_id", "rating_id", "reason_code", "retracted_at", "retraction_note", "revision", "state", "submitted_at", "summary", "url", "version", "writers") SELECT old_values."approvals_required", old_values."as_of", old_values."as_of_precision", old_values."author_id", old_values."byline", old_values."claim_id", old_values."claim_reviewed", old_values."claim_version", old_values."created_at", old_values."evidence_exception", old_values."explanation", old_values."external_id", old_values."headline", old_values."id", old_values."is_imported", old_values."is_second_hand", old_values."is_stale", old_values."kind", old_values."label", old_values."language", old_values."normalized", old_values."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', old_values."id", old_values."publish_at", old_values."published_at", old_values."publisher_id", old_values."rating_id", old_values."reason_code", old_values."retracted_at", old_values."retraction_note", old_values."revision", old_values."state", old_values."submitted_at", old_values."summary", old_values."url", old_values."version", old_values."writers" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="b94e2bc5c25327f57cf417ed4034cc2a998ff228",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_83861",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="claims_verdict",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Approval",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.IntegerField(db_default=1, editable=False)),
                (
                    "changed_in",
                    claims.models.fields.XactIdField(db_default=claims.models.fields.CurrentXactId(), editable=False),
                ),
                (
                    "created_at",
                    models.DateTimeField(db_default=django.contrib.postgres.functions.TransactionNow(), editable=False),
                ),
                (
                    "updated_at",
                    models.DateTimeField(db_default=django.contrib.postgres.functions.TransactionNow(), editable=False),
                ),
                (
                    "decision",
                    models.CharField(
                        choices=[("approve", "approve"), ("request_changes", "request changes")], max_length=16
                    ),
                ),
                ("comment", models.TextField(blank=True, db_default="", default="")),
                ("is_void", models.BooleanField(db_default=False, default=False)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="approvals",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "verdict",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="approvals", to="claims.verdict"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("decision__in", ["approve", "request_changes"])),
                        name="approval_decision_word",
                        violation_error_message="decision must be one of: approve, request_changes.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decision", "request_changes"), _negated=True),
                            ("comment__regex", "\\S"),
                            _connector="OR",
                        ),
                        name="approval_changes_explained",
                        violation_error_message="A request for changes needs a comment.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("is_void", False)),
                        fields=("verdict", "user"),
                        name="approval_once",
                        violation_error_message="You have decided on this verdict already.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="raise_version",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='\n            IF ROW(OLD."verdict_id", OLD."user_id", OLD."decision", OLD."comment", OLD."is_void") IS DISTINCT FROM ROW(NEW."verdict_id", NEW."user_id", NEW."decision", NEW."comment", NEW."is_void")\n               OR (NEW.changed_in = pg_current_xact_id() AND (OLD.changed_in <> pg_current_xact_id() OR OLD.updated_at <> now())) THEN\n                NEW.version := OLD.version + ((OLD.changed_in <> pg_current_xact_id() OR OLD.updated_at <> now()))::int;\n                NEW.changed_in := pg_current_xact_id();\n                NEW.updated_at := now();\n            ELSE\n                NEW.version := OLD.version;\n                NEW.changed_in := OLD.changed_in;\n                NEW.updated_at := OLD.updated_at;\n            END IF;\n            NEW.id := OLD.id;\n            NEW.created_at := OLD.created_at;\n            RETURN NEW;\n        ',
                            hash="3a6e88ed25e043fcf46b6faa6a4bdd2e938d5b4d",
                            operation="UPDATE",
                            pgid="pgtrigger_raise_version_dc373",
                            table="claims_approval",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'This table is never truncated: its rows have a history.' USING ERRCODE = 'check_violation', CONSTRAINT = 'no_truncate';",
                            hash="617e561a222bf14762938dd23744ad631b1fd54a",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_a8021",
                            table="claims_approval",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="touch_verdict_id_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='\n            UPDATE claims_verdict SET changed_in = pg_current_xact_id() WHERE id = ANY(ARRAY(\n                SELECT id FROM claims_verdict WHERE id = ANY(ARRAY(SELECT "verdict_id" FROM new_rows)) AND (claims_verdict.changed_in <> pg_current_xact_id() OR claims_verdict.updated_at <> now())\n                ORDER BY id FOR NO KEY UPDATE\n            ));\n            RETURN NULL;\n        ',
                            hash="81fa6bd419ab4e2553b9be51ef2b99a22e528cd1",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_touch_verdict_id_insert_b5f19",
                            referencing="REFERENCING NEW TABLE AS new_rows ",
                            table="claims_approval",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="touch_verdict_id_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='\n            UPDATE claims_verdict SET changed_in = pg_current_xact_id() WHERE id = ANY(ARRAY(\n                SELECT id FROM claims_verdict WHERE id = ANY(ARRAY(\n        SELECT unnest(ARRAY[n."verdict_id", o."verdict_id"])\n        FROM new_rows AS n JOIN old_rows AS o ON n.id = o.id AND n.version <> o.version\n    )) AND (claims_verdict.changed_in <> pg_current_xact_id() OR claims_verdict.updated_at <> now())\n                ORDER BY id FOR NO KEY UPDATE\n            ));\n            RETURN NULL;\n        ',
                            hash="7fc4c19ba5cdaa5045d1fa4bff2524387f0860ad",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_touch_verdict_id_update_c8c67",
                            referencing="REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ",
                            table="claims_approval",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="touch_verdict_id_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='\n            UPDATE claims_verdict SET changed_in = pg_current_xact_id() WHERE id = ANY(ARRAY(\n                SELECT id FROM claims_verdict WHERE id = ANY(ARRAY(SELECT "verdict_id" FROM old_rows)) AND (claims_verdict.changed_in <> pg_current_xact_id() OR claims_verdict.updated_at <> now())\n                ORDER BY id FOR NO KEY UPDATE\n            ));\n            RETURN NULL;\n        ',
                            hash="c4637ce846a0f475cad6e0e3afb070cc2ffd82b2",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_touch_verdict_id_delete_0aa76",
                            referencing="REFERENCING OLD TABLE AS old_rows ",
                            table="claims_approval",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="approval_by_other_eyes",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                    PERFORM FROM claims_verdict WHERE id = NEW.verdict_id FOR NO KEY UPDATE;\n                    IF NEW.decision = 'approve' AND EXISTS (\n                        SELECT FROM claims_verdict WHERE id = NEW.verdict_id AND NEW.user_id = ANY(writers)\n                    ) THEN RAISE EXCEPTION 'Nobody who wrote a verdict may approve it.' USING ERRCODE = 'check_violation', CONSTRAINT = 'approval_by_other_eyes'; END IF;\n                    RETURN NEW;\n                ",
                            hash="1b2c2ea36f69cfb8b14c9c0c8431f97525bf0cdf",
                            operation="INSERT",
                            pgid="pgtrigger_approval_by_other_eyes_c6431",
                            table="claims_approval",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="approval_by_person",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="IF EXISTS (SELECT FROM claims_user WHERE id = NEW.user_id AND is_service) THEN RAISE EXCEPTION 'A service account never approves.' USING ERRCODE = 'check_violation', CONSTRAINT = 'approval_by_person'; END IF; RETURN NEW;",
                            hash="86323abedeae52da2a8b9f60dd77740d4fa9eeb7",
                            operation="INSERT",
                            pgid="pgtrigger_approval_by_person_b2ab1",
                            table="claims_approval",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="approval_in_review",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="IF NOT EXISTS (SELECT FROM claims_verdict WHERE id = NEW.verdict_id AND state = 'in_review') THEN RAISE EXCEPTION 'A verdict is decided on while it is in review.' USING ERRCODE = 'check_violation', CONSTRAINT = 'approval_in_review'; END IF; RETURN NEW;",
                            hash="33ede8f83e2e6e66fbc57e2c3b874b54e095d1fc",
                            operation="INSERT",
                            pgid="pgtrigger_approval_in_review_51b22",
                            table="claims_approval",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="approval_kept",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='\n            IF (TRUE) AND ROW(OLD."verdict_id", OLD."user_id", OLD."decision", OLD."comment") IS DISTINCT FROM ROW(NEW."verdict_id", NEW."user_id", NEW."decision", NEW."comment") THEN\n                RAISE EXCEPTION \'A decision is not changed: make another.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'approval_kept\';\n            END IF;\n            RETURN NEW;\n        ',
                            hash="9ceab0fc3fd543d8a6701886228ce33f5f29ab0e",
                            operation="UPDATE",
                            pgid="pgtrigger_approval_kept_04e1b",
                            table="claims_approval",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="approval_stays_void",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="IF OLD.is_void AND NOT NEW.is_void THEN RAISE EXCEPTION 'A void decision stays void.' USING ERRCODE = 'check_violation', CONSTRAINT = 'approval_stays_void'; END IF; RETURN NEW;",
                            hash="e5be956da753c40f0f177001d1acce63e20c5534",
                            operation="UPDATE",
                            pgid="pgtrigger_approval_stays_void_3a1f0",
                            table="claims_approval",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="approval_not_deleted",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="IF TRUE THEN RAISE EXCEPTION 'Decisions are never deleted.' USING ERRCODE = 'check_violation', CONSTRAINT = 'approval_not_deleted'; END IF; RETURN OLD;",
                            hash="fc0ca1a3298b9cba796c7d664b7ffb1be257434d",
                            operation="DELETE",
                            pgid="pgtrigger_approval_not_deleted_c98d8",
                            table="claims_approval",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_approvalevent" ("comment", "created_at", "decision", "id", "is_void", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id", "verdict_id", "version") SELECT new_values."comment", new_values."created_at", new_values."decision", new_values."id", new_values."is_void", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', new_values."id", new_values."user_id", new_values."verdict_id", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="ef6de302fcefaa3fd5891f98b767f3a86fb418ba",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_092bb",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="claims_approval",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_approvalevent" ("comment", "created_at", "decision", "id", "is_void", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id", "verdict_id", "version") SELECT new_values."comment", new_values."created_at", new_values."decision", new_values."id", new_values."is_void", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', new_values."id", new_values."user_id", new_values."verdict_id", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."comment" IS DISTINCT FROM (new_values."comment") OR old_values."created_at" IS DISTINCT FROM (new_values."created_at") OR old_values."decision" IS DISTINCT FROM (new_values."decision") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."is_void" IS DISTINCT FROM (new_values."is_void") OR old_values."user_id" IS DISTINCT FROM (new_values."user_id") OR old_values."verdict_id" IS DISTINCT FROM (new_values."verdict_id") OR old_values."version" IS DISTINCT FROM (new_values."version")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="af905457394065730d237dc95c39c8aa2bbb554a",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_5ac2f",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="claims_approval",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_approvalevent" ("comment", "created_at", "decision", "id", "is_void", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id", "verdict_id", "version") SELECT old_values."comment", old_values."created_at", old_values."decision", old_values."id", old_values."is_void", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', old_values."id", old_values."user_id", old_values."verdict_id", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="b6124ddc4ffdc9df2825b900f348f443d17fd3e3",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_a86c9",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="claims_approval",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Source",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.IntegerField(db_default=1, editable=False)),
                (
                    "changed_in",
                    claims.models.fields.XactIdField(db_default=claims.models.fields.CurrentXactId(), editable=False),
                ),
                (
                    "created_at",
                    models.DateTimeField(db_default=django.contrib.postgres.functions.TransactionNow(), editable=False),
                ),
                (
                    "updated_at",
                    models.DateTimeField(db_default=django.contrib.postgres.functions.TransactionNow(), editable=False),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("article", "article"),
                            ("transcript", "transcript"),
                            ("data_set", "data set"),
                            ("post", "post"),
                            ("image", "image"),
                            ("audio", "audio"),
                            ("video", "video"),
                            ("broadcast", "broadcast"),
                            ("document", "document"),
                            ("statement", "statement"),
                            ("interview", "interview"),
                        ],
                        db_default="article",
                        default="article",
                        max_length=11,
                    ),
                ),
                ("url", models.CharField(blank=True, max_length=2048, null=True)),
                ("url_as_given", models.CharField(blank=True, db_default="", default="", max_length=4096)),
                ("revision", models.IntegerField(db_default=1, default=1)),
                (
                    "external_id",
                    models.CharField(
                        blank=True, db_default="", default="", help_text="The wire's own id (GUID).", max_length=500
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[("current", "current"), ("corrected", "corrected"), ("withdrawn", "withdrawn")],
                        db_default="current",
                        default="current",
                        max_length=10,
                    ),
                ),
                ("title", models.CharField(blank=True, db_default="", default="", max_length=1000)),
                (
                    "authors",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=300), blank=True, db_default=[], default=list, size=None
                    ),
                ),
                ("published_on", models.DateField(blank=True, null=True)),
                (
                    "published_on_precision",
                    models.CharField(
                        blank=True,
                        choices=[("year", "year"), ("month", "month"), ("day", "day")],
                        help_text="How much of the date is known.",
                        max_length=5,
                        null=True,
                    ),
                ),
                ("accessed_at", models.DateTimeField(blank=True, null=True)),
                ("archived_url", models.CharField(blank=True, db_default="", default="", max_length=2048)),
                ("media_url", models.CharField(blank=True, db_default="", default="", max_length=2048)),
                (
                    "language",
                    models.CharField(blank=True, db_default="", default="", help_text="BCP 47.", max_length=35),
                ),
                (
                    "text",
                    models.TextField(
                        blank=True, db_default="", default="", help_text="The kept text, never changed once there."
                    ),
                ),
                ("text_sha256", models.CharField(blank=True, db_default="", default="", max_length=64)),
                (
                    "reliability",
                    models.CharField(
                        choices=[
                            ("unrated", "unrated"),
                            ("reliable", "reliable"),
                            ("mixed", "mixed"),
                            ("unreliable", "unreliable"),
                        ],
                        db_default="unrated",
                        default="unrated",
                        max_length=11,
                    ),
                ),
                ("reliability_note", models.TextField(blank=True, db_default="", default="")),
                ("is_confidential", models.BooleanField(db_default=False, default=False)),
                (
                    "publisher",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sources",
                        to="claims.publisher",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("external_id", ""), _negated=True),
                        fields=["external_id"],
                        name="source_external_id",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "article",
                                    "transcript",
                                    "data_set",
                                    "post",
                                    "image",
                                    "audio",
                                    "video",
                                    "broadcast",
                                    "document",
                                    "statement",
                                    "interview",
                                ],
                            )
                        ),
                        name="source_kind_word",
                        violation_error_message="kind must be one of: article, transcript, data_set, post, image, audio, video, broadcast, document, statement, interview.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["current", "corrected", "withdrawn"])),
                        name="source_status_word",
                        violation_error_message="status must be one of: current, corrected, withdrawn.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reliability__in", ["unrated", "reliable", "mixed", "unreliable"])),
                        name="source_reliability_word",
                        violation_error_message="reliability must be one of: unrated, reliable, mixed, unreliable.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("published_on__isnull", True), ("published_on_precision__isnull", True)),
                            models.Q(
                                ("published_on__isnull", False),
                                ("published_on_precision", "day"),
                                ("published_on_precision__isnull", False),
                            ),
                            models.Q(
                                ("published_on__isnull", False),
                                ("published_on_precision", "month"),
                                ("published_on_precision__isnull", False),
                                django.db.models.lookups.Exact(
                                    django.db.models.functions.datetime.ExtractDay("published_on"), 1
                                ),
                            ),
                            models.Q(
                                ("published_on__isnull", False),
                                ("published_on_precision", "year"),
                                ("published_on_precision__isnull", False),
                                django.db.models.lookups.Exact(
                                    django.db.models.functions.datetime.ExtractMonth("published_on"), 1
                                ),
                                django.db.models.lookups.Exact(
                                    django.db.models.functions.datetime.ExtractDay("published_on"), 1
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="source_published_on_partial",
                        violation_error_message="published_on needs a date and a precision, the date being the first day of what is known.",
                    ),
                    models.UniqueConstraint(
                        fields=("url", "revision"),
                        name="source_url_unique",
                        violation_error_message="This revision of the URL is there already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("url__isnull", True), ("url__regex", "^https?://[^\\s]+$"), _connector="OR"
                        ),
                        name="source_url_form",
                        violation_error_message="url must begin with http:// or https:// and hold no space.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("url__isnull", False),
                            ("title__regex", "\\S"),
                            ("external_id__regex", "\\S"),
                            _connector="OR",
                        ),
                        name="source_can_be_cited",
                        violation_error_message="A source needs a url, a title or an external_id.",
                    ),
                    models.CheckConstraint(condition=models.Q(("revision__gte", 1)), name="source_revision_positive"),
                    models.CheckConstraint(
                        condition=django.db.models.lookups.LessThanOrEqual(
                            django.db.models.functions.text.Length("text"), 1000000
                        ),
                        name="source_text_length",
                        violation_error_message="text must be at most 1,000,000 characters.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("text", ""), ("text_sha256", "")),
                            models.Q(
                                models.Q(("text", ""), _negated=True),
                                (
                                    "text_sha256",
                                    models.Func(
                                        models.F("text"),
                                        template="encode(sha256(convert_to(%(expressions)s, 'UTF8')), 'hex')",
                                    ),
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="source_text_sha256_true",
                        violation_error_message="text_sha256 must be the SHA-256 of the text in UTF-8, in lower-case hex.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="raise_version",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='\n            IF ROW(OLD."kind", OLD."url", OLD."url_as_given", OLD."revision", OLD."external_id", OLD."status", OLD."title", OLD."authors", OLD."publisher_id", OLD."published_on", OLD."published_on_precision", OLD."accessed_at", OLD."archived_url", OLD."media_url", OLD."language", OLD."text", OLD."text_sha256", OLD."reliability", OLD."reliability_note", OLD."is_confidential") IS DISTINCT FROM ROW(NEW."kind", NEW."url", NEW."url_as_given", NEW."revision", NEW."external_id", NEW."status", NEW."title", NEW."authors", NEW."publisher_id", NEW."published_on", NEW."published_on_precision", NEW."accessed_at", NEW."archived_url", NEW."media_url", NEW."language", NEW."text", NEW."text_sha256", NEW."reliability", NEW."reliability_note", NEW."is_confidential")\n               OR (NEW.changed_in = pg_current_xact_id() AND (OLD.changed_in <> pg_current_xact_id() OR OLD.updated_at <> now())) THEN\n                NEW.version := OLD.version + ((OLD.changed_in <> pg_current_xact_id() OR OLD.updated_at <> now()))::int;\n                NEW.changed_in := pg_current_xact_id();\n                NEW.updated_at := now();\n            ELSE\n                NEW.version := OLD.version;\n                NEW.changed_in := OLD.changed_in;\n                NEW.updated_at := OLD.updated_at;\n            END IF;\n            NEW.id := OLD.id;\n            NEW.created_at := OLD.created_at;\n            RETURN NEW;\n        ',
                            hash="1727b9bbeb3125f9f5d7055f32af21701a7b2076",
                            operation="UPDATE",
                            pgid="pgtrigger_raise_version_f536f",
                            table="claims_source",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'This table is never truncated: its rows have a history.' USING ERRCODE = 'check_violation', CONSTRAINT = 'no_truncate';",
                            hash="447e54be22922b1703103f6df92a21250875fdd2",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_dd212",
                            table="claims_source",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="tick_noun_clock",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.version <> NEW.version)",
                            constraint="CONSTRAINT",
                            func="\n            UPDATE claims_nounclock SET value = value + 1, changed_in = pg_current_xact_id()\n            WHERE changed_in <> pg_current_xact_id();\n            RETURN NULL;\n        ",
                            hash="dccde221607a5f4c2abb637a61cff9b2ec01ec6c",
                            operation="UPDATE",
                            pgid="pgtrigger_tick_noun_clock_594b5",
                            table="claims_source",
                            timing="DEFERRABLE INITIALLY DEFERRED",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="source_text_kept",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF (OLD.text <> '') AND ROW(OLD.\"text\", OLD.\"text_sha256\") IS DISTINCT FROM ROW(NEW.\"text\", NEW.\"text_sha256\") THEN\n                RAISE EXCEPTION 'The kept text of a source never changes: file a new revision.' USING ERRCODE = 'check_violation', CONSTRAINT = 'source_text_kept';\n            END IF;\n            RETURN NEW;\n        ",
                            hash="4e2ec089d82da3847a207e295e3063a42c54031d",
                            operation="UPDATE",
                            pgid="pgtrigger_source_text_kept_7b6d2",
                            table="claims_source",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_sourceevent" ("accessed_at", "archived_url", "authors", "created_at", "external_id", "id", "is_confidential", "kind", "language", "media_url", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_on", "published_on_precision", "publisher_id", "reliability", "reliability_note", "revision", "status", "text_sha256", "title", "url", "url_as_given", "version") SELECT new_values."accessed_at", new_values."archived_url", new_values."authors", new_values."created_at", new_values."external_id", new_values."id", new_values."is_confidential", new_values."kind", new_values."language", new_values."media_url", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', new_values."id", new_values."published_on", new_values."published_on_precision", new_values."publisher_id", new_values."reliability", new_values."reliability_note", new_values."revision", new_values."status", new_values."text_sha256", new_values."title", new_values."url", new_values."url_as_given", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="e41a86371c212e707aa3e715d7974f16a4d8c803",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_bbb94",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="claims_source",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_sourceevent" ("accessed_at", "archived_url", "authors", "created_at", "external_id", "id", "is_confidential", "kind", "language", "media_url", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_on", "published_on_precision", "publisher_id", "reliability", "reliability_note", "revision", "status", "text_sha256", "title", "url", "url_as_given", "version") SELECT new_values."accessed_at", new_values."archived_url", new_values."authors", new_values."created_at", new_values."external_id", new_values."id", new_values."is_confidential", new_values."kind", new_values."language", new_values."media_url", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', new_values."id", new_values."published_on", new_values."published_on_precision", new_values."publisher_id", new_values."reliability", new_values."reliability_note", new_values."revision", new_values."status", new_values."text_sha256", new_values."title", new_values."url", new_values."url_as_given", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."accessed_at" IS DISTINCT FROM (new_values."accessed_at") OR old_values."archived_url" IS DISTINCT FROM (new_values."archived_url") OR old_values."authors" IS DISTINCT FROM (new_values."authors") OR old_values."created_at" IS DISTINCT FROM (new_values."created_at") OR old_values."external_id" IS DISTINCT FROM (new_values."external_id") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."is_confidential" IS DISTINCT FROM (new_values."is_confidential") OR old_values."kind" IS DISTINCT FROM (new_values."kind") OR old_values."language" IS DISTINCT FROM (new_values."language") OR old_values."media_url" IS DISTINCT FROM (new_values."media_url") OR old_values."published_on" IS DISTINCT FROM (new_values."published_on") OR old_values."published_on_precision" IS DISTINCT FROM (new_values."published_on_precision") OR old_values."publisher_id" IS DISTINCT FROM (new_values."publisher_id") OR old_values."reliability" IS DISTINCT FROM (new_values."reliability") OR old_values."reliability_note" IS DISTINCT FROM (new_values."reliability_note") OR old_values."revision" IS DISTINCT FROM (new_values."revision") OR old_values."status" IS DISTINCT FROM (new_values."status") OR old_values."text_sha256" IS DISTINCT FROM (new_values."text_sha256") OR old_values."title" IS DISTINCT FROM (new_values."title") OR old_values."url" IS DISTINCT FROM (new_values."url") OR old_values."url_as_given" IS DISTINCT FROM (new_values."url_as_given") OR old_values."version" IS DISTINCT FROM (new_values."version")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="8b1d1fd10ac1a781664dd508f19ae4ed2ca01dfa",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_fde8d",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="claims_source",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_sourceevent" ("accessed_at", "archived_url", "authors", "created_at", "external_id", "id", "is_confidential", "kind", "language", "media_url", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_on", "published_on_precision", "publisher_id", "reliability", "reliability_note", "revision", "status", "text_sha256", "title", "url", "url_as_given", "version") SELECT old_values."accessed_at", old_values."archived_url", old_values."authors", old_values."created_at", old_values."external_id", old_values."id", old_values."is_confidential", old_values."kind", old_values."language", old_values."media_url", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', old_values."id", old_values."published_on", old_values."published_on_precision", old_values."publisher_id", old_values."reliability", old_values."reliability_note", old_values."revision", old_values."status", old_values."text_sha256", old_values."title", old_values."url", old_values."url_as_given", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="e6afefb1b4a74f46b5c8b08d05fb2a45ab358aee",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_249e2",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="claims_source",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Appearance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("quote", models.TextField(blank=True, db_default="", default="", help_text="The exact words.")),
                ("quote_translation", models.TextField(blank=True, db_default="", default="")),
                (
                    "prefix",
                    models.TextField(
                        blank=True, db_default="", default="", help_text="The words just before the quote."
                    ),
                ),
                (
                    "suffix",
                    models.TextField(
                        blank=True, db_default="", default="", help_text="The words just after the quote."
                    ),
                ),
                ("start", models.IntegerField(blank=True, null=True)),
                ("end", models.IntegerField(blank=True, null=True)),
                (
                    "locator",
                    models.CharField(
                        blank=True,
                        db_default="",
                        default="",
                        help_text="A page, a timecode and the like.",
                        max_length=300,
                    ),
                ),
                ("version", models.IntegerField(db_default=1, editable=False)),
                (
                    "changed_in",
                    claims.models.fields.XactIdField(db_default=claims.models.fields.CurrentXactId(), editable=False),
                ),
                (
                    "created_at",
                    models.DateTimeField(db_default=django.contrib.postgres.functions.TransactionNow(), editable=False),
                ),
                (
                    "updated_at",
                    models.DateTimeField(db_default=django.contrib.postgres.functions.TransactionNow(), editable=False),
                ),
                (
                    "voice",
                    models.CharField(
                        choices=[("attributed", "attributed"), ("narrator", "narrator"), ("unclear", "unclear")],
                        db_default="attributed",
                        default="attributed",
                        help_text="Attributed to somebody, or said by the outlet itself.",
                        max_length=11,
                    ),
                ),
                ("is_first", models.BooleanField(db_default=False, default=False)),
                (
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="appearances", to="claims.claim"
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="appearances", to="claims.source"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("voice__in", ["attributed", "narrator", "unclear"])),
                        name="appearance_voice_word",
                        violation_error_message="voice must be one of: attributed, narrator, unclear.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("end__isnull", True), ("start__isnull", True)),
                            models.Q(
                                ("end__gt", models.F("start")),
                                ("end__isnull", False),
                                ("start__gte", 0),
                                ("start__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="appearance_anchor_positions",
                        violation_error_message="start and end must be given together, start at least 0 and end greater than start.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("is_first", True)),
                        fields=("claim",),
                        name="appearance_one_first",
                        violation_error_message="Another appearance of this claim is the first already.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="raise_version",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='\n            IF ROW(OLD."quote", OLD."quote_translation", OLD."prefix", OLD."suffix", OLD."start", OLD."end", OLD."locator", OLD."claim_id", OLD."source_id", OLD."voice", OLD."is_first") IS DISTINCT FROM ROW(NEW."quote", NEW."quote_translation", NEW."prefix", NEW."suffix", NEW."start", NEW."end", NEW."locator", NEW."claim_id", NEW."source_id", NEW."voice", NEW."is_first")\n               OR (NEW.changed_in = pg_current_xact_id() AND (OLD.changed_in <> pg_current_xact_id() OR OLD.updated_at <> now())) THEN\n                NEW.version := OLD.version + ((OLD.changed_in <> pg_current_xact_id() OR OLD.updated_at <> now()))::int;\n                NEW.changed_in := pg_current_xact_id();\n                NEW.updated_at := now();\n            ELSE\n                NEW.version := OLD.version;\n                NEW.changed_in := OLD.changed_in;\n                NEW.updated_at := OLD.updated_at;\n            END IF;\n            NEW.id := OLD.id;\n            NEW.created_at := OLD.created_at;\n            RETURN NEW;\n        ',
                            hash="81320e0116af885f8abc1a9d815b13fc1fe1490c",
                            operation="UPDATE",
                            pgid="pgtrigger_raise_version_b7c2b",
                            table="claims_appearance",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'This table is never truncated: its rows have a history.' USING ERRCODE = 'check_violation', CONSTRAINT = 'no_truncate';",
                            hash="5ce2f4e1ade3f2097ed46ef9f3c9fd22123532b8",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_dbd21",
                            table="claims_appearance",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="touch_claim_id_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='\n            UPDATE claims_claim SET changed_in = pg_current_xact_id() WHERE id = ANY(ARRAY(\n                SELECT id FROM claims_claim WHERE id = ANY(ARRAY(SELECT "claim_id" FROM new_rows)) AND (claims_claim.changed_in <> pg_current_xact_id() OR claims_claim.updated_at <> now())\n                ORDER BY id FOR NO KEY UPDATE\n            ));\n            RETURN NULL;\n        ',
                            hash="7cde3ee0038ab78c9d0df93fd7b56a82a66ec61e",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_touch_claim_id_insert_419c8",
                            referencing="REFERENCING NEW TABLE AS new_rows ",
                            table="claims_appearance",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="touch_claim_id_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='\n            UPDATE claims_claim SET changed_in = pg_current_xact_id() WHERE id = ANY(ARRAY(\n                SELECT id FROM claims_claim WHERE id = ANY(ARRAY(\n        SELECT unnest(ARRAY[n."claim_id", o."claim_id"])\n        FROM new_rows AS n JOIN old_rows AS o ON n.id = o.id AND n.version <> o.version\n    )) AND (claims_claim.changed_in <> pg_current_xact_id() OR claims_claim.updated_at <> now())\n                ORDER BY id FOR NO KEY UPDATE\n            ));\n            RETURN NULL;\n        ',
                            hash="1f666002ed970b6b384c1779836d78d195475f3f",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_touch_claim_id_update_df7b5",
                            referencing="REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ",
                            table="claims_appearance",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="touch_claim_id_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='\n            UPDATE claims_claim SET changed_in = pg_current_xact_id() WHERE id = ANY(ARRAY(\n                SELECT id FROM claims_claim WHERE id = ANY(ARRAY(SELECT "claim_id" FROM old_rows)) AND (claims_claim.changed_in <> pg_current_xact_id() OR claims_claim.updated_at <> now())\n                ORDER BY id FOR NO KEY UPDATE\n            ));\n            RETURN NULL;\n        ',
                            hash="96eb3fadd896ff4927410dafaedde76519b639ae",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_touch_claim_id_delete_7fe30",
                            referencing="REFERENCING OLD TABLE AS old_rows ",
                            table="claims_appearance",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_appearanceevent" ("claim_id", "created_at", "end", "id", "is_first", "locator", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "prefix", "quote", "quote_translation", "source_id", "start", "suffix", "version", "voice") SELECT new_values."claim_id", new_values."created_at", new_values."end", new_values."id", new_values."is_first", new_values."locator", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', new_values."id", new_values."prefix", new_values."quote", new_values."quote_translation", new_values."source_id", new_values."start", new_values."suffix", new_values."version", new_values."voice" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="6e7053b021955de912517a6974ac91dc26d3846f",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_58226",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="claims_appearance",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_appearanceevent" ("claim_id", "created_at", "end", "id", "is_first", "locator", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "prefix", "quote", "quote_translation", "source_id", "start", "suffix", "version", "voice") SELECT new_values."claim_id", new_values."created_at", new_values."end", new_values."id", new_values."is_first", new_values."locator", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', new_values."id", new_values."prefix", new_values."quote", new_values."quote_translation", new_values."source_id", new_values."start", new_values."suffix", new_values."version", new_values."voice" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."claim_id" IS DISTINCT FROM (new_values."claim_id") OR old_values."created_at" IS DISTINCT FROM (new_values."created_at") OR old_values."end" IS DISTINCT FROM (new_values."end") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."is_first" IS DISTINCT FROM (new_values."is_first") OR old_values."locator" IS DISTINCT FROM (new_values."locator") OR old_values."prefix" IS DISTINCT FROM (new_values."prefix") OR old_values."quote" IS DISTINCT FROM (new_values."quote") OR old_values."quote_translation" IS DISTINCT FROM (new_values."quote_translation") OR old_values."source_id" IS DISTINCT FROM (new_values."source_id") OR old_values."start" IS DISTINCT FROM (new_values."start") OR old_values."suffix" IS DISTINCT FROM (new_values."suffix") OR old_values."version" IS DISTINCT FROM (new_values."version") OR old_values."voice" IS DISTINCT FROM (new_values."voice")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="8febcdc474b2ab5313852f904cd98d2dea4e60a1",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_cdcd1",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="claims_appearance",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_appearanceevent" ("claim_id", "created_at", "end", "id", "is_first", "locator", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "prefix", "quote", "quote_translation", "source_id", "start", "suffix", "version", "voice") SELECT old_values."claim_id", old_values."created_at", old_values."end", old_values."id", old_values."is_first", old_values."locator", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', old_values."id", old_values."prefix", old_values."quote", old_values."quote_translation", old_values."source_id", old_values."start", old_values."suffix", old_values."version", old_values."voice" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="1eaf3677a06dae47c51b7960fe7b4cda4c47598c",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_2b6e2",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="claims_appearance",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Attribution",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.IntegerField(db_default=1, editable=False)),
                (
                    "changed_in",
                    claims.models.fields.XactIdField(db_default=claims.models.fields.CurrentXactId(), editable=False),
                ),
                (
                    "created_at",
                    models.DateTimeField(db_default=django.contrib.postgres.functions.TransactionNow(), editable=False),
                ),
                (
                    "updated_at",
                    models.DateTimeField(db_default=django.contrib.postgres.functions.TransactionNow(), editable=False),
                ),
                ("position", models.IntegerField(help_text="1 is the origin.")),
                (
                    "role",
                    models.CharField(
                        choices=[("originator", "originator"), ("relay", "relay")],
                        db_default="originator",
                        default="originator",
                        max_length=11,
                    ),
                ),
                (
                    "named_as",
                    models.CharField(
                        blank=True,
                        db_default="",
                        default="",
                        help_text="As printed, for example Washington.",
                        max_length=300,
                    ),
                ),
                (
                    "described_as",
                    models.CharField(
                        blank=True,
                        db_default="",
                        default="",
                        help_text="The role at the time, as printed.",
                        max_length=300,
                    ),
                ),
                (
                    "cue",
                    models.CharField(
                        blank=True,
                        db_default="",
                        default="",
                        help_text="The reporting word, for example said.",
                        max_length=100,
                    ),
                ),
                (
                    "certainty",
                    models.CharField(
                        choices=[("explicit", "explicit"), ("inferred", "inferred"), ("ambiguous", "ambiguous")],
                        db_default="explicit",
                        default="explicit",
                        max_length=10,
                    ),
                ),
                ("is_confidential", models.BooleanField(db_default=False, default=False)),
                (
                    "appearance",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="attributions", to="claims.appearance"
                    ),
                ),
                (
                    "entity",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attributions",
                        to="claims.entity",
                    ),
                ),
            ],
            options={
                "ordering": ["appearance", "position"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("role__in", ["originator", "relay"])),
                        name="attribution_role_word",
                        violation_error_message="role must be one of: originator, relay.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("certainty__in", ["explicit", "inferred", "ambiguous"])),
                        name="attribution_certainty_word",
                        violation_error_message="certainty must be one of: explicit, inferred, ambiguous.",
                    ),
                    models.UniqueConstraint(
                        deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                        fields=("appearance", "position"),
                        name="attribution_position_unique",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("position__gte", 1)), name="attribution_position_positive"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("entity__isnull", False),
                            models.Q(("named_as", ""), _negated=True),
                            models.Q(("described_as", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="attribution_says_who",
                        violation_error_message="An attribution needs an entity, named_as or described_as.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="raise_version",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='\n            IF ROW(OLD."appearance_id", OLD."position", OLD."role", OLD."named_as", OLD."described_as", OLD."entity_id", OLD."cue", OLD."certainty", OLD."is_confidential") IS DISTINCT FROM ROW(NEW."appearance_id", NEW."position", NEW."role", NEW."named_as", NEW."described_as", NEW."entity_id", NEW."cue", NEW."certainty", NEW."is_confidential")\n               OR (NEW.changed_in = pg_current_xact_id() AND (OLD.changed_in <> pg_current_xact_id() OR OLD.updated_at <> now())) THEN\n                NEW.version := OLD.version + ((OLD.changed_in <> pg_current_xact_id() OR OLD.updated_at <> now()))::int;\n                NEW.changed_in := pg_current_xact_id();\n                NEW.updated_at := now();\n            ELSE\n                NEW.version := OLD.version;\n                NEW.changed_in := OLD.changed_in;\n                NEW.updated_at := OLD.updated_at;\n            END IF;\n            NEW.id := OLD.id;\n            NEW.created_at := OLD.created_at;\n            RETURN NEW;\n        ',
                            hash="834dfad70dbc71845a85d1bd49dc20f1d6f93fed",
                            operation="UPDATE",
                            pgid="pgtrigger_raise_version_6ffca",
                            table="claims_attribution",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'This table is never truncated: its rows have a history.' USING ERRCODE = 'check_violation', CONSTRAINT = 'no_truncate';",
                            hash="69014e21f800cf6a59dd379c0ccad76c047b7de9",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_1f9e5",
                            table="claims_attribution",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="touch_appearance_id_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='\n            UPDATE claims_appearance SET changed_in = pg_current_xact_id() WHERE id = ANY(ARRAY(\n                SELECT id FROM claims_appearance WHERE id = ANY(ARRAY(SELECT "appearance_id" FROM new_rows)) AND (claims_appearance.changed_in <> pg_current_xact_id() OR claims_appearance.updated_at <> now())\n                ORDER BY id FOR NO KEY UPDATE\n            ));\n            RETURN NULL;\n        ',
                            hash="04a4387779c702b922633b354adee6cbc38edb94",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_touch_appearance_id_insert_ef347",
                            referencing="REFERENCING NEW TABLE AS new_rows ",
                            table="claims_attribution",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="touch_appearance_id_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='\n            UPDATE claims_appearance SET changed_in = pg_current_xact_id() WHERE id = ANY(ARRAY(\n                SELECT id FROM claims_appearance WHERE id = ANY(ARRAY(\n        SELECT unnest(ARRAY[n."appearance_id", o."appearance_id"])\n        FROM new_rows AS n JOIN old_rows AS o ON n.id = o.id AND n.version <> o.version\n    )) AND (claims_appearance.changed_in <> pg_current_xact_id() OR claims_appearance.updated_at <> now())\n                ORDER BY id FOR NO KEY UPDATE\n            ));\n            RETURN NULL;\n        ',
                            hash="31734bb75acbc8d741d039a017451aa68e9539b6",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_touch_appearance_id_update_9088d",
                            referencing="REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ",
                            table="claims_attribution",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="touch_appearance_id_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='\n            UPDATE claims_appearance SET changed_in = pg_current_xact_id() WHERE id = ANY(ARRAY(\n                SELECT id FROM claims_appearance WHERE id = ANY(ARRAY(SELECT "appearance_id" FROM old_rows)) AND (claims_appearance.changed_in <> pg_current_xact_id() OR claims_appearance.updated_at <> now())\n                ORDER BY id FOR NO KEY UPDATE\n            ));\n            RETURN NULL;\n        ',
                            hash="94387f17ab9fd75d697458bf0605b8d602405ecb",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_touch_appearance_id_delete_eda44",
                            referencing="REFERENCING OLD TABLE AS old_rows ",
                            table="claims_attribution",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_attributionevent" ("appearance_id", "certainty", "created_at", "cue", "described_as", "entity_id", "id", "is_confidential", "named_as", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "role", "version") SELECT new_values."appearance_id", new_values."certainty", new_values."created_at", new_values."cue", new_values."described_as", new_values."entity_id", new_values."id", new_values."is_confidential", new_values."named_as", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', new_values."id", new_values."position", new_values."role", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="7cce273a892355e80bb8e74380155c3d3877dcdf",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_43dca",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="claims_attribution",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_attributionevent" ("appearance_id", "certainty", "created_at", "cue", "described_as", "entity_id", "id", "is_confidential", "named_as", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "role", "version") SELECT new_values."appearance_id", new_values."certainty", new_values."created_at", new_values."cue", new_values."described_as", new_values."entity_id", new_values."id", new_values."is_confidential", new_values."named_as", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', new_values."id", new_values."position", new_values."role", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."appearance_id" IS DISTINCT FROM (new_values."appearance_id") OR old_values."certainty" IS DISTINCT FROM (new_values."certainty") OR old_values."created_at" IS DISTINCT FROM (new_values."created_at") OR old_values."cue" IS DISTINCT FROM (new_values."cue") OR old_values."described_as" IS DISTINCT FROM (new_values."described_as") OR old_values."entity_id" IS DISTINCT FROM (new_values."entity_id") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."is_confidential" IS DISTINCT FROM (new_values."is_confidential") OR old_values."named_as" IS DISTINCT FROM (new_values."named_as") OR old_values."position" IS DISTINCT FROM (new_values."position") OR old_values."role" IS DISTINCT FROM (new_values."role") OR old_values."version" IS DISTINCT FROM (new_values."version")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="b062beabeba31e87a04461cb2530aca08b10edc7",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_37070",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="claims_attribution",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_attributionevent" ("appearance_id", "certainty", "created_at", "cue", "described_as", "entity_id", "id", "is_confidential", "named_as", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "role", "version") SELECT old_values."appearance_id", old_values."certainty", old_values."created_at", old_values."cue", old_values."described_as", old_values."entity_id", old_values."id", old_values."is_confidential", old_values."named_as", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', old_values."id", old_values."position", old_values."role", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="a304bef07331ea5c86bd65da5c33c67ddc78532d",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_430b2",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="claims_attribution",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EntityEvent",
            fields=[
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField()),
                ("pgh_xid", claims.models.fields.XactIdField(db_default=claims.models.fields.CurrentXactId())),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                ("version", models.IntegerField(db_default=1, editable=False)),
                (
                    "created_at",
                    models.DateTimeField(db_default=django.contrib.postgres.functions.TransactionNow(), editable=False),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("person", "person"),
                            ("organisation", "organisation"),
                            ("government", "government"),
                            ("group", "group"),
                            ("unknown", "unknown"),
                        ],
                        db_default="unknown",
                        default="unknown",
                        max_length=13,
                    ),
                ),
                ("name", models.CharField(max_length=300)),
                (
                    "disambiguation",
                    models.CharField(
                        blank=True,
                        db_default="",
                        default="",
                        help_text="Tells two of the same name apart.",
                        max_length=300,
                    ),
                ),
                (
                    "aliases",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=300), blank=True, db_default=[], default=list, size=None
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        blank=True,
                        db_default="",
                        default="",
                        help_text="Today's; the role at the time stands on the attribution.",
                        max_length=300,
                    ),
                ),
                ("wikidata_id", models.CharField(blank=True, help_text="For example Q30.", max_length=20, null=True)),
                ("url", models.CharField(blank=True, db_default="", default="", max_length=2048)),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="claims.entity",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [models.Index(fields=["pgh_obj", "pgh_id"], name="entityevent_row")],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'This table is never truncated: its rows have a history.' USING ERRCODE = 'check_violation', CONSTRAINT = 'no_truncate';",
                            hash="7f03b348fbf61ff720507defd6e2341dd607e960",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_82b29",
                            table="claims_entityevent",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="9588145570d3a045745091ae3633f01ab6866b71",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_b6411",
                            table="claims_entityevent",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Evidence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("quote", models.TextField(blank=True, db_default="", default="", help_text="The exact words.")),
                ("quote_translation", models.TextField(blank=True, db_default="", default="")),
                (
                    "prefix",
                    models.TextField(
                        blank=True, db_default="", default="", help_text="The words just before the quote."
                    ),
                ),
                (
                    "suffix",
                    models.TextField(
                        blank=True, db_default="", default="", help_text="The words just after the quote."
                    ),
                ),
                ("start", models.IntegerField(blank=True, null=True)),
                ("end", models.IntegerField(blank=True, null=True)),
                (
                    "locator",
                    models.CharField(
                        blank=True,
                        db_default="",
                        default="",
                        help_text="A page, a timecode and the like.",
                        max_length=300,
                    ),
                ),
                ("version", models.IntegerField(db_default=1, editable=False)),
                (
                    "changed_in",
                    claims.models.fields.XactIdField(db_default=claims.models.fields.CurrentXactId(), editable=False),
                ),
                (
                    "created_at",
                    models.DateTimeField(db_default=django.contrib.postgres.functions.TransactionNow(), editable=False),
                ),
                (
                    "updated_at",
                    models.DateTimeField(db_default=django.contrib.postgres.functions.TransactionNow(), editable=False),
                ),
                (
                    "stance",
                    models.CharField(
                        choices=[("supports", "supports"), ("refutes", "refutes"), ("context", "context")], max_length=9
                    ),
                ),
                (
                    "question",
                    models.CharField(
                        blank=True,
                        db_default="",
                        default="",
                        help_text="The question that it answers.",
                        max_length=1000,
                    ),
                ),
                ("note", models.TextField(blank=True, db_default="", default="")),
                ("is_primary", models.BooleanField(db_default=False, default=False)),
                (
                    "interest",
                    models.CharField(
                        blank=True,
                        db_default="",
                        default="",
                        help_text="The source's own stake in the matter.",
                        max_length=1000,
                    ),
                ),
                ("is_confidential", models.BooleanField(db_default=False, default=False)),
                (
                    "added_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="evidence", to="claims.claim"
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evidence",
                        to="claims.source",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "evidence",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("stance__in", ["supports", "refutes", "context"])),
                        name="evidence_stance_word",
                        violation_error_message="stance must be one of: supports, refutes, context.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("end__isnull", True), ("start__isnull", True)),
                            models.Q(
                                ("end__gt", models.F("start")),
                                ("end__isnull", False),
                                ("start__gte", 0),
                                ("start__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="evidence_anchor_positions",
                        violation_error_message="start and end must be given together, start at least 0 and end greater than start.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("source__isnull", False), ("note__regex", "\\S"), _connector="OR"),
                        name="evidence_source_or_note",
                        violation_error_message="Evidence without a source (common knowledge) needs a note.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="raise_version",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='\n            IF ROW(OLD."quote", OLD."quote_translation", OLD."prefix", OLD."suffix", OLD."start", OLD."end", OLD."locator", OLD."claim_id", OLD."source_id", OLD."stance", OLD."question", OLD."note", OLD."is_primary", OLD."interest", OLD."is_confidential", OLD."added_by_id") IS DISTINCT FROM ROW(NEW."quote", NEW."quote_translation", NEW."prefix", NEW."suffix", NEW."start", NEW."end", NEW."locator", NEW."claim_id", NEW."source_id", NEW."stance", NEW."question", NEW."note", NEW."is_primary", NEW."interest", NEW."is_confidential", NEW."added_by_id")\n               OR (NEW.changed_in = pg_current_xact_id() AND (OLD.changed_in <> pg_current_xact_id() OR OLD.updated_at <> now())) THEN\n                NEW.version := OLD.version + ((OLD.changed_in <> pg_current_xact_id() OR OLD.updated_at <> now()))::int;\n                NEW.changed_in := pg_current_xact_id();\n                NEW.updated_at := now();\n            ELSE\n                NEW.version := OLD.version;\n                NEW.changed_in := OLD.changed_in;\n                NEW.updated_at := OLD.updated_at;\n            END IF;\n            NEW.id := OLD.id;\n            NEW.created_at := OLD.created_at;\n            RETURN NEW;\n        ',
                            hash="3ec8e8791ce4a4f265c95676b6ab373f789a45cc",
                            operation="UPDATE",
                            pgid="pgtrigger_raise_version_3548a",
                            table="claims_evidence",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'This table is never truncated: its rows have a history.' USING ERRCODE = 'check_violation', CONSTRAINT = 'no_truncate';",
                            hash="abe598117c0c58e51a740962f525b2d83eaa51c9",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_4049f",
                            table="claims_evidence",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="touch_claim_id_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='\n            UPDATE claims_claim SET changed_in = pg_current_xact_id() WHERE id = ANY(ARRAY(\n                SELECT id FROM claims_claim WHERE id = ANY(ARRAY(SELECT "claim_id" FROM new_rows)) AND (claims_claim.changed_in <> pg_current_xact_id() OR claims_claim.updated_at <> now())\n                ORDER BY id FOR NO KEY UPDATE\n            ));\n            RETURN NULL;\n        ',
                            hash="f476cfd16e728ba22add5ac5efa8fc52e30332be",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_touch_claim_id_insert_6d9a2",
                            referencing="REFERENCING NEW TABLE AS new_rows ",
                            table="claims_evidence",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="touch_claim_id_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='\n            UPDATE claims_claim SET changed_in = pg_current_xact_id() WHERE id = ANY(ARRAY(\n                SELECT id FROM claims_claim WHERE id = ANY(ARRAY(\n        SELECT unnest(ARRAY[n."claim_id", o."claim_id"])\n        FROM new_rows AS n JOIN old_rows AS o ON n.id = o.id AND n.version <> o.version\n    )) AND (claims_claim.changed_in <> pg_current_xact_id() OR claims_claim.updated_at <> now())\n                ORDER BY id FOR NO KEY UPDATE\n            ));\n            RETURN NULL;\n        ',
                            hash="ebf1ae31f8a8214cfb388860e710d8100addc536",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_touch_claim_id_update_a49d6",
                            referencing="REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ",
                            table="claims_evidence",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="touch_claim_id_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='\n            UPDATE claims_claim SET changed_in = pg_current_xact_id() WHERE id = ANY(ARRAY(\n                SELECT id FROM claims_claim WHERE id = ANY(ARRAY(SELECT "claim_id" FROM old_rows)) AND (claims_claim.changed_in <> pg_current_xact_id() OR claims_claim.updated_at <> now())\n                ORDER BY id FOR NO KEY UPDATE\n            ));\n            RETURN NULL;\n        ',
                            hash="1b4c5a06bdad19488e0c693555a6e122a8b99df9",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_touch_claim_id_delete_4e5b2",
                            referencing="REFERENCING OLD TABLE AS old_rows ",
                            table="claims_evidence",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="evidence_cited_kept",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='\n            IF (EXISTS (\n    SELECT FROM claims_verdictevidence AS cited JOIN claims_verdict AS verdict ON verdict.id = cited.verdict_id\n    WHERE cited.evidence_id = OLD.id AND verdict.state NOT IN (\'draft\', \'discarded\')\n)) AND ROW(OLD."quote", OLD."quote_translation", OLD."prefix", OLD."suffix", OLD."start", OLD."end", OLD."locator", OLD."source_id", OLD."stance", OLD."question", OLD."note", OLD."is_primary", OLD."interest", OLD."is_confidential", OLD."added_by_id") IS DISTINCT FROM ROW(NEW."quote", NEW."quote_translation", NEW."prefix", NEW."suffix", NEW."start", NEW."end", NEW."locator", NEW."source_id", NEW."stance", NEW."question", NEW."note", NEW."is_primary", NEW."interest", NEW."is_confidential", NEW."added_by_id") THEN\n                RAISE EXCEPTION \'Evidence that a submitted or published verdict cites is not changed.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'evidence_cited_kept\';\n            END IF;\n            RETURN NEW;\n        ',
                            hash="7d3b643ff54b9bafe003844de1042796283e44e2",
                            operation="UPDATE",
                            pgid="pgtrigger_evidence_cited_kept_23934",
                            table="claims_evidence",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="citations_together",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.claim_id <> NEW.claim_id)",
                            constraint="CONSTRAINT",
                            func="\n            IF EXISTS (\n                SELECT FROM claims_verdictevidence AS cited\n                JOIN claims_verdict AS verdict ON verdict.id = cited.verdict_id\n                JOIN claims_evidence AS evidence ON evidence.id = cited.evidence_id\n                JOIN claims_claim AS claim ON claim.id = verdict.claim_id\n                WHERE cited.evidence_id = NEW.id AND verdict.claim_id <> evidence.claim_id\n                  AND claim.merged_into_id IS NULL  -- what stays on a merged claim cites what moved away\n            ) THEN RAISE EXCEPTION 'A verdict and the evidence that it cites move together.' USING ERRCODE = 'check_violation', CONSTRAINT = 'citations_together'; END IF;\n            RETURN NULL;\n        ",
                            hash="d6a5520109bb3b12aa700092c3cb8627239ce9af",
                            operation="UPDATE",
                            pgid="pgtrigger_citations_together_fd4cd",
                            table="claims_evidence",
                            timing="DEFERRABLE INITIALLY DEFERRED",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="evidence_cited_not_deleted",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="IF EXISTS (\n    SELECT FROM claims_verdictevidence AS cited JOIN claims_verdict AS verdict ON verdict.id = cited.verdict_id\n    WHERE cited.evidence_id = OLD.id AND verdict.state NOT IN ('draft', 'discarded')\n) THEN RAISE EXCEPTION 'Evidence that a submitted or published verdict cites is not deleted.' USING ERRCODE = 'check_violation', CONSTRAINT = 'evidence_cited_not_deleted'; END IF; RETURN OLD;",
                            hash="202848f92be2b1bb1643c23568b25e2d97666b05",
                            operation="DELETE",
                            pgid="pgtrigger_evidence_cited_not_deleted_0a311",
                            table="claims_evidence",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_evidenceevent" ("added_by_id", "claim_id", "created_at", "end", "id", "interest", "is_confidential", "is_primary", "locator", "note", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "prefix", "question", "quote", "quote_translation", "source_id", "stance", "start", "suffix", "version") SELECT new_values."added_by_id", new_values."claim_id", new_values."created_at", new_values."end", new_values."id", new_values."interest", new_values."is_confidential", new_values."is_primary", new_values."locator", new_values."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', new_values."id", new_values."prefix", new_values."question", new_values."quote", new_values."quote_translation", new_values."source_id", new_values."stance", new_values."start", new_values."suffix", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="e09ca62b7eac2e8e0d145e82fce71099eb3b3dfb",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_d2960",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="claims_evidence",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_evidenceevent" ("added_by_id", "claim_id", "created_at", "end", "id", "interest", "is_confidential", "is_primary", "locator", "note", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "prefix", "question", "quote", "quote_translation", "source_id", "stance", "start", "suffix", "version") SELECT new_values."added_by_id", new_values."claim_id", new_values."created_at", new_values."end", new_values."id", new_values."interest", new_values."is_confidential", new_values."is_primary", new_values."locator", new_values."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', new_values."id", new_values."prefix", new_values."question", new_values."quote", new_values."quote_translation", new_values."source_id", new_values."stance", new_values."start", new_values."suffix", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."added_by_id" IS DISTINCT FROM (new_values."added_by_id") OR old_values."claim_id" IS DISTINCT FROM (new_values."claim_id") OR old_values."created_at" IS DISTINCT FROM (new_values."created_at") OR old_values."end" IS DISTINCT FROM (new_values."end") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."interest" IS DISTINCT FROM (new_values."interest") OR old_values."is_confidential" IS DISTINCT FROM (new_values."is_confidential") OR old_values."is_primary" IS DISTINCT FROM (new_values."is_primary") OR old_values."locator" IS DISTINCT FROM (new_values."locator") OR old_values."note" IS DISTINCT FROM (new_values."note") OR old_values."prefix" IS DISTINCT FROM (new_values."prefix") OR old_values."question" IS DISTINCT FROM (new_values."question") OR old_values."quote" IS DISTINCT FROM (new_values."quote") OR old_values."quote_translation" IS DISTINCT FROM (new_values."quote_translation") OR old_values."source_id" IS DISTINCT FROM (new_values."source_id") OR old_values."stance" IS DISTINCT FROM (new_values."stance") OR old_values."start" IS DISTINCT FROM (new_values."start") OR old_values."suffix" IS DISTINCT FROM (new_values."suffix") OR old_values."version" IS DISTINCT FROM (new_values."version")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="72f801951d37d558a256f2905cce62dfeda89b90",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_0cf54",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="claims_evidence",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_evidenceevent" ("added_by_id", "claim_id", "created_at", "end", "id", "interest", "is_confidential", "is_primary", "locator", "note", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "prefix", "question", "quote", "quote_translation", "source_id", "stance", "start", "suffix", "version") SELECT old_values."added_by_id", old_values."claim_id", old_values."created_at", old_values."end", old_values."id", old_values."interest", old_values."is_confidential", old_values."is_primary", old_values."locator", old_values."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', old_values."id", old_values."prefix", old_values."question", old_values."quote", old_values."quote_translation", old_values."source_id", old_values."stance", old_values."start", old_values."suffix", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="cdfd210d2897cb7d8d42bc47720ab7c85690e8b2",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_26a0f",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="claims_evidence",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Mapping",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=100)),
                ("version", models.IntegerField(db_default=1, default=1)),
                ("document", models.JSONField()),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("name__regex", "\\S")),
                        name="mapping_name_filled",
                        violation_error_message="name must not be empty.",
                    ),
                    models.CheckConstraint(condition=models.Q(("version__gte", 1)), name="mapping_version_positive"),
                    models.UniqueConstraint(fields=("name", "version"), name="mapping_version_unique"),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="mapping_kept",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='\n            IF (TRUE) AND ROW(OLD."name", OLD."version", OLD."document") IS DISTINCT FROM ROW(NEW."name", NEW."version", NEW."document") THEN\n                RAISE EXCEPTION \'A mapping is not changed: store a new version of it.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'mapping_kept\';\n            END IF;\n            RETURN NEW;\n        ',
                            hash="f0383715507acaa7106425f0551cf303a8413682",
                            operation="UPDATE",
                            pgid="pgtrigger_mapping_kept_a9613",
                            table="claims_mapping",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ImportBatch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "origin",
                    models.CharField(
                        help_text="Where the rows' ids come from, for example politifact.", max_length=100
                    ),
                ),
                ("file_name", models.CharField(max_length=300)),
                (
                    "format",
                    models.CharField(choices=[("csv", "csv"), ("tsv", "tsv"), ("jsonl", "jsonl")], max_length=6),
                ),
                (
                    "options",
                    models.JSONField(blank=True, db_default=models.Value({}, models.JSONField()), default=dict),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("pending", "pending"),
                            ("running", "running"),
                            ("finished", "finished"),
                            ("failed", "failed"),
                            ("cancelled", "cancelled"),
                            ("reverted", "reverted"),
                        ],
                        db_default="pending",
                        default="pending",
                        max_length=10,
                    ),
                ),
                ("rows_read", models.BigIntegerField(db_default=0, default=0)),
                ("inserted", models.BigIntegerField(db_default=0, default=0)),
                ("updated", models.BigIntegerField(db_default=0, default=0)),
                ("unchanged", models.BigIntegerField(db_default=0, default=0)),
                ("refused", models.BigIntegerField(db_default=0, default=0)),
                (
                    "error",
                    models.TextField(
                        blank=True, db_default="", default="", help_text="Why the whole load failed, where it did."
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "mapping",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="batches",
                        to="claims.mapping",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "import batches",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("origin__regex", "\\S")),
                        name="importbatch_origin_filled",
                        violation_error_message="origin must not be empty.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("format__in", ["csv", "tsv", "jsonl"])),
                        name="importbatch_format_word",
                        violation_error_message="format must be one of: csv, tsv, jsonl.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["pending", "running", "finished", "failed", "cancelled", "reverted"])
                        ),
                        name="importbatch_state_word",
                        violation_error_message="state must be one of: pending, running, finished, failed, cancelled, reverted.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("inserted__gte", 0),
                            ("refused__gte", 0),
                            ("rows_read__gte", 0),
                            ("unchanged__gte", 0),
                            ("updated__gte", 0),
                        ),
                        name="importbatch_counts_positive",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ExternalId",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.IntegerField(db_default=1, editable=False)),
                (
                    "changed_in",
                    claims.models.fields.XactIdField(db_default=claims.models.fields.CurrentXactId(), editable=False),
                ),
                (
                    "created_at",
                    models.DateTimeField(db_default=django.contrib.postgres.functions.TransactionNow(), editable=False),
                ),
                (
                    "updated_at",
                    models.DateTimeField(db_default=django.contrib.postgres.functions.TransactionNow(), editable=False),
                ),
                (
                    "origin",
                    models.CharField(help_text="The other system, for example cms or politifact.", max_length=100),
                ),
                ("external_id", models.CharField(max_length=500)),
                ("loaded", models.JSONField(blank=True, editable=False, null=True)),
                (
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="external_ids", to="claims.claim"
                    ),
                ),
                (
                    "batch",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="external_ids",
                        to="claims.importbatch",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("origin__regex", "\\S")),
                        name="externalid_origin_filled",
                        violation_error_message="origin must not be empty.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("external_id__regex", "\\S")),
                        name="externalid_external_id_filled",
                        violation_error_message="external_id must not be empty.",
                    ),
                    models.UniqueConstraint(
                        fields=("origin", "external_id"),
                        name="externalid_unique",
                        violation_error_message="Another claim has this external id already.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="raise_version",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='\n            IF ROW(OLD."claim_id", OLD."origin", OLD."external_id", OLD."batch_id", OLD."loaded") IS DISTINCT FROM ROW(NEW."claim_id", NEW."origin", NEW."external_id", NEW."batch_id", NEW."loaded")\n               OR (NEW.changed_in = pg_current_xact_id() AND (OLD.changed_in <> pg_current_xact_id() OR OLD.updated_at <> now())) THEN\n                NEW.version := OLD.version + ((OLD.changed_in <> pg_current_xact_id() OR OLD.updated_at <> now()))::int;\n                NEW.changed_in := pg_current_xact_id();\n                NEW.updated_at := now();\n            ELSE\n                NEW.version := OLD.version;\n                NEW.changed_in := OLD.changed_in;\n                NEW.updated_at := OLD.updated_at;\n            END IF;\n            NEW.id := OLD.id;\n            NEW.created_at := OLD.created_at;\n            RETURN NEW;\n        ',
                            hash="beacad3f2f5555d964be67390b528de772176977",
                            operation="UPDATE",
                            pgid="pgtrigger_raise_version_cab6c",
                            table="claims_externalid",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'This table is never truncated: its rows have a history.' USING ERRCODE = 'check_violation', CONSTRAINT = 'no_truncate';",
                            hash="19dd81aabe95a22717843b19e3099c53953187b1",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_ca2ed",
                            table="claims_externalid",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="touch_claim_id_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='\n            UPDATE claims_claim SET changed_in = pg_current_xact_id() WHERE id = ANY(ARRAY(\n                SELECT id FROM claims_claim WHERE id = ANY(ARRAY(SELECT "claim_id" FROM new_rows)) AND (claims_claim.changed_in <> pg_current_xact_id() OR claims_claim.updated_at <> now())\n                ORDER BY id FOR NO KEY UPDATE\n            ));\n            RETURN NULL;\n        ',
                            hash="771682a327f30e3c5266a05b9b183093ea225472",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_touch_claim_id_insert_7efe1",
                            referencing="REFERENCING NEW TABLE AS new_rows ",
                            table="claims_externalid",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="touch_claim_id_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='\n            UPDATE claims_claim SET changed_in = pg_current_xact_id() WHERE id = ANY(ARRAY(\n                SELECT id FROM claims_claim WHERE id = ANY(ARRAY(\n        SELECT unnest(ARRAY[n."claim_id", o."claim_id"])\n        FROM new_rows AS n JOIN old_rows AS o ON n.id = o.id AND n.version <> o.version\n    )) AND (claims_claim.changed_in <> pg_current_xact_id() OR claims_claim.updated_at <> now())\n                ORDER BY id FOR NO KEY UPDATE\n            ));\n            RETURN NULL;\n        ',
                            hash="3616d7f90eb63ce0d0cd526c8d1ad694a567bf6d",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_touch_claim_id_update_56cfb",
                            referencing="REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ",
                            table="claims_externalid",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="touch_claim_id_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='\n            UPDATE claims_claim SET changed_in = pg_current_xact_id() WHERE id = ANY(ARRAY(\n                SELECT id FROM claims_claim WHERE id = ANY(ARRAY(SELECT "claim_id" FROM old_rows)) AND (claims_claim.changed_in <> pg_current_xact_id() OR claims_claim.updated_at <> now())\n                ORDER BY id FOR NO KEY UPDATE\n            ));\n            RETURN NULL;\n        ',
                            hash="cb96a26e17f5a41406abc747b73398abfc6eed6f",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_touch_claim_id_delete_90a2e",
                            referencing="REFERENCING OLD TABLE AS old_rows ",
                            table="claims_externalid",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_externalidevent" ("batch_id", "claim_id", "created_at", "external_id", "id", "loaded", "origin", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") SELECT new_values."batch_id", new_values."claim_id", new_values."created_at", new_values."external_id", new_values."id", new_values."loaded", new_values."origin", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', new_values."id", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="7495a069a9994c40f3168d13315a5aa7d95f0f32",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_85832",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="claims_externalid",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_externalidevent" ("batch_id", "claim_id", "created_at", "external_id", "id", "loaded", "origin", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") SELECT new_values."batch_id", new_values."claim_id", new_values."created_at", new_values."external_id", new_values."id", new_values."loaded", new_values."origin", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', new_values."id", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."batch_id" IS DISTINCT FROM (new_values."batch_id") OR old_values."claim_id" IS DISTINCT FROM (new_values."claim_id") OR old_values."created_at" IS DISTINCT FROM (new_values."created_at") OR old_values."external_id" IS DISTINCT FROM (new_values."external_id") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."loaded" IS DISTINCT FROM (new_values."loaded") OR old_values."origin" IS DISTINCT FROM (new_values."origin") OR old_values."version" IS DISTINCT FROM (new_values."version")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="c562ab8e373f0d6d25bd862b20e50c81a0d4ae68",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_5ec61",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="claims_externalid",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_externalidevent" ("batch_id", "claim_id", "created_at", "external_id", "id", "loaded", "origin", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") SELECT old_values."batch_id", old_values."claim_id", old_values."created_at", old_values."external_id", old_values."id", old_values."loaded", old_values."origin", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', old_values."id", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="e1630dcbd4d5e1820837e251625afefcd3898d99",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_3e6a8",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="claims_externalid",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FeedEpoch",
            fields=[
                ("id", models.IntegerField(default=1, primary_key=True, serialize=False)),
                ("value", models.IntegerField(default=1)),
            ],
            options={
                "constraints": [models.CheckConstraint(condition=models.Q(("id", 1)), name="feedepoch_one_row")],
            },
        ),
        migrations.CreateModel(
            name="IdempotencyKey",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=255)),
                ("digest", models.BinaryField(max_length=32)),
                ("status", models.IntegerField(null=True)),
                ("headers", models.JSONField(default=dict)),
                ("body", models.BinaryField(default=b"")),
                ("created_at", models.DateTimeField(auto_now_add=True, db_index=True)),
                (
                    "caller",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            django.db.models.lookups.Exact(
                                models.Func(
                                    models.F("digest"), function="octet_length", output_field=models.IntegerField()
                                ),
                                32,
                            )
                        ),
                        name="idempotencykey_digest_length",
                    ),
                    models.UniqueConstraint(fields=("caller", "key"), name="idempotencykey_unique"),
                    models.CheckConstraint(
                        condition=models.Q(("key", ""), _negated=True), name="idempotencykey_key_filled"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ExternalIdEvent",
            fields=[
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField()),
                ("pgh_xid", claims.models.fields.XactIdField(db_default=claims.models.fields.CurrentXactId())),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                ("version", models.IntegerField(db_default=1, editable=False)),
                (
                    "created_at",
                    models.DateTimeField(db_default=django.contrib.postgres.functions.TransactionNow(), editable=False),
                ),
                (
                    "origin",
                    models.CharField(help_text="The other system, for example cms or politifact.", max_length=100),
                ),
                ("external_id", models.CharField(max_length=500)),
                ("loaded", models.JSONField(blank=True, editable=False, null=True)),
                (
                    "claim",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="claims.claim",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="claims.externalid",
                    ),
                ),
                (
                    "batch",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="claims.importbatch",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [
                    models.Index(fields=["pgh_obj", "pgh_id"], name="externalidevent_row"),
                    models.Index(fields=["claim", "pgh_xid"], name="externalidevent_by"),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'This table is never truncated: its rows have a history.' USING ERRCODE = 'check_violation', CONSTRAINT = 'no_truncate';",
                            hash="b59c7a8bf76218534ec433264ccc049730edf192",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_d2b81",
                            table="claims_externalidevent",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="aba036f0326a485181e733a1961a8287af3b352f",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_ac455",
                            table="claims_externalidevent",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ImportIssue",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("row_number", models.BigIntegerField(help_text="1 is the first row of data.")),
                ("field", models.CharField(blank=True, db_default="", default="", max_length=200)),
                (
                    "value",
                    models.CharField(
                        blank=True, db_default="", default="", help_text="What stood there, cut.", max_length=500
                    ),
                ),
                ("code", models.CharField(max_length=100)),
                ("message", models.TextField()),
                ("row", models.JSONField(blank=True, help_text="The whole row as it came.", null=True)),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="issues", to="claims.importbatch"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["batch", "row_number"], name="importissue_row")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("code__regex", "\\S")),
                        name="importissue_code_filled",
                        violation_error_message="code must not be empty.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("message__regex", "\\S")),
                        name="importissue_message_filled",
                        violation_error_message="message must not be empty.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("row_number__gte", 1)), name="importissue_row_number_positive"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Measure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.IntegerField(db_default=1, editable=False)),
                (
                    "changed_in",
                    claims.models.fields.XactIdField(db_default=claims.models.fields.CurrentXactId(), editable=False),
                ),
                (
                    "created_at",
                    models.DateTimeField(db_default=django.contrib.postgres.functions.TransactionNow(), editable=False),
                ),
                (
                    "updated_at",
                    models.DateTimeField(db_default=django.contrib.postgres.functions.TransactionNow(), editable=False),
                ),
                ("name", models.CharField(max_length=300)),
                ("unit", models.CharField(max_length=100)),
                ("event", models.CharField(blank=True, db_default="", default="", max_length=300)),
                ("place", models.CharField(blank=True, db_default="", default="", max_length=300)),
                (
                    "growth",
                    models.CharField(
                        choices=[("monotone", "monotone"), ("free", "free")],
                        db_default="free",
                        default="free",
                        help_text="Monotone: a later true figure is never smaller.",
                        max_length=9,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("name__regex", "\\S")),
                        name="measure_name_filled",
                        violation_error_message="name must not be empty.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("unit__regex", "\\S")),
                        name="measure_unit_filled",
                        violation_error_message="unit must not be empty.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("growth__in", ["monotone", "free"])),
                        name="measure_growth_word",
                        violation_error_message="growth must be one of: monotone, free.",
                    ),
                    models.UniqueConstraint(
                        django.db.models.functions.text.Lower("name"),
                        name="measure_name_unique",
                        violation_error_message="A measure of this name is there already.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="raise_version",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='\n            IF ROW(OLD."name", OLD."unit", OLD."event", OLD."place", OLD."growth") IS DISTINCT FROM ROW(NEW."name", NEW."unit", NEW."event", NEW."place", NEW."growth")\n               OR (NEW.changed_in = pg_current_xact_id() AND (OLD.changed_in <> pg_current_xact_id() OR OLD.updated_at <> now())) THEN\n                NEW.version := OLD.version + ((OLD.changed_in <> pg_current_xact_id() OR OLD.updated_at <> now()))::int;\n                NEW.changed_in := pg_current_xact_id();\n                NEW.updated_at := now();\n            ELSE\n                NEW.version := OLD.version;\n                NEW.changed_in := OLD.changed_in;\n                NEW.updated_at := OLD.updated_at;\n            END IF;\n            NEW.id := OLD.id;\n            NEW.created_at := OLD.created_at;\n            RETURN NEW;\n        ',
                            hash="7be2678c917ddae8ae5a04f82b2970424101ab01",
                            operation="UPDATE",
                            pgid="pgtrigger_raise_version_fad1e",
                            table="claims_measure",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'This table is never truncated: its rows have a history.' USING ERRCODE = 'check_violation', CONSTRAINT = 'no_truncate';",
                            hash="06a9f618787e630afac8def25b9f49d892305ec5",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_6afd5",
                            table="claims_measure",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="tick_noun_clock",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.version <> NEW.version)",
                            constraint="CONSTRAINT",
                            func="\n            UPDATE claims_nounclock SET value = value + 1, changed_in = pg_current_xact_id()\n            WHERE changed_in <> pg_current_xact_id();\n            RETURN NULL;\n        ",
                            hash="b8e4a58f5d87a3abdfef5e7100deae86a2c75d8a",
                            operation="UPDATE",
                            pgid="pgtrigger_tick_noun_clock_77108",
                            table="claims_measure",
                            timing="DEFERRABLE INITIALLY DEFERRED",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_measureevent" ("created_at", "event", "growth", "id", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "unit", "version") SELECT new_values."created_at", new_values."event", new_values."growth", new_values."id", new_values."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', new_values."id", new_values."place", new_values."unit", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="6c729b39618bf9686c3d210dd259a9eb214e1beb",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_fe873",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="claims_measure",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_measureevent" ("created_at", "event", "growth", "id", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "unit", "version") SELECT new_values."created_at", new_values."event", new_values."growth", new_values."id", new_values."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', new_values."id", new_values."place", new_values."unit", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."created_at" IS DISTINCT FROM (new_values."created_at") OR old_values."event" IS DISTINCT FROM (new_values."event") OR old_values."growth" IS DISTINCT FROM (new_values."growth") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."name" IS DISTINCT FROM (new_values."name") OR old_values."place" IS DISTINCT FROM (new_values."place") OR old_values."unit" IS DISTINCT FROM (new_values."unit") OR old_values."version" IS DISTINCT FROM (new_values."version")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="59b125636f48199c2e31274e05b8f546b9bc8a33",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_00293",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="claims_measure",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_measureevent" ("created_at", "event", "growth", "id", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "unit", "version") SELECT old_values."created_at", old_values."event", old_values."growth", old_values."id", old_values."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', old_values."id", old_values."place", old_values."unit", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="65963280a691e50c69ce6fa85ada100957fab4ac",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_d8b77",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="claims_measure",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MeasureEvent",
            fields=[
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField()),
                ("pgh_xid", claims.models.fields.XactIdField(db_default=claims.models.fields.CurrentXactId())),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                ("version", models.IntegerField(db_default=1, editable=False)),
                (
                    "created_at",
                    models.DateTimeField(db_default=django.contrib.postgres.functions.TransactionNow(), editable=False),
                ),
                ("name", models.CharField(max_length=300)),
                ("unit", models.CharField(max_length=100)),
                ("event", models.CharField(blank=True, db_default="", default="", max_length=300)),
                ("place", models.CharField(blank=True, db_default="", default="", max_length=300)),
                (
                    "growth",
                    models.CharField(
                        choices=[("monotone", "monotone"), ("free", "free")],
                        db_default="free",
                        default="free",
                        help_text="Monotone: a later true figure is never smaller.",
                        max_length=9,
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="claims.measure",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [models.Index(fields=["pgh_obj", "pgh_id"], name="measureevent_row")],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'This table is never truncated: its rows have a history.' USING ERRCODE = 'check_violation', CONSTRAINT = 'no_truncate';",
                            hash="a6ba200f8f1465425e07aac6884ec8d7c932a9b2",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_7cec1",
                            table="claims_measureevent",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="83581b5ba981416fe30af326bfd22477821752f0",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_46112",
                            table="claims_measureevent",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Note",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.IntegerField(db_default=1, editable=False)),
                (
                    "changed_in",
                    claims.models.fields.XactIdField(db_default=claims.models.fields.CurrentXactId(), editable=False),
                ),
                (
                    "created_at",
                    models.DateTimeField(db_default=django.contrib.postgres.functions.TransactionNow(), editable=False),
                ),
                (
                    "updated_at",
                    models.DateTimeField(db_default=django.contrib.postgres.functions.TransactionNow(), editable=False),
                ),
                ("text", models.TextField()),
                (
                    "author",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="notes", to="claims.claim"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("text__regex", "\\S"),
                            django.db.models.lookups.LessThanOrEqual(
                                django.db.models.functions.text.Length("text"), 20000
                            ),
                        ),
                        name="note_text_filled",
                        violation_error_message="text must not be empty or over 20000 characters.",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="raise_version",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='\n            IF ROW(OLD."claim_id", OLD."text", OLD."author_id") IS DISTINCT FROM ROW(NEW."claim_id", NEW."text", NEW."author_id")\n               OR (NEW.changed_in = pg_current_xact_id() AND (OLD.changed_in <> pg_current_xact_id() OR OLD.updated_at <> now())) THEN\n                NEW.version := OLD.version + ((OLD.changed_in <> pg_current_xact_id() OR OLD.updated_at <> now()))::int;\n                NEW.changed_in := pg_current_xact_id();\n                NEW.updated_at := now();\n            ELSE\n                NEW.version := OLD.version;\n                NEW.changed_in := OLD.changed_in;\n                NEW.updated_at := OLD.updated_at;\n            END IF;\n            NEW.id := OLD.id;\n            NEW.created_at := OLD.created_at;\n            RETURN NEW;\n        ',
                            hash="2b873ee9a4528f5b82667e2e245a5218e13ebc80",
                            operation="UPDATE",
                            pgid="pgtrigger_raise_version_3f257",
                            table="claims_note",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'This table is never truncated: its rows have a history.' USING ERRCODE = 'check_violation', CONSTRAINT = 'no_truncate';",
                            hash="4a42159deea4b53eab9491e7a6680f024fb81412",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_41268",
                            table="claims_note",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="touch_claim_id_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='\n            UPDATE claims_claim SET changed_in = pg_current_xact_id() WHERE id = ANY(ARRAY(\n                SELECT id FROM claims_claim WHERE id = ANY(ARRAY(SELECT "claim_id" FROM new_rows)) AND (claims_claim.changed_in <> pg_current_xact_id() OR claims_claim.updated_at <> now())\n                ORDER BY id FOR NO KEY UPDATE\n            ));\n            RETURN NULL;\n        ',
                            hash="ad3dda9157ae9e8c7385719fecad1f78257730eb",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_touch_claim_id_insert_d9153",
                            referencing="REFERENCING NEW TABLE AS new_rows ",
                            table="claims_note",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="touch_claim_id_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='\n            UPDATE claims_claim SET changed_in = pg_current_xact_id() WHERE id = ANY(ARRAY(\n                SELECT id FROM claims_claim WHERE id = ANY(ARRAY(\n        SELECT unnest(ARRAY[n."claim_id", o."claim_id"])\n        FROM new_rows AS n JOIN old_rows AS o ON n.id = o.id AND n.version <> o.version\n    )) AND (claims_claim.changed_in <> pg_current_xact_id() OR claims_claim.updated_at <> now())\n                ORDER BY id FOR NO KEY UPDATE\n            ));\n            RETURN NULL;\n        ',
                            hash="6d13487438134dbe882167e97baa9d11c7847aeb",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_touch_claim_id_update_f0078",
                            referencing="REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ",
                            table="claims_note",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="touch_claim_id_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='\n            UPDATE claims_claim SET changed_in = pg_current_xact_id() WHERE id = ANY(ARRAY(\n                SELECT id FROM claims_claim WHERE id = ANY(ARRAY(SELECT "claim_id" FROM old_rows)) AND (claims_claim.changed_in <> pg_current_xact_id() OR claims_claim.updated_at <> now())\n                ORDER BY id FOR NO KEY UPDATE\n            ));\n            RETURN NULL;\n        ',
                            hash="c4064640cfe1a1f794ccacd3ab35ffda87e2d3bb",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_touch_claim_id_delete_56a14",
                            referencing="REFERENCING OLD TABLE AS old_rows ",
                            table="claims_note",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_noteevent" ("author_id", "claim_id", "created_at", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "text", "version") SELECT new_values."author_id", new_values."claim_id", new_values."created_at", new_values."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', new_values."id", new_values."text", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="7ccb5281bc72829b0b032a3d3cecf5e6582ae7a2",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_9a47c",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="claims_note",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_noteevent" ("author_id", "claim_id", "created_at", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "text", "version") SELECT new_values."author_id", new_values."claim_id", new_values."created_at", new_values."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', new_values."id", new_values."text", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."author_id" IS DISTINCT FROM (new_values."author_id") OR old_values."claim_id" IS DISTINCT FROM (new_values."claim_id") OR old_values."created_at" IS DISTINCT FROM (new_values."created_at") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."text" IS DISTINCT FROM (new_values."text") OR old_values."version" IS DISTINCT FROM (new_values."version")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="85bb1554dbc8e927b653c16633ac1679649e798e",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_3248a",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="claims_note",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_noteevent" ("author_id", "claim_id", "created_at", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "text", "version") SELECT old_values."author_id", old_values."claim_id", old_values."created_at", old_values."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', old_values."id", old_values."text", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="b156e1743ff3da8dc94f245dcfed30b210318210",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_7b681",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="claims_note",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="NoteEvent",
            fields=[
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField()),
                ("pgh_xid", claims.models.fields.XactIdField(db_default=claims.models.fields.CurrentXactId())),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                ("version", models.IntegerField(db_default=1, editable=False)),
                (
                    "created_at",
                    models.DateTimeField(db_default=django.contrib.postgres.functions.TransactionNow(), editable=False),
                ),
                ("text", models.TextField()),
                (
                    "author",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "claim",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="claims.claim",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="claims.note",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [
                    models.Index(fields=["pgh_obj", "pgh_id"], name="noteevent_row"),
                    models.Index(fields=["claim", "pgh_xid"], name="noteevent_by"),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'This table is never truncated: its rows have a history.' USING ERRCODE = 'check_violation', CONSTRAINT = 'no_truncate';",
                            hash="5e273e25ac10444b407160d6dc17bccb7dce81b4",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_845ee",
                            table="claims_noteevent",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="ecc000a8e78a2a96042d7991048357b8f68cf719",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_8047e",
                            table="claims_noteevent",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="NounClock",
            fields=[
                ("id", models.IntegerField(default=1, primary_key=True, serialize=False)),
                ("value", models.BigIntegerField(default=1)),
                ("changed_in", claims.models.fields.XactIdField(db_default=claims.models.fields.CurrentXactId())),
            ],
            options={
                "constraints": [models.CheckConstraint(condition=models.Q(("id", 1)), name="nounclock_one_row")],
            },
        ),
        migrations.CreateModel(
            name="PublisherEvent",
            fields=[
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField()),
                ("pgh_xid", claims.models.fields.XactIdField(db_default=claims.models.fields.CurrentXactId())),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                ("version", models.IntegerField(db_default=1, editable=False)),
                (
                    "created_at",
                    models.DateTimeField(db_default=django.contrib.postgres.functions.TransactionNow(), editable=False),
                ),
                ("name", models.CharField(max_length=300)),
                ("domain", models.CharField(help_text="Lower case, without www.", max_length=253)),
                (
                    "country",
                    models.CharField(
                        blank=True, db_default="", default="", help_text="ISO 3166-1 alpha-2.", max_length=2
                    ),
                ),
                ("is_own", models.BooleanField(db_default=False, default=False, editable=False)),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="claims.publisher",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [models.Index(fields=["pgh_obj", "pgh_id"], name="publisherevent_row")],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'This table is never truncated: its rows have a history.' USING ERRCODE = 'check_violation', CONSTRAINT = 'no_truncate';",
                            hash="84ce5f81c983ed00c58a84bcbb79cfd96b48f13f",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_c3e6b",
                            table="claims_publisherevent",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="3f29e885b8902daf5e5d1803c4ebe185316fbe5f",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_1989a",
                            table="claims_publisherevent",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Quantity",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.IntegerField(db_default=1, editable=False)),
                (
                    "changed_in",
                    claims.models.fields.XactIdField(db_default=claims.models.fields.CurrentXactId(), editable=False),
                ),
                (
                    "created_at",
                    models.DateTimeField(db_default=django.contrib.postgres.functions.TransactionNow(), editable=False),
                ),
                (
                    "updated_at",
                    models.DateTimeField(db_default=django.contrib.postgres.functions.TransactionNow(), editable=False),
                ),
                ("surface", models.CharField(help_text="The words as printed.", max_length=300)),
                (
                    "value_low",
                    claims.models.fields.NumericField(blank=True, decimal_places=12, max_digits=42, null=True),
                ),
                (
                    "value_high",
                    claims.models.fields.NumericField(blank=True, decimal_places=12, max_digits=42, null=True),
                ),
                (
                    "hedge",
                    models.CharField(
                        choices=[
                            ("exact", "exact"),
                            ("about", "about"),
                            ("at_least", "at least"),
                            ("more_than", "more than"),
                            ("at_most", "at most"),
                            ("less_than", "less than"),
                            ("nearly", "nearly"),
                            ("range", "range"),
                            ("vague", "vague"),
                        ],
                        max_length=10,
                    ),
                ),
                ("unit", models.CharField(help_text="For example person, rocket, USD, percent.", max_length=100)),
                (
                    "kind",
                    models.CharField(
                        choices=[("level", "level"), ("delta", "delta"), ("ratio", "ratio"), ("duration", "duration")],
                        db_default="level",
                        default="level",
                        max_length=9,
                    ),
                ),
                (
                    "direction",
                    models.CharField(
                        choices=[("up", "up"), ("down", "down"), ("none", "none")],
                        db_default="none",
                        default="none",
                        max_length=5,
                    ),
                ),
                (
                    "modality",
                    models.CharField(
                        choices=[
                            ("actual", "actual"),
                            ("planned", "planned"),
                            ("possible", "possible"),
                            ("denied", "denied"),
                        ],
                        db_default="actual",
                        default="actual",
                        max_length=9,
                    ),
                ),
                ("valid_from", models.DateField(blank=True, null=True)),
                (
                    "valid_from_precision",
                    models.CharField(
                        blank=True,
                        choices=[("year", "year"), ("month", "month"), ("day", "day")],
                        help_text="How much of the date is known.",
                        max_length=5,
                        null=True,
                    ),
                ),
                ("valid_to", models.DateField(blank=True, null=True)),
                (
                    "valid_to_precision",
                    models.CharField(
                        blank=True,
                        choices=[("year", "year"), ("month", "month"), ("day", "day")],
                        help_text="How much of the date is known.",
                        max_length=5,
                        null=True,
                    ),
                ),
                ("as_of", models.DateField(blank=True, null=True)),
                (
                    "as_of_precision",
                    models.CharField(
                        blank=True,
                        choices=[("year", "year"), ("month", "month"), ("day", "day")],
                        help_text="How much of the date is known.",
                        max_length=5,
                        null=True,
                    ),
                ),
                (
                    "interval_low",
                    claims.models.fields.NumericField(
                        blank=True, decimal_places=12, editable=False, max_digits=42, null=True
                    ),
                ),
                (
                    "interval_high",
                    claims.models.fields.NumericField(
                        blank=True, decimal_places=12, editable=False, max_digits=42, null=True
                    ),
                ),
                ("is_low_open", models.BooleanField(db_default=False, default=False, editable=False)),
                ("is_high_open", models.BooleanField(db_default=False, default=False, editable=False)),
                (
                    "policy",
                    models.CharField(
                        editable=False, help_text="Version of the rule that made the interval.", max_length=20
                    ),
                ),
                (
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="quantities", to="claims.claim"
                    ),
                ),
                (
                    "measure",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="quantities",
                        to="claims.measure",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "quantities",
                "indexes": [models.Index(fields=["unit", "interval_low"], name="quantity_unit_interval")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("surface__regex", "\\S")),
                        name="quantity_surface_filled",
                        violation_error_message="surface must not be empty.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("unit__regex", "\\S")),
                        name="quantity_unit_filled",
                        violation_error_message="unit must not be empty.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("policy__regex", "\\S")),
                        name="quantity_policy_filled",
                        violation_error_message="policy must not be empty.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "hedge__in",
                                [
                                    "exact",
                                    "about",
                                    "at_least",
                                    "more_than",
                                    "at_most",
                                    "less_than",
                                    "nearly",
                                    "range",
                                    "vague",
                                ],
                            )
                        ),
                        name="quantity_hedge_word",
                        violation_error_message="hedge must be one of: exact, about, at_least, more_than, at_most, less_than, nearly, range, vague.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["level", "delta", "ratio", "duration"])),
                        name="quantity_kind_word",
                        violation_error_message="kind must be one of: level, delta, ratio, duration.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("direction__in", ["up", "down", "none"])),
                        name="quantity_direction_word",
                        violation_error_message="direction must be one of: up, down, none.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("modality__in", ["actual", "planned", "possible", "denied"])),
                        name="quantity_modality_word",
                        violation_error_message="modality must be one of: actual, planned, possible, denied.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("valid_from__isnull", True), ("valid_from_precision__isnull", True)),
                            models.Q(
                                ("valid_from__isnull", False),
                                ("valid_from_precision", "day"),
                                ("valid_from_precision__isnull", False),
                            ),
                            models.Q(
                                ("valid_from__isnull", False),
                                ("valid_from_precision", "month"),
                                ("valid_from_precision__isnull", False),
                                django.db.models.lookups.Exact(
                                    django.db.models.functions.datetime.ExtractDay("valid_from"), 1
                                ),
                            ),
                            models.Q(
                                ("valid_from__isnull", False),
                                ("valid_from_precision", "year"),
                                ("valid_from_precision__isnull", False),
                                django.db.models.lookups.Exact(
                                    django.db.models.functions.datetime.ExtractMonth("valid_from"), 1
                                ),
                                django.db.models.lookups.Exact(
                                    django.db.models.functions.datetime.ExtractDay("valid_from"), 1
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="quantity_valid_from_partial",
                        violation_error_message="valid_from needs a date and a precision, the date being the first day of what is known.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("valid_to__isnull", True), ("valid_to_precision__isnull", True)),
                            models.Q(
                                ("valid_to__isnull", False),
                                ("valid_to_precision", "day"),
                                ("valid_to_precision__isnull", False),
                            ),
                            models.Q(
                                ("valid_to__isnull", False),
                                ("valid_to_precision", "month"),
                                ("valid_to_precision__isnull", False),
                                django.db.models.lookups.Exact(
                                    django.db.models.functions.datetime.ExtractDay("valid_to"), 1
                                ),
                            ),
                            models.Q(
                                ("valid_to__isnull", False),
                                ("valid_to_precision", "year"),
                                ("valid_to_precision__isnull", False),
                                django.db.models.lookups.Exact(
                                    django.db.models.functions.datetime.ExtractMonth("valid_to"), 1
                                ),
                                django.db.models.lookups.Exact(
                                    django.db.models.functions.datetime.ExtractDay("valid_to"), 1
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="quantity_valid_to_partial",
                        violation_error_message="valid_to needs a date and a precision, the date being the first day of what is known.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("as_of__isnull", True), ("as_of_precision__isnull", True)),
                            models.Q(
                                ("as_of__isnull", False), ("as_of_precision", "day"), ("as_of_precision__isnull", False)
                            ),
                            models.Q(
                                ("as_of__isnull", False),
                                ("as_of_precision", "month"),
                                ("as_of_precision__isnull", False),
                                django.db.models.lookups.Exact(
                                    django.db.models.functions.datetime.ExtractDay("as_of"), 1
                                ),
                            ),
                            models.Q(
                                ("as_of__isnull", False),
                                ("as_of_precision", "year"),
                                ("as_of_precision__isnull", False),
                                django.db.models.lookups.Exact(
                                    django.db.models.functions.datetime.ExtractMonth("as_of"), 1
                                ),
                                django.db.models.lookups.Exact(
                                    django.db.models.functions.datetime.ExtractDay("as_of"), 1
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="quantity_as_of_partial",
                        violation_error_message="as_of needs a date and a precision, the date being the first day of what is known.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("hedge", "vague"), ("value_high__isnull", True), ("value_low__isnull", True)),
                            models.Q(
                                ("hedge", "range"),
                                ("value_high__isnull", False),
                                ("value_low__isnull", False),
                                ("value_low__lt", models.F("value_high")),
                            ),
                            models.Q(
                                models.Q(("hedge__in", ["vague", "range"]), _negated=True),
                                ("value_high__isnull", False),
                                ("value_low", models.F("value_high")),
                                ("value_low__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="quantity_values_fit_hedge",
                        violation_error_message="A vague quantity has no values, a range has value_low below value_high, any other has them equal.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("value_low__isnull", True),
                            models.Q(("value_low__gte", 0), ("value_low__lt", 1000000000000000000000000000000)),
                            _connector="OR",
                        ),
                        name="quantity_value_low_bounds",
                        violation_error_message="value_low is a magnitude, from 0 to below 1e30; direction says which way.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("value_high__isnull", True),
                            models.Q(("value_high__gte", 0), ("value_high__lt", 1000000000000000000000000000000)),
                            _connector="OR",
                        ),
                        name="quantity_value_high_bounds",
                        violation_error_message="value_high is a magnitude, from 0 to below 1e30; direction says which way.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("interval_low__isnull", True),
                            ("interval_high__isnull", True),
                            ("interval_low__lte", models.F("interval_high")),
                            _connector="OR",
                        ),
                        name="quantity_interval_ordered",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_from__isnull", True),
                            ("valid_to__isnull", True),
                            ("valid_from__lte", models.F("valid_to")),
                            models.Q(
                                ("valid_to_precision", "month"),
                                django.db.models.lookups.LessThanOrEqual(
                                    django.db.models.expressions.CombinedExpression(
                                        django.db.models.expressions.CombinedExpression(
                                            django.db.models.functions.datetime.ExtractYear("valid_from"),
                                            "*",
                                            models.Value(12),
                                        ),
                                        "+",
                                        django.db.models.functions.datetime.ExtractMonth("valid_from"),
                                    ),
                                    django.db.models.expressions.CombinedExpression(
                                        django.db.models.expressions.CombinedExpression(
                                            django.db.models.functions.datetime.ExtractYear("valid_to"),
                                            "*",
                                            models.Value(12),
                                        ),
                                        "+",
                                        django.db.models.functions.datetime.ExtractMonth("valid_to"),
                                    ),
                                ),
                            ),
                            models.Q(
                                ("valid_to_precision", "year"),
                                django.db.models.lookups.LessThanOrEqual(
                                    django.db.models.functions.datetime.ExtractYear("valid_from"),
                                    django.db.models.functions.datetime.ExtractYear("valid_to"),
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="quantity_valid_ordered",
                        violation_error_message="valid_from must not be after valid_to.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="raise_version",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='\n            IF ROW(OLD."claim_id", OLD."surface", OLD."value_low", OLD."value_high", OLD."hedge", OLD."unit", OLD."kind", OLD."direction", OLD."modality", OLD."valid_from", OLD."valid_from_precision", OLD."valid_to", OLD."valid_to_precision", OLD."as_of", OLD."as_of_precision", OLD."measure_id", OLD."interval_low", OLD."interval_high", OLD."is_low_open", OLD."is_high_open", OLD."policy") IS DISTINCT FROM ROW(NEW."claim_id", NEW."surface", NEW."value_low", NEW."value_high", NEW."hedge", NEW."unit", NEW."kind", NEW."direction", NEW."modality", NEW."valid_from", NEW."valid_from_precision", NEW."valid_to", NEW."valid_to_precision", NEW."as_of", NEW."as_of_precision", NEW."measure_id", NEW."interval_low", NEW."interval_high", NEW."is_low_open", NEW."is_high_open", NEW."policy")\n               OR (NEW.changed_in = pg_current_xact_id() AND (OLD.changed_in <> pg_current_xact_id() OR OLD.updated_at <> now())) THEN\n                NEW.version := OLD.version + ((OLD.changed_in <> pg_current_xact_id() OR OLD.updated_at <> now()))::int;\n                NEW.changed_in := pg_current_xact_id();\n                NEW.updated_at := now();\n            ELSE\n                NEW.version := OLD.version;\n                NEW.changed_in := OLD.changed_in;\n                NEW.updated_at := OLD.updated_at;\n            END IF;\n            NEW.id := OLD.id;\n            NEW.created_at := OLD.created_at;\n            RETURN NEW;\n        ',
                            hash="fe0e068b39aa69a30cfbd50dfae24faec8bc8f46",
                            operation="UPDATE",
                            pgid="pgtrigger_raise_version_e3e4b",
                            table="claims_quantity",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'This table is never truncated: its rows have a history.' USING ERRCODE = 'check_violation', CONSTRAINT = 'no_truncate';",
                            hash="f62d41a30cc6be8ab61f36d05061368043bdda07",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_c1242",
                            table="claims_quantity",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="touch_claim_id_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='\n            UPDATE claims_claim SET changed_in = pg_current_xact_id() WHERE id = ANY(ARRAY(\n                SELECT id FROM claims_claim WHERE id = ANY(ARRAY(SELECT "claim_id" FROM new_rows)) AND (claims_claim.changed_in <> pg_current_xact_id() OR claims_claim.updated_at <> now())\n                ORDER BY id FOR NO KEY UPDATE\n            ));\n            RETURN NULL;\n        ',
                            hash="168b441ff747006b63c0a8956fa3345a730a7d9a",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_touch_claim_id_insert_228c7",
                            referencing="REFERENCING NEW TABLE AS new_rows ",
                            table="claims_quantity",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="touch_claim_id_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='\n            UPDATE claims_claim SET changed_in = pg_current_xact_id() WHERE id = ANY(ARRAY(\n                SELECT id FROM claims_claim WHERE id = ANY(ARRAY(\n        SELECT unnest(ARRAY[n."claim_id", o."claim_id"])\n        FROM new_rows AS n JOIN old_rows AS o ON n.id = o.id AND n.version <> o.version\n    )) AND (claims_claim.changed_in <> pg_current_xact_id() OR claims_claim.updated_at <> now())\n                ORDER BY id FOR NO KEY UPDATE\n            ));\n            RETURN NULL;\n        ',
                            hash="b98a69e837e93e94304dcdd07f9392b5ddfa3821",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_touch_claim_id_update_eaf1f",
                            referencing="REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ",
                            table="claims_quantity",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="touch_claim_id_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='\n            UPDATE claims_claim SET changed_in = pg_current_xact_id() WHERE id = ANY(ARRAY(\n                SELECT id FROM claims_claim WHERE id = ANY(ARRAY(SELECT "claim_id" FROM old_rows)) AND (claims_claim.changed_in <> pg_current_xact_id() OR claims_claim.updated_at <> now())\n                ORDER BY id FOR NO KEY UPDATE\n            ));\n            RETURN NULL;\n        ',
                            hash="fcf3dc003d16586625268bf8f81c942e04a47dd7",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_touch_claim_id_delete_cccaf",
                            referencing="REFERENCING OLD TABLE AS old_rows ",
                            table="claims_quantity",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="quantity_literal_kept",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='\n            IF (TRUE) AND ROW(OLD."surface", OLD."value_low", OLD."value_high", OLD."hedge", OLD."unit", OLD."kind", OLD."direction", OLD."modality", OLD."valid_from", OLD."valid_from_precision", OLD."valid_to", OLD."valid_to_precision", OLD."as_of", OLD."as_of_precision", OLD."measure_id") IS DISTINCT FROM ROW(NEW."surface", NEW."value_low", NEW."value_high", NEW."hedge", NEW."unit", NEW."kind", NEW."direction", NEW."modality", NEW."valid_from", NEW."valid_from_precision", NEW."valid_to", NEW."valid_to_precision", NEW."as_of", NEW."as_of_precision", NEW."measure_id") THEN\n                RAISE EXCEPTION \'What was printed is never edited: replace the quantity, with a reason.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'quantity_literal_kept\';\n            END IF;\n            RETURN NEW;\n        ',
                            hash="1a7a701891e2a677e38028203713926f00ea8555",
                            operation="UPDATE",
                            pgid="pgtrigger_quantity_literal_kept_36a1a",
                            table="claims_quantity",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_quantityevent" ("as_of", "as_of_precision", "claim_id", "created_at", "direction", "hedge", "id", "interval_high", "interval_low", "is_high_open", "is_low_open", "kind", "measure_id", "modality", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "policy", "surface", "unit", "valid_from", "valid_from_precision", "valid_to", "valid_to_precision", "value_high", "value_low", "version") SELECT new_values."as_of", new_values."as_of_precision", new_values."claim_id", new_values."created_at", new_values."direction", new_values."hedge", new_values."id", new_values."interval_high", new_values."interval_low", new_values."is_high_open", new_values."is_low_open", new_values."kind", new_values."measure_id", new_values."modality", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', new_values."id", new_values."policy", new_values."surface", new_values."unit", new_values."valid_from", new_values."valid_from_precision", new_values."valid_to", new_values."valid_to_precision", new_values."value_high", new_values."value_low", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="a932eaf6aa30d8e4c21ed304337ec77f507ccad4",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_9e4de",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="claims_quantity",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_quantityevent" ("as_of", "as_of_precision", "claim_id", "created_at", "direction", "hedge", "id", "interval_high", "interval_low", "is_high_open", "is_low_open", "kind", "measure_id", "modality", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "policy", "surface", "unit", "valid_from", "valid_from_precision", "valid_to", "valid_to_precision", "value_high", "value_low", "version") SELECT new_values."as_of", new_values."as_of_precision", new_values."claim_id", new_values."created_at", new_values."direction", new_values."hedge", new_values."id", new_values."interval_high", new_values."interval_low", new_values."is_high_open", new_values."is_low_open", new_values."kind", new_values."measure_id", new_values."modality", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', new_values."id", new_values."policy", new_values."surface", new_values."unit", new_values."valid_from", new_values."valid_from_precision", new_values."valid_to", new_values."valid_to_precision", new_values."value_high", new_values."value_low", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."as_of" IS DISTINCT FROM (new_values."as_of") OR old_values."as_of_precision" IS DISTINCT FROM (new_values."as_of_precision") OR old_values."claim_id" IS DISTINCT FROM (new_values."claim_id") OR old_values."created_at" IS DISTINCT FROM (new_values."created_at") OR old_values."direction" IS DISTINCT FROM (new_values."direction") OR old_values."hedge" IS DISTINCT FROM (new_values."hedge") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."interval_high" IS DISTINCT FROM (new_values."interval_high") OR old_values."interval_low" IS DISTINCT FROM (new_values."interval_low") OR old_values."is_high_open" IS DISTINCT FROM (new_values."is_high_open") OR old_values."is_low_open" IS DISTINCT FROM (new_values."is_low_open") OR old_values."kind" IS DISTINCT FROM (new_values."kind") OR old_values."measure_id" IS DISTINCT FROM (new_values."measure_id") OR old_values."modality" IS DISTINCT FROM (new_values."modality") OR old_values."policy" IS DISTINCT FROM (new_values."policy") OR old_values."surface" IS DISTINCT FROM (new_values."surface") OR old_values."unit" IS DISTINCT FROM (new_values."unit") OR old_values."valid_from" IS DISTINCT FROM (new_values."valid_from") OR old_values."valid_from_precision" IS DISTINCT FROM (new_values."valid_from_precision") OR old_values."valid_to" IS DISTINCT FROM (new_values."valid_to") OR old_values."valid_to_precision" IS DISTINCT FROM (new_values."valid_to_precision") OR old_values."value_high" IS DISTINCT FROM (new_values."value_high") OR old_values."value_low" IS DISTINCT FROM (new_values."value_low") OR old_values."version" IS DISTINCT FROM (new_values."version")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="2112dd9df87ecc568793b85068fa7bafff386e97",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_b7f57",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="claims_quantity",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_quantityevent" ("as_of", "as_of_precision", "claim_id", "created_at", "direction", "hedge", "id", "interval_high", "interval_low", "is_high_open", "is_low_open", "kind", "measure_id", "modality", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "policy", "surface", "unit", "valid_from", "valid_from_precision", "valid_to", "valid_to_precision", "value_high", "value_low", "version") SELECT old_values."as_of", old_values."as_of_precision", old_values."claim_id", old_values."created_at", old_values."direction", old_values."hedge", old_values."id", old_values."interval_high", old_values."interval_low", old_values."is_high_open", old_values."is_low_open", old_values."kind", old_values."measure_id", old_values."modality", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', old_values."id", old_values."policy", old_values."surface", old_values."unit", old_values."valid_from", old_values."valid_from_precision", old_values."valid_to", old_values."valid_to_precision", old_values."value_high", old_values."value_low", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="d18c4fed2552f0f8e756b720b5cbe2cca0ba074a",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_e2aa5",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="claims_quantity",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="QuantityEvent",
            fields=[
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField()),
                ("pgh_xid", claims.models.fields.XactIdField(db_default=claims.models.fields.CurrentXactId())),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                ("version", models.IntegerField(db_default=1, editable=False)),
                (
                    "created_at",
                    models.DateTimeField(db_default=django.contrib.postgres.functions.TransactionNow(), editable=False),
                ),
                ("surface", models.CharField(help_text="The words as printed.", max_length=300)),
                (
                    "value_low",
                    claims.models.fields.NumericField(blank=True, decimal_places=12, max_digits=42, null=True),
                ),
                (
                    "value_high",
                    claims.models.fields.NumericField(blank=True, decimal_places=12, max_digits=42, null=True),
                ),
                (
                    "hedge",
                    models.CharField(
                        choices=[
                            ("exact", "exact"),
                            ("about", "about"),
                            ("at_least", "at least"),
                            ("more_than", "more than"),
                            ("at_most", "at most"),
                            ("less_than", "less than"),
                            ("nearly", "nearly"),
                            ("range", "range"),
                            ("vague", "vague"),
                        ],
                        max_length=10,
                    ),
                ),
                ("unit", models.CharField(help_text="For example person, rocket, USD, percent.", max_length=100)),
                (
                    "kind",
                    models.CharField(
                        choices=[("level", "level"), ("delta", "delta"), ("ratio", "ratio"), ("duration", "duration")],
                        db_default="level",
                        default="level",
                        max_length=9,
                    ),
                ),
                (
                    "direction",
                    models.CharField(
                        choices=[("up", "up"), ("down", "down"), ("none", "none")],
                        db_default="none",
                        default="none",
                        max_length=5,
                    ),
                ),
                (
                    "modality",
                    models.CharField(
                        choices=[
                            ("actual", "actual"),
                            ("planned", "planned"),
                            ("possible", "possible"),
                            ("denied", "denied"),
                        ],
                        db_default="actual",
                        default="actual",
                        max_length=9,
                    ),
                ),
                ("valid_from", models.DateField(blank=True, null=True)),
                (
                    "valid_from_precision",
                    models.CharField(
                        blank=True,
                        choices=[("year", "year"), ("month", "month"), ("day", "day")],
                        help_text="How much of the date is known.",
                        max_length=5,
                        null=True,
                    ),
                ),
                ("valid_to", models.DateField(blank=True, null=True)),
                (
                    "valid_to_precision",
                    models.CharField(
                        blank=True,
                        choices=[("year", "year"), ("month", "month"), ("day", "day")],
                        help_text="How much of the date is known.",
                        max_length=5,
                        null=True,
                    ),
                ),
                ("as_of", models.DateField(blank=True, null=True)),
                (
                    "as_of_precision",
                    models.CharField(
                        blank=True,
                        choices=[("year", "year"), ("month", "month"), ("day", "day")],
                        help_text="How much of the date is known.",
                        max_length=5,
                        null=True,
                    ),
                ),
                (
                    "interval_low",
                    claims.models.fields.NumericField(
                        blank=True, decimal_places=12, editable=False, max_digits=42, null=True
                    ),
                ),
                (
                    "interval_high",
                    claims.models.fields.NumericField(
                        blank=True, decimal_places=12, editable=False, max_digits=42, null=True
                    ),
                ),
                ("is_low_open", models.BooleanField(db_default=False, default=False, editable=False)),
                ("is_high_open", models.BooleanField(db_default=False, default=False, editable=False)),
                (
                    "policy",
                    models.CharField(
                        editable=False, help_text="Version of the rule that made the interval.", max_length=20
                    ),
                ),
                (
                    "claim",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="claims.claim",
                    ),
                ),
                (
                    "measure",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="claims.measure",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="claims.quantity",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [
                    models.Index(fields=["pgh_obj", "pgh_id"], name="quantityevent_row"),
                    models.Index(fields=["claim", "pgh_xid"], name="quantityevent_by"),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'This table is never truncated: its rows have a history.' USING ERRCODE = 'check_violation', CONSTRAINT = 'no_truncate';",
                            hash="9e76050a278283fdf41eeb371ca767d358b74fd6",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_3d02f",
                            table="claims_quantityevent",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="65f41cbd9314d7f6f81c470766ec136d97fa670a",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_a8091",
                            table="claims_quantityevent",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RatingEvent",
            fields=[
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField()),
                ("pgh_xid", claims.models.fields.XactIdField(db_default=claims.models.fields.CurrentXactId())),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                ("version", models.IntegerField(db_default=1, editable=False)),
                (
                    "created_at",
                    models.DateTimeField(db_default=django.contrib.postgres.functions.TransactionNow(), editable=False),
                ),
                ("slug", models.CharField(max_length=100)),
                ("name", models.CharField(max_length=300)),
                ("position", models.IntegerField()),
                ("value", claims.models.fields.NumericField(blank=True, decimal_places=12, max_digits=42, null=True)),
                ("is_retired", models.BooleanField(db_default=False, default=False)),
                (
                    "normalized",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("true", "true"),
                            ("mostly_true", "mostly true"),
                            ("half_true", "half true"),
                            ("mostly_false", "mostly false"),
                            ("false", "false"),
                            ("mixture", "mixture"),
                            ("misleading", "misleading"),
                            ("missing_context", "missing context"),
                            ("altered", "altered"),
                            ("satire", "satire"),
                            ("outdated", "outdated"),
                            ("unproven", "unproven"),
                            ("not_checkable", "not checkable"),
                        ],
                        max_length=16,
                        null=True,
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="claims.rating",
                    ),
                ),
                (
                    "scale",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="claims.ratingscale",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [models.Index(fields=["pgh_obj", "pgh_id"], name="ratingevent_row")],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'This table is never truncated: its rows have a history.' USING ERRCODE = 'check_violation', CONSTRAINT = 'no_truncate';",
                            hash="a965b8a44b1010a133455be6dc3c979a4eaca552",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_27e70",
                            table="claims_ratingevent",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="1c35b8d2c3b52cf853d21e9f99594e44290224d1",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_88473",
                            table="claims_ratingevent",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RatingScaleEvent",
            fields=[
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField()),
                ("pgh_xid", claims.models.fields.XactIdField(db_default=claims.models.fields.CurrentXactId())),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                ("version", models.IntegerField(db_default=1, editable=False)),
                (
                    "created_at",
                    models.DateTimeField(db_default=django.contrib.postgres.functions.TransactionNow(), editable=False),
                ),
                ("slug", models.CharField(max_length=100)),
                ("name", models.CharField(max_length=300)),
                ("worst", claims.models.fields.NumericField(blank=True, decimal_places=12, max_digits=42, null=True)),
                ("best", claims.models.fields.NumericField(blank=True, decimal_places=12, max_digits=42, null=True)),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="claims.ratingscale",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [models.Index(fields=["pgh_obj", "pgh_id"], name="ratingscaleevent_row")],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'This table is never truncated: its rows have a history.' USING ERRCODE = 'check_violation', CONSTRAINT = 'no_truncate';",
                            hash="c8df5761b888ad4962bb5d7478314a3fc64bce04",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_c062f",
                            table="claims_ratingscaleevent",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="695575176b78228a1675df26eab83ed6815c90a2",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_f0d3d",
                            table="claims_ratingscaleevent",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Reply",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.IntegerField(db_default=1, editable=False)),
                (
                    "changed_in",
                    claims.models.fields.XactIdField(db_default=claims.models.fields.CurrentXactId(), editable=False),
                ),
                (
                    "created_at",
                    models.DateTimeField(db_default=django.contrib.postgres.functions.TransactionNow(), editable=False),
                ),
                (
                    "updated_at",
                    models.DateTimeField(db_default=django.contrib.postgres.functions.TransactionNow(), editable=False),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("comment_request", "comment request"),
                            ("right_of_reply", "right of reply"),
                            ("correction_request", "correction request"),
                            ("complaint", "complaint"),
                        ],
                        max_length=19,
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("due_at", models.DateTimeField(blank=True, null=True)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("text", models.TextField(blank=True, db_default="", default="")),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("pending", "pending"),
                            ("answered", "answered"),
                            ("no_reply", "no reply"),
                            ("declined_to_comment", "declined to comment"),
                            ("upheld", "upheld"),
                            ("partly_upheld", "partly upheld"),
                            ("rejected", "rejected"),
                        ],
                        db_default="pending",
                        default="pending",
                        max_length=20,
                    ),
                ),
                ("is_public", models.BooleanField(db_default=False, default=False)),
                (
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="replies", to="claims.claim"
                    ),
                ),
                (
                    "entity",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replies",
                        to="claims.entity",
                    ),
                ),
                (
                    "verdict",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replies",
                        to="claims.verdict",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "replies",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["comment_request", "right_of_reply", "correction_request", "complaint"])
                        ),
                        name="reply_kind_word",
                        violation_error_message="kind must be one of: comment_request, right_of_reply, correction_request, complaint.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "outcome__in",
                                [
                                    "pending",
                                    "answered",
                                    "no_reply",
                                    "declined_to_comment",
                                    "upheld",
                                    "partly_upheld",
                                    "rejected",
                                ],
                            )
                        ),
                        name="reply_outcome_word",
                        violation_error_message="outcome must be one of: pending, answered, no_reply, declined_to_comment, upheld, partly_upheld, rejected.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("due_at__isnull", True), ("due_at__gte", models.F("asked_at")), _connector="OR"
                        ),
                        name="reply_due_after_asked",
                        violation_error_message="due_at must not be before asked_at.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("answered_at__isnull", True), ("answered_at__gte", models.F("asked_at")), _connector="OR"
                        ),
                        name="reply_answered_after_asked",
                        violation_error_message="answered_at must not be before asked_at.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="raise_version",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='\n            IF ROW(OLD."claim_id", OLD."verdict_id", OLD."kind", OLD."entity_id", OLD."asked_at", OLD."due_at", OLD."answered_at", OLD."text", OLD."outcome", OLD."is_public") IS DISTINCT FROM ROW(NEW."claim_id", NEW."verdict_id", NEW."kind", NEW."entity_id", NEW."asked_at", NEW."due_at", NEW."answered_at", NEW."text", NEW."outcome", NEW."is_public")\n               OR (NEW.changed_in = pg_current_xact_id() AND (OLD.changed_in <> pg_current_xact_id() OR OLD.updated_at <> now())) THEN\n                NEW.version := OLD.version + ((OLD.changed_in <> pg_current_xact_id() OR OLD.updated_at <> now()))::int;\n                NEW.changed_in := pg_current_xact_id();\n                NEW.updated_at := now();\n            ELSE\n                NEW.version := OLD.version;\n                NEW.changed_in := OLD.changed_in;\n                NEW.updated_at := OLD.updated_at;\n            END IF;\n            NEW.id := OLD.id;\n            NEW.created_at := OLD.created_at;\n            RETURN NEW;\n        ',
                            hash="a76a39fdb2d0982cb6d55236d388c4da7a92e780",
                            operation="UPDATE",
                            pgid="pgtrigger_raise_version_b7799",
                            table="claims_reply",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'This table is never truncated: its rows have a history.' USING ERRCODE = 'check_violation', CONSTRAINT = 'no_truncate';",
                            hash="5679e2c55072f98a0c9b43e67e5fe86a5ca305c2",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_4a3a4",
                            table="claims_reply",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="touch_claim_id_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='\n            UPDATE claims_claim SET changed_in = pg_current_xact_id() WHERE id = ANY(ARRAY(\n                SELECT id FROM claims_claim WHERE id = ANY(ARRAY(SELECT "claim_id" FROM new_rows)) AND (claims_claim.changed_in <> pg_current_xact_id() OR claims_claim.updated_at <> now())\n                ORDER BY id FOR NO KEY UPDATE\n            ));\n            RETURN NULL;\n        ',
                            hash="e4aaa6e3bc56efd2ad009587e99e82d2258d8f2f",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_touch_claim_id_insert_4b9b2",
                            referencing="REFERENCING NEW TABLE AS new_rows ",
                            table="claims_reply",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="touch_claim_id_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='\n            UPDATE claims_claim SET changed_in = pg_current_xact_id() WHERE id = ANY(ARRAY(\n                SELECT id FROM claims_claim WHERE id = ANY(ARRAY(\n        SELECT unnest(ARRAY[n."claim_id", o."claim_id"])\n        FROM new_rows AS n JOIN old_rows AS o ON n.id = o.id AND n.version <> o.version\n    )) AND (claims_claim.changed_in <> pg_current_xact_id() OR claims_claim.updated_at <> now())\n                ORDER BY id FOR NO KEY UPDATE\n            ));\n            RETURN NULL;\n        ',
                            hash="9861c8e7ccc89756a0cb4cac092a05b83d98b7d6",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_touch_claim_id_update_7ebd7",
                            referencing="REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ",
                            table="claims_reply",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="touch_claim_id_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='\n            UPDATE claims_claim SET changed_in = pg_current_xact_id() WHERE id = ANY(ARRAY(\n                SELECT id FROM claims_claim WHERE id = ANY(ARRAY(SELECT "claim_id" FROM old_rows)) AND (claims_claim.changed_in <> pg_current_xact_id() OR claims_claim.updated_at <> now())\n                ORDER BY id FOR NO KEY UPDATE\n            ));\n            RETURN NULL;\n        ',
                            hash="db1d7126ab8765e982a0508d64a301473b18f735",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_touch_claim_id_delete_73528",
                            referencing="REFERENCING OLD TABLE AS old_rows ",
                            table="claims_reply",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_replyevent" ("answered_at", "asked_at", "claim_id", "created_at", "due_at", "entity_id", "id", "is_public", "kind", "outcome", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "text", "verdict_id", "version") SELECT new_values."answered_at", new_values."asked_at", new_values."claim_id", new_values."created_at", new_values."due_at", new_values."entity_id", new_values."id", new_values."is_public", new_values."kind", new_values."outcome", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', new_values."id", new_values."text", new_values."verdict_id", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="72b304820ed8bfd8adc63285a7ee2241a7d7d411",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_7ee9e",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="claims_reply",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_replyevent" ("answered_at", "asked_at", "claim_id", "created_at", "due_at", "entity_id", "id", "is_public", "kind", "outcome", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "text", "verdict_id", "version") SELECT new_values."answered_at", new_values."asked_at", new_values."claim_id", new_values."created_at", new_values."due_at", new_values."entity_id", new_values."id", new_values."is_public", new_values."kind", new_values."outcome", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', new_values."id", new_values."text", new_values."verdict_id", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."answered_at" IS DISTINCT FROM (new_values."answered_at") OR old_values."asked_at" IS DISTINCT FROM (new_values."asked_at") OR old_values."claim_id" IS DISTINCT FROM (new_values."claim_id") OR old_values."created_at" IS DISTINCT FROM (new_values."created_at") OR old_values."due_at" IS DISTINCT FROM (new_values."due_at") OR old_values."entity_id" IS DISTINCT FROM (new_values."entity_id") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."is_public" IS DISTINCT FROM (new_values."is_public") OR old_values."kind" IS DISTINCT FROM (new_values."kind") OR old_values."outcome" IS DISTINCT FROM (new_values."outcome") OR old_values."text" IS DISTINCT FROM (new_values."text") OR old_values."verdict_id" IS DISTINCT FROM (new_values."verdict_id") OR old_values."version" IS DISTINCT FROM (new_values."version")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="1096bf7463fd1bc940d386c296992c6a8942a7a1",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_26229",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="claims_reply",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_replyevent" ("answered_at", "asked_at", "claim_id", "created_at", "due_at", "entity_id", "id", "is_public", "kind", "outcome", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "text", "verdict_id", "version") SELECT old_values."answered_at", old_values."asked_at", old_values."claim_id", old_values."created_at", old_values."due_at", old_values."entity_id", old_values."id", old_values."is_public", old_values."kind", old_values."outcome", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', old_values."id", old_values."text", old_values."verdict_id", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="939b8dbe6e511d58bb67f46d2455fdc772562c63",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_c3661",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="claims_reply",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EvidenceEvent",
            fields=[
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField()),
                ("pgh_xid", claims.models.fields.XactIdField(db_default=claims.models.fields.CurrentXactId())),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                ("quote", models.TextField(blank=True, db_default="", default="", help_text="The exact words.")),
                ("quote_translation", models.TextField(blank=True, db_default="", default="")),
                (
                    "prefix",
                    models.TextField(
                        blank=True, db_default="", default="", help_text="The words just before the quote."
                    ),
                ),
                (
                    "suffix",
                    models.TextField(
                        blank=True, db_default="", default="", help_text="The words just after the quote."
                    ),
                ),
                ("start", models.IntegerField(blank=True, null=True)),
                ("end", models.IntegerField(blank=True, null=True)),
                (
                    "locator",
                    models.CharField(
                        blank=True,
                        db_default="",
                        default="",
                        help_text="A page, a timecode and the like.",
                        max_length=300,
                    ),
                ),
                ("version", models.IntegerField(db_default=1, editable=False)),
                (
                    "created_at",
                    models.DateTimeField(db_default=django.contrib.postgres.functions.TransactionNow(), editable=False),
                ),
                (
                    "stance",
                    models.CharField(
                        choices=[("supports", "supports"), ("refutes", "refutes"), ("context", "context")], max_length=9
                    ),
                ),
                (
                    "question",
                    models.CharField(
                        blank=True,
                        db_default="",
                        default="",
                        help_text="The question that it answers.",
                        max_length=1000,
                    ),
                ),
                ("note", models.TextField(blank=True, db_default="", default="")),
                ("is_primary", models.BooleanField(db_default=False, default=False)),
                (
                    "interest",
                    models.CharField(
                        blank=True,
                        db_default="",
                        default="",
                        help_text="The source's own stake in the matter.",
                        max_length=1000,
                    ),
                ),
                ("is_confidential", models.BooleanField(db_default=False, default=False)),
                (
                    "added_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "claim",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="claims.claim",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="claims.evidence",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="claims.source",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [
                    models.Index(fields=["pgh_obj", "pgh_id"], name="evidenceevent_row"),
                    models.Index(fields=["claim", "pgh_xid"], name="evidenceevent_by"),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'This table is never truncated: its rows have a history.' USING ERRCODE = 'check_violation', CONSTRAINT = 'no_truncate';",
                            hash="ec56b33ec4f8cff2835870bb28adb71b7af248a1",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_a9fb9",
                            table="claims_evidenceevent",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="9b156cb2ce3ac82360d6f20539a0292c4af11367",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_3fd72",
                            table="claims_evidenceevent",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AppearanceEvent",
            fields=[
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField()),
                ("pgh_xid", claims.models.fields.XactIdField(db_default=claims.models.fields.CurrentXactId())),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                ("quote", models.TextField(blank=True, db_default="", default="", help_text="The exact words.")),
                ("quote_translation", models.TextField(blank=True, db_default="", default="")),
                (
                    "prefix",
                    models.TextField(
                        blank=True, db_default="", default="", help_text="The words just before the quote."
                    ),
                ),
                (
                    "suffix",
                    models.TextField(
                        blank=True, db_default="", default="", help_text="The words just after the quote."
                    ),
                ),
                ("start", models.IntegerField(blank=True, null=True)),
                ("end", models.IntegerField(blank=True, null=True)),
                (
                    "locator",
                    models.CharField(
                        blank=True,
                        db_default="",
                        default="",
                        help_text="A page, a timecode and the like.",
                        max_length=300,
                    ),
                ),
                ("version", models.IntegerField(db_default=1, editable=False)),
                (
                    "created_at",
                    models.DateTimeField(db_default=django.contrib.postgres.functions.TransactionNow(), editable=False),
                ),
                (
                    "voice",
                    models.CharField(
                        choices=[("attributed", "attributed"), ("narrator", "narrator"), ("unclear", "unclear")],
                        db_default="attributed",
                        default="attributed",
                        help_text="Attributed to somebody, or said by the outlet itself.",
                        max_length=11,
                    ),
                ),
                ("is_first", models.BooleanField(db_default=False, default=False)),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="claims.appearance",
                    ),
                ),
                (
                    "claim",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="claims.claim",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="claims.source",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [
                    models.Index(fields=["pgh_obj", "pgh_id"], name="appearanceevent_row"),
                    models.Index(fields=["claim", "pgh_xid"], name="appearanceevent_by"),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'This table is never truncated: its rows have a history.' USING ERRCODE = 'check_violation', CONSTRAINT = 'no_truncate';",
                            hash="9ed24c15016ca71669cef358dde1fcea641e3b76",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_7a09e",
                            table="claims_appearanceevent",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="f82950611f7e6ac8f0d9cc78931ca4f308bc1fdf",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_f7c78",
                            table="claims_appearanceevent",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SourceEvent",
            fields=[
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField()),
                ("pgh_xid", claims.models.fields.XactIdField(db_default=claims.models.fields.CurrentXactId())),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                ("version", models.IntegerField(db_default=1, editable=False)),
                (
                    "created_at",
                    models.DateTimeField(db_default=django.contrib.postgres.functions.TransactionNow(), editable=False),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("article", "article"),
                            ("transcript", "transcript"),
                            ("data_set", "data set"),
                            ("post", "post"),
                            ("image", "image"),
                            ("audio", "audio"),
                            ("video", "video"),
                            ("broadcast", "broadcast"),
                            ("document", "document"),
                            ("statement", "statement"),
                            ("interview", "interview"),
                        ],
                        db_default="article",
                        default="article",
                        max_length=11,
                    ),
                ),
                ("url", models.CharField(blank=True, max_length=2048, null=True)),
                ("url_as_given", models.CharField(blank=True, db_default="", default="", max_length=4096)),
                ("revision", models.IntegerField(db_default=1, default=1)),
                (
                    "external_id",
                    models.CharField(
                        blank=True, db_default="", default="", help_text="The wire's own id (GUID).", max_length=500
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[("current", "current"), ("corrected", "corrected"), ("withdrawn", "withdrawn")],
                        db_default="current",
                        default="current",
                        max_length=10,
                    ),
                ),
                ("title", models.CharField(blank=True, db_default="", default="", max_length=1000)),
                (
                    "authors",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=300), blank=True, db_default=[], default=list, size=None
                    ),
                ),
                ("published_on", models.DateField(blank=True, null=True)),
                (
                    "published_on_precision",
                    models.CharField(
                        blank=True,
                        choices=[("year", "year"), ("month", "month"), ("day", "day")],
                        help_text="How much of the date is known.",
                        max_length=5,
                        null=True,
                    ),
                ),
                ("accessed_at", models.DateTimeField(blank=True, null=True)),
                ("archived_url", models.CharField(blank=True, db_default="", default="", max_length=2048)),
                ("media_url", models.CharField(blank=True, db_default="", default="", max_length=2048)),
                (
                    "language",
                    models.CharField(blank=True, db_default="", default="", help_text="BCP 47.", max_length=35),
                ),
                ("text_sha256", models.CharField(blank=True, db_default="", default="", max_length=64)),
                (
                    "reliability",
                    models.CharField(
                        choices=[
                            ("unrated", "unrated"),
                            ("reliable", "reliable"),
                            ("mixed", "mixed"),
                            ("unreliable", "unreliable"),
                        ],
                        db_default="unrated",
                        default="unrated",
                        max_length=11,
                    ),
                ),
                ("reliability_note", models.TextField(blank=True, db_default="", default="")),
                ("is_confidential", models.BooleanField(db_default=False, default=False)),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="claims.source",
                    ),
                ),
                (
                    "publisher",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="claims.publisher",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [models.Index(fields=["pgh_obj", "pgh_id"], name="sourceevent_row")],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'This table is never truncated: its rows have a history.' USING ERRCODE = 'check_violation', CONSTRAINT = 'no_truncate';",
                            hash="3acd2ebdbb2690bf8109469225c717404cf87e58",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_ef3a0",
                            table="claims_sourceevent",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="3f92c9d57b7a054311e4bc9ff1301c1cb6390db2",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_a5b22",
                            table="claims_sourceevent",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReplyEvent",
            fields=[
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField()),
                ("pgh_xid", claims.models.fields.XactIdField(db_default=claims.models.fields.CurrentXactId())),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                ("version", models.IntegerField(db_default=1, editable=False)),
                (
                    "created_at",
                    models.DateTimeField(db_default=django.contrib.postgres.functions.TransactionNow(), editable=False),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("comment_request", "comment request"),
                            ("right_of_reply", "right of reply"),
                            ("correction_request", "correction request"),
                            ("complaint", "complaint"),
                        ],
                        max_length=19,
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("due_at", models.DateTimeField(blank=True, null=True)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("text", models.TextField(blank=True, db_default="", default="")),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("pending", "pending"),
                            ("answered", "answered"),
                            ("no_reply", "no reply"),
                            ("declined_to_comment", "declined to comment"),
                            ("upheld", "upheld"),
                            ("partly_upheld", "partly upheld"),
                            ("rejected", "rejected"),
                        ],
                        db_default="pending",
                        default="pending",
                        max_length=20,
                    ),
                ),
                ("is_public", models.BooleanField(db_default=False, default=False)),
                (
                    "claim",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="claims.claim",
                    ),
                ),
                (
                    "entity",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="claims.entity",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="claims.reply",
                    ),
                ),
                (
                    "verdict",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="claims.verdict",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [
                    models.Index(fields=["pgh_obj", "pgh_id"], name="replyevent_row"),
                    models.Index(fields=["claim", "pgh_xid"], name="replyevent_by"),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'This table is never truncated: its rows have a history.' USING ERRCODE = 'check_violation', CONSTRAINT = 'no_truncate';",
                            hash="96cc5717632ccc88957ec6ea5596ff2848008215",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_f785b",
                            table="claims_replyevent",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="c9d594eaed942f5158a51aa50897e6e7f97dcaae",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_f18ea",
                            table="claims_replyevent",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ClaimEvent",
            fields=[
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField()),
                ("pgh_xid", claims.models.fields.XactIdField(db_default=claims.models.fields.CurrentXactId())),
                ("pgh_epoch", models.IntegerField(db_default=claims.models.history.CurrentEpoch())),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                ("version", models.IntegerField(db_default=1, editable=False)),
                (
                    "created_at",
                    models.DateTimeField(db_default=django.contrib.postgres.functions.TransactionNow(), editable=False),
                ),
                ("text", models.TextField()),
                ("language", models.CharField(db_default="en", default="en", help_text="BCP 47.", max_length=35)),
                ("claimed_on", models.DateField(blank=True, null=True)),
                (
                    "claimed_on_precision",
                    models.CharField(
                        blank=True,
                        choices=[("year", "year"), ("month", "month"), ("day", "day")],
                        help_text="How much of the date is known.",
                        max_length=5,
                        null=True,
                    ),
                ),
                ("place", models.CharField(blank=True, db_default="", default="", max_length=300)),
                (
                    "topics",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=100), blank=True, db_default=[], default=list, size=None
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("new", "new"),
                            ("triaged", "triaged"),
                            ("in_progress", "in progress"),
                            ("checked", "checked"),
                            ("declined", "declined"),
                            ("merged", "merged"),
                        ],
                        db_default="new",
                        default="new",
                        max_length=12,
                    ),
                ),
                (
                    "decline_code",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("opinion", "opinion"),
                            ("prediction", "prediction"),
                            ("out_of_scope", "out of scope"),
                            ("unverifiable", "unverifiable"),
                            ("duplicate", "duplicate"),
                            ("other", "other"),
                        ],
                        max_length=13,
                        null=True,
                    ),
                ),
                ("status_reason", models.TextField(blank=True, db_default="", default="")),
                (
                    "priority",
                    models.CharField(
                        choices=[("low", "low"), ("normal", "normal"), ("high", "high"), ("urgent", "urgent")],
                        db_default="normal",
                        default="normal",
                        max_length=7,
                    ),
                ),
                ("due_at", models.DateTimeField(blank=True, null=True)),
                (
                    "assignee",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="claims.claim",
                    ),
                ),
                (
                    "part_of",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="claims.claim",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="claims.claim",
                    ),
                ),
                (
                    "claimant",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="claims.entity",
                    ),
                ),
                (
                    "current_verdict",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="claims.verdict",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [
                    models.Index(fields=["pgh_obj", "pgh_id"], name="claimevent_row"),
                    models.Index(fields=["pgh_epoch", "pgh_xid", "pgh_id"], name="claimevent_feed"),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'This table is never truncated: its rows have a history.' USING ERRCODE = 'check_violation', CONSTRAINT = 'no_truncate';",
                            hash="63f3e6f99010aeb4d82049b7778e43af79b1d924",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_b860b",
                            table="claims_claimevent",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="0342f9354d975fc258a2169f5a68f2fcb6b672f7",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_aeef3",
                            table="claims_claimevent",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ApprovalEvent",
            fields=[
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField()),
                ("pgh_xid", claims.models.fields.XactIdField(db_default=claims.models.fields.CurrentXactId())),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                ("version", models.IntegerField(db_default=1, editable=False)),
                (
                    "created_at",
                    models.DateTimeField(db_default=django.contrib.postgres.functions.TransactionNow(), editable=False),
                ),
                (
                    "decision",
                    models.CharField(
                        choices=[("approve", "approve"), ("request_changes", "request changes")], max_length=16
                    ),
                ),
                ("comment", models.TextField(blank=True, db_default="", default="")),
                ("is_void", models.BooleanField(db_default=False, default=False)),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="claims.approval",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "verdict",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="claims.verdict",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [
                    models.Index(fields=["pgh_obj", "pgh_id"], name="approvalevent_row"),
                    models.Index(fields=["verdict", "pgh_xid"], name="approvalevent_by"),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'This table is never truncated: its rows have a history.' USING ERRCODE = 'check_violation', CONSTRAINT = 'no_truncate';",
                            hash="dc8b72f3413a41dfa8e2e483a557eabbc426076f",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_c0815",
                            table="claims_approvalevent",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="2457a57452a8344d590f32101c1df36f0dc899e3",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_6f7cc",
                            table="claims_approvalevent",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="VerdictEvent",
            fields=[
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField()),
                ("pgh_xid", claims.models.fields.XactIdField(db_default=claims.models.fields.CurrentXactId())),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                ("version", models.IntegerField(db_default=1, editable=False)),
                (
                    "created_at",
                    models.DateTimeField(db_default=django.contrib.postgres.functions.TransactionNow(), editable=False),
                ),
                ("is_imported", models.BooleanField(db_default=False, default=False, editable=False)),
                (
                    "is_second_hand",
                    models.BooleanField(
                        db_default=False,
                        default=False,
                        editable=False,
                        help_text="From a data set that repeats another's labels.",
                    ),
                ),
                (
                    "external_id",
                    models.CharField(
                        blank=True, help_text="An imported one's review URL or id.", max_length=2048, null=True
                    ),
                ),
                ("revision", models.IntegerField(db_default=1, default=1, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("original", "original"),
                            ("update", "update"),
                            ("correction", "correction"),
                            ("refile", "refile"),
                        ],
                        db_default="original",
                        default="original",
                        max_length=11,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "draft"),
                            ("in_review", "in review"),
                            ("approved", "approved"),
                            ("scheduled", "scheduled"),
                            ("published", "published"),
                            ("superseded", "superseded"),
                            ("retracted", "retracted"),
                            ("discarded", "discarded"),
                        ],
                        db_default="draft",
                        default="draft",
                        max_length=11,
                    ),
                ),
                ("label", models.CharField(blank=True, db_default="", default="", max_length=300)),
                (
                    "normalized",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("true", "true"),
                            ("mostly_true", "mostly true"),
                            ("half_true", "half true"),
                            ("mostly_false", "mostly false"),
                            ("false", "false"),
                            ("mixture", "mixture"),
                            ("misleading", "misleading"),
                            ("missing_context", "missing context"),
                            ("altered", "altered"),
                            ("satire", "satire"),
                            ("outdated", "outdated"),
                            ("unproven", "unproven"),
                            ("not_checkable", "not checkable"),
                        ],
                        max_length=16,
                        null=True,
                    ),
                ),
                (
                    "claim_reviewed",
                    models.TextField(blank=True, db_default="", default="", help_text="The words that were judged."),
                ),
                ("claim_version", models.IntegerField(blank=True, editable=False, null=True)),
                (
                    "reason_code",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("overstated", "overstated"),
                            ("understated", "understated"),
                            ("outdated", "outdated"),
                            ("wrong_unit", "wrong unit"),
                            ("wrong_scope", "wrong scope"),
                            ("missing_context", "missing context"),
                            ("misattributed", "misattributed"),
                            ("false_context", "false context"),
                            ("fabricated", "fabricated"),
                            ("other", "other"),
                        ],
                        max_length=16,
                        null=True,
                    ),
                ),
                ("headline", models.CharField(blank=True, db_default="", default="", max_length=300)),
                (
                    "summary",
                    models.CharField(blank=True, db_default="", default="", help_text="One sentence.", max_length=1000),
                ),
                ("explanation", models.TextField(blank=True, db_default="", default="", help_text="Markdown.")),
                (
                    "language",
                    models.CharField(blank=True, db_default="", default="", help_text="BCP 47.", max_length=35),
                ),
                ("byline", models.CharField(blank=True, db_default="", default="", max_length=300)),
                (
                    "note",
                    models.TextField(blank=True, db_default="", default="", help_text="What a correction corrects."),
                ),
                (
                    "evidence_exception",
                    models.TextField(
                        blank=True, db_default="", default="", help_text="Why no independent evidence is cited."
                    ),
                ),
                ("as_of", models.DateField(blank=True, null=True)),
                (
                    "as_of_precision",
                    models.CharField(
                        blank=True,
                        choices=[("year", "year"), ("month", "month"), ("day", "day")],
                        help_text="How much of the date is known.",
                        max_length=5,
                        null=True,
                    ),
                ),
                (
                    "writers",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(),
                        blank=True,
                        db_default=[],
                        default=list,
                        editable=False,
                        size=None,
                    ),
                ),
                ("publish_at", models.DateTimeField(blank=True, null=True)),
                (
                    "url",
                    models.CharField(
                        blank=True, db_default="", default="", help_text="The public article.", max_length=2048
                    ),
                ),
                ("is_stale", models.BooleanField(db_default=False, default=False, editable=False)),
                (
                    "approvals_required",
                    models.IntegerField(
                        blank=True,
                        editable=False,
                        help_text="How many others had to approve it when it was submitted.",
                        null=True,
                    ),
                ),
                (
                    "retraction_note",
                    models.TextField(
                        blank=True, db_default="", default="", editable=False, help_text="Why it was retracted."
                    ),
                ),
                ("retracted_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("submitted_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("published_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "author",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "claim",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="claims.claim",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="claims.verdict",
                    ),
                ),
                (
                    "publisher",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="claims.publisher",
                    ),
                ),
                (
                    "rating",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="claims.rating",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [
                    models.Index(fields=["pgh_obj", "pgh_id"], name="verdictevent_row"),
                    models.Index(fields=["claim", "pgh_xid"], name="verdictevent_by"),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'This table is never truncated: its rows have a history.' USING ERRCODE = 'check_violation', CONSTRAINT = 'no_truncate';",
                            hash="85aefe7db21c641e56ea7f6bea45992b72c7d516",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_1f177",
                            table="claims_verdictevent",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="7e3bccbe8789fecec97555270aabcdaed8b4048e",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_76d0a",
                            table="claims_verdictevent",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="VerdictEvidence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "evidence",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="citations", to="claims.evidence"
                    ),
                ),
                (
                    "verdict",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="citations", to="claims.verdict"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("verdict", "evidence"), name="citation_unique")],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'This table is never truncated: its rows have a history.' USING ERRCODE = 'check_violation', CONSTRAINT = 'no_truncate';",
                            hash="f055016f6caf3367eae571c13f7ef8b65161af7f",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_1c759",
                            table="claims_verdictevidence",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="touch_verdict_id_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='\n            UPDATE claims_verdict SET changed_in = pg_current_xact_id() WHERE id = ANY(ARRAY(\n                SELECT id FROM claims_verdict WHERE id = ANY(ARRAY(SELECT "verdict_id" FROM new_rows)) AND (claims_verdict.changed_in <> pg_current_xact_id() OR claims_verdict.updated_at <> now())\n                ORDER BY id FOR NO KEY UPDATE\n            ));\n            RETURN NULL;\n        ',
                            hash="d8f5654ae59559bfcf55b31da1e30371089a92d3",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_touch_verdict_id_insert_0cf04",
                            referencing="REFERENCING NEW TABLE AS new_rows ",
                            table="claims_verdictevidence",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="touch_verdict_id_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='\n            UPDATE claims_verdict SET changed_in = pg_current_xact_id() WHERE id = ANY(ARRAY(\n                SELECT id FROM claims_verdict WHERE id = ANY(ARRAY(\n        SELECT unnest(ARRAY[n."verdict_id", o."verdict_id"])\n        FROM new_rows AS n JOIN old_rows AS o ON n.id = o.id \n    )) AND (claims_verdict.changed_in <> pg_current_xact_id() OR claims_verdict.updated_at <> now())\n                ORDER BY id FOR NO KEY UPDATE\n            ));\n            RETURN NULL;\n        ',
                            hash="fd742ea538e829c4a9cc1fc06cdfe79c84e7b48c",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_touch_verdict_id_update_c438a",
                            referencing="REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ",
                            table="claims_verdictevidence",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="touch_verdict_id_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='\n            UPDATE claims_verdict SET changed_in = pg_current_xact_id() WHERE id = ANY(ARRAY(\n                SELECT id FROM claims_verdict WHERE id = ANY(ARRAY(SELECT "verdict_id" FROM old_rows)) AND (claims_verdict.changed_in <> pg_current_xact_id() OR claims_verdict.updated_at <> now())\n                ORDER BY id FOR NO KEY UPDATE\n            ));\n            RETURN NULL;\n        ',
                            hash="8960876f7fd30399974f0904a65478c7e2023a88",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_touch_verdict_id_delete_1a8fc",
                            referencing="REFERENCING OLD TABLE AS old_rows ",
                            table="claims_verdictevidence",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="citation_of_same_claim",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="IF (SELECT claim_id FROM claims_verdict WHERE id = NEW.verdict_id) IS DISTINCT FROM (SELECT claim_id FROM claims_evidence WHERE id = NEW.evidence_id) THEN RAISE EXCEPTION 'A verdict cites evidence of its own claim only.' USING ERRCODE = 'check_violation', CONSTRAINT = 'citation_of_same_claim'; END IF; RETURN NEW;",
                            hash="547ce5aab4767e072ade26d082b4dfccb9c2bad3",
                            operation="INSERT OR UPDATE",
                            pgid="pgtrigger_citation_of_same_claim_be953",
                            table="claims_verdictevidence",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="citation_in_draft",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="IF NOT EXISTS (SELECT FROM claims_verdict WHERE id = NEW.verdict_id AND (state = 'draft' OR is_imported AND version = 1 AND changed_in = pg_current_xact_id())) THEN RAISE EXCEPTION 'What a verdict cites changes in the draft only.' USING ERRCODE = 'check_violation', CONSTRAINT = 'citation_in_draft'; END IF; RETURN NEW;",
                            hash="37b11bdd407d43053f48a341b14b40fe65db254f",
                            operation="INSERT OR UPDATE",
                            pgid="pgtrigger_citation_in_draft_34238",
                            table="claims_verdictevidence",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="citation_kept",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="IF EXISTS (SELECT FROM claims_verdict WHERE id = OLD.verdict_id AND state <> 'draft') THEN RAISE EXCEPTION 'What a verdict cites changes in the draft only.' USING ERRCODE = 'check_violation', CONSTRAINT = 'citation_kept'; END IF; RETURN OLD;",
                            hash="55e0a02d05dd4f0266ad0dade91d30199a1a7774",
                            operation="DELETE",
                            pgid="pgtrigger_citation_kept_2e277",
                            table="claims_verdictevidence",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_verdictevidenceevent" ("evidence_id", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "verdict_id") SELECT new_values."evidence_id", new_values."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', new_values."id", new_values."verdict_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="3fc02c6afee0d305115f804f9f2a1d1da61ed2e6",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_6255b",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="claims_verdictevidence",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_verdictevidenceevent" ("evidence_id", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "verdict_id") SELECT new_values."evidence_id", new_values."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', new_values."id", new_values."verdict_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="eb66d4b310295372a656235b5ce3a1de7b46848e",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_c972a",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="claims_verdictevidence",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_verdictevidenceevent" ("evidence_id", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "verdict_id") SELECT old_values."evidence_id", old_values."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', old_values."id", old_values."verdict_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="238d83eac0651fc4306e6f39f86a69a58e27aa5c",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_530a4",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="claims_verdictevidence",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="VerdictEvidenceEvent",
            fields=[
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField()),
                ("pgh_xid", claims.models.fields.XactIdField(db_default=claims.models.fields.CurrentXactId())),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "evidence",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="claims.evidence",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="claims.verdictevidence",
                    ),
                ),
                (
                    "verdict",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="claims.verdict",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [
                    models.Index(fields=["pgh_obj", "pgh_id"], name="verdictevidenceevent_row"),
                    models.Index(fields=["verdict", "pgh_xid"], name="verdictevidenceevent_by"),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'This table is never truncated: its rows have a history.' USING ERRCODE = 'check_violation', CONSTRAINT = 'no_truncate';",
                            hash="1058076e96c37fb0e11e587602a5a18ae757c4b8",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_07e63",
                            table="claims_verdictevidenceevent",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="85a5a43f6c1eb2a5412aa265260137478bd55175",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_d3749",
                            table="claims_verdictevidenceevent",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ApiToken",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(blank=True, db_default="", default="", max_length=100)),
                (
                    "prefix",
                    models.CharField(
                        editable=False, help_text="The first characters, to tell tokens apart.", max_length=12
                    ),
                ),
                ("digest", models.BinaryField(max_length=32)),
                (
                    "scopes",
                    django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=30), size=None),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("expires_at", models.DateTimeField(blank=True, null=True)),
                ("revoked_at", models.DateTimeField(blank=True, null=True)),
                ("last_used_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="tokens", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "API token",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            django.db.models.lookups.Exact(
                                models.Func(
                                    models.F("digest"), function="octet_length", output_field=models.IntegerField()
                                ),
                                32,
                            )
                        ),
                        name="apitoken_digest_length",
                    ),
                    models.UniqueConstraint(fields=("digest",), name="apitoken_digest_unique"),
                    models.CheckConstraint(
                        condition=models.Q(("prefix__startswith", "fct_")), name="apitoken_prefix_form"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "scopes__contained_by",
                                [
                                    "claims:read",
                                    "internal:read",
                                    "claims:write",
                                    "verdicts:write",
                                    "verdicts:approve",
                                    "verdicts:publish",
                                    "imports:write",
                                    "events:read",
                                    "tokens:admin",
                                ],
                            ),
                            ("scopes__len__gt", 0),
                        ),
                        name="apitoken_scopes_known",
                        violation_error_message="scopes must be some of: claims:read, internal:read, claims:write, verdicts:write, verdicts:approve, verdicts:publish, imports:write, events:read, tokens:admin.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AttributionEvent",
            fields=[
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField()),
                ("pgh_xid", claims.models.fields.XactIdField(db_default=claims.models.fields.CurrentXactId())),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                ("version", models.IntegerField(db_default=1, editable=False)),
                (
                    "created_at",
                    models.DateTimeField(db_default=django.contrib.postgres.functions.TransactionNow(), editable=False),
                ),
                ("position", models.IntegerField(help_text="1 is the origin.")),
                (
                    "role",
                    models.CharField(
                        choices=[("originator", "originator"), ("relay", "relay")],
                        db_default="originator",
                        default="originator",
                        max_length=11,
                    ),
                ),
                (
                    "named_as",
                    models.CharField(
                        blank=True,
                        db_default="",
                        default="",
                        help_text="As printed, for example Washington.",
                        max_length=300,
                    ),
                ),
                (
                    "described_as",
                    models.CharField(
                        blank=True,
                        db_default="",
                        default="",
                        help_text="The role at the time, as printed.",
                        max_length=300,
                    ),
                ),
                (
                    "cue",
                    models.CharField(
                        blank=True,
                        db_default="",
                        default="",
                        help_text="The reporting word, for example said.",
                        max_length=100,
                    ),
                ),
                (
                    "certainty",
                    models.CharField(
                        choices=[("explicit", "explicit"), ("inferred", "inferred"), ("ambiguous", "ambiguous")],
                        db_default="explicit",
                        default="explicit",
                        max_length=10,
                    ),
                ),
                ("is_confidential", models.BooleanField(db_default=False, default=False)),
                (
                    "appearance",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="claims.appearance",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="claims.attribution",
                    ),
                ),
                (
                    "entity",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="claims.entity",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [
                    models.Index(fields=["pgh_obj", "pgh_id"], name="attributionevent_row"),
                    models.Index(fields=["appearance", "pgh_xid"], name="attributionevent_by"),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'This table is never truncated: its rows have a history.' USING ERRCODE = 'check_violation', CONSTRAINT = 'no_truncate';",
                            hash="450c6248c70c1e6136a89101e5cc882cb4fb5ab8",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_5b513",
                            table="claims_attributionevent",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="5dea884e8b50b563034be8c1285b262de96e503f",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_9dd73",
                            table="claims_attributionevent",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="claim",
            name="current_verdict",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="claims.verdict",
            ),
        ),
        migrations.AddField(
            model_name="verdict",
            name="evidence",
            field=models.ManyToManyField(
                blank=True, related_name="verdicts", through="claims.VerdictEvidence", to="claims.evidence"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="claim",
            trigger=pgtrigger.compiler.Trigger(
                name="claim_starts_new",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (NEW.status <> 'new' AND NOT (NEW.status = 'checked' AND NEW.current_verdict_id IS NOT NULL))",
                    func="RAISE EXCEPTION 'A claim starts as new, or as checked where it comes with a verdict.' USING ERRCODE = 'check_violation', CONSTRAINT = 'claim_starts_new';",
                    hash="eb8483cb8d413c4014efa141614ba57a8c6647ce",
                    operation="INSERT",
                    pgid="pgtrigger_claim_starts_new_d065f",
                    table="claims_claim",
                    when="BEFORE",
                ),
            ),
        ),
    ]
