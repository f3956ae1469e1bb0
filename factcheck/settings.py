"""Settings of the project, read from the environment. `.env.example` lists all of them."""

from typing import Any

import dj_database_url
import structlog
from django.core.exceptions import ImproperlyConfigured

from factcheck import __version__
from factcheck.cannot_run import CannotRunError
from factcheck.embedded.data_folder import DataFolder, data_dir
from factcheck.environment import env, env_bool, env_int, env_languages, env_time_zone
from factcheck.frames import frames_of
from factcheck.paths import BASE_DIR
from factcheck.pooled import PooledConnection


def env_list(name: str, default: str = "") -> list[str]:
    """Parse a comma-separated list; items are stripped."""
    return [item.strip() for item in env(name, default).split(",") if item.strip()]


# --- Installation -----------------------------------------------------------------------------------------------------

FACTCHECK_ENV = env("FACTCHECK_ENV", "development")
if FACTCHECK_ENV not in {"development", "production"}:
    raise ImproperlyConfigured(f"FACTCHECK_ENV={FACTCHECK_ENV!r}: set it to development or production.")
IS_PRODUCTION = FACTCHECK_ENV == "production"

DEVELOPMENT_SECRET_KEY = "development-only-never-in-production-0f4c1e6b7a"
SECRET_KEY = env("SECRET_KEY", DEVELOPMENT_SECRET_KEY)
DEBUG = env_bool("DEBUG")
ALLOWED_HOSTS = env_list("ALLOWED_HOSTS", "" if IS_PRODUCTION else "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = env_list("CSRF_TRUSTED_ORIGINS")
DATABASE_URL = env("DATABASE_URL")
USES_EMBEDDED_SERVER = not DATABASE_URL
FACTCHECK_DATA_DIR = data_dir()
FACTCHECK_VERSION = __version__
# Whether the first `make run` loads the sample newsroom.
LOADS_SAMPLE = env_bool("SAMPLE", default=True)


def production_faults() -> list[str]:
    """Return what is unsafe in production. Each line names the variable, the fault and the remedy."""
    is_default_key = SECRET_KEY == DEVELOPMENT_SECRET_KEY
    is_weak_key = len(SECRET_KEY) < 50 or len(set(SECRET_KEY)) < 5 or SECRET_KEY.startswith("django-insecure-")
    checks = {
        "DATABASE_URL is not set, and the embedded server is for development: name yours.": not DATABASE_URL,
        "DEBUG shows settings and code to everybody: unset it.": DEBUG,
        "SECRET_KEY is the development default: set it to 50 random characters or more.": is_default_key,
        "SECRET_KEY is weak: set it to 50 random characters or more.": is_weak_key and not is_default_key,
        "ALLOWED_HOSTS is not set: list the host names that readers use, separated by commas.": not ALLOWED_HOSTS,
        "ALLOWED_HOSTS contains a wildcard: list the host names.": any("*" in host for host in ALLOWED_HOSTS),
    }
    return [line for line, is_so in checks.items() if is_so]


if IS_PRODUCTION and production_faults():
    raise ImproperlyConfigured("\n".join(["FACTCHECK_ENV=production needs safe settings:", *production_faults()]))

# --- The product ------------------------------------------------------------------------------------------------------

# The languages that the newsroom works in: a short text is taken to be in one of them.
FACTCHECK_LANGUAGES = env_languages("FACTCHECK_LANGUAGES", "en")
FACTCHECK_PUBLIC_READ = env_bool("FACTCHECK_PUBLIC_READ")
FACTCHECK_OWN_PUBLISHER_NAME = env("FACTCHECK_OWN_PUBLISHER_NAME", "Our newsroom")
FACTCHECK_OWN_PUBLISHER_DOMAIN = env("FACTCHECK_OWN_PUBLISHER_DOMAIN", "newsroom.example")
VERDICT_APPROVALS = env_int("VERDICT_APPROVALS", 1)
# Limits for a file that is uploaded or imported. A file is refused as soon as it exceeds one of them.
FACTCHECK_IMPORT_MAX_BYTES = env_int("FACTCHECK_IMPORT_MAX_BYTES", 2 * 1024**3, minimum=1)
FACTCHECK_IMPORT_MAX_UNPACKED_BYTES = env_int("FACTCHECK_IMPORT_MAX_UNPACKED_BYTES", 10 * 1024**3, minimum=1)
FACTCHECK_IMPORT_MAX_SPREADSHEET_BYTES = env_int("FACTCHECK_IMPORT_MAX_SPREADSHEET_BYTES", 500 * 1024**2, minimum=1)
FACTCHECK_IMPORT_MAX_RATIO = env_int("FACTCHECK_IMPORT_MAX_RATIO", 100, minimum=1)
FACTCHECK_IMPORT_MAX_ROWS = env_int("FACTCHECK_IMPORT_MAX_ROWS", 20_000_000, minimum=1)
FACTCHECK_IMPORT_MAX_COLUMNS = env_int("FACTCHECK_IMPORT_MAX_COLUMNS", 1_000, minimum=2)
FACTCHECK_IMPORT_MAX_CELL = env_int("FACTCHECK_IMPORT_MAX_CELL", 131_072, minimum=1)
FACTCHECK_IMPORT_MAX_DEPTH = env_int("FACTCHECK_IMPORT_MAX_DEPTH", 32, minimum=1)
FACTCHECK_IMPORT_MAX_SECONDS = env_int("FACTCHECK_IMPORT_MAX_SECONDS", 6 * 60 * 60, minimum=1)

# Requests per minute: reads and writes of one token; and per address, requests without a token (if public reading is
# on) and requests with an invalid token.
RATE_LIMIT_READS = env_int("RATE_LIMIT_READS", 6000, minimum=1)
RATE_LIMIT_WRITES = env_int("RATE_LIMIT_WRITES", 3000, minimum=1)
RATE_LIMIT_PUBLIC = env_int("RATE_LIMIT_PUBLIC", 300, minimum=1)
RATE_LIMIT_REFUSED = env_int("RATE_LIMIT_REFUSED", 30, minimum=1)

# --- Application ------------------------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "claims",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "drf_standardized_errors",
    "pgtrigger",
    "pghistory",
    "procrastinate.contrib.django",
    "axes",
    "csp",
    "corsheaders",
]

