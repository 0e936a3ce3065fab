import { expect } from 'chai';
import type { AuditDependencies } from '../../../src/cases/audit/inquire.ts';
import { listManualActs, listManualActsOfCase } from '../../../src/cases/audit/list-manual-acts.ts';
import { listReturns } from '../../../src/cases/audit/list-returns.ts';
import { proveSignature } from '../../../src/cases/audit/prove-signature.ts';
import { sha256 } from '../../store/given.ts';

const AUDITOR = { username: 'audi.pranata', name: 'Audi Pranata', roles: ['auditor'], active: true };
const NUMBER = 'KK-261122-7Q4F2M';
const SPAN = { from: new Date('2026-11-01T00:00:00Z'), to: new Date('2026-12-01T00:00:00Z') };
/** One more than the auditor is shown. */
const TOO_MANY = 5_001;
const times = <Row>(count: number, row: (index: number) => Row): Row[] =>
  Array.from({ length: count }, (_, index) => row(index));

interface Given {
  readonly decided?: number;
  readonly byHand?: number;
  readonly byAdmins?: number;
  readonly journal?: readonly object[];
  readonly ofCase?: readonly object[];
}
/** So many rows as the test says, on tables in memory. */
function office({ decided = 0, byHand = 0, byAdmins = 0, journal = [], ofCase = [] }: Given): AuditDependencies {
  const entry = (index: number) => ({ id: String(index), at: SPAN.from, applicationNumber: NUMBER, event: 'x' });
  return {
    store: {
      people: { find: () => Promise.resolve(AUDITOR), all: () => Promise.resolve([AUDITOR]) },
      cases: { get: () => Promise.resolve({}) },
      inquiries: {
        returns: () => Promise.resolve(times(decided, () => ({ decidedAt: SPAN.from, answer: {} }))),
        journal: ({ actors }: { readonly actors?: readonly string[] }) =>
          Promise.resolve(journal.length > 0 ? journal : times(actors === undefined ? byHand : byAdmins, entry)),
        cases: () => Promise.resolve([]),
      },
      journal: { write: () => Promise.resolve(), of: () => Promise.resolve(ofCase) },
    },
    engine: { history: () => Promise.resolve(undefined) },
  } as unknown as AuditDependencies;
}

describe('The auditor is told that there is more than is shown', () => {
  it('of returns, decided by people or by the system', async () => {
    const isCut = async (given: Given) => (await listReturns(office(given))(AUDITOR.username, SPAN)).cut;
    expect(await isCut({ decided: TOO_MANY })).to.equal(true);
    expect(await isCut({ byHand: TOO_MANY })).to.equal(true);
    expect(await isCut({ decided: TOO_MANY - 1, byHand: TOO_MANY - 1 })).to.equal(false);
  });

  it('of what was done by hand, or by an admin', async () => {
    const isCut = async (given: Given) => (await listManualActs(office(given))(AUDITOR.username, SPAN)).cut;
    expect(await isCut({ byHand: TOO_MANY })).to.equal(true);
    expect(await isCut({ byAdmins: TOO_MANY })).to.equal(true);
    expect(await isCut({ byHand: TOO_MANY - 1, byAdmins: TOO_MANY - 1 })).to.equal(false);
  });
});

describe('The auditor is not told', () => {
  it('that a case was returned where a row of the journal names no case', async () => {
    const row = { id: '1', at: SPAN.from, actor: 'sistem', event: 'case-closed', step: null, detail: {} };
    const told = async (applicationNumber: string | null) =>
      (await listReturns(office({ journal: [{ ...row, applicationNumber }] }))(AUDITOR.username, SPAN)).rows;
    expect(await told(null)).to.deep.equal([]);
    expect(await told(NUMBER)).to.have.length(1);
  });

  it('of an act by hand whose name only begins like one', async () => {
    const events = ['number-corrected', 'number-corrected-by-machine', 'account-locked'];
    const ofCase = events.map((event) => ({ at: SPAN.from, actor: 'sistem', event, detail: {} }));
    const { rows } = await listManualActsOfCase(office({ ofCase }))(AUDITOR.username, NUMBER);
    expect(rows.map(({ event }) => event)).to.deep.equal(['number-corrected', 'account-locked']);
  });
});

describe('A signed card that was drawn anew for its signer', () => {
  it('is proved from the draft that was verified, of which it has the data and the day', async () => {
    const [draft, signed] = [Buffer.from('draf'), Buffer.from('draf dan tanda tangan')];
    const [draftSha256, signedSha256] = [sha256('draf'), sha256('draf dan tanda tangan')];
    const decision = { refusedBecause: null, takenBackAt: null, actingAs: null, decidedAt: SPAN.from, decidedBy: 'x' };
    const proofs = async (redrawn: readonly object[], issuedOn = '2026-11-26') => {
      const drafts: Readonly<Record<string, object>> = {
        verified: { applicationNumber: NUMBER, issuedOn: '2026-11-26', family: { headName: 'DAMAR' } },
        [draftSha256]: { applicationNumber: NUMBER, issuedOn, family: { headName: 'DAMAR' } },
      };
      const { store, ...needs } = office({});
      const rows = {
        cases: { get: () => Promise.resolve({ draftSha256, signedSha256 }) },
        decisions: {
          of: () =>
            Promise.resolve([
              { ...decision, step: 5, draftSha256: 'verified', answer: { verification: 'valid' } },
              { ...decision, step: 7, draftSha256, answer: { signing: 'approved' } },
            ]),
        },
        redrawnDrafts: { of: () => Promise.resolve(redrawn) },
        drafts: { find: (hash: string) => Promise.resolve(drafts[hash]) },
      };
      const outside = {
        documents: { get: (hash: string) => Promise.resolve(hash === draftSha256 ? draft : signed) },
        verifier: { verify: () => Promise.resolve({ valid: true }) },
      };
      const ask = proveSignature({
        ...needs,
        ...outside,
        store: { ...store, ...rows },
      } as unknown as AuditDependencies);
      return (await ask(AUDITOR.username, NUMBER)).proofs.map(({ code, holds }) => [code, holds])[1];
    };
    const redrawn = [{ sha256: draftSha256, fromSha256: 'verified' }];
    expect(await proofs(redrawn)).to.deep.equal(['REDRAWN_FROM_VERIFIED', true]);
    expect(await proofs([])).to.deep.equal(['VERIFIED_THIS_DRAFT', false]);
    expect(await proofs(redrawn, '2026-11-27'), 'of another day').to.deep.equal(['VERIFIED_THIS_DRAFT', false]);
  });
});
