"""Mails as they come: from each program, in each encoding, and as nobody should write them."""

import email.message
import hashlib
import quopri
import unicodedata
from datetime import UTC, datetime

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from loa.lib.mail_messages import Attachment, Letter, read_message
from loa.lib.tests import letters
from loa.lib.tests.letters import ABSENT, APPLE, BOUNCE, EICAR, GMAIL, OUTLOOK, plain, wire, with_file
from loa.lib.tests.test_text_encodings import in_vietnamese_windows


def names(letter):
    return [one.name for one in letter.attachments]


def test_a_mail_of_gmail():
    assert read_message(GMAIL, trusted="mx.loa.example") == Letter(
        message_id="CAF-1@mail.example",
        from_address="huong.minhhoa@xa-a.example",
        from_name="Ngô Thị Hương (minh họa)",
        subject="Báo cáo tháng 3 của xã",
        sent_at=datetime(2024, 3, 12, 1, 30, tzinfo=UTC),
        text="Kính gửi phòng,\n\nXã gửi báo cáo tháng 3.",
        attachments=(
            Attachment(
                "Báo cáo.docx",
                b"PK docx",
                "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            ),
        ),
        is_automatic=False,
        authenticated=True,
        is_incomplete=False,
        is_too_large=False,
    )


def test_a_mail_of_outlook_written_in_word():
    letter = read_message(OUTLOOK)
    assert letter.subject == "RE: Báo cáo họp thôn"
    assert letter.text.split("\n") == [
        "Kính gửi đồng chí,", "- Họp thôn: 12 buổi", "Thôn | Số buổi", "Thôn A | 7",
    ]  # fmt: skip
    assert names(letter) == ["winmail.dat"]
    assert letter.authenticated is None


def test_a_mail_of_a_telephone_with_photographs():
    letter = read_message(APPLE)
    assert letter.text == "Ảnh họp thôn A tối qua, có 45 người dự.\n\nSent from my iPhone"
    assert names(letter) == ["IMG_0001.HEIC", "Ảnh họp thôn.heic"]
    assert letter.attachments[0].data == b"ftypheic" * 1_000
    assert (letter.subject, letter.from_name) == ("Ảnh họp thôn", "Lê Minh Họa")


WORDS = "Ủy ban nhân dân xã: đã phát thanh “cải cách hành chính” 12 lần"


@pytest.mark.parametrize("label", ["windows-1258", "unknown-8bit", "x-user-defined", "punycode", '"'])
def test_vietnamese_windows_in_quoted_printable(label):
    body = quopri.encodestring(in_vietnamese_windows(WORDS)).decode()
    head = f"Content-Type: text/plain; charset={label}\nContent-Transfer-Encoding: quoted-printable\n"
    text = read_message(plain(head, body)).text
    assert text == WORDS


def test_letters_in_parts_and_base64():
    body = letters.base64_lines(unicodedata.normalize("NFD", WORDS).encode())
    head = "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n"
    assert read_message(plain(head, body)).text == WORDS


def test_letters_that_were_not_encoded_at_all():
    raw = plain("", WORDS).replace(b"Subject: Tin", f"Subject: {WORDS}".encode())
    letter = read_message(raw.replace(b"a@xa-a.example", f'"{WORDS}" <a@xa-a.example>'.encode()))
    assert (letter.subject, letter.text, letter.from_name, letter.from_address) == (
        WORDS,
        WORDS,
        WORDS,
        "a@xa-a.example",
    )


def test_a_bounce_and_an_answer_of_absence_are_automatic():
    bounce = read_message(BOUNCE)
    assert (bounce.is_automatic, bounce.text) == (True, "The mail system could not deliver your message.")
    assert bounce.attachments == ()
    absent = read_message(ABSENT)
    assert (absent.is_automatic, absent.subject) == (True, "Trả lời tự động: abc")


@pytest.mark.parametrize(
    "head",
    ["Auto-Submitted: auto-generated", "Precedence: bulk", "PRECEDENCE: List", "Return-Path: <>", "Return-Path:",
     "List-Id: <tin.xa.example>", "List-Unsubscribe: <mailto:x@y.example>", "X-Autoreply: yes",
     "Content-Type: multipart/report; report-type=disposition-notification; boundary=x"],
)  # fmt: skip
def test_what_a_program_wrote(head):
    assert read_message(plain(f"{head}\n")).is_automatic


@pytest.mark.parametrize(
    "head", ["Auto-Submitted: no", "Auto-Submitted: NO; x=y", "Precedence: first-class", "Return-Path: <a@b.example>"]
)
def test_what_a_person_wrote(head):
    assert not read_message(plain(f"{head}\n")).is_automatic


def test_a_file_with_malware_comes_out_whole():
    assert read_message(with_file('filename="eicar.com"', EICAR)).attachments[0].data == EICAR
    assert len(EICAR) == 68


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ('filename="báo cáo.pdf"', "báo cáo.pdf"),
        ("filename=bao-cao.pdf", "bao-cao.pdf"),
        ("filename*=utf-8''b%C3%A1o%20c%C3%A1o.pdf", "báo cáo.pdf"),
        ("filename*=windows-1258''b%E1o.pdf", "báo.pdf"),
        ("filename*=khong-co''b%E1o.pdf", "b"),
        ('filename="=?utf-8?Q?b=C3=A1o_?= =?utf-8?Q?c=C3=A1o.pdf?="', "báo cáo.pdf"),
        ('filename="../../etc/passwd"', "passwd"),
        ('filename="C:\\\\Users\\\\a\\\\bao.pdf"', "bao.pdf"),
        ('filename="a\u202efdp.exe"', "afdp.exe"),
        ('filename=".."', "tep-1.bin"),
        ("x=y", "tep-1.bin"),
        ('filename="' + "a" * 500 + '.pdf"', "a" * 150 + ".pdf"),
    ],
)
def test_names_of_files(written, name):
    assert names(read_message(with_file(written, b"x")))[0].startswith(name)


