// The number on a postal item, judged on the phone exactly as the gateway judges it (rules.md 5.1).

const WEIGHTS = [8, 6, 4, 2, 3, 5, 9, 7];
const S10 = /^[A-Z]{2}[0-9]{9}[A-Z]{2}$/;
const ANY = /^[A-Z0-9./-]{4,30}$/;

const SENTENCES = {
  'item.form': 'Mã bưu gửi phải có từ 4 đến 30 chữ cái, chữ số hoặc dấu - . /',
  'item.check_digit': 'Mã bưu gửi sai số kiểm tra; hãy quét lại hoặc xem lại từng chữ số',
};

function squeezedCapitals(text) {
  // Letters of ASCII only: another letter must not become one that is allowed.
  return text.replace(/[ \t\r\n]/g, '').replace(/[a-z]/g, (letter) => letter.toUpperCase());
}

export function checkDigit(serial) {
  const sum = WEIGHTS.reduce((total, weight, place) => total + weight * Number(serial[place]), 0);
  const rest = 11 - (sum % 11);
  if (rest === 10) return 0;
  return rest === 11 ? 5 : rest;
}

// {number} or {code, text}.
export function readItemNumber(typed) {
  const number = squeezedCapitals(typed);
  const wrong = (code) => ({ code, text: SENTENCES[code] });
  if (!ANY.test(number)) return wrong('item.form');
  if (S10.test(number) && checkDigit(number.slice(2, 10)) !== Number(number[10])) return wrong('item.check_digit');
  return { number };
}
