"""What the national portal demands of a message, written from the contract (DongBoHoSoMC, CapNhatTienDoHoSoMC) and not
from the gateway's mappings: the two must agree by themselves."""

from __future__ import annotations

import re
from typing import Any

DATE = re.compile(r"^\d{14}$")
DOSSIER_CODE = re.compile(r"^([A-Z]\d{2}(\.\d{1,4}){0,3}|\d{3}\.\d{2}\.\d{2}\.[A-Z]\d{2})-\d{6}-\d{4,6}$")
STATUSES = {str(code) for code in range(1, 11)}
FINAL = {"3", "7", "10"}

REQUIRED_TEXTS = ("MaHoSo", "MaTTHC", "TenTTHC", "MaLinhVuc", "TenLinhVuc", "KenhThucHien", "SoGiayToChuHoSo",
                  "LoaiDoiTuong", "NgayTiepNhan", "TrangThaiHoSo", "HinhThuc", "NgayNopHoSo", "DonViXuLy", "NoiNopHoSo",
                  "HoSoCoThanhPhanSoHoa", "TaiKhoanDuocXacThucVoiVNeID", "DuocThanhToanTrucTuyen")
REQUIRED_LISTS = ("DinhDanhCHS", "DSKetNoiCSDL")
DATES = ("NgayTiepNhan", "NgayHenTra", "NgayTra", "NgayKetThucXuLy", "NgayTuChoi", "NgayNopHoSo")
LISTS: dict[str, tuple[str, ...]] = {
    "TaiLieuNop": ("TenTepDinhKem", "DuongDanTaiTepTin", "DuocSoHoa", "DuocTaiSuDung", "DuocLayTuKhoDMQG"),
    "DanhSachLePhi": (), "DanhSachTepDinhKemKhac": ("TenGiayTo",), "DanhSachHoSoBoSung": (),
    "DanhSachGiayToKetQua": ("TenGiayTo", "DuongDanTepTinKetQua", "MaGiayToKetQua"),
    "DinhDanhCHS": ("LoaiDinhDanh", "SoDinhDanh"), "DSKetNoiCSDL": ("MaCSDL",)}
NUMBERS_SEEN = {"SoLuong", "LoaiGiayTo"}   # the only members that are numbers in the contract
CODES = {"TrangThaiHoSo": STATUSES, "KenhThucHien": {"1", "2", "3"}, "LoaiDoiTuong": {"1", "2", "3", "4"},
         "HinhThuc": {"0", "1"}, "NoiNopHoSo": {"1", "2"}, "HoSoCoThanhPhanSoHoa": {"0", "1"},
         "TaiKhoanDuocXacThucVoiVNeID": {"0", "1"}, "DuocThanhToanTrucTuyen": {"0", "1", "2", "3"}}

PROGRESS_TEXTS = ("MaHoSo", "NguoiXuLy", "ThoiDiemXuLy", "NoiDungXuLy", "TrangThai")
PROGRESS_DATES = ("ThoiDiemXuLy", "NgayBatDau", "NgayKetThucTheoQuyDinh")
MAX_PROGRESS_ITEMS = 10
MAX_OFFICER = 50


def dossier_problems(row: Any) -> list[str]:
    """Everything wrong with one row of DongBoHoSoMC; empty when the portal takes it."""
    if not isinstance(row, dict):
        return ["dữ liệu có định dạng không đúng"]
    problems = _missing(row, REQUIRED_TEXTS) + _not_text(row) + _bad_dates(row, DATES)
    problems += [f"{name} là bắt buộc" for name in REQUIRED_LISTS if not row.get(name)]
    problems += [f"{name} không có trong danh mục" for name, codes in CODES.items()
                 if isinstance(row.get(name), str) and row[name] not in codes]
    if isinstance(row.get("MaHoSo"), str) and not DOSSIER_CODE.match(row["MaHoSo"]):
        problems.append("MaHoSo có định dạng không đúng")
    for name, required in LISTS.items():
        problems += _list_problems(name, row.get(name, []), required)
    return problems


def progress_problems(row: Any) -> list[str]:
    """Everything wrong with one row of CapNhatTienDoHoSoMC."""
    if not isinstance(row, dict):
        return ["dữ liệu có định dạng không đúng"]
    problems = _missing(row, PROGRESS_TEXTS) + _not_text(row) + _bad_dates(row, PROGRESS_DATES)
    if isinstance(row.get("TrangThai"), str) and row["TrangThai"] not in STATUSES:
        problems.append("TrangThai không có trong danh mục")
    if isinstance(row.get("NguoiXuLy"), str) and len(row["NguoiXuLy"]) > MAX_OFFICER:
        problems.append("NguoiXuLy vượt quá số lượng cho phép")
    return problems


def _missing(row: dict[str, Any], names: tuple[str, ...]) -> list[str]:
    return [f"{name} là bắt buộc" for name in names if row.get(name) in (None, "")]


def _not_text(row: dict[str, Any]) -> list[str]:
    """All values are strings on the wire, numbers and flags too."""
    return [f"{name} có định dạng không đúng (phải là chuỗi)" for name, value in row.items()
            if not isinstance(value, (str, list))]


def _bad_dates(row: dict[str, Any], names: tuple[str, ...]) -> list[str]:
    return [f"{name} có định dạng không đúng" for name in names
            if isinstance(row.get(name), str) and row[name] != "" and not _is_date(row[name])]


def _is_date(text: str) -> bool:
    return bool(DATE.match(text)) and 1 <= int(text[4:6]) <= 12 and 1 <= int(text[6:8]) <= 31 and (
        int(text[8:10]) < 24 and int(text[10:12]) < 60 and int(text[12:14]) < 60)


def _list_problems(name: str, value: Any, required: tuple[str, ...]) -> list[str]:
    if not isinstance(value, list):
        return [f"{name} có định dạng không đúng (phải là mảng)"]
    problems: list[str] = []
    for item in value:
        if not isinstance(item, dict):
            problems.append(f"{name} có định dạng không đúng")
            continue
        problems += [f"{name}.{member} là bắt buộc" for member in required if item.get(member) in (None, "")]
        problems += [f"{name}.{member} có định dạng không đúng" for member, found in item.items()
                     if not isinstance(found, (str, list)) and member not in NUMBERS_SEEN]
    return problems
