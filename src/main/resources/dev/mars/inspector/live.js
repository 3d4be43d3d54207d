/* What goes on now: tiles, rates, the index of the running job. */
import * as charts from './charts.js';
import { advice, byId, bytes, digits, duration, make, rate, time, whole } from './dom.js';

let rates = null;
let job = null;

const drawRates = charts.rates(byId('rates'));

export function showRates(answer) {
  rates = answer;
  tiles();
  drawRates(rates.points);
  const written = rates.written;
  byId('written').replaceChildren(written
    ? `Written so far: ${whole(written.behaviors)} behaviours, ${whole(written.outputs)} outputs, ${whole(written.deadLetters)} dead letters.`
    : advice(rates.problem || ''));
}

export function showJob(answer) {
  job = answer;
  tiles();
  byId('job').replaceChildren(...(job.id ? running() : [advice(job.problem
    || 'No job runs, and these figures come from a running one. Start it with `mars run --detach`.')]));
}

function running() {
  const rows = job.gauges.map((one) => make('tr', { title: `${one.name}: ${one.meaning}` },
    make('th', { scope: 'row' }, words(one.name)), make('td', { class: 'number' }, reading(one))));
  return [
    make('p', { class: 'note' }, `Job ${job.name}, running since ${time(job.since)} UTC`),
    rows.length
      ? make('table', null, make('tbody', null, rows))
      : advice('Flink has no figures yet; they come within some seconds.'),
  ];
}

/** A metric's name as people read it; its unit stands with the number. */
function words(name) {
  const text = name.replace(/(Ms|Bytes)$/, (unit) => (unit === 'Bytes' ? 'Size' : '')).replace(/[A-Z]/g, (letter) => ' ' + letter.toLowerCase());
  return text[0].toUpperCase() + text.slice(1);
}

/** Every subtask has the whole index, so the largest counts; recall is sampled by each, so the mean. */
function reading({ name, avg, max }) {
  const value = name.endsWith('Recall') ? avg : max;
  if (value === null) {
    return 'no number yet';
  }
  if (name.endsWith('Recall')) {
    return digits(100 * value, 1) + ' %';
  }
  if (name.endsWith('Ms')) {
    return duration(value);
  }
  return name.endsWith('Bytes') ? bytes(value) : whole(value);
}

function tile(name, value, unit, meaning) {
  return make('div', { title: meaning }, make('dt', null, name), make('dd', null, value, make('small', null, unit)));
}

/** Of a gauge: what it reads, or why it does not. */
function gaugeTile(name, key, unit) {
  const gauge = job && job.gauges.find((one) => one.name === key);
  if (!gauge) {
    return tile(name, '–', job && job.id ? 'not known yet' : 'no job runs');
  }
  const text = reading(gauge);
  return text.startsWith('no') ? tile(name, '–', text, gauge.meaning) : tile(name, text, unit, gauge.meaning);
}

export function tiles() {
  const now = rates && rates.now;
  byId('tiles').replaceChildren(
    tile('Behaviours', now ? rate(now.behaviors) : '–', 'a second'),
    tile('Outputs', now ? rate(now.outputs) : '–', 'a second'),
    tile('Dead letters', rates && rates.written ? whole(rates.written.deadLetters) : '–', 'on the topic'),
    gaugeTile('Donors', 'donors', 'in the index'),
    gaugeTile('Index age', 'indexAgeMs', 'of event time'),
    gaugeTile('Recall', 'itemRecall', 'of nearest items'));
}
