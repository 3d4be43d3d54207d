/* The search for users, and which of them is looked at: the page's address says it. */
import { advice, byId, foreign, make, whole } from './dom.js';
import { ask, every } from './poll.js';
import { link, showUser } from './sequence.js';

const HERE = '#user=';

let searchAgain;
let lookAgain;

/** The user whom the address names; null if it names none. */
function chosen() {
  try {
    return location.hash.startsWith(HERE) ? decodeURIComponent(location.hash.slice(HERE.length)) : null;
  } catch (e) {
    return null;
  }
}

const searched = () => '/api/users?' + new URLSearchParams({ q: byId('query').value.trim(), status: byId('status').value });
const lookedAt = () => (chosen() === null ? null : '/api/user?' + new URLSearchParams({ id: chosen() }));
const links = () => [...byId('found').querySelectorAll('a')];

function showUsers(found) {
  const focused = document.activeElement && document.activeElement.dataset.user;
  byId('count').replaceChildren(count(found));
  byId('found').replaceChildren(...found.users.map((user) => make('li', null,
    make('a', { href: link(user.userId), 'data-user': user.userId },
      foreign(user.userId),
      make('small', null, `${user.tier}, ${user.status === 'AUGMENTED' ? `${user.own} own + ${user.augmented}` : user.status}`)))));
  mark();
  const again = links().find((a) => a.dataset.user === focused);
  if (again) {
    again.focus();
  }
}

function count({ matches, users }) {
  if (users.length) {
    return `${whole(matches)} ${matches === 1 ? 'user' : 'users'}`
      + (matches > users.length ? `, ${users.length} listed, the latest answered first` : '');
  }
  return byId('query').value.trim() || byId('status').value
    ? 'No user known fits.'
    : advice('No outputs yet. Run `mars load`, `mars train` and `mars run`, in this order; or see all of it with `mars demo --keep`.');
}

function mark() {
  for (const a of links()) {
    if (a.dataset.user === chosen()) {
      a.setAttribute('aria-current', 'true');
    } else {
      a.removeAttribute('aria-current');
    }
  }
}

/** Somebody to look at from the start: the low-active user answered last. */
async function chooseFirst() {
  if (chosen() === null) {
    const { answer } = await ask('/api/users?status=AUGMENTED');
    if (answer.users.length && chosen() === null) {
      history.replaceState(null, '', link(answer.users[0].userId));
      mark();
      lookAgain();
    } else {
      setTimeout(first, 3_000);
    }
  }
}

const first = () => chooseFirst().catch(() => setTimeout(first, 3_000));

function move(by) {
  const all = links();
  const at = all.findIndex((a) => a.dataset.user === chosen());
  const next = all[Math.min(all.length - 1, Math.max(0, at + by))];
  if (next) {
    location.hash = next.getAttribute('href');
    next.focus();
  }
}

function key(event) {
  const isTyped = ['INPUT', 'SELECT', 'TEXTAREA'].includes(event.target.tagName);
  if (event.key === '/' && !isTyped) {
    event.preventDefault();
    byId('query').focus();
  } else if ((event.key === 'ArrowDown' || event.key === 'ArrowUp')
      && (event.target === byId('query') || byId('found').contains(event.target))) {
    event.preventDefault();
    move(event.key === 'ArrowDown' ? 1 : -1);
  }
}

export function start() {
  searchAgain = every(3_000, searched, showUsers);
  lookAgain = every(3_000, lookedAt, showUser, true);
  first();
  addEventListener('hashchange', () => { mark(); lookAgain(); });
  addEventListener('keydown', key);
  byId('query').addEventListener('input', searchAgain);
  byId('status').addEventListener('change', searchAgain);
  byId('search').addEventListener('submit', async (event) => {
    event.preventDefault();
    const { answer } = await ask(searched());
    if (answer.users.length) {
      location.hash = link(answer.users[0].userId);
    }
  });
}