MIDDLEWARE = [
    "factcheck.request_log.RequestLogMiddleware",
    "factcheck.head.HeadMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.common.CommonMiddleware",
    "claims.api.compression.CompressionMiddleware",
    "corsheaders.middleware.CorsMiddleware",
    "claims.api.shortcut.ShortcutMiddleware",
    # API requests skip the middleware below; only pages need it.
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "claims.admin.time_zone.AdminTimeZoneMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "factcheck.urls"
WSGI_APPLICATION = "factcheck.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
LANGUAGE_CODE = "en-gb"
FORMAT_MODULE_PATH = ["claims.admin.formats"]
TIME_ZONE = "UTC"
# The zone in which the desk shows and reads times; the API speaks UTC.
NEWSROOM_TIME_ZONE = env_time_zone("FACTCHECK_TIME_ZONE", "UTC")
USE_TZ = True

# A larger body is refused before it is read into memory.
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
# The admin page of a claim with its parts has many fields.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

# --- Database ---------------------------------------------------------------------------------------------------------

SERVING_THREADS = env_int("WEB_THREADS", 8, minimum=1)


def database_address() -> dict[str, Any]:
    """Return the address in DATABASE_URL, or that of the embedded server that runs on the data folder.

    Raises ImproperlyConfigured if DATABASE_URL is not a Postgres URL or the data folder cannot be read.
    """
    if not USES_EMBEDDED_SERVER:
        try:
            address: dict[str, Any] = dict(dj_database_url.parse(DATABASE_URL))
        except ValueError as error:
            raise ImproperlyConfigured(f"DATABASE_URL: {error}") from error
        if address["ENGINE"] != "django.db.backends.postgresql":
            raise ImproperlyConfigured(
                "DATABASE_URL is not a Postgres URL: set it to postgres://USER:PASSWORD@HOST:PORT/NAME."
            )
        return address
    try:
        known = DataFolder(FACTCHECK_DATA_DIR).connection()
    except CannotRunError as error:
        raise ImproperlyConfigured(str(error)) from error
    address = {name.upper(): value for name, value in known.items() if name != "dbname"}
    return {"ENGINE": "django.db.backends.postgresql", "NAME": known["dbname"], **address}


def database() -> dict[str, Any]:
    """Return the database settings. A process that serves requests keeps a pool of connections."""
    address = database_address()
    options: dict[str, Any] = {
        "connect_timeout": 10,
        "keepalives_idle": 60,
        "keepalives_interval": 10,
        "keepalives_count": 3,
        # For statements that bypass Django's cursors; Django never prepares its own.
        "prepare_threshold": 5,
        # A transaction that waits for its client delays the feed for everybody.
        "options": "-c idle_in_transaction_session_timeout=60000",
        **address.get("OPTIONS", {}),
    }
    if env_bool("FACTCHECK_SERVING"):
        options["pool"] = {
            "min_size": 1,
            "max_size": SERVING_THREADS,
            "timeout": 10,
            "connection_class": PooledConnection,
        }
        address["CONN_MAX_AGE"] = 0  # the pool keeps them
    return {**address, "OPTIONS": options, "CONN_HEALTH_CHECKS": True}


DATABASES = {"default": database()}

# Triggers are part of migrations, so that no table ever exists without them.
PGTRIGGER_MIGRATIONS = True
PGTRIGGER_PRUNE_ON_INSTALL = False
PGHISTORY_APPEND_ONLY = True

# Jobs are queued in Postgres; successful ones are deleted.
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"
# Two imports may run at once for a long time; this leaves room for the scheduled jobs.
PROCRASTINATE_WORKER_DEFAULTS = {"delete_jobs": "successful", "concurrency": 4}

# --- Users and login --------------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "claims.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "admin:login"

AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = 0.25  # hours
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
# Proxies in front of gunicorn. Without one, the address of the peer is that of the reader.
PROXY_COUNT = env_int("PROXY_COUNT", 0)
if PROXY_COUNT:
    AXES_IPWARE_PROXY_COUNT = PROXY_COUNT
    AXES_IPWARE_META_PRECEDENCE_ORDER = ["HTTP_X_FORWARDED_FOR"]
else:
    AXES_IPWARE_META_PRECEDENCE_ORDER = ["REMOTE_ADDR"]
AXES_VERBOSE = False

# --- Browsers ---------------------------------------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "object-src": ["'none'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    },
}
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_SECURE = IS_PRODUCTION
CSRF_COOKIE_SECURE = IS_PRODUCTION
SECURE_SSL_REDIRECT = env_bool("SECURE_SSL_REDIRECT", IS_PRODUCTION)
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = env_int("SECURE_HSTS_SECONDS", 31_536_000) if IS_PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = env_bool("SECURE_HSTS_INCLUDE_SUBDOMAINS", IS_PRODUCTION)
SECURE_HSTS_PRELOAD = env_bool("SECURE_HSTS_PRELOAD", IS_PRODUCTION)
if env("SECURE_PROXY_SSL_HEADER"):
    # For example "X-Forwarded-Proto: https". Set it only if the proxy removes this header from what the reader sends.
    _header, _, _value = env("SECURE_PROXY_SSL_HEADER").partition(":")
    SECURE_PROXY_SSL_HEADER = ("HTTP_" + _header.strip().upper().replace("-", "_"), _value.strip() or "https")

