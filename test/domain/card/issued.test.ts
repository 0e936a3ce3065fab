import { expect } from 'chai';
import { supersededBy, type IssuedCard } from '../../../src/domain/card/superseded.ts';
import { signatureLines } from '../../../src/domain/signatory.ts';

const card = (
  applicationNumber: string,
  kkNumber: string,
  signedAt: string,
  touched: readonly string[] = [],
): IssuedCard => ({
  ...{ applicationNumber, kkNumber, touched },
  signedAt: `${signedAt}T03:00:00Z`,
});
const PARENTS = '3402151111110001';
const OTHER = '3402151111110002';
const first = card('KK-260101-AAAAAA', PARENTS, '2026-01-01');

describe('A superseded card', () => {
  it('is one whose number was issued anew later; the newest is in force', () => {
    const second = card('KK-260601-BBBBBB', PARENTS, '2026-06-01');
    const third = card('KK-261101-CCCCCC', PARENTS, '2026-11-01');
    const all = [third, first, second];
    expect(supersededBy(first, all)).to.equal(second);
    expect(supersededBy(second, all)).to.equal(third);
    expect(supersededBy(third, all)).to.equal(undefined);
  });
  it('is one that lost a member to a card of another family, or ended', () => {
    const couple = card('KK-261101-DDDDDD', OTHER, '2026-11-01', [PARENTS]);
    expect(supersededBy(first, [first, couple])).to.equal(couple);
  });
  it('is not one beside which another family got a card, nor by an earlier entry', () => {
    const neighbour = card('KK-261101-EEEEEE', OTHER, '2026-11-01');
    const earlier = card('KK-251101-FFFFFF', OTHER, '2025-11-01', [PARENTS]);
    expect(supersededBy(first, [first, neighbour, earlier])).to.equal(undefined);
  });
});

describe('The lines of the signature', () => {
  const HEAD = 'KEPALA DINAS KEPENDUDUKAN DAN PENCATATAN SIPIL';
  const signer = { name: 'Sri Wahyuni, S.Sos.', nip: '197001011995032001' };
  it('name the head with the plain title', () => {
    expect(signatureLines({ ...signer, actingAs: null }, HEAD)).to.deep.equal({ ...signer, title: HEAD });
  });
  it('name a stand-in in their own name, with Plh. or Plt. before the title', () => {
    expect(signatureLines({ ...signer, actingAs: 'Plh' }, HEAD)).to.deep.equal({ ...signer, title: `Plh. ${HEAD}` });
    expect(signatureLines({ ...signer, actingAs: 'Plt' }, HEAD).title).to.equal(`Plt. ${HEAD}`);
  });
});
