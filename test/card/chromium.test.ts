import { expect } from 'chai';
import { mkdtemp, readFile, readdir, rm, stat, writeFile, chmod } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { findChromium } from '../../src/card/chromium/find-chromium.ts';
import { launchBrowser } from '../../src/card/chromium/launch-browser.ts';
import { unpackChromium } from '../../src/card/chromium/unpack-chromium.ts';
import { chromium, quiet, rejection } from './printing-office.ts';

describe('Finding Chromium', () => {
  let cacheDir: string;
  before(async () => (cacheDir = await mkdtemp(path.join(os.tmpdir(), 'kk-chromium-'))));
  after(() => rm(cacheDir, { recursive: true, force: true }));

  it('hands the browser its own fonts and nothing of the office: no key, no password, no path', async () => {
    const { environment, version } = await chromium();
    expect(Object.keys(environment)).to.include('FONTCONFIG_FILE');
    expect(
      Object.keys(environment).filter(
        (name) =>
          !['FONTCONFIG_FILE', 'HOME', 'LANG', 'LD_LIBRARY_PATH', 'TMPDIR', 'TZ', 'XDG_CACHE_HOME'].includes(name),
      ),
    ).to.deep.equal([]);
    expect(version).to.match(/^\d+\.\d+/);
  });

  it('unpacks once and whole when several processes begin together', async function () {
    if (process.platform !== 'linux' || process.arch !== 'x64') return this.skip();
    const [one, other] = await Promise.all([unpackChromium(cacheDir), unpackChromium(cacheDir)]);
    expect(one).to.deep.equal(other);
    expect(await readdir(cacheDir)).to.have.length(1);
    const before = await stat(one?.executablePath ?? '');
    await unpackChromium(cacheDir);
    expect((await stat(one?.executablePath ?? '')).mtimeMs).to.equal(before.mtimeMs);
  });

  it('launches once more when Chromium ends itself while it starts, with the sandbox that it had', async () => {
    const found = await chromium();
    const started = path.join(cacheDir, 'started');
    const crashesFirst = path.join(cacheDir, 'crashes-first');
    await writeFile(
      crashesFirst,
      `#!/bin/sh\necho "$@" >> ${started}\n[ "$(wc -l < ${started})" -gt 1 ] || kill -ABRT $$\nexec ${found.executablePath} "$@"\n`,
      { mode: 0o755 },
    );
    const browser = await launchBrowser({ ...found, executablePath: crashesFirst }, quiet);
    await browser.close();
    const [first, second, ...more] = (await readFile(started, 'utf8')).trimEnd().split('\n');
    expect(more).to.deep.equal([]);
    expect(first?.includes('--no-sandbox')).to.equal(second?.includes('--no-sandbox'));
  });

  it('takes the browser of the setting and no other; when it does not run, it says so and names the remedy', async () => {
    const setting = path.join(cacheDir, 'my-headless-shell');
    await writeFile(setting, '#!/bin/sh\necho Chromium 150.1.2.3\n');
    await chmod(setting, 0o755);
    expect(await findChromium({ cacheDir, logger: quiet, executablePath: setting })).to.include({
      source: 'setting',
      version: '150.1.2.3',
      headless: 'shell',
    });
    const error = await rejection(findChromium({ cacheDir, logger: quiet, executablePath: '/tidak/ada' }));
    expect(error.message).to.include('PUPPETEER_EXECUTABLE_PATH=/tidak/ada').and.to.include('Perbaiki');
  });
});
