import { expect } from 'chai';
import { OWN_WORK } from '../../src/domain/work-query.ts';
import { PEOPLE, refusalOf, withOffice, type Office, type OfficerName } from './office.ts';

type Refused = 'view-refused' | 'act-refused';
/** A look or an act; what was asked as the journal names it; the same in words; and the attempt itself. */
type Attempt = readonly [Refused, asked: string, words: string, (who: string, given: Given) => Promise<unknown>];
interface Given {
  readonly office: Office;
  readonly officers: Office['officers'];
  /** The case that it is about, opened and examined by Sri: its draft waits for Kasi. */
  readonly applicationNumber: string;
  /** The open task of Kasi. */
  readonly task: string;
}
const STRANGER = 'orang.asing';
const NO_ID = '00000000-0000-4000-8000-000000000000';
const loginOf = (who: OfficerName | typeof STRANGER) => (who === STRANGER ? who : PEOPLE[who].username);

/** Of no clerk, and of nobody whom the office does not know. */
const OF_NO_CLERK: readonly Attempt[] = [
  [
    'view-refused',
    'signing-list-viewed',
    'see what waits for signature',
    (who, { officers }) => officers.signingList(who),
  ],
  ['view-refused', 'state-viewed', 'see the state of the program', (who, { officers }) => officers.state(who)],
  [
    'act-refused',
    'incident-retried',
    'let a halted work run again',
    (who, { officers }) => officers.retryIncident(who, NO_ID),
  ],
];

/** Of no case. */
const OF_THE_OFFICE: Partial<Record<OfficerName | typeof STRANGER, readonly Attempt[]>> = {
  sri: [
    [
      'act-refused',
      'absence-recorded',
      "write down a colleague's absence",
      (who, { office }) =>
        office.officers.recordAbsence(who, {
          person: PEOPLE.tono.username,
          validFrom: office.today,
          validTo: office.today,
        }),
    ],
    [
      'act-refused',
      'absence-ended',
      "end a colleague's absence",
      async (who, { office }) => {
        const absences = await office.store.people.absences();
        return office.officers.endAbsence(who, absences.find(({ person }) => person === PEOPLE.rini.username)!.id);
      },
    ],
    [
      'act-refused',
      'stand-in-appointed',
      'appoint a stand-in',
      (who, { office }) =>
        office.officers.appoint(who, { to: PEOPLE.endah.username, validFrom: office.today, validTo: office.today }),
    ],
    [
      'act-refused',
      'stand-in-withdrawn',
      'take back a letter of the head',
      async (who, { office }) => office.officers.withdrawLetter(who, (await office.store.people.delegations())[0]!.id),
    ],
    [
      'view-refused',
      'found-card-viewed',
      'read a card of the watched folder',
      (who, { officers }) => officers.foundCard(who, NO_ID),
    ],
    [
      'view-refused',
      'found-card-viewed',
      'close a card of the watched folder',
      (who, { officers }) => officers.closeFoundCard(who, NO_ID),
    ],
    [
      'view-refused',
      'deliveries-viewed',
      'see the day of the print officer',
      (who, { officers }) => officers.deliveries(who),
    ],
    [
      'view-refused',
      'performance-viewed',
      'see how the office did',
      (who, { office }) => office.officers.performance(who, { validFrom: office.today, validTo: office.today }, 'day'),
    ],
    ...OF_NO_CLERK,
    ['view-refused', 'stranded-cases', 'see the stranded cases', (who, { officers }) => officers.strandedCases(who)],
  ],
  endah: [
    ['view-refused', 'counter-searched', 'stand at the counter', (who, { officers }) => officers.counter(who)],
    [
      'view-refused',
      'counter-searched',
      'look for a resident at the counter',
      (who, { officers }) => officers.findAtCounter(who, '3402017003850001'),
    ],
    [
      'view-refused',
      'pin-renewed',
      'give a new PIN',
      (who, { officers, applicationNumber }) =>
        officers.renewPin(who, { applicationNumber, nik: '3402017003850001', hasSeenCard: true }),
    ],
    [
      'view-refused',
      'siak-entry-undone',
      'see what is to be undone in SIAK',
      (who, { officers }) => officers.owedCancellations(who),
    ],
    [
      'view-refused',
      'answer-written',
      'answer a message of no case',
      (who, { officers }) => officers.answerUnassigned(who, NO_ID, 'Baik.'),
    ],
  ],
  audi: [
    [
      'view-refused',
      'search-viewed',
      'list the cases of others',
      (who, { officers }) => officers.work(who, { ...OWN_WORK, scope: 'all' }),
    ],
    [
      'view-refused',
      'search-viewed',
      'search by name',
      (who, { officers }) => officers.work(who, { ...OWN_WORK, text: 'Sri' }),
    ],
  ],
  [STRANGER]: [
    ...OF_NO_CLERK,
    ['view-refused', 'counter-searched', 'stand at the counter', (who, { officers }) => officers.counter(who)],
  ],
};

