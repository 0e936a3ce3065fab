import { expect } from 'chai';
import { assess } from '../../../src/domain/assessment/assess.ts';
import type { DeclaredEvent } from '../../../src/domain/events/application.ts';
import {
  applicationFor,
  assessWithAllPapers,
  cardOfFamily,
  cardsIn,
  fourPeople,
  married,
  person,
  rulesIn,
  sexes,
  situationFor,
} from '../families.ts';

const { woman } = sexes;
const family = fourPeople();
const { card, father, mother, son } = family;
const outcomeOf = (...events: readonly DeclaredEvent[]) => assessWithAllPapers({ cards: [card], events });
const rowAfter = (outcome: ReturnType<typeof outcomeOf>, nik: string) =>
  outcome.cards.flatMap((one) => one.card?.members ?? []).find((row) => row.nik === nik)!;
const missingOf = (
  event: DeclaredEvent,
  ...documents: readonly ('f-1-02' | 'f-1-06' | 'kk-lama' | 'sptjm-kepercayaan')[]
) => {
  const given = { cards: [card], events: [event], papers: documents.map((document) => ({ document })) };
  return assess(applicationFor(given), situationFor(given)).missing.map(({ text }) => text);
};

describe('Elements of a row (E16-E23, E25)', () => {
  it("changes the head's name above and below the table too, and no column 16/17 of a child", () => {
    const outcome = outcomeOf({
      event: 'ganti-nama',
      data: { changes: [{ person: father.nik, from: father.name, to: 'Damar Kusuma' }] },
    });
    expect(outcome.cards[0]!.card!.headName).to.equal('DAMAR KUSUMA');
    expect(rowAfter(outcome, son.nik).father).to.equal(father.name);
    expect(outcome.notices.join(' ')).to.include('KTP-el DAMAR KUSUMA perlu dicetak ulang');
    expect(rulesIn(outcome), 'the children still name him as he was').to.deep.equal(['R37']);
  });

  it('keeps the NIK when birth date and sex are corrected', () => {
    const outcome = outcomeOf({
      event: 'pembetulan',
      data: {
        changes: [
          { person: son.nik, element: 'tanggal-lahir', from: '01-02-2006', to: '02-02-2006' },
          { person: son.nik, element: 'jenis-kelamin', from: 'LAKI-LAKI', to: 'perempuan' },
        ],
      },
    });
    expect(rowAfter(outcome, son.nik)).to.include({ nik: son.nik, birthDate: '2006-02-02', sex: 'PEREMPUAN' });
    expect(rulesIn(outcome)).to.deep.equal(['R03', 'R04']);
    expect(outcome.notices).to.include('NIK Anda tetap, walaupun tanggal lahir dan jenis kelamin dibetulkan.');
  });

  it('puts a row whose SHDK is corrected at its place', () => {
    const nephew = person('KEPONAKAN', 'ANAK', '2008-01-01');
    const known = cardOfFamily([father, mother, nephew, son]);
    const outcome = assessWithAllPapers({
      cards: [known],
      events: [
        {
          event: 'pembetulan',
          data: { changes: [{ person: nephew.nik, element: 'shdk', from: 'ANAK', to: 'FAMILI LAIN' }] },
        },
      ],
    });
    expect(outcome.cards[0]!.card!.members.map(({ name }) => name)).to.deep.equal([
      father.name,
      mother.name,
      son.name,
      'KEPONAKAN',
    ]);
  });

  it('corrects a wedding date that was written wrong, for husband and wife', () => {
    const changes = [father, mother].map(({ nik }) => ({
      person: nik,
      element: 'tanggal-perkawinan' as const,
      from: '20-06-2004',
      to: '26-06-2004',
    }));
    const outcome = outcomeOf({ event: 'pembetulan', data: { changes } });
    expect(rowAfter(outcome, mother.nik).maritalDate).to.equal('2004-06-26');
    expect([outcome.ktp, rulesIn(outcome)]).to.deep.equal([[], []]);
  });

  it('stores the words of the list for what residents say', () => {
    const outcome = outcomeOf(
      { event: 'pendidikan', data: { changes: [{ person: son.nik, from: 'SMA', to: 'S1' }] } },
      { event: 'pekerjaan', data: { changes: [{ person: mother.nik, from: 'WIRASWASTA', to: 'ibu rumah tangga' }] } },
      { event: 'golongan-darah', data: { changes: [{ person: father.nik, from: 'O', to: 'O+' }] } },
    );
    expect(rowAfter(outcome, son.nik).education).to.equal('DIPLOMA IV/STRATA I');
    expect(rowAfter(outcome, mother.nik).occupation).to.equal('MENGURUS RUMAH TANGGA');
    expect(outcome.cards).to.have.length(1);
    expect(outcome.ktp.map(({ name, because }) => [name, because])).to.deep.equal([
      [father.name, ['golongan darah']],
      [mother.name, ['pekerjaan']],
    ]);
  });

  it('asks a farmer for no paper but F-1.06, an employee for a letter, a PNS for the SK', () => {
    const becomes = (to: string) =>
      missingOf(
        { event: 'pekerjaan', data: { changes: [{ person: father.nik, from: 'WIRASWASTA', to }] } },
        'f-1-02',
        'f-1-06',
        'kk-lama',
      );
    expect(becomes('Petani')).to.deep.equal([]);
    expect(becomes('Karyawan swasta')).to.deep.equal(['surat keterangan kerja']);
    expect(becomes('PNS')).to.deep.equal(['SK pengangkatan atau pensiun']);
  });

  it('stores the organisation of a believer and never prints it', () => {
    const data = {
      changes: [{ person: father.nik, from: 'Islam', to: 'Penghayat kepercayaan' }],
      organisation: 'SAPTA DARMA',
    };
    const outcome = outcomeOf({ event: 'agama-kepercayaan', data });
    expect(rowAfter(outcome, father.nik)).to.include({
      religion: 'KEPERCAYAAN TERHADAP TUHAN YME',
      beliefOrganisation: 'SAPTA DARMA',
    });
    expect(
      missingOf({ event: 'agama-kepercayaan', data }, 'f-1-02', 'f-1-06', 'kk-lama', 'sptjm-kepercayaan'),
    ).to.deep.equal([]);
  });

  it('waits for the court order when a name is changed', () => {
    const missing = missingOf(
      { event: 'ganti-nama', data: { changes: [{ person: father.nik, from: father.name, to: 'LAIN SAMA SEKALI' }] } },
      'f-1-02',
      'f-1-06',
      'kk-lama',
    );
    expect(missing[0]).to.equal('salinan penetapan pengadilan negeri tentang ganti nama');
  });

  it('changes the status of both spouses by one buku nikah, and no KTP-el', () => {
    const [a, b] = [
      { ...father, maritalStatus: 'KAWIN BELUM TERCATAT' },
      { ...mother, maritalStatus: 'KAWIN BELUM TERCATAT' },
    ];
    const known = { ...card, members: [a, b] };
    const outcome = assessWithAllPapers({
      cards: [known],
      events: [
        {
          event: 'penulisan-lama',
          data: { persons: [a.nik, b.nik], from: 'KAWIN BELUM TERCATAT', to: 'KAWIN TERCATAT', date: '2004-06-20' },
        },
      ],
    });
    expect(cardsIn(outcome)[`issued ${card.kkNumber}`]).to.deep.equal([
      'DAMAR PAMUNGKAS: KEPALA KELUARGA, KAWIN TERCATAT 2004-06-20',
      'WENING PRAMESWARI: ISTRI, KAWIN TERCATAT 2004-06-20',
    ]);
    expect(outcome.ktp).to.deep.equal([]);
  });

  it('prints an old paper anew without entry, as a damaged card (A4)', () => {
    const outcome = outcomeOf({ event: 'penulisan-lama', data: { persons: [], paperOnly: true } });
    expect([outcome.outcome, outcome.siakEntry, outcome.boxes, outcome.reason]).to.deep.equal([
      'issue',
      'none',
      ['I.C.2'],
      'rusak',
    ]);
    expect(outcome.cards[0]!.card).to.deep.equal(card);
  });
});

