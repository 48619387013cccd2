// The carrier's page: sign in, find an item, say what was done with it. What was done is kept first and sent afterwards.

import { api, gatewayNow } from './api.js';
import { ACTIONS, newEntry } from './entry.js';
import { readItemNumber } from './item_number.js';
import { Outbox } from './outbox.js';
import { openStorage } from './outbox_storage.js';
import { adaptFields, applyWords, clearReport, missingIn, openReport, readReport } from './report_form.js';
import { canScan, Scanner } from './scanner.js';
import { Sender } from './sender.js';
import { dropSetting, keepSetting, setting } from './settings.js';
import { at, forgetItem, show, showEntries, showItem, showSum, showWho, shown, tell } from './screens.js';

const CARRIER = 'buu-ta.carrier';
const WORDS = 'buu-ta.words';
// Signed out on the phone while the gateway could not be told.
const LEAVING = 'buu-ta.leaving';

const OFFLINE_REMARK = 'Chưa xem được địa chỉ vì mạng yếu hoặc không có. Việc đã làm vẫn ghi được và sẽ gửi sau.';
const CANCELLED_REMARK = 'Đơn hàng đã huỷ: đừng phát, hãy giữ bưu gửi và báo bưu cục.';
const ENDED_REMARK = 'Bưu gửi này đã xong, không cần ghi nữa. Nếu không đúng, hãy báo Trung tâm.';
const SCAN_HINT = 'Đưa mã vạch vào giữa khung.';
const NOT_LASTING = 'Máy này không cho giữ dữ liệu: đừng đóng trang trước khi các việc đã gửi.';

let outbox;
let sender;
let scanner;
let needsSignIn = false;
let telling = Promise.resolve();
// What is on the screen: {number, order, action, mended}; `mended` is a refused entry that is being put right. Never kept.
let current = {};
let refusedBefore = 0;

function carrier() {
  return setting(CARRIER);
}

function showNetwork(end, waiting) {
  const rest = waiting ? ' · ' + waiting + ' chờ gửi' : '';
  const words = {
    sending: 'Đang gửi ' + waiting + '…',
    sign_in: 'Cần đăng nhập' + rest,
    refused: 'Chưa gửi được' + rest,
    offline: 'Mất mạng' + (rest || ' · vẫn ghi được'),
  };
  at('network').textContent = words[navigator.onLine === false ? 'offline' : end] || 'Có mạng' + rest;
}

async function refresh(end = '') {
  const entries = await outbox.all();
  const count = (state) => entries.filter((entry) => entry.state === state).length;
  showEntries(entries, { mend, dismiss: (entry) => outbox.dismiss(entry.key).then(() => refresh()) });
  showSum(count);
  showNetwork(end, count('waiting'));
  return count;
}

async function afterRun(end) {
  const count = await refresh(end);
  if (count('refused') > refusedBefore && shown() === 'find') {
    tell('Trung tâm không nhận ' + count('refused') + ' việc. Mở «Đã ghi» để xem vì sao và sửa.', 'bad');
  }
  refusedBefore = count('refused');
  if (end !== 'sign_in') return;
  needsSignIn = true;
  if (shown() === 'find' || shown() === 'list') askToSignIn(count('waiting'));
}

function askToSignIn(waiting) {
  show('sign-in');
  tell('Phiên làm việc đã hết. ' + (waiting ? waiting + ' việc chưa gửi vẫn ở trên máy. ' : '') + 'Hãy đăng nhập lại.');
}

function goFind() {
  current = {};
  forgetItem();
  at('number').value = '';
  sayNumberProblem('');
  if (needsSignIn) askToSignIn(0);
  else show('find');
}

// On a slow line a button that does nothing is pressed again.
async function whileBusy(button, words, work) {
  const before = button.textContent;
  button.disabled = true;
  button.textContent = words;
  try {
    return await work();
  } finally {
    button.disabled = false;
    button.textContent = before;
  }
}

