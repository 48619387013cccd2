"""One morning at a ward's public administrative service centre against simulated peers, told so that a non-engineer can
follow it. Every number of the dossiers' table is read from the peers, none from the gateway; what the gateway says of the month's
money is held against what the generator knows."""

from __future__ import annotations

import argparse
import shutil
import signal
import sys
import tempfile
import threading
import time
from datetime import date
from pathlib import Path
from types import FrameType

from check import Verdict, judge, table
from money_act import MoneyAct, Outcome
from money_month_check import table as money_table
from morning import last_working_day
from quiet import Pulse, wait_until_quiet
from stage import CARRIER, Settings, Stage, StageError

# The incumbent synchronisation tries every 45 s and gives up after ten tries. Here one of its tries is two seconds.
INCUMBENT_EVERY, INCUMBENT_TRIES, SCALE = 45, 10, 2.0

# Shares of the parcels: events repeated, out of order and in another unit, other people's orders, the receiver never at home, silence.
POSTAL_TROUBLE = {"duplicate": 0.2, "reorder": 0.2, "later_event": 0.2, "event_seconds": 0.2, "unknown_order": 0.1, "foreign_collection": 0.1,
                  "returned": 0.12, "no_events": 0.12}

stop_asked = threading.Event()


def say(vietnamese: str, english: str) -> None:
    """One line for everybody, one for the visitor."""
    print(f"▸ {vietnamese}\n  {english}", flush=True)


def options(arguments: list[str] | None = None) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="lienthong demo", description=__doc__)
    parser.add_argument("--binary", type=Path, required=True, help="the gateway")
    parser.add_argument("--root", type=Path, default=Path(__file__).resolve().parents[2], help="tree with adapters and schemas")
    parser.add_argument("--once", action="store_true", help="end after the table; exit code 0 only when it is clean")
    parser.add_argument("--keep-dir", type=Path, help="work in this folder and leave everything in it")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--dossiers", type=int, default=200)
    parser.add_argument("--before", type=int, default=120, choices=range(60, 2001), metavar="60…2000", help="dossiers of the month before, whose fees are paid, booked and agreed")
    parser.add_argument("--duration", type=float, default=40.0, help="seconds the morning is pressed into")
    parser.add_argument("--outage", type=float, default=23.0, help="seconds the portal is away")
    return parser.parse_args(arguments)


def pause(seconds: float) -> None:
    """Sleeps; a request to stop ends it at once."""
    if stop_asked.wait(max(0.0, seconds)):
        raise KeyboardInterrupt


def minutes(seconds: float) -> str:
    """450 → 7:30."""
    return f"{int(seconds) // 60}:{int(seconds) % 60:02d}"


def open_the_morning(stage: Stage, chosen: argparse.Namespace) -> None:
    """The centre opens; the first third of the morning goes as it should, but some answers get lost on the way."""
    owned = sum(1 for dossier in stage.morning.dossiers if dossier.procedure.ministry)
    say(f"Trung tâm mở cửa: {chosen.dossiers} hồ sơ, trong đó {owned} hồ sơ do phần mềm của Bộ xử lý.",
        f"The centre opens: {chosen.dossiers} dossiers, {owned} of them processed in the ministry's software.")
    stage.faults("ministry", lost_reply_rate=0.15)
    stage.faults("province", lost_reply_rate=0.15)
    stage.faults("post", lost_reply_rate=0.15, **POSTAL_TROUBLE)
    stage.begin_morning()
    pause(chosen.duration * 0.3)


def take_the_portal_away(stage: Stage, chosen: argparse.Namespace) -> None:
    """More than the incumbent's ten tries."""
    tries = chosen.outage / SCALE
    real = tries * INCUMBENT_EVERY
    say(f"Cổng Dịch vụ công quốc gia mất kết nối {chosen.outage:.0f} giây.",
        f"The national portal goes away for {chosen.outage:.0f} s.")
    if tries > INCUMBENT_TRIES:
        say(f"Hệ thống đang dùng thử lại mỗi {INCUMBENT_EVERY} giây, {INCUMBENT_TRIES} lần, rồi bỏ "
            f"({minutes(INCUMBENT_EVERY * INCUMBENT_TRIES)} phút). Ở đây 1 lần thử = {SCALE:.0f} giây, nên {chosen.outage:.0f} giây "
            f"= {tries:.1f} lần = {minutes(real)} phút: nó đã bỏ cuộc.",
            f"The incumbent tries every {INCUMBENT_EVERY} s, {INCUMBENT_TRIES} times, then gives up. One of its tries is "
            f"{SCALE:.0f} s here: {chosen.outage:.0f} s are {tries:.1f} tries or {minutes(real)} minutes. It would have given up.")
    stage.faults("portal", down=True)
    end = time.monotonic() + chosen.outage
    while (left := end - time.monotonic()) > 0:
        pause(min(left, 6.0))
        waiting = next((int(row["waiting"]) for row in stage.conservation() if row["peer"] == "portal"), 0)
        say(f"   … còn {max(0.0, end - time.monotonic()):.0f} giây; {waiting} tin chờ gửi Cổng, các hệ thống khác vẫn chạy.",
            f"   … {max(0.0, end - time.monotonic()):.0f} s left; {waiting} messages wait for the portal, the others go on.")


