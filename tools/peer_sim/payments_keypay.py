"""Messages of KeyPay-DVCQG, version 3.0 (contracts 5.2): signatures, what a request to pay must hold, the callback.

Only `error` "0" and `status` "0" are documented; the other codes are this simulator's own. The answer to a detail is in no source:
it is worded and signed like the callback.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from typing import Any, Iterable

from payments_dialect import Refusal, Transaction, with_another_first
from payments_wire import bill_problems
from wire import Request

CREATE = ("addition_fee", "client_id", "command", "trans_amount", "transaction_id", "version")
DETAIL = ("client_id", "command", "transaction_id")
FIXED = {"command": "PAY", "version": "3.0", "locale": "vn", "country_code": "vi", "currency_code": "VND"}
TEXTS = ("client_id", "transaction_id", "trans_amount", "description", "environment", "return_url", "addition_fee")
LONGEST_ID = 20
KINDS = {"/create": "open", "/detail": "query"}
STATUSES = {"paid": "0", "open": "1", "pending": "1", "failed": "2"}
CODES = {Refusal.FORM: "2", Refusal.SIGNATURE: "3", Refusal.PARTNER: "4", Refusal.REPEAT: "6", Refusal.UNKNOWN: "14", Refusal.UNPAID: "15"}


def check_sum(message: dict[str, Any], names: Iterable[str], key: str) -> str:
    """HMAC-SHA256 over the values as they stand in the message; lower-case hex."""
    joined = "|".join(str(message.get(name, "")) for name in names)
    return hmac.new(key.encode("utf-8"), joined.encode("utf-8"), hashlib.sha256).hexdigest()


def create_problems(body: dict[str, Any]) -> list[str]:
    """Names of the fields of a request to pay that are wrong."""
    wrong = [name for name in TEXTS if not isinstance(body.get(name), str) or not body[name]]
    wrong += [name for name, value in FIXED.items() if body.get(name) != value]
    forms = {"transaction_id": rf"\S{{1,{LONGEST_ID}}}", "trans_amount": r"[1-9][0-9]{0,14}", "environment": r"[12]", "return_url": r"https?://\S+"}
    wrong += [name for name, form in forms.items() if not re.fullmatch(form, str(body.get(name, "")))]
    return sorted(set(wrong + bill_problems(body.get("bill_info"), body.get("trans_amount"))))


class KeypayDialect:
    """KeyPay's words: `key` proves what it is sent, `callback_key` what it sends."""

    confirm_path = "/payment/keypay"

    def __init__(self, client: str, key: str, callback_key: str) -> None:
        self._client, self._key, self._callback_key = client, key, callback_key

    def kind(self, request: Request, body: dict[str, Any]) -> str:
        """The path says it."""
        return KINDS.get(request.path, "") if request.method == "POST" and body else ""

    def reference(self, body: dict[str, Any]) -> str:
        """transaction_id."""
        return str(body.get("transaction_id", ""))

    def order_refusal(self, body: dict[str, Any]) -> tuple[Refusal, str] | None:
        """Form first, then the signature, then who asks."""
        if wrong := create_problems(body):
            return Refusal.FORM, "malformed: " + ", ".join(wrong)
        if body.get("check_sum") != check_sum(body, CREATE, self._key):
            return Refusal.SIGNATURE, "wrong check_sum"
        return (Refusal.PARTNER, "unknown client") if body["client_id"] != self._client else None

    def order(self, body: dict[str, Any]) -> Transaction:
        """What the book keeps of a request to pay."""
        bill = body["bill_info"]
        return {"dossier": bill["MaHoSo"], "unit": bill["MaDonVi"], "amount": int(body["trans_amount"]), "description": body["description"],
                "time_text": "", "signature": body["check_sum"]}

    def opened(self, url: str) -> dict[str, Any]:
        """Where the citizen pays."""
        return {"error": "0", "msg": "", "payment_url": url}

    def not_opened(self, refusal: Refusal, text: str) -> dict[str, Any]:
        """Any other code."""
        return {"error": CODES[refusal], "msg": text}

    def is_signed_question(self, body: dict[str, Any]) -> bool:
        """A detail is signed as the vector says."""
        return bool(body.get("check_sum") == check_sum(body, DETAIL, self._key))

    def is_about(self, body: dict[str, Any], held: Transaction) -> bool:
        """No time is signed, so none has to be repeated."""
        return True

    def standing(self, reference: str, held: Transaction, state: str) -> dict[str, Any]:
        """The answer to a detail."""
        body = {"client_id": self._client, "transaction_id": reference, "trans_amount": str(held["amount"]), "command": "PAY", "version": "3.0",
                "addition_fee": "0", "currency_code": "VND", "description": held["description"],
                "transaction_code": held["transaction"] if state == "paid" else "", "payment_fee": "0", "status": STATUSES[state]}
        return dict(body, check_sum=check_sum(body, CREATE, self._callback_key))

    def no_standing(self, reference: str, refusal: Refusal) -> dict[str, Any]:
        """The answer to a detail of what is not here."""
        return {"error": CODES[refusal], "msg": f"no transaction {reference}"}

    def no_bill(self, refusal: Refusal) -> dict[str, Any]:
        """There are no receipts."""
        return {"error": CODES[refusal], "msg": "no receipts"}

    def report(self, reference: str, held: Transaction) -> dict[str, Any]:
        """The callback of what is known."""
        return self.standing(reference, held, held["state"])

    def forged(self, kind: str, right: dict[str, Any]) -> dict[str, Any]:
        """A wrong callback. Another amount comes under the old signature: it is proved over the amount that is held."""
        if kind == "wrong_checksum":
            return dict(right, check_sum=with_another_first(right["check_sum"]))
        if kind == "wrong_amount":
            return dict(right, trans_amount=str(int(right["trans_amount"]) + 1000))
        body = dict(right, transaction_id=("9" if right["transaction_id"][0] != "9" else "8") + right["transaction_id"][1:])
        return dict(body, check_sum=check_sum(body, CREATE, self._callback_key))

    def code(self, answer: dict[str, Any]) -> str:
        """return_code of the gateway's answer."""
        return str(answer.get("return_code", ""))

    def is_taken(self, answer: dict[str, Any]) -> bool:
        """Whether the gateway took a callback."""
        return answer.get("return_code") == 0 and isinstance(answer.get("return_msg"), str)

    def how_signed(self, answer: dict[str, Any], request: dict[str, Any]) -> str:
        """The contract's answer has no signature."""
        return "none"
