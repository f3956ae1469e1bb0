"""What callers are told of their limits: RateLimit and RateLimit-Policy (draft-ietf-httpapi-ratelimit-headers-10)."""

from rest_framework.exceptions import APIException

from claims.actions.admission import MINUTE, Share


class LimitError(APIException):
    """Refuse a caller that has had its share of calls in this minute, and say how long to wait."""

    status_code = 429
    default_code = "rate_limited"

    def __init__(self, share: Share) -> None:
        self.headers = {"Retry-After": str(share.seconds)}
        super().__init__(
            f"This is more than {share.most:,} calls of the kind {share.kind!r} a minute: wait {share.seconds} s."
        )


def limit_headers(share: Share) -> dict[str, str]:
    """Give the headers that tell the limit of calls of this kind, and what is left of it."""
    return {
        "RateLimit-Policy": f'"{share.kind}";q={share.most};w={MINUTE}',
        "RateLimit": f'"{share.kind}";r={share.left or 0};t={share.seconds}',
    }
