// The carrier's page: sign in, find an item, say what was done with it. What was done is kept first and sent afterwards.

import { api, gatewayNow } from './api.js';
import { ACTIONS, newEntry } from './entry.js';
import { readItemNumber } from './item_number.js';
import { Outbox } from './outbox.js';
import { openStorage } from './outbox_storage.js';
import { canScan, Scanner } from './scanner.js';
import { Sender } from './sender.js';
import { at, fillChoices, forgetItem, show, showEntries, showItem, showSum, shown, tell } from './screens.js';

const CARRIER = 'buu-ta.carrier';
const WORDS = 'buu-ta.words';
// Signed out on the phone while the gateway could not be told.
const LEAVING = 'buu-ta.leaving';

const OFFLINE_REMARK = 'Không có mạng: chưa xem được địa chỉ. Việc đã làm vẫn ghi được và sẽ gửi sau.';
const ENDED_REMARK = 'Đơn hàng đã kết thúc hoặc đã huỷ.';
const NETWORK = {
  online: 'Có mạng',
  offline: 'Không có mạng – vẫn ghi được',
  sign_in: 'Cần đăng nhập lại để gửi',
  refused: 'Trung tâm chưa nhận – sẽ gửi lại',
};

let outbox;
let sender;
let scanner;
let needsSignIn = false;
// What is on the screen: {number, order, action}. Never kept.
let current = {};

function carrier() {
  return localStorage.getItem(CARRIER) || '';
}

function showNetwork(end) {
  const known = NETWORK[end] ? end : 'online';
  at('network').textContent = NETWORK[navigator.onLine === false ? 'offline' : known];
}

async function refresh() {
  const entries = await outbox.all();
  showEntries(entries, async (key) => {
    await outbox.dismiss(key);
    await refresh();
  });
  showSum(entries);
  return entries;
}

async function afterRun(end) {
  showNetwork(end);
  const entries = await refresh();
  if (end !== 'sign_in') return;
  needsSignIn = true;
  if (shown() === 'find' || shown() === 'list') askToSignIn(entries.filter((entry) => entry.state === 'waiting').length);
}

function askToSignIn(waiting) {
  show('sign-in');
  tell('Phiên làm việc đã hết. ' + (waiting ? waiting + ' mục chưa gửi vẫn ở trên máy. ' : '') + 'Hãy đăng nhập lại.');
}

function goFind() {
  current = {};
  forgetItem();
  at('number').value = '';
  sayNumberProblem('');
  if (needsSignIn) askToSignIn(0);
  else show('find');
}

function applyWords(words) {
  fillChoices(at('reason'), words.reasons);
  fillChoices(at('relation'), words.relations);
}

async function loadWords() {
  const held = localStorage.getItem(WORDS);
  if (held) applyWords(JSON.parse(held));
  const answer = await api.words();
  if (answer.status !== 200) return;
  localStorage.setItem(WORDS, JSON.stringify(answer.body));
  if (shown() !== 'report') applyWords(answer.body);
}

async function signIn(event) {
  event.preventDefault();
  const id = at('carrier').value.trim();
  const answer = await api.signIn(id, at('secret').value);
  at('secret').value = '';
  if (answer.status !== 200) {
    tell(answer.body.detail || 'Không kết nối được với Trung tâm; hãy thử lại.', 'bad');
    return;
  }
  localStorage.setItem(CARRIER, answer.body.carrier);
  localStorage.removeItem(LEAVING);
  needsSignIn = false;
  tell('');
  goFind();
  await loadWords();
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
  const answer = await api.item(read.number);
  if (answer.status === 401) {
    needsSignIn = true;
    return askToSignIn(0);
  }
  if (answer.status !== 0 && answer.status !== 200 && answer.status < 500) return refuseNumber(answer.body.detail || '');
  const orders = answer.body.orders || [];
  const order = orders.find((one) => one.actions.length > 0) || orders[0] || null;
  current = { number: read.number, order };
  const ended = Boolean(order) && order.actions.length === 0;
  showItem(read.number, order, order ? (ended ? ENDED_REMARK : '') : OFFLINE_REMARK);
  show('item');
  return undefined;
}

