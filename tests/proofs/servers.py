"""Servers that are killed or restored into, beside that of the tests."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import dj_database_url
import psutil
from django.db import connection

from factcheck.dump import dump
from factcheck.embedded.data_folder import DataFolder
from factcheck.embedded.server import EmbeddedServer
from factcheck.restore import restore
from tests.factcheck.conftest import make_folder

ADDRESS = ("HOST", "PORT", "USER", "PASSWORD", "NAME")


def address_here() -> str:
    """Return the URL of the database that Django is connected to."""
    host, port, user, password, name = (quote(str(connection.settings_dict[key] or ""), safe="") for key in ADDRESS)
    return f"postgres://{user}:{password}@{host}:{port}/{name}"


@contextmanager
def connected_to(url: str) -> Iterator[None]:
    """Connect Django to another database for the block, in new threads too."""
    settings = connection.settings_dict  # the same dictionary in every thread
    other = dj_database_url.parse(url)
    before = {key: settings[key] for key in ADDRESS}
    connection.close()
    settings.update({key: other.get(key, "") for key in ADDRESS})
    try:
        yield
    finally:
        connection.close()
        settings.update(before)


@contextmanager
def restored_copy(file: Path) -> Iterator[EmbeddedServer]:
    """Dump this database and restore it into a new, durable server."""
    dump(address_here(), file)
    path = make_folder()
    server = EmbeddedServer(DataFolder(path))
    try:
        server.start(lambda _: None)
        restore(server.folder.url(), file)
        yield server
    finally:
        server.stop()
        shutil.rmtree(path)


def kill(server: EmbeddedServer) -> None:
    """Kill every process of a server at once, as a power cut would, and start it again."""
    if server.process is None:
        raise AssertionError("The server does not run.")
    postmaster = psutil.Process(server.process.pid)
    everything = [postmaster, *postmaster.children(recursive=True)]
    for process in everything:
        process.kill()
    server.process.wait()
    server.stop()
    server.start(lambda _: None)
