import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { subjectHash } from '../../src/cases/case-subjects.ts';
import type { OfficerCases } from '../../src/cases/create-officer-cases.ts';
import { FAILURES, Refusal } from '../../src/domain/failures.ts';
import { sampleApplication } from '../domain/sample-application.ts';
import { until } from '../until.ts';
import { PASSPHRASE } from './external-services.ts';
import { LINK_KEY, PEOPLE, refusalOf, withOffice, type OfficerName } from './office.ts';

const { applicant } = sampleApplication();
const OWN = subjectHash(LINK_KEY, 'nik', applicant.nik);

/** Cases of one family: taken by Sri, waiting for the head, and with the applicant. */
interface Cases {
  readonly taken: string;
  readonly verified: string;
  readonly draftSha256: string;
  readonly delivered: string;
  /** A message of a stranger. */
  readonly message: string;
}
interface Asks {
  readonly who: OfficerName;
  readonly of: keyof Cases;
  readonly act: (officers: OfficerCases, username: string, cases: Cases) => Promise<unknown>;
}
const asks = (who: OfficerName, of: keyof Cases, act: Asks['act']): Asks => ({ who, of, act });

const LOOK = 'a look: its ground is the lane, it is journalled with it, and the page says whose family it is';
const OF_NO_CASE = 'about no case: the office, its people, or what belongs to no family yet';
const OWN_WORDS = 'what an officer keeps for themselves; nobody else sees it, and it binds nobody';
const PASSES_ON = 'gives the case to a colleague, which is what is asked of them, or tells a colleague why';
const TECHNICAL = 'lets what is decided already go on in the engine; for the admin, who decides nothing';

/**
 * Everything that an officer may do, and whether it asks if the case is of their own family. A use case that is missing
 * here does not compile: whoever adds one says which it is.
 */
const ACTS: Record<keyof OfficerCases, Asks | string> = {
  decide: asks('sri', 'taken', async (officers, username, { taken }) => {
    const { task } = await officers.case(username, taken);
    return officers.decide(username, { applicationNumber: taken, task: task!.task, answer: {} });
  }),
  draftAnswer: asks('sri', 'taken', async (officers, username, { taken }) => {
    const { task } = await officers.case(username, taken);
    return officers.draftAnswer(username, { applicationNumber: taken, task: task!.task }, {});
  }),
  claim: asks('sri', 'taken', async (officers, username, { taken }) => {
    const { task } = await officers.case(username, taken);
    return officers.claim(username, { applicationNumber: taken, task: task!.task });
  }),
  takeBack: asks('endah', 'verified', async (officers, username, { verified }) => {
    const { decisions } = await officers.case(username, verified);
    return officers.takeBack(username, { applicationNumber: verified, task: decisions.at(-1)!.task });
  }),
  approve: asks('agus', 'verified', async (officers, username, { verified, draftSha256 }) => {
    const request = { applicationNumber: verified, draftSha256 };
    const id = await officers.approve(username, [request], Buffer.from(PASSPHRASE));
    const { documents } = await until('the batch has ended', async () => {
      const batch = await officers.batch(username, id);
      return batch.finished && batch;
    });
    if (documents[0]?.reason === FAILURES.OWN_FAMILY.officer) throw new Refusal('OWN_FAMILY');
  }),
  reject: asks('agus', 'verified', (officers, username, { verified }) =>
    officers.reject(username, verified, 'Gelar belum sesuai ijazah.'),
  ),
  redraw: asks('agus', 'verified', (officers, username, { verified }) => officers.redraw(username, verified)),
  bringSignedCard: asks('rini', 'delivered', (officers, username, { delivered }) =>
    officers.bringSignedCard(username, delivered, Buffer.from('%PDF-')),
  ),
  recordReading: asks('sri', 'taken', async (officers, username, { taken }) => {
    const { papers } = await officers.case(username, taken);
    const typed = { about: '', name: 'Lain', nik: '', date: '', witnesses: '' };
    return officers.recordReading(username, taken, papers[0]!.id, typed);
  }),
  claimImmigration: asks('sri', 'taken', (officers, username, { taken }) =>
    officers.claimImmigration(username, taken, applicant.nik, {
      citizenship: 'WNI',
      passport: '',
      kitap: '',
    }),
  ),
  correctNumber: asks('sri', 'taken', (officers, username, { taken }) =>
    officers.correctNumber(username, taken, '+6281298765432'),
  ),
  renewPin: asks('rini', 'taken', (officers, username, { taken }) =>
    officers.renewPin(username, { applicationNumber: taken, nik: applicant.nik, hasSeenCard: true }),
  ),
  answer: asks('sri', 'taken', (officers, username, { taken }) =>
    officers.answer(username, taken, 'Sudah kami terima.'),
  ),
  assignMessage: asks('sri', 'taken', (officers, username, { taken, message }) =>
    officers.assignMessage(username, message, taken, 'ijazah'),
  ),
  settleMessage: asks('sri', 'delivered', async (officers, username, { delivered }) => {
    const { messages } = await officers.case(username, delivered);
    return officers.settleMessage(username, messages[0]!.id);
  }),
  continueCase: asks('sri', 'taken', (officers, username, { taken }) => officers.continueCase(username, taken)),
  recordOldCard: asks('rini', 'delivered', (officers, username, { delivered }) =>
    officers.recordOldCard(username, delivered),
  ),
  resendCard: asks('rini', 'delivered', (officers, username, { delivered }) =>
    officers.resendCard(username, delivered),
  ),
  requestRevocation: asks('endah', 'delivered', (officers, username, { delivered }) =>
    officers.requestRevocation(username, delivered, 'Nama ibu pada KK ini tertulis keliru.'),
  ),
  grantRevocation: asks('agus', 'delivered', (officers, username, { delivered }) =>
    officers.grantRevocation(username, delivered),
  ),
  declineRevocation: asks('agus', 'delivered', (officers, username, { delivered }) =>
    officers.declineRevocation(username, delivered),
  ),
  recordCancellation: asks('sri', 'taken', (officers, username, { taken }) =>
    officers.recordCancellation(username, taken, 'SIAK-1'),
  ),

  handOver: PASSES_ON,
  release: PASSES_ON,
  addNote: PASSES_ON,
  beginAgain: TECHNICAL,
  retryIncident: TECHNICAL,
  dropAnswerDraft: OWN_WORDS,
  keepSearch: OWN_WORDS,
  keptSearch: OWN_WORDS,
  answerUnassigned: OF_NO_CASE,
  closeFoundCard: OF_NO_CASE,
  recordAbsence: OF_NO_CASE,
  endAbsence: OF_NO_CASE,
  appoint: OF_NO_CASE,
  withdrawLetter: OF_NO_CASE,
  officer: OF_NO_CASE,
  resumeBatches: OF_NO_CASE,
  drain: OF_NO_CASE,
  work: LOOK,
  signed: LOOK,
  news: LOOK,
  nextTask: LOOK,
  case: LOOK,
  paper: LOOK,
  contactSheet: LOOK,
  draft: LOOK,
  draftPdf: LOOK,
  draftGlance: LOOK,
  signedCard: LOOK,
  siakSheet: LOOK,
  broughtCard: LOOK,
  mayTakeBack: LOOK,
  inbox: LOOK,
  inboxCount: LOOK,
  conversation: LOOK,
  messageFile: LOOK,
  counter: LOOK,
  findAtCounter: LOOK,
  signingList: LOOK,
  batch: LOOK,
  progress: LOOK,
  duty: LOOK,
  performance: LOOK,
  deliveries: LOOK,
  foundCard: LOOK,
  reminders: LOOK,
  owedCancellations: LOOK,
  state: LOOK,
  strandedCases: LOOK,
};

