"""What `make run` says once it serves."""

import os
import shlex


def welcome(url: str, made: dict[str, str]) -> str:
    """Say what to open and which curl to try; secrets only where they were made just now."""
    lines = ["", "factcheck is running. Ctrl-C stops it.", ""]
    lines += [f"  API    {url}/api/v1/docs", f"  Admin  {url}/admin/", ""]
    if made:
        lines += ["  Shown this once, so keep them:"]
        lines += [f"    log-in  {made['user']}  {made['password']}", f"    token   {made['token']}", ""]
        call = f"curl -H 'Authorization: Bearer {made['token']}' '{url}/api/v1/claims?q=rockets'"
        return "\n".join([*lines, "  Try it:", f"    {call}", ""])
    folder = os.environ.get("FACTCHECK_DATA_DIR", "").strip()
    setting = f"FACTCHECK_DATA_DIR={shlex.quote(folder)} " if folder else ""
    lines += ["  Try it:", f"    curl {url}/healthz", "  A token for the API:"]
    return "\n".join([*lines, f"    {setting}.venv/bin/python manage.py create_token admin --scopes claims:read", ""])
