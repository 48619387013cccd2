"""Messages of the payment platform, PhienBan 1.0.6 (contracts 5.1): signatures, what an INIT must hold, and the receipt."""

from __future__ import annotations

import hashlib
import re
from datetime import datetime
from typing import Any, Iterable

VERSION = "1.0.6"
INIT = ("LoaiBanTin", "PhienBan", "MaDoiTac", "MaThamChieu", "SoTien", "LoaiHinhThanhToan", "MaKenhThanhToan", "MaThietBi",
        "NgonNgu", "MaTienTe", "MaNganHang", "ThongTinGiaoDich", "ThoiGianGD", "Ip")
QUERY = ("LoaiBanTin", "PhienBan", "MaDoiTac", "MaThamChieu", "ThoiGianGD")
CONFIRM = ("LoaiBanTin", "MaLoi", "MaDoiTac", "MaThamChieu", "SoTien", "MaTienTe", "MaGiaoDich", "MaNganHang", "ThoiGianGD",
           "ThongTinGiaoDich")
# No source prints the order in which the answer to a confirmation is signed; that of its fields is taken.
ANSWER = ("MaLoi", "MoTaLoi", "MaDoiTac", "MaThamChieu", "ThoiGianGD")

FIXED = {"PhienBan": VERSION, "LoaiHinhThanhToan": "PAY", "MaKenhThanhToan": "1", "MaThietBi": "1", "NgonNgu": "vi-VN",
         "MaTienTe": "VND", "MaNganHang": "PAYMENT"}
LONGEST = {"MaDoiTac": 50, "MaThamChieu": 255}
BILL = ("MaDichVu", "MaDVC", "TenDVC", "MaTTHC", "TenTTHC", "MaDonVi", "TenDonVi", "MaHoSo", "TKThuHuong", "MaNHThuHuong",
        "TenTKThuHuong", "NoiDungThanhToan", "HoTenNguoiNop")
LONGEST_PROCEDURE_NAME = 250

# Only "0" and "00" are documented; the other codes are this simulator's own.
SUCCESS, FAILED = "00", "24"
REFUSED_FORM, REFUSED_SIGNATURE, REFUSED_PARTNER, REFUSED_REPEAT, REFUSED_UNKNOWN, REFUSED_UNPAID = "02", "03", "04", "06", "14", "15"


def signature(message: dict[str, Any], names: Iterable[str], secret: str) -> str:
    """SHA-256 over the values as they stand in the message, the secret last; lower-case hex."""
    return hashlib.sha256("|".join([*(str(message.get(name, "")) for name in names), secret]).encode("utf-8")).hexdigest()


def is_signed(message: dict[str, Any], names: Iterable[str], secret: str) -> bool:
    """Whether MaXacThuc is what it must be."""
    return message.get("MaXacThuc") == signature(message, names, secret)


def is_time(text: object) -> bool:
    """yyyyMMddHHmmss. Whether its hour is of a 12-hour clock nobody can tell, so nobody asks."""
    if not isinstance(text, str) or not re.fullmatch(r"[0-9]{14}", text):
        return False
    try:
        datetime.strptime(text, "%Y%m%d%H%M%S")
    except ValueError:
        return False
    return True


def _is_dong(value: object) -> bool:
    return isinstance(value, str) and re.fullmatch(r"[1-9][0-9]{0,14}", value) is not None


def init_problems(body: dict[str, Any]) -> list[str]:
    """Names of the fields of an INIT that are wrong."""
    wrong = [name for name in INIT if not isinstance(body.get(name), str) or not body[name]]
    wrong += [name for name, value in FIXED.items() if body.get(name) != value]
    wrong += [name for name, most in LONGEST.items() if len(str(body.get(name, ""))) > most]
    wrong += [name for name, good in (("ThoiGianGD", is_time(body.get("ThoiGianGD"))), ("SoTien", _is_dong(body.get("SoTien")))) if not good]
    return sorted(set(wrong + bill_problems(body.get("ThongTinBienLai"), body.get("SoTien"))))


def bill_problems(bill: object, amount: object) -> list[str]:
    """Names of what is wrong in ThongTinBienLai; both its lists must come to SoTien (rules 4.5)."""
    if not isinstance(bill, dict):
        return ["ThongTinBienLai"]
    wrong = [name for name in BILL if not isinstance(bill.get(name), str) or not bill[name]]
    if len(str(bill.get("TenTTHC", ""))) > LONGEST_PROCEDURE_NAME:
        wrong.append("TenTTHC")
    for name in ("PhiLePhi", "DSKhoanNop"):
        rows = bill.get(name)
        good = isinstance(rows, list) and rows and all(isinstance(row, dict) and _is_dong(row.get("SoTien")) for row in rows)
        if not good or str(sum(int(row["SoTien"]) for row in rows)) != amount:
            wrong.append(name)
    return wrong


def receipt(lines: Iterable[str]) -> bytes:
    """A PDF of one page with these lines of ASCII."""
    shown = " T* ".join("({}) Tj".format(re.sub(r"([()\\])", r"\\\1", line.encode("ascii", "replace").decode())) for line in lines)
    content = f"BT /F1 11 Tf 14 TL 50 780 Td {shown} ET".encode("ascii")
    objects = (b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
               b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
               b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
               b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>")
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, held in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, held)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(out) + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1, table, len(objects) + 1, len(out))
