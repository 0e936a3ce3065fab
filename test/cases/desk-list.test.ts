import { expect } from 'chai';
import { findNextTask } from '../../src/cases/find-next-task.ts';
import { listWork, PAGE_SIZE, workNews } from '../../src/cases/list-work.ts';
import type { Delegation } from '../../src/domain/authority.ts';
import { USUAL_CALENDAR } from '../../src/domain/office-calendar.ts';
import { OWN_WORK, type WorkQuery } from '../../src/domain/work-query.ts';
import type { FoundCase } from '../../src/store/case-index.ts';
import type { ListedTask } from '../../src/store/store.ts';
import type { TieFacts } from '../../src/store/work-ties.ts';
import { noteBook } from './noted.ts';
import { LINK_KEY, PEOPLE, refusalOf, type OfficerName } from './office.ts';

/** Friday, ten o'clock in Bantul. */
const NOW = new Date('2026-11-27T03:00:00Z');
const ago = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000);
const { sri, tono, budi } = PEOPLE;
const COUNTS = {
  ...{ open: 2, mine: 1, late: 0, returned: 0, signable: 0, held: 3, oldest: 'KK-1' },
  ...{ oldestSince: ago(90), version: 'v1' },
};

type Row = Partial<Omit<FoundCase<ListedTask>, 'task'>> & { readonly task?: Partial<ListedTask> | null };
const found = ({ task, ...change }: Row = {}): FoundCase<ListedTask> => {
  const row = {
    ...{ applicationNumber: 'KK-1', applicantName: 'Wening Prameswari', nik: '3402155203850002' },
    ...{ state: 'examination', reason: 'perubahan-data', elements: ['F'], kalurahan: '34.02.15.2001' },
    ...{ entryOfficer: null, submittedAt: ago(120), draftSha256: null, signedSha256: null, siakWay: 'simulator' },
    ...{ decisions: [], ownLane: true, again: false },
    ...change,
  };
  return {
    ...row,
    task: task === null ? null : listed({ applicationNumber: row.applicationNumber, ...task }),
  } as never;
};
const listed = (change: Partial<ListedTask>) =>
  ({
    ...{ taskId: `task of ${change.applicationNumber}`, element: 'examine-application', assignee: null },
    ...{ createdAt: ago(30), endedAt: null, reason: 'perubahan-data', elements: ['F'], kalurahan: '34.02.15.2001' },
    ...{ state: 'examination', entryOfficer: null, draftSha256: null, signedSha256: null, decisions: [], since: [] },
    ...change,
  }) as unknown as ListedTask;
const held = (applicationNumber: string, by: string) => found({ applicationNumber, task: { assignee: by } });

interface Given {
  readonly rows?: readonly FoundCase<ListedTask>[];
  readonly counts?: object;
  readonly absences?: readonly object[];
  readonly delegations?: readonly Delegation[];
  readonly siakWay?: string;
  readonly copies?: readonly object[];
  /** Tasks of one case. */
  readonly ofCase?: readonly ListedTask[];
  readonly lookedAt?: readonly string[];
  readonly ties?: readonly Partial<TieFacts>[];
  readonly accounts?: readonly object[];
}
function office(given: Given = {}) {
  const { did, note } = noteBook();
  const { rows = [found()], delegations = [], absences = [] } = given;
  const journal = { write: note('journal') };
  const needs = {
    store: {
      people: { roster: () => Promise.resolve({ people: Object.values(PEOPLE), delegations, absences }) },
      caseIndex: {
        ownWork: note('own', { rows, total: 40, counts: given.counts ?? COUNTS }),
        find: note('find', { rows, total: 7 }),
        pulse: note('pulse', { open: 2, version: 'v1' }),
      },
      workTies: { open: () => Promise.resolve(given.ties ?? []) },
      accounts: { all: () => Promise.resolve(given.accounts ?? []) },
      archiveCopies: { absent: () => Promise.resolve(given.copies ?? []) },
      workList: { listed: note('of case', given.ofCase ?? []) },
      inquiries: { lookedAtBy: note('looked at', new Set(given.lookedAt)) },
      journal,
      transaction: (work: (tables: { journal: typeof journal }) => Promise<unknown>) => {
        did.push(['transaction']);
        return work({ journal });
      },
    },
    settings: { siakWay: given.siakWay ?? 'simulator', linkKey: LINK_KEY },
    calendar: USUAL_CALENDAR,
    now: () => NOW,
  } as unknown as Parameters<typeof listWork>[0];
  return { needs, did };
}
const LETTER: Delegation = {
  ...{ from: PEOPLE.agus.username, to: PEOPLE.rini.username, role: 'kepala-dinas', kind: 'Plh' },
  ...{ validFrom: '2026-11-27', validTo: '2026-11-27' },
};
const away = (person: string, validTo = '2026-11-30') => ({ person, validFrom: '2026-11-27', validTo });
const SEARCH: WorkQuery = { ...OWN_WORK, text: 'wening' };

