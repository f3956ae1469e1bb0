"""Run a command: `python -m factcheck --version`, `python -m factcheck create_user ...`."""

import sys

from factcheck.cannot_run import exit_status
from factcheck.command_line import main

if __name__ == "__main__":
    sys.exit(exit_status(main))
