"""What must stand in the files of the sample report (sample_report.cpp), worked out by hand."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime


@dataclass(frozen=True)
class Dong:
    """An amount."""
    value: int


@dataclass(frozen=True)
class Count:
    """A number of things."""
    value: int


Cell = None | str | Dong | Count | date | datetime


@dataclass
class Table:
    """One sheet; `totals` by title of the column."""
    name: str
    title: str
    note: str
    columns: list[str]
    rows: list[list[Cell]] = field(default_factory=list)
    totals: dict[str, int] = field(default_factory=dict)


WARD = ["H55.12", "UBND phường Đồng Quang"]
COMMUNE = ["H55.20", 'UBND xã "Phú Bình"; thôn 2']
FEE, CHARGE = "Phí", "Lệ phí"
NOTE = "Lập lúc 17/12/2025 08:05; sao kê đã đọc đến 01/12/2025 00:00"
EMPTY_NOTE = "Lập lúc 17/12/2025 08:05; chưa đọc sao kê nào"


def november(day: int) -> date:
    """A day of the month."""
    return date(2025, 11, day)


def summary() -> Table:
    """Tổng hợp."""
    def row(unit: list[str], kind: str, amounts: list[int], counts: list[int], agreed: datetime | None) -> list[Cell]:
        return [*unit, kind, *map(Dong, amounts), *map(Count, counts), agreed]
    agreed = datetime(2025, 12, 10, 9, 15)
    columns = ["Mã đơn vị", "Đơn vị", "Khoản thu", "Phải thu", "Đã thu trực tuyến", "Đã thu tại quầy", "Ngân hàng ghi có",
               "Ngân hàng − phải thu", "Đã chuyển", "Ghi có, chưa chuyển",
               "Đã nộp, ngân hàng chưa ghi có (khoản)", "Ngân hàng ghi có, không thấy nộp (khoản)", "Khác số tiền (khoản)",
               "Nộp nhiều lần (khoản)", "Phải hoàn trả (khoản)", "Hồ sơ đã xong, chưa nộp (khoản)", "Đơn vị xác nhận lúc"]
    return Table("Tổng hợp", "Phí, lệ phí tháng 11/2025: tổng hợp", NOTE + "; nhận chứng từ ngân hàng 08/12/2025 16:30", columns, [
        row(WARD, FEE, [4000, 4000, 0, 0, -4000, 0, 0], [1, 0, 0, 0, 0, 0], agreed),
        row(WARD, CHARGE, [46000, 44000, 0, 49000, 3000, 34000, 15000], [0, 1, 1, 1, 0, 0], agreed),
        row(COMMUNE, FEE, [240000, 0, 120000, 0, -240000, 14000, -14000], [1, 0, 0, 0, 1, 1], None),
        row(COMMUNE, CHARGE, [50000, 50000, 0, 50000, 0, 49000, 1000], [0, 0, 0, 0, 1, 0], None),
    ], dict(zip(columns[3:16], [340000, 98000, 120000, 99000, -241000, 97000, 2000, 2, 1, 1, 1, 2, 1])))


def fees() -> Table:
    """Chi tiết."""
    def row(dossier: str, unit: list[str], kind: str, status: str, amounts: list[int], paid_by: str | None, payments: int,
            wrong: str | None) -> list[Cell]:
        due, paid, booked = amounts
        return [dossier, *unit, kind, status, Dong(due), Dong(paid), paid_by, Dong(booked), Dong(booked - due), Count(payments), wrong]
    online, counter = "Trực tuyến", "Tại quầy"
    return Table("Chi tiết", "Phí, lệ phí tháng 11/2025: từng khoản", NOTE, [
        "Mã hồ sơ", "Mã đơn vị", "Đơn vị", "Khoản thu", "Trạng thái hồ sơ", "Phải thu", "Đã thu", "Thu tại", "Ngân hàng ghi có",
        "Ngân hàng − phải thu", "Số lần nộp", "Cần xem"], [
        row("H55.12-251103-0001", WARD, FEE, "Đã trả kết quả", [4000, 4000, 0], online, 1, "Đã nộp, ngân hàng chưa ghi có"),
        row("H55.12-251103-0001", WARD, CHARGE, "Đã trả kết quả", [8000, 8000, 8000], online, 1, None),
        row("H55.12-251103-0002", WARD, CHARGE, "Đang xử lý", [8000, 16000, 16000], online, 2, "Nộp nhiều lần"),
        row("H55.12-251105-0004", WARD, CHARGE, "Đang xử lý", [10000, 0, 10000], None, 1, "Ngân hàng ghi có, không thấy nộp"),
        row("H55.12-251106-0005", WARD, CHARGE, "Được tiếp nhận", [20000, 20000, 15000], online, 1, "Khác số tiền"),
        row("H55.20-251107-0006", COMMUNE, FEE, "Đã xử lý xong", [120000, 0, 0], None, 0, "Hồ sơ đã xong, chưa nộp"),
        row("H55.20-251108-0007", COMMUNE, FEE, "Dừng xử lý", [120000, 120000, 0], counter, 1,
            "Đã nộp, ngân hàng chưa ghi có; Phải hoàn trả"),
        row("H55.20-251104-0003", COMMUNE, CHARGE, "Công dân yêu cầu rút hồ sơ", [50000, 50000, 50000], online, 1, "Phải hoàn trả"),
    ], {"Phải thu": 340000, "Đã thu": 218000, "Ngân hàng ghi có": 99000, "Ngân hàng − phải thu": -241000})


def matching() -> Table:
    """Đối soát."""
    none: list[Cell] = [None] * 8

    def movement(statement: str, entry: int, detail: int | None, day: int, reference: str | None, amount: int | None,
                 other_money: str | None = None, about: str | None = None) -> list[Cell]:
        return [statement, Count(entry), None if detail is None else Count(detail), november(day), reference,
                None if amount is None else Dong(amount), other_money, about]

    def claim(number: str, dossier: str, amount: int | None) -> list[Cell]:
        return [number, dossier, None if amount is None else Dong(amount)]
    certain, likely = "Khớp chắc chắn", "Đề nghị khớp"
    merged = "một lần nộp nhiều khoản, tên người nộp"
    return Table("Đối soát", "Phí, lệ phí tháng 11/2025: đối soát sao kê", NOTE, [
        "Nhóm", "Kết quả", "Điểm", "Căn cứ", "Sao kê", "Bút toán", "Khoản trong bút toán", "Ngày ghi sổ", "Số tham chiếu ngân hàng",
        "Ghi có (+), ghi nợ (−)", "Tiền khác", "Liên quan đến bút toán", "Mã khoản phải thu", "Mã hồ sơ", "Phải thu"], [
        [Count(1), certain, Count(100), "mã tham chiếu, đúng số tiền", *movement("S-1103", 1, None, 3, "FT001", 8000),
         *claim("C1", "H55.12-251103-0001", 8000)],
        [Count(2), certain, Count(95), "một khoản nộp nhiều lần", *movement("S-1103", 2, 1, 3, "FT002", 9000),
         *claim("C2", "H55.12-251103-0002", 16000)],
        [Count(2), certain, Count(95), "một khoản nộp nhiều lần", *movement("S-1103", 2, 2, 3, "FT002", 7000), None, None, None],
        [Count(3), likely, Count(80), merged, *movement("S-1104", 1, None, 4, None, 60000), *claim("C3", "H55.20-251104-0003", 50000)],
        [Count(3), likely, Count(80), merged, *none, *claim("C4", "H55.12-251105-0004", 10000)],
        [Count(4), likely, Count(40), "khác số tiền", *movement("S-1105", 1, None, 5, "=1+2", 15000),
         *claim("C5", "H55.12-251106-0005", 20000)],
        [Count(5), "Đã trả lại", None, None, *movement("S-1106", 1, None, 6, "FT005", -5000, None, "S-1106/2"), None, None, None],
        [Count(6), "Ngoại tệ, hoặc lẻ dưới một đồng", None, None, *movement("S-1107", 1, None, 7, "FT007", None, "12.5 USD"), None, None, None],
        [Count(7), "Nộp thêm lần nữa", None, None, *movement("S-1107", 2, None, 7, "FT008", 8000),
         *claim("C1", "H55.12-251103-0001", None)],
        [Count(8), "Chưa có tiền", None, None, *none, *claim("C6", "H55.20-251107-0006", 120000)],
    ], {"Ghi có (+), ghi nợ (−)": 102000, "Phải thu": 224000})


def transfers() -> Table:
    """Chuyển tiền."""
    treasury = ["Kho bạc Nhà nước khu vực VII", "7111", "KBNN-TN"]

    def order(number: str, unit: list[str], kind: str, creditor: list[str], dossiers: int, amount: int, booked: int, day: Cell,
              result: str) -> list[Cell]:
        return [number[:11], number, november(28), *unit, kind, *creditor, Count(dossiers), Dong(amount), Dong(booked), day, result]
    return Table("Chuyển tiền", "Phí, lệ phí tháng 11/2025: chuyển kho bạc và đơn vị", NOTE, [
        "Lệnh chuyển", "Mã giao dịch", "Ngày thực hiện", "Mã đơn vị", "Đơn vị", "Khoản thu", "Bên nhận", "Tài khoản nhận",
        "Ngân hàng, kho bạc nhận", "Số hồ sơ", "Số tiền lệnh", "Ngân hàng ghi nợ", "Ngày ghi nợ", "Kết quả"], [
        order("LT202511TT1N0001", WARD, CHARGE, treasury, 3, 34000, 34000, november(28), "Đã chuyển đủ"),
        order("LT202511TT1N0002", WARD, FEE, ["UBND phường Đồng Quang", "0371000123456", "BFTVVNVX"], 1, 4000, 0, None,
              "Chưa thấy ghi nợ"),
        order("LT202511TT1N0003", COMMUNE, CHARGE, treasury, 1, 50000, 49000, november(28), "Ghi nợ khác số tiền"),
        order("LT202511TT2N0001", COMMUNE, FEE, ["-UBND xã", "0371000123456", "BFTVVNVX"], 2, 7000, 14000, "28/11/2025, 30/11/2025",
              "Ghi nợ nhiều lần"),
        [None, "KHAC-01", *[None] * 9, Dong(41000), november(29), "Không có lệnh"],
    ], {"Số hồ sơ": 7, "Số tiền lệnh": 95000, "Ngân hàng ghi nợ": 138000})


def alarms() -> Table:
    """Cảnh báo."""
    breach, warning = "Vi phạm", "Cảnh báo"
    return Table("Cảnh báo", "Phí, lệ phí tháng 11/2025: cảnh báo", NOTE, [
        "Mức", "Nội dung", "Từ lúc", "Mã đơn vị", "Đơn vị", "Mã hồ sơ", "Phải có", "Thực có", "Chênh lệch"], [
        [breach, "Số tiền chuyển khác số phải chuyển", datetime(2025, 12, 1), None, None, None, Dong(99000), Dong(138000), Dong(39000)],
        [warning, "Chứng từ ngân hàng chậm", datetime(2025, 12, 9), *[None] * 6],
        [breach, "Đơn vị chưa xác nhận đối soát", datetime(2025, 12, 16), *COMMUNE, None, None, None, None],
        [breach, "Thu không đúng mức phí, lệ phí", datetime(2025, 12, 1, 23, 59), "H55.99", None, "H55.99-251110-0009", Dong(8000),
         Dong(5000), Dong(-3000)],
    ])


TABLES = {"summary": summary(), "fees": fees(), "matching": matching(), "transfers": transfers(), "alarms": alarms()}
