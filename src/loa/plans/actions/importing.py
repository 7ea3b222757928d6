"""Bring a plan document in: read it in a guarded process, keep the file and everything understood, all or nothing."""

import hashlib
import re
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.timezone import localtime

from loa.people.actions import record
from loa.people.models import Unit, User
from loa.plans.actions.starting import start_review
from loa.plans.actions.storing import store_parts
from loa.plans.models import Plan, PlanVersion
from loa.plans.permissions import can_review
from plan_reader import Plan as Reading
from plan_reader import plan_to_json
from plan_reader.isolated import read_isolated
from plan_reader.json_form import to_json
from plan_reader.source import SourceBlock
from plan_reader.text import fold


class AlreadyImported(Exception):  # noqa: N818  (says what is so, not that something broke)
    """The very same file was imported before; `version` is what came of it."""

    def __init__(self, version: PlanVersion) -> None:
        super().__init__(f"Tệp này đã được nhập trước đây: {version}. Không có gì được lưu thêm.")
        self.version = version


class NotAPlan(Exception):  # noqa: N818
    """The file could be read but is no plan that hands tasks to agencies; `reasons` are sentences for the person."""

    def __init__(self, reasons: tuple[str, ...]) -> None:
        super().__init__(" ".join((*reasons, "Chưa có gì được lưu.")))
        self.reasons = reasons


def import_plan(*, data: bytes, name: str, owner: Unit, by: User | None, at: datetime) -> PlanVersion:
    """Read a document and keep it as a new version of its plan, or as the first one of a new plan, open for review.

    `owner` is the unit that carries the plan out. `by` is None when the system imports by itself (the demonstration).
    A document with the owner, issuer, kind, title and year of a known plan is that plan's next version.

    Raises:
        PermissionDenied: `by` may not review plans of the owner.
        AlreadyImported: the same bytes were imported before.
        NotAPlan: the reader found no plan in it.
        plan_reader.UnreadableFile: the file cannot be read; the message says what to do.
    """
    if by is not None and not can_review(by, owner, localtime(at).date()):
        raise PermissionDenied("Tài khoản này không nhập kế hoạch của đơn vị đó.")
    _refuse_repeat(hashlib.sha256(data).hexdigest())
    reading, blocks = read_isolated(data, name=name)
    refusals = tuple(finding.message for finding in reading.findings if finding.code == "not-a-plan")
    if refusals:
        raise NotAPlan(refusals)
    return _keep(reading, blocks, data=data, name=name, owner=owner, by=by, at=at)


def _refuse_repeat(sha256: str) -> None:
    known = PlanVersion.objects.select_related("plan").filter(sha256=sha256).first()
    if known:
        raise AlreadyImported(known)


def _keep(
    reading: Reading,
    blocks: tuple[SourceBlock, ...],
    *,
    data: bytes,
    name: str,
    owner: Unit,
    by: User | None,
    at: datetime,
) -> PlanVersion:
    version = PlanVersion(
        symbol=reading.symbol or "",
        issued_on=reading.issued_on,
        file_name=name[:255],
        sha256=reading.source.sha256,
        declared_task_count=reading.declared_task_count,
        basis=to_json(reading.basis),
        signer=to_json(reading.signer),
        reading=plan_to_json(reading),
        source=blocks,
        imported_at=at,
        imported_by=by,
    )
    version.file.save(f"{version.sha256[:16]}.{reading.source.format}", ContentFile(data), save=False)
    try:
        with transaction.atomic():
            version.plan = _plan_of(reading, owner)
            # Not their count: a version in between may have been discarded.
            version.number = (version.plan.versions.aggregate(last=Max("number"))["last"] or 0) + 1
            version.save()
            counts = store_parts(reading, version)
            start_review(version, reading, today=localtime(at).date())
            record("plans.import_plan", of=version, by=by, at=at, details={"sha256": version.sha256, **counts})
    except BaseException as problem:
        version.file.delete(save=False)  # the rows are gone with the transaction, so the file goes too
        if isinstance(problem, IntegrityError):
            _refuse_repeat(version.sha256)  # somebody else imported the same file in this very moment
        raise
    return version


def _plan_of(reading: Reading, owner: Unit) -> Plan:
    """Return the plan this document is a version of, locked for this transaction, made where it is new."""
    title = _title(reading)
    issuer = (reading.issuer or "")[:300]
    known = Plan.objects.select_for_update().filter(owner=owner, title=title, issuer=issuer, year=reading.year).first()
    return known or Plan.objects.create(
        owner=owner, title=title, issuer=issuer, year=reading.year, slug=_free_slug(title)
    )


def _title(reading: Reading) -> str:
    """Return "Kế hoạch tuyên truyền … năm 2024": kind and title as one sentence, words in capitals left alone."""
    title = reading.title or reading.source.name or "Kế hoạch chưa có tên"
    if reading.kind and reading.title:
        small = title[:1].lower() + title[1:] if title[1:2].islower() else title
        title = f"{reading.kind} {small}"
    return title[:500]


def _free_slug(title: str) -> str:
    """Return the title as an address, with a number behind it where another plan has that address."""
    base = re.sub(r"[^a-z0-9]+", "-", fold(title)).strip("-")[:100] or "ke-hoach"
    taken = set(Plan.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    return next(slug for n in range(1, len(taken) + 2) if (slug := base if n == 1 else f"{base}-{n}") not in taken)