/** About the case. */
const OF_THE_CASE: Partial<Record<OfficerName | typeof STRANGER, readonly Attempt[]>> = {
  // Another entry officer than the one of the case sees nothing of it.
  tono: [
    [
      'view-refused',
      'case-viewed',
      'read the case',
      (who, { officers, applicationNumber }) => officers.case(who, applicationNumber),
    ],
    [
      'view-refused',
      'draft-viewed',
      'read the draft',
      (who, { officers, applicationNumber }) => officers.draft(who, applicationNumber),
    ],
    [
      'view-refused',
      'conversation-viewed',
      'read the conversation',
      (who, { officers, applicationNumber }) => officers.conversation(who, applicationNumber),
    ],
    [
      'act-refused',
      'answer-written',
      'answer the applicant',
      (who, { officers, applicationNumber }) => officers.answer(who, applicationNumber, 'Baik, kami periksa.'),
    ],
  ],
  endah: [
    [
      'act-refused',
      'number-corrected',
      'correct the number of the applicant',
      (who, { officers, applicationNumber }) => officers.correctNumber(who, applicationNumber, '081298765432'),
    ],
    [
      'act-refused',
      'siak-entry-undone',
      'record that the entry was undone',
      (who, { officers, applicationNumber }) => officers.recordCancellation(who, applicationNumber, 'SIAK-1'),
    ],
    [
      'act-refused',
      'case-handed-over',
      'give the case to a colleague',
      (who, { officers, applicationNumber }) => officers.handOver(who, applicationNumber, PEOPLE.tono.username),
    ],
    [
      'act-refused',
      'completion-received',
      'let the case go on',
      (who, { officers, applicationNumber }) => officers.continueCase(who, applicationNumber),
    ],
    [
      'act-refused',
      'immigration-claimed',
      'say the nationality of a member',
      (who, { officers, applicationNumber }) =>
        officers.claimImmigration(who, applicationNumber, '3402017003850001', {
          citizenship: 'WNI',
          passport: '',
          kitap: '',
        }),
    ],
    [
      'act-refused',
      'card-signed',
      'sign the card',
      async (who, { office, applicationNumber }) =>
        office.officers.approve(
          who,
          [{ applicationNumber, draftSha256: (await office.case(applicationNumber)).draftSha256! }],
          Buffer.from('rahasia'),
        ),
    ],
    [
      'view-refused',
      'signing-progress-viewed',
      'see where the signature stands',
      (who, { officers, applicationNumber }) => officers.progress(who, [applicationNumber]),
    ],
  ],
  sri: [
    [
      'act-refused',
      'card-resent',
      'send the card again',
      (who, { officers, applicationNumber }) => officers.resendCard(who, applicationNumber),
    ],
    [
      'act-refused',
      'old-card-returned',
      'take back the old card',
      (who, { officers, applicationNumber }) => officers.recordOldCard(who, applicationNumber),
    ],
    [
      'act-refused',
      'card-revocation-requested',
      'ask to void the card',
      (who, { officers, applicationNumber }) =>
        officers.requestRevocation(who, applicationNumber, 'Kartu memuat nama yang keliru.'),
    ],
    [
      'act-refused',
      'answer-drafted',
      'keep an answer for the task of Kasi',
      (who, { officers, applicationNumber, task }) =>
        officers.draftAnswer(who, { applicationNumber, task }, { verification: 'valid' }),
    ],
    [
      'act-refused',
      'case-begun-again',
      'begin the case again',
      (who, { officers, applicationNumber }) => officers.beginAgain(who, applicationNumber),
    ],
  ],
  [STRANGER]: [
    [
      'view-refused',
      'case-viewed',
      'read the case',
      (who, { officers, applicationNumber }) => officers.case(who, applicationNumber),
    ],
    [
      'act-refused',
      'case-begun-again',
      'begin the case again',
      (who, { officers, applicationNumber }) => officers.beginAgain(who, applicationNumber),
    ],
    [
      'view-refused',
      'signing-progress-viewed',
      'see where the signature stands',
      (who, { officers, applicationNumber }) => officers.progress(who, [applicationNumber]),
    ],
  ],
};

