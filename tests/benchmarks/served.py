"""The settings of the server that is measured: the project's own, with peers and ceilings beside its paths."""

from factcheck.settings import *  # noqa: F403

ROOT_URLCONF = "tests.benchmarks.peers"
