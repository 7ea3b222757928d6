"""What people type, and a page that each must find among the first three; the same on both engines."""

import pytest

from loa.website import queries
from loa.website.tests.corpus import TODAY, fill

pytestmark = pytest.mark.django_db

# Typed → words of the title of a page that has to be among the first three.
SEARCHES = """
khai sinh                               | khai sinh
giấy khai sinh                          | giấy khai sinh
giay khai sinh                          | giấy khai sinh
lam giay khai sinh cho con can giay gi  | khai sinh
đăng ký khai sinh                       | khai sinh
sinh con                                | Sinh con: nộp một lần
the bao hiem y te cho tre               | thẻ bảo hiểm y tế
bhyt hoc sinh                           | thẻ bảo hiểm y tế học sinh
căn cước                                | căn cước
can cuoc cong dan                       | căn cước
làm thẻ căn cước                        | thẻ căn cước
chung minh nhan dan                     | chứng minh nhân dân hết giá trị
CMND het han                            | chứng minh nhân dân hết giá trị
hộ khẩu                                 | hộ khẩu
so ho khau giay                         | sổ hộ khẩu giấy
cho con vao lop 1                       | vào lớp 1
tuyen sinh lop 1                        | tuyển sinh lớp 1
chứng thực bản sao                      | Chứng thực bản sao
chung thuc ban sao                      | Chứng thực bản sao
le phi truc tuyen                       | lệ phí trực tuyến
nop ho so truc tuyen                    | nộp hồ sơ trực tuyến
nop ho so qua mang                      | nộp hồ sơ qua mạng
dang ky ho kinh doanh                   | đăng ký hộ kinh doanh
mo quan an                              | mở một quán ăn
giay phep xay dung                      | giấy phép xây dựng
lam nha o nong thon                     | làm nhà ở nông thôn
cho con dat lam nha                     | Cho con mảnh đất làm nhà
bao hiem xa hoi tu nguyen               | bảo hiểm xã hội tự nguyện
BHXH tự nguyện                          | bảo hiểm xã hội tự nguyện
giay phep lai xe                        | giấy phép lái xe
vneid                                   | VNeID
đường dây nóng                          | đường dây nóng
duong day nong                          | đường dây nóng
duong day nong cua tung                 | Cửa Tùng dán số đường dây nóng
gui phan anh                            | Gửi phản ánh
phan anh kien nghi                      | phản ánh, kiến nghị
pakn                                    | phản ánh, kiến nghị
cải cách hành chính                     | cải cách hành chính
cai cach hanh chinh                     | cải cách hành chính
CCHC                                    | cải cách hành chính
cchc 2024                               | cải cách hành chính năm 2024
ke hoach cchc                           | Kế hoạch
tthc                                    | thủ tục hành chính
TTHC hop thon                           | Họp thôn ở Vĩnh Hòa
cuoc thi tim hieu                       | tìm hiểu cải cách hành chính
par index                               | PAR INDEX
tim xyzzyq                              | -
sipas                                   | SIPAS
chi so cai cach hanh chinh              | Chỉ số cải cách hành chính
to cong nghe so                         | công nghệ số
ngay chuyen doi so                      | Ngày Chuyển đổi số
loa ko keu                              | Loa ở thôn tôi không kêu
loa khong keu                           | Loa ở thôn tôi không kêu
xe loa                                  | xe loa
ho xa                                   | Hồ Xá
Hồ Xá                                   | Hồ Xá
thi tran ho xa                          | thị trấn Hồ Xá
vinh o                                  | Vĩnh Ô
Vĩnh Ô                                  | Vĩnh Ô
vinh o van kieu                         | Bru - Vân Kiều
ben quan                                | Bến Quan
cua tung                                | Cửa Tùng
vinh thuy cho phien                     | phiên chợ
UBND xã Vĩnh Ô                          | UBND xã Vĩnh Ô
ubnd vinh giang                         | Vĩnh Giang
phong tu phap                           | Phòng Tư pháp
so dien thoai phong tu phap             | Phòng Tư pháp
sdt phong tu phap                       | Phòng Tư pháp
thur tucj                               | thủ tục
thu tuch hanh chinh                     | thủ tục hành chính
cai3 cach1 hanh2 chinh1                 | cải cách hành chính
ddường dây nóng                         | đường dây nóng
dduowngf daay nongs                     | đường dây nóng
can cuocs                               | căn cước
hanh chihn                              | hành chính
caicachhanhchinh                        | cải cách hành chính
khaisinh                                | khai sinh
khai sihn                               | khai sinh
bao heim y te                           | bảo hiểm y tế
chung thu chu ky                        | chứng thực
giấy phép xâydựng                       | giấy phép xây dựng
tau ca                                  | đăng ký tàu cá
hoa                                     | Hòa
hoà                                     | Hòa
ky so                                   | ký số
kí số                                   | ký số
"""
ROWS = [tuple(map(str.strip, line.split("|"))) for line in SEARCHES.strip().splitlines()]


@pytest.mark.usefixtures("remembering")
def test_what_people_type_finds_what_they_mean() -> None:
    fill()
    missed = []
    for typed, wanted in ROWS:
        found = queries.search(typed, queries.Filters(), None, TODAY)
        titles = [row.entry.title for row in found.rows[:3]]
        if (wanted == "-" and found.rows and not found.is_near) or (
            wanted != "-" and not any(wanted.lower() in title.lower() for title in titles)
        ):
            missed.append((typed, found.instead, titles))
    assert missed == []
    assert len(ROWS) >= 60
