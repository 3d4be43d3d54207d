/* Asking the inspector, again and again. */

let reachable = true;
let tell = () => {};

/** Says to a function whether the inspector answers, when that changes. */
export function onReach(listener) {
  tell = listener;
}

function reached(now) {
  if (now !== reachable) {
    reachable = now;
    tell(now);
  }
}

/** The answer, and whether it is one rather than a problem. */
export async function ask(path) {
  const response = await fetch(path);
  return { ok: response.ok, answer: await response.json() };
}

/**
 * Asks so often while the page is seen, and shows what is new. The path is a function: what it gives
 * may change, and null asks nothing. What is no answer is shown only to who wants problems too. Gives
 * a function that asks at once.
 */
export function every(millis, path, show, problemsToo = false) {
  let shown = null;
  let timer = null;

  async function question() {
    const asked = path();
    if (asked === null) {
      return;
    }
    let reply;
    try {
      reply = await ask(asked);
      reached(true);
    } catch (e) {
      reached(false);
      return;
    }
    const text = asked + JSON.stringify(reply);
    // Meanwhile something else may be wanted.
    if (text !== shown && asked === path() && (reply.ok || problemsToo)) {
      shown = text;
      show(reply.answer, reply.ok);
    }
  }

  async function once(anyway) {
    clearTimeout(timer);
    try {
      if (anyway || !document.hidden) {
        await question();
      }
    } finally {
      clearTimeout(timer);
      timer = setTimeout(once, millis);
    }
  }

  once(true);
  return () => once(true);
}
