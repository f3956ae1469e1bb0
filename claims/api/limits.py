"""Rate limits in answers: RateLimit and RateLimit-Policy (draft-ietf-httpapi-ratelimit-headers-10)."""

from rest_framework.exceptions import APIException

from claims.actions.admission import MINUTE, Share


class LimitError(APIException):
    """Raised for a caller that has used up its calls of this minute; says how long to wait."""

    status_code = 429
    default_code = "rate_limited"

    def __init__(self, share: Share) -> None:
        self.headers = {"Retry-After": str(share.seconds)}
        super().__init__(
            f"This is more than {share.most:,} calls of the kind {share.kind!r} a minute: wait {share.seconds} s."
        )


def limit_headers(share: Share) -> dict[str, str]:
    """Return the headers with the limit of this kind of call, and what is left of it."""
    return {
        "RateLimit-Policy": f'"{share.kind}";q={share.most};w={MINUTE}',
        "RateLimit": f'"{share.kind}";r={share.left or 0};t={share.seconds}',
    }
