"""Invented people and real procedures. Every vowel of Vietnamese with every tone occurs in the names, because a gateway
that loses one diacritic loses a person."""

from __future__ import annotations

import random
from dataclasses import dataclass

# Each given part was chosen for its vowel and tone; together with the family names they hold all 12 vowels x 6 tones.
FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương", "Lý", "Đào",
          "Đoàn", "Vương", "Trịnh", "Trương", "Đinh", "Lâm", "Phùng", "Tô", "Tạ", "Hà", "Kiều", "Lục", "Nông", "Hứa",
          "Triệu", "Bế", "Sằm", "Vừ", "Giàng", "Quách", "Phí", "Mẫn", "Cù", "Lữ", "Thẩm")
MIDDLE = ("Văn", "Thị", "Đức", "Hữu", "Ngọc", "Minh", "Xuân", "Quốc", "Thu", "Bích", "Mỹ", "Gia", "Kỳ", "Hải", "Thuỳ",
          "Diễm", "Bảo", "Trúc", "Sỹ", "Cẩm")
GIVEN = ("Mơ", "Hằng", "Thắng", "Thẳng", "Sẵn", "Trăng", "Lặng", "Ẩn", "Lẫm", "Hậu", "Chấn", "Cầm", "Hẹ", "Khẻ", "Bé",
         "Sẽ", "Mè", "Sen", "Hiển", "Huế", "Diễn", "Bền", "Lệ", "Duyên", "Chỉ", "Thìn", "Chí", "Nghĩa", "Nghị", "Tim",
         "Hòa", "Sóng", "Tỏ", "Võ", "Thọ", "Long", "Tốt", "Hồng", "Phổ", "Đỗ", "Lộc", "Sơn", "Lớn", "Thời", "Sở", "Nỡ",
         "Lợi", "Tùng", "Phú", "Thủ", "Vũ", "Cúc", "Thụ", "Hưng", "Hừng", "Đức", "Sử", "Hữu", "Lực", "My", "Quỳnh",
         "Quý", "Kỷ", "Mỹ", "Tỵ", "An", "Hà", "Ánh", "Thảo", "Mão", "Hạnh", "Bằng", "Tâm", "Ấn", "Hiền", "Ưng")
STREETS = ("Tổ 3, phường Phan Đình Phùng", "Xóm Đồng Bẩm, phường Linh Sơn", "Tổ dân phố Cầu Đỏ, phường Trung Thành",
           "Số 27, đường Bắc Kạn, phường Quyết Thắng", "Xóm Gò Chè, xã Đại Từ", "Tổ 11, phường Tích Lương")


@dataclass(frozen=True)
class Procedure:
    """One procedure of the demo; `ministry` says that the ministry's software is authoritative for its processing."""

    code: str
    name: str
    field_code: str
    field_name: str
    days: int
    ministry: bool = False


PROCEDURES = (
    Procedure("1.001193", "Đăng ký khai sinh", "G15-TP05", "Hộ tịch", 1),
    Procedure("1.004222", "Đăng ký thường trú", "G01-CA03", "Đăng ký, quản lý cư trú", 7, ministry=True),
    Procedure("2.000815", "Chứng thực bản sao từ bản chính giấy tờ, văn bản", "G15-TP03", "Chứng thực", 1, ministry=True),
    Procedure("1.003560", "Cấp giấy phép xây dựng nhà ở riêng lẻ", "G17-XD02", "Hoạt động xây dựng", 15),
    Procedure("2.000986", "Liên thông đăng ký khai sinh, thường trú, cấp thẻ bảo hiểm y tế cho trẻ dưới 6 tuổi", "G15-TP05",
              "Hộ tịch", 4),
    Procedure("2.001023", "Liên thông đăng ký khai sinh, cấp thẻ bảo hiểm y tế cho trẻ dưới 6 tuổi", "G15-TP05", "Hộ tịch", 3),
    Procedure("1.011733", "Liên thông đăng ký khai tử, xoá thường trú, hưởng mai táng phí", "G15-TP05", "Hộ tịch", 5),
    Procedure("2.002492", "Công nhận hộ nghèo, hộ cận nghèo phát sinh trong năm", "G14-LD02", "Bảo trợ xã hội", 15),
    Procedure("3.000181", "Tuyển sinh trung học cơ sở", "G03-GD10", "Giáo dục trung học", 5),
    Procedure("2.000033", "Thông báo hoạt động khuyến mại", "G05-CT11", "Xúc tiến thương mại", 1),
    Procedure("1.000656", "Đăng ký khai tử", "G15-TP05", "Hộ tịch", 1),
    Procedure("1.000894", "Đăng ký kết hôn", "G15-TP05", "Hộ tịch", 3),
)
MINISTRY_OWNED = frozenset(procedure.code for procedure in PROCEDURES if procedure.ministry)


@dataclass(frozen=True)
class Citizen:
    """An invented applicant."""

    name: str
    identity: str
    phone: str
    address: str


def make_citizen(dice: random.Random, index: int) -> Citizen:
    """Given names are dealt in turn, so that 76 dossiers already carry every diacritic."""
    name = f"{dice.choice(FAMILY)} {dice.choice(MIDDLE)} {GIVEN[index % len(GIVEN)]}"
    year = dice.randint(50, 99)
    identity = f"019{dice.randint(0, 1)}{year:02d}{dice.randint(0, 999999):06d}"
    phone = f"09{dice.randint(10_000_000, 99_999_999)}"
    return Citizen(name, identity, phone, dice.choice(STREETS))
