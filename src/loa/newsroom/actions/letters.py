"""Letters to the newsroom's mailbox: fetched into a holding pen, and what the desk makes of each."""

import logging
from datetime import datetime, timedelta
from io import BytesIO

from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.utils.timezone import localtime

from loa.activities.models import Topic
from loa.lib.file_kinds import kind_of
from loa.lib.mail_messages import Attachment, Letter, read_message
from loa.lib.mailboxes import MailboxUnreachable, open_mailbox
from loa.lib.pictures import PICTURES
from loa.lib.secrecy import is_named_secret
from loa.lib.vietnamese_text import tidy
from loa.newsroom.choices import HeldFileState, LetterState, TipState, TipWay
from loa.newsroom.models import HeldFile, HeldLetter, Mailbox, Tip, TipPicture
from loa.newsroom.permissions import can_see_letter, can_take_letter
from loa.newsroom.queries.letters import mailbox_trouble
from loa.people.actions import record
from loa.people.choices import UnitKind
from loa.people.models import Unit, User
from loa.pictures.actions import PictureRefused, add_picture
from loa.pictures.choices import Licence
from loa.pictures.models import Picture
from loa.plans.actions.guarding import is_marked_secret
from loa.tasks.actions.evidence import EvidenceRefused, check_files, drop_files, keep_files
from loa.tasks.choices import FileCheck
from loa.tasks.models import Evidence, evidence_storage

_log = logging.getLogger(__name__)
_NOTHING = "Chưa có gì được lưu."
_AT_ONCE = 20
_MOST_FILES = 10
# A round that died lets the next one in after this; a letter that two rounds read is kept once by its number.
_LEASE = timedelta(minutes=15)
_ROUND = "newsroom:letters"
_SOUND_AND_FILM = ("mp3", "mp4")
# The file by which scanners are tried out (eicar.org), in two halves so that none takes this module for it.
_EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + rb"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


