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
_GENERIC = re.compile(
    r"de nghi|(?:cac |nhung )?(?:co quan|don vi|co so|doanh nghiep|to chuc|cong ty|to|ban|hoi)\b[^/]*$"
)
_LABEL = re.compile(r"^(?:(?:cơ quan|đơn vị) )?(?:chủ trì|phối hợp|thực hiện)(?: thực hiện)?\s*:\s*", re.IGNORECASE)

_POST = re.compile(
    r"(?:cac )?(?:thu truong|giam doc|pho |chu tich|bi thu|hieu truong|chanh |lanh dao|nguoi dung dau|cong chuc|can bo"
    r"|vien chuc|chuyen vien|ke toan|van phong ?- ?thong ke|dia chinh ?-|d/c|dong chi)"
)
_HEADMAN = re.compile(r"(?:các )?trưởng\s", re.IGNORECASE)
_ASKED = re.compile(r"(?:kinh )?(?:de nghi)\b")
_SEVERAL = ("cac ", "mot so ", "nhung ")
_PARTY = ("tinh uy", "thanh uy", "huyen uy", "thi uy", "dang uy")
_FRONT = ("ub mttq", "ubmttq", "mttq", "mat tran", "uy ban mttq", "uy ban mat tran")
_OUTSIDE = (
    *_PARTY, *_FRONT, "ban tuyen giao", "ban dan van", "ban to chuc tinh uy", "ban to chuc thanh uy",
    "thuong truc dang uy",
    "ban to chuc huyen uy", "ban noi chinh", "ban thuong vu", "thuong truc tinh uy", "thuong truc thanh uy",
    "thuong truc huyen uy", "uy ban kiem tra", "dang bo", "chi bo", "ban cong tac mat tran", "hoi ", "hoi,", "doan ",
    "tinh doan", "thanh doan", "huyen doan", "xa doan", "phuong doan", "lien doan", "lien hiep", "cong doan", "ldld",
    "lhpn", "hiep hoi", "to chuc chinh tri", "tap doan", "tong cong ty", "cong ty", "doanh nghiep", "nha mang",
    "hop tac xa", "ngan hang", "chi nhanh ngan hang", "phong giao dich",
    "buu dien", "buu chinh", "dien luc", "viettel", "vnpt", "mobifone", "fpt", "nha bao",
    "toa an", "vien ", "vien,", "hoc vien", "dai hoc", "truong dh", "truong dai hoc", "truong cao dang", "truong cd",
)  # fmt: skip
_OFFICES = ("van phong ", "vp ", "ban thuong truc ", "co quan ")
_OFFICE_OWNERS = (*_PARTY, *_FRONT, "quan uy", "doan the", "tinh doan", "huyen doan", "cac doan the")
_COUNCIL = re.compile(r"hoi dong|doan (?:dai bieu|dbqh)|vien kiem nghiem")
_PUBLIC = re.compile(r"(?:nguoi dan|nhan dan|cong dan|ho gia dinh|ca nhan)\b")
_RELATED = re.compile(r"\blien quan\b|\blq\b|\bkhac$|\bca nhan\b")
_MANY = re.compile(r"(?:cac|nhung|mot so|toan bo|toan the|tat ca|moi)\b")
_GROUP = re.compile(
    r"(?:so|ban|bo|phong|vien|truong)(?:,| ban\b| nganh\b|-| ?/|$)|nganh\b|co quan\b|don vi\b|dia phuong\b"
    r"|to chuc\b|dvsn\b|co so\b|doanh nghiep\b|to cong nghe so|to cnscd|he thong truyen thanh"
)
_CRITERION = re.compile(
    r"\b(?:phu trach|giai quyet|quan ly|trien khai|van hanh|doi tuong|thu huong|duoc giao|tham gia|chuc nang|nghien cuu"
    r"|truyen thong|bao chi|cung cap|su dung|to chuc thuc hien|thuc hien|chu tri|phoi hop)\b"
)
_PLACE_CLASS = re.compile(
    r"(?:ubnd|uy ban nhan dan|hdnd)(?: va ubnd)? "
    r"(?:cac (?:xa|phuong|thi tran|dac khu|huyen|thi xa|quan|thanh pho|cap|dia phuong)"
    r"|(?:xa|phuong|thi tran|huyen|quan|dac khu|thi xa)(?:\s?[,/-]| va )|cap (?:xa|huyen)|\d+ )"
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
    if _ASKED.match(folded):
        return True
    if folded.startswith(_OFFICES):
        return _without(_OFFICES, folded).startswith(_OFFICE_OWNERS)
    if _COUNCIL.match(folded):
        return False
    rest = _without(_SEVERAL, folded)
    if "doanh nghiep" in folded and _GROUP.match(rest):
        return True
    everybody = rest.startswith(("vien ", "vien,")) and "ca nhan" in folded
    return not everybody and rest.startswith(_OUTSIDE)


def _without(openings: tuple[str, ...], folded: str) -> str:
    return next((folded[len(opening) :] for opening in openings if folded.startswith(opening)), folded)


def _kind_inside(text: str, folded: str) -> AgencyKind:
    if _PLACE_CLASS.match(folded) or _COMMUNE.match(folded):
        return "class"
    grouped = _MANY.match(folded) or _GROUP.match(folded)
    if grouped:
        return _kind_of_group(folded)
    if _PUBLIC.match(folded):
        return "open"
    if _MEMBERS.search(folded):
        return "class"
    return "unit" if any(map(str.isupper, text)) else "open"


def _kind_of_group(folded: str) -> AgencyKind:
    if _RELATED.search(folded):
        return "open"
    specific = re.match(r"(?:cac )?(?:so|bo|phong|ban)\b", folded)
    if not specific and (_CRITERION.search(folded) or re.match(r"(?:cac )?co so\b", folded)):
        return "function"
    return "class"
