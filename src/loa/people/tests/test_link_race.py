"""Two people at once with one link: it sets one password."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from loa.base.clock import now
from loa.people.actions import LinkRefused, issue_password_link, use_password_link
from loa.people.models import AuditEntry, User

PASSWORDS = ["thach-sanh-cau-treo-87", "son-tinh-thuy-tinh-45"]


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_one_sets_the_password(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    user = User.objects.create_user("can-bo")
    secret, start = issue_password_link(user=user, by=None, at=now()), Barrier(2)

    def use(password):
        start.wait()
        try:
            use_password_link(secret=secret, password=password, at=now())
        except LinkRefused:
            return None
        finally:
            connection.close()
        return password

    with ThreadPoolExecutor(2) as pool:
        set_by = [password for password in pool.map(use, PASSWORDS) if password]
    user.refresh_from_db()
    assert len(set_by) == 1
    assert user.check_password(set_by[0])
    assert AuditEntry.objects.filter(action="people.use_password_link").count() == 1