class LetterRefused(Exception):  # noqa: N818  (says what was decided)
    """A letter cannot become a tip so, or was answered meanwhile; `field` is what it is about ("" where all)."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field


def fetch_letters(*, at: datetime) -> int:
    """Fetch the letters that wait in the newsroom's mailbox, twenty at most, and return how many are new.

    A letter is marked as seen when it is kept. One that cannot be kept is written down and stays in the mailbox.
    """
    if not settings.LOA_NEWS_MAILBOX or not cache.add(_ROUND, 1, _LEASE.total_seconds()):
        return 0
    new = 0
    try:
        with open_mailbox(settings.LOA_NEWS_MAILBOX) as mailbox:
            for key, raw in mailbox.waiting(_AT_ONCE):
                try:
                    new += hold_letter(raw=raw, at=at)
                except Exception:  # noqa: BLE001  (one letter must not keep the others out)
                    _log.exception("A letter could not be kept and stays in the mailbox: %s", key)
                else:
                    mailbox.done(key)
    except MailboxUnreachable as problem:
        _log.warning("The mailbox of the newsroom cannot be reached: %s", problem)
        _note_mailbox(str(problem), at)
    else:
        _note_mailbox("", at)
    finally:
        cache.delete(_ROUND)
    return new


def hold_letter(*, raw: bytes, at: datetime) -> int:
    """Keep a letter as it came by mail, with what may be kept of its files; return 1, or 0 for one that is known."""
    return _hold(read_message(raw, trusted=settings.LOA_NEWS_MAIL_TRUSTED or None), at)


def _note_mailbox(problem: str, at: datetime) -> None:
    """Write down since when the mailbox is out of reach, and that it is back; nothing while it stays as it is."""
    if bool(problem) == (mailbox_trouble() is not None):
        return
    with transaction.atomic():
        told = {"failing_since": at if problem else None, "problem": problem[:300]}
        row, _ = Mailbox.objects.update_or_create(pk=Mailbox.THE_ONE, defaults=told)
        record("newsroom.mailbox_lost" if problem else "newsroom.mailbox_back", of=row, by=None, at=at)


def take_letter(*, letter: HeldLetter, unit: Unit, topic: Topic | None, by: User, at: datetime) -> Tip:
    """Make a letter a tip of a unit, taken up by who reads it; pictures that are clean go along.

    Raises:
        PermissionDenied: `by` edits no section that the unit may write for.
        LetterRefused: answered meanwhile, a file is still being looked at, a unit outside, or a picture that is none.
    """
    if not can_take_letter(by, unit, localtime(at).date()):
        raise PermissionDenied("Tài khoản này không nhận tin của đơn vị đó.")
    if unit.kind == UnitKind.OUTSIDE:
        raise LetterRefused(f"Chọn một cơ quan, đơn vị của chính quyền. {_NOTHING}", "unit")
    with transaction.atomic():
        row = _held(letter, by, at)
        files = list(row.files.order_by("pk"))
        if any(file.state == HeldFileState.WAITING for file in files):
            raise LetterRefused(f"Tệp kèm theo đang chờ kiểm tra mã độc. Thử lại sau ít phút. {_NOTHING}")
        tip = Tip.objects.create(
            unit=unit,
            way=TipWay.MAIL,
            letter=row,
            title=_title(row),
            text=row.text,
            topic=topic,
            received_at=row.received_at,
            state=TipState.TAKEN,
            taken_at=at,
            taken_by=by,
        )
        kept = [_picture(row, file, unit, at) for file in files if _is_picture(file)]
        TipPicture.objects.bulk_create(
            TipPicture(tip=tip, picture=picture, position=place) for place, picture in enumerate(kept)
        )
        row.state, row.decided_at, row.decided_by = LetterState.TAKEN, at, by
        row.save(update_fields=["state", "decided_at", "decided_by"])
        record("newsroom.take_letter", of=tip, by=by, at=at, details={"unit": unit.key, "way": str(TipWay.MAIL)})
    return tip


def drop_letter(*, letter: HeldLetter, reason: str, by: User, at: datetime) -> None:
    """Lay a letter aside with the reason.

    Raises:
        PermissionDenied: `by` does not see the letter.
        LetterRefused: no reason, or answered meanwhile.
    """
    reason = tidy(reason)
    with transaction.atomic():
        row = _held(letter, by, at)
        if not reason:
            raise LetterRefused(f"Ghi vì sao không dùng thư này. {_NOTHING}", "reason")
        row.state, row.reason, row.decided_at, row.decided_by = LetterState.DROPPED, reason[:300], at, by
        row.save(update_fields=["state", "reason", "decided_at", "decided_by"])
        details = {"reason": reason} | ({"unit": row.unit.key} if row.unit else {})
        record("newsroom.drop_letter", of=row, by=by, at=at, details=details)


def _held(letter: HeldLetter, by: User, at: datetime) -> HeldLetter:
    """Return a letter that nobody answered, locked; it belongs in the caller's transaction."""
    if not can_see_letter(by, letter, localtime(at).date()):
        raise PermissionDenied("Tài khoản này không xử lý thư của tòa soạn.")
    # Who decided is not asked for along with the row: PostgreSQL would answer as of before the wait for it.
    row = HeldLetter.objects.select_for_update(of=("self",)).select_related("unit").get(pk=letter.pk)
    if row.state != LetterState.HELD:
        who = row.decided_by.get_full_name() or row.decided_by.get_username() if row.decided_by else "hệ thống"
        raise LetterRefused(f"Thư này {row.get_state_display()}, do {who} xử lý. {_NOTHING}")
    return row


def _title(letter: HeldLetter) -> str:
    first = next((line.strip() for line in letter.text.splitlines() if line.strip()), "")
    return (letter.subject or tidy(first) or f"Thư của {letter.from_address}")[:200]


def _is_picture(file: HeldFile) -> bool:
    return file.state == HeldFileState.CLEAN and file.name.rpartition(".")[2].lower() in PICTURES


def _picture(letter: HeldLetter, file: HeldFile, unit: Unit, at: datetime) -> Picture:
    """Keep a picture of a letter with the pictures of the unit; nobody asked yet who is to be seen in it."""
    try:
        with evidence_storage().open(str(file.file.name)) as content:
            data = content.read()
        return add_picture(
            data=data,
            name=file.name,
            unit=unit,
            source=letter.from_name or letter.from_address,
            licence=Licence.GIVEN,
            alt=_title(letter),
            by=None,
            at=at,
        )
    except (PictureRefused, FileNotFoundError) as refused:
        raise LetterRefused(f"Không lấy được ảnh “{file.name}” của thư. {_NOTHING}") from refused