/** Why: whoever the office does not know; a colleague of the lane, or somebody of another lane. */
const becauseOf = (who: OfficerName | typeof STRANGER, asked: string) => {
  if (who === STRANGER) return 'UNKNOWN_OFFICER';
  return who === 'tono' || asked === 'case-handed-over' ? 'ASSIGNED_TO_ANOTHER' : 'WRONG_ROLE';
};

describe('What an officer may not see or do', () => {
  const given = withOffice();
  let about: Given;
  before(async () => {
    const { office } = given;
    const { applicationNumber } = await office.drafted();
    const { taskId } = await office.task(applicationNumber, 'verify-draft');
    about = { office, officers: office.officers, applicationNumber, task: taskId };
    const today = { validFrom: office.today, validTo: office.today };
    await office.officers.recordAbsence(PEOPLE.rini.username, { person: PEOPLE.rini.username, ...today });
    await office.store.people.delegate({
      ...{ from: PEOPLE.agus.username, to: PEOPLE.endah.username, role: 'kasi', kind: 'Plh' },
      ...today,
    });
  });

  /** Everything that an act could change. */
  const everything = async () => {
    const tables = ['absences', 'delegations', 'cases', 'decisions', 'messages', 'work_list', 'answer_drafts'];
    const rows: unknown[] = [];
    for (const table of tables)
      rows.push(await given.office.database.asOwner(`select * from ${table} t order by t::text`));
    return rows;
  };
  const newest = async (): Promise<number> =>
    (await given.office.database.asOwner('select coalesce(max(id), 0)::int as id from journal'))[0]!['id'] as number;
  /** The journal's rows since then. */
  const journalled = (since: number) =>
    given.office.database.asOwner(
      'select application_number as about, actor, event, step, detail from journal where id > $1 order by id',
      [since],
    );

  for (const [where, attempts] of [
    ['in the office', OF_THE_OFFICE],
    ['with a case', OF_THE_CASE],
  ] as const)
    for (const [who, own] of Object.entries(attempts) as [OfficerName | typeof STRANGER, readonly Attempt[]][])
      for (const [event, asked, words, attempt] of own)
        it(`${where}: ${who} may not ${words}; it has no effect, and is journalled as ${asked}`, async () => {
          const username = loginOf(who);
          const [before, since] = [await everything(), await newest()];
          const because = becauseOf(who, asked);
          expect((await refusalOf(attempt(username, about))).code).to.equal(because);
          const number = attempts === OF_THE_CASE ? about.applicationNumber : null;
          // An officer of another lane may see the case, which is journalled first.
          const rows = (await journalled(since)).filter((row) => !String(row['event']).endsWith('-viewed'));
          expect(rows).to.deep.equal([
            { about: number, actor: username, event, step: null, detail: { asked, because } },
          ]);
          expect(await everything()).to.deep.equal(before);
        });
});
