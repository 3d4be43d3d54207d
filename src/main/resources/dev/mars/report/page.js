'use strict';
(() => {
  const root = document.documentElement;
  const charts = [];

  function colour(name) {
    return getComputedStyle(root).getPropertyValue('--' + name).trim();
  }

  // Data sets and axes get the colours of the theme that the page has now.
  function paint(config) {
    for (const set of config.data.datasets) {
      set.borderColor = colour(set.ink);
      set.backgroundColor = colour(set.ink) + 'a6';
      if (config.square) {
        set.borderColor += set.showLine ? '80' : 'd9';
      }
    }
    for (const axis of Object.values(config.options.scales)) {
      axis.grid = { color: colour('grid') };
      axis.border = { color: colour('rule') };
      axis.ticks = { ...axis.ticks, color: colour('quiet') };
      axis.title = { ...axis.title, color: colour('quiet') };
    }
  }

  // Both axes take the same room and nothing else takes any, so a square canvas has a square plot.
  function makeSquare(options) {
    const room = 40;
    options.layout = { autoPadding: false, padding: { top: 12, right: 12 } };
    options.scales.x.afterFit = (axis) => { axis.height = room; };
    options.scales.y.afterFit = (axis) => { axis.width = room; };
    for (const axis of Object.values(options.scales)) {
      axis.ticks = { maxRotation: 0, maxTicksLimit: 5 };
    }
  }

  function cut(text) {
    const letters = Array.from(text);
    return letters.length > 60 ? letters.slice(0, 59).join('') + '…' : text;
  }

  // A point with a label says what it is; any other tells its value.
  function describe(item) {
    const label = item.raw.label;
    return label === undefined
      ? ` ${item.dataset.label}: ${Number(item.parsed.y.toPrecision(4))}`
      : ` ${cut(label)} (${item.dataset.label})`;
  }

  // The name is the title already; an interval is told from end to end.
  function describeInterval(item) {
    const digits = [item.raw].flat().map((number) => Number(number.toPrecision(4)));
    return ` ${item.dataset.label}: ${digits.join(' to ')}`;
  }

  function title(items) {
    const axis = items.length && items[0].chart.options.scales.x.title;
    return items.length && items[0].raw.label === undefined
      ? `${axis.text} ${items[0].parsed.x}` : '';
  }

  function repaint() {
    for (const { chart, config } of charts) {
      paint(config);
      chart.options = config.options;
      chart.update('none');
    }
  }

  Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
  for (const figure of document.querySelectorAll('figure.chart')) {
    const config = JSON.parse(figure.querySelector('script').textContent);
    if (config.square) {
      makeSquare(config.options);
    }
    config.options.plugins.tooltip = {
      callbacks: config.intervals ? { label: describeInterval } : { title, label: describe },
    };
    paint(config);
    charts.push({ chart: new Chart(figure.querySelector('canvas'), config), config });
  }

  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', repaint);
  // Paper is white.
  addEventListener('beforeprint', () => { root.classList.add('printing'); repaint(); });
  addEventListener('afterprint', () => { root.classList.remove('printing'); repaint(); });
})();
