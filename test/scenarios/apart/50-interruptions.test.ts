import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { DEMO_PASSPHRASE } from '../../../src/office/demo-people.ts';
import { paperPhoto } from '../../../src/demo/photos.ts';
import { until } from '../../../src/demo/until.ts';
import type { Berkas } from '../berkas.ts';
import { ONCE, externalTracesOf } from '../once.ts';
import { theOffice, type TestOffice } from '../the-office.ts';
import { describeOnEmbedded } from '../embedded.ts';

/** A JVM on a busy machine needs its time. */
const BACK_WITHIN = { withinMs: 240_000, everyMs: 500 };

/** Signs, and signs again when the office asks the head again because the first answer was lost. */
async function isSignedInTheEnd(berkas: Berkas): Promise<void> {
  const { agus } = berkas.office;
  await until(
    'the signature',
    async () => {
      const { signedSha256 } = await berkas.record;
      if (signedSha256 !== null) return true;
      const waiting = await berkas.office.store.workList.open({ applicationNumber: berkas.number });
      if (waiting.some(({ element }) => element === 'approve-signing'))
        await agus.signs([berkas.number], DEMO_PASSPHRASE).catch(() => undefined);
      return false;
    },
    BACK_WITHIN,
  );
}

/** With its children: those of PostgreSQL go on answering for a moment after their parent is dead. */
function killWhole(pid: number): void {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean);
  for (const one of [pid, ...children.map(Number)]) process.kill(one, 'SIGKILL');
}

