// What stands on the page. Texts go in as text, never as markup.

import { ACTIONS, STATES } from './entry.js';

export function at(id) {
  return document.getElementById(id);
}

const SCREENS = ['sign-in', 'find', 'item', 'report', 'list', 'leave'];

export function show(screen) {
  SCREENS.forEach((id) => { at(id).hidden = id !== screen; });
  at('tabs').hidden = screen === 'sign-in' || screen === 'leave';
  const tab = screen === 'list' ? 'list' : 'find';
  Array.from(at('tabs').querySelectorAll('button')).forEach((button) => {
    if (button.dataset.screen === tab) button.setAttribute('aria-current', 'page');
    else button.removeAttribute('aria-current');
  });
  window.scrollTo(0, 0);
  at(screen + '-title').focus();
}

export function shown() {
  return SCREENS.find((id) => !at(id).hidden);
}

export function tell(text, kind) {
  const notice = at('notice');
  notice.textContent = text;
  notice.classList.toggle('bad', kind === 'bad');
  notice.hidden = !text;
}

export function fillChoices(select, words) {
  select.textContent = '';
  select.append(new Option('— Chọn —', ''));
  words.forEach((word) => select.append(new Option(word.text, word.code)));
}

export function showItem(number, order, remark) {
  at('item-title').textContent = number;
  at('item-state').textContent = order ? order.state_text : '';
  const person = order && order.person;
  at('item-person').hidden = !person;
  if (person) {
    at('person-kind').textContent = order.leg === 'collect' ? 'Người gửi' : 'Người nhận';
    at('person-name').textContent = person.name || '(không ghi)';
    at('person-address').textContent = person.address || '(không ghi)';
    const phone = at('person-phone');
    phone.textContent = person.phone || '(không ghi)';
    if (person.phone) phone.href = 'tel:' + person.phone.replace(/[^0-9+]/g, '');
    else phone.removeAttribute('href');
  }
  at('item-remark').textContent = remark;
  at('item-remark').hidden = !remark;
  Array.from(at('actions').querySelectorAll('button')).forEach((button) => {
    button.hidden = Boolean(order) && order.actions.indexOf(button.dataset.action) < 0;
  });
}

// Names and addresses leave the page with the item.
export function forgetItem() {
  showItem('Bưu gửi', null, '');
  ['person-name', 'person-address', 'person-phone'].forEach((id) => { at(id).textContent = ''; });
  at('person-phone').removeAttribute('href');
}

function localTime(at) {
  const parts = new Date(new Date(at).getTime() + 7 * 3600000).toISOString();
  return parts.slice(8, 10) + '/' + parts.slice(5, 7) + ' ' + parts.slice(11, 16);
}

function line(text, kind) {
  const paragraph = document.createElement('p');
  paragraph.textContent = text;
  if (kind) paragraph.className = kind;
  return paragraph;
}

function button(text, press) {
  const made = document.createElement('button');
  made.type = 'button';
  made.textContent = text;
  made.addEventListener('click', press);
  return made;
}

// What has to be put right first, then the latest.
function inOrder(entries) {
  const latest = entries.slice().reverse();
  const refused = (entry) => entry.state === 'refused';
  return latest.filter(refused).concat(latest.filter((entry) => !refused(entry)));
}

// `act`: {mend, dismiss}, each given the entry.
export function showEntries(entries, act) {
  const list = at('entries');
  list.textContent = '';
  inOrder(entries).forEach((entry) => {
    const row = document.createElement('li');
    row.dataset.key = entry.key;
    row.dataset.state = entry.state;
    row.append(line(entry.item + ' – ' + ACTIONS[entry.action], 'what'));
    row.append(line(localTime(entry.at) + ' · ' + STATES[entry.state] + (entry.problem ? ': ' + entry.problem : ''), entry.state));
    if (entry.state === 'refused') {
      row.append(button('Sửa và gửi lại', () => act.mend(entry)));
      row.append(button('Bỏ (đã báo Trung tâm)', () => act.dismiss(entry)));
    }
    list.append(row);
  });
}

function showCount(id, count, word) {
  at(id).textContent = count + ' ' + word;
  at(id).hidden = count === 0;
}

// `count`: how many entries are in a state.
export function showSum(count) {
  at('list-sum').textContent = 'Chờ gửi ' + count('waiting') + ', đã gửi ' + count('sent') + ', bị từ chối ' + count('refused');
  showCount('waiting-count', count('waiting'), 'chờ');
  showCount('refused-count', count('refused'), 'lỗi');
  at('send-now').hidden = count('waiting') === 0;
}

export function showWho(carrier) {
  at('who').textContent = carrier || 'Bưu tá';
}