def bring_it_back_badly(stage: Stage) -> None:
    """It commits and loses its answers, and forgets every session: the worst moment for a sender that guesses."""
    say("Cổng trở lại, nhưng một phần tư câu trả lời bị mất SAU KHI đã ghi; phiên làm việc hết hạn.",
        "The portal is back, but a quarter of its answers are lost AFTER it has committed; its sessions expire.")
    stage.faults("portal", lost_reply_rate=0.25, session_expired=True)
    pause(3.0)
    stage.faults("portal", lost_reply_rate=0.25, session_expired=True)
    pause(3.0)
    for name in ("portal", "ministry", "province"):
        stage.faults(name)
    stage.faults("post", **POSTAL_TROUBLE)
    say("Mọi hệ thống hoạt động bình thường trở lại.", "Every system behaves again.")


def pay_and_book(stage: Stage, money: MoneyAct) -> Outcome:
    """The month before: citizens pay, the bank books, the gateway matches."""
    say(f"Tiền phí tháng {money.month}: công dân nộp trên Nền tảng thanh toán, ngân hàng gửi sao kê với mọi loại rắc rối.",
        f"The fees of {money.month}: citizens pay on the platform, the bank sends statements with every kind of trouble.")
    stage.faults("payments", confirm_wrong_checksum=0.2, confirm_wrong_amount=0.2, confirm_twice=0.3, pending=0.2, pending_ms=1500)
    money.pay()
    money.book()
    say("Kế toán xác nhận tháng, lập lệnh chuyển (pain.001); ngân hàng thực hiện và gửi sao kê cuối tháng.",
        "The accountant agrees the month and drafts the transfer (pain.001); the bank carries it out and sends its last statements.")
    money.transfer()
    return money.judge()


def wait_for_quiet(stage: Stage, chosen: argparse.Namespace) -> bool:
    """Until the gateway owes nobody anything."""
    spoken = [time.monotonic()]

    def tell(pulse: Pulse) -> None:
        if time.monotonic() - spoken[0] > 4.0:
            spoken[0] = time.monotonic()
            say(f"   … còn {pulse.owed} tin phải gửi, {pulse.unsaid} tin các hệ thống chưa nói xong.",
                f"   … {pulse.owed} still to be told, {pulse.unsaid} not yet said by the peers.")
        if stop_asked.is_set():
            raise KeyboardInterrupt

    say("Chờ mọi thứ yên…", "Waiting for quiet…")
    return wait_until_quiet(stage, chosen.duration + 60.0, tell)


def report(stage: Stage, quiet: bool, money: Outcome) -> bool:
    """The table, from the peers' own state, and the conservation line; True when all of it is clean."""
    verdict: Verdict = judge(stage.morning, stage.controls)
    print()
    print(table(verdict.rows), flush=True)
    if verdict.late_steps():
        say(f"{verdict.late_steps()} bước do chính tỉnh gửi muộn (sau bước sau nó): được ghi bổ sung, không tính là sai thứ tự.",
            f"{verdict.late_steps()} steps were stated late by the province itself: appended, not counted as out of order.")
    sent, arrived = verdict.by_post()
    say(f"Bưu chính: {sent} kết quả gửi đi, {arrived} phát xong nên đã trả; {sent - arrived} chưa phát được (vắng nhà, im lặng): vẫn chờ trả.",
        f"The post: {sent} results sent, {arrived} delivered and so returned; {sent - arrived} not (nobody at home, silence): still to be returned.")
    print("\nTiền tháng trước / The money of the month before (đối chiếu với điều bộ sinh dữ liệu biết / held against what the generator knows)")
    print(money_table(money.result))
    print(money.transfer_line(), flush=True)
    conserve = stage.command("conserve")
    print("\nCân đối / Conservation (đã nhận gửi = đã gửi + thay thế + chờ + đang gửi + chưa rõ + từ chối + tạm giữ)")
    print(conserve.stdout.rstrip() or conserve.stderr.rstrip(), flush=True)
    stuck = [f"{row['peer']}: {row[state]} {state}" for row in stage.conservation() for state in ("refused", "parked")
             if int(row.get(state, 0))]
    for line in stuck:
        say(f"Cần người xem: {line}.", f"Needs a person: {line}.")
    if not quiet:
        say("Chưa yên trong thời gian cho phép.", "It did not become quiet in time.")
        _tell_refusals(verdict)
    return verdict.clean() and money.clean() and conserve.returncode == 0 and quiet and not stuck


