"""Agencies: names split out of a cell, told by kind, joined over a document; persons masked."""

from plan_reader.agencies.heads import names_agency, without_asking
from plan_reader.agencies.joining import Joiner
from plan_reader.agencies.kinds import kind_of
from plan_reader.agencies.personal import looks_like_person, mask_personal
from plan_reader.agencies.splitting import split_agencies

__all__ = [
    "Joiner",
    "kind_of",
    "looks_like_person",
    "mask_personal",
    "names_agency",
    "split_agencies",
    "without_asking",
]
