"""The public postal service as a separate process: VNPost through NGSP or through the provincial LGSP, and EMS's webhook.

Through NGSP (`--variant ngsp`):
    POST /token                                   Basic customerKey:secretKey, grant_type=client_credentials
    POST /apiVNPostNGSP/p1.0/order/post           Authorization: {token_type} {access_token}
    GET  /apiVNPostNGSP/p1.0/order/cancel         ?CustomerCode=&OrderNumber=      a GET that changes something
    GET  /apiVNPostNGSP/p1.0/order/tracking       ?pagesize=&lastId=               the feed of all orders
Through the LGSP (`--variant lgsp`), each with the header access_token (the secret itself); Status is a text:
    POST /lgsp/order, /lgsp/order-item            without and with an item number
    GET  /lgsp/order/cancel, /lgsp/order/tracking as through NGSP

A share of the items (`--webhook-share`) is carried by EMS: those are not in the feed but posted to the gateway's
`--webhook-path`. An order goes its way within `--hour-seconds` for each hour of it.

Switches of its own, beside those of every peer (`duplicate` and `reorder` among them), decided when an order is taken:
    returned (attempts fail, back to the sender) · later_event (a movement after the delivery) · several_items ·
    foreign_collection (a collection of the dossier, `MaHoSo__0.1234`, that nobody ordered here) · unknown_order ·
    event_seconds (EventTime in s) · no_events (silence after the order); and cancel_ignored: it is sent all the same
"""

from __future__ import annotations

import argparse
import base64
import json
import sys
import threading
import time
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import process
from faults import FaultPlan, chance
from post_book import FIRST_ID, Book
from post_ems import Webhook
from post_route import SWITCHES, is_item_number, journey
from record import AttemptLog, Journal, body_hash
from wire import Reply, Request, json_reply

NGSP, LGSP = "/apiVNPostNGSP/p1.0/order/", "/lgsp/order"
VARIANTS = ("ngsp", "lgsp")
TEXTS = ("CustomerCode", "OrderNumber", "SenderAddress", "SenderName", "SenderTel", "ReceiverName", "ReceiverAddress", "ReceiverTel")
NUMBERS = ("SenderProvince", "ReceiverProvince")
# 100 is documented, 101 seen with the likely meaning "exists already"; the rest is this simulator's own.
ACCEPTED, EXISTS, REFUSED, UNKNOWN, TOO_LATE = 100, 101, 400, 404, 409
LARGEST_PAGE = 1000


