"""Route the whole site."""

from django.urls import include, path
from django.views.generic import RedirectView

from claims.admin.site import site as admin_site
from claims.api.views.health import healthz, readyz
from claims.api.views.metrics import MetricsView
from claims.api.views.security_txt import security_txt

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="docs"), name="root"),
    path("api/v1/", include("claims.api.urls")),
    path("admin/", admin_site.urls),
    path("metrics", MetricsView.as_view({"get": "list"}), name="metrics"),
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path(".well-known/security.txt", security_txt, name="security-txt"),
]

handler400 = "claims.api.errors.bad_request"
handler404 = "claims.api.errors.not_found"
handler500 = "claims.api.errors.server_error"
