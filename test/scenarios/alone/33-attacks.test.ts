import { expect } from 'chai';
import pg from 'pg';
import { actOf } from '../../../src/web-apps/allow-list.ts';
import type { HumanStep } from '../../../src/domain/sop.ts';
import { HUMAN_TASKS } from '../../../src/domain/process.ts';
import { DEMO_PASSPHRASE, DEMO_PASSWORD } from '../../../src/office/demo-people.ts';
import { atTheEngine, forgedAnswer, onlyTheAdmins, othersTask, pastTheUseCases } from '../attacks/attack.ts';
import type { Attack, Target } from '../attacks/attack.ts';
import { atTheDesk, atTheWebApps, everybody, isAct, statusOf, type Attacker } from '../attacks/attackers.ts';
import { allAtTheEngine, atTheEnginePort, withoutTheSecret } from '../attacks/engine-port.ts';
import { mayBecomeAStranger, OPEN_TO_ALL, strangerTries } from '../attacks/other-account.ts';
import { Witness } from '../attacks/state.ts';
import { ENGINE_API } from '../attempts.ts';
import type { Berkas } from '../berkas.ts';
import { inventedApplication } from '../families.ts';
import { theOffice, type TestOffice } from '../the-office.ts';
import { describeOnEmbedded } from '../embedded.ts';

const HOLDERS: Record<HumanStep, string> = {
  2: 'sri.wahyuni',
  3: 'sri.wahyuni',
  4: 'sri.wahyuni',
  5: 'bambang.hartono',
  7: 'agus.prasetyo',
  8: 'ratna.dewi',
};
/** Who is asked to take over a task that another person holds. */
const COLLEAGUE = 'endah.lestari';