async function loadWords() {
  const held = setting(WORDS);
  if (held) applyWords(JSON.parse(held));
  const answer = await api.words();
  if (answer.status !== 200) return;
  keepSetting(WORDS, JSON.stringify(answer.body));
  if (!held || shown() !== 'report') applyWords(answer.body);
}

async function signIn(event) {
  event.preventDefault();
  const id = at('carrier').value.trim();
  const answer = await whileBusy(at('sign-in-go'), 'Đang đăng nhập…', async () => {
    await telling;
    const signedIn = await api.signIn(id, at('secret').value);
    // Not before: without a network nothing could be reported for want of its words.
    if (signedIn.status === 200) await loadWords();
    return signedIn;
  });
  if (answer.status !== 200) {
    if (answer.status !== 0) at('secret').value = '';
    tell(answer.body.detail || 'Không kết nối được với Trung tâm; hãy thử lại.', 'bad');
    return;
  }
  at('secret').value = '';
  keepSetting(CARRIER, answer.body.carrier);
  dropSetting(LEAVING);
  showWho(carrier());
  needsSignIn = false;
  tell(outbox.lasts ? '' : NOT_LASTING, 'bad');
  goFind();
  sender.run();
}

function sayNumberProblem(text) {
  at('number-problem').textContent = text;
  if (text) at('number').setAttribute('aria-invalid', 'true');
  else at('number').removeAttribute('aria-invalid');
}

function refuseNumber(text) {
  show('find');
  sayNumberProblem(text);
  at('number').focus();
}

async function openItem(typed) {
  stopScanning();
  tell('');
  const read = readItemNumber(typed);
  if (!read.number) return refuseNumber(read.text);
  sayNumberProblem('');
  const answer = await whileBusy(at('find-go'), 'Đang tìm…', () => api.item(read.number));
  if (shown() !== 'find') return undefined;
  if (answer.status === 401) {
    needsSignIn = true;
    return askToSignIn(0);
  }
  if (answer.status !== 0 && answer.status !== 200 && answer.status < 500) return refuseNumber(answer.body.detail || '');
  const orders = answer.body.orders || [];
  const order = orders.find((one) => one.actions.length > 0) || orders[0] || null;
  current = { number: read.number, order, mended: current.mended };
  showItem(read.number, order, remarkOn(order));
  show('item');
  return undefined;
}

function remarkOn(order) {
  if (!order) return OFFLINE_REMARK;
  if (order.cancelled) return CANCELLED_REMARK;
  return order.actions.length ? '' : ENDED_REMARK;
}

// A refused entry goes the same way again, with what was said and when.
function mend(entry) {
  goFind();
  if (shown() !== 'find') return;
  current = { mended: entry };
  at('number').value = entry.item;
  tell('Sửa việc bị từ chối: ' + entry.item + ' – ' + ACTIONS[entry.action] + '. ' + entry.problem + '.', 'bad');
}

function chooseAction(action) {
  current.action = action;
  tell('');
  const { mended } = current;
  if (!setting(WORDS)) loadWords();
  openReport(current.number, action, mended && mended.action === action ? mended : null);
  show('report');
}

async function keepReport(report) {
  const { mended, order } = current;
  const entry = newEntry(carrier(), current.number, order ? order.order : '', report, gatewayNow(), mended);
  await (mended ? outbox.replace(mended, entry) : outbox.add(entry));
  clearReport();
  goFind();
  const done = entry.item + ' – ' + ACTIONS[entry.action];
  if (outbox.lasts) tell('Đã lưu trên máy: ' + done + '.');
  else tell('Đã ghi: ' + done + '. ' + NOT_LASTING, 'bad');
}

async function saveReport(event) {
  event.preventDefault();
  const report = readReport(current.action);
  const gap = missingIn(report);
  if (gap) {
    tell(gap, 'bad');
    return;
  }
  at('report-save').disabled = true;
  try {
    await keepReport(report);
    await refresh();
    sender.run();
  } catch (failed) {
    tell('Chưa lưu được trên máy; hãy thử lại.', 'bad');
  } finally {
    at('report-save').disabled = false;
  }
}

