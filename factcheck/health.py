"""Ask the web server of this machine whether it lives: `python -m factcheck.health`, the container's health check."""

import http.client
import os
import sys

SECONDS = 5


def main() -> int:
    """Return 0 where /healthz answers 200, else 1."""
    # Django answers to the hosts it is told to answer to.
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