STATIC_URL = "static/"
# Static files are collected for production; in development they are served from the source tree.
STATIC_ROOT = env("STATIC_ROOT", str(BASE_DIR / "staticfiles")) if IS_PRODUCTION else None
WHITENOISE_USE_FINDERS = not IS_PRODUCTION
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if IS_PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}

# Sites whose scripts may call the API from a browser, with a token. The API never accepts cookies.
CORS_ALLOWED_ORIGINS = env_list("CORS_ALLOWED_ORIGINS")
CORS_URLS_REGEX = r"^/api/"
CORS_ALLOW_METHODS = ["GET", "HEAD", "POST", "PATCH", "DELETE", "OPTIONS"]
CORS_ALLOW_HEADERS = [
    "authorization", "content-type", "idempotency-key", "if-match", "if-none-match", "on-behalf-of", "x-request-id",
]  # fmt: skip
CORS_EXPOSE_HEADERS = [
    "ETag", "Location", "RateLimit", "RateLimit-Policy", "Retry-After", "X-Request-ID", "Idempotency-Replayed",
    "Deprecation", "Sunset", "Link", "Content-Disposition",
]  # fmt: skip

# Where to report a vulnerability, as URIs (mailto: or https:). Without one there is no security.txt.
SECURITY_CONTACTS = env_list("SECURITY_CONTACTS")
SECURITY_POLICY_URL = env("SECURITY_POLICY_URL")

