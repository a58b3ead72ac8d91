"""All settings. The environment configures infrastructure only; behaviour comes from the release."""

import secrets as random
import sys
from pathlib import Path

from athena_project.environment import address, database, env, flag, kept, number, words
from athena_project.secrets import django_secret

BASE_DIR = Path(__file__).resolve().parent.parent
DATA = Path(env("ATHENA_DATA", str(BASE_DIR / "var"))).expanduser().resolve()
HOST = env("HOST", "127.0.0.1")
PORT = number("PORT", 8000, most=65535)

# Infrastructure: each is optional, one variable switches it from the embedded to the full profile.
DATABASE_URL = env("DATABASE_URL", "")
REDIS_URL = address("REDIS_URL", "redis://host:6379/0", "redis", "rediss", "unix")
BROKER_URL = address(
    "BROKER_URL", "amqp://user:password@host:5672//", "amqp", "amqps", "pyamqp", "redis", "rediss", "sentinel", "memory"
)
QDRANT_URL = address("QDRANT_URL", "http://host:6333", "http", "https")
OLLAMA_URL = address("OLLAMA_URL", "http://host:11434", "http", "https")

KEYRING_PATH = Path(env("ATHENA_KEYRING_PATH", str(DATA / "keyring.json")))
KEYRING = env("ATHENA_KEYRING", kept(KEYRING_PATH, "ATHENA_KEYRING_PATH"))
# Django's own secret lies in the ring. Without a ring nothing is served (athena_project.E001), so any value will do.
SECRET_KEY = django_secret(KEYRING) or random.token_urlsafe(48)

DEBUG = flag("ATHENA_DEBUG")
ALLOWED_HOSTS = words("ATHENA_HOSTS", "*")
CSRF_TRUSTED_ORIGINS = words("ATHENA_ORIGINS")
SECURE_COOKIES = flag("ATHENA_HTTPS")

INSTALLED_APPS = [
    # daphne is the server of `runserver` only; twisted would cost every other start 0.6 s and 15 MiB
    *(["daphne"] if "runserver" in sys.argv else []),
    "athena_project.apps.AthenaConfig",
    "athena_project.apps.AthenaAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "rest_framework",
    "ragdomains",
    "intents",
    "validation",
    "inference",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "athena_project.middleware.security_headers",
    "athena_project.middleware.whole_files",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "athena_project.middleware.actor",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]
ROOT_URLCONF = "athena_project.urls"
ASGI_APPLICATION = "athena_project.asgi.application"
# The inference routes pass Django's handler by (athena_project/asgi.py). Upper layers are named as strings only.
GATEWAY = "inference.api.entry.application"
GATEWAY_ROUTES = "inference.api.routes.serves"
LIFESPAN = "inference.lifespan.lifespan"
WELCOME = "inference.welcome.welcome"
FIRST_START = "inference.welcome.read_handbook"
METRICS_GUARD = "inference.auth.may_read_metrics"
OPEN_ACCESS = flag("ATHENA_OPEN")  # any key passes, from this machine only (athena_project.E003)

DATABASES = {"default": database(DATABASE_URL, DATA, pooled="doctor" not in sys.argv)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
if REDIS_URL:
    CACHES = {
        "default": {
            "BACKEND": "athena_project.caches.RedisCache",
            "LOCATION": REDIS_URL,
            # redis-py's own defaults wait 4.5 s for each refused connection
            "OPTIONS": {"socket_timeout": 0.2, "socket_connect_timeout": 0.2, "retry": None},
            "KEY_PREFIX": "athena",
        }
    }
else:
    CACHES = {
        "default": {
            "BACKEND": "athena_project.caches.LocMemCache",
            "OPTIONS": {"MAX_ENTRIES": 10_000},
        }
    }

CELERY = {
    "broker_url": BROKER_URL or REDIS_URL or "memory://athena",
    "task_serializer": "json",
    "accept_content": ["json"],
    "task_ignore_result": True,
    "task_acks_late": True,
    "task_reject_on_worker_lost": True,
    "worker_prefetch_multiplier": 1,
    "task_time_limit": 600,
    "task_default_queue": "athena",
    "broker_connection_retry_on_startup": True,
    # What a killed worker held comes back after the visibility timeout plus a sweep, which is some 100 s unless the
    # throttle is 1. What runs longer is delivered again meanwhile: athena_project/jobs.py drops the second copy.
    "broker_transport_options": (
        {"visibility_timeout": 30, "unacked_restore_throttle": 1, "unacked_mutex_expire": 10}
        if (BROKER_URL or REDIS_URL).startswith("redis")
        else {}
    ),
    "worker_hijack_root_logger": False,
    "beat_scheduler": "celery.beat:Scheduler",  # the default one leaves a file in the current folder
    "timezone": "UTC",
}

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "admin:login"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_COOKIES
SESSION_COOKIE_SAMESITE = "Lax"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

LANGUAGE_CODE = "en"
FORMAT_MODULE_PATH = ["athena_project.formats"]
TIME_ZONE = "UTC"
USE_TZ = True
STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_USE_FINDERS = True  # nothing has to be collected before the first start
WHITENOISE_AUTOREFRESH = False

LOG_LEVEL = env("ATHENA_LOG_LEVEL", "INFO")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "athena_project.logs.Discreet",
            "format": "{asctime} {levelname} {name}: {message}",
            "style": "{",
        }
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": LOG_LEVEL},
    "loggers": {"celery": {"level": "WARNING"}, "pypdf": {"level": "ERROR"}},
}
