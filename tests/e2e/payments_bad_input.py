"""Wrong confirmations: each is answered in the platform's own envelope, kept, shown to an operator, and changes nothing."""

from __future__ import annotations

import json
from typing import Any, Callable

from bad_input import expect, send_raw
from outbox import Answer
from payments_stage import RETURN_URL, Paid, Town

BODY_LIMIT = 64 * 1024
PAYER = "Nguyễn Thị Bí Mật 0912345678"


def _envelope(town: Town, answer: Answer) -> dict[str, Any]:
    """The answer as the platform's contract has it, and no success."""
    said: dict[str, Any] = json.loads(answer.body)
    text = said.get("MoTaLoi", said.get("return_msg"))
    expect(isinstance(text, str) and text != "" and town.dialect.code(said) != "", f"not the platform's envelope: {answer.body[:200]!r}")
    expect(not town.dialect.is_taken(said), "it was taken")
    return said


def _refuse(town: Town, send: Callable[[], Answer], reason: str, size: int) -> dict[str, Any]:
    """Sends; one new message on the operator's list, from the platform, whole."""
    before = {row["id"] for row in town.refused()}
    said = _envelope(town, send())
    fresh = [row for row in town.refused() if row["id"] not in before]
    expect(len(fresh) == 1, f"{len(fresh)} new refused messages, wanted 1")
    row = fresh[0]
    expect(row["reason"] == reason, f"reason {row['reason']}, wanted {reason}")
    expect((row["source"], row["kind"], row["bytes"]) == (town.system, "payment.report", size), f"kept as {row}")
    expect(row in town.stage.api("/api/v1/refused")["refused"], "the page's list does not show it")
    return said


def _wrong(town: Town, paid: Paid, kind: str, reason: str) -> Callable[[], None]:
    def case() -> None:
        body = town.dialect.forged(kind, town.right(paid, state="paid", transaction="PP250613000987", paid_text="20250613093211"))
        said = _refuse(town, lambda: town.say(body), reason, len(json.dumps(body, ensure_ascii=False).encode()))
        if "MaXacThuc" in said:
            expect(town.dialect.how_signed(said, body) == "signed", "the answer is not signed")
        expect(town.claim_state(paid) == "waiting", "a wrong confirmation changed the claim")
    return case


def _unreadable(town: Town, raw: bytes, reason: str) -> Callable[[], None]:
    return lambda: void(_refuse(town, lambda: town.say(raw), reason, len(raw)))


def void(_: object) -> None:
    """Nothing is made of it."""


def _oversized(town: Town) -> None:
    """Refused before it is read: what had arrived of it is kept."""
    body = b'{"x":"' + b"a" * (2 * BODY_LIMIT) + b'"}'
    head = (f"POST {town.report_path} HTTP/1.1\r\nHost: gateway\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n"
            "Connection: close\r\n\r\n").encode()
    before = len(town.refused())
    _envelope(town, send_raw(town.stage.port, head, body))
    expect(len(town.refused()) == before + 1, "a confirmation that is too large was dropped")


def _right_behind_wrong(town: Town, paid: Paid) -> None:
    """None of them stands in the way of the right one."""
    town.decide(paid, "paid")
    expect(town.is_taken(town.say(town.right(paid))), "the right confirmation was not taken")
    town.wait_for_state(paid, "paid")
    claim = town.stage.api(f"/api/v1/payments/{paid.reference}")
    expect(claim["paid_amount"] == claim["amount"] and claim["refund_due"] == 0, f"the forgeries counted: {claim}")


def nobody_is_named(town: Town) -> None:
    """Neither log nor list says who pays, or what a message is signed with."""
    secrets = [path.read_text(encoding="utf-8").strip() for path in (town.stage.settings.folder / "secrets").iterdir()]
    body = town.sample().body
    canaries = [*secrets, PAYER, str(body["CitizenName"]), str(body["ApplicantsId"]), str(body["Phone"]), RETURN_URL]
    shown = {"log": (town.stage.settings.folder / "lienthong.log").read_text(encoding="utf-8"),
             "console": (town.stage.settings.folder / "gateway.out").read_text(encoding="utf-8"),
             "list": json.dumps(town.refused(), ensure_ascii=False), "metrics": town.metrics()}
    for where, text in shown.items():
        found = [place for place, canary in enumerate(canaries) if canary in text]
        expect(not found, f"{where} names canaries {found}")
    expect("refused" in shown["metrics"] and town.system in shown["metrics"], "refused confirmations are not counted")


def cases(town: Town) -> dict[str, Callable[[], None]]:
    """Name → case; one payment is behind all of them, and is paid at the end."""
    paid = Paid("")

    def forge(kind: str, reason: str) -> Callable[[], None]:
        def case() -> None:
            if not paid.reference:
                opened = town.new_payment()
                paid.dossier, paid.reference = opened.dossier, opened.reference
            _wrong(town, paid, kind, reason)()
        return case

    unread = {"a cut text": (b'{"MaThamChieu":"x","transaction_id":"x', "json.syntax"), "no object": (b"[]", "payment.message"),
              "a message without what is signed": (json.dumps({"note": PAYER}, ensure_ascii=False).encode(), "payment.signature_member"),
              "a key twice": (b'{"status":"0","status":"1"}', "json.duplicate")}
    return {
        "a wrong checksum is refused": forge("wrong_checksum", "PAYMENT_WRONG_CHECKSUM"),
        "a wrong amount is refused": forge("wrong_amount", "PAYMENT_WRONG_AMOUNT"),
        "an unknown reference is refused": forge("unknown_reference", "PAYMENT_UNKNOWN_REFERENCE"),
        **{f"{what} is refused": _unreadable(town, raw, reason) for what, (raw, reason) in unread.items()},
        "a confirmation that is too large is refused": lambda: _oversized(town),
        "behind all of them the right confirmation is taken": lambda: _right_behind_wrong(town, paid),
    }
