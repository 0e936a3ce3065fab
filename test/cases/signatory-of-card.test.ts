import { expect } from 'chai';
import {
  namedOn,
  requireNamedSignatory,
  signatoriesToday,
  signatoryOfCard,
  signatoryToday,
} from '../../src/cases/signatory-of-card.ts';
import { requireCertificateOfSigner } from '../../src/cases/signer-name.ts';
import type { Delegation, Person } from '../../src/domain/authority.ts';
import type { SignatureLines } from '../../src/domain/signatory.ts';
import { errorOf } from '../store/given.ts';
import { PEOPLE } from './office.ts';

const NOW = new Date('2026-11-27T03:00:00Z');
const NIP = '197505052000032002';
const { agus } = PEOPLE;
const rini: Person = { ...PEOPLE.rini, nip: NIP };
const letter = (change: Partial<Delegation> = {}): Delegation => ({
  from: agus.username,
  to: rini.username,
  role: 'kepala-dinas',
  kind: 'Plh',
  validFrom: '2026-11-27',
  validTo: '2026-11-27',
  ...change,
});
const lines = (person: Person, title = 'KEPALA DINAS'): SignatureLines => ({
  title,
  name: person.name,
  nip: person.nip!,
});
const HEAD = { username: agus.username, lines: lines(agus) };
const STAND_IN = { username: rini.username, lines: lines(rini, 'Plh. KEPALA DINAS') };

interface Given {
  readonly people?: readonly Person[];
  readonly delegations?: readonly Delegation[];
  readonly draft?: object;
}
function office({ people = [agus, rini], delegations = [], draft }: Given = {}) {
  const changes: unknown[] = [];
  const needs = {
    store: {
      people: {
        roster: () => Promise.resolve({ people, delegations, absences: [] }),
        find: (username: string) => Promise.resolve(people.find((one) => one.username === username)),
      },
      drafts: { find: (sha256: string) => Promise.resolve(sha256 === 'draft' ? draft : undefined) },
      cases: { change: (...args: unknown[]) => Promise.resolve(void changes.push(args)) },
    },
    settings: { headTitle: 'KEPALA DINAS' },
    now: () => NOW,
  } as unknown as Parameters<typeof signatoriesToday>[0];
  return { needs, changes };
}
const today = (given: Given) => signatoriesToday(office(given).needs);

describe('Whose name may stand on a card today', () => {
  it('is the head’s, in name, NIP and title', async () => {
    expect(await today({})).to.deep.equal([HEAD]);
  });

  it('is that of whoever holds a letter in force before the head’s, with the letter in the title', async () => {
    expect(await today({ delegations: [letter()] })).to.deep.equal([STAND_IN, HEAD]);
    expect(await today({ delegations: [letter({ kind: 'Plt' })] })).to.deep.equal([
      { username: rini.username, lines: lines(rini, 'Plt. KEPALA DINAS') },
      HEAD,
    ]);
    for (const other of [{ validFrom: '2026-11-28', validTo: '2026-11-30' }, { role: 'kasi' as const }])
      expect(await today({ delegations: [letter(other)] }), JSON.stringify(other)).to.deep.equal([HEAD]);
    expect(await today({ delegations: [letter({ to: 'orang.asing' })] })).to.deep.equal([HEAD]);
  });

  it('is nobody’s who has left or has no NIP to print', async () => {
    for (const gone of [{ active: false }, { nip: null }]) {
      expect(await today({ people: [{ ...agus, ...gone }, rini] })).to.deep.equal([]);
      expect(await today({ people: [agus, { ...rini, ...gone }], delegations: [letter()] })).to.deep.equal([HEAD]);
    }
  });

  it('is a head’s own, without a letter in the title, whatever letter they hold', async () => {
    const second: Person = { ...rini, roles: ['kepala-dinas'] };
    const all = await today({ people: [agus, second], delegations: [letter()] });
    expect(all[0]).to.deep.equal({ username: rini.username, lines: lines(rini) });
  });

  it('can be asked of one person', async () => {
    const { needs } = office({ delegations: [letter()] });
    expect(await signatoryToday(needs, agus.username)).to.deep.equal(HEAD);
    expect(await signatoryToday(needs, rini.username)).to.deep.equal(STAND_IN);
    expect(await signatoryToday(needs, 'endah.kusuma')).to.equal(undefined);
  });
});

describe('Whose name a new draft gets', () => {
  const chosen = (signatory: string | null, given: Given = { delegations: [letter()] }) =>
    signatoryOfCard(office(given).needs, { signatory });

  it('is the stand-in’s while a letter is in force, otherwise the head’s', async () => {
    expect(await chosen(null)).to.deep.equal(STAND_IN);
    expect(await chosen(null, {})).to.deep.equal(HEAD);
  });

  it('is that for whom the draft was to be drawn, as long as they may be named', async () => {
    expect(await chosen(agus.username)).to.deep.equal(HEAD);
    expect(await chosen('endah.kusuma')).to.deep.equal(STAND_IN);
    expect(await chosen(rini.username, {})).to.deep.equal(HEAD);
  });

  it('is nobody’s when there is no head: the card cannot be printed', async () => {
    expect(await errorOf(chosen(null, { people: [rini] }))).to.include({ code: 'CARD_UNPRINTABLE' });
  });
});

