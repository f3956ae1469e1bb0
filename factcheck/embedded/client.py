"""Run the wheel's Postgres client programs on one database."""

import os
from dataclasses import dataclass

import dj_database_url
import psycopg
from psycopg.conninfo import make_conninfo

from factcheck.cannot_run import CannotRunError
from factcheck.embedded.binaries import MAJOR, program


@dataclass(frozen=True)
class Client:
    """One database. Its password is passed in the environment, because other users can read the command line."""

    conninfo: str
    password: str

    def command(self, name: str, *arguments: str) -> list[str]:
        """Return the command that runs a client program on the database."""
        return [program(name), "--dbname", self.conninfo, "--no-password", *arguments]

    def environment(self) -> dict[str, str]:
        """Return the environment of this process with the password added."""
        return {**os.environ, "PGPASSWORD": self.password}

    def connect(self) -> "psycopg.Connection[tuple[object, ...]]":
        """Open a connection. Raises CannotRunError if that fails or if the server is newer than our programs."""
        try:
            connection = psycopg.connect(self.conninfo, password=self.password, connect_timeout=10)
        except psycopg.OperationalError as error:
            raise CannotRunError(f"the database cannot be reached: {' '.join(str(error).split())}") from error
        found = connection.info.server_version // 10_000
        if found > MAJOR:
            connection.close()
            raise CannotRunError(
                f"the server is Postgres {found} and the programs here are {MAJOR}: use those of the server."
            )
        return connection


def client_of(url: str) -> Client:
    """Parse a database URL. Raises CannotRunError if it is invalid."""
    try:
        known = dj_database_url.parse(url)
    except ValueError as error:
        raise CannotRunError(f"DATABASE_URL: {error}") from error
    parts = {
        "host": known.get("HOST"),
        "port": known.get("PORT"),
        "user": known.get("USER"),
        "dbname": known.get("NAME"),
        **known.get("OPTIONS", {}),
    }
    non_empty = {name: value for name, value in parts.items() if value and isinstance(value, str | int)}
    return Client(make_conninfo("", **non_empty), known.get("PASSWORD") or "")
