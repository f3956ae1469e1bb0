#!/usr/bin/env python
"""Run a command of factcheck; `./manage` runs this with the Python of the virtual environment."""

import sys

from factcheck.cannot_run import exit_status
from factcheck.command_line import main

if __name__ == "__main__":
    sys.exit(exit_status(main))
