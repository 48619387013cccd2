"""Statements of banks without XML: CSV and MT940, each with the profile by which the gateway reads it
(gateway/mapping/statement/README.md). Notifications within the day have no such form."""

from __future__ import annotations

import csv
import io
import unicodedata
from decimal import Decimal

from bank_book import Entry, Statement

CSV_PROFILE = """profile   = "csv-bank"
format    = "csv"
separator = ","
decimal   = ","
grouping  = "."
date      = "dd/MM/yyyy"
currency  = "VND"

[columns]
booked-on          = "Ngày giao dịch"
servicer-reference = "Số bút toán"
debit              = "Ghi nợ"
credit             = "Ghi có"
currency           = "Loại tiền"
running-balance    = "Số dư"
other-name         = "Đối tác"
remittance         = "Nội dung"
information        = "Ghi chú"

[labels]
account      = "Số tài khoản"
statement-id = "Số sao kê"
from         = "Từ ngày"
to           = "Đến ngày"
opening      = "Số dư đầu kỳ"
closing      = "Số dư cuối kỳ"
ignored      = ["SAO KÊ TÀI KHOẢN"]
"""
CSV_TITLES = ("Ngày giao dịch", "Số bút toán", "Ghi nợ", "Ghi có", "Loại tiền", "Số dư", "Đối tác", "Nội dung", "Ghi chú")

MT940_PROFILE = """profile     = "mt940-bank"
format      = "mt940"
information = "keywords"
mark        = "/"

[parts]
end-to-end-id = ["EREF"]
remittance    = ["REMI"]
other-name    = ["NAME"]
"""
LONGEST_SWIFT_LINE = 65


def without_marks(text: str) -> str:
    """Vietnamese as banks with old character sets write it."""
    parts = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def _grouped(amount: Decimal) -> str:
    """1.050.000 or 12,50."""
    return f"{amount:,f}".replace(",", " ").replace(".", ",").replace(" ", ".")


def _other(entry: Entry) -> str:
    detail = entry.details[0] if entry.details else {}
    return str(detail.get("debtor_name" if entry.flow == "credit" else "creditor_name", ""))


def _words(entry: Entry) -> str:
    """All payments inside an entry in one text; an EndToEndId stands before the text, as there is no column for it."""
    references = [str(detail.get("end_to_end_id", "")) for detail in entry.details]
    texts = [f"{'' if reference in ('', 'NOTPROVIDED') else reference + ' '}{detail.get('remittance', '')}".strip()
             for reference, detail in zip(references, entry.details)]
    return "; ".join(text for text in texts if text)


def render_csv(statement: Statement) -> bytes:
    """UTF-8 with a byte order mark, CRLF."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    rest = [""] * (len(CSV_TITLES) - 2)
    day = statement.day.strftime("%d/%m/%Y")
    for label, value in (("SAO KÊ TÀI KHOẢN", ""), ("Số tài khoản", statement.account), ("Số sao kê", statement.id), ("Từ ngày", day),
                         ("Đến ngày", day), ("Số dư đầu kỳ", _grouped(statement.opening))):
        writer.writerow([label, value, *rest])
    writer.writerow(CSV_TITLES)
    balance = statement.opening
    for entry in statement.entries:
        balance += entry.signed
        amounts = [_grouped(entry.amount), ""] if entry.flow == "debit" else ["", _grouped(entry.amount)]
        note = f"HUY GD {entry.information}".strip() if entry.reversal else entry.information
        writer.writerow([entry.day.strftime("%d/%m/%Y"), entry.reference, *amounts, entry.currency, _grouped(balance), _other(entry), _words(entry), note])
    writer.writerow(["Số dư cuối kỳ", _grouped(statement.closing), *rest])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8")


def _comma(amount: Decimal) -> str:
    """1000000, or 12,50: the comma is never left out."""
    whole, _, part = f"{amount:f}".partition(".")
    return f"{whole},{part}"


def _balance(tag: str, amount: Decimal, statement: Statement) -> str:
    return f":{tag}:{'C' if amount >= 0 else 'D'}{statement.day:%y%m%d}{statement.currency}{_comma(abs(amount))}"


def _swift_lines(text: str) -> list[str]:
    """Lines of SWIFT's length; a line neither ends in a blank nor begins with a mark that means something."""
    lines = []
    while len(text) > LONGEST_SWIFT_LINE:
        at = LONGEST_SWIFT_LINE
        while text[at - 1] == " " or text[at] in " :-":
            at -= 1
        lines.append(text[:at])
        text = text[at:]
    return lines + [text]


def _entry_lines(entry: Entry) -> list[str]:
    mark = {("credit", False): "C", ("debit", False): "D", ("debit", True): "RC", ("credit", True): "RD"}[(entry.flow, entry.reversal)]
    first = f":61:{entry.day:%y%m%d}{entry.day:%m%d}{mark}{_comma(entry.amount)}NTRFNONREF//{entry.reference}"
    detail = entry.details[0] if entry.details else {}
    reference = detail.get("end_to_end_id", "") if len(entry.details) == 1 else ""
    words = _words(entry).removeprefix(f"{reference} ") if reference else _words(entry)
    parts = {"EREF": "" if reference == "NOTPROVIDED" else reference, "REMI": " ".join(filter(None, (words, entry.information))),
             "NAME": _other(entry) if len(entry.details) == 1 else ""}
    text = without_marks("".join(f"/{key}/{value}" for key, value in parts.items() if value))
    return [first] + _swift_lines(f":86:{text}") if text else [first]


def render_mt940(statement: Statement) -> bytes:
    """One message without blocks, CRLF, letters without marks."""
    lines = [f":20:{statement.id}", f":25:{statement.account}", f":28C:{statement.sequence}/1", _balance("60F", statement.opening, statement)]
    for entry in statement.entries:
        lines += _entry_lines(entry)
    lines.append(_balance("62F", statement.closing, statement))
    return ("\r\n".join(lines) + "\r\n").encode("ascii")
