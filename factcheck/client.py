"""The Postgres client programs of the wheel, pointed at one database."""

import os
from dataclasses import dataclass

import dj_database_url
import psycopg
from psycopg.conninfo import make_conninfo

from factcheck.binaries import MAJOR, program
from factcheck.refusal import CannotRunError


@dataclass(frozen=True)
class Client:
    """Address one database; the password stays out of the command line, which other users can read."""

    conninfo: str
    password: str

    def command(self, name: str, *arguments: str) -> list[str]:
        """Return the command that runs a client program on the database."""
        return [program(name), "--dbname", self.conninfo, "--no-password", *arguments]

    def environment(self) -> dict[str, str]:
        """Return our environment with the password added."""
        return {**os.environ, "PGPASSWORD": self.password}

    def connect(self) -> "psycopg.Connection[tuple[object, ...]]":
        """Open a connection. Raises CannotRunError where none is had or the server is newer than our programs."""
        try:
            connection = psycopg.connect(self.conninfo, password=self.password, connect_timeout=10)
        except psycopg.OperationalError as error:
            raise CannotRunError(f"the database cannot be reached: {' '.join(str(error).split())}") from error
        found = connection.info.server_version // 10_000
        if found > MAJOR:
            connection.close()
            raise CannotRunError(f"the server is Postgres {found}, our programs are {MAJOR}: use those of the server.")
        return connection


def client_of(url: str) -> Client:
    """Read a database URL. Raises CannotRunError where it is none."""
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
    given = {name: value for name, value in parts.items() if value and isinstance(value, str | int)}
    return Client(make_conninfo("", **given), known.get("PASSWORD") or "")
