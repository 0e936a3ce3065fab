import { expect } from 'chai';
import { noticesWithCard } from '../../../src/domain/assessment/assess.ts';
import type { EventData } from '../../../src/domain/events/application.ts';
import { applicationFor, cardOfFamily, fourPeople, person, situationFor, type Given } from '../families.ts';

const said = (given: Given) => noticesWithCard(applicationFor(given), situationFor(given));

describe('What is said with an issued card, besides printing it and handing in the old one', () => {
  it('names whose KTP-el is replaced, and what follows from the events', () => {
    const { card, father, mother } = fourPeople();
    const events = [{ event: 'kepala-meninggal', data: { person: father.nik, date: '2026-10-02' } }] as const;
    expect(said({ cards: [card], events, applicant: { nik: mother.nik } })).to.deep.equal([
      'KTP-el WENING PRAMESWARI perlu dicetak ulang. Ajukan lewat aplikasi Dukcapil Smart Bantul; KTP-el lama diserahkan saat mengambil.',
      'Nomor KK Anda berganti. Perbarui di bank, BPJS, dan sekolah bila diminta.',
      'KTP-el almarhum diserahkan kepada petugas Dukcapil.',
    ]);
  });

  it('is the same where an officer issued the card although a paper was not there', () => {
    const { card, mother } = fourPeople();
    const events = [{ event: 'anggota-meninggal', data: { person: mother.nik, date: '2026-10-02' } }] as const;
    expect(said({ cards: [card], events, papers: [] })).to.include(
      'KTP-el almarhumah diserahkan kepada petugas Dukcapil.',
    );
  });

  it('names nobody of another family’s card: each of the divorced reads it with their own', () => {
    const { card, father, mother } = fourPeople();
    const data = { partners: [{ nik: father.nik }, { nik: mother.nik }], date: '2026-09-01', registered: true };
    const leaves = { ...data, leaver: mother.nik, to: { newCard: {} } } as EventData<'cerai-hidup'>;
    const events = [{ event: 'cerai-hidup', data: leaves }] as const;
    const [notice] = said({ cards: [card], events, applicant: { nik: mother.nik } });
    expect(notice).to.match(/^KTP-el WENING PRAMESWARI perlu dicetak ulang/);
  });

  it('is nothing where nothing follows, and where another service comes first', () => {
    const { card, son } = fourPeople();
    const changes = [{ person: son.nik, from: 'SLTA/SEDERAJAT', to: 'DIPLOMA IV/STRATA I' }];
    expect(said({ cards: [card], events: [{ event: 'pendidikan', data: { changes } }] })).to.deep.equal([]);
    const alone = person('DARMO', 'KEPALA KELUARGA', '1950-01-01');
    const events = [{ event: 'kepala-meninggal', data: { person: alone.nik, date: '2026-10-02' } }] as const;
    expect(said({ cards: [cardOfFamily([alone])], events })).to.deep.equal([]);
  });
});