def _tell_refusals(verdict: Verdict) -> None:
    for name in ("province", "ministry"):
        refused = [said for said in verdict.states[name]["said"] if said["refusals"]]
        for said in refused[:5]:
            print(f"  ! {name} {said['code']} {said['status']}: {said['last_answer']}")


def carrier_hint(stage: Stage) -> str:
    """How to sign in there, and an item that is still on its way."""
    orders = stage.state("post")["orders"].values()
    item = next((order["items"][0] for order in orders if not order["cancelled"] and not order["stated"]), "")
    return f"tên / name {CARRIER}, mật khẩu / secret {stage.secret(CARRIER)}" + (f", bưu gửi / item {item}" if item else "")


def stay(stage: Stage, month: str) -> None:
    """Says where to look and waits to be stopped."""
    code = stage.morning.dossiers[0].code
    binary, config = stage.settings.binary, stage.config
    print(f"""
Xem ở đâu / Where to look:
  Bảng trạng thái / status page    {stage.url}/
  Một hồ sơ / one dossier          {stage.url}/ho-so/{code}
                                   {binary} dossier show {code} --config {config}
  Cân đối / conservation           {binary} conserve --config {config}
  Tháng phí / the month of fees    {binary} fees month {month} --config {config}
  Sao kê / statements              {binary} fees statements --config {config}
  Bưu gửi / items at the post      {binary} post --config {config}
  Trang bưu tá / carriers' page    {stage.url}/buu-ta   ({carrier_hint(stage)})
  Cổng quốc gia / portal           {stage.control['portal']}/state   (/attempts, POST /faults)
  Phần mềm Bộ / ministry           {stage.control['ministry']}/state
  Hệ thống tỉnh / province         {stage.control['province']}/state
  Bưu chính, thanh toán, ngân hàng {stage.control['post']}/state, {stage.control['payments']}/state, {stage.control['bank']}/state
Ctrl-C để dừng / Ctrl-C stops everything.""", flush=True)
    stop_asked.wait()


def play(stage: Stage, chosen: argparse.Namespace) -> bool:
    """The whole morning."""
    say("Khởi động gateway và sáu hệ thống mô phỏng…", "Starting the gateway and six simulated peers…")
    money = MoneyAct(stage)
    money.write_script()
    stage.start()
    say(f"Gateway sẵn sàng: {stage.url}/", "The gateway is ready.")
    begun = time.monotonic()
    open_the_morning(stage, chosen)
    take_the_portal_away(stage, chosen)
    bring_it_back_badly(stage)
    paid = pay_and_book(stage, money)
    pause(begun + chosen.duration - time.monotonic())
    return report(stage, wait_for_quiet(stage, chosen), paid)


def main() -> int:
    """Runs the demo; whatever happens, every child is stopped and waited for."""
    chosen = options()

    def on_signal(_: int, __: FrameType | None) -> None:
        stop_asked.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, on_signal)
    folder = chosen.keep_dir or Path(tempfile.mkdtemp(prefix="lienthong-demo-"))
    folder.mkdir(parents=True, exist_ok=True)
    stage = Stage(Settings(chosen.binary.resolve(), chosen.root.resolve(), folder.resolve(), chosen.seed, chosen.dossiers,
                           last_working_day(date.today()), chosen.duration, chosen.before))
    clean, code = False, 1
    try:
        clean = play(stage, chosen)
        code = 0 if clean or not chosen.once else 1
        if not chosen.once:
            stay(stage, MoneyAct(stage).month)
    except KeyboardInterrupt:
        code = 130 if chosen.once else 0
    except (StageError, OSError) as problem:
        say(f"Không chạy được: {problem}", f"It does not run; see {folder}")
        print((folder / "gateway.out").read_text(encoding="utf-8", errors="replace")[-3000:] if (folder / "gateway.out").exists() else "")
    finally:
        gateway_code = stage.stop()
    say("Đã dừng mọi tiến trình." if gateway_code == 0 else f"Gateway dừng với mã {gateway_code}.",
        f"Everything is stopped (gateway: {gateway_code}).")
    if chosen.keep_dir is None and (clean or code != 1):
        shutil.rmtree(folder, ignore_errors=True)
    else:
        print(f"  {folder}")
    return code


if __name__ == "__main__":
    sys.exit(main())
