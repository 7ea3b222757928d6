"""The test message over a real connection, and what is said when it cannot be sent."""

import gc
import os
import smtplib
import socket
import ssl
import subprocess
import sys
from email import message_from_bytes, policy

import pytest
from django.core.mail import send_mail
from django.core.management import CommandError, call_command

from loa.base.mail import explain
from loa.base.tests.smtp_server import smtp_server

pytestmark = pytest.mark.filterwarnings(
    "ignore:unclosed:ResourceWarning", "ignore:.*socket:pytest.PytestUnraisableExceptionWarning"
)


@pytest.fixture(autouse=True)
def really_by_smtp(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_TIMEOUT = 5
    settings.DEFAULT_FROM_EMAIL = "tuyentruyen@example.gov.vn"
    yield
    gc.collect()  # Django leaves the socket of a refused conversation to the collector


def test_the_message_arrives_in_vietnamese(settings, capsys):
    with smtp_server() as server:
        settings.EMAIL_PORT = server.server_address[1]
        call_command("send_test_mail", "can-bo@example.gov.vn")
    message = message_from_bytes(server.mailbox[0], policy=policy.default)
    assert message["To"] == "can-bo@example.gov.vn"
    assert message["From"] == "tuyentruyen@example.gov.vn"
    assert message["Subject"].startswith("Thư thử")
    assert "cấu hình đúng" in message.get_content()
    assert f"qua 127.0.0.1:{settings.EMAIL_PORT}" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("offers", "answers", "said"),
    [
        (("AUTH PLAIN",), {"AUTH": "535 bad password"}, "không nhận tên đăng nhập hoặc mật khẩu"),
        ((), {}, "không hỗ trợ"),  # signing in is asked for and not offered
        (("AUTH PLAIN",), {"MAIL": "550 who are you"}, "không nhận địa chỉ gửi"),
        (("AUTH PLAIN",), {"RCPT": "550 nobody here"}, "không nhận địa chỉ người nhận"),
    ],
)
def test_what_the_server_refuses_is_said_and_no_password(settings, offers, answers, said):
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "loa", "rat-bi-mat"
    with smtp_server(offers=offers, answers=answers) as server:
        settings.EMAIL_PORT = server.server_address[1]
        with pytest.raises(CommandError) as refused:
            call_command("send_test_mail", "can-bo@example.gov.vn")
    assert said in str(refused.value)
    assert "rat-bi-mat" not in str(refused.value)
    assert all(answer in str(refused.value) for answer in answers.values())
    assert server.mailbox == []


def test_a_closed_port_is_said(settings):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        settings.EMAIL_PORT = probe.getsockname()[1]
    with pytest.raises(CommandError, match="không mở cổng này"):
        call_command("send_test_mail", "can-bo@example.gov.vn")


def test_a_server_without_tls_is_said(settings):
    settings.EMAIL_USE_TLS = True
    with smtp_server() as server:
        settings.EMAIL_PORT = server.server_address[1]
        with pytest.raises(CommandError, match="không hỗ trợ"):
            call_command("send_test_mail", "can-bo@example.gov.vn")


def test_plain_speech_where_tls_was_expected_is_said(settings):
    settings.EMAIL_USE_SSL = True
    with smtp_server() as server:
        settings.EMAIL_PORT = server.server_address[1]
        with pytest.raises(CommandError, match="bắt tay TLS"):
            call_command("send_test_mail", "can-bo@example.gov.vn")


def test_a_server_that_hangs_up_is_said(settings):
    with smtp_server(greeting=("554 closed today",)) as server:
        settings.EMAIL_PORT = server.server_address[1]
        with pytest.raises(CommandError, match="554 closed today"):
            call_command("send_test_mail", "can-bo@example.gov.vn")


def test_a_wrong_address_is_refused_before_anything_is_sent(settings):
    with smtp_server() as server:
        settings.EMAIL_PORT = server.server_address[1]
        with pytest.raises(CommandError, match="không phải là địa chỉ thư"):
            call_command("send_test_mail", "can-bo")
    assert server.mailbox == []


@pytest.mark.parametrize(
    ("problem", "said"),
    [
        (socket.gaierror(-2, "Name or service not known"), "Không tìm thấy máy chủ thư"),
        (TimeoutError("timed out"), "không trả lời"),
        (ssl.SSLCertVerificationError("self-signed"), "Chứng chỉ TLS"),
        (UnicodeError("label too long"), "viết không đúng"),
        (smtplib.SMTPServerDisconnected("gone"), "ngắt kết nối"),
        (OSError(101, "Network is unreachable"), "Không kết nối được"),
    ],
)
def test_what_cannot_be_tried_here_has_its_words(problem, said):
    assert said in explain(problem)


def test_without_a_server_nothing_passes_for_sent(settings):
    settings.EMAIL_BACKEND, settings.EMAIL_HOST = "loa.base.mail.NotSetUp", ""
    with pytest.raises(CommandError, match="Chưa cấu hình máy chủ gửi thư"):
        call_command("send_test_mail", "can-bo@example.gov.vn")
    assert send_mail("a", "b", None, ["can-bo@example.gov.vn"], fail_silently=True) == 0


_SHOWN = "EMAIL_BACKEND EMAIL_HOST EMAIL_PORT EMAIL_HOST_USER EMAIL_HOST_PASSWORD EMAIL_USE_TLS EMAIL_USE_SSL"


@pytest.mark.parametrize(
    ("environment", "read"),
    [
        ({}, ["loa.base.mail.NotSetUp", "", 25, "", "", False, False]),
        ({"LOA_DEBUG": "1"}, ["django.core.mail.backends.console.EmailBackend", "", 25, "", "", False, False]),
        (
            {"LOA_EMAIL_URL": "smtp+tls://loa%40xa.gov.vn:m%40t@mail.example"},
            ["django.core.mail.backends.smtp.EmailBackend", "mail.example", 587, "loa@xa.gov.vn", "m@t", True, False],
        ),
        (
            {"LOA_EMAIL_URL": "smtp+ssl://mail.example"},
            ["django.core.mail.backends.smtp.EmailBackend", "mail.example", 465, "", "", False, True],
        ),
        (
            {"LOA_EMAIL_URL": "smtp://mail.example:2525"},
            ["django.core.mail.backends.smtp.EmailBackend", "mail.example", 2525, "", "", False, False],
        ),
    ],
)
def test_the_address_of_the_server_is_read(environment, read, tmp_path):
    """In a process of its own: the test runner replaces the backend of this one."""
    code = f"import loa.settings as s; print([getattr(s, name) for name in {_SHOWN.split()}])"
    plain = {name: value for name, value in os.environ.items() if name not in {"LOA_EMAIL_URL", "LOA_DEBUG"}}
    result = subprocess.run(
        [sys.executable, "-c", code],
        env=plain | environment,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert result.stdout.strip() == str(read)
