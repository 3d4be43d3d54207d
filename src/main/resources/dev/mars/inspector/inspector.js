/* The page together: what is watched, and who is asked how often. */
import { advice, byId, make, whole } from './dom.js';
import { showLetters } from './letters.js';
import { showJob, showRates, tiles } from './live.js';
import { every, onReach } from './poll.js';
import { showSpace } from './space.js';
import * as users from './users.js';

let reading = [];
let reachable = true;

function notice(tone, sign, text) {
  return make('div', { class: 'notice ' + tone }, make('span', { class: 'sign', 'aria-hidden': 'true' }, sign), advice(text));
}

function notices() {
  const all = [];
  if (!reachable) {
    all.push(notice('bad', '×', 'The inspector does not answer any more: start it again with `mars inspect`, or the stack with `mars up`.'));
  }
  // One that all have is told once.
  for (const problem of new Set(reading.map((one) => one.problem).filter((one) => one !== null))) {
    const topics = reading.filter((one) => one.problem === problem).map((one) => one.topic).join(', ');
    all.push(notice('caution', '!', `Not read now: ${topics}. ${problem}`));
  }
  for (const topic of reading) {
    if (!topic.problem && topic.behind > 0) {
      all.push(notice('caution', '…', `Reading ${topic.topic}: ${whole(topic.behind)} records to go.`));
    }
  }
  byId('notices').replaceChildren(...all);
}

function showState(state) {
  reading = state.reading;
  byId('watched').replaceChildren(
    `Kafka ${state.kafka}, topic ${state.topics.output}; `,
    state.flink ? make('a', { href: state.flink, rel: 'noreferrer' }, 'Flink UI') : 'no Flink known',
    `; the latest outputs of ${whole(state.users)} users, ${whole(state.mostUsers)} at most.`);
  notices();
}

onReach((now) => { reachable = now; notices(); });
tiles();
every(5_000, () => '/api/state', showState);
every(2_000, () => '/api/rates', showRates);
every(4_000, () => '/api/job', showJob);
every(10_000, () => '/api/space', showSpace);
every(5_000, () => '/api/dead-letters', showLetters);
users.start();
