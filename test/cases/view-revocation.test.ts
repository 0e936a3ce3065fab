import { expect } from 'chai';
import { viewRevocation, type RevocationView } from '../../src/cases/revocations/view-revocation.ts';
import type { OfficerRole } from '../../src/domain/process.ts';
import type { RevocationRecord } from '../../src/store/revocations.ts';
import type { CaseRecord } from '../../src/store/store.ts';

const NUMBER = 'KK-261127-ABCDEF';
const ASKED: RevocationRecord = {
  applicationNumber: NUMBER,
  signedSha256: 'a'.repeat(64),
  reason: 'Akta kelahiran yang dilampirkan milik orang lain.',
  requestedBy: 'endah.kusuma',
  requestedAs: 'kasi',
  requestedAt: new Date('2026-11-27T03:00:00Z'),
  outcome: null,
  settledBy: null,
  settledAt: null,
};
const SETTLED = { settledBy: 'agus.hartanto', settledAt: new Date('2026-11-27T04:00:00Z') };
const REVOKED: RevocationRecord = { ...ASKED, outcome: 'revoked', ...SETTLED };
const DECLINED: RevocationRecord = { ...ASKED, outcome: 'declined', ...SETTLED };
const NAMES: Record<string, string> = { 'endah.kusuma': 'Endah Kusumawati', 'agus.hartanto': 'Agus Hartanto' };

const view = (
  username: string,
  roles: readonly OfficerRole[],
  newest: RevocationRecord | undefined,
  {
    state = 'archived',
    signedSha256 = ASKED.signedSha256,
    messages = [],
  }: Partial<Pick<CaseRecord, 'state' | 'signedSha256'>> & { messages?: readonly { purpose: string }[] } = {},
): Promise<RevocationView> =>
  viewRevocation(
    {
      revocations: {
        newest: (number: string) => Promise.resolve(number === NUMBER ? newest : undefined),
      } as unknown as Parameters<typeof viewRevocation>[0]['revocations'],
    },
    { officer: { username, name: '', roles: roles.map((role) => ({ role, actingAs: null })), isAdmin: false } },
    { applicationNumber: NUMBER, state, signedSha256 } as CaseRecord,
    messages,
    (login) => NAMES[login] ?? login,
  );
const kasi = (newest?: RevocationRecord, more?: Parameters<typeof view>[3]) =>
  view('endah.kusuma', ['kasi'], newest, more);
const head = (newest?: RevocationRecord) => view('agus.hartanto', ['kepala-dinas'], newest);
const clerk = (newest?: RevocationRecord) => view('sri.wahyuni', ['petugas-entri'], newest);
const NOTHING_TO_DO = { mayRequest: false, mayGrant: false, mayDecline: false, isOwn: false };

describe('What the page of a case says of taking its card back', () => {
  it('nothing, but to Kasi and head, who may ask for it once the card came to its applicant', async () => {
    expect(await clerk()).to.deep.equal({ ...NOTHING_TO_DO, newest: null, isVoid: false, shown: false });
    for (const page of [await kasi(), await head()])
      expect(page).to.deep.equal({ ...NOTHING_TO_DO, mayRequest: true, newest: null, isVoid: false, shown: true });
    expect(await kasi(undefined, { state: 'delivered' })).to.include({ mayRequest: true });
    for (const before of [
      { state: 'delivery' },
      { state: 'signing' },
      { state: 'withdrawn' },
      { signedSha256: null },
    ] as const)
      expect(await kasi(undefined, before), JSON.stringify(before)).to.include({ mayRequest: false, shown: false });
  });

  it('who asked, when and why; whoever asked may take the request back and not grant it', async () => {
    const page = await kasi(ASKED);
    expect(page).to.include({ ...NOTHING_TO_DO, mayDecline: true, isOwn: true, shown: true, isVoid: false });
    expect(page.newest).to.deep.equal({
      outcome: null,
      reason: ASKED.reason,
      requestedBy: 'Endah Kusumawati',
      requestedAt: ASKED.requestedAt,
      settledBy: null,
      settledAt: null,
      untold: false,
    });
  });

  it('to the other of the two, that it waits for a yes or a no; nobody asks twice', async () => {
    expect(await head(ASKED)).to.include({ ...NOTHING_TO_DO, mayGrant: true, mayDecline: true, shown: true });
  });

  it('to a colleague in the same role and to a clerk, only that it was asked', async () => {
    const colleague = await view('dua.kasi', ['kasi'], ASKED);
    for (const page of [colleague, await clerk(ASKED)]) expect(page).to.include({ ...NOTHING_TO_DO, shown: true });
  });

  it('that the card is void, by whom, and whether the applicant was told', async () => {
    const page = await head(REVOKED);
    expect(page).to.include({ ...NOTHING_TO_DO, isVoid: true, shown: true });
    expect(page.newest).to.include({
      outcome: 'revoked',
      settledBy: 'Agus Hartanto',
      settledAt: SETTLED.settledAt,
      untold: true,
    });
    expect((await kasi(REVOKED, { messages: [{ purpose: 'card' }] })).newest).to.include({ untold: true });
    const told = await kasi(REVOKED, { messages: [{ purpose: 'card' }, { purpose: 'revoked' }] });
    expect(told.newest).to.include({ untold: false });
  });

  it('that it was declined; it may be asked for again', async () => {
    const page = await kasi(DECLINED);
    expect(page).to.include({ ...NOTHING_TO_DO, mayRequest: true, isVoid: false, shown: true });
    expect(page.newest).to.include({ outcome: 'declined', settledBy: 'Agus Hartanto', untold: false });
    expect(await clerk(DECLINED)).to.include({ ...NOTHING_TO_DO, shown: true });
  });
});
