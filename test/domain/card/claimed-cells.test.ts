import { expect } from 'chai';
import { changesOfCards } from '../../../src/domain/card/changes.ts';
import { UNREAD_CELL, withClaims } from '../../../src/domain/card/claimed-cells.ts';
import { unreadCard } from '../../../src/domain/card/unread.ts';
import type { FamilyCard } from '../../../src/domain/family-card.ts';
import type { ElementChange } from '../../../src/domain/events/event.ts';

const WIFE = '3402155203850002';
const card = unreadCard(
  {
    kkNumber: '3402150101150007',
    address: { street: 'Klembon', rt: '3', kalurahan: '34.02.08.2004' },
    listed: [
      { name: 'Damar Pamungkas', nik: '3402151708820001', shdk: 'KEPALA KELUARGA' },
      { name: 'Wening Prameswari', nik: WIFE, shdk: 'ISTRI' },
    ],
  },
  '2026-11-26',
)!;
const claimsOf = (after: FamilyCard, stated: readonly ElementChange[] = []) =>
  withClaims(
    changesOfCards([card], [{ effect: 'issued', kkNumber: card.kkNumber, card: after }])[0]!,
    stated,
  ).cells.map(({ label, from, unread }) => [label, from, unread?.claim ?? null]);
const wifeWith = (change: Partial<FamilyCard['members'][number]>): FamilyCard => ({
  ...card,
  members: card.members.map((row) => (row.nik === WIFE ? { ...row, ...change } : row)),
});

describe('Old values of a card that was not read in SIAK', () => {
  it('are never shown as read: what the applicant states stands beside as a claim, as they wrote it', () => {
    const stated: ElementChange[] = [
      { nik: WIFE, element: 'pekerjaan', from: ' Pedagang ', to: 'WIRASWASTA' },
      { nik: '3402151708820001', element: 'pekerjaan', from: 'PETANI/PEKEBUN', to: 'WIRASWASTA' },
    ];
    expect(claimsOf(wifeWith({ occupation: 'WIRASWASTA' }), stated)).to.deep.equal([
      ['Jenis pekerjaan', UNREAD_CELL, { text: 'Pedagang', by: 'applicant' }],
    ]);
  });

  it('say nothing where nobody states anything', () => {
    expect(claimsOf(wifeWith({ religion: 'ISLAM', maritalStatus: 'CERAI MATI' }))).to.deep.equal([
      ['Agama', UNREAD_CELL, null],
      ['Status perkawinan', UNREAD_CELL, null],
    ]);
  });

  it('say what the old card says as the applicant copied it, and what only the NIK says', () => {
    expect(
      claimsOf(wifeWith({ name: 'WENING PRAMESTI', birthDate: '1985-03-13', shdk: 'KEPALA KELUARGA' })),
    ).to.deep.equal([
      ['Nama lengkap', UNREAD_CELL, { text: 'WENING PRAMESWARI', by: 'applicant' }],
      ['Tanggal lahir', UNREAD_CELL, { text: '12-03-1985', by: 'nik' }],
      ['Hubungan dalam keluarga', UNREAD_CELL, { text: 'ISTRI', by: 'applicant' }],
    ]);
  });

  it('prefer what is stated as semula of a date to what the NIK says', () => {
    expect(
      claimsOf(wifeWith({ birthDate: '1985-03-13' }), [
        { nik: WIFE, element: 'tanggal-lahir', from: '1985-03-21', to: '1985-03-13' },
      ]),
    ).to.deep.equal([['Tanggal lahir', UNREAD_CELL, { text: '21-03-1985', by: 'applicant' }]]);
  });

  it('of the address are those that were written, not those that stand for nothing', () => {
    const moved = { ...card, address: 'GEDONGAN', rt: '005', rw: '007' };
    expect(claimsOf(moved)).to.deep.equal([
      ['Alamat', UNREAD_CELL, { text: 'KLEMBON', by: 'applicant' }],
      ['RT', UNREAD_CELL, { text: '003', by: 'applicant' }],
      ['RW', UNREAD_CELL, null],
    ]);
  });

  it('of a newcomer there are none', () => {
    const baby = { ...card.members[1]!, nik: '3402151511260001', name: 'ARJUNA', shdk: 'ANAK' };
    const cells = claimsOf({ ...card, members: [...card.members, baby] });
    expect(cells).to.not.be.empty;
    for (const [, from, claim] of cells) expect([from, claim]).to.deep.equal(['', null]);
  });
});
