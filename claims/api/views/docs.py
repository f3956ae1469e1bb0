"""Swagger UI, from this host alone and without a script or style in the page."""

from csp.decorators import csp_update
from django.utils.decorators import method_decorator
from drf_spectacular.views import SpectacularSwaggerSplitView


# Swagger's own stylesheet draws its icons from data: URLs.
@method_decorator(csp_update({"img-src": ["'self'", "data:"]}), name="dispatch")
class DocsView(SpectacularSwaggerSplitView):
    """The API, to read and to try."""

    template_name = "api/docs.html"
    url_name = "schema"