def test_pictures_of_a_signature_are_left_out():
    small, large = b"x" * 4_999, b"x" * 5_000
    assert names(read_message(with_file("filename=a.png", small, "image/png", "inline"))) == []
    assert names(read_message(with_file("filename=a.png", large, "image/png", "inline"))) == ["a.png"]
    assert names(read_message(with_file("filename=a.png", small, "image/png"))) == ["a.png"]
    assert names(read_message(with_file("filename=a.pdf", small, "application/pdf", "inline"))) == ["a.pdf"]


def test_a_text_that_is_a_file_is_a_file():
    assert names(read_message(with_file("filename=a.txt", b"x", "text/plain", "inline"))) == ["a.txt"]


def test_a_mail_inside_a_mail():
    inner = with_file('filename="bao-cao.pdf"', b"PDF").decode().replace("=b\r\n", "=c\r\n").replace("--b", "--c")
    head = "Content-Type: multipart/mixed; boundary=b\n"
    outer = plain(
        head,
        f"--b\nContent-Type: text/plain\n\nChuyển phòng.\n--b\nContent-Type: message/rfc822\n\n{inner}\n--b--".replace(
            "\r", ""
        ),
    )
    letter = read_message(outer)
    assert letter.text == "Chuyển phòng.\n\nThư kèm theo: Tin\n\nTin."
    assert names(letter) == ["bao-cao.pdf"]


# ---- the sender


