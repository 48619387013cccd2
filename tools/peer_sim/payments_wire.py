"""Messages of the payment platform, PhienBan 1.0.6 (contracts 5.1): signatures, what an INIT must hold."""

from __future__ import annotations

import hashlib
import json
import re
from datetime import datetime
from typing import Any, Iterable

from payments_dialect import Refusal, Transaction, with_another_first
from wire import Request

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
CODES = {Refusal.FORM: "02", Refusal.SIGNATURE: "03", Refusal.PARTNER: "04", Refusal.REPEAT: "06", Refusal.UNKNOWN: "14", Refusal.UNPAID: "15"}
KINDS = {"INIT": "open", "QUERY": "query", "GET_BILL": "bill"}
# TrangThaiGD by what is known here; a citizen who has not paid yet may still do so, hence 3.
STATES = {"open": "3", "pending": "3", "paid": "1", "failed": "4"}


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


class PlatformDialect:
    """The platform's words; `secret` empty: every signature is accepted."""

    confirm_path = "/payment/confirm"

    def __init__(self, partner: str, secret: str) -> None:
        self._partner, self._secret = partner, secret

    def kind(self, request: Request, body: dict[str, Any]) -> str:
        """LoaiBanTin says it, whatever the path."""
        return KINDS.get(str(body.get("LoaiBanTin")), "") if request.method == "POST" else ""

    def reference(self, body: dict[str, Any]) -> str:
        """MaThamChieu."""
        return str(body.get("MaThamChieu", ""))

    def order_refusal(self, body: dict[str, Any]) -> tuple[Refusal, str] | None:
        """Form first, then the signature, then who asks."""
        if wrong := init_problems(body):
            return Refusal.FORM, "Dữ liệu có định dạng không đúng: " + ", ".join(wrong)
        if not isinstance(body.get("MaXacThuc"), str) or (self._secret and not is_signed(body, INIT, self._secret)):
            return Refusal.SIGNATURE, "Sai mã xác thực"
        if self._partner and body["MaDoiTac"] != self._partner:
            return Refusal.PARTNER, "Mã đối tác không tồn tại"
        return None

    def order(self, body: dict[str, Any]) -> Transaction:
        """What the book keeps of an INIT."""
        bill = body["ThongTinBienLai"]
        return {"dossier": bill["MaHoSo"], "unit": bill["MaDonVi"], "amount": int(body["SoTien"]), "description": body["ThongTinGiaoDich"],
                "time_text": body["ThoiGianGD"], "signature": body["MaXacThuc"]}

    def opened(self, url: str) -> dict[str, Any]:
        """JSON inside JSON."""
        return {"error_code": "0", "message": json.dumps({"UrlThanhToan": url})}

    def not_opened(self, refusal: Refusal, text: str) -> dict[str, Any]:
        """Any other code."""
        return {"error_code": CODES[refusal], "message": text}

    def is_signed_question(self, body: dict[str, Any]) -> bool:
        """QUERY and GET_BILL alike."""
        return not self._secret or is_signed(body, QUERY, self._secret)

    def is_about(self, body: dict[str, Any], held: Transaction) -> bool:
        """ThoiGianGD must be INIT's own text."""
        return bool(body.get("ThoiGianGD") == held["time_text"])

    def standing(self, reference: str, held: Transaction, state: str) -> dict[str, Any]:
        """The answer to QUERY."""
        known = state == "paid"
        return {"LoaiBanTin": "QUERY", "MaLoi": SUCCESS, "TrangThaiGD": STATES[state], "MaDoiTac": self._partner, "MaThamChieu": reference,
                "SoTien": held["amount"], "MaTienTe": "VND", "MaGiaoDich": held["transaction"] if known else "",
                "MaNganHang": held["bank"] if known else "", "ThoiGianGD": held["time_text"], "ThongTinGiaoDich": held["description"]}

    def no_standing(self, reference: str, refusal: Refusal) -> dict[str, Any]:
        """The answer to a QUERY about what is not here."""
        return {"LoaiBanTin": "QUERY", "MaLoi": CODES[refusal], "MaDoiTac": self._partner, "MaThamChieu": reference}

    def no_bill(self, refusal: Refusal) -> dict[str, Any]:
        """The answer to a GET_BILL without a receipt."""
        return {"MaLoi": CODES[refusal], "MoTaLoi": "Không có biên lai"}

    def report(self, reference: str, held: Transaction) -> dict[str, Any]:
        """CONFIRM of what is known."""
        body: dict[str, Any] = {
            "LoaiBanTin": "CONFIRM", "MaLoi": SUCCESS if held["state"] == "paid" else FAILED, "MaDoiTac": self._partner,
            "MaThamChieu": reference, "SoTien": held["amount"], "MaTienTe": "VND", "MaGiaoDich": held["transaction"],
            "MaNganHang": held["bank"], "ThoiGianGD": held["paid_text"], "ThongTinGiaoDich": held["description"]}
        return dict(body, MaXacThuc=signature(body, CONFIRM, self._secret))

    def forged(self, kind: str, right: dict[str, Any]) -> dict[str, Any]:
        """A wrong CONFIRM; only the first kind has a wrong signature."""
        if kind == "wrong_checksum":
            return dict(right, MaXacThuc=with_another_first(right["MaXacThuc"]))
        changed = {"SoTien": right["SoTien"] + 1000} if kind == "wrong_amount" else {"MaThamChieu": right["MaThamChieu"] + "9"}
        body = dict(right, **changed)
        return dict(body, MaXacThuc=signature(body, CONFIRM, self._secret))

    def code(self, answer: dict[str, Any]) -> str:
        """MaLoi of the gateway's answer."""
        return str(answer.get("MaLoi", ""))

    def is_taken(self, answer: dict[str, Any]) -> bool:
        """Whether the gateway took a CONFIRM."""
        return answer.get("MaLoi") == SUCCESS

    def how_signed(self, answer: dict[str, Any], request: dict[str, Any]) -> str:
        """The reference client echoes the request's signature (contracts 5.1)."""
        if is_signed(answer, ANSWER, self._secret):
            return "signed"
        if answer.get("MaXacThuc") == request["MaXacThuc"]:
            return "echoed"
        return "wrong" if answer.get("MaXacThuc") else "missing"