describe('Several events at once', () => {
  it('compose: a death and an education change on the same card', () => {
    const outcome = outcomeOf(
      { event: 'anggota-meninggal', data: { person: mother.nik, date: '2026-10-02' } },
      { event: 'pendidikan', data: { changes: [{ person: son.nik, from: 'SLTA', to: 'S1' }] } },
    );
    expect(outcome.boxes).to.deep.equal(['I.B.2', 'I.B.3']);
    expect(rowAfter(outcome, son.nik).education).to.equal('DIPLOMA IV/STRATA I');
    expect(rowAfter(outcome, father.nik).maritalStatus).to.equal('CERAI MATI');
    expect(outcome.cards).to.have.length(1);
  });

  it('take status and date of a divorce together, whichever is named first; the wedding date goes', () => {
    const status = {
      person: father.nik,
      element: 'status-perkawinan',
      from: 'KAWIN',
      to: 'CERAI HIDUP TERCATAT',
    } as const;
    const date = { person: father.nik, element: 'tanggal-perkawinan', from: '20-06-2004', to: '02-02-2024' } as const;
    for (const changes of [
      [status, date],
      [date, status],
    ])
      expect(rowAfter(outcomeOf({ event: 'pembetulan', data: { changes } }), father.nik)).to.include({
        maritalStatus: 'CERAI HIDUP TERCATAT',
        maritalDate: '2024-02-02',
      });
  });

  it('follow a person onto a new card: the head died and the widow works', () => {
    const outcome = assessWithAllPapers({
      cards: [card],
      events: [
        { event: 'kepala-meninggal', data: { person: father.nik, date: '2026-10-02' } },
        { event: 'pekerjaan', data: { changes: [{ person: mother.nik, from: 'WIRASWASTA', to: 'PEDAGANG' }] } },
      ],
      applicant: { nik: mother.nik },
    });
    expect(outcome.cards.map(({ effect }) => effect)).to.deep.equal(['issued', 'ended']);
    expect(rowAfter(outcome, mother.nik)).to.include({
      shdk: 'KEPALA KELUARGA',
      occupation: 'PEDAGANG',
      maritalStatus: 'CERAI MATI',
    });
  });

  it('are known to SIAK in part: the rest is entered, and nobody reads that no entry is needed', () => {
    const outcome = outcomeOf(
      { event: 'pendidikan', data: { changes: [{ person: son.nik, from: 'SMP', to: 'SLTA' }] } },
      { event: 'golongan-darah', data: { changes: [{ person: son.nik, from: 'O', to: 'O+' }] } },
    );
    expect([outcome.siakEntry, rulesIn(outcome)]).to.deep.equal(['needed', []]);
  });
});