describeOnEmbedded('Whatever is killed, the case goes on and happens once', function () {
  this.timeout(600_000);
  let office: TestOffice;
  before(async () => {
    office = await theOffice();
  });

  async function killEngine(meanwhile: () => Promise<void> = () => Promise.resolve()): Promise<void> {
    const before = office.engineHost!.pid!;
    process.kill(before, 'SIGKILL');
    await meanwhile();
    await until('another engine', () => Promise.resolve(office.engineHost!.pid !== before), BACK_WITHIN);
    await until(
      'the engine is back',
      () =>
        office.engine.ready().then(
          () => true,
          () => false,
        ),
      BACK_WITHIN,
    );
  }

  const health = async () => {
    const response = await fetch(`${office.config.baseUrl}/healthz`);
    const { status: said, parts } = (await response.json()) as { status: string; parts: Record<string, string> };
    return { status: response.status, said, parts };
  };
  const pageOf = async (officer: { cookie(): Promise<string> }, address: string) => {
    const headers = { Accept: 'text/html', Cookie: await officer.cookie() };
    const response = await fetch(office.config.baseUrl + address, { headers });
    return { status: response.status, text: await response.text() };
  };

  it('/healthz names every part, and says 503 while the engine is away; pages that need it say so in words', async () => {
    const berkas = await office.applies();
    const { taskId } = await berkas.task('open-application');
    const auditor = office.officer('auditor');
    await auditor.cookie();
    await office.sri.looksAt(berkas.number);
    const well = await until('every part is well', async () => {
      const said = await health();
      return said.status === 200 && said;
    });
    expect(well.parts).to.have.all.keys(
      (
        'database engine model siak bsre whatsapp chromium archive archive-check cases documents disk duties ' +
        'calendar uploads proxy'
      ).split(' '),
    );
    expect(well.parts).to.include({
      engine: 'ok',
      database: 'ok',
      siak: 'ok',
      bsre: 'ok',
      whatsapp: 'ok',
      model: 'ok',
    });
    await killEngine(async () => {
      const [ill, decided, list, file, audited] = await Promise.all([
        health(),
        office.sri.answers(berkas.number, taskId).then(
          () => undefined,
          (error: unknown) => error as { status: number; code: string },
        ),
        pageOf(office.sri, '/meja'),
        pageOf(office.sri, `/meja/berkas/${berkas.number}`),
        pageOf(auditor, `/auditor/berkas/${berkas.number}`),
      ]);
      expect([ill.status, ill.said], JSON.stringify(ill.parts)).to.deep.equal([503, 'impaired']);
      expect(ill.parts['engine']).to.be.oneOf(['terganggu', 'tidak menjawab']);
      expect(ill.parts['database']).to.equal('ok');
      expect(decided, 'nothing is decided').to.include({ status: 503, code: 'NOT_RECORDED' });
      expect([list.status, file.status], 'what lies in our own database is there').to.deep.equal([200, 200]);
      expect(audited.status).to.equal(503);
      expect(audited.text).to.contain('Mesin proses sedang tidak menjawab').and.contain('muat ulang');
    });
    await until('every part is well', async () => (await health()).status === 200, BACK_WITHIN);
    await berkas.isOpenedBy(office.sri);
  });

  it('the engine between examination and draft, while another applicant sends what was missing; and again while the head signs', async () => {
    const [berkas, waiting] = (await office.severalThat(2, (one) => one.isOpenedBy(office.sri))) as [Berkas, Berkas];
    const before = await waiting.task('examine-application');
    await waiting.isReturnedFor(['ijazah']);
    await waiting.happened('message-sent', ({ purpose }) => purpose === 'incomplete');
    const ijazah = await paperPhoto('ijazah', 9);
    await berkas.isFoundComplete();
    // The applicant notices nothing; the process hears of it when it is back.
    await killEngine(() => waiting.applicant.completes({ ijazah }));
    await Promise.all([
      waiting.taskAgain('examine-application', before),
      until('the draft', async () => (await berkas.record).draftSha256 !== null, BACK_WITHIN),
    ]);
    await berkas.isRequested();
    await berkas.isVerified();
    await berkas.task('approve-signing');

    const signing = office.agus.signs([berkas.number], DEMO_PASSPHRASE).catch(() => undefined);
    await berkas.happened('decision-recorded', (detail) => detail['signing'] === 'approved');
    await killEngine();
    await signing;
    await isSignedInTheEnd(berkas);
    await berkas.isFinished();
    expect(await externalTracesOf(berkas)).to.deep.equal(ONCE);
    expect((await office.auditor.waitForEnd(berkas.number)).incidents).to.deep.equal([]);
  });

  it('the database: every page says so and asks for patience, and everything is there when it is back', async () => {
    const berkas = await office.applies();
    await berkas.isOpenedBy(office.sri);
    await berkas.isFoundComplete();
    const { pid } = office.postgres;
    killWhole(pid!);
    const [health, tracking] = await Promise.all([
      fetch(`${office.config.baseUrl}/healthz`),
      fetch(`${office.config.baseUrl}/api/applications/${berkas.number}`, {
        headers: { 'X-PIN': berkas.applicant.pin },
      }),
    ]);
    expect([health.status, tracking.status]).to.deep.equal([503, 503]);
    expect(await health.json()).to.deep.include({ status: 'impaired' });
    await until('the database is back', async () => (await fetch(`${office.config.baseUrl}/healthz`)).ok, BACK_WITHIN);
    expect(office.postgres.pid).not.to.equal(pid);

    await berkas.isRequested();
    await berkas.task('verify-draft');
    await berkas.isVerified();
    await berkas.task('approve-signing');
    await office.agus.signs([berkas.number], DEMO_PASSPHRASE);
    await berkas.isFinished();
    expect(await externalTracesOf(berkas)).to.deep.equal(ONCE);
    expect(await office.store.journal.firstBrokenLink()).to.equal(undefined);
  });

  it('the browser while drafts are printed', async () => {
    const drafts = await office.severalThat(3, (berkas) => berkas.isOpenedBy(office.sri));
    const before = office.press.browserPid;
    const allFound = Promise.all(drafts.map((berkas) => berkas.isFoundComplete()));
    await until('the first is on its way to the printer', async () =>
      (await Promise.all(drafts.map(({ record }) => record))).some(({ state }) => state !== 'examination'),
    );
    for (const round of [1, 2]) {
      const pid = office.press.browserPid;
      if (pid !== undefined) process.kill(pid, 'SIGKILL');
      await until(
        `drafts after the ${round}. kill`,
        async () =>
          (await office.press.ready().then(
            () => true,
            () => false,
          )) && office.press.browserPid !== pid,
      );
    }
    await allFound;
    for (const berkas of drafts) await berkas.task('request-print');
    expect(office.press.browserPid).not.to.equal(before);
    for (const { number } of drafts)
      expect(
        (await office.store.journal.of(number)).filter((row) => row.event === 'draft-rendered'),
        number,
      ).to.have.length(1);
  });
});
