"""Mail waits in a Maildir or on an IMAP server, is fetched once, and stays where it is."""

import socket
import ssl
from urllib.parse import quote

import pytest

from loa.lib import mailboxes
from loa.lib.mail_messages import read_message
from loa.lib.mailboxes import MailboxUnreachable, open_mailbox
from loa.lib.tests.imap_server import ImapServer, imap_server
from loa.lib.tests.letters import plain

ONE, TWO, THREE = (plain(f"Message-ID: <{number}@a.example>\n") for number in (1, 2, 3))


@pytest.fixture
def maildir(tmp_path):
    for name in ("new", "cur", "tmp"):
        (tmp_path / name).mkdir()
    return tmp_path


def at(server, folder="INBOX", password=ImapServer.password, scheme="imap"):
    return f"{scheme}://{server.name}:{quote(password)}@127.0.0.1:{server.port}/{folder}"


def waiting(address, most=50):
    with open_mailbox(address) as mailbox:
        return list(mailbox.waiting(most))


def files(maildir):
    return sorted(f"{file.parent.name}/{file.name}" for file in maildir.glob("*/*"))


# ---- Maildir


def test_a_maildir_gives_what_is_unseen_the_oldest_first(maildir):
    (maildir / "new" / "1700000002.b.host").write_bytes(TWO)
    (maildir / "new" / "1700000001.a.host").write_bytes(ONE)
    (maildir / "cur" / "1700000000.c.host:2,F").write_bytes(THREE)
    (maildir / "cur" / "1700000000.d.host:2,RS").write_bytes(b"seen")
    (maildir / "tmp" / "1700000000.e.host").write_bytes(b"on its way")
    (maildir / "new" / ".hidden").write_bytes(b"x")
    (maildir / "new" / "1700000000.f.host").symlink_to(maildir / "tmp" / "1700000000.e.host")
    found = [("1700000000.c.host", THREE), ("1700000001.a.host", ONE), ("1700000002.b.host", TWO)]
    assert waiting(f"maildir:{maildir}") == found
    assert waiting(f"maildir:{maildir}", 2) == found[:2]


def test_what_is_done_is_marked_and_kept(maildir):
    (maildir / "new" / "1.a.host").write_bytes(ONE)
    (maildir / "cur" / "2.b.host:2,FR").write_bytes(TWO)
    (maildir / "cur" / "3.c.host:1,x").write_bytes(THREE)
    with open_mailbox(f"maildir:{maildir}") as mailbox:
        for key, _ in mailbox.waiting(50):
            mailbox.done(key)
        assert list(mailbox.waiting(50)) == []
        for key in ("1.a.host", "khong-co", "../1.a.host", ""):
            mailbox.done(key)
    assert files(maildir) == ["cur/1.a.host:2,S", "cur/2.b.host:2,FRS", "cur/3.c.host:2,S"]
    assert (maildir / "cur" / "1.a.host:2,S").read_bytes() == ONE


def test_a_mail_that_vanishes_meanwhile_is_passed_over(maildir):
    for number in (1, 2, 3):
        (maildir / "new" / f"{number}.a.host").write_bytes(ONE)
    with open_mailbox(f"maildir:{maildir}") as mailbox:
        found = mailbox.waiting(50)
        assert next(found)[0] == "1.a.host"
        (maildir / "new" / "2.a.host").unlink()
        assert [key for key, _ in found] == ["3.a.host"]


def test_of_one_that_is_too_large_the_head_comes(maildir, monkeypatch):
    monkeypatch.setattr(mailboxes, "LARGEST_MAIL", 1_000)
    (maildir / "new" / "1.a.host").write_bytes(ONE.replace(b"Tin.", b"x" * 2_000))
    ((_, raw),) = waiting(f"maildir:{maildir}")
    letter = read_message(raw)
    assert (letter.is_too_large, letter.message_id, letter.text) == (True, "1@a.example", "")


@pytest.mark.parametrize("address", ["maildir:/khong/co", "maildir:khong-co", "maildir:"])
def test_where_no_maildir_is(address):
    with pytest.raises(MailboxUnreachable):
        waiting(address)


# ---- IMAP


def test_a_server_gives_what_is_unseen_the_oldest_first_and_marks_nothing():
    with imap_server() as server:
        server.add(ONE, TWO, THREE, b"deleted")
        server.mails[1].flags.add("\\Seen")
        server.mails[3].flags.add("\\Deleted")
        assert waiting(at(server)) == [("17-101", ONE), ("17-103", THREE)]
        assert waiting(at(server), 1) == [("17-101", ONE)]
        assert [mail.flags for mail in server.mails] == [set(), {"\\Seen"}, set(), {"\\Deleted"}]


def test_what_is_done_is_marked_on_the_server_and_nothing_deleted():
    with imap_server() as server:
        server.add(ONE, TWO)
        with open_mailbox(at(server)) as mailbox:
            for key, _ in mailbox.waiting(50):
                mailbox.done(key)
            assert list(mailbox.waiting(50)) == []
    assert [mail.flags for mail in server.mails] == [{"\\Seen"}, {"\\Seen"}]
    assert {command.split()[0] for command in server.commands} == {
        "CAPABILITY", "AUTHENTICATE", "SELECT", "UID", "LOGOUT",
    }  # fmt: skip