describe('Kewarganegaraan (E22) dan dokumen imigrasi (E23)', () => {
  const wna = { citizenship: 'WNA', passportNumber: 'NX1', kitapNumber: 'K1-X' } as const;

  it('takes a head who becomes WNA without KITAP off; the wife heads a new card', () => {
    const outcome = assessWithAllPapers({
      cards: [card],
      events: [{ event: 'kewarganegaraan', data: { person: father.nik, to: 'WNA' } }],
      applicant: { nik: mother.nik },
    });
    expect(outcome.boxes).to.deep.equal(['I.A.2', 'I.B.3']);
    expect(cardsIn(outcome)['issued {KK-BARU-1}']![0]).to.equal(
      'WENING PRAMESWARI: KEPALA KELUARGA, KAWIN TERCATAT 2004-06-20',
    );
  });

  it('keeps with KITAP who becomes WNA, columns 13 to 15 filled', () => {
    const outcome = outcomeOf({
      event: 'kewarganegaraan',
      data: {
        person: mother.nik,
        to: 'WNA',
        passport: 'NX9900321',
        kitap: { number: '2D41AB9321-K', expires: '2031-10-14' },
      },
    });
    expect(rowAfter(outcome, mother.nik)).to.include({
      citizenship: 'WNA',
      passportNumber: 'NX9900321',
      kitapNumber: '2D41AB9321-K',
    });
    expect(rulesIn(outcome)).to.deep.equal([]);
  });

  it('changes only the passport when only the passport is new; the KTP-el stays', () => {
    const [husband, wife] = [
      person('PETER', 'KEPALA KELUARGA', '1958-11-11', { ...wna, ...married('2001-05-20') }),
      person('MARIA', 'ISTRI', '1965-01-06', { ...woman, ...married('2001-05-20') }),
    ];
    const outcome = assessWithAllPapers({
      cards: [cardOfFamily([husband, wife])],
      events: [
        {
          event: 'dokumen-imigrasi',
          data: { person: husband.nik, passport: { from: 'NX1', to: 'NX9900999', expires: '2036-01-01' } },
        },
      ],
    });
    expect(rowAfter(outcome, husband.nik)).to.include({
      passportNumber: 'NX9900999',
      kitapNumber: 'K1-X',
      passportExpiry: '2036-01-01',
    });
    expect(outcome.ktp).to.deep.equal([]);
  });
});

describe('KK hilang dan rusak (E26, E27)', () => {
  it('prints what SIAK has, without entry, and says what to do when the card is found', () => {
    const given = {
      cards: [card],
      events: [{ event: 'kk-hilang' as const, data: {} }],
      papers: [{ document: 'f-1-02' as const }, { document: 'surat-hilang' as const }],
    };
    const outcome = assess(applicationFor(given), situationFor(given));
    expect([outcome.outcome, outcome.siakEntry, outcome.boxes]).to.deep.equal(['issue', 'none', ['I.C.1']]);
    expect(outcome.cards[0]!.card).to.deep.equal(card);
    expect(outcome.notices.join(' '))
      .to.include('Bila KK yang hilang ditemukan, serahkan')
      .and.not.include('KK lama sudah tidak berlaku');
  });

  it('shows a stranger nothing of the family', () => {
    const given = {
      cards: [card],
      events: [{ event: 'kk-hilang' as const, data: { member: father.nik } }],
      applicant: { nik: '3402152203829392', name: 'HERMANTO' },
    };
    const outcome = assess(applicationFor(given), situationFor(given));
    expect(outcome.mayShowFamily).to.equal(false);
    const words = [
      outcome.text,
      ...outcome.notices,
      ...outcome.missing.map(({ text }) => text),
      ...outcome.stops.map(({ sentence }) => sentence),
    ].join(' ');
    for (const { name, nik } of card.members) expect(words).to.not.include(name).and.not.include(nik);
  });
});