@pytest.mark.parametrize(
    ("written", "name", "address"),
    [
        ("a@xa-a.example", "", "a@xa-a.example"),
        ("<A@Xa-A.example>", "", "a@xa-a.example"),
        ('"Nguyễn, A (minh họa)" <a@xa-a.example>', "Nguyễn, A (minh họa)", "a@xa-a.example"),
        ("=?utf-8?Q?B=2C_A_=3Cb=40x=2Eexample=3E?= <a@xa-a.example>", "B, A <b@x.example>", "a@xa-a.example"),
        ("a@xa-a.example, b@xa-b.example", "", "a@xa-a.example"),
        ("khong co", "khong co", ""),
        ("", "", ""),
        ("a@b", "", ""),
        ("=?utf-8?Q?x@y.example?=", "", ""),
        ("((((" * 200 + "a@xa-a.example", "", ""),
        ("=?utf-8?B?////?= <a@xa-a.example>", "���", "a@xa-a.example"),
        ("=?utf-8?B?a?= <a@xa-a.example>", "=?utf-8?B?a?=", "a@xa-a.example"),
    ],
)  # fmt: skip
def test_who_wrote_it(written, name, address):
    letter = read_message(plain().replace(b"a@xa-a.example", written.encode(), 1))
    assert letter.from_address == address
    assert letter.from_name == name or not address


def test_fields_cannot_be_put_in():
    letter = read_message(plain().replace(b"Subject: Tin", b"Subject: =?utf-8?Q?Tin=0D=0AAuto-Submitted:_yes?="))
    assert (letter.subject, letter.is_automatic) == ("Tin Auto-Submitted: yes", False)
    named = read_message(
        plain()
        .replace(b"From: a@", b"From: =?utf-8?Q?A=0ABcc=3A_x=40y=2Eexample?= <a@")
        .replace(b"example\r\nS", b"example>\r\nS")
    )
    assert (named.from_name, named.from_address) == ("A Bcc: x@y.example", "a@xa-a.example")


def test_a_mail_without_a_name_of_its_own_is_known_by_its_bytes():
    for head in ["", "Message-ID: \n", "Message-ID: <a b>\n", f"Message-ID: <{'a' * 251}>\n"]:
        raw = plain(head)
        assert read_message(raw).message_id == f"sha256:{hashlib.sha256(raw).hexdigest()}"
    assert read_message(plain("Message-ID: (x) <1@a.example>\n")).message_id == "1@a.example"


VERDICT = "Authentication-Results: mx.loa.example"


@pytest.mark.parametrize(
    ("verdicts", "is_proven"),
    [
        ("", None),
        ("Authentication-Results: mx.khac.example; dmarc=pass header.from=xa-a.example", None),
        ("Authentication-Results: mx.khac.example (mx.loa.example); dmarc=pass header.from=xa-a.example", None),
        (f"{VERDICT}; none", False),
        (f"{VERDICT}; dmarc=pass header.from=xa-a.example", True),
        (f"{VERDICT} 1; dmarc=pass (p=none) header.from=xa-a.example", True),
        (f"{VERDICT}; dmarc=pass header.from=khac.example", False),
        (f"{VERDICT}; dmarc=pass", False),
        (f"{VERDICT}; dmarc=fail header.from=xa-a.example; dkim=pass header.d=xa-a.example", False),
        (f"{VERDICT}; dkim=pass header.d=xa-a.example", True),
        (f"{VERDICT}; dkim=pass header.d=khac.example; spf=pass smtp.mailfrom=a@khac.example", False),
        (f"{VERDICT}; dkim=pass header.d=ls.xa-a.example", False),
        (f"{VERDICT}; dkim=pass header.d=example", False),
        (f"{VERDICT}; dkim=fail header.d=xa-a.example\n{VERDICT}; spf=pass smtp.mailfrom=a@xa-a.example", True),
        (f"{VERDICT}; spf=softfail smtp.mailfrom=a@xa-a.example", False),
        (f'{VERDICT}; spf=fail smtp.mailfrom="a;dmarc=pass header.from=xa-a.example;"@khac.example', False),
        (
            f'{VERDICT}; spf=fail (of "a) ; dmarc=pass header.from=xa-a.example (" b) smtp.mailfrom=x@khac.example',
            False,
        ),
        (f"{VERDICT}; spf=fail (a (b) ; dkim=pass header.d=xa-a.example) smtp.mailfrom=x@khac.example", False),
    ],
)
def test_whether_the_sender_is_proven(verdicts, is_proven):
    raw = plain(f"{verdicts}\n" if verdicts else "")
    assert read_message(raw, trusted="MX.loa.example").authenticated is is_proven
    assert read_message(raw).authenticated is None