def test_a_key_of_other_numbers_marks_nothing():
    with imap_server() as server:
        server.add(ONE)
        with open_mailbox(at(server)) as mailbox:
            for key in ("16-101", "17-", "17-1:*", "101", ""):
                mailbox.done(key)
    assert server.mails[0].flags == set()


def test_a_server_that_tells_of_other_mails_in_between():
    with imap_server() as server:
        server.chatty = True
        server.add(ONE)
        assert waiting(at(server)) == [("17-101", ONE)]


def test_a_mail_that_vanishes_from_the_server_is_passed_over():
    with imap_server() as server:
        server.add(ONE, TWO)
        server.vanishing.add(101)
        assert waiting(at(server)) == [("17-102", TWO)]


@pytest.mark.parametrize("said", [0, 10])
def test_one_that_is_too_large_is_not_fetched(monkeypatch, said):
    monkeypatch.setattr(mailboxes, "LARGEST_MAIL", 1_000)
    with imap_server() as server:
        server.add(ONE.replace(b"Tin.", b"x" * 2_000))
        server.mails[0].size = said  # a server that says less than there is gives no more for it
        ((_, raw),) = waiting(at(server))
    letter = read_message(raw)
    assert (letter.is_too_large, letter.message_id, letter.text) == (True, "1@a.example", "")
    assert ("UID FETCH 101 (UID BODY.PEEK[]<0.1001>)" in server.commands) is bool(said)


def test_other_folders_and_an_older_way_to_sign_in():
    with imap_server() as server:
        server.folder, server.capabilities, server.password = 'Loa "tin"', "IMAP4rev1", 'a"b\\c d'
        server._login = lambda _, rest: "OK in" if rest == r'"loa" "a\"b\\c d"' else "NO wrong"
        server.folder = 'Loa \\"tin\\"'
        server.add(ONE)
        assert waiting(at(server, quote('Loa "tin"'), server.password)) == [("17-101", ONE)]


@pytest.mark.parametrize("capabilities", ["IMAP4rev1", "IMAP4rev1 AUTH=PLAIN"])
def test_a_wrong_password_is_told_apart_and_not_repeated(capabilities):
    with imap_server() as server:
        server.capabilities = capabilities
        with pytest.raises(MailboxUnreachable, match="mật khẩu của hộp thư") as told:
            waiting(at(server, password="sai-mat-khau"))
    assert "sai-mat-khau" not in str(told.value)


@pytest.mark.parametrize("command", ["SELECT", "UID SEARCH", "UID FETCH"])
@pytest.mark.parametrize("how", ["refuses", "hangs up"])
def test_a_server_in_trouble(command, how):
    with imap_server() as server:
        server.add(ONE)
        if how == "refuses":
            server.refuses.add(command)
        else:
            server.hangs_up_at = command
        with pytest.raises(MailboxUnreachable, match="Thư vẫn ở nguyên"):
            waiting(at(server))


def test_a_mark_that_fails_is_told():
    with imap_server() as server:
        server.add(ONE)
        server.refuses.add("UID STORE")
        with pytest.raises(MailboxUnreachable), open_mailbox(at(server)) as mailbox:
            mailbox.done("17-101")


@pytest.mark.parametrize("greeting", [b"hello\r\n", b"* BYE busy\r\n", b"HTTP/1.1 400 Bad\r\n\r\n"])
def test_what_is_no_mail_server(greeting):
    with imap_server() as server:
        server.greeting, server.hangs_up_at = greeting, "CAPABILITY"
        with pytest.raises(MailboxUnreachable):
            waiting(at(server))


def test_one_that_does_not_answer_is_not_waited_for_without_end(monkeypatch):
    monkeypatch.setattr(mailboxes, "_SECONDS", 0.05)
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        with pytest.raises(MailboxUnreachable):
            waiting(f"imap://a:b@127.0.0.1:{silent.getsockname()[1]}/INBOX")


def test_nobody_there():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(MailboxUnreachable, match="Không lấy được thư"):
        waiting(f"imaps://a:b@127.0.0.1:{port}/INBOX")


def test_a_certificate_that_nobody_vouches_for_gets_no_password(server_tls):
    context, _ = server_tls
    with imap_server(context) as server, pytest.raises(MailboxUnreachable):
        waiting(at(server, scheme="imaps"))
    assert server.commands == []


def test_imap_over_tls(server_tls, monkeypatch):
    context, trusted = server_tls
    trusting = ssl.create_default_context(cadata=trusted)
    monkeypatch.setattr(ssl, "create_default_context", lambda: trusting)
    with imap_server(context) as server:
        server.add(ONE)
        assert waiting(at(server, scheme="imaps")) == [("17-101", ONE)]


@pytest.mark.parametrize(
    "address",
    ["", "pop3://a:b@mail.example/", "imaps://mail.example/INBOX", "imaps:///INBOX", "http://a:b@mail.example/",
     "imap://a:bi-mat@mail.example/INBOX", "imap://a:bi-mat@10.0.0.1/INBOX",
     "imaps://a:bi-mat@mail.example:99999/INBOX",
     "imaps://a:bi-mat@[mail/INBOX"],
)  # fmt: skip
def test_addresses_that_are_none(address, monkeypatch):
    monkeypatch.setattr(socket, "getaddrinfo", None)
    with pytest.raises(MailboxUnreachable) as told:
        waiting(address)
    assert "bi-mat" not in str(told.value)
