"""Django settings: one PostgreSQL, the rooms, and the site they share."""

from __future__ import annotations

import os
from datetime import timedelta

from csp.constants import NONE, SELF

from naungan.database import connection_settings, home
from naungan.secret import secret_key

SECRET_KEY = secret_key()
DEBUG = False
# The operator's own names; without them the site answers on this machine only.
ALLOWED_HOSTS = os.environ.get("NAUNGAN_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
BEHIND_TLS = bool(os.environ.get("NAUNGAN_TLS"))

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    # Before allauth: its pages are ours.
    "naungan.access",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "csp",
    "django_cotton",
    "django_htmx",
    "pgtrigger",
    "pghistory",
    "procrastinate.contrib.django",
    "naungan.web",
    "naungan.registry",
    "naungan.ledger",
    "naungan.intake",
    "naungan.contributions",
    "naungan.coverage",
    "naungan.operations",
    "naungan.claims",
    "naungan.pensions",
    "naungan.disbursements",
    "naungan.handovers",
    "naungan.matching",
    "naungan.sponsorship",
    "naungan.mandates",
    "naungan.publications",
    "naungan.participants",
    "naungan.employers",
    "naungan.desk",
    "naungan.site",
]

# A thread of the site keeps its connection: a new one costs more than most pages.
DATABASES = {"default": connection_settings() | {"CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "access.Account"

USE_TZ = True
TIME_ZONE = "Asia/Makassar"
LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Bahasa Indonesia"), ("en", "English")]

ROOT_URLCONF = "naungan.site.urls"
WSGI_APPLICATION = "naungan.site.wsgi.application"
STATIC_URL = "/static/"
# Before anything is gathered into STATIC_ROOT (a test, a developer's server), the files of the packages.
WHITENOISE_USE_FINDERS = True
# A component sees what it is given, not whatever its page happens to call by the same name.
COTTON_ISOLATE_BY_DEFAULT = True

MIDDLEWARE = [
    "naungan.site.timing.ServerTiming",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "naungan.access.middleware.SizeMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "naungan.web.language.ChosenLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "naungan.access.backend.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "naungan.access.middleware.ActorMiddleware",
    "axes.middleware.AxesMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django_cotton.cotton_loader.Loader",
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "naungan.access.context.session_clock",
                "naungan.site.navigation.navigation",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "django_cotton.templatetags.cotton",
                "naungan.web.templatetags.formats",
            ],
        },
    }
]

# Signing in: naungan/access. Staff and employers by password and second factor, participants by code.
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "naungan.access.backend.Accounts",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
     "OPTIONS": {"user_attributes": ("email", "name")}},
]  # fmt: skip
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "access:begin"
LOGOUT_REDIRECT_URL = "account_login"
NAUNGAN_CODE_SENDER = os.environ.get("NAUNGAN_CODE_SENDER", "naungan.access.senders.to_log")
ACCOUNT_ADAPTER = "naungan.access.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 300
ACCOUNT_LOGIN_BY_CODE_FORMAT = {"numeric": True, "dashed": False, "length": 6}
ACCOUNT_PHONE_VERIFICATION_CODE_FORMAT = {"numeric": True, "dashed": False, "length": 6}
ACCOUNT_RATE_LIMITS = {"login": "30/m/ip", "login_failed": "20/m/ip,20/h/key", "reset_password": "10/h/ip,3/h/key"}
ACCOUNT_FORMS = {
    "login": "naungan.access.forms.SignIn",
    "confirm_login_code": "naungan.access.forms.Code",
    "reauthenticate": "naungan.access.forms.AskPassword",
    "reset_password": "naungan.access.forms.ForgottenPassword",
    "reset_password_from_key": "naungan.access.forms.NewPassword",
    "change_password": "naungan.access.forms.OtherPassword",
}
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("NAUNGAN_PROXIES", "0"))
MFA_ADAPTER = "naungan.access.adapter.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_TOLERANCE = 1
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not BEHIND_TLS
MFA_FORMS = {
    "authenticate": "naungan.access.forms.Factor",
    "reauthenticate": "naungan.access.forms.AskCode",
    "activate_totp": "naungan.access.forms.NewTotp",
    "add_webauthn": "naungan.access.forms.NewKey",
}
# One person's mistakes at one address shut out neither the person elsewhere nor others at that address.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_RESET_ON_SUCCESS = True
AXES_ENABLE_ADMIN = False
AXES_USERNAME_CALLABLE = "naungan.access.client.login_name"
AXES_CLIENT_IP_CALLABLE = "naungan.access.client.address_of"
AXES_LOCKOUT_CALLABLE = "naungan.access.pages.sign_in.locked_out"

# Sessions end (access/sessions.py); this is only the longest a browser may keep the cookie.
SESSION_ENGINE = "naungan.access.session_store"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True

# What a browser is told, and what is taken from it.
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BEHIND_TLS
CSRF_COOKIE_HTTPONLY = True
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if BEHIND_TLS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = BEHIND_TLS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_TLS else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
LARGEST_REQUEST = 32 * 2**20
DATA_UPLOAD_MAX_MEMORY_SIZE = 8 * 2**20
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
DATA_UPLOAD_MAX_NUMBER_FILES = 10

# A page that failed is told where the server writes, with its address and where it broke; nothing of it is shown.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"stderr": {"class": "logging.StreamHandler"}},
    "loggers": {"django.request": {"handlers": ["stderr"], "level": "ERROR", "propagate": True}},
}

CACHES = {
    # Shared by all processes: attempts, used codes. What need not be shared goes into "local".
    "default": {
        "BACKEND": "naungan.access.cache.SharedCache",
        "LOCATION": "access_remembered",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
    "local": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    # Public pages as they were rendered (web/kept.py): some two thousand of 100 kB at the most.
    "pages": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "pages",
        "OPTIONS": {"MAX_ENTRIES": 2000},
    },
    # Drawn charts of public figures: drawing one takes longer than all else on its page.
    "charts": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": home() / "charts",
        "TIMEOUT": None,
        "OPTIONS": {"MAX_ENTRIES": 4000},
    },
}

# A migration installs the triggers; a changed guard is a new migration like any other change.
PGTRIGGER_MIGRATIONS = True

# The API: how often one address, and one token, may call.
API_RATE_PUBLIC = os.environ.get("NAUNGAN_API_RATE_PUBLIC", "120/m")
API_RATE_TOKEN = os.environ.get("NAUNGAN_API_RATE_TOKEN", "1200/m")
STATIC_ROOT = home() / "static"

# Files that people send in are kept out of every address; a page that asks who wants them serves them.
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": home() / "files"}},
    "staticfiles": {"BACKEND": "naungan.web.static_files.GatheredFiles"},
    "evidence": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": home() / "evidence"},
    },
}
