/*
 * Looks at a running inspector with headless Chromium, takes screenshots, and fails if data is not
 * to be seen. See CONTRIBUTING.
 *
 *   node inspector.mjs URL DIRECTORY [--live] [--donors] [--letters]
 *
 * DIRECTORY takes the screenshots. --live: a job runs, so its index must be seen too. --donors: the
 * outputs carry donors' ids and the inspector shows them. --letters: there are dead letters. Playwright-core is looked for in the
 * working directory, Chromium at $CHROMIUM or /usr/bin/chromium.
 */
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const [url, directory, ...flags] = process.argv.slice(2);
if (!url || !directory) {
  console.error('usage: node inspector.mjs URL DIRECTORY [--live] [--donors] [--letters]');
  process.exit(2);
}
const { chromium } = createRequire(join(process.cwd(), 'here.js'))('playwright-core');
mkdirSync(directory, { recursive: true });

const api = async (path) => (await fetch(new URL(path, url))).json();
// One that has just started still reads, and what it shows changes meanwhile.
while ((await api('/api/state')).reading.some((topic) => topic.behind > 0 || topic.problem)) {
  await new Promise((resolve) => setTimeout(resolve, 500));
}
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: ['--no-sandbox'],
});

/** A page of its own; whatever the console or the content security policy complains of is kept. */
async function open(options) {
  const page = await (await browser.newContext({ reducedMotion: 'reduce', ...options })).newPage();
  page.complaints = [];
  page.on('pageerror', (error) => page.complaints.push(String(error)));
  page.on('console', (message) => message.type() === 'error' && page.complaints.push(message.text()));
  page.on('dialog', (dialog) => { page.complaints.push('dialog: ' + dialog.message()); dialog.dismiss(); });
  await page.goto(url);
  await page.waitForSelector('#user h3');
  await page.waitForSelector('#space canvas >> nth=1');
  await page.waitForFunction(() => /\d/.test(document.querySelector('#written').textContent));
  return page;
}

/** Pixels of a canvas that have one of the theme's inks: axes and numbers have none of them. */
const inked = (page, selector, ...inks) => page.$$eval(selector, (canvases, wanted) => {
  const context = document.createElement('canvas').getContext('2d');
  const colours = wanted.map((name) => {
    context.fillStyle = getComputedStyle(document.documentElement).getPropertyValue('--' + name).trim();
    context.fillRect(0, 0, 1, 1);
    return [...context.getImageData(0, 0, 1, 1).data];
  });
  return canvases.map((canvas) => {
    const data = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
    const counts = colours.map(() => 0);
    for (let i = 0; i < data.length; i += 4) {
      colours.forEach((colour, c) => {
        counts[c] += [0, 1, 2, 3].every((k) => Math.abs(data[i + k] - colour[k]) < 24) ? 1 : 0;
      });
    }
    return counts;
  });
}, inks);

/** Both modalities in both spaces, and lines of rates. */
async function assertChartsAreDrawn(page) {
  const spaces = await inked(page, '#space canvas', 'blue', 'vermilion');
  assert.equal(spaces.length, 2);
  spaces.flat().forEach((pixels) => assert.ok(pixels > 300, `pixels of text and of image: ${spaces}`));
  // An inspector that has just started has seen a moment only: its lines grow by the second.
  let rates;
  for (const end = Date.now() + 60_000; ;) {
    [rates] = await inked(page, '#rates', 'blue', 'vermilion', 'green');
    if (rates.reduce((sum, pixels) => sum + pixels) > 20) {
      return;
    }
    assert.ok(Date.now() < end, `pixels of the rates: ${rates}`);
    await page.waitForTimeout(1_000);
  }
}

async function shoot(page, name) {
  await page.screenshot({ path: join(directory, name + '.png'), fullPage: true });
  console.log('  ' + join(directory, name + '.png'));
}

async function assertNothingIsWrong(page) {
  assert.deepEqual(page.complaints, [], 'complaints of the page');
  assert.equal(await page.$('#notices .bad'), null);
  const [wide, inner] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  assert.ok(wide <= inner, `the page is ${wide} px wide, the window ${inner}`);
}

const tile = (page, name) => page.$$eval('#tiles > div', (tiles, wanted) => tiles
  .filter((one) => one.querySelector('dt').textContent === wanted)
  .map((one) => one.querySelector('dd').firstChild.textContent)[0], name);

