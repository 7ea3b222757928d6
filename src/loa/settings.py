"""Settings of one Loa installation, read from the environment (see `.env.example` for every variable).

Debug is off unless asked for; a missing secret stops the start with a sentence that says what to set.
"""

from datetime import date
from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

env = environ.Env()
environ.Env.read_env(Path.cwd() / ".env")

# --- paths -----------------------------------------------------------------------------------------------------------
PACKAGE = Path(__file__).resolve().parent
VAR = Path(env.str("LOA_VAR", default=str(Path.cwd() / "var"))).resolve()

# --- what this installation is ---------------------------------------------------------------------------------------
DEBUG = env.bool("LOA_DEBUG", default=False)
LOA_DEMO = env.bool("LOA_DEMO", default=False)
# The day the installation believes it is, for demonstrations and trials; empty means the real day.
LOA_TODAY: date | None = date.fromisoformat(env.str("LOA_TODAY")) if env.str("LOA_TODAY", default="") else None
WAGTAIL_SITE_NAME = LOA_SITE_NAME = env.str("LOA_SITE_NAME", default="Loa")

# --- security --------------------------------------------------------------------------------------------------------
SECRET_KEY = env.str("LOA_SECRET_KEY", default="")
if not SECRET_KEY:
    raise ImproperlyConfigured(
        "LOA_SECRET_KEY is not set. Put a long random text in the environment or in .env; see .env.example."
    )
ALLOWED_HOSTS = env.list("LOA_HOSTS", default=[".localhost", "127.0.0.1", "[::1]"])
_HTTPS = env.bool("LOA_HTTPS", default=False)
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS] if _HTTPS else []
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _HTTPS else None
SECURE_SSL_REDIRECT = _HTTPS
SECURE_REDIRECT_EXEMPT = ["^suc-khoe/$"]  # a monitor on the machine asks the server itself, without the proxy
SECURE_HSTS_SECONDS = 31_536_000 if _HTTPS else 0
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "SAMEORIGIN"  # the admin previews pages in a frame of its own
CSRF_FAILURE_VIEW = "loa.base.views.csrf_failure"

# Public pages and the desk: nothing inline, nothing from elsewhere. The office is a little wider (`loa.base.csp`);
# why, and how far, is in docs/decisions/0010-content-security-policy.md.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "media-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [SELF],
        "object-src": [NONE],
    }
}

# --- apps ------------------------------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "loa.website",
    "loa.newsroom",
    "loa.library",
    "loa.activities",
    "loa.tasks",
    "loa.plans",
    "loa.pictures",
    "loa.workdays",
    "loa.people",
    "loa.base",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_tasks",
    "django_tasks_db",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
]

MIDDLEWARE = [
    "loa.website.middleware.PageCacheMiddleware",  # first: a page it holds needs nothing that follows
    "loa.base.middleware.PermissionsPolicyMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "loa.base.csp.OfficePolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "loa.people.middleware.AddressMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "loa.base.middleware.ExpiredSessionMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "loa.website.middleware.PortalMiddleware",
]

ROOT_URLCONF = "loa.urls"
WSGI_APPLICATION = "loa.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "loa.base.context.installation",
            ],
        },
    },
]

