"""Create an API token."""

import datetime as dt
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from claims.actions.actors import OPERATOR
from claims.actions.tokens import TokenError, create_token
from claims.models import User
from claims.rules.access import SCOPES

LONGEST_DAYS = 36_500


class Command(BaseCommand):
    """Create a token for a user and print only the token on standard output."""

    help = "Create an API token and print only the token. It cannot be shown again."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the command line."""
        parser.add_argument("name", help="the user whose token it is")
        parser.add_argument("--scopes", required=True, help=f"comma-separated: {', '.join(SCOPES)}")
        parser.add_argument("--expires", metavar="DAYS", help="days until it expires; without it, never")
        parser.add_argument("--rate-factor", default=1, type=int, help="how many times the usual limits it may call")
        parser.add_argument("--label", default="", help="what the token is for, to distinguish it from others")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Run the command."""
        owner = User.objects.filter(username=options["name"]).first()
        if owner is None:
            raise CommandError(f"name: {options['name']!r} is no user; create it with create_user")
        scopes = [scope.strip() for scope in options["scopes"].split(",") if scope.strip()]
        try:
            _, secret = create_token(
                owner,
                scopes,
                expires_at=_expiry(options["expires"]),
                name=options["label"],
                rate_factor=options["rate_factor"],
                actor=OPERATOR,
            )
        except TokenError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(secret)


def _expiry(days: str | None) -> dt.datetime | None:
    if days is None:
        return None
    if not (str(days).isascii() and str(days).isdigit() and 1 <= int(days) <= LONGEST_DAYS):
        raise CommandError(f"--expires: {days!r} is no number of days; give 1 to {LONGEST_DAYS}")
    return timezone.now() + dt.timedelta(days=int(days))