describe('For their own family', () => {
  const given = withOffice();
  let cases: Cases;
  before(async () => {
    const { office } = given;
    const { applicationNumber: taken } = await office.opened();
    const { applicationNumber: verified, draftSha256 } = await office.verified();
    const { applicationNumber: delivered } = await office.delivered();
    const { id: message } = await office.store.messages.add({
      ...{ applicationNumber: null, direction: 'in', purpose: 'reply', sid: `SM${randomUUID()}`, status: 'received' },
      ...{ errorCode: null, phone: '+6281398765432', author: 'pemohon', at: office.dependencies.now() },
    });
    cases = { taken, verified, draftSha256, delivered, message };
  });
  afterEach(async () => {
    for (const person of Object.values(PEOPLE)) await given.office.store.people.put({ ...person, nikHash: null });
  });

  for (const [name, { who, of, act }] of Object.entries(ACTS).filter(
    (entry): entry is [string, Asks] => typeof entry[1] !== 'string',
  ))
    it(`nobody does it, and the attempt is journalled: ${name}`, async () => {
      const { office } = given;
      const { username } = PEOPLE[who];
      await office.store.people.put({ ...PEOPLE[who], nikHash: OWN });
      const kept = () => office.journal(cases[of]);
      const before = (await kept()).length;
      const { code, text } = await refusalOf(act(office.officers, username, cases));
      expect([code, text]).to.deep.equal(['OWN_FAMILY', FAILURES.OWN_FAMILY.officer]);
      const rows = (await kept()).slice(before).filter(({ event }) => event !== 'case-viewed');
      expect(rows.map(({ actor, detail }) => [actor, detail['because']])).to.deep.equal([[username, 'OWN_FAMILY']]);
      expect(rows[0]!.event).to.match(/-refused$/);
    });

  it('they pass the case on, and tell their colleagues why', async () => {
    const { office } = given;
    const { applicationNumber } = await office.opened();
    await office.store.people.put({ ...PEOPLE.sri, nikHash: OWN });
    await office.officers.addNote(PEOPLE.sri.username, applicationNumber, 'Keluarga saya; mohon dikerjakan rekan.');
    await office.officers.handOver(PEOPLE.sri.username, applicationNumber, PEOPLE.tono.username);
    await office.decides('tono', applicationNumber, 'examine-application', { examination: 'complete' });
  });
});