async function leave() {
  const left = (await outbox.all()).filter((entry) => entry.state !== 'sent').length;
  if (!left) return endSession();
  at('leave-sum').textContent = 'Còn ' + left + ' việc chưa gửi được hoặc bị từ chối. Nếu xoá, Trung tâm sẽ không biết các việc này.';
  show('leave');
  return undefined;
}

async function endSession() {
  await outbox.wipe();
  [CARRIER, WORDS].forEach(dropSetting);
  keepSetting(LEAVING, '1');
  current = {};
  forgetItem();
  clearReport();
  showWho('');
  await refresh();
  show('sign-in');
  tell('Đã đăng xuất; trên máy không còn gì.');
  await tellLeaving();
}

// One at a time: an answer that comes late must not take the cookie of the next session.
function tellLeaving() {
  telling = telling.then(async () => {
    if (setting(LEAVING) && (await api.signOut()).status === 200) dropSetting(LEAVING);
  });
  return telling;
}

function stopScanning() {
  scanner.stop();
  at('scan-view').hidden = true;
  at('scan-start').hidden = !canScan();
}

async function startScanning() {
  at('scan-view').hidden = false;
  at('scan-start').hidden = true;
  at('scan-hint').textContent = SCAN_HINT;
  const accept = (text) => {
    const read = readItemNumber(text);
    if (!read.number) {
      at('scan-hint').textContent = read.text;
      return false;
    }
    at('number').value = read.number;
    openItem(read.number);
    return true;
  };
  try {
    await scanner.start(accept);
  } catch (refused) {
    stopScanning();
    tell('Không mở được máy ảnh; hãy gõ mã.', 'bad');
  }
}

function listen() {
  at('sign-in-form').addEventListener('submit', signIn);
  at('find-form').addEventListener('submit', (event) => {
    event.preventDefault();
    openItem(at('number').value);
  });
  at('scan-start').addEventListener('click', startScanning);
  at('scan-stop').addEventListener('click', stopScanning);
  at('actions').addEventListener('click', (event) => {
    if (event.target.dataset.action) chooseAction(event.target.dataset.action);
  });
  at('report-form').addEventListener('submit', saveReport);
  ['relation', 'reason'].forEach((id) => at(id).addEventListener('change', adaptFields));
  at('report-back').addEventListener('click', () => {
    tell('');
    show('item');
  });
  at('send-now').addEventListener('click', () => sender.run());
  at('sign-out').addEventListener('click', leave);
  at('leave-stay').addEventListener('click', () => show('list'));
  at('leave-drop').addEventListener('click', endSession);
  Array.from(document.querySelectorAll('button[data-screen]')).forEach((button) => button.addEventListener('click', () => {
    stopScanning();
    tell('');
    if (button.dataset.screen === 'find') goFind();
    else refresh().then(() => show('list'));
  }));
  window.addEventListener('online', tellLeaving);
  window.addEventListener('online', () => refresh());
}

// The page works without the worker; only opening it without a network does not.
function registerWorker() {
  if (!navigator.serviceWorker) return;
  const rules = { createScriptURL: (address) => address };
  const policy = window.trustedTypes ? window.trustedTypes.createPolicy('buu-ta', rules) : rules;
  navigator.serviceWorker.register(policy.createScriptURL('/buu-ta/worker.js'), { scope: '/buu-ta' }).catch(() => undefined);
}

async function open() {
  outbox = new Outbox(await openStorage());
  scanner = new Scanner(at('scan-video'));
  sender = new Sender(outbox, api, carrier, afterRun);
  at('scan-start').hidden = !canScan();
  if (navigator.storage && navigator.storage.persist) navigator.storage.persist().catch(() => undefined);
  listen();
  registerWorker();
  showWho(carrier());
  refusedBefore = (await refresh())('refused');
  show(carrier() ? 'find' : 'sign-in');
  tellLeaving();
  sender.start();
  if (!carrier()) return;
  sender.run();
  await loadWords();
}

open();