def _hold(letter: Letter, at: datetime) -> int:
    """Keep a letter that is not known, with what may be kept of its files; return 1, or 0 for one that is known."""
    if HeldLetter.objects.filter(message_id=letter.message_id).exists():
        return 0
    row = HeldLetter(
        message_id=letter.message_id,
        from_address=letter.from_address[:320],
        from_name=letter.from_name[:200],
        subject=letter.subject[:300],
        text=_text(letter),
        sent_at=letter.sent_at,
        received_at=at,
        automatic=letter.is_automatic,
        authenticated=letter.authenticated,
        unit=_unit_of(letter),
    )
    reason = "Thư tự động, như báo vắng mặt hoặc báo không gửi được." if letter.is_automatic else ""
    if not reason and _is_secret(row):
        reason = "Thư có dấu chỉ độ mật hoặc lưu hành nội bộ nên nội dung không được giữ lại."
        row.subject = row.text = ""
    if reason:
        row.state, row.reason, row.decided_at = LetterState.DROPPED, reason, at
    files = [] if reason else [_file(one, at) for one in letter.attachments[:_MOST_FILES]]
    files += [] if reason else [_refused(one, "Thư có quá nhiều tệp.") for one in letter.attachments[_MOST_FILES:]]
    try:
        with transaction.atomic():
            row.save()
            for file in files:
                file.letter = row
            HeldFile.objects.bulk_create(files)
            details = {"unit": row.unit.key} if row.unit else {}
            record("newsroom.hold_letter", of=row, by=None, at=at, details=details)
    except IntegrityError:
        drop_files(files)  # type: ignore[arg-type]  # another round kept it at the same moment
        return 0
    except BaseException:
        drop_files(files)  # type: ignore[arg-type]
        raise
    return 1


def _text(letter: Letter) -> str:
    notes = []
    if letter.is_too_large:
        notes.append("(Thư quá nặng, hệ thống chỉ đọc được phần đầu. Mở thư trong hộp thư để xem.)")
    elif letter.is_incomplete:
        notes.append("(Hệ thống không đọc được hết thư này. Mở thư trong hộp thư để xem.)")
    return "\n\n".join([letter.text.replace("\x00", "").strip(), *notes]).strip()


def _is_secret(letter: HeldLetter) -> bool:
    words = f"{letter.subject}\n{letter.text}"
    return is_named_secret(letter.subject) or is_marked_secret(words.encode(), name="thu.txt")


def _unit_of(letter: Letter) -> Unit | None:
    """Guess whose letter it is: the address is that of exactly one unit or of its people, and not shown to be false."""
    if not letter.from_address or letter.authenticated is False:
        return None
    found = set(Unit.objects.filter(email__iexact=letter.from_address).values_list("pk", flat=True))
    people = User.objects.filter(email__iexact=letter.from_address, is_active=True, home_unit__isnull=False)
    found.update(pk for pk in people.values_list("home_unit", flat=True) if pk is not None)
    return Unit.objects.exclude(kind=UnitKind.OUTSIDE).filter(pk__in=found).first() if len(found) == 1 else None


def _file(attachment: Attachment, at: datetime) -> HeldFile:
    """Look at a file that came along and keep it in quarantine; of one that is refused only the name stays."""
    if _EICAR in attachment.data:
        return _refused(attachment, "Tệp là mẫu thử mã độc EICAR.", HeldFileState.INFECTED)
    content = SimpleUploadedFile(attachment.name or "tep", attachment.data)
    kind = kind_of(BytesIO(attachment.data))
    if kind in _SOUND_AND_FILM:
        return _refused(attachment, "Qua thư chỉ nhận ảnh và văn bản; âm thanh, phim gửi bằng đường dẫn.")
    # A row that is never stored: the one way in which files are looked at and kept is that of evidence.
    try:
        (kept,) = rows = check_files([content], Evidence)
        keep_files(rows, [content], at)
    except EvidenceRefused as refused:
        return _refused(attachment, str(refused))
    clean = kept.file_check == FileCheck.CLEAN
    return HeldFile(
        name=kept.name,
        file=kept.file.name,
        size=kept.size,
        sha256=kept.sha256,
        state=HeldFileState.CLEAN if clean else HeldFileState.WAITING,
        checked_at=kept.checked_at,
    )


def _refused(attachment: Attachment, why: str, state: HeldFileState = HeldFileState.REFUSED) -> HeldFile:
    return HeldFile(name=tidy(attachment.name)[:255] or "tệp không tên", state=state, problem=why[:300])
