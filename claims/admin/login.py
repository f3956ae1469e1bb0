"""Failed log-ins, kept by django-axes: where a superuser lets somebody in again."""

from axes.admin import AccessAttemptAdmin
from axes.models import AccessAttempt

from claims.admin.site import site

site.register(AccessAttempt, AccessAttemptAdmin)
