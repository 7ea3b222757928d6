"""Settings for the whole suite: a database made once and copied for each worker, no network, a known clock."""

import gc
import os
import sys
import tempfile
from datetime import timedelta
from pathlib import Path

from hypothesis import HealthCheck, settings

# What is compiled is kept, whatever the shell asks for: else each worker and each process that a test starts compiles
# all of ours again, which is half of what collecting costs.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
# Read by loa.settings at import, so set before Django starts. A worker inherits them from the process that began.
os.environ.setdefault("LOA_SECRET_KEY", "only-for-tests-and-long-enough-to-please-the-checks-0123456789")
# One room for the run, in it one folder for each worker, so that no test sees the files of another worker's.
os.environ.setdefault("LOA_TEST_ROOM", tempfile.mkdtemp(prefix="loa-tests-"))
os.environ["LOA_VAR"] = str(Path(os.environ["LOA_TEST_ROOM"], os.environ.get("PYTEST_XDIST_WORKER", "master")))
Path(os.environ["LOA_VAR"]).mkdir(exist_ok=True)
os.environ.setdefault("LOA_TODAY", "2024-03-15")
os.environ.setdefault("LOA_PAGE_CACHE_SECONDS", "0")  # a page one test stored must not answer another
os.environ.setdefault("LOA_TASKS_BACKEND", "django_tasks.backends.immediate.ImmediateBackend")

# Properties look for new examples at a desk and repeat the known ones in CI, so that a change is judged by itself;
# how long an example takes is the benchmarks' business.
settings.register_profile(
    "loa", deadline=None, derandomize="CI" in os.environ, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("loa")


def _begin_after_noon():
    """Let the clock of the house stand at one in the afternoon when the suite begins, whatever hour it is.

    Tests give their own moments of the known day, most of them in its morning: what the clock says comes after those,
    which between midnight and morning it would not.
    """
    from types import SimpleNamespace

    from django.utils import timezone

    from loa.base import clock

    began = timezone.localtime()
    minutes = os.environ.setdefault("LOA_TEST_MINUTES", str(13 * 60 - began.hour * 60 - began.minute))
    shift = timedelta(minutes=int(minutes))
    clock.timezone = SimpleNamespace(localtime=lambda: timezone.localtime() + shift, now=timezone.now)


def pytest_configure(config):
    """Hash passwords quickly: a thousand sign-ins need not each be as slow as a stolen table must be to try."""
    from django.conf import settings as django_settings

    django_settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    _write_avif_quickly()
    _begin_after_noon()


def _write_avif_quickly() -> None:
    """Let copies of pictures be real AVIF, but not as small as they could be: a demonstration makes hundreds."""
    from PIL import AvifImagePlugin, Image

    def write(picture, file, name):
        picture.encoderinfo.setdefault("speed", 10)
        AvifImagePlugin._save(picture, file, name)

    Image.register_save(AvifImagePlugin.AvifImageFile.format, write)


def pytest_collection_finish(session):
    """Let the garbage collector pass over what stays for the whole run: modules, models and the tests themselves."""
    gc.freeze()


def pytest_unconfigure(config):
    """Remove the folder of this run, in the process that made it."""
    if not hasattr(config, "workerinput"):
        _remove(Path(os.environ["LOA_TEST_ROOM"]))


def _remove(folder: Path) -> None:
    import shutil

    if folder.name.startswith("loa-tests-"):
        shutil.rmtree(folder, ignore_errors=True)
