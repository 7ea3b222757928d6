import xml.etree.ElementTree as ET
from datetime import date

from django.template import Context, Template
from django.test import RequestFactory, override_settings

from loa.base.templatetags.print_sheet import qr_code


def render(source: str, **context: object) -> str:
    return Template("{% load typography print_sheet %}" + source).render(Context(context))


def test_typeset_escapes_and_keeps_symbols_whole() -> None:
    shown = render("{{ text|typeset }}", text="Kế hoạch số 250/KH-UBND <b>ngày 22/12/2023</b>")

    assert shown == ('Kế hoạch số\u00a0<span class="keep">250/KH-UBND</span> &lt;b&gt;ngày\u00a022/12/2023&lt;/b&gt;')


def test_days_and_headings() -> None:
    assert render("{{ day|day }}, {{ day|weekday }}", day=date(2024, 3, 5)) == "05/03/2024, thứ\N{NO-BREAK SPACE}Ba"
    assert render("[{{ day|day }}{{ day|weekday }}]", day=None) == "[]"
    assert render("{{ text|sentence_case }}", text="TỔ CHỨC THỰC HIỆN") == "Tổ chức thực hiện"


@override_settings(WAGTAILADMIN_BASE_URL="https://cchc.example.vn/")
def test_a_printed_address_is_the_installation_s_not_the_visitor_s() -> None:
    request = RequestFactory().get("/ke-hoach/a/", headers={"host": "localhost"})

    assert render("{% public_address %}", request=request) == "https://cchc.example.vn/ke-hoach/a/"


def test_the_qr_code_is_one_plain_drawing() -> None:
    drawing = ET.fromstring(qr_code("https://cchc.example.vn/ke-hoach/tuyen-truyen-cchc-2024/"))

    (path,) = drawing
    size = int(drawing.attrib["viewBox"].split()[-1])
    # The corner of every QR code: seven dark, one light; and the light column beside it.
    assert path.attrib["d"].startswith("M0 0h7v1h-7z")
    assert size % 4 == 1  # 17 + 4 × version
    assert "style" not in path.attrib
