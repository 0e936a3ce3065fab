import { expect } from 'chai';
import { axeFaults } from '../axe.ts';
import { PASSPHRASE } from '../cases/external-services.ts';
import { PEOPLE, withOffice } from '../cases/office.ts';
import { SigningPage } from '../scenarios/browser/signing-page.ts';
import { until } from '../until.ts';
import { withDeskBrowser } from './desk-browser.ts';

describe('The desk in a browser', () => {
  const given = withOffice();
  const desk = withDeskBrowser(given);
  const { tab } = desk;

  it('has no fault of WCAG 2.2 AA that axe can see, runs under its own policy, and fits the screen', async () => {
    const { office } = given;
    const { sri, endah, agus, rini, adi } = PEOPLE;
    const made = await office.verified();
    await office.verified();
    await office.store.cases.change(made.applicationNumber, { findings: ['Anggota 1: nama berbeda dengan SIAK.'] });
    const back = await office.drafted();
    await office.decides('endah', back.applicationNumber, 'verify-draft', {
      verification: 'invalid',
      note: 'Gelar tidak terbaca',
    });
    await office.applicants.complete(back.applicationNumber, back.pin, [await office.paper('ijazah')]);
    await office.settle();
    const drafted = await office.drafted();
    await office.officers.addNote(sri.username, back.applicationNumber, 'Pemohon datang Senin pagi.');
    await office.officers.draftAnswer(
      endah.username,
      { ...drafted, task: (await office.task(drafted.applicationNumber, 'verify-draft')).taskId },
      { verification: 'invalid', note: 'Gelar' },
    );
    await office.store.people.put({ ...endah, signerNik: '3402015804820003' });
    await office.officers.recordAbsence(agus.username, {
      person: PEOPLE.tono.username,
      validFrom: office.today,
      validTo: office.today,
    });
    const pages: [string, string][] = [
      [sri.username, '/meja/kehadiran'],
      [agus.username, '/meja/kehadiran'],
      [sri.username, `/meja?selesai=${made.applicationNumber}`],
      [sri.username, `/meja/berkas/${back.applicationNumber}`],
      [endah.username, `/meja/berkas/${drafted.applicationNumber}`],
      [agus.username, '/meja/tanda-tangan'],
      [agus.username, `/meja/tanda-tangan/${made.applicationNumber}/tolak`],
      [sri.username, `/meja/siak/${made.applicationNumber}`],
      [rini.username, '/meja'],
      [rini.username, '/meja?lingkup=semua&keadaan='],
      [sri.username, '/meja?lingkup=terbuka&langkah=verify-draft&urut=nama'],
      [adi.username, '/meja/terhenti'],
      [sri.username, '/meja/pesan'],
      [sri.username, '/meja/loket'],
    ];
    for (const [username, where] of pages) {
      const { page, complaints } = await tab(username, where);
      expect(complaints, where).to.deep.equal([]);
      for (const radio of await page.$$('[data-decision] input[type="radio"]')) await radio.click();
      await page.evaluate(() => document.querySelector<HTMLElement>('[data-begin]')?.click());
      expect(await axeFaults(page), where).to.deep.equal([]);
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth),
        `${where} needs no scrolling sideways`,
      ).to.equal(true);
      await page.browserContext().close();
    }
    for (const { id } of await office.store.people.absences()) await office.store.people.endAbsence(id);
  });

  it('turns, enlarges and changes the picture with the keyboard, and journals each paper when it is looked at', async () => {
    const { office } = given;
    const { applicationNumber } = await office.submit();
    const { page, complaints } = await tab(PEOPLE.sri.username, `/meja/berkas/${applicationNumber}`);
    const viewed = async () =>
      (await office.journal(applicationNumber, 'paper-viewed')).map(({ detail }) => detail['kind']);
    expect(await viewed()).to.deep.equal(['f-1-06']);
    await page.focus('[data-stage]');
    await page.keyboard.press('ArrowRight');
    await page.waitForNetworkIdle();
    expect(await page.$eval('[data-which]', (one) => one.textContent)).to.equal('2. Kartu Keluarga lama');
    await page.keyboard.press('r');
    expect(await page.$eval('[data-picture]', (one) => (one as HTMLElement).style.rotate)).to.equal('90deg');
    await page.keyboard.press('-');
    expect(await page.$eval('[data-zoom]', (one) => one.textContent)).to.match(/^\d+%$/);
    await page.keyboard.press('0');
    expect(await page.$eval('[data-zoom]', (one) => one.textContent)).to.equal('Pas');
    await page.keyboard.press('l');
    expect(await page.$eval('.side', (one) => (one as HTMLElement).offsetWidth)).to.equal(0);
    await page.keyboard.press('l');
    await page.click('[data-show]:last-of-type');
    await page.waitForNetworkIdle();
    expect(new Set(await viewed())).to.deep.equal(new Set(['f-1-06', 'kk-lama']));
    expect(complaints).to.deep.equal([]);
    await page.browserContext().close();
  });

  it('lets an officer open and examine a case with the decision always in sight, and leads to the next one', async () => {
    const { office } = given;
    const { applicationNumber } = await office.submit();
    const { page, complaints } = await tab(PEOPLE.sri.username, `/meja/berkas/${applicationNumber}`);
    const submitInSight = () =>
      page.$eval('[data-submit]', (one) => {
        const { top, bottom } = one.getBoundingClientRect();
        return top >= 0 && bottom <= innerHeight;
      });
    expect(await submitInSight()).to.equal(true);
    await Promise.all([page.waitForNavigation({ waitUntil: 'networkidle0' }), page.click('[data-submit]')]);
    expect(new URL(page.url()).pathname).to.equal(`/meja/berkas/${applicationNumber}`);
    expect(await page.$eval('.decision h2', (one) => one.textContent)).to.equal('3. Periksa berkas');
    // A paper that the officer has not opened yet is counted, and the count goes down as they look.
    expect(await page.$eval('[data-unseen-count]', (one) => one.textContent)).to.equal('2');
    await page.click('input[value="complete"]');
    await Promise.all([page.waitForNavigation({ waitUntil: 'networkidle0' }), page.click('[data-submit]')]);
    expect(await page.$eval('.decision [role="alert"]', (one) => one.textContent)).to.contain('belum Anda buka');
    for (const paper of await page.$$('[data-sheet]')) {
      await paper.click();
      await page.waitForNetworkIdle();
    }
    expect(await page.$eval('[data-unseen]', (one) => (one as HTMLElement).hidden)).to.equal(true);
    await page.click('input[value="incomplete"]');
    expect(await submitInSight()).to.equal(true);
    await page.type('#catatan', 'Foto ijazah buram');
    await page.click('input[value="ijazah"]');
    await Promise.all([page.waitForNavigation({ waitUntil: 'networkidle0' }), page.click('[data-submit]')]);
    expect(await page.$eval('[role="status"]', (one) => one.textContent)).to.contain('sudah tercatat');
    expect(await office.case(applicationNumber)).to.deep.include({
      state: 'waiting-for-applicant',
      missingDocuments: ['ijazah'],
    });
    expect(complaints.filter((text) => !text.includes('409'))).to.deep.equal([]);
    await page.browserContext().close();
  });

  it('signs from the page: read each draft, choose, confirm, type the passphrase, and read the result', async () => {
    const { office } = given;
    const drafts = [await office.verified(), await office.verified()];
    const { page, complaints } = await tab(PEOPLE.agus.username, '/meja/tanda-tangan');
    expect(await page.$eval('[data-submit]', (one) => (one as HTMLButtonElement).disabled)).to.equal(true);
    const boxOf = (applicationNumber: string) => `[name="dokumen"][data-number="${applicationNumber}"]`;
    const isDisabled = (number: string) => page.$eval(boxOf(number), (one) => (one as HTMLInputElement).disabled);
    for (const { applicationNumber } of drafts) {
      expect(await isDisabled(applicationNumber), 'unread').to.equal(true);
      await page.click(`a[href*="/gambar/${applicationNumber}/"][data-enlarge]`);
      await page.waitForFunction(() => document.querySelector<HTMLInputElement>('[data-choice]')?.disabled === false);
      await page.click('[data-choice]');
      await page.click('[data-close]');
      expect(await isDisabled(applicationNumber), 'read').to.equal(false);
    }
    expect(await page.$eval('[data-chosen]', (one) => one.textContent)).to.contain(drafts[1]!.draftSha256.slice(0, 12));
    await page.click('[name="diperiksa"]');
    await page.type('#passphrase', PASSPHRASE);
    await page.click('[data-submit]');
    await page.waitForSelector('[data-heading]');
    await until('both are signed', async () => {
      await office.settle();
      const heading = await page.$eval('[data-heading]', (one) => one.textContent).catch(() => '');
      return heading === '2 dari 2 draf sudah ditandatangani';
    });
    expect(complaints).to.deep.equal([]);
    // back to the list by the browser's button: no passphrase is left in the field
    await page.goBack({ waitUntil: 'networkidle0' });
    expect(await page.$eval('#passphrase', (one) => (one as HTMLInputElement).value).catch(() => '')).to.equal('');
    await page.browserContext().close();
  });

  it('lets the head sign without a mouse: Tab, Enter, Space and Escape reach every draft, the passphrase and the button', async () => {
    const { office } = given;
    const drafts = [await office.verified(), await office.verified(), await office.verified()];
    // Not in the order of the page: Tab goes round.
    const numbers = drafts.map(({ applicationNumber }) => applicationNumber).toReversed();
    const { page, complaints } = await tab(PEOPLE.agus.username, '/meja/tanda-tangan');
    const settling = setInterval(() => void office.settle(), 200);
    try {
      expect(await new SigningPage(page, desk.server.url).signsByKeyboard(numbers, PASSPHRASE)).to.equal(
        '3 dari 3 draf sudah ditandatangani',
      );
    } finally {
      clearInterval(settling);
    }
    for (const number of numbers) expect((await office.case(number)).signedSha256).to.be.a('string');
    expect(complaints).to.deep.equal([]);
    await page.browserContext().close();
  });
});
