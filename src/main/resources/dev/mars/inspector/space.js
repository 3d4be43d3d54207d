/* A sample of items before and after the newest model's alignment. */
import * as charts from './charts.js';
import { advice, byId, digits, make } from './dom.js';

let drawn = [];

export function showSpace({ model, views }) {
  drawn.forEach(charts.forget);
  drawn = [];
  if (!model) {
    byId('space').replaceChildren(advice('No model yet. Load items with `mars load`, then train one with `mars train`.'));
    return;
  }
  const about = advice(`Model ${model.baseId}/${model.version}, ${model.method}, ${model.verdict}. A sample of items as`
    + ' unit vectors, both modalities on the same two orthogonal directions of their space. Each space has directions of its'
    + ' own: compare how far the colours are apart and how long the lines are. The training has seen most of these items;'
    + ' `mars train --report DIR` shows such as it has not.');
  if (!views.length) {
    byId('space').replaceChildren(about,
      advice('Nothing to draw: the model knows one modality only, or no item with both has been read. `mars load` writes items.'));
    return;
  }
  const figures = views.map((view, i) => {
    const name = (i === 0 ? 'Before: ' : 'After: ') + view.variant;
    const canvas = make('canvas', { role: 'img', 'aria-label': `${name}, ${view.points.length} items` });
    return { view, canvas, figure: figure(name, view, canvas, model.quality) };
  });
  // The same scale for both, or their distances could not be compared.
  const reach = Math.ceil(10 * Math.max(...views.flatMap((view) => view.points.flatMap(
    (p) => [p.textX, p.textY, p.imageX, p.imageY].map(Math.abs))))) / 10;
  byId('space').replaceChildren(about, make('div', { class: 'columns' }, figures.map((one) => one.figure)));
  drawn = figures.map((one) => charts.scatter(one.canvas, one.view.points, reach));
}

/** What the picture shows, as numbers; the model's own are of pairs that it was not trained on. */
function told(view, quality) {
  const apart = view.points.reduce((sum, p) => sum + Math.hypot(p.textX - p.imageX, p.textY - p.imageY), 0);
  const mean = (a, b) => (a === undefined || b === undefined ? null : (a + b) / 2);
  const found = mean(quality[`${view.variant}/recall@10.textToImage`], quality[`${view.variant}/recall@10.imageToText`]);
  return `Partners are ${digits(apart / view.points.length, 2)} apart in the mean of these.`
    + (found === null ? '' : ` Of held-out items ${digits(100 * found, 1)} % find theirs among the ten nearest of the other modality.`);
}

function figure(name, view, canvas, quality) {
  return make('figure', null,
    make('figcaption', null, name),
    make('div', { class: 'legend' },
      make('span', { class: 'ink-blue' }, '● text'),
      make('span', { class: 'ink-vermilion' }, '▲ image'),
      make('span', null, `${view.points.length} items, some pairs joined`)),
    make('div', { class: 'canvas' }, canvas),
    make('p', { class: 'note' }, told(view, quality)));
}
