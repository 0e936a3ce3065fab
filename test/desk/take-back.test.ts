import { expect } from 'chai';
import type { Browser as Chromium } from 'puppeteer-core';
import { PEOPLE, withOffice } from '../cases/office.ts';
import { openBrowser } from '../portal/browser.ts';
import { withDesk } from './with-desk.ts';

describe('Taking back a decision at the desk', () => {
  const given = withOffice();
  const desk = withDesk(given);
  const { as } = desk;
  const newestTask = async (number: string) => (await given.office.store.decisions.of(number)).at(-1)!.taskId;
  const button = (number: string) => `action="/meja/berkas/${number}/tarik"`;

  it('is offered on the page after the decision and at the case, to who decided and nobody else', async () => {
    const { office } = given;
    const { applicationNumber: number } = await office.drafted();
    await office.reads('endah', number);
    const { taskId } = await office.task(number, 'verify-draft');
    const kasi = as('endah');
    const from = `/meja/berkas/${number}`;
    const sent = await kasi.post(
      `${from}/keputusan`,
      [
        ['task', taskId],
        ['verification', 'valid'],
      ],
      { from },
    );
    const next = (await kasi.get(sent.headers.get('location')!)).headers.get('location')!;
    const after = await kasi.get(next);
    expect(after.text).to.contain('sudah tercatat').and.contain(button(number));
    expect((await kasi.get(from)).text, 'at the case').to.contain(button(number));
    expect((await as('sri').get(`/meja?selesai=${number}`)).text).to.not.contain(button(number));
    expect((await as('sri').get(from)).text).to.not.contain(button(number));

    const chosen: [string, string][] = [
      ['task', taskId],
      ['takeBackReason', 'overlooked'],
    ];
    const back = await kasi.post(`${from}/tarik`, chosen, { from });
    const [noted] = await office.journal(number, 'decision-taken-back');
    expect(noted!.detail['reason']).to.equal('overlooked');
    expect([back.status, back.headers.get('location')]).to.deep.equal([303, `${from}?ditarik=ya`]);
    const page = (await kasi.get(`${from}?ditarik=ya`)).text;
    expect(page)
      .to.contain('Keputusan ditarik kembali. Tugas <b>5. Verifikasi draf KK</b> terbuka lagi bagi Anda.')
      .and.contain('Ditarik kembali oleh Endah Kusumawati')
      .and.contain('Belum diverifikasi')
      .and.not.contain(button(number));
    expect((await as('sri').get(from)).text).to.contain('Ditarik kembali oleh Endah Kusumawati');
  });

  it('is offered to the head after a draft was returned, on the page of drafts', async () => {
    const { office } = given;
    const { applicationNumber: number } = await office.verified();
    await office.reads('agus', number);
    const head = as('agus');
    const path = `/meja/tanda-tangan/${number}/tolak`;
    const sent = await head.post(path, [['alasan', 'Nama ibu keliru']], { from: path });
    const list = sent.headers.get('location')!;
    expect((await head.get(list)).text)
      .to.contain('Draf sudah dikembalikan')
      .and.contain(button(number));
    await head.post(`/meja/berkas/${number}/tarik`, [['task', await newestTask(number)]], { from: list });
    expect(await office.openElements(number)).to.deep.equal(['approve-signing']);
  });

  it('tells whoever clicks late who was there first, and what to do', async () => {
    const { office } = given;
    const { applicationNumber: number } = await office.verified();
    const from = `/meja/berkas/${number}`;
    const kasi = as('endah');
    const task = await newestTask(number);
    expect((await kasi.get(from)).text).to.contain(button(number));
    const { taskId } = await office.task(number, 'approve-signing');
    await office.officers.claim(PEOPLE.agus.username, { applicationNumber: number, task: taskId });
    const late = await kasi.post(`${from}/tarik`, [['task', task]], { from });
    expect(late.status).to.equal(409);
    expect(late.text).to.contain('Sudah dikerjakan oleh Agus Hartanto').and.contain('Hubungi Agus Hartanto');
    expect((await kasi.get(from)).text).to.not.contain(button(number));
  });

  it('refuses another person, a form without its token, and a program in its own way', async () => {
    const { office } = given;
    const { applicationNumber: number } = await office.verified();
    const from = `/meja/berkas/${number}`;
    const task = await newestTask(number);
    for (const who of ['sri', 'agus', 'rini', 'audi', 'adi'] as const) {
      const answer = await as(who).postJson(`${from}/tarik`, { task });
      const { code } = JSON.parse(answer.text) as { code: string };
      expect([who, answer.status, code]).to.deep.equal([who, 403, 'NOT_OWN_DECISION']);
    }
    expect((await as('endah').post(`${from}/tarik`, [['task', task]], { from, token: 'made-up' })).status).to.equal(
      403,
    );
    expect((await desk.server.browser().postJson(`${from}/tarik`, { task })).status).to.equal(401);
    expect(await office.openElements(number)).to.deep.equal(['approve-signing']);
    const done = await as('endah').postJson(`${from}/tarik`, { task });
    expect([done.status, JSON.parse(done.text)]).to.deep.equal([200, { ok: true }]);
  });

  describe('in a browser', () => {
    let browser: Chromium;
    before(async () => {
      browser = await openBrowser();
    });
    after(() => browser?.close());

    it('works by the keyboard and without script, beside the next case', async () => {
      const { office } = given;
      const { applicationNumber: number } = await office.submit();
      await office.decides('tono', number, 'open-application');
      const page = await (await browser.createBrowserContext()).newPage();
      await page.setJavaScriptEnabled(false);
      await page.setViewport({ width: 1366, height: 768 });
      await page.setCookie({ name: 'petugas', value: PEOPLE.tono.username, url: desk.server.url });
      await page.goto(`${desk.server.url}/meja/berkas/${number}?selesai=${number}`);
      const pictures = process.env['PICTURES_TO'];
      if (pictures !== undefined) await page.screenshot({ path: `${pictures}/after.png` });
      const offered = await page.$('.notice .take-back button');
      const box = await offered!.boundingBox();
      expect(box!.y + box!.height, 'in sight').to.be.below(768);
      expect(box!.height, 'large enough to hit').to.be.at.least(24);
      await offered!.focus();
      await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
      expect(await page.$eval('.notice', ({ textContent }) => textContent)).to.contain(
        'Keputusan ditarik kembali. Tugas 2. Buka permohonan terbuka lagi bagi Anda.',
      );
      if (pictures !== undefined) await page.screenshot({ path: `${pictures}/back.png` });
      expect(await office.openElements(number)).to.deep.equal(['open-application']);
      if (pictures !== undefined) {
        await office.decides('tono', number, 'open-application');
        await page.goto(`${desk.server.url}/meja?selesai=${number}`);
        await page.screenshot({ path: `${pictures}/work.png` });
        await page.goto(`${desk.server.url}/meja/berkas/${number}`);
        await page.$eval('.decisions', (list) => list.scrollIntoView());
        await page.screenshot({ path: `${pictures}/history.png` });
      }
    });
  });
});
