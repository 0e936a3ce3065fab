import { expect } from 'chai';
import { randomUUID } from 'node:crypto';
import type { CaseState } from '../../src/domain/case-state.ts';
import { sampleApplication } from '../domain/sample-application.ts';
import { withDatabase } from './database.ts';
import { openCase, putDecision, putOfficer, putTask, sha256, type GivenDecision } from './given.ts';

const SRI = 'sri.wahyuni';
const JOKO = 'joko.susilo';
const NOTE = 'Foto ijazah buram';
/** Each question has a year of its own: what is decided or written stays for ever. The journal is of today, before them. */
let year = 2100;
const day = (text: string) => new Date(`${year}-03-${text}T02:00:00.000Z`);
/** From the first of March up to, not including, the tenth. */
const march = () => ({ from: day('01'), to: day('10') });
const ALWAYS = { from: new Date(0), to: new Date('9999-01-01') };

/** Questions of auditor and management, on rows that stand in the database as the office writes them. */
describe('A question over all cases', () => {
  const database = withDatabase();
  const inquiries = () => database.store.inquiries;
  before(async () => {
    await putOfficer(database.store, SRI);
    await putOfficer(database.store, JOKO);
  });
  beforeEach(() => void (year += 1));
  let opened: string[] = [];
  beforeEach(() => void (opened = []));
  /** Without the cases of the other questions. */
  const own = <T extends { readonly applicationNumber: string | null }>(found: readonly T[]) =>
    found.filter(({ applicationNumber }) => applicationNumber !== null && opened.includes(applicationNumber));

  const open = async (at = day('02'), change: { state?: CaseState; reason?: 'hilang' | 'rusak' } = {}) => {
    const { applicationNumber } = await openCase(
      database.store,
      change.reason === undefined ? {} : { application: sampleApplication({ reason: change.reason }) },
    );
    await database.asOwner(
      'update cases set submitted_at = $2, state = coalesce($3, state) where application_number = $1',
      [applicationNumber, at, change.state ?? null],
    );
    opened.push(applicationNumber);
    return applicationNumber;
  };
  /** A decision in force, as the engine writes it; answers its task. */
  const decide = (applicationNumber: string, given: GivenDecision = {}) =>
    putDecision(database, applicationNumber, { by: SRI, at: day('03'), ...given });
  const takeBack = (applicationNumber: string, task: string, at = day('04'), by = SRI) =>
    database.asOwner(
      `insert into taken_back_decisions (application_number, task_id, taken_back_by, taken_back_at, next_task)
       values ($1, $2, $3, $4, 'x')`,
      [applicationNumber, task, by, at],
    );
  const write = (applicationNumber: string | null, event: string, actor = SRI, detail: object = {}) =>
    database.store.journal.write({ applicationNumber, actor, event, step: null, detail: { ...detail } });
  const numbers = (found: readonly { readonly applicationNumber: string | null }[]) =>
    found.map(({ applicationNumber }) => applicationNumber);

  it('in which cases a person stands, oldest first', async () => {
    const [newer, older] = [await open(day('05')), await open(day('02'))];
    const { nik } = (await database.store.cases.get(newer)).application.applicant;
    const found = await inquiries().casesOfPerson(nik);
    expect(found.filter((number) => opened.includes(number))).to.deep.equal([older, newer]);
    expect(await inquiries().casesOfPerson('3402019999990001')).to.deep.equal([]);
  });

  it('which cases came within a span or were decided by an officer in it, newest first', async () => {
    const [older, newer, outside] = [
      await open(day('02'), { reason: 'hilang' }),
      await open(day('05'), { reason: 'rusak' }),
      await open(day('10')),
    ];
    await decide(older, { at: day('03') });
    await decide(older, { at: day('04'), by: JOKO, step: 5, element: 'verify-draft' });
    await decide(outside, { at: day('12'), by: JOKO });
    const all = await inquiries().cases({ officer: null, reason: null, ...march() }, 10);
    expect(numbers(all)).to.deep.equal([newer, older]);
    expect(all[1]).to.deep.equal({
      applicationNumber: older,
      reason: 'hilang',
      state: 'submitted',
      submittedAt: day('02'),
      entryOfficer: null,
      signed: false,
      decisions: [
        { step: 3, by: SRI, at: day('03') },
        { step: 5, by: JOKO, at: day('04') },
      ],
    });
    expect(numbers(await inquiries().cases({ officer: null, reason: 'rusak', ...march() }, 10))).to.deep.equal([newer]);
    const ofJoko = await inquiries().cases({ officer: JOKO, reason: null, ...march() }, 10);
    expect(numbers(ofJoko)).to.deep.equal([older]);
    expect(ofJoko[0]?.decisions).to.deep.equal([{ step: 5, by: JOKO, at: day('04') }]);
    expect(await inquiries().cases({ officer: null, reason: null, ...march() }, 1)).to.have.length(1);
  });

  it('what the journal says of some events, by whom, newest first', async () => {
    const one = await open();
    await write(one, 'case-tried', SRI, { size: 'full' });
    await write(null, 'paper-tried', JOKO);
    await write(one, 'try-refused', SRI);
    await write(one, 'try-recorded', SRI);
    const events = async (asked: readonly string[], actors?: readonly string[], limit = 10) =>
      (await inquiries().journal({ ...ALWAYS, events: asked, ...(actors && { actors }) }, limit)).map(
        ({ event, actor }) => [event, actor],
      );
    expect(await events(['case-tried', 'try-refused'])).to.deep.equal([
      ['try-refused', SRI],
      ['case-tried', SRI],
    ]);
    expect(await events(['%-tried'])).to.deep.equal([
      ['paper-tried', JOKO],
      ['case-tried', SRI],
    ]);
    expect(await events(['%-tried', 'try-recorded'])).to.have.length(3);
    expect(await events(['%-tried'], [SRI])).to.deep.equal([['case-tried', SRI]]);
    expect(await events(['%-tried'], [])).to.deep.equal([]);
    expect(await events(['case_tried', 'case-trie']), 'no name is a pattern').to.deep.equal([]);
    expect(await events([])).to.deep.equal([]);
    expect(await events(['%-tried'], undefined, 1)).to.deep.equal([['paper-tried', JOKO]]);
    const [found] = await inquiries().journal({ ...ALWAYS, events: ['case-tried'] }, 10);
    expect(found).to.deep.include({ applicationNumber: one, step: null, detail: { size: 'full' } });
    const { at } = found!;
    const within = async (from: Date, to: Date) =>
      (await inquiries().journal({ from, to, events: ['case-tried'] }, 10)).length;
    expect(await within(at, new Date(at.getTime() + 1)), 'its begin is in it').to.equal(1);
    expect(await within(new Date(0), at), 'its end is not').to.equal(0);
  });

  it('which decisions sent a case back, with the words of the officer, newest first', async () => {
    const one = await open();
    const back = [
      { examination: 'incomplete' },
      { examination: 'refused' },
      { verification: 'invalid' },
      { signing: 'rejected' },
      { printRequest: 'withheld' },
      { entryCheck: 'differs' },
      { signedCard: 'returned' },
    ];
    for (const answer of back) await decide(one, { answer, note: NOTE });
    await decide(one, { answer: { examination: 'complete' } });
    await decide(one, { answer: back[0]!, at: day('10') });
    await takeBack(one, await decide(one, { answer: back[0]! }));
    const found = await inquiries().returns(march(), 20);
    expect(found.map(({ answer }) => answer)).to.deep.equal(
      back.map((answer) => ({ ...answer, note: NOTE })).reverse(),
    );
    expect(found.at(-1)).to.deep.equal({
      applicationNumber: one,
      step: 3,
      element: 'examine-application',
      decidedBy: SRI,
      decidedAt: day('03'),
      actingAs: null,
      answer: { examination: 'incomplete', note: NOTE },
      draftSha256: null,
    });
    expect(await inquiries().returns(march(), 2)).to.have.length(2);
  });

  it('what was decided under a letter', async () => {
    const one = await open();
    await decide(one, { step: 7, element: 'approve-signing', by: JOKO, actingAs: 'Plh', at: day('03') });
    await decide(one, { step: 7, element: 'approve-signing', by: JOKO, actingAs: 'Plh', at: day('10') });
    await decide(one);
    const found = await inquiries().actingDecisions(march(), 10);
    expect(found).to.have.length(1);
    expect(found[0]).to.include({ decidedBy: JOKO, actingAs: 'Plh', step: 7 });
  });

  it('in which cases one person decided more than one of examination, verification and signature', async () => {
    const [alone, two, same] = [await open(), await open(), await open()];
    await decide(alone, { step: 3 });
    await decide(alone, { step: 5, element: 'verify-draft' });
    await decide(two, { step: 3 });
    await decide(two, { step: 5, element: 'verify-draft', by: JOKO });
    await decide(same, { step: 3 });
    await decide(same, { step: 4, element: 'request-print' });
    expect(await inquiries().sameEyes(march(), 10)).to.deep.equal([
      { applicationNumber: alone, who: SRI, steps: [3, 5] },
    ]);
    expect(await inquiries().sameEyes({ from: day('10'), to: day('11') }, 10)).to.deep.equal([]);
  });

  it('which drafts were decided by somebody who had not opened them', async () => {
    const [seen, unseen, small] = [await open(), await open(), await open()];
    const at = day('03');
    const draft = (number: string) => ({ step: 5, element: 'verify-draft', draftSha256: sha256(number), at });
    const view = (number: string, actor: string, size: string) =>
      write(number, 'draft-viewed', actor, { draftSha256: sha256(number), size });
    await view(seen, SRI, 'full');
    await view(unseen, JOKO, 'full');
    await view(small, SRI, 'thumbnail');
    for (const number of [seen, unseen, small]) await decide(number, draft(number));
    await decide(seen, { step: 3, at });
    const found = await inquiries().unseenDecisions(march(), 10);
    expect(numbers(found)).to.deep.equal([small, unseen]);
    expect(found[0]).to.not.have.any.keys('taskId', 'noteSealed');
  });

  it('which decisions were taken back, why, and what came after', async () => {
    const [one, other] = [await open(), await open()];
    const task = await decide(one, { answer: { examination: 'incomplete' }, note: NOTE, at: day('03') });
    await write(one, 'decision-taken-back', SRI, { task, reason: 'wrong-case' });
    await write(one, 'decision-taken-back', SRI, { task, reason: 'overlooked' });
    await write(one, 'decision-taken-back', SRI, { task: 'x', reason: 'wrong-answer' });
    await takeBack(one, task, day('04'));
    const later = await decide(other, { at: day('05'), by: JOKO });
    await takeBack(other, later, day('06'), JOKO);
    const found = await inquiries().takenBackDecisions({ applicationNumber: one }, 10);
    const first = {
      applicationNumber: one,
      step: 3,
      element: 'examine-application',
      decidedBy: SRI,
      decidedAt: day('03'),
      actingAs: null,
      answer: { examination: 'incomplete', note: NOTE },
      takenBackAt: day('04'),
      reason: 'overlooked',
      next: null,
      state: 'submitted',
    };
    expect(found).to.deep.equal([first]);
    await decide(one, { answer: { examination: 'refused' }, at: day('07'), refusedBecause: 'NOT_YOURS' });
    await decide(one, { answer: { examination: 'refused' }, note: 'Bukan warga', by: JOKO, at: day('08') });
    const next = { step: 3, by: JOKO, at: day('08'), answer: { examination: 'refused', note: 'Bukan warga' } };
    expect(await inquiries().takenBackDecisions({ applicationNumber: one }, 10)).to.deep.equal([{ ...first, next }]);
    expect(numbers(await inquiries().takenBackDecisions(march(), 10)), 'newest first').to.deep.equal([other, one]);
    expect(numbers(await inquiries().takenBackDecisions(march(), 1))).to.deep.equal([other]);
    expect(
      numbers(await inquiries().takenBackDecisions({ from: day('04'), to: day('06') }, 10)),
      'the end is not in it',
    ).to.deep.equal([one]);
  });

  it('whose card somebody asked to take back, when it was asked or settled within a span', async () => {
    const [one, other] = [await open(), await open()];
    const asked = {
      signedSha256: sha256('x'),
      reason: 'Nama keliru.',
      requestedBy: SRI,
      requestedAs: 'kasi' as const,
    };
    const settled = { outcome: 'declined' as const, settledBy: JOKO, settledAt: day('12') };
    await database.store.revocations.request({ ...asked, applicationNumber: one, requestedAt: day('03') });
    await database.store.revocations.settle(one, settled);
    await database.store.revocations.request({ ...asked, applicationNumber: other, requestedAt: day('10') });
    expect(await inquiries().cardRevocations({ applicationNumber: one }, 10)).to.deep.equal([
      { ...asked, applicationNumber: one, requestedAt: day('03'), ...settled },
    ]);
    expect(numbers(await inquiries().cardRevocations(march(), 10))).to.deep.equal([one]);
    expect(numbers(await inquiries().cardRevocations({ from: day('10'), to: day('13') }, 10))).to.deep.equal([
      other,
      one,
    ]);
    expect(numbers(await inquiries().cardRevocations({ from: day('10'), to: day('13') }, 1))).to.deep.equal([other]);
  });

  it('on whose pages of a work list these cases stood, oldest first', async () => {
    const [one, other, third] = [await open(), await open(), await open()];
    await write(null, 'work-list-viewed', SRI, { numbers: [one, third, other] });
    await write(null, 'work-list-viewed', JOKO, { numbers: [other] });
    await write(null, 'work-list-viewed', JOKO, { numbers: [third] });
    await write(null, 'search-viewed', JOKO, { numbers: [one] });
    const found = await inquiries().listViews([one, other]);
    expect(found.map(({ actor, applicationNumbers }) => [actor, applicationNumbers])).to.deep.equal([
      [SRI, [one, other]],
      [JOKO, [other]],
    ]);
    expect(found[0]!.at).to.be.instanceOf(Date);
    expect(await inquiries().listViews([])).to.deep.equal([]);
  });

  it('which of these cases somebody else has opened lately', async () => {
    const [one, other, third] = [await open(), await open(), await open()];
    await write(one, 'case-viewed', JOKO);
    await write(other, 'case-viewed', SRI);
    await write(third, 'paper-viewed', JOKO);
    const looked = (minutes: number, asked = [one, other, third]) =>
      inquiries().lookedAtBy({ than: SRI, minutes }, asked);
    expect(await looked(10)).to.deep.equal(new Set([one]));
    expect(await looked(10, [other, third]), 'of those asked for').to.deep.equal(new Set());
    expect(await looked(0), 'longer ago').to.deep.equal(new Set());
  });

  it('which open cases no officer has a task for, oldest first, and the same of one case', async () => {
    const [younger, older, held] = [await open(day('05')), await open(day('02')), await open(day('01'))];
    for (const state of ['archived', 'closed', 'withdrawn', 'refused'] as const) await open(day('01'), { state });
    await putTask(database, held);
    await putTask(database, younger, { endedAs: 'completed' });
    const waits = (applicationNumber: string, since: Date) => ({
      applicationNumber,
      state: 'submitted',
      takenUpAt: null,
      lastEvent: null,
      since,
    });
    expect(own(await inquiries().unattended())).to.deep.equal([waits(older, day('02')), waits(younger, day('05'))]);
    await write(older, 'siak-entered');
    await write(older, 'case-viewed');
    const found = await inquiries().unattendedCase(older);
    expect(found, 'a look brings nothing on').to.deep.include({ applicationNumber: older, lastEvent: 'siak-entered' });
    const [entered] = await database.store.journal.of(older);
    expect(found!.since).to.deep.equal(entered!.at);
    expect(numbers(own(await inquiries().unattended()))).to.deep.equal([older, younger]);
    expect(await inquiries().unattendedCase(held)).to.equal(undefined);
    expect(await inquiries().unattendedCase('KK-261122-ZZZZZZ')).to.equal(undefined);
  });

  it('which copies of the archive are not there, by layer and state', async () => {
    const [one, other] = [await open(), await open()];
    await database.asOwner('delete from archive_copies');
    const put = (applicationNumber: string, layer: string, state: 'stored' | 'absent' | 'damaged', at: Date) =>
      database.store.archiveCopies
        .put({ applicationNumber, layer, bag: '2026/x', path: null, sha256: sha256('x'), state })
        .then(() =>
          database.asOwner('update archive_copies set at = $3 where application_number = $1 and layer = $2', [
            applicationNumber,
            layer,
            at,
          ]),
        );
    await put(one, 'server', 'damaged', day('02'));
    await put(one, 'hard-disk', 'absent', day('04'));
    await put(other, 'hard-disk', 'absent', day('03'));
    await put(other, 'server', 'stored', day('01'));
    expect(await inquiries().missingCopies()).to.deep.equal([
      { layer: 'hard-disk', state: 'absent', count: 2, since: day('03') },
      { layer: 'server', state: 'damaged', count: 1, since: day('02') },
    ]);
  });

  it('which entries in SIAK have to be undone by hand, longest owed first', async () => {
    const [one, other] = [await open(), await open()];
    const effect = (applicationNumber: string, key: string, state: string, reference: string | null, at: Date) =>
      database.asOwner(
        `insert into effects (key, kind, application_number, state, reference, intended_at)
         values ($1, 'siak-cancellation', $2, $3, $4, $5)`,
        [key, applicationNumber, state, reference, at],
      );
    await effect(one, 'a', 'unknown', 'S-1', day('04'));
    await effect(other, 'b', 'unknown', 'S-2', day('03'));
    await effect(other, 'c', 'done', 'S-3', day('02'));
    await effect(other, 'd', 'unknown', null, day('02'));
    const owed = (key: string, applicationNumber: string, siakReference: string, since: Date) => ({
      ...{ key, applicationNumber, siakReference, state: 'submitted', entryOfficer: null, since },
    });
    expect(own(await inquiries().owedCancellations())).to.deep.equal([
      owed('b', other, 'S-2', day('03')),
      owed('a', one, 'S-1', day('04')),
    ]);
  });

  it('which human tasks were decided within a span, oldest first', async () => {
    const [one, other] = [await open(), await open()];
    const [first, second, outside] = [
      await putTask(database, one),
      await putTask(database, other, { element: 'verify-draft' }),
      await putTask(database, one, { element: 'verify-draft' }),
    ];
    await database.asOwner('update work_list set created_at = $1', [day('02')]);
    await decide(other, { taskId: second, step: 5, element: 'verify-draft', by: JOKO, at: day('04') });
    await decide(one, { taskId: first, at: day('03') });
    await decide(one, { taskId: outside, step: 5, element: 'verify-draft', at: day('10') });
    const handled = await inquiries().handled(march(), 10);
    expect(handled).to.deep.equal([
      {
        applicationNumber: one,
        step: 3,
        element: 'examine-application',
        decidedBy: SRI,
        appearedAt: day('02'),
        decidedAt: day('03'),
        takenAt: null,
        systemMinutes: null,
      },
      {
        applicationNumber: other,
        step: 5,
        element: 'verify-draft',
        decidedBy: JOKO,
        appearedAt: day('02'),
        decidedAt: day('04'),
        takenAt: null,
        systemMinutes: null,
      },
    ]);
    expect(numbers(await inquiries().handled(march(), 1))).to.deep.equal([one]);
  });

  it('what the system did of the steps, oldest first', async () => {
    const one = await open();
    await write(one, 'decision-recorded');
    await write(one, 'draft-rendered', 'sistem');
    await write(one, 'message-sent', 'sistem', { purpose: 'card' });
    await write(one, 'message-sent', 'sistem', { purpose: 'receipt' });
    await write(one, 'case-archived', 'sistem');
    const runs = own(await inquiries().systemRuns(ALWAYS, 100));
    expect(runs.map(({ applicationNumber, step }) => [applicationNumber, step])).to.deep.equal([
      [one, 4],
      [one, 8],
      [one, 10],
    ]);
    const [began] = await database.store.journal.of(one);
    expect(runs[0]!.startedAt).to.deep.equal(began!.at);
    expect(await inquiries().systemRuns(ALWAYS, 1)).to.have.length(1);
    expect(await inquiries().systemRuns(march(), 10)).to.deep.equal([]);
  });

  it('which messages went out, of one case or one purpose, newest first', async () => {
    const [one, other] = [await open(), await open()];
    const send = (applicationNumber: string, purpose: string, direction: 'out' | 'in', at: Date) =>
      database.store.messages.add({
        applicationNumber,
        direction,
        purpose,
        sid: randomUUID(),
        status: 'queued',
        errorCode: null,
        phone: '+6281234567890',
        at,
      });
    await send(one, 'card', 'out', day('02'));
    await send(one, 'receipt', 'out', day('03'));
    await send(other, 'card', 'out', day('04'));
    await send(one, 'text', 'in', day('05'));
    await send(one, 'card', 'out', day('10'));
    const sent = async (filter = {}, limit = 10) =>
      (await inquiries().messages({ ...march(), ...filter }, limit)).map(({ applicationNumber, purpose }) => [
        applicationNumber,
        purpose,
      ]);
    expect(await sent()).to.deep.equal([
      [other, 'card'],
      [one, 'receipt'],
      [one, 'card'],
    ]);
    expect(await sent({ applicationNumber: one })).to.deep.equal([
      [one, 'receipt'],
      [one, 'card'],
    ]);
    expect(await sent({ purpose: 'card' })).to.deep.equal([
      [other, 'card'],
      [one, 'card'],
    ]);
    expect(await sent({}, 1)).to.have.length(1);
  });

  it('how many came and ended, by the days of the office, and how many were open at a time', async () => {
    const before = await inquiries().openAt(day('01'));
    const openSince = async (time: Date) => (await inquiries().openAt(time)) - before;
    // 18:00 UTC is the next day in Yogyakarta.
    const one = await open(day('02'));
    await open(new Date(`${year}-03-02T18:00:00Z`));
    await open(day('10'));
    const none = { submitted: 0, signed: 0, archived: 0, closed: 0, withdrawn: 0, refused: 0 };
    expect(await inquiries().days(march())).to.deep.equal([
      { ...none, day: `${year}-03-02`, submitted: 1 },
      { ...none, day: `${year}-03-03`, submitted: 1 },
    ]);
    expect(await openSince(day('02')), 'what comes at that time is not yet there').to.equal(0);
    expect(await openSince(day('03'))).to.equal(2);
    expect(await openSince(day('11'))).to.equal(3);
    await write(one, 'card-signed');
    await write(one, 'case-archived', 'sistem');
    const [signed, archived] = await database.store.journal.of(one);
    const days = await inquiries().days({ from: signed!.at, to: new Date(archived!.at.getTime() + 1) });
    const sum = (what: keyof typeof none) => days.reduce((all, one) => all + one[what], 0);
    expect([sum('signed'), sum('archived'), sum('submitted')]).to.deep.equal([1, 1, 0]);
    expect(await openSince(day('03'))).to.equal(1);
    expect(await inquiries().openAt(new Date(0)), 'before the first').to.equal(0);
  });
});