describe('A list of cases', () => {
  const list = async (given: Given = {}, who: OfficerName = 'sri', query?: WorkQuery, size?: number) => {
    const { needs, did } = office(given);
    const work = await listWork(needs)(PEOPLE[who].username, query, size);
    return { work, did };
  };
  const firstOf = async (row: Row, given: Given = {}, who: OfficerName = 'sri') =>
    (await list({ ...given, rows: [found(row)] }, who)).work.rows[0]!;

  it('asks for the lanes that the officer holds today, without those who are absent, by the hours of the office', async () => {
    const { did } = await list({ delegations: [LETTER], absences: [away(tono.username)] }, 'rini');
    const [[what, { lateBefore, ...asker }, ...rest]] = did as [[string, { lateBefore: Date }, ...unknown[]]];
    expect([what, asker, ...rest]).to.deep.equal([
      'own',
      {
        ...{ username: PEOPLE.rini.username, lanes: ['petugas-cetak', 'kepala-dinas'] },
        ...{ absent: [tono.username, budi.username], keptFrom: [] },
      },
      OWN_WORK,
      PAGE_SIZE,
    ]);
    // An office day of 450 minutes before Friday, ten o'clock.
    expect(Math.abs(lateBefore.getTime() - Date.parse('2026-11-26T03:00:00Z'))).to.be.lessThan(2_000);
    expect((await list({}, 'sri', OWN_WORK, 5)).did[0]!.slice(2)).to.deep.equal([OWN_WORK, 5]);
  });

  describe('of which one names the officer, or was given access by them,', () => {
    const facts = (change: Partial<TieFacts>): TieFacts => ({
      ...{ taskId: 'task of KK-1', applicationNumber: 'KK-1', element: 'examine-application' },
      ...{ subjects: [], cardNiks: [], renewedBy: [], typed: [], ...change },
    });
    const renewed = (...by: string[]) => ({ ties: [facts({ renewedBy: by })] });

    it('says so in its row and who may do it, and leaves it out of the numbers', async () => {
      const { work, did } = await list(renewed(sri.username));
      expect(work.rows[0]!.task!.blocked).to.equal('RENEWED_ACCESS');
      expect(work.rows[0]!.others).to.deep.equal({ present: [tono.name, PEOPLE.dewi.name], absent: [] });
      expect((did[0] as [string, { keptFrom: string[] }])[1].keptFrom).to.deep.equal(['task of KK-1']);
      expect((await list(renewed(tono.username))).work.rows[0]!.task!.blocked, 'by another').to.equal(null);
    });

    it('names who is not on duty, and nobody whose account is locked, who has left, or who may not either', async () => {
      const others = async (given: Given) => (await list(given)).work.rows[0]!.others;
      const both = renewed(sri.username, PEOPLE.dewi.username);
      expect(await others({ ...both, absences: [away(tono.username)] })).to.deep.equal({
        ...{ present: [], absent: [tono.name] },
      });
      const accounts = [{ username: tono.username, lockedAt: NOW }];
      expect(await others({ ...both, accounts })).to.deep.equal({ present: [], absent: [] });
      const open = [{ username: tono.username, lockedAt: null }];
      expect(await others({ ...both, accounts: open })).to.deep.equal({ present: [tono.name], absent: [] });
    });

    it('is passed over by the next task', async () => {
      const { needs } = office({ ...renewed(sri.username), rows: [found(), found({ applicationNumber: 'KK-2' })] });
      expect((await findNextTask(needs)(sri.username))?.applicationNumber).to.equal('KK-2');
    });
  });

  it('shows of a case who applies, the NIK in part, where it stands, and its task', async () => {
    const row = await firstOf({ again: true });
    expect(row).to.deep.include({
      ...{ applicationNumber: 'KK-1', applicantName: 'Wening Prameswari', kalurahan: '34.02.15.2001' },
      ...{ reason: 'perubahan-data', elements: ['F'], state: 'examination', submittedAt: ago(120) },
      ...{ holder: null, ownLane: true, again: true, mayOpen: true, officeMinutes: 30 },
    });
    expect(row.maskedNik).to.match(/•/).and.not.contain('3402155203850002');
    expect(row.task).to.include({ element: 'examine-application', blocked: null });
    expect(row.others).to.equal(null);
    expect(await firstOf({ ownLane: false })).to.include({ ownLane: false, again: false });
  });

  it('counts the wait since the submission where nobody has a task, or none that the program knows', async () => {
    expect(await firstOf({ task: null })).to.include({ task: null, officeMinutes: 120 });
    expect(await firstOf({ task: { element: 'drink-coffee' } })).to.include({ task: null, officeMinutes: 120 });
  });

  it('names who holds the task, or else the case', async () => {
    expect(await firstOf({ entryOfficer: tono.username })).to.include({ holder: 'Tono Prasetyo', mayOpen: false });
    expect(await firstOf({ entryOfficer: tono.username, task: { assignee: sri.username } })).to.include({
      holder: 'Sri Wahyuni',
    });
    expect(await firstOf({ entryOfficer: 'orang.lama' })).to.include({ holder: 'orang.lama' });
    expect(await firstOf({ entryOfficer: tono.username, task: null })).to.include({ holder: 'Tono Prasetyo' });
  });

  it('lets whoever is absent hold nothing', async () => {
    const held = { task: { assignee: tono.username } };
    expect((await firstOf(held)).task).to.include({ blocked: 'ASSIGNED_TO_ANOTHER' });
    expect((await firstOf(held, { absences: [away(tono.username)] })).task).to.include({ blocked: null });
  });

  it('says what there is in all, by numbers of the own work only', async () => {
    const { work } = await list({ rows: [found(), found({ applicationNumber: 'KK-2', task: null })] });
    expect(work).to.deep.include({ total: 40, pageSize: PAGE_SIZE, counts: COUNTS, oldestMinutes: 90 });
    expect(work.officer.username).to.equal(sri.username);
    expect(work.tasks).to.deep.equal([work.rows[0]!.task]);
    expect((await list({ counts: { ...COUNTS, oldestSince: null } })).work.oldestMinutes).to.equal(null);
    const search = await list({}, 'sri', SEARCH);
    expect(search.work).to.deep.include({ total: 7, counts: null, oldestMinutes: null });
  });

  it('says until when the officer is absent', async () => {
    expect((await list()).work.absentUntil).to.equal(null);
    expect((await list({ absences: [away(sri.username)] })).work.absentUntil).to.equal('2026-11-30');
  });

  it('tells Kasi/Kabid and head that their step is done in SIAK, where SIAK signs', async () => {
    const works = async (who: OfficerName, siakWay = 'siak-signed-pdf') =>
      (await list({ siakWay }, who)).work.worksInSiak;
    expect([await works('endah'), await works('agus')]).to.deep.equal([true, true]);
    expect([await works('sri'), await works('rini')]).to.deep.equal([false, false]);
    expect([await works('endah', 'typed'), await works('agus', 'simulator')]).to.deep.equal([false, false]);
  });

  it('tells the print officer which media of the archive are owed copies', async () => {
    const copies = [{ layer: 'tape' }, { layer: 'disk' }, { layer: 'tape' }];
    expect((await list({ copies }, 'rini')).work.archiveRemainder).to.deep.equal([
      { layer: 'tape', copies: 2 },
      { layer: 'disk', copies: 1 },
    ]);
    expect((await list({ copies }, 'sri')).work.archiveRemainder).to.deep.equal([]);
  });

  it('can be restricted to a colleague who is with the office and works in a lane', async () => {
    const { colleagues } = (await list()).work;
    expect(colleagues).to.deep.include({ username: tono.username, name: 'Tono Prasetyo' });
    expect(colleagues.map(({ username }) => username)).to.have.members(
      (['sri', 'tono', 'endah', 'agus', 'rini', 'dewi'] as const).map((who) => PEOPLE[who].username),
    );
  });

  describe('beyond the own work', () => {
    const searched = async (query: Partial<WorkQuery>) => (await list({}, 'sri', { ...OWN_WORK, ...query })).did;
    const { text: _, ...unworded } = OWN_WORK;

    it('is a search over all cases, or over those of a scope', async () => {
      const [asked] = await searched({ text: 'wening', reason: 'baru' });
      expect(asked!.slice(2)).to.deep.equal([
        { ...unworded, scope: 'all', reason: 'baru', expression: "'wening':*" },
        PAGE_SIZE,
      ]);
      expect(asked![1]).to.deep.include({ username: sri.username, lanes: ['petugas-entri'] });
      expect((await searched({ text: 'wening', scope: 'ended' }))[0]![2]).to.include({ scope: 'ended' });
      expect((await searched({ scope: 'open' }))[0]).to.deep.include({ ...unworded, scope: 'open', expression: null });
    });

    it('finds nothing by what is too short to be searched for, and asks nobody', async () => {
      const { work, did } = await list({}, 'sri', { ...OWN_WORK, text: 'ab' });
      expect(work).to.deep.include({ rows: [], total: 0, counts: null });
      expect(did).to.deep.equal([]);
    });

    it('is refused to whoever works in no lane, who may see their own list', async () => {
      for (const query of [SEARCH, { ...OWN_WORK, scope: 'all' as const }])
        for (const who of ['audi', 'adi'] as const) {
          const { needs, did } = office();
          const { username } = PEOPLE[who];
          expect((await refusalOf(listWork(needs)(username, query))).code).to.equal('WRONG_ROLE');
          expect(did).to.deep.equal([
            [
              'journal',
              {
                ...{ applicationNumber: null, actor: username, event: 'view-refused', step: null },
                detail: { asked: 'search-viewed', because: 'WRONG_ROLE' },
              },
            ],
          ]);
        }
      expect((await list({}, 'audi')).work.total).to.equal(40);
    });
  });

  describe('is journalled, because names stand in it:', () => {
    const rows = [found(), found({ applicationNumber: 'KK-2', state: 'signing' })];
    const written = (did: readonly unknown[][]) => did.filter(([what]) => what === 'journal' || what === 'transaction');

    it('the own work as one row with its numbers', async () => {
      expect(written((await list({ rows })).did)).to.deep.equal([
        [
          'journal',
          {
            ...{ applicationNumber: null, actor: sri.username, event: 'work-list-viewed', step: null },
            detail: { numbers: ['KK-1', 'KK-2'] },
          },
        ],
      ]);
    });

    it('a search at each case that it found, in one transaction', async () => {
      const seen = { actor: sri.username, event: 'search-viewed', step: null };
      for (const query of [SEARCH, { ...OWN_WORK, scope: 'all' as const }])
        expect(written((await list({ rows }, 'sri', query)).did)).to.deep.equal([
          ['transaction'],
          ['journal', { ...seen, applicationNumber: 'KK-1', detail: { state: 'examination' } }],
          ['journal', { ...seen, applicationNumber: 'KK-2', detail: { state: 'signing' } }],
        ]);
    });

    it('and an empty one not at all', async () => {
      for (const query of [OWN_WORK, SEARCH])
        expect(written((await list({ rows: [] }, 'sri', query)).did)).to.deep.equal([]);
    });
  });

  it('is followed by its numbers, without names and without a row of the journal', async () => {
    const { needs, did } = office();
    expect(await workNews(needs)(sri.username)).to.deep.equal({ open: 2, version: 'v1' });
    expect(did.map(([what]) => what)).to.deep.equal(['pulse']);
    expect(did[0]![1]).to.include({ username: sri.username });
    expect((await refusalOf(workNews(needs)('orang.asing'))).code).to.equal('UNKNOWN_OFFICER');
  });
});

