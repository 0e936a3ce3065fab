import { expect } from 'chai';
import type { GivenAnswer } from '../../src/domain/decision-answers.ts';
import { USER_TASKS, roleOfTask, type UserTaskElement } from '../../src/domain/user-tasks.ts';
import { PASSPHRASE } from '../cases/external-services.ts';
import { PEOPLE, withOffice, type OfficerName } from '../cases/office.ts';
import { API, call, startFront, type Front } from '../web-apps/front.ts';
import type { Browser } from '../web/browser.ts';

/** A right answer to each task: what is refused is refused for the person, not for the answer. */
const ANSWERS: Record<UserTaskElement, GivenAnswer> = {
  'open-application': {},
  'examine-application': { examination: 'complete' },
  'enter-siak-manually': { siakReference: 'SIAK-2026-000123' },
  'reach-applicant': {},
  'check-siak-entry': { entryCheck: 'seen' },
  'request-print': { printRequest: 'requested' },
  'verify-draft': { verification: 'valid' },
  'approve-signing': { signing: 'approved' },
  'bring-signed-card': { signedCard: 'accepted' },
  'hand-over-card': { handOver: 'handed-over' },
};
/** Whose decision it is in the cases below. */
const RIGHT: Record<UserTaskElement, OfficerName> = {
  'open-application': 'sri',
  'examine-application': 'sri',
  'enter-siak-manually': 'sri',
  'reach-applicant': 'sri',
  'check-siak-entry': 'tono',
  'request-print': 'sri',
  'verify-draft': 'endah',
  'approve-signing': 'agus',
  'bring-signed-card': 'rini',
  'hand-over-card': 'rini',
};
/** One of each lane, a colleague in the lane of the entry officer, one who has left, and those who oversee. */
const EVERYBODY: readonly OfficerName[] = ['sri', 'tono', 'endah', 'agus', 'rini', 'audi', 'adi'];

interface OpenTask {
  readonly applicationNumber: string;
  readonly element: UserTaskElement;
  readonly task: string;
}
/** A way by which somebody sends a decision; the last argument is whose it really is. */
type Way = (browser: Browser, open: OpenTask, right: string) => Promise<number>;

