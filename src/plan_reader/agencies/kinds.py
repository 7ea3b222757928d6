"""What a name denotes: one unit, a class, a class by function, an open set, a post, or a body outside the hierarchy.

Only units, and members of classes once resolved, can be given work; open sets are never reminded; outside bodies
(Front, mass organisations, Party, companies, courts, universities) are asked, never assigned.
"""

from __future__ import annotations

import re

from plan_reader.agencies.personal import looks_like_person
from plan_reader.model import AgencyKind
from plan_reader.text import fold, squeeze

_LONGEST = 400

_ROLE = re.compile(
    r"\s(?:(?:trực tiếp|chủ động|có trách nhiệm)\s)?"
    r"(?:chủ trì|triển khai|phối hợp|thực hiện|tham mưu|theo dõi|hướng dẫn)(?=\s|[,.:;]|$)"
)
_GENERIC = re.compile(r"(?:cac |nhung )?(?:co quan|don vi|co so|doanh nghiep|to chuc|cong ty|to|ban|hoi)\b[^/]*$")
_LABEL = re.compile(r"^(?:(?:cơ quan|đơn vị) )?(?:chủ trì|phối hợp|thực hiện)(?: thực hiện)?\s*:\s*", re.IGNORECASE)

_POST = re.compile(
    r"(?:cac )?(?:thu truong|giam doc|pho |chu tich|bi thu|hieu truong|chanh |lanh dao|nguoi dung dau|cong chuc|can bo"
    r"|vien chuc|chuyen vien|ke toan|van phong ?- ?thong ke|dia chinh ?-|d/c|dong chi)"
)
_HEADMAN = re.compile(r"(?:các )?trưởng\s", re.IGNORECASE)
_ASKED = re.compile(r"(?:de nghi|kinh de nghi|moi)\b")
_OUTSIDE = re.compile(
    r"(?:cac |mot so |nhung )?(?:van phong |vp |ban thuong truc |ban tuyen giao|ban dan van|ban to chuc (?:tinh|thanh|huyen)"
    r"|ban noi chinh|uy ban kiem tra|uy ban mat tran|ub ?mttq|ubmttq|mttq|mat tran|ban cong tac mat tran|hoi |hoi,"
    r"|doan |doan thanh nien|doan the|tinh doan|thanh doan|huyen doan|xa doan|phuong doan|lien doan|lien hiep|cong doan"
    r"|ldld|lhpn|tinh uy|thanh uy|huyen uy|thi uy|dang uy|dang bo|chi bo|tap doan|tong cong ty|cong ty|doanh nghiep"
    r"|ngan hang|buu dien|buu chinh|dien luc|viettel|vnpt|mobifone|fpt|hiep hoi|nha mang|hop tac xa|to chuc chinh tri"
    r"|toa an|vien |vien,|hoc vien|dai hoc|truong (?:dh|dai hoc|cao dang|cd)|nha bao)"
)
_OFFICE_OF = re.compile(
    r"(?:van phong |vp |ban thuong truc |co quan )(?:cac )?(?:tinh uy|thanh uy|huyen uy|thi uy|dang uy|quan uy|ub ?mttq|mttq|uy ban mat tran"
    r"|uy ban mttq|doan the|tinh doan|huyen doan)"
)
_COUNCIL = re.compile(r"hoi dong|doan (?:dai bieu|dbqh)|vien kiem nghiem")
_RELATED = re.compile(r"\blien quan\b|\blq\b|\bkhac$|\bca nhan\b")
_MANY = re.compile(r"(?:cac|nhung|mot so|toan bo|toan the|tat ca|moi)\b")
_GROUP = re.compile(
    r"(?:so|ban|bo|phong|vien|truong)(?:,| ban\b| nganh\b|-| ?/|$)|nganh\b|co quan\b|don vi\b|dia phuong\b|to chuc\b|dvsn\b|co so\b"
    r"|doanh nghiep\b|to cong nghe so|to cnscd|he thong truyen thanh"
)
_CRITERION = re.compile(
    r"\b(?:phu trach|giai quyet|quan ly|trien khai|van hanh|doi tuong|thu huong|duoc giao|tham gia|chuc nang|nghien cuu"
    r"|truyen thong|bao chi|cung cap|su dung|to chuc thuc hien|thuc hien|chu tri|phoi hop)\b"
)
_PLACE_CLASS = re.compile(
    r"(?:ubnd|uy ban nhan dan|hdnd)(?: va ubnd)? (?:(?:cac )(?:xa|phuong|thi tran|dac khu|huyen|thi xa|quan|thanh pho|cap|dia phuong)"
    r"|(?:xa|phuong|thi tran|huyen|quan|dac khu|thi xa)\s?[,/-]|(?:xa|phuong|huyen) va |cap (?:xa|huyen)|\d+ )"
)
_MEMBERS = re.compile(
    r"\bcac (?:xa|phuong|thi tran|dac khu|huyen|thon|ap|khu pho|truong)\b|\b\d+ (?:xa|phuong|ap|thon|khoi)\b"
)
_COMMUNE = re.compile(r"(?:xa|phuong|thi tran|thon|ban|ap|khu pho|to dan pho)\s?[,/]")


def without_role(text: str) -> str:
    """Return a name without what a cell adds to it: a label before, and the role after ("… chủ trì tham mưu …").

    The role is kept where it is the very criterion of a class: "các đơn vị triển khai thí điểm".
    """
    name = _LABEL.sub("", squeeze(text))
    role = _ROLE.search(name)
    if not role:
        return name
    before = name[: role.start()].rstrip(" ,.:;-")
    if " " not in before or _GENERIC.match(fold(before)):
        return name
    return before


def kind_of(name: str) -> AgencyKind:
    """Return what the name denotes. Vague names count as open, for those are never given work."""
    text = without_role(name[:_LONGEST])
    folded = fold(text)
    if not folded:
        return "open"
    if looks_like_person(text) or _POST.match(folded) or _HEADMAN.match(text):
        return "post"
    if _is_outside(folded):
        return "outside"
    return _kind_inside(text, folded)


def _is_outside(folded: str) -> bool:
    if _ASKED.match(folded) or _OFFICE_OF.match(folded):
        return True
    if folded.startswith(("van phong", "vp ", "ban thuong truc")) or _COUNCIL.match(folded):
        return False
    if "doanh nghiep" in folded and _GROUP.match(folded.removeprefix("cac ")) is not None:
        return True
    if folded.startswith(("cac vien", "vien,")) and "ca nhan" in folded:
        return False
    return _OUTSIDE.match(folded) is not None


def _kind_inside(text: str, folded: str) -> AgencyKind:
    if _PLACE_CLASS.match(folded) or _COMMUNE.match(folded):
        return "class"
    grouped = _MANY.match(folded) or _GROUP.match(folded)
    if grouped:
        return _kind_of_group(folded)
    if _MEMBERS.search(folded):
        return "class"
    return "unit" if text[:1].isupper() or " " in folded and any(map(str.isupper, text)) else "open"


def _kind_of_group(folded: str) -> AgencyKind:
    if _RELATED.search(folded):
        return "open"
    specific = re.match(r"(?:cac )?(?:so|bo|phong|ban)\b", folded)
    if not specific and (_CRITERION.search(folded) or re.match(r"(?:cac )?co so\b", folded)):
        return "function"
    return "class"