def test_two_senders_are_none_that_is_proven():
    head = f"{VERDICT}; dmarc=pass header.from=xa-a.example\n"
    for raw in [plain(f"From: b@xa-b.example\n{head}"), plain(head).replace(b"From: a", b"From: b@xa-b.example, a")]:
        assert read_message(raw, trusted="mx.loa.example").authenticated is False


# ---- what was written


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("Đã gửi.\n\nOn Mon, Mar 11, 2024 at 4:02 PM A <a@b.example> wrote:\n> Đề nghị gửi\n", "Đã gửi."),
        ("> Bao nhiêu?\n12 buổi.\n> Ai dự?\n45 người.", "12 buổi.\n45 người."),
        ("Đã gửi.\n\n-----Original Message-----\nFrom: A\nSent: x\n\nĐề nghị", "Đã gửi."),
        ("Đã gửi.\n\n________________________________\nFrom: A\nĐề nghị", "Đã gửi."),
        ("Đã gửi.\n\nTừ: Phòng <a@b.example>\nĐã gửi: Thứ Hai\nĐến: b\n\nĐề nghị", "Đã gửi."),
        ("> chỉ có thư cũ", "> chỉ có thư cũ"),
        ("Vào thứ Hai, xã đã viết:\nmột bài.", "Vào thứ Hai, xã đã viết:\nmột bài."),
        ("Ảnh: [cid:image001.png@01DA] [image: anh.png] xem <cid:a>", "Ảnh: xem"),
        ("a\r\n\r\n\r\n\r\nb", "a\n\nb"),
    ],
)
def test_the_mail_that_is_answered_is_left_out(body, text):
    assert read_message(plain("", body)).text == text


@pytest.mark.parametrize(
    "subject", ["Fwd: Tin", "FW: Tin", "Chuyển tiếp: Tin", "=?utf-8?Q?Chuy=E1=BB=83n_ti=E1=BA=BFp=3A_x?="]
)
def test_a_mail_passed_on_keeps_what_it_passes_on(subject):
    body = "Kính chuyển.\n---------- Forwarded message ---------\nTừ: A\nNgày: 11/3\n\n> Tin của thôn"
    letter = read_message(plain("", body).replace(b"Subject: Tin", f"Subject: {subject}".encode()))
    assert letter.text.endswith("> Tin của thôn")


@pytest.mark.parametrize(
    "quoted",
    ['<div class="gmail_quote"><div class="gmail_attr">Vào … đã viết:<br></div><blockquote>cũ</blockquote></div>',
     '<blockquote type="cite">cũ</blockquote>',
     '<div id="appendonsend"></div><div id="divRplyFwdMsg">cũ</div><div>cũ</div>',
     '<div id="x_divRplyFwdMsg">cũ</div>cũ', '<div class="yahoo_quoted">cũ</div>', '<div style="display:none">cũ</div>',
     '<div class="moz-cite-prefix">cũ</div><blockquote type="cite">cũ</blockquote>'],
)  # fmt: skip
def test_the_mail_that_is_answered_is_left_out_of_html(quoted):
    head = "Content-Type: text/html; charset=utf-8\n"
    assert read_message(plain(head, f"<html><body><div>Mới</div>{quoted}</body></html>")).text == "Mới"


def test_html_without_anything_of_its_own_is_kept_whole():
    head = "Content-Type: text/html; charset=utf-8\n"
    assert read_message(plain(head, '<blockquote type="cite">cũ</blockquote>')).text == "cũ"


# ---- what nobody should write