function chooseAction(action) {
  current.action = action;
  at('report-form').reset();
  ['to', 'relation', 'reason', 'note'].forEach((id) => at(id).removeAttribute('aria-invalid'));
  tell('');
  at('report-item').textContent = current.number + ' – ' + ACTIONS[action];
  at('receiver-part').hidden = action !== 'delivered';
  at('reason-part').hidden = action !== 'failed';
  show('report');
}

// The first field that is missing, and what to say about it.
function missing(report) {
  if (report.action === 'delivered' && !report.relation) return ['relation', 'Hãy chọn đã giao cho ai.'];
  if (report.action === 'delivered' && report.relation !== 'self' && !report.to) return ['to', 'Hãy ghi họ tên người đã nhận.'];
  if (report.action === 'failed' && !report.reason) return ['reason', 'Hãy chọn lý do.'];
  if ((report.relation === 'other' || report.reason === 'other') && !report.note) return ['note', 'Hãy ghi rõ ở ghi chú.'];
  return null;
}

function readReport() {
  const value = (id) => at(id).value.trim();
  const report = { action: current.action, note: value('note') };
  if (current.action === 'delivered') Object.assign(report, { to: value('to'), relation: value('relation') });
  if (current.action === 'failed') report.reason = value('reason');
  return report;
}

async function saveReport(event) {
  event.preventDefault();
  const report = readReport();
  const gap = missing(report);
  ['to', 'relation', 'reason', 'note'].forEach((id) => at(id).removeAttribute('aria-invalid'));
  if (gap) {
    at(gap[0]).setAttribute('aria-invalid', 'true');
    at(gap[0]).focus();
    tell(gap[1], 'bad');
    return;
  }
  at('report-save').disabled = true;
  try {
    const order = current.order ? current.order.order : '';
    const entry = newEntry(carrier(), current.number, order, report, gatewayNow());
    await outbox.add(entry);
    at('report-form').reset();
    goFind();
    tell('Đã lưu trên máy: ' + entry.item + ' – ' + ACTIONS[entry.action] + '.');
    await refresh();
    sender.run();
  } catch (failed) {
    tell('Chưa lưu được trên máy; hãy thử lại.', 'bad');
  } finally {
    at('report-save').disabled = false;
  }
}

async function leave() {
  const waiting = await outbox.waiting();
  if (!waiting.length) return endSession();
  at('leave-sum').textContent = 'Còn ' + waiting.length + ' mục chưa gửi. Nếu xoá, Trung tâm sẽ không biết các việc này.';
  show('leave');
  return undefined;
}

async function endSession() {
  await outbox.wipe();
  [CARRIER, WORDS].forEach((key) => localStorage.removeItem(key));
  localStorage.setItem(LEAVING, '1');
  current = {};
  forgetItem();
  await refresh();
  show('sign-in');
  tell('Đã đăng xuất; trên máy không còn gì.');
  await tellLeaving();
}

async function tellLeaving() {
  if (!localStorage.getItem(LEAVING)) return;
  if ((await api.signOut()).status === 200) localStorage.removeItem(LEAVING);
}

function stopScanning() {
  scanner.stop();
  at('scan-view').hidden = true;
}

async function startScanning() {
  at('scan-view').hidden = false;
  const accept = (text) => {
    const read = readItemNumber(text);
    if (!read.number) {
      sayNumberProblem(read.text);
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
  window.addEventListener('online', () => showNetwork('online'));
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
  await refresh();
  showNetwork('online');
  show(carrier() ? 'find' : 'sign-in');
  await tellLeaving();
  sender.start();
  if (!carrier()) return;
  sender.run();
  await loadWords();
}

open();