describeOnEmbedded('Attacks on decisions and on the engine', function () {
  this.timeout(900_000);
  let office: TestOffice;
  let witness: Witness;
  let berkas: Berkas;
  const accepted: string[] = [];
  let tried = 0;
  let journalled = 0;

  before(async () => {
    office = await theOffice();
    witness = await Witness.of(office);
    const { applicant } = inventedApplication();
    // Nobody reaches this phone: the case comes to the print officer's task.
    berkas = await office.applies({ application: { applicant: { ...applicant, whatsapp: '081277770000' } } });
  });
  after(async () => {
    await witness.close();
    console.log(`      ${tried} attacks, ${accepted.length} accepted, ${journalled} journalled under a name`);
  });

  const attempt = async (what: string, status: Promise<number>): Promise<void> => {
    tried += 1;
    const answer = await status;
    if (answer < 400) accepted.push(`${answer} ${what}`);
  };

  async function targetAt(step: HumanStep): Promise<Target> {
    const { taskId: task } = await berkas.task(HUMAN_TASKS[step]);
    const holder = HOLDERS[step];
    const officer = office.officer(holder);
    await officer.send(`/meja/berkas/${berkas.number}/ambil`, { task });
    return {
      number: berkas.number,
      step,
      task,
      holder,
      ...(await witness.engineIdsOf(berkas.number, task)),
      ...(await witness.model()),
    };
  }

  /** Lets everybody at it side by side: all must be refused, nothing may change, and each act is in the journal. */
  async function allAreRefused(
    target: Target,
    attacksOf: (attacker: Attacker) => { web: Attack[]; desk: readonly string[] },
  ): Promise<void> {
    const [before, end] = [await witness.stateOf(target.number), await witness.journalEnd()];
    // The decision that somebody else made before; at the first step there is none.
    const decided = (await office.store.decisions.of(target.number)).at(-1)?.taskId ?? target.task;
    const expected = new Map<string, number>();
    const acts = new Set<string>();
    await Promise.all(
      everybody(office).map(async (attacker) => {
        const { web, desk } = attacksOf(attacker);
        for (const { method, path } of web)
          acts.add(actOf({ method, path: `${ENGINE_API}/${path}`.replace(/^\/operaton\/|\?.*/g, '') }));
        for (const attack of web)
          await attempt(
            `${attacker.username}, step ${target.step}, web apps, ${attack.method} ${attack.path}`,
            atTheWebApps(office, attacker, attack),
          );
        for (const page of desk)
          await attempt(
            `${attacker.username}, step ${target.step}, desk, ${page}`,
            atTheDesk(office, attacker, `/meja/berkas/${target.number}/${page}`, {
              ...forgedAnswer(target),
              task: page === 'tarik' ? decided : target.task,
            }),
          );
        if (attacker.officer !== undefined) expected.set(attacker.username, web.filter(isAct).length + desk.length);
      }),
    );
    expect(accepted).to.deep.equal([]);
    for (const what of ['work list', 'case', 'instance', 'tasks', 'candidates of tasks', 'variables', 'definitions'])
      expect(before[what], what).not.to.be.empty;
    expect(await witness.stateOf(target.number)).to.deep.equal(before);
    const refused = await witness.refusedSince(end, target.number, [...acts]);
    const counted = new Map<string, number>();
    for (const { actor } of refused) counted.set(actor, (counted.get(actor) ?? 0) + 1);
    journalled += refused.length;
    expect(Object.fromEntries(counted)).to.deep.equal(Object.fromEntries(expected));
  }

  for (const step of [2, 3, 4, 5, 7, 8] as const)
    it(`nobody decides, takes or bends step ${step} in another's name, and every attempt is journalled`, async () => {
      const target = await targetAt(step);
      await allAreRefused(target, ({ username }) => ({
        web: [
          ...(username === target.holder ? [] : othersTask(target, username)),
          ...pastTheUseCases(target, COLLEAGUE),
        ],
        desk: username === target.holder ? [] : ['keputusan', 'ambil', 'lepas', 'tarik'],
      }));
      if (step === 3)
        await allAreRefused(target, ({ username }) => ({
          web: [...atTheEngine(target), ...(username === 'admin' ? [] : onlyTheAdmins(target))],
          desk: [],
        }));
      if (step === 2) await berkas.isOpenedBy(office.sri);
      if (step === 3) await berkas.isFoundComplete();
      if (step === 4) await berkas.isRequested();
      if (step === 5) await berkas.isVerified();
      if (step === 7) await office.agus.signs([berkas.number], DEMO_PASSPHRASE);
      if (step === 8) await office.ratna.does(berkas.number, HUMAN_TASKS[8], { handOver: 'handed-over' });
    });

  it('the case that was attacked has been decided by its officers only', async () => {
    await berkas.isFinished();
    const decisions = await office.store.decisions.of(berkas.number);
    expect(decisions.map(({ step, decidedBy }) => [step, decidedBy])).to.deep.equal(
      ([2, 3, 4, 5, 7, 8] as const).map((step) => [step, HOLDERS[step]]),
    );
    expect(await office.store.journal.firstBrokenLink()).to.equal(undefined);
  });

  it('the engine refuses everything at its own port to whoever does not have the secret', async () => {
    const other = await office.applies();
    const { taskId: task } = await other.task(HUMAN_TASKS[2]);
    const target: Target = {
      number: other.number,
      step: 2,
      task,
      holder: HOLDERS[2],
      ...(await witness.engineIdsOf(other.number, task)),
      ...(await witness.model()),
    };
    const before = await witness.stateOf(other.number);
    const attacks = allAtTheEngine(target);
    // The same request with the secret is answered: what is refused below is refused for want of it.
    const read: Attack = { method: 'GET', path: `/engine-rest/task/${task}` };
    const right = { Authorization: `Bearer ${office.engineHost!.secret}` };
    expect(await atTheEnginePort(office, read, right)).to.equal(200);
    for (const [shown, headers] of await withoutTheSecret(office))
      for (const attack of attacks)
        await attempt(`with ${shown}, ${attack.method} ${attack.path}`, atTheEnginePort(office, attack, headers));
    for (const path of ['/engine-rest/task', '/actuator/health', '/api/engine/engine/default/task'])
      await attempt(
        `the public port, ${path}`,
        statusOf(`${office.config.baseUrl}${path}`, { method: 'GET', path }, { Cookie: await office.sri.cookie() }),
      );
    expect(accepted).to.deep.equal([]);
    expect(await witness.stateOf(other.number)).to.deep.equal(before);
  });

  it('the database opens to no role without its password', async () => {
    const { hostname, port, pathname } = new URL(office.postgres.url);
    for (const user of ['postgres', 'kk_owner', 'kk_app', 'kk_engine', 'root'])
      for (const password of ['', 'postgres', DEMO_PASSWORD]) {
        tried += 1;
        const client = new pg.Client({
          host: hostname,
          port: Number(port),
          database: pathname.slice(1),
          user,
          password,
        });
        client.on('error', () => undefined);
        await client.connect().then(
          () => accepted.push(`database, ${user}`),
          () => undefined,
        );
        await client.end().catch(() => undefined);
      }
    expect(accepted).to.deep.equal([]);
  });

  it('another account of the machine reads no key and no environment, and the engine does not answer it', async function () {
    if (!mayBecomeAStranger()) return this.skip();
    const { url, secret, pid } = office.engineHost!;
    const shown = [...(await withoutTheSecret(office)).values()];
    const urls = [
      '/engine-rest/task',
      '/engine-rest/office/ready',
      '/operaton/app/tasklist/default/',
      '/actuator/health',
    ].flatMap((path) => shown.map((headers) => ({ url: url + path, headers })));
    // What everybody may open, whatever state the office is in: without it the stranger has tried nothing.
    const open = `${office.config.baseUrl}/lacak`;
    const seen = await strangerTries(office, [{ url: open, headers: {} }, ...urls]);
    tried += seen.tried;
    expect(seen.uid).not.to.equal(process.getuid!());
    expect(seen.opened).to.include(OPEN_TO_ALL);
    expect(seen.answered).to.include(`200 ${open}`);
    accepted.push(...seen.opened.filter((file) => file !== OPEN_TO_ALL));
    accepted.push(...seen.answered.filter((answer) => answer !== `200 ${open}`));
    expect(accepted).to.deep.equal([]);
    expect(seen.shown, `the command line of ${pid}`).to.contain('kk.host.Main');
    const { documentKey, linkKey, sessionKey, archiveKey } = office.config.secrets;
    const password = new URL(office.postgres.url).password;
    for (const hidden of [secret, documentKey, linkKey, sessionKey, archiveKey, password])
      expect(seen.shown).not.to.contain(hidden);
  });
});
