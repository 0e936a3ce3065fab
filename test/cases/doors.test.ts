import { expect } from 'chai';
import { requireDeskRole } from '../../src/cases/desk-role.ts';
import { listStrandedCases } from '../../src/cases/find-stranded-cases.ts';
import { identifySigner } from '../../src/cases/identify-signer.ts';
import { requireAdmin } from '../../src/cases/require-admin.ts';
import { showSigningProgress } from '../../src/cases/signing-progress.ts';
import type { Delegation } from '../../src/domain/authority.ts';
import { PEOPLE, refusalOf, type OfficerName } from './office.ts';

const NOW = new Date('2026-11-27T03:00:00Z');
const STRANGER = 'orang.asing';
const loginOf = (who: OfficerName | typeof STRANGER) => (who === STRANGER ? who : PEOPLE[who].username);
const LETTER: Delegation = {
  ...{ from: PEOPLE.agus.username, to: PEOPLE.endah.username, role: 'kepala-dinas', kind: 'Plh' },
  ...{ validFrom: '2026-11-27', validTo: '2026-11-27' },
};

/** The people of the office, a journal, and cases that are all signed. */
function office(delegations: readonly Delegation[] = [], failing?: Error) {
  const journal: unknown[] = [];
  const people = Object.values(PEOPLE);
  const roster = { people, delegations, absences: [] };
  const needs = {
    store: {
      people: {
        roster: () => (failing === undefined ? Promise.resolve(roster) : Promise.reject(failing)),
        find: (username: string) => Promise.resolve(people.find((one) => one.username === username)),
      },
      journal: { write: (row: unknown) => Promise.resolve(void journal.push(row)) },
      cases: {
        unfinished: () => Promise.resolve([]),
        findMany: () => Promise.resolve([]),
        get: (applicationNumber: string) => Promise.resolve({ applicationNumber, signedSha256: 'a'.repeat(64) }),
      },
    },
    engine: { runningCases: () => Promise.resolve(new Set()) },
    now: () => NOW,
  } as unknown as Parameters<typeof listStrandedCases>[0] & Parameters<typeof requireDeskRole>[0];
  return { needs, journal };
}
const refused = (
  who: OfficerName | typeof STRANGER,
  event: string,
  asked: string,
  because: string,
  of: unknown = null,
) => ({
  ...{ applicationNumber: of, actor: loginOf(who), event, step: null, detail: { asked, because } },
});

describe('The door', () => {
  describe('of the admin', () => {
    const attempt = { event: 'act-refused', asked: 'case-begun-again', applicationNumbers: ['KK-1'] } as const;

    it('is open to an active admin', async () => {
      const { needs, journal } = office();
      await requireAdmin(needs, PEOPLE.adi.username, attempt);
      expect(await listStrandedCases(needs)(PEOPLE.adi.username)).to.deep.equal([]);
      expect(journal).to.deep.equal([]);
    });

    it('refuses everybody else, journalled with the case and what was asked', async () => {
      for (const [who, because] of [
        ['sri', 'WRONG_ROLE'],
        ['agus', 'WRONG_ROLE'],
        ['audi', 'WRONG_ROLE'],
        ['budi', 'UNKNOWN_OFFICER'],
        [STRANGER, 'UNKNOWN_OFFICER'],
      ] as const) {
        const { needs, journal } = office();
        expect((await refusalOf(requireAdmin(needs, loginOf(who), attempt))).code, who).to.equal(because);
        expect((await refusalOf(listStrandedCases(needs)(loginOf(who)))).code, who).to.equal(because);
        expect(journal, who).to.deep.equal([
          refused(who, 'act-refused', 'case-begun-again', because, 'KK-1'),
          refused(who, 'view-refused', 'stranded-cases', because),
        ]);
      }
    });
  });

  describe('of the counter and the messages', () => {
    const enters = (needs: ReturnType<typeof office>['needs'], who: OfficerName | typeof STRANGER) =>
      requireDeskRole(needs, loginOf(who), ['petugas-entri', 'petugas-cetak'], 'counter-searched');

    it('is open to whoever has one of its roles', async () => {
      const { needs, journal } = office();
      expect((await enters(needs, 'sri')).officer.username).to.equal(PEOPLE.sri.username);
      expect((await enters(needs, 'rini')).officer.username).to.equal(PEOPLE.rini.username);
      expect(journal).to.deep.equal([]);
    });

    it('refuses everybody else, journalled', async () => {
      for (const [who, because] of [
        ['endah', 'WRONG_ROLE'],
        ['adi', 'WRONG_ROLE'],
        ['budi', 'UNKNOWN_OFFICER'],
        [STRANGER, 'UNKNOWN_OFFICER'],
      ] as const) {
        const { needs, journal } = office();
        expect((await refusalOf(enters(needs, who))).code, who).to.equal(because);
        expect(journal, who).to.deep.equal([refused(who, 'view-refused', 'counter-searched', because)]);
      }
      const { needs } = office();
      const nobody = requireDeskRole(needs, PEOPLE.sri.username, [], 'counter-searched');
      expect((await refusalOf(nobody)).code).to.equal('WRONG_ROLE');
    });
  });

  describe('of the signature', () => {
    const attempt = { event: 'view-refused', asked: 'signing-list-viewed' } as const;

    it('is open to the head, and to whoever stands in today', async () => {
      const { needs, journal } = office([LETTER]);
      expect((await identifySigner(needs, PEOPLE.agus.username, attempt)).person).to.equal(PEOPLE.agus);
      expect((await identifySigner(needs, PEOPLE.endah.username, attempt)).person).to.equal(PEOPLE.endah);
      expect(await showSigningProgress(needs)(PEOPLE.agus.username, ['KK-1', 'KK-2'])).to.deep.equal(
        ['KK-1', 'KK-2'].map((applicationNumber) => ({ applicationNumber, status: 'signed', reason: null })),
      );
      expect(journal).to.deep.equal([]);
    });

    it('refuses everybody else, journalled at each case that they asked about', async () => {
      for (const [who, because] of [
        ['endah', 'WRONG_ROLE'],
        ['audi', 'WRONG_ROLE'],
        ['budi', 'UNKNOWN_OFFICER'],
        [STRANGER, 'UNKNOWN_OFFICER'],
      ] as const) {
        const { needs, journal } = office();
        expect((await refusalOf(identifySigner(needs, loginOf(who), attempt))).code, who).to.equal(because);
        const progress = showSigningProgress(needs)(loginOf(who), ['KK-1', 'KK-2']);
        expect((await refusalOf(progress)).code, who).to.equal(because);
        expect(journal, who).to.deep.equal([
          refused(who, 'view-refused', 'signing-list-viewed', because),
          refused(who, 'view-refused', 'signing-progress-viewed', because, 'KK-1'),
          refused(who, 'view-refused', 'signing-progress-viewed', because, 'KK-2'),
        ]);
      }
    });

    it('journals no refusal where the database does not answer: nobody was refused', async () => {
      const { needs, journal } = office([], new Error('database away'));
      const error = await identifySigner(needs, PEOPLE.agus.username, attempt).catch((one: unknown) => one);
      expect((error as Error).message).to.equal('database away');
      expect(journal).to.deep.equal([]);
    });
  });
});
