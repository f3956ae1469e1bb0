"""Failed log-ins, recorded by django-axes. A superuser can delete them to unlock an account."""

from axes.admin import AccessAttemptAdmin
from axes.models import AccessAttempt

from claims.admin.site import site

site.register(AccessAttempt, AccessAttemptAdmin)
