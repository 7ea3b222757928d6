"""Marks of secrecy in the name of a file; those inside a document are told by the plan reader."""

import re

from loa.lib.vietnamese_text import fold

# Luật Bảo vệ bí mật nhà nước 2018, Article 8. In capitals a lone "MẬT" is a degree, but not in "BẢO MẬT", "BÍ MẬT".
_DEGREE = re.compile(r"(?<![^\W_])(?<!BẢO )(?<!BÍ )MẬT(?![^\W_])")
_DEGREE_FOLDED = re.compile(r"\b(?:tuyet mat|toi mat|do mat|luu hanh noi bo)\b")


def is_named_secret(name: str) -> bool:
    """Tell whether a file's name, tidied, carries a mark of secrecy."""
    return bool(_DEGREE.search(name.replace("_", " ")) or _DEGREE_FOLDED.search(re.sub(r"[\W_]+", " ", fold(name))))