try {
  console.log('light: what is to be seen');
  const page = await open({ viewport: { width: 1280, height: 900 }, colorScheme: 'light' });

  // The user who is shown at first is as the API has them, titles included.
  const first = await api('/api/user?id=' + encodeURIComponent(await page.textContent('#user h3 bdi')));
  assert.equal(first.status, 'AUGMENTED');
  const rows = (label) => page.$$eval(`#user [aria-label="${label}"] tbody tr`,
    (all) => all.map((row) => row.querySelector('td:last-child bdi').textContent));
  assert.deepEqual(await rows('Own sequence'), first.own.map((one) => one.title));
  assert.deepEqual(await rows('Augmented sequence'), first.augmented.map((one) => one.title));
  assert.ok(first.augmented.some((one) => one.title !== one.itemId), 'titles, not ids');
  const score = await page.textContent('#user [aria-label="Augmented sequence"] tbody td');
  assert.equal(score, first.augmented[0].score.toFixed(3));

  if (flags.includes('--donors')) {
    assert.deepEqual(await page.$$eval('#user .donors a', (all) => all.map((a) => a.textContent)),
      first.donors.users.map((donor) => donor.userId));
    assert.ok(first.donors.users.length > 0);
  }
  if (flags.includes('--live')) {
    await page.waitForFunction(() => document.querySelectorAll('#job tbody tr').length > 4);
    assert.match(await tile(page, 'Donors'), /^[1-9]/);
    assert.match(await tile(page, 'Index age'), /\d (d|h|min|s|ms)$/);
    assert.match(await tile(page, 'Recall'), /^\d+\.\d %$/);
  } else {
    assert.match(await page.textContent('#job'), /mars run|running since/);
  }

  await page.waitForFunction(() => /Written so far: [1-9]/.test(document.querySelector('#written').textContent));
  await assertChartsAreDrawn(page);
  assert.match(await page.textContent('#space'), /Model \w+\/\d+, .*ACCEPTED/);
  assert.match(await page.textContent('#space'), /Partners are \d\.\d\d apart/);

  const letters = await api('/api/dead-letters');
  assert.ok(letters.letters.length || !flags.includes('--letters'), 'there are no dead letters');
  if (letters.letters.length) {
    const shown = await page.textContent('#letters tbody');
    assert.ok(shown.includes(letters.letters[0].message), 'the message of a dead letter');
    // Each reason is a button with its count, and shows its letters alone.
    for (const [reason, count] of Object.entries(letters.byReason)) {
      await page.click(`#letters button:has-text("${reason} ${count.toLocaleString('en')}")`);
      const reasons = await page.$$eval('#letters tbody td:first-child', (cells) => cells.map((cell) => cell.textContent));
      assert.ok(reasons.length > 0 && reasons.every((one) => one === reason), `${reason}: ${reasons}`);
    }
    await page.click('#letters button:has-text("all ")');
  } else {
    assert.match(await page.textContent('#letters'), /No dead letters so far/);
  }
  await assertNothingIsWrong(page);
  await shoot(page, 'light');

  console.log('keyboard: search, choose, look');
  await page.keyboard.press('/');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'query');
  const { users } = await api('/api/users?status=NOT_LOW_ACTIVE');
  await page.keyboard.type(users[0].userId);
  await page.keyboard.press('Enter');
  await page.waitForFunction((id) => document.querySelector('#user h3 bdi').textContent === id, users[0].userId);
  assert.match(await page.textContent('#user'), /own sequence is long enough/);
  await page.fill('#query', '');
  await page.waitForFunction(() => document.querySelectorAll('#found a').length > 5);
  await page.focus('#query');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  const second = await page.$$eval('#found a', (all) => all.findIndex((a) => a === document.activeElement));
  assert.ok(second > 0, 'the second user has the focus');
  await page.waitForFunction(() => document.querySelector('#user h3 bdi').textContent === document.activeElement.dataset.user);
  await page.fill('#query', 'there is no such user');
  await page.waitForFunction(() => /No user known fits/.test(document.querySelector('#count').textContent));
  await page.goto(url + '#user=%3Cb%3Enobody');
  await page.waitForFunction(() => /no output of user '<b>nobody' is known/.test(document.querySelector('#user').textContent));
  // The browser itself reports the 404 that was asked for.
  page.complaints = page.complaints.filter((text) => !text.includes('404'));
  await assertNothingIsWrong(page);

  console.log('dark');
  const dark = await open({ viewport: { width: 1280, height: 900 }, colorScheme: 'dark' });
  assert.equal(await dark.evaluate(() => getComputedStyle(document.body).backgroundColor), 'rgb(21, 24, 28)');
  await assertChartsAreDrawn(dark);
  await assertNothingIsWrong(dark);
  await shoot(dark, 'dark');

  console.log('phone');
  const phone = await open({ viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true });
  await assertChartsAreDrawn(phone);
  await assertNothingIsWrong(phone);
  await shoot(phone, 'phone');
  console.log('all is to be seen');
} finally {
  await browser.close();
}
