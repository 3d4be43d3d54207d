/* One user: tier, own and augmented sequence, donors. */
import { advice, byId, digits, foreign, make, scrollTable, time } from './dom.js';

const MEANING = {
  AUGMENTED: 'there is an augmentation',
  NOT_LOW_ACTIVE: "the user's own sequence is long enough",
  NO_EVIDENCE: 'no positive yet, or none that can be compared with anybody',
  NO_DONOR: 'nobody else is HIGH yet',
  NOTHING_FIT: 'donors were found, but nothing of theirs passed the filter',
};

/** Where a user is to be seen. */
export const link = (userId) => '#user=' + encodeURIComponent(userId);

function fact(name, value) {
  return make('div', null, make('dt', null, name), make('dd', null, value));
}

export function showUser(user, ok) {
  if (!ok) {
    byId('user').replaceChildren(advice(user.problem));
    return;
  }
  byId('user').replaceChildren(
    make('h3', null, foreign(user.userId), ' ',
      make('span', { class: 'tag' }, user.tier), ' ',
      make('span', { class: user.status === 'AUGMENTED' ? 'tag good' : 'tag', title: MEANING[user.status] }, user.status)),
    make('dl', { class: 'facts' },
      fact('as of', time(user.asOf) + ' UTC'),
      fact('activity', digits(user.activity, 2)),
      fact('model', `version ${user.modelVersion}`),
      user.donorsUsed ? fact('donors', `${user.donorsUsed}, top similarity ${digits(user.topSimilarity, 3)}`) : null),
    make('div', { class: 'sequences' }, own(user), augmented(user)),
    ...donors(user));
}

function item(one) {
  return make('td', null, foreign(one.title),
    one.title === one.itemId ? null : make('small', null, foreign(one.itemId)));
}

function own(user) {
  const rows = user.own.map((event) => make('tr', null,
    make('td', { class: 'time' }, time(event.time)), make('td', { class: 'word' }, foreign(event.action)), item(event)));
  return make('div', null,
    make('h4', null, `Own sequence, ${user.own.length}, newest first`),
    rows.length ? scrollTable('Own sequence', ['UTC', 'action', 'item'], rows) : advice('No positive yet.'));
}

function augmented(user) {
  const best = user.augmented.length ? user.augmented[0].score : 1;
  const rows = user.augmented.map((one) => {
    const bar = make('div', { class: 'bar' });
    bar.style.width = `${Math.max(2, (100 * one.score) / best)}%`;
    return make('tr', null,
      make('td', { class: 'number' }, digits(one.score, 3), bar),
      make('td', { class: 'number' }, String(one.supporters)), item(one));
  });
  return make('div', null,
    make('h4', null, `Augmented sequence, ${user.augmented.length}, best first`),
    rows.length
      ? scrollTable('Augmented sequence', ['#score', '#donors', 'item'], rows)
      : advice(`None: ${MEANING[user.status] || user.status}.`));
}

function donors(user) {
  if (!user.donorsUsed) {
    return [];
  }
  const head = make('h4', null, `Donors behind it, ${user.donorsUsed}, most similar first`);
  if (!user.donors.shown) {
    return [head, advice('Who they are is hidden. `mars inspect --donors` shows them on this machine.', 'note')];
  }
  if (!user.donors.published) {
    return [head, advice('The output does not say who they are: run the job with `-Dmars.output.donor-ids=true`.', 'note')];
  }
  return [head, make('ul', { class: 'donors' }, user.donors.users.map((donor) => make('li', null,
    make('a', { href: link(donor.userId) }, foreign(donor.userId)),
    donor.activity === null ? '' : ` ${donor.tier}, ${digits(donor.activity, 1)}`)))];
}
