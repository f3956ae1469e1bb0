"""Check that the web server of this machine answers: `python -m factcheck.healthcheck`. Used by the container."""

import http.client
import os
import sys

SECONDS = 5


def main() -> int:
    """Return 0 if /healthz answers 200, otherwise 1."""
    # Django only answers requests for a host in ALLOWED_HOSTS.
    host = os.environ.get("ALLOWED_HOSTS", "localhost").split(",")[0].strip().lstrip(".")
    connection = http.client.HTTPConnection("127.0.0.1", int(os.environ.get("PORT") or 8000), timeout=SECONDS)
    try:
        connection.request("GET", "/healthz", headers={"Host": host})
        status = connection.getresponse().status
    except OSError as error:
        print(error, file=sys.stderr)
        return 1
    finally:
        connection.close()
    return 0 if status == http.client.OK else 1


if __name__ == "__main__":
    sys.exit(main())