describe('Whom a draft names', () => {
  const draft = { signatory: agus.username, signatureLines: lines(agus) };
  it('is who signs it, as they are named today, as they were named, or somebody else', () => {
    expect(namedOn(draft, agus.username, lines(agus))).to.equal('as-today');
    expect(namedOn(draft, agus.username, lines({ ...agus, name: 'Agus H.' }))).to.equal('formerly');
    expect(namedOn(draft, agus.username, undefined)).to.equal('formerly');
    expect(namedOn(draft, rini.username, lines(agus))).to.equal('other');
  });

  it('is taken as right where a draft of before does not say', () => {
    expect(namedOn({ signatory: agus.username, signatureLines: null }, agus.username, lines(rini))).to.equal(
      'as-today',
    );
    expect(namedOn({ signatory: null, signatureLines: null }, agus.username, undefined)).to.equal('as-today');
    expect(namedOn(undefined, agus.username, undefined)).to.equal('as-today');
  });
});

describe('What is to be signed', () => {
  const CASE = { applicationNumber: 'KK-261127-ABCDEF' };
  const drawn = { signatory: agus.username, signatureLines: lines(agus) };
  const wants = async (
    given: Given,
    approval: { decidedBy: string; actingAs: 'Plh' | 'Plt' | null },
    sha256 = 'draft',
  ) => {
    const { needs, changes } = office(given);
    const error = await requireNamedSignatory(needs, CASE, sha256, approval).then(
      () => null,
      (one: unknown) => (one as { code: string }).code,
    );
    return { error, changes };
  };
  const byHead = { decidedBy: agus.username, actingAs: null };

  it('names whoever approved it, in the capacity in which they did', async () => {
    expect(await wants({ draft: drawn }, byHead)).to.deep.equal({ error: null, changes: [] });
    const acting = { signatory: rini.username, signatureLines: STAND_IN.lines };
    const byStandIn = { decidedBy: rini.username, actingAs: 'Plh' } as const;
    expect(await wants({ draft: acting, delegations: [letter()] }, byStandIn)).to.include({ error: null });
    expect(await wants({ draft: acting }, byStandIn), 'approved while the letter was in force').to.include({
      error: null,
    });
  });

  it('is drawn anew for whoever approved it, when it names another or in another capacity', async () => {
    const forHead = [[CASE.applicationNumber, { signatory: agus.username }]];
    const refused = { error: 'SIGNATORY_DIFFERS', changes: forHead };
    expect(await wants({ draft: { ...drawn, signatory: rini.username } }, byHead)).to.deep.equal(refused);
    expect(await wants({ draft: { ...drawn, signatureLines: lines(rini) } }, byHead)).to.deep.equal(refused);
    expect(await wants({ draft: { ...drawn, signatory: null } }, byHead)).to.deep.equal(refused);
    expect(await wants({ draft: drawn }, byHead, 'another draft')).to.deep.equal(refused);
    expect(await wants({ draft: drawn }, { ...byHead, actingAs: 'Plh' })).to.deep.equal(refused);
  });

  it('is not drawn anew for whoever cannot be printed: they would be asked for ever', async () => {
    const refused = { error: 'SIGNATORY_DIFFERS', changes: [] };
    const without = [{ ...agus, nip: null }, rini];
    expect(await wants({ draft: drawn, people: without }, byHead)).to.deep.equal(refused);
    expect(await wants({ draft: drawn, people: [rini] }, byHead)).to.deep.equal(refused);
    expect(await wants({ draft: drawn }, { decidedBy: rini.username, actingAs: 'Plh' })).to.deep.equal(refused);
  });
});

describe('The certificate by which a card was signed', () => {
  const approval = {
    applicationNumber: 'KK-261127-ABCDEF',
    decidedBy: agus.username,
    draftSha256: 'draft',
  } as Parameters<typeof requireCertificateOfSigner>[1];
  const signed = async (signerName: string | null, people: readonly Person[] = [agus]) => {
    const kept: string[] = [];
    const journal: unknown[] = [];
    const needs = {
      store: {
        people: { find: (username: string) => Promise.resolve(people.find((one) => one.username === username)) },
        journal: { write: (row: unknown) => Promise.resolve(void journal.push(row)) },
      },
      documents: { put: (bytes: Buffer) => Promise.resolve((kept.push(bytes.toString()), { sha256: 'signed-hash' })) },
    } as unknown as Parameters<typeof requireCertificateOfSigner>[0];
    const verification = { signerName } as Parameters<typeof requireCertificateOfSigner>[3];
    const error = await requireCertificateOfSigner(needs, approval, Buffer.from('pdf'), verification).then(
      () => null,
      (one: unknown) => (one as { code: string }).code,
    );
    return { error, kept, journal };
  };

  it('is that of the person who approved it', async () => {
    expect(await signed(agus.certificateName!)).to.deep.equal({ error: null, kept: [], journal: [] });
  });

  it('sets the signature of anybody else aside as evidence: the card goes nowhere', async () => {
    const aside = {
      error: 'SIGNER_NAME_DIFFERS',
      kept: ['pdf'],
      journal: [
        {
          applicationNumber: approval.applicationNumber,
          actor: 'sistem',
          event: 'signature-set-aside',
          step: 7,
          detail: { draftSha256: 'draft', signedSha256: 'signed-hash', because: 'SIGNER_NAME_DIFFERS' },
        },
      ],
    };
    expect(await signed('Orang Lain')).to.deep.equal(aside);
    expect(await signed(null), 'a certificate without a name').to.deep.equal(aside);
    expect(await signed(agus.certificateName!, []), 'whoever approved it is not known').to.deep.equal(aside);
  });
});
