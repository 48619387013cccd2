"""What is paid on a platform is held by the portal, once, whatever happens on the way; and nobody is charged twice."""

from __future__ import annotations

import threading
import time
from typing import Any, Callable

from bad_input import expect
from payments_stage import PAY_TWO, Paid, Town, until

PAID_ONLINE, NOT_PAID = "1", "0"
LONG_PENDING_MS = 2500


def paid_once(town: Town, paid: Paid, writes_before: int) -> None:
    """The portal was told of the payment by one message; nothing else changed with it."""
    until(lambda: town.portal_payment(paid) == PAID_ONLINE, "the portal to hold the payment", 40.0)
    town.settle()
    held = town.portal_holds(paid)
    expect(held["writes"] == writes_before + 1, f"the portal was told {held['writes'] - writes_before} times")
    expect(held["duplicates"] == held["inversions"] == 0, f"steps doubled or out of order: {held}")


def confirmed_again_and_again(town: Town) -> None:
    """The platform says it twice, the gateway asks by itself, and somebody repeats it later."""
    town.stage.faults("payments", confirm_twice=True)
    paid = town.new_payment()
    town.settle()
    writes = town.portal_holds(paid)["writes"]
    expect(town.portal_payment(paid) == NOT_PAID, "paid before anybody paid")
    town.decide(paid, "paid")
    paid_once(town, paid, writes)
    until(lambda: len(town.transaction(paid)["confirms"]) == 2, "both confirmations to be heard")
    for _ in range(3):
        expect(town.is_taken(town.say(town.right(paid))), "a repetition was not taken")
    paid_once(town, paid, writes)
    expect(town.stage.api(f"/api/v1/payments/{paid.reference}")["paid_amount"] == town.transaction(paid)["amount"], "paid more than once")


def confirmed_behind_the_end(town: Town) -> None:
    """The result was handed over before the platform confirmed: the payment still arrives, the status stays."""
    town.stage.faults("payments", confirm_lost=True)
    paid = town.new_payment()
    for status, minutes in ((4, 20), (9, 40), (10, 60)):
        town.state_step(paid, status, minutes)
    until(lambda: town.portal_holds(paid).get("status") == "10", "the portal to hold the end", 40.0)
    town.settle()
    writes = town.portal_holds(paid)["writes"]
    town.decide(paid, "paid")
    expect(town.is_taken(town.say(town.right(paid))), "a late confirmation was not taken")
    paid_once(town, paid, writes)
    expect(town.portal_holds(paid)["status"] == "10", "the payment moved the status")


def confirmed_before_the_dossier_arrives(town: Town) -> None:
    """The portal knows nothing of the dossier yet: payment and steps wait for it, and arrive once and in order."""
    town.stage.faults("portal", down=True)
    paid = town.new_payment()
    town.decide(paid, "paid")
    town.wait_for_state(paid, "paid")
    for status, minutes in ((4, 20), (9, 40)):
        town.state_step(paid, status, minutes)
    expect(town.portal_holds(paid) == {}, "the portal was down")
    town.stage.faults("portal")
    until(lambda: town.portal_payment(paid) == PAID_ONLINE, "the portal to hold the payment", 40.0)
    town.settle()
    held = town.portal_holds(paid)
    expect([step["TrangThai"] for step in held["progress"]][-2:] == ["4", "9"], f"steps {held['progress']}")
    expect(held["duplicates"] == held["inversions"] == 0, f"steps doubled or out of order: {held}")


def confirmed_while_the_portal_is_down(town: Town) -> None:
    """Told when it is back, by one message."""
    paid = town.new_payment()
    town.settle()
    writes = town.portal_holds(paid)["writes"]
    town.stage.faults("portal", down=True)
    town.decide(paid, "paid")
    town.wait_for_state(paid, "paid")
    expect(town.portal_payment(paid) == NOT_PAID, "the portal was down")
    town.stage.faults("portal")
    paid_once(town, paid, writes)


def one_of_two_fees(town: Town) -> None:
    """A dossier is paid when all that it owes is paid."""
    first = town.new_payment(PAY_TWO)
    town.settle()
    writes = town.portal_holds(first)["writes"]
    town.decide(first, "paid")
    town.wait_for_state(first, "paid")
    town.settle()
    time.sleep(1.0)
    expect(town.portal_payment(first) == NOT_PAID, "one of two fees was told as everything")
    second = town.opened(Paid(first.dossier), "PTDXD")
    town.decide(second, "paid")
    paid_once(town, second, writes)


def pending_is_asked_about(town: Town) -> None:
    """The platform does not know the end for a while: asked again, never charged again, and no word but the answer says it."""
    town.stage.faults("payments", confirm_lost=True, pending_ms=LONG_PENDING_MS)
    paid = town.new_payment()
    town.decide(paid, "pending")
    until(lambda: town.questions_about(paid) >= 2, "the platform to be asked again")
    expect(town.claim_state(paid) == "waiting", "an end that nobody knows")
    status, said = town.open(paid)
    expect(status == 409 and "payment.open" in str(said), f"a second order while the first may be paid: {status} {said}")
    town.wait_for_state(paid, "paid")
    until(lambda: town.portal_payment(paid) == PAID_ONLINE, "the portal to hold the payment", 40.0)
    asked = town.questions_about(paid)
    time.sleep(1.5)
    expect(town.questions_about(paid) == asked, "asked although the end is known")
    expect(town.open(paid)[0] == 409 and town.orders_of(paid) == 1, "charged twice")