@pytest.mark.parametrize("raw", [b"", b"\r\n", b"\n\n\n", b"\0", b"x", b"\xff" * 100, b"From: \r\n\r\n"])
def test_where_there_is_nothing_the_letter_is_empty(raw):
    letter = read_message(raw)
    assert (letter.from_address, letter.subject, letter.sent_at, letter.attachments) == ("", "", None, ())
    assert letter.message_id.startswith("sha256:")


def test_a_thousand_parts_and_no_more():
    part = "--b\nContent-Type: text/csv\nContent-Disposition: attachment; filename=a.csv\n\nx\n"
    for parts, is_incomplete in [(999, False), (1_500, True)]:
        letter = read_message(plain("Content-Type: multipart/mixed; boundary=b\n", part * parts + "--b--"))
        assert (len(letter.attachments), letter.is_incomplete) == (999, is_incomplete)


def test_one_too_deep_or_of_too_many_lines_is_read_by_its_head():
    deep = "".join(f"Content-Type: multipart/mixed; boundary=b{level}\n\n--b{level}\n" for level in range(3_000))
    for raw in [wire(f"From: a@xa-a.example\nSubject: Tin\n{deep}"), plain("", "\n" * 800_000)]:
        letter = read_message(raw)
        assert (letter.subject, letter.text, letter.is_incomplete) == ("Tin", "", True)


def test_messages_inside_messages_without_boundaries():
    letter = read_message(wire("Content-Type: message/rfc822\n\n" * 5_000 + "x"))
    assert letter.is_incomplete


def test_what_was_not_fetched_is_told():
    assert read_message(b"X-Loa-Too-Large: 99\r\n" + plain()).is_too_large


LINES = [
    "From: a@b.example", "From: =?utf-8?Q?=?=", "Subject: =?x?b?y?=", "Date: x", "", "", "--b", "--b--", " folded", ":",
    "Content-Type: multipart/mixed; boundary=b", "Content-Type: multipart/alternative; boundary=b",
    "Content-Type: text/html; charset=\u20ac", "Content-Type: ;;;==", "Content-Type: message/rfc822",
    "Content-Type: text/plain; charset*=x'y'z; name*0*=%; name*99999=z", "Content-Type: message/delivery-status",
    "Content-Type: message/partial", "Content-Transfer-Encoding: base64", "Content-Transfer-Encoding: x-uuencode",
    "begin 644 a", "M", "!!!", "=", "\u0110\u00e2y", "<p>", "Content-Disposition: attachment; filename*=''%", "a\0b",
    'Content-Disposition: inline; filename="=?utf-8?b?////?="', "Authentication-Results: m; dkim=pass (((",
    "Content-ID: <x>", "Message-ID: <a@b>",
]  # fmt: skip


@settings(max_examples=300)
@given(st.lists(st.sampled_from(LINES), max_size=30), st.sampled_from(["utf-8", "cp1258", "utf-16"]))
def test_nothing_breaks_it(lines, encoding):
    read_message("\r\n".join(lines).encode(encoding, "replace"), trusted="m")


@given(st.binary(max_size=400))
@example(b"Content-Type: text/plain; charset=punycode\n\n\xff")
@example(b"Content-Type: text/plain; charset=\xff\n\n\xff")
@example(b"Content-Disposition: attachment; filename*=utf-8'\n\nx")
def test_no_bytes_break_it(raw):
    read_message(raw)


@given(st.emails(), st.text(max_size=40), st.text(max_size=60))
def test_what_the_standard_library_writes_is_read(address, subject, text):
    message = email.message.EmailMessage()
    seen = "".join(letter for letter in subject if unicodedata.category(letter)[0] not in "CZ")
    clean = unicodedata.normalize("NFC", seen)
    message["Subject"] = clean
    message.set_content("Tin: " + text)
    letter = read_message(message.as_bytes())
    assert letter.subject == clean
    assert letter.text.startswith("Tin:")
