"""The WSGI application that gunicorn serves."""

import logging
import os

from django.core.checks import run_checks
from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

from factcheck import __version__

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")
# A process that serves requests keeps a pool of connections; commands and tests open one each.
os.environ["FACTCHECK_SERVING"] = "1"

application = get_wsgi_application()
# Commands run this check by themselves.
if problems := run_checks(tags=["fields"]):
    raise ImproperlyConfigured(" ".join(problem.msg for problem in problems))
logging.getLogger("factcheck").info("web_started", extra={"version": __version__})