# --- API --------------------------------------------------------------------------------------------------------------

REST_FRAMEWORK: dict[str, Any] = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["claims.api.auth.BearerAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": [],  # each view declares the verb that it needs
    "DEFAULT_PARSER_CLASSES": ["claims.api.parsers.JsonParser", "claims.api.parsers.MergePatchParser"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_SCHEMA_CLASS": "claims.api.openapi.operation.OperationSchema",
    "EXCEPTION_HANDLER": "drf_standardized_errors.handler.exception_handler",
    "DEFAULT_METADATA_CLASS": None,  # OPTIONS returns Allow only; the OpenAPI document has the rest
    "UNAUTHENTICATED_USER": None,
    "URL_FORMAT_OVERRIDE": None,
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}

DRF_STANDARDIZED_ERRORS: dict[str, Any] = {
    "EXCEPTION_HANDLER_CLASS": "claims.api.errors.Handler",
    "EXCEPTION_FORMATTER_CLASS": "claims.api.errors.Formatter",
    "NESTED_FIELD_SEPARATOR": "/",  # errors name fields by JSON pointer
    "ENABLE_IN_DEBUG_FOR_UNHANDLED_EXCEPTIONS": True,
}

SPECTACULAR_SETTINGS: dict[str, Any] = {
    "TITLE": "factcheck",
    "DESCRIPTION": "Claims, where they were made, what bears on them, and what was concluded.",
    "VERSION": __version__,
    "OAS_VERSION": "3.1.0",
    "SCHEMA_PATH_PREFIX": r"/api/v1",
    "SERVE_AUTHENTICATION": [],
    "SERVE_PERMISSIONS": [],
    "SERVE_INCLUDE_SCHEMA": False,
    "COMPONENT_SPLIT_REQUEST": True,
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    "POSTPROCESSING_HOOKS": ["claims.api.openapi.document.complete"],
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
}

# --- Logging: one line per event, JSON in production ------------------------------------------------------------------

_LOG_PROCESSORS: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.ExtraAdder(["method", "path", "status", "ms", "address", "user_id", "token_id", "version"]),
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]
_FOR_MACHINES = [structlog.processors.ExceptionRenderer(frames_of), structlog.processors.JSONRenderer()]
_FOR_PEOPLE = structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback)
structlog.configure(
    processors=[*_LOG_PROCESSORS, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
    logger_factory=structlog.stdlib.LoggerFactory(),
    cache_logger_on_first_use=True,
)
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": structlog.stdlib.ProcessorFormatter,
            "foreign_pre_chain": _LOG_PROCESSORS,
            "processors": [
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                *(_FOR_MACHINES if IS_PRODUCTION else [_FOR_PEOPLE]),
            ],
        },
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    # RequestLogMiddleware logs every request; django.request adds the traceback of a 5xx.
    # The worker would log its scheduled jobs every few seconds, and the pool every connection.
    "loggers": {
        "django.request": {"level": "ERROR"},
        "procrastinate": {"level": "WARNING"},
        "psycopg": {"level": "WARNING"},
    },
    "root": {"handlers": ["console"], "level": env("LOG_LEVEL", "INFO" if IS_PRODUCTION else "WARNING")},
}
