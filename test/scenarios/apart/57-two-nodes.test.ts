import { expect } from 'chai';
import pg from 'pg';
import { until } from '../../../src/demo/until.ts';
import type { Officer } from '../../../src/demo/officer.ts';
import { DEMO_PASSPHRASE } from '../../../src/office/demo-people.ts';
import { GRANT_LIFE_MS } from '../../../src/signing/signing.ts';
import type { Berkas } from '../berkas.ts';
import { ONCE, externalTracesOf } from '../once.ts';
import { SecondProcess } from '../second-process.ts';
import { theOffice, type TestOffice } from '../the-office.ts';
import { describeOnEmbedded } from '../embedded.ts';

const CASES = 20;
/** State of a completed job in the engine's log. */
const SUCCESSFUL = 2;
/** On a busy machine; the lock of a job that died with its process runs out first. */
const PATIENCE = { withinMs: 420_000, everyMs: 500 };

describeOnEmbedded('Two processes and two engines on one database', function () {
  this.timeout(1_200_000);
  let office: TestOffice;
  let second: SecondProcess | undefined;
  before(async () => {
    office = await theOffice();
  });
  after(() => second?.dies());

  const session = async (officer: Officer, portal: string): Promise<number> => {
    const headers = { Cookie: await officer.cookie(), Accept: 'application/json' };
    const response = await fetch(`${portal}/meja`, { headers, redirect: 'manual' });
    await response.arrayBuffer();
    return response.status;
  };
  const open = async ({ number }: Berkas, element: string): Promise<boolean> =>
    (await office.store.workList.open({ applicationNumber: number })).some((item) => item.element === element);

  /** How many processes completed jobs of these cases, from the engine's own log. */
  async function workersOf(cases: readonly Berkas[]): Promise<number> {
    const database = new pg.Client({ connectionString: office.postgres.url });
    await database.connect();
    try {
      const { rows } = await database.query<{ count: number }>(
        `select count(distinct l.worker_id_)::int as count from engine.act_hi_ext_task_log l
           join engine.act_hi_procinst p on p.id_ = l.proc_inst_id_
         where p.business_key_ = any($1) and l.state_ = $2`,
        [cases.map(({ number }) => number), SUCCESSFUL],
      );
      return rows[0]!.count;
    } finally {
      await database.end();
    }
  }

  /** As a person does whose page did not answer: look again, and decide if it is still to be decided. */
  async function decides(
    officer: () => Officer,
    berkas: Berkas,
    element: string,
    answer: Readonly<Record<string, unknown>> = {},
  ): Promise<void> {
    await until(`${element} of ${berkas.number} on the list`, () => open(berkas, element), PATIENCE);
    await until(
      `${element} of ${berkas.number} decided`,
      async () => {
        await officer()
          .does(berkas.number, element, answer)
          .catch(() => undefined);
        return !(await open(berkas, element));
      },
      PATIENCE,
    );
  }

  it(`carry ${CASES} cases; one engine and then a whole machine is killed; all finish, nothing twice, sessions live on`, async () => {
    const node = (second = await SecondProcess.open(office));
    const [sri, bambang] = [node.officer('sri.wahyuni'), node.officer('bambang.hartono')];
    expect(await session(office.sri, node.portal), 'begun at the first, shown at the second').to.equal(200);
    expect(await session(sri, office.config.baseUrl), 'begun at the second, shown at the first').to.equal(200);

    const cases = await office.severalThat(CASES, () => Promise.resolve());
    const entry = (index: number) => (index % 2 === 0 ? office.sri : sri);
    await Promise.all(cases.map((one, index) => decides(() => entry(index), one, 'open-application')));

    // The first's engine falls while drafts are made; the second's goes on with the cases of both.
    const engine = office.engineHost!.pid!;
    const examined = Promise.all(
      cases.map(async (one, index) => {
        await decides(() => entry(index), one, 'examine-application', { examination: 'complete' });
        await decides(() => entry(index), one, 'request-print', { printRequest: 'requested' });
      }),
    );
    const drafted = async () =>
      (await Promise.all(cases.map((one) => open(one, 'verify-draft')))).filter(Boolean).length;
    await until('the first draft', async () => (await drafted()) > 0, PATIENCE);
    process.kill(engine, 'SIGKILL');
    await examined;
    await until('every draft', async () => (await drafted()) === CASES, PATIENCE);
    await until('another engine', () => Promise.resolve(office.engineHost!.pid !== engine), PATIENCE);

    // The second's machine falls while the Kasi verifies there and the head signs at both.
    let fell = false;
    const kasi = (index: number) => () => (index % 2 === 0 || fell ? office.bambang : bambang);
    const verified = Promise.all(
      cases.map((one, index) => decides(kasi(index), one, 'verify-draft', { verification: 'valid' })),
    );
    const waiting = async () => {
      const all = await Promise.all(cases.map((one) => open(one, 'approve-signing')));
      return cases.filter((_, index) => all[index]);
    };
    await until('four drafts before the head', async () => (await waiting()).length >= 4, PATIENCE);
    const [left, ...rest] = (await waiting()) as [Berkas, ...Berkas[]];
    const { draftSha256 } = await left.record;
    // BSrE is silent about one card, so that the passphrase that was given at the second process dies with it.
    await left.meets('bsre', 'timeout');
    const signing = [
      office.agus.signs(
        rest.map(({ number }) => number),
        DEMO_PASSPHRASE,
      ),
      node.head('agus.prasetyo').signs([left.number], DEMO_PASSPHRASE),
    ].map((batch) => batch.catch(() => undefined));
    const key = `signature:${left.number}:${draftSha256}`;
    await until('that card on its way', async () => (await office.store.effects.find(key))?.attempts === 1, PATIENCE);
    await until(
      'another signature',
      async () => (await Promise.all(rest.map(({ record }) => record))).some((record) => record.signedSha256 !== null),
      PATIENCE,
    );
    const before = await left.taskDone('approve-signing');
    await node.dies();
    fell = true;
    const died = Date.now();
    await left.taskAgain('approve-signing', before);
    expect((await left.journal).findLast(({ event }) => event === 'signing-failed')?.detail).to.deep.equal({
      code: 'SIGNATURE_STATE_UNKNOWN',
    });
    // The lease and the lock of the job, not the five minutes of a passphrase.
    expect(Date.now() - died, 'until the head is asked again, ms').to.be.lessThan(GRANT_LIFE_MS / 2);
    await verified;
    await signing[0];

    await until(
      'every signature',
      async () => {
        const numbers = (await waiting()).map(({ number }) => number);
        if (numbers.length > 0) await office.agus.signs(numbers, DEMO_PASSPHRASE).catch(() => undefined);
        return (await Promise.all(cases.map(({ record }) => record))).every((record) => record.signedSha256 !== null);
      },
      PATIENCE,
    );
    for (const berkas of cases) {
      const { state, incidents } = await office.auditor.waitForEnd(berkas.number, PATIENCE.withinMs);
      expect([state, incidents], berkas.number).to.deep.equal(['finished', []]);
      expect(await externalTracesOf(berkas), berkas.number).to.deep.equal(ONCE);
    }
    expect(await workersOf(cases), 'processes that did work of these cases').to.equal(2);
    expect(await session(sri, office.config.baseUrl), 'begun at the process that died').to.equal(200);
    expect(await office.store.journal.firstBrokenLink()).to.equal(undefined);
  });
});
