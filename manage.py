#!/usr/bin/env python
"""Django's command line for factcheck."""

import os
import sys

from django.core.management import execute_from_command_line

from factcheck.reach import refuse_unreachable
from factcheck.refusal import exit_status


def main() -> int:
    """Run one management command."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")
    with refuse_unreachable():
        execute_from_command_line(sys.argv)
    return 0


if __name__ == "__main__":
    sys.exit(exit_status(main))
