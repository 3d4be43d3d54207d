/* Dead letters with their reasons. */
import { advice, byId, foreign, make, scrollTable, time, whole } from './dom.js';

let reason = null;
let letters = null;

export function showLetters(answer) {
  letters = answer;
  draw();
}

function draw() {
  const reasons = Object.entries(letters.byReason);
  if (!reasons.length) {
    byId('letters').replaceChildren(advice('No dead letters so far.'));
    return;
  }
  if (!reasons.some(([name]) => name === reason)) {
    reason = null;
  }
  const shown = letters.letters.filter((one) => reason === null || one.reason === reason).slice(0, letters.most);
  const read = reasons.reduce((sum, [, count]) => sum + count, 0);
  byId('letters').replaceChildren(
    make('div', { class: 'reasons', role: 'group', 'aria-label': 'Reason' },
      choice('all', read, null), reasons.map(([name, count]) => choice(name, count, name))),
    scrollTable('Dead letters', ['reason', 'where it was', 'why, and what to do', 'its key', 'Kafka time, UTC'], shown.map(row)),
    make('p', { class: 'note' }, `${whole(read)} read, the last ${shown.length} listed. `,
      make('code', null, 'mars redrive'), ' puts them back once their cause is repaired.'));
}

function choice(name, count, value) {
  const button = make('button', { type: 'button', 'aria-pressed': String(reason === value) }, `${name} ${whole(count)}`);
  button.addEventListener('click', () => {
    reason = value;
    draw();
    byId('letters').querySelector('button[aria-pressed="true"]').focus();
  });
  return button;
}

function row(one) {
  return make('tr', null,
    make('td', null, foreign(one.reason)),
    make('td', null, foreign(one.topic), make('small', null, `partition ${one.partition}, offset ${one.offset}`)),
    make('td', null, foreign(one.message)),
    make('td', null, one.key === null ? 'none' : foreign(one.key),
      make('small', null, one.valueBytes < 0 ? 'no value' : `${whole(one.valueBytes)} bytes`)),
    make('td', { class: 'time' }, one.timestamp < 0 ? 'none' : time(one.timestamp)));
}