def not_killed(send: Callable[[], Any]) -> threading.Thread:
    """Runs `send`, whose answer may never come."""
    def run() -> None:
        try:
            send()
        except OSError:
            pass

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    return thread


def restarted(town: Town) -> None:
    """kill -9, and up again."""
    town.stage.kill_gateway()
    town.stage.start_gateway(seconds=30.0)


def killed_before_the_answer(town: Town) -> None:
    """The platform took the order and we died before we heard so: it is one order, it can be paid, and it counts."""
    town.stage.faults("payments", slow_ms=1500)
    paid = town.state_dossier()
    opening = not_killed(lambda: town.open(paid))
    until(lambda: bool(town.claims_of(paid)), "the attempt to be stored")
    restarted(town)
    opening.join()
    town.stage.faults("payments", confirm_lost=True)
    paid.reference = town.claims_of(paid)[0]["attempts"][0]["reference"]
    until(lambda: town.orders_of(paid) == 1, "the order to be on the platform")
    expect(town.open(paid)[0] == 409, "a second order although the first may be paid")
    town.decide(paid, "paid")
    town.wait_for_state(paid, "paid")
    expect(town.orders_of(paid) == 1, "charged twice")


def killed_before_the_order_arrives(town: Town) -> None:
    """The platform never heard of the order: nobody is charged, and a person may free the fee."""
    town.stage.faults("payments", black_hole=True)
    paid = town.state_dossier()
    opening = not_killed(lambda: town.open(paid))
    until(lambda: bool(town.claims_of(paid)), "the attempt to be stored")
    restarted(town)
    opening.join()
    town.stage.faults("payments")
    paid.reference = town.claims_of(paid)[0]["attempts"][0]["reference"]
    time.sleep(1.5)
    expect(town.open(paid)[0] == 409, "an attempt whose end nobody knows was forgotten")
    status, said = town.stage.act(f"/api/v1/payments/{paid.reference}/cancel", {"reason": "lệnh chưa đến nền tảng"})
    expect(status == 200 and said["state"] == "cancelled", f"cancelling: {status} {said}")
    again = town.opened(paid)
    expect(town.orders_of(again) == 1, "one order")


def killed_behind_the_confirmation(town: Town) -> None:
    """Acknowledged is stored: the dossier and the portal hear of it after the restart, once."""
    town.stage.faults("payments", confirm_lost=True)
    paid = town.new_payment()
    town.settle()
    writes = town.portal_holds(paid)["writes"]
    town.stage.faults("portal", down=True)
    town.decide(paid, "paid")
    expect(town.is_taken(town.say(town.right(paid))), "not taken")
    restarted(town)
    town.stage.faults("portal")
    paid_once(town, paid, writes)
    restarted(town)
    expect(town.is_taken(town.say(town.right(paid))), "the repetition was not taken")
    paid_once(town, paid, writes)


def receipt_as_pdf(town: Town) -> None:
    """GET_BILL repeats the time of INIT, or the platform would not know it."""
    paid = town.new_payment()
    expect(town.bill(paid)[0] == 404, "a receipt before anybody paid")
    town.decide(paid, "paid")
    town.wait_for_state(paid, "paid")
    status, pdf = town.bill(paid)
    expect(status == 200 and pdf.startswith(b"%PDF-") and paid.reference.encode() in pdf, f"{status} {pdf[:80]!r}")


def every_dialect(town: Town) -> dict[str, Callable[[], None]]:
    """Name → case."""
    return {
        "confirmed, asked about and repeated, the portal is told of a payment once": lambda: confirmed_again_and_again(town),
        "confirmed behind the dossier's end, the payment arrives and the status stays": lambda: confirmed_behind_the_end(town),
        "confirmed before the portal knows the dossier, everything arrives in order": lambda: confirmed_before_the_dossier_arrives(town),
        "confirmed while the portal is down, it is told when it is back": lambda: confirmed_while_the_portal_is_down(town),
        "of two fees, the portal is told when both are paid": lambda: one_of_two_fees(town),
        "what the platform does not know is asked again and never charged twice": lambda: pending_is_asked_about(town),
        "killed before the answer to an order, there is one order and it counts": lambda: killed_before_the_answer(town),
        "killed before an order arrives, nobody is charged and a person frees the fee": lambda: killed_before_the_order_arrives(town),
        "killed behind a confirmation, the portal hears of it once": lambda: killed_behind_the_confirmation(town),
    }


def platform_only(town: Town) -> dict[str, Callable[[], None]]:
    """What KeyPay does not have."""
    return {"a receipt comes as PDF, by the time text of the order": lambda: receipt_as_pdf(town)}
