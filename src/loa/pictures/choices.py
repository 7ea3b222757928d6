"""Where the right to show a picture comes from, with the Vietnamese words shown for it."""

from django.db.models import TextChoices


class Licence(TextChoices):
    """Why the unit may use the picture; Luật Sở hữu trí tuệ, Articles 14 and 20: a photograph is a work."""

    OWN = "own", "người của đơn vị chụp"
    GIVEN = "given", "tác giả cho dùng"
    LICENSED = "licensed", "có giấy phép (ghi rõ)"
    PUBLIC_DOMAIN = "public_domain", "thuộc về công chúng"
    DRAWN = "drawn", "hình do hệ thống vẽ"


class Consent(TextChoices):
    """What the people to be seen in it said; Bộ luật Dân sự 2015, Article 32."""

    NOBODY = "nobody", "không nhận ra ai"
    AGREED = "agreed", "người trong ảnh đồng ý (bằng giấy hoặc lời)"
    OFFICIAL = "official", "cán bộ đang làm việc công"
    CHILDREN = "children", "có trẻ em, cha mẹ đồng ý"
    NOT_ASKED = "not_asked", "chưa hỏi"