describe('The next task of an officer', () => {
  const next = async (
    given: Given,
    of?: { readonly after?: string; readonly skip?: string },
  ): Promise<{ number: string | undefined; did: unknown[][] }> => {
    const { needs, did } = office(given);
    return { number: (await findNextTask(needs)(sri.username, of))?.applicationNumber, did };
  };
  const numbers = (...all: string[]) => all.map((applicationNumber) => found({ applicationNumber }));

  it('is what waits longest, of a hundred that may be taken', async () => {
    const { number, did } = await next({ rows: numbers('KK-1', 'KK-2') });
    expect(number).to.equal('KK-1');
    expect(did[0]!.slice(2)).to.deep.equal([OWN_WORK, 100]);
    expect((await next({ rows: [] })).number).to.equal(undefined);
  });

  it('is none that they may not decide, and none that the program does not know', async () => {
    const rows = [
      held('KK-1', tono.username),
      found({ applicationNumber: 'KK-2', task: { element: 'drink-coffee' } }),
      found({ applicationNumber: 'KK-3', task: null }),
      found({ applicationNumber: 'KK-4' }),
    ];
    expect((await next({ rows })).number).to.equal('KK-4');
    expect((await next({ rows: rows.slice(0, 3) })).number).to.equal(undefined);
  });

  it('is what they hold before what waits longer', async () => {
    const rows = [...numbers('KK-1', 'KK-2'), held('KK-3', sri.username)];
    expect((await next({ rows, lookedAt: ['KK-3'] })).number).to.equal('KK-3');
  });

  it('leaves to a colleague what they have open, while there is another', async () => {
    const given = { rows: numbers('KK-1', 'KK-2') };
    const { number, did } = await next({ ...given, lookedAt: ['KK-1'] });
    expect(number).to.equal('KK-2');
    expect(did.at(-1)).to.deep.equal(['looked at', { than: sri.username, minutes: 10 }, ['KK-1', 'KK-2']]);
    expect((await next({ ...given, lookedAt: ['KK-1', 'KK-2'] })).number).to.equal('KK-1');
  });

  it('goes on with the same case after a decision, if it is theirs', async () => {
    const rows = [held('KK-3', sri.username)];
    const ofCase = [
      listed({ applicationNumber: 'KK-9', element: 'drink-coffee' }),
      listed({ applicationNumber: 'KK-9', assignee: tono.username }),
      listed({ applicationNumber: 'KK-9', taskId: 'open' }),
    ];
    const { number, did } = await next({ rows, ofCase }, { after: 'KK-9' });
    expect(number).to.equal('KK-9');
    expect(did).to.deep.equal([['of case', { lanes: ['petugas-entri'], applicationNumber: 'KK-9' }]]);
    expect((await next({ rows, ofCase: ofCase.slice(0, 2) }, { after: 'KK-9' })).number).to.equal('KK-3');
    expect((await next({ rows, ofCase })).number).to.equal('KK-3');
  });

  it('after one that is left as it is, is the one that waits next longest, and at the end the first again', async () => {
    const rows = [...numbers('KK-1', 'KK-2', 'KK-3')];
    const skipping = async (skip: string, given: Given = {}) => (await next({ rows, ...given }, { skip })).number;
    expect(await skipping('KK-1')).to.equal('KK-2');
    expect(await skipping('KK-2')).to.equal('KK-3');
    expect(await skipping('KK-3')).to.equal('KK-1');
    expect(await skipping('KK-9'), 'which is gone').to.equal('KK-1');
    expect(await skipping('KK-1', { lookedAt: ['KK-2'] })).to.equal('KK-3');
    expect(await skipping('KK-1', { lookedAt: ['KK-2', 'KK-3'] })).to.equal('KK-2');
    expect(await skipping('KK-1', { rows: numbers('KK-1') })).to.equal(undefined);
    const own = { rows: [...numbers('KK-1', 'KK-2'), held('KK-3', sri.username)] };
    expect(await skipping('KK-1', { ...own, lookedAt: ['KK-2', 'KK-3'] }), 'theirs, looked at or not').to.equal('KK-3');
    expect(await skipping('KK-2', own)).to.equal('KK-3');
  });
});