# --- database, cache, files ------------------------------------------------------------------------------------------
DATABASES = {"default": env.db_url("LOA_DATABASE_URL", default=f"sqlite:///{VAR / 'loa.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # Measured with three processes reading then writing: 3,519 lock errors without IMMEDIATE, none with it.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;",
    }
else:
    # Compiling a statement takes PostgreSQL longer (about 200 ms) than running any of ours does, so it is told not to.
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("options", "-c jit=off")
DATABASES["default"]["CONN_MAX_AGE"] = 600
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# What all processes must agree on, such as how often a sign-in failed, stands in files on one machine and in
# Valkey or Redis (LOA_CACHE_URL) on many; memory of one process would let every process count for itself.
CACHES = {"default": env.cache_url("LOA_CACHE_URL", default=f"filecache://{VAR / 'cache'}")}
CACHES["default"].setdefault("OPTIONS", {}).setdefault("MAX_ENTRIES", 5_000)
# Which copies of a picture there are is read from the database, one statement for a page: a cached answer outlives a
# restored backup and then names files that are not there.
CACHES["renditions"] = {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}
LOA_CACHE_IS_SHARED = "LOA_CACHE_URL" in env.ENVIRON
# How long a finished public page may be given out again at most; 0 turns the page cache off.
LOA_PAGE_CACHE_SECONDS = env.int("LOA_PAGE_CACHE_SECONDS", default=300)

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # Source documents are never served by address alone: a view decides who may have them.
    "documents": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": VAR / "documents", "base_url": None},
    },
    "evidence": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": VAR / "evidence", "base_url": None},
    },
    "staticfiles": {"BACKEND": "loa.base.static_files.StaticFiles"},
}
# Before `collectstatic` has run (development, tests) files come straight from the sources.
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = not (STATIC_ROOT / "staticfiles.json").exists()
# clamd, which looks at evidence before anybody gets it: tcp://host:3310 or unix:///run/clamav/clamd.ctl; empty: none.
LOA_CLAMAV = env.str("LOA_CLAMAV", default="")
# Where news comes by mail: maildir:/path or imaps://user:password@host/INBOX; empty: none. Our mail server signs its
# verdicts about senders under LOA_NEWS_MAIL_TRUSTED (the authserv-id of RFC 8601).
LOA_NEWS_MAILBOX = env.str("LOA_NEWS_MAILBOX", default="")
LOA_NEWS_MAIL_TRUSTED = env.str("LOA_NEWS_MAIL_TRUSTED", default="")
# For so many days letters are kept, then erased: a quarter, in which news may still be used for a quarter's report, and
# not longer, since letters hold names and telephones that nobody needs afterwards. In the mailbox they stay.
LOA_NEWS_LETTER_DAYS = max(1, env.int("LOA_NEWS_LETTER_DAYS", default=90))
# Whether links to pages elsewhere are opened, kept and compared (decision 0028); without it people's word stands.
LOA_FETCH_LINKS = env.bool("LOA_FETCH_LINKS", default=True)
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

# --- language and time -----------------------------------------------------------------------------------------------
LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt")]
LOCALE_PATHS = [PACKAGE / "locale"]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"
FORMAT_MODULE_PATH = ["loa.formats"]

# --- people and sign-in ----------------------------------------------------------------------------------------------
# allauth is the one door (docs/decisions/0011-one-door-for-signing-in.md).
AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["loa.people.adapter.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/viec/"
ACCOUNT_ADAPTER = "loa.people.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "loa.people.forms.LoginForm",
    "reauthenticate": "loa.people.forms.ReauthenticateForm",
    "change_password": "loa.people.forms.ChangePasswordForm",
    "set_password": "loa.people.forms.SetPasswordForm",
}
MFA_FORMS = {
    "authenticate": "loa.people.forms.AuthenticateForm",
    "reauthenticate": "loa.people.forms.ReauthenticateByCodeForm",
    "activate_totp": "loa.people.forms.ActivateTOTPForm",
}
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]  # sign-up is closed; the check wants them to agree
ACCOUNT_EMAIL_VERIFICATION = "none"  # an officer may have no address
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
# A whole office stands behind one address, so the limit per address is wider than the one per user name.
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",
    "login_failed": "20/m/ip,5/5m/key",
    "password_link": "20/m/ip",
    "tip_missed": "20/m/ip",  # a wrong link of a contributor
    "tip_sent": "10/h/key",  # by one link
    "decision_missed": "20/m/ip",  # a wrong link for deciding about a story
    "calendar_missed": "20/m/ip",  # a wrong key of a calendar
    "calendar_read": "12/m/key",  # one calendar, by its own key
}
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if _HTTPS else 0  # behind the proxy that speaks HTTPS, the address is in its header
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_ALLOW_UNVERIFIED_EMAIL = True  # addresses are kept by the manager of users, not verified by mail
MFA_TOTP_ISSUER = LOA_SITE_NAME
MFA_TOTP_TOLERANCE = 1  # telephones whose clock is up to half a minute off
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