/** The attack list: what people of the office, strangers and other pages try, and that nothing of it is accepted. */
describe('Attacks', () => {
  const given = withOffice();
  let front: Front;
  /** One case at each user task of the diagram. */
  const open = new Map<UserTaskElement, OpenTask>();

  before(async () => {
    const { office } = given;
    front = await startFront(office);
    const at = async (element: UserTaskElement, applicationNumber: string) => {
      const { taskId } = await office.task(applicationNumber, element);
      open.set(element, { applicationNumber, element, task: taskId });
    };
    await at('open-application', (await office.submit()).applicationNumber);
    await at('examine-application', (await office.opened()).applicationNumber);
    await at('verify-draft', (await office.drafted()).applicationNumber);
    await at('approve-signing', (await office.verified()).applicationNumber);
    office.register.mode = 'manual';
    const toType = async () => {
      const { applicationNumber } = await office.opened();
      await office.decides('sri', applicationNumber, 'examine-application', { examination: 'complete' });
      return applicationNumber;
    };
    await at('enter-siak-manually', await toType());
    office.register.mode = 'api';
    await at('request-print', await toType());
    const inWay = async (siakWay: 'typed' | 'siak-signed-pdf') => {
      Object.assign(office.dependencies.settings, { siakWay });
      const applicationNumber = await toType();
      await office.decides('sri', applicationNumber, 'enter-siak-manually', { siakReference: 'SIAK-2026-000123' });
      Object.assign(office.dependencies.settings, { siakWay: 'simulator' });
      return applicationNumber;
    };
    await at('check-siak-entry', await inWay('typed'));
    await at('bring-signed-card', await inWay('siak-signed-pdf'));
    await at('reach-applicant', await unreachable());
    await at('hand-over-card', await undeliverable());
  });
  after(() => front.stop());

  /** Asked to complete the application, and WhatsApp does not reach the number. */
  async function unreachable(): Promise<string> {
    const { office } = given;
    const { applicationNumber } = await office.opened();
    office.messenger.next.push('NUMBER_UNREACHABLE');
    await office.decides('sri', applicationNumber, 'examine-application', {
      examination: 'incomplete',
      missingDocuments: ['ijazah'],
      note: 'Foto ijazah buram',
    });
    return applicationNumber;
  }
  /** Signed, and WhatsApp does not take the card. */
  async function undeliverable(): Promise<string> {
    const { office } = given;
    const { applicationNumber, draftSha256 } = await office.verified();
    office.messenger.next.push('NUMBER_UNREACHABLE');
    office.grants.give({ draftSha256, signer: PEOPLE.agus.username, passphrase: Buffer.from(PASSPHRASE) });
    await office.decides('agus', applicationNumber, 'approve-signing', { signing: 'approved' });
    return applicationNumber;
  }

  const variables = (answer: GivenAnswer) =>
    Object.fromEntries(Object.entries(answer).map(([name, value]) => [name, { value }]));
  const desk: Way = async (browser, { applicationNumber, element, task }) =>
    (
      await call(browser, front.url, 'POST', `/meja/berkas/${applicationNumber}/keputusan`, {
        task,
        ...ANSWERS[element],
      })
    ).status;
  const WAYS: Readonly<Record<string, Way>> = {
    'at the desk as a program': desk,
    'at the desk by its form': async (browser, { applicationNumber, element, task }) => {
      const token = /name="token" value="([\w-]+)"/.exec((await browser.get('/akun')).text)?.[1] ?? '';
      const fields = Object.entries(ANSWERS[element]).map(([name, value]): [string, string] => [name, String(value)]);
      return (await browser.post(`/meja/berkas/${applicationNumber}/keputusan`, [['task', task], ...fields], { token }))
        .status;
    },
    'at the desk, naming the right person': async (browser, { applicationNumber, element, task }, right) =>
      (
        await browser.send(`/meja/berkas/${applicationNumber}/keputusan`, {
          method: 'POST',
          headers: {
            origin: front.url,
            'content-type': 'application/json',
            'x-office-user': right,
            'x-forwarded-user': right,
            'remote-user': right,
            authorization: `Basic ${Buffer.from(`${right}:x`).toString('base64')}`,
          },
          body: JSON.stringify({
            task,
            ...ANSWERS[element],
            username: right,
            decidedBy: right,
            officer: { username: right },
          }),
        })
      ).status,
    'in the Tasklist by its form': async (browser, { element, task }) =>
      (
        await call(browser, front.url, 'POST', `${API}/task/${task}/submit-form`, {
          variables: variables(ANSWERS[element]),
        })
      ).status,
    'in the Tasklist by completing': async (browser, { element, task }) =>
      (
        await call(browser, front.url, 'POST', `${API}/task/${task}/complete`, {
          variables: variables(ANSWERS[element]),
        })
      ).status,
    'in the Tasklist, naming the right person': async (browser, { element, task }, right) =>
      (
        await browser.send(`${API}/task/${task}/complete?userId=${right}`, {
          method: 'POST',
          headers: {
            origin: front.url,
            'content-type': 'application/json',
            'x-office-user': right,
            'x-office-groups': 'petugas-entri,petugas-cetak,kasi,kepala-dinas,admin',
            'x-office-secret': 'tebakan',
          },
          body: JSON.stringify({
            userId: right,
            variables: { ...variables(ANSWERS[element]), entryOfficer: { value: right }, decidedBy: { value: right } },
          }),
        })
      ).status,
  };

  /** What must not change: case, open tasks, decisions, judgements on their way. */
  async function stateOf({ applicationNumber, task }: OpenTask): Promise<unknown> {
    const { store } = given.office;
    return [
      await store.cases.get(applicationNumber),
      await store.workList.of(applicationNumber),
      await store.decisions.of(applicationNumber),
      await store.judgements.find(task),
    ];
  }
  const refusalsOf = async (username: string, applicationNumber: string) =>
    (await given.office.journal(applicationNumber, 'decision-refused', 'act-refused')).filter(
      ({ actor }) => actor === username,
    ).length;

  it('have a case at every user task of the diagram to try', () => {
    expect([...open.keys()].toSorted()).to.deep.equal([...USER_TASKS].toSorted());
  });

  for (const [where, way] of Object.entries(WAYS))
    it(`nobody decides in another's name ${where}: every role, every decision; each try is journalled under its own name`, async () => {
      const accepted: string[] = [];
      const unwritten: string[] = [];
      let tried = 0;
      for (const one of open.values()) {
        const right = RIGHT[one.element];
        const before = await stateOf(one);
        for (const who of EVERYBODY) {
          if (who === right || (who === 'tono' && one.element === 'open-application')) continue;
          const what = `${who} ${one.element}`;
          const { username } = PEOPLE[who];
          const written = await refusalsOf(username, one.applicationNumber);
          tried += 1;
          const status = await way(await front.as(who), one, PEOPLE[right].username);
          if (status < 400) accepted.push(`${what}: ${status}`);
          if ((await refusalsOf(username, one.applicationNumber)) === written) unwritten.push(`${what}: ${status}`);
        }
        expect(await stateOf(one), one.element).to.deep.equal(before);
      }
      expect([accepted, unwritten]).to.deep.equal([[], []]);
      expect(tried).to.equal(59);
      expect(front.engine.received.filter(({ method }) => method !== 'GET')).to.deep.equal([]);
    });

  it('nobody decides without a log-in, with a made-up session, or with a session of yesterday', async () => {
    const forged = front.stranger();
    forged.cookies.set('kk_sesi', encodeURIComponent(`s:${'A'.repeat(32)}.${'B'.repeat(43)}`));
    const over = await front.as('dewi');
    await call(over, front.url, 'POST', '/keluar');
    const left = front.stranger();
    for (const one of open.values()) {
      const before = await stateOf(one);
      for (const browser of [front.stranger(), forged, over, left])
        for (const [where, way] of Object.entries(WAYS)) {
          const status = await way(browser, one, PEOPLE[RIGHT[one.element]].username);
          // A form is answered by the way to the log-in.
          expect(status, `${where} ${one.element}`).to.be.oneOf([303, 401, 403]);
        }
      expect(await stateOf(one), one.element).to.deep.equal(before);
    }
    expect(front.engine.received.filter(({ method }) => method !== 'GET')).to.deep.equal([]);
  });

  it('who has left the office does not get in at all', async () => {
    const body = JSON.stringify({ username: PEOPLE.budi.username, password: 'kopi pahit tiap pagi' });
    const answer = await front.stranger().send('/masuk', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    expect(answer.status).to.equal(403);
  });

  it('another page makes no browser of an officer do anything', async () => {
    const one = open.get('verify-draft')!;
    const endah = await front.as('endah');
    const before = await stateOf(one);
    const paths = [
      `/meja/berkas/${one.applicationNumber}/keputusan`,
      `/meja/berkas/${one.applicationNumber}/ambil`,
      `${API}/task/${one.task}/complete`,
      `${API}/task/${one.task}/claim`,
      '/akun/kata-sandi',
      '/keluar',
    ];
    for (const path of paths)
      for (const headers of [
        { origin: 'https://jahat.example', 'content-type': 'application/json' },
        { origin: 'null', 'content-type': 'application/x-www-form-urlencoded' },
        { 'sec-fetch-site': 'cross-site', 'content-type': 'text/plain' },
        { 'sec-fetch-site': 'same-site', 'content-type': 'text/plain' },
        { 'content-type': 'text/plain' },
      ]) {
        const body = JSON.stringify({ task: one.task, verification: 'valid', userId: PEOPLE.endah.username });
        expect((await endah.send(path, { method: 'POST', headers, body })).status, path).to.equal(403);
      }
    expect(await stateOf(one)).to.deep.equal(before);
    expect((await endah.get('/akun')).status, 'still logged in').to.equal(200);
  });

  describe('on the engine through its web apps', () => {
    const task = () => open.get('open-application')!.task;
    /** What the engine's interface can do and nobody of the office may, as method, resource and body. */
    const acts = (): [method: string, resource: string, body?: unknown][] => [
      ['POST', `task/${task()}/claim`, { userId: 'tono.prasetyo-lain' }],
      ['POST', `task/${task()}/assignee`, { userId: 'agus.hartanto-lain' }],
      ['POST', `task/${task()}/delegate`, { userId: 'agus.hartanto' }],
      ['POST', `task/${task()}/resolve`, {}],
      ['POST', `task/${task()}/identity-links`, { groupId: 'kasi', type: 'candidate' }],
      ['POST', `task/${task()}/identity-links/delete`, { groupId: 'petugas-entri', type: 'candidate' }],
      ['PUT', `task/${task()}/variables/entryOfficer`, { value: 'tono.prasetyo' }],
      ['POST', `task/${task()}/variables`, { modifications: {} }],
      ['PUT', `task/${task()}/localVariables/examination`, { value: 'complete' }],
      ['DELETE', `task/${task()}/variables/note`],
      ['POST', `task/${task()}/bpmnError`, { errorCode: 'SIAK_REFUSED' }],
      ['POST', `task/${task()}/bpmnEscalation`, { escalationCode: 'x' }],
      ['POST', `task/${task()}/comment/create`, { message: '3402151708820001' }],
      ['PUT', `task/${task()}`, { assignee: 'agus.hartanto' }],
      ['DELETE', `task/${task()}`],
      ['POST', 'task/create', { name: 'x', assignee: 'sri.wahyuni' }],
      ['POST', 'process-definition/key/penerbitan-kk/start', {}],
      ['POST', 'process-definition/key/penerbitan-kk/submit-form', {}],
      ['PUT', 'process-definition/suspended', { suspended: true }],
      ['DELETE', 'process-definition/key/penerbitan-kk'],
      ['POST', 'message', { messageName: 'application-withdrawn', businessKey: 'x' }],
      ['POST', 'signal', { name: 'x' }],
      ['POST', 'condition', {}],
      ['POST', 'execution/7/messageSubscriptions/application-withdrawn/trigger', {}],
      ['POST', 'execution/7/localVariables', {}],
      ['PUT', 'execution/7/localVariables/note', {}],
      ['POST', 'execution/7/signal', {}],
      ['DELETE', 'process-instance/7'],
      ['POST', 'process-instance/delete', { processInstanceIds: ['7'] }],
      ['POST', 'process-instance/7/modification', { instructions: [] }],
      ['PUT', 'process-instance/7/variables/note', {}],
      ['PUT', 'process-instance/7/suspended', { suspended: true }],
      ['POST', 'modification/execute', {}],
      ['POST', 'migration/execute', {}],
      ['POST', 'external-task/fetchAndLock', { workerId: 'x', topics: [] }],
      ['POST', 'external-task/7/complete', { workerId: 'x' }],
      ['POST', 'external-task/7/bpmnError', {}],
      ['PUT', 'external-task/7/retries', { retries: 0 }],
      ['POST', 'job/7/execute', {}],
      ['PUT', 'job/7/duedate', {}],
      ['POST', 'deployment/create', {}],
      ['DELETE', 'deployment/7'],
      ['POST', 'deployment/7/redeploy', {}],
      ['POST', 'decision-definition/key/persyaratan/evaluate', { variables: {} }],
      ['DELETE', 'history/process-instance/7'],
      ['POST', 'history/process-instance/delete', {}],
      ['PUT', 'history/user-operation/7/set-annotation', {}],
      ['POST', 'filter/create', { resourceType: 'Task', name: 'x' }],
      ['PUT', 'filter/7', {}],
      ['DELETE', 'filter/7'],
      ['POST', 'user/create', { profile: { id: 'x' } }],
      ['PUT', 'user/agus.hartanto/credentials', {}],
      ['DELETE', 'user/agus.hartanto'],
      ['PUT', 'group/kepala-dinas/members/sri.wahyuni'],
      ['POST', 'authorization/create', {}],
      ['POST', 'identity/verify', { username: 'agus.hartanto', password: 'x' }],
      ['POST', 'batch/7/jobs', {}],
      ['POST', 'telemetry/configuration', { enableTelemetry: true }],
      ['PUT', 'schema/log', {}],
    ];

    it('nobody delegates, sets variables, throws errors, starts, cancels, modifies, deploys, works jobs or makes accounts; every try is journalled', async () => {
      const one = open.get('open-application')!;
      const before = await stateOf(one);
      front.engine.received.length = 0;
      const wrong: string[] = [];
      for (const who of EVERYBODY) {
        const { username } = PEOPLE[who];
        const written = await attemptsOf(username);
        for (const [method, resource, body] of acts()) {
          const { status } = await call(await front.as(who), front.url, method, `${API}/${resource}`, body);
          if (status !== 403) wrong.push(`${who} ${method} ${resource}: ${status}`);
        }
        expect(await attemptsOf(username), `${who} in the journal`).to.equal(written + acts().length);
      }
      expect(wrong).to.deep.equal([]);
      expect(front.engine.received).to.deep.equal([]);
      expect(await stateOf(one)).to.deep.equal(before);
    });

    it('nobody reaches the engine’s own accounts, set-up or log-in', async () => {
      front.engine.received.length = 0;
      for (const who of EVERYBODY)
        for (const [method, path] of [
          ['POST', '/operaton/api/admin/auth/user/default/login/tasklist'],
          ['POST', '/operaton/api/admin/setup/default/user/create'],
          ['GET', '/operaton/app/admin/default/'],
          ['GET', '/operaton/app/welcome/default/'],
          ['GET', '/operaton/api/admin/plugin/adminPlugins/static/app/plugin.js'],
        ] as const)
          expect((await call(await front.as(who), front.url, method, path)).status, `${who} ${path}`).to.equal(403);
      expect(front.engine.received).to.deep.equal([]);
    });

    it('a lane sees no instance and no variable, the admin no task list, the auditor nothing', async () => {
      front.engine.received.length = 0;
      const statusOf = async (who: OfficerName, path: string) => (await (await front.as(who)).get(path)).status;
      for (const who of ['sri', 'endah', 'agus', 'rini'] as const)
        for (const path of [
          '/operaton/app/cockpit/default/',
          `${API}/process-instance`,
          `${API}/variable-instance`,
          `${API}/user`,
        ])
          expect(await statusOf(who, path), `${who} ${path}`).to.equal(403);
      expect(await statusOf('adi', '/operaton/app/tasklist/default/')).to.equal(403);
      for (const path of [
        '/operaton/app/tasklist/default/',
        '/operaton/app/cockpit/default/',
        `${API}/task`,
        '/operaton/lib/deps.js',
      ])
        expect(await statusOf('audi', path), path).to.equal(403);
      expect(front.engine.received).to.deep.equal([]);
    });

    /** So many refused acts of this person are in the journal, of whichever case. */
    async function attemptsOf(username: string): Promise<number> {
      const [row] = await given.office.database.asOwner(
        "select count(*)::int as count from journal where actor = $1 and event = 'act-refused'",
        [username],
      );
      return Number(row?.['count']);
    }
  });

  it('the right person decides all the same, in every way that is open to them', async () => {
    const right = async (element: UserTaskElement, way: Way) => {
      const one = open.get(element)!;
      await given.office.reads(RIGHT[element], one.applicationNumber);
      const status = await way(await front.as(RIGHT[element]), one, '');
      expect(status, element).to.be.oneOf([200, 204, 303]);
      const [decision] = (await given.office.store.decisions.of(one.applicationNumber)).slice(-1);
      expect(decision).to.include({ element, decidedBy: PEOPLE[RIGHT[element]].username });
    };
    await right('open-application', WAYS['in the Tasklist by its form']!);
    await right('examine-application', WAYS['in the Tasklist by completing']!);
    await right('verify-draft', WAYS['at the desk by its form']!);
    await right('hand-over-card', desk);
    expect(roleOfTask('verify-draft')).to.equal('kasi');
  });
});