class Post:
    """The post as a peer."""

    def __init__(self, seed: int = 1, state_dir: Path | None = None, key: str = "", secret: str = "", customer: str = "TNN_HCC01",
                 hour_seconds: float = 0.05, webhook_share: float = 0.0, webhook_path: str = "/ems/webhook",
                 carrier: tuple[str, str] = ("", ""), variant: str = "ngsp") -> None:
        self.faults = FaultPlan(seed, SWITCHES | {"cancel_ignored"})
        self.attempts = AttemptLog(process.state_file(state_dir, "attempts.jsonl"))
        self._book = Book(Journal(process.state_file(state_dir, "journal.jsonl")), customer)
        self._lock = threading.RLock()
        self._seed, self._key, self._secret, self._customer = seed, key, secret, customer
        self._hour_seconds, self._webhook_share = hour_seconds, webhook_share
        self._routes = {
            "ngsp": {("POST", NGSP + "post"): self._order_ngsp, ("GET", NGSP + "cancel"): self._cancel,
                     ("GET", NGSP + "tracking"): self._tracking},
            "lgsp": {("POST", LGSP): self._order_lgsp, ("POST", LGSP + "-item"): self._order_lgsp,
                     ("GET", LGSP + "/cancel"): self._cancel_lgsp, ("GET", LGSP + "/tracking"): self._tracking}}[variant]
        self._variant = variant
        self._tokens: dict[str, float] = {}
        self._read_to = FIRST_ID        # whoever asks for what follows a row has taken that row in
        self._agenda = process.Agenda()
        self._webhook = Webhook(webhook_path, *carrier)
        self._started = False
        self.faults.on_change(self._forget_tokens_when_told)
        for order in self._book.orders:
            self._plan_statements(order)

    def _forget_tokens_when_told(self, switches: dict[str, Any]) -> None:
        if switches.get("session_expired"):
            with self._lock:
                self._tokens.clear()

    # --- the gateway ------------------------------------------------------------------------------------------------

    def handle(self, request: Request) -> Reply:
        """Answers one request; effects are committed before the answer leaves."""
        if self._variant == "ngsp" and request.path == "/token" and request.method == "POST":
            return self._give_token(request)
        route = self._routes.get((request.method, request.path))
        if route is None:
            return json_reply({"Status": UNKNOWN, "Message": "Không tồn tại"}, 404)
        with self._lock:
            if not self._may_ask(request):
                self.attempts.add(request.path, "", body_hash(request.body), "401")
                return json_reply({"Status": 401, "Message": "Token không hợp lệ"}, 401)
            key, answer = route(request)
            self.attempts.add(request.path, key, body_hash(request.body), str(answer.get("Status", 200)))
        return json_reply(answer)

    def wrong_code(self, request: Request) -> Reply:
        """An answer outside the contract."""
        self.attempts.add("wrong_code", "", body_hash(request.body), "177")
        return json_reply({"Status": 177, "Message": "Mã phản hồi chưa được công bố"})

    def _give_token(self, request: Request) -> Reply:
        right = "Basic " + base64.b64encode(f"{self._key}:{self._secret}".encode()).decode("ascii")
        form = parse_qs(request.body.decode("utf-8", "replace"))
        good = request.headers.get("authorization") == right and form.get("grant_type") == ["client_credentials"]
        self.attempts.add("token", "", "", "200" if good else "401")
        if not good:
            return json_reply({"error": "invalid_client"}, 401)
        with self._lock:
            token = f"post-{body_hash(f'{self._seed}|{time.monotonic_ns()}')}"
            self._tokens[token] = time.monotonic() + 600
        return json_reply({"access_token": token, "token_type": "Bearer", "expires_in": 600})

    def _may_ask(self, request: Request) -> bool:
        if self._variant == "lgsp":
            return not self._secret or request.headers.get("access_token") == self._secret
        token = request.headers.get("authorization", "").partition(" ")[2]
        return self._tokens.get(token, 0.0) > time.monotonic()

    def _order_ngsp(self, request: Request) -> tuple[str, dict[str, Any]]:
        key, status, text = self._order(request, needs_item=False)
        return key, {"Status": status, "Message": text}

    def _order_lgsp(self, request: Request) -> tuple[str, dict[str, Any]]:
        key, status, text = self._order(request, needs_item=request.path.endswith("-item"))
        return key, {"Status": str(status), "Message": text}

    def _order(self, request: Request, needs_item: bool) -> tuple[str, int, str]:
        try:
            body = json.loads(request.body.decode("utf-8"))
        except (UnicodeDecodeError, ValueError):
            body = None
        if not isinstance(body, dict):
            return "", REFUSED, "Dữ liệu có định dạng không đúng"
        number = str(body.get("OrderNumber", ""))
        if wrong := self._problems(body, needs_item):
            return number, REFUSED, "Dữ liệu có định dạng không đúng: " + ", ".join(wrong)
        held = self._book.orders.get(number)
        if held is not None:
            self._book.change({"op": "repeat", "order": number, "differs": held["fields"] != body})
            return number, EXISTS, "Đơn hàng đã tồn tại"
        first, second, spare = self._book.new_items(number, 3)
        items = [body.get("ItemCode") or first] + ([second] if self.faults.strikes_on("several_items", number) else [])
        plan = journey(number, items, spare, self.faults)
        self._book.change(self._book.order_effect(body, items, plan, time.time()))
        self._plan_statements(number)
        return number, ACCEPTED, "Thành công"

    def _problems(self, body: dict[str, Any], needs_item: bool) -> list[str]:
        wrong = [name for name in TEXTS if not isinstance(body.get(name), str) or not body[name]]
        numbers = NUMBERS if self._variant == "ngsp" else (*NUMBERS, "FlagConfig")
        wrong += [name for name in numbers if type(body.get(name)) is not int]
        if body.get("CustomerCode") != self._customer:
            wrong.append("CustomerCode")
        item = body.get("ItemCode")
        if (item is None and needs_item) or (item is not None and not (isinstance(item, str) and is_item_number(item))):
            wrong.append("ItemCode")
        return sorted(set(wrong))

    def _cancel_lgsp(self, request: Request) -> tuple[str, dict[str, Any]]:
        key, answer = self._cancel(request)
        return key, dict(answer, Status=str(answer["Status"]))

    def _cancel(self, request: Request) -> tuple[str, dict[str, Any]]:
        number = request.query.get("OrderNumber", "")
        held = self._book.orders.get(number)
        if held is None or request.query.get("CustomerCode") != self._customer:
            return number, {"Status": UNKNOWN, "Message": "Đơn hàng không tồn tại"}
        if not held["cancelled"] and held["stated"]:
            return number, {"Status": TOO_LATE, "Message": "Đơn hàng đã được chấp nhận, không thể hủy"}
        if not held["cancelled"]:
            self._book.change({"op": "cancel", "order": number})
        return number, {"Status": ACCEPTED, "Message": "Thành công"}

    def _tracking(self, request: Request) -> tuple[str, dict[str, Any]]:
        last, size = request.query.get("lastId", FIRST_ID), request.query.get("pagesize", "100")
        is_id = len(last) == 24 and all(digit in "0123456789abcdef" for digit in last)
        if not is_id or not size.isdigit() or not 1 <= int(size) <= LARGEST_PAGE:
            return last, {"Status": REFUSED, "Message": "pagesize hoặc lastId có định dạng không đúng"}
        self._read_to = max(self._read_to, last)
        return last, self._book.page(last, int(size))

    # --- what the post states ---------------------------------------------------------------------------------------

    def _plan_statements(self, order: str) -> None:
        held = self._book.orders[order]
        gone = time.time() - held["at"]
        for place, step in enumerate(held["plan"]):
            if place not in held["stated"]:
                self._agenda.put(max(0.0, step["said_after"] * self._hour_seconds - gone), lambda place=place: self._state(order, place))

    def _state(self, order: str, place: int) -> None:
        with self._lock:
            held = self._book.orders[order]
            if held["cancelled"] and not self.faults.strikes_on("cancel_ignored", order):
                return
            step = held["plan"][place]
            effect = self._book.event_effect(order, place, time.time(), self._hour_seconds)
            if chance(self._seed, "webhook", int(step["item"][2:10]) if step["item"][2:10].isdigit() else 0) < self._webhook_share:
                self._webhook.put(f"{step['item']}-{step['code']}-{step['hours']}", effect["row"])
                held["stated"].append(place)
            else:
                self._book.change(effect)

    # --- for the control port ---------------------------------------------------------------------------------------

    def state(self) -> dict[str, Any]:
        """The post's own truth: orders with what will be and what was stated of them, the feed, EMS's messages."""
        with self._lock:
            rows = self._webhook.rows()
            unread = int(self._book.page(self._read_to, LARGEST_PAGE)["_size"])
            return dict(self._book.copy(), peer="post", webhook=rows, unread=unread,
                        waiting=self._agenda.waiting() + sum(not row["heard"] for row in rows))

    def use_gateway(self, url: str) -> None:
        """Where EMS's messages go."""
        self._webhook.gateway = url

    def start_work(self) -> None:
        """Parcels begin to move."""
        with self._lock:
            if self._started:
                return
            self._started = True
        self._agenda.start()
        self._webhook.start()

    def stop_work(self) -> None:
        """Stops moving and closes its files."""
        self._agenda.stop()
        self._webhook.stop()
        self.attempts.close()
        with self._lock:
            self._book.close()


def _options() -> argparse.Namespace:
    parser = process.arguments("The postal service, simulated; --client-id and --secret-file are customerKey and secretKey")
    parser.add_argument("--customer", default="TNN_HCC01", help="CustomerCode")
    parser.add_argument("--variant", choices=VARIANTS, default="ngsp", help="the way to the post")
    parser.add_argument("--hour-seconds", type=float, default=0.05, help="seconds an hour of a parcel's way takes")
    parser.add_argument("--webhook-share", type=float, default=0.0, help="share of the items that EMS carries, 0 to 1")
    parser.add_argument("--webhook-path", default="/ems/webhook", help="path of the gateway that EMS posts to")
    parser.add_argument("--carrier-id", default="", help="as whom EMS signs in (Basic)")
    parser.add_argument("--carrier-secret-file", type=Path)
    return parser.parse_args()


if __name__ == "__main__":
    chosen = _options()
    sys.exit(process.run(Post(chosen.seed, chosen.state_dir, chosen.client_id, process.read_secret(chosen.secret_file), chosen.customer,
                              chosen.hour_seconds, chosen.webhook_share, chosen.webhook_path,
                              (chosen.carrier_id, process.read_secret(chosen.carrier_secret_file)), chosen.variant), chosen))
