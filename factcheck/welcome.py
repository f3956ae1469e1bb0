"""What `make run` prints once it serves."""

from factcheck import __version__


def welcome(url: str, created: dict[str, str]) -> str:
    """Return what to open and which curl to try. Secrets are included only if they have just been created."""
    lines = ["", f"factcheck {__version__} is running. Press Ctrl-C to stop it.", ""]
    lines += [f"  API    {url}/api/v1/docs", f"  Admin  {url}/admin/", ""]
    if not created:
        lines += ["  Try it:", f"    curl {url}/healthz", "  Create a token for the API:"]
        return "\n".join([*lines, "    ./manage create_token admin --scopes claims:read", ""])
    lines += ["  These are shown only once, so keep them:"]
    lines += [f"    login  {created['user']}  {created['password']}", f"    token  {created['token']}", ""]
    call = f"curl -H 'Authorization: Bearer {created['token']}' '{url}{created['try']}'"
    return "\n".join([*lines, "  Try it:", f"    {call}", ""])
