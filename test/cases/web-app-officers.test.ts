import { expect } from 'chai';
import { caseOfTask, identifyWebAppUser, noteWebAppRefusal } from '../../src/cases/use-web-apps.ts';
import type { Delegation } from '../../src/domain/authority.ts';
import type { TaskId } from '../../src/domain/work-list.ts';
import { noteBook } from './noted.ts';
import { PEOPLE, refusalOf } from './office.ts';

const NUMBER = 'KK-261127-ABCDEF';
const KNOWN = 't1' as TaskId;
const STRANGE = 't2' as TaskId;
const LETTER: Delegation = {
  ...{ from: PEOPLE.agus.username, to: PEOPLE.rini.username, role: 'kepala-dinas', kind: 'Plh' },
  ...{ validFrom: '2026-11-27', validTo: '2026-11-27' },
};
function office() {
  const { did, note } = noteBook();
  const needs = {
    store: {
      people: {
        roster: () => Promise.resolve({ people: Object.values(PEOPLE), delegations: [LETTER], absences: [] }),
      },
      workList: {
        find: (task: string) => {
          did.push(['looked for', task]);
          return Promise.resolve(task === KNOWN ? { taskId: KNOWN, applicationNumber: NUMBER } : undefined);
        },
      },
      journal: { write: note('journal') },
    },
    now: () => new Date('2026-11-27T03:00:00Z'),
  } as unknown as Parameters<typeof identifyWebAppUser>[0];
  return { needs, did };
}

describe('The engine’s web apps', () => {
  it('show an officer the lists of the lanes that they hold today, and the engine to an admin only', async () => {
    const { sri, rini, adi } = PEOPLE;
    const user = identifyWebAppUser(office().needs);
    expect(await user(sri.username)).to.deep.equal({
      username: sri.username,
      lanes: ['petugas-entri'],
      isAdmin: false,
    });
    expect((await user(rini.username)).lanes).to.have.members(['petugas-cetak', 'kepala-dinas']);
    expect(await user(adi.username)).to.deep.equal({ username: adi.username, lanes: [], isAdmin: true });
  });

  it('are shut to whom the office does not know, or no longer', async () => {
    const user = identifyWebAppUser(office().needs);
    for (const who of [PEOPLE.budi.username, 'orang.asing'])
      expect((await refusalOf(user(who))).code, who).to.equal('UNKNOWN_OFFICER');
  });

  it('are told of which case a task is', async () => {
    const { needs } = office();
    expect(await caseOfTask(needs)(KNOWN)).to.equal(NUMBER);
    expect(await caseOfTask(needs)(STRANGE)).to.equal(undefined);
  });

  it('have what may not be done there written down, with its case where it is known', async () => {
    const refused = async (task: TaskId | null) => {
      const { needs, did } = office();
      await noteWebAppRefusal(needs)(PEOPLE.sri.username, { act: 'POST task/-/delegate', task });
      return did;
    };
    const row = (applicationNumber: string | null, task: string | null) => [
      'journal',
      {
        ...{ applicationNumber, actor: PEOPLE.sri.username, event: 'act-refused', step: null },
        detail: { asked: 'web-app', act: 'POST task/-/delegate', because: 'NOT_OPEN_HERE', task },
      },
    ];
    expect(await refused(KNOWN)).to.deep.equal([['looked for', 't1'], row(NUMBER, 't1')]);
    expect(await refused(STRANGE)).to.deep.equal([['looked for', 't2'], row(null, null)]);
    expect(await refused(null)).to.deep.equal([row(null, null)]);
  });
});
