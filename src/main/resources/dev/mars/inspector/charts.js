/* global Chart */
/* The page's charts, in the colours of the theme that it has now. */

const painted = [];

/** Of all pairs, the lines would hide the points. */
const LINKS = 40;

const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue('--' + name).trim();

function paint({ chart, config }) {
  for (const set of config.data.datasets) {
    set.borderColor = colour(set.ink) + (set.faint ? 'c0' : '');
    set.backgroundColor = colour(set.ink) + 'a6';
  }
  for (const axis of Object.values(config.options.scales)) {
    axis.grid.color = colour('grid');
    axis.border.color = colour('rule');
    axis.ticks.color = colour('quiet');
    axis.title.color = colour('quiet');
  }
  chart.options = config.options;
  chart.update('none');
}

function axis(title, more) {
  return {
    type: 'linear', grid: {}, border: {}, ticks: { maxRotation: 0, ...more.ticks },
    title: { display: title !== '', text: title }, ...more.range,
  };
}

function draw(canvas, config) {
  Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
  config.options.animation = false;
  config.options.plugins = { legend: { display: false }, ...config.options.plugins };
  const chart = new Chart(canvas, config);
  painted.push({ chart, config });
  paint({ chart, config });
  return chart;
}

export function forget(chart) {
  painted.splice(painted.findIndex((one) => one.chart === chart), 1);
  chart.destroy();
}

/** Lines of the last five minutes; fed by show(points). */
export function rates(canvas) {
  // A line at 0 lies on the axis: it must not be cut in half there.
  const line = (label, ink, key) => ({ label, ink, key, data: [], borderWidth: 2, pointRadius: 0, hitRadius: 6, clip: 2 });
  const chart = draw(canvas, {
    type: 'line',
    data: {
      datasets: [
        line('behaviours', 'blue', 'behaviors'),
        line('outputs', 'vermilion', 'outputs'),
        line('dead letters', 'green', 'deadLetters'),
      ],
    },
    options: {
      aspectRatio: 2,
      scales: {
        x: axis('seconds ago', {
          range: { min: -300, max: 0 }, ticks: { stepSize: 60, callback: (value) => -value },
        }),
        y: axis('records a second', { range: { min: 0, suggestedMax: 10 }, ticks: { maxTicksLimit: 6 } }),
      },
      plugins: { tooltip: { callbacks: { title: (items) => items.length ? `${-items[0].parsed.x} s ago` : '' } } },
    },
  });
  return (points) => {
    const last = points.length ? points[points.length - 1].time : 0;
    for (const set of chart.data.datasets) {
      set.data = points.map((point) => ({
        x: Math.round((point.time - last) / 1000), y: Number(point[set.key].toFixed(1)),
      }));
    }
    chart.update('none');
  };
}

function cut(text) {
  const letters = Array.from(text);
  return letters.length > 60 ? letters.slice(0, 59).join('') + '…' : text;
}

/** Items' texts and images on the same axes from −reach to reach, some of the pairs joined. */
export function scatter(canvas, points, reach) {
  const links = [];
  const count = Math.min(LINKS, points.length);
  for (let i = 0; i < count; i++) {
    const p = points[Math.floor((i * points.length) / count)];
    links.push({ x: p.textX, y: p.textY }, { x: p.imageX, y: p.imageY }, { x: null, y: null });
  }
  const dots = (label, ink, pointStyle, radius, data) => ({
    label, ink, pointStyle, radius, hoverRadius: 6, data,
  });
  const square = () => axis('', { range: { min: -reach, max: reach }, ticks: { maxTicksLimit: 7 } });
  return draw(canvas, {
    type: 'scatter',
    data: {
      datasets: [
        dots('text', 'blue', 'circle', 3, points.map((p) => ({ x: p.textX, y: p.textY, title: p.title }))),
        dots('image', 'vermilion', 'triangle', 4, points.map((p) => ({ x: p.imageX, y: p.imageY, title: p.title }))),
        { label: 'pairs', ink: 'grey', faint: true, showLine: true, borderWidth: 1, radius: 0, hitRadius: 0, order: 1, data: links },
      ],
    },
    options: {
      aspectRatio: 1,
      scales: { x: square(), y: square() },
      plugins: { tooltip: { callbacks: { label: (item) => ` ${cut(item.raw.title || '')} (${item.dataset.label})` } } },
    },
  });
}

matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => painted.forEach(paint));