# --- Wagtail ---------------------------------------------------------------------------------------------------------
WAGTAILADMIN_BASE_URL = env.str("LOA_BASE_URL", default="http://localhost:8000")
WAGTAILADMIN_LOGIN_URL = WAGTAIL_FRONTEND_LOGIN_URL = "/accounts/login/"
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False  # own password and address: not past allauth's door
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_DATE_FORMAT, WAGTAIL_DATETIME_FORMAT = "%d/%m/%Y", "%d/%m/%Y %H:%M"
WAGTAIL_ENABLE_UPDATE_CHECK = False  # the office calls no outside host
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILIMAGES_IMAGE_MODEL = "pictures.Picture"
WAGTAILIMAGES_IMAGE_FORM_BASE = "loa.pictures.forms.PictureForm"
# What `loa.pictures.actions.made_ready` takes; there each is made anew.
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp", "heic"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000
# A third fewer bytes in AVIF than by Wagtail's own figures, a sixth to a quarter in the others (docs/decisions).
WAGTAILIMAGES_AVIF_QUALITY = 50
WAGTAILIMAGES_WEBP_QUALITY = 72
WAGTAILIMAGES_JPEG_QUALITY = 76
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []  # nor does it ask one about an address somebody embeds
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAIL_I18N_ENABLED = False
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]

# --- mail ------------------------------------------------------------------------------------------------------------
# smtp://, smtp+tls:// (STARTTLS) or smtp+ssl://. Without an address nothing passes for sent (`loa.base.mail`).
_MAIL_URL = env.str("LOA_EMAIL_URL", default="")
_MAIL = env.email_url_config(_MAIL_URL or "consolemail://")
_MAIL_PORTS = {"EMAIL_USE_TLS": 587, "EMAIL_USE_SSL": 465}
EMAIL_BACKEND = _MAIL["EMAIL_BACKEND"] if _MAIL_URL or DEBUG else "loa.base.mail.NotSetUp"
EMAIL_HOST = _MAIL["EMAIL_HOST"] or ""
EMAIL_PORT = _MAIL["EMAIL_PORT"] or next((port for use, port in _MAIL_PORTS.items() if _MAIL.get(use)), 25)
EMAIL_HOST_USER = _MAIL["EMAIL_HOST_USER"] or ""
EMAIL_HOST_PASSWORD = _MAIL["EMAIL_HOST_PASSWORD"] or ""
EMAIL_USE_TLS = _MAIL.get("EMAIL_USE_TLS", False)
EMAIL_USE_SSL = _MAIL.get("EMAIL_USE_SSL", False)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str("LOA_MAIL_FROM", default="loa@localhost")

# --- records ---------------------------------------------------------------------------------------------------------
# By default an error outside debugging goes by mail to nobody and leaves no trace. One line for each event on standard
# error, for the system's journal to keep; what it looks like is in docs/operations.md.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "loa.base.logs.LineFormatter"}},
    "filters": {"only_trouble": {"()": "loa.base.logs.OnlyTrouble"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "loa": {"level": "INFO"},
        "django": {"handlers": [], "level": "WARNING", "propagate": True},
        "django.request": {"level": "ERROR"},  # addresses that are not there are asked for all day,
        "django.security.DisallowedHost": {"level": "CRITICAL"},  # and so are hosts that we are not
        "django_tasks": {"filters": ["only_trouble"]},  # db_worker asks for a line for every task that goes well
    },
}

# --- background work -------------------------------------------------------------------------------------------------
TASKS = {"default": {"BACKEND": env.str("LOA_TASKS_BACKEND", default="django_tasks_db.DatabaseBackend")}}
