import os
from collections.abc import Iterator
from pathlib import Path
from typing import LiteralString

import psycopg
import pytest
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from factcheck.embedded.data_folder import DataFolder
from factcheck.embedded.server import EmbeddedServer
from factcheck.restore import fitting
from tests.factcheck.conftest import Command, run_command

TARGET = "test_factcheck_restored"


@pytest.fixture
def empty_database(server: EmbeddedServer) -> Iterator[str]:
    """An empty database: on the server of DATABASE_URL where the tests run on one, else on an embedded one."""
    configured = os.environ.get("DATABASE_URL", "").strip()
    if not configured:
        server.start(lambda _: None)
        yield server.folder.url()
        return
    parts = conninfo_to_dict(configured)
    drop = sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(TARGET))
    with psycopg.connect(make_conninfo("", **{**parts, "dbname": "postgres"}), autocommit=True) as connection:
        connection.execute(drop)
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(TARGET)))
        yield configured.rpartition("/")[0] + "/" + TARGET
        connection.execute(drop)


@pytest.fixture(scope="module")
def dumped(prepared: DataFolder, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dump of the sample newsroom."""
    file = tmp_path_factory.mktemp("dump") / "factcheck.dump"
    done = run_command("-m", "factcheck.dump", str(file), FACTCHECK_DATA_DIR=str(prepared.path))
    assert done.returncode == 0, done.stderr
    return file


def one(url: str, query: LiteralString) -> int:
    with psycopg.connect(url) as connection:
        row = connection.execute(query).fetchone()
        assert row is not None
        return int(row[0])


def test_a_dump_is_restored_with_all_its_rows_and_a_later_epoch(
    dumped: Path, empty_database: str, run: Command
) -> None:
    done = run("-m", "factcheck.restore", str(dumped), DATABASE_URL=empty_database)
    assert done.returncode == 0, done.stderr
    assert one(empty_database, "SELECT count(*) FROM claims_claim") > 0
    assert one(empty_database, "SELECT value FROM claims_feedepoch") > 1
    assert run("manage.py", "migrate", "--check", DATABASE_URL=empty_database).returncode == 0

    again = run("-m", "factcheck.restore", str(dumped), DATABASE_URL=empty_database)
    assert again.returncode == 1
    assert again.stderr == "factcheck: the database is not empty: add FORCE=1 to replace everything in it.\n"

    epoch = one(empty_database, "SELECT value FROM claims_feedepoch")
    forced = run("-m", "factcheck.restore", "--force", str(dumped), DATABASE_URL=empty_database)
    assert forced.returncode == 0, forced.stderr
    assert one(empty_database, "SELECT value FROM claims_feedepoch") > epoch


def test_a_damaged_dump_changes_nothing(dumped: Path, empty_database: str, run: Command, tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.dump"
    damaged.write_bytes(dumped.read_bytes()[:-5000])
    with psycopg.connect(empty_database) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 1 AS n")
    done = run("-m", "factcheck.restore", "--force", str(damaged), DATABASE_URL=empty_database)
    assert done.returncode == 1
    assert "cannot be read as a dump" in done.stderr
    assert one(empty_database, "SELECT n FROM kept") == 1


def test_a_database_in_use_is_not_restored_into(dumped: Path, empty_database: str, run: Command) -> None:
    with psycopg.connect(empty_database):
        done = run("-m", "factcheck.restore", str(dumped), DATABASE_URL=empty_database)
    assert done.returncode == 1
    assert "others are connected" in done.stderr


@pytest.fixture
def of_another_owner(empty_database: str) -> Iterator[str]:
    """The empty database, as a role of its own that owns it and nothing else."""
    owner = f"test_factcheck_owner_{os.getpid()}"
    parts = conninfo_to_dict(empty_database)
    names = {"owner": sql.Identifier(owner), "database": sql.Identifier(str(parts["dbname"]))}
    with psycopg.connect(empty_database, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE ROLE {owner} LOGIN PASSWORD 'owner'").format(**names))
        connection.execute(sql.SQL("ALTER DATABASE {database} OWNER TO {owner}").format(**names))
    yield f"postgres://{owner}:owner@{parts['host']}:{parts.get('port', 5432)}/{parts['dbname']}"
    with psycopg.connect(empty_database, autocommit=True) as connection:
        connection.execute(sql.SQL("REASSIGN OWNED BY {owner} TO CURRENT_USER").format(**names))
        connection.execute(sql.SQL("DROP ROLE {owner}").format(**names))


def test_whoever_owns_the_database_and_not_the_server_may_restore(
    dumped: Path, of_another_owner: str, run: Command
) -> None:
    for arguments in ([], ["--force"]):
        done = run("-m", "factcheck.restore", *arguments, str(dumped), DATABASE_URL=of_another_owner)
        assert done.returncode == 0, done.stderr
        assert done.stderr == ""
    assert one(of_another_owner, "SELECT count(*) FROM claims_claim") > 0


def test_a_restore_beside_a_run_is_refused(dumped: Path, server: EmbeddedServer, run: Command) -> None:
    server.start(lambda _: None)
    done = run("-m", "factcheck.restore", str(dumped), FACTCHECK_DATA_DIR=str(server.folder.path))
    assert done.returncode == 1
    assert "stop `make run` first" in done.stderr


@pytest.mark.parametrize("module", ["factcheck.dump", "factcheck.restore"])
def test_a_missing_file_name_is_one_line(run: Command, module: str) -> None:
    done = run("-m", module)
    assert done.returncode == 1
    assert "FILE=" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_only_what_the_server_refuses_is_left_out() -> None:
    option = b"ALTER TABLE ONLY public.t ALTER COLUMN c SET (pg_attver=63867640);\n"
    kept = [
        b"SET lock_timeout = 0;\n",
        b"ALTER TABLE ONLY public.t ALTER COLUMN c SET (n_distinct=5);\n",
        b"COPY public.t (c) FROM stdin;\n",
        b"SET transaction_timeout = 0;\n",
        option,
        b"\\.\n",
        b"CREATE INDEX i ON public.t (c);\n",
    ]
    given = [b"SET transaction_timeout = 0;\n", option, *kept]
    assert list(fitting(given, 15)) == kept
    assert list(fitting(given, 17)) == [b"SET transaction_timeout = 0;\n", *kept]
