"""Mail: what stands in while no server is named, and why a message could not be sent, in plain words."""

import smtplib
import socket
import ssl
from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend


class MailNotSetUp(Exception):  # noqa: N818  (says what is the case)
    """No mail server is named in the settings."""


class NotSetUp(BaseEmailBackend):
    """Refuse to send, in words: a message that nobody sends must not pass for sent."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Send nothing.

        Raises:
            MailNotSetUp: always, unless the caller asked for silence.
        """
        if self.fail_silently:
            return 0
        raise MailNotSetUp("Chưa cấu hình máy chủ gửi thư (LOA_EMAIL_URL).")


# Looked through in this order: the particular before the general (most of these are also OSError).
_EXPLANATIONS: tuple[tuple[type[Exception], str], ...] = (
    (MailNotSetUp, "Chưa cấu hình máy chủ gửi thư. Đặt LOA_EMAIL_URL và LOA_MAIL_FROM rồi thử lại."),
    (
        ssl.SSLCertVerificationError,
        "Chứng chỉ TLS của máy chủ thư không được tin cậy hoặc không đúng tên. Kiểm tra tên trong LOA_EMAIL_URL.",
    ),
    (
        ssl.SSLError,
        "Không bắt tay TLS được. Kiểm tra cổng và kiểu mã hóa: smtp+ssl:// thường dùng cổng 465, smtp+tls:// cổng 587.",
    ),
    (
        smtplib.SMTPNotSupportedError,
        "Máy chủ thư không hỗ trợ TLS hoặc đăng nhập theo cách này. Kiểm tra kiểu mã hóa và cổng trong LOA_EMAIL_URL.",
    ),
    (
        smtplib.SMTPAuthenticationError,
        "Máy chủ thư không nhận tên đăng nhập hoặc mật khẩu. Trong LOA_EMAIL_URL, ký tự @ phải viết là %40.",
    ),
    (smtplib.SMTPSenderRefused, "Máy chủ thư không nhận địa chỉ gửi. Kiểm tra LOA_MAIL_FROM."),
    (smtplib.SMTPRecipientsRefused, "Máy chủ thư không nhận địa chỉ người nhận. Kiểm tra địa chỉ đã nhập."),
    (
        smtplib.SMTPServerDisconnected,
        "Máy chủ thư ngắt kết nối giữa chừng. Kiểm tra cổng và kiểu mã hóa trong LOA_EMAIL_URL.",
    ),
    (smtplib.SMTPException, "Máy chủ thư từ chối."),
    (socket.gaierror, "Không tìm thấy máy chủ thư. Kiểm tra tên máy chủ trong LOA_EMAIL_URL và mạng của máy này."),
    (UnicodeError, "Tên máy chủ thư viết không đúng. Kiểm tra LOA_EMAIL_URL."),
    (ConnectionRefusedError, "Máy chủ thư không mở cổng này. Kiểm tra cổng trong LOA_EMAIL_URL và tường lửa."),
    (TimeoutError, "Máy chủ thư không trả lời trong thời gian chờ. Kiểm tra tên máy chủ, cổng và tường lửa."),
    (OSError, "Không kết nối được với máy chủ thư."),
)


def explain(problem: Exception) -> str:
    """Return what went wrong while sending and what to do, with the server's own words behind where it gave some."""
    sentence = next(words for kind, words in _EXPLANATIONS if isinstance(problem, kind))
    said = _words_of_server(problem)
    return f"{sentence} Máy chủ trả lời: {said}" if said else sentence


SENDING_PROBLEMS = (MailNotSetUp, OSError, UnicodeError)


def _words_of_server(problem: Exception) -> str:
    said: bytes | str
    if isinstance(problem, smtplib.SMTPRecipientsRefused):
        code, said = next(iter(problem.recipients.values()))
    elif isinstance(problem, smtplib.SMTPResponseException):
        code, said = problem.smtp_code, problem.smtp_error
    else:
        return ""
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
    return f"{code} {' '.join(text.split())}"
