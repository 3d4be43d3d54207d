/* Elements, numbers and times. Foreign text enters as text, never as HTML. */

export const byId = (id) => document.getElementById(id);

/** An element; attributes that are null or false are left out, true ones are empty. */
export function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(name, value === true ? '' : value);
    }
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

/** Foreign text on its own: what is written from right to left stays within. */
export const foreign = (text) => make('bdi', null, text);

/** Text with commands between backquotes. */
export function advice(text, tone) {
  const parts = text.split('`').map((part, i) => (i % 2 ? make('code', null, part) : part));
  return make('p', tone ? { class: tone } : null, ...parts);
}

/** A table in a box that scrolls, by keyboard too. */
export function scrollTable(label, heads, rows) {
  const head = make('tr', null, heads.map(
    (name) => make('th', { scope: 'col', class: name.startsWith('#') ? 'number' : null }, name.replace('#', ''))));
  return make('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': label },
    make('table', null, make('thead', null, head), make('tbody', null, rows)));
}

export const whole = (number) => Math.round(number).toLocaleString('en');

export function digits(number, places) {
  return number === null || number === undefined
    ? '–' : number.toLocaleString('en', { minimumFractionDigits: places, maximumFractionDigits: places });
}

export const rate = (number) => (number >= 100 || number === 0 ? whole(number) : digits(number, 1));

/** A time in UTC to the minute; whatever is none stays as it is. */
export function time(millis) {
  const date = new Date(millis);
  return Number.isNaN(date.getTime()) ? String(millis) : date.toISOString().slice(0, 16).replace('T', ' ');
}

export function duration(millis) {
  const units = [[86_400_000, 'd'], [3_600_000, 'h'], [60_000, 'min'], [1_000, 's']];
  for (const [size, unit] of units) {
    if (millis >= size) {
      return digits(millis / size, millis / size < 10 ? 1 : 0) + ' ' + unit;
    }
  }
  return whole(millis) + ' ms';
}

export function bytes(number) {
  return number >= 1 << 20 ? digits(number / (1 << 20), 1) + ' MiB' : digits(number / 1024, 0) + ' KiB';
}
