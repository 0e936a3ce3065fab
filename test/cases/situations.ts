import { cardOfFamily, fourPeople, married, person } from '../domain/families.ts';
import { woman, child, baby, MOVED, of, type Situation } from './situation.ts';

function newbornAndLostCard(): Situation {
  const { father, mother, card } = fourPeople();
  const children = [baby('ARJUNA PAMUNGKAS', '2026-11-10', { mother: mother.nik, father: father.nik })];
  return {
    what: 'A child is born and the old card is lost: the letter of the police stands for KK lama',
    ...{ cards: [card], applicant: father, without: ['kk-lama'] },
    events: [{ event: 'bayi-lahir', data: { children } }],
    expected: {
      number: card,
      rows: [
        'DAMAR PAMUNGKAS: KEPALA KELUARGA, KAWIN TERCATAT 2004-06-20',
        'WENING PRAMESWARI: ISTRI, KAWIN TERCATAT 2004-06-20',
        'BAYU PAMUNGKAS: ANAK',
        'SEKAR PAMUNGKAS: ANAK',
        'ARJUNA PAMUNGKAS: ANAK',
      ],
      cells: { 'ARJUNA PAMUNGKAS': { father: 'DAMAR PAMUNGKAS', mother: 'WENING PRAMESWARI', ...child } },
      missing: [],
    },
  };
}

function headDiedNewHeadAndMove(): Situation {
  const { father, mother, son, daughter, card } = fourPeople();
  const grandmother = person('PAINEM', 'ORANG TUA', '1952-04-04', { ...woman, maritalStatus: 'CERAI MATI' });
  const full = { ...card, members: [...card.members, grandmother] };
  return {
    what: 'The head died, the son becomes head, the family moves; declared in the wrong order',
    ...{ cards: [full], applicant: son },
    events: [
      { event: 'pindah-dalam-bantul', data: { date: '2026-11-20', address: MOVED } },
      { event: 'ganti-kepala', data: { newHead: son.nik } },
      { event: 'anggota-meninggal', data: { person: father.nik, date: '2026-10-02', newHeads: [son.nik] } },
    ],
    expected: {
      number: 'new',
      address: 'JALAN BARU 7',
      rows: [
        'BAYU PAMUNGKAS: KEPALA KELUARGA',
        'WENING PRAMESWARI: ORANG TUA, CERAI MATI -',
        'SEKAR PAMUNGKAS: FAMILI LAIN',
        'PAINEM: FAMILI LAIN, CERAI MATI -',
      ],
      cells: { [daughter.name]: of(father.name, mother.name) },
      others: [[full, []]],
    },
  };
}

function adoptionByAGuest(): Situation {
  const uncle = person('PURWANTO', 'KEPALA KELUARGA', '1970-02-02', { maritalStatus: 'BELUM KAWIN' });
  const guest = person('RATNA DEWI', 'FAMILI LAIN', '1980-05-05', { ...woman, maritalStatus: 'CERAI MATI' });
  const host = cardOfFamily([uncle, guest]);
  const mother = person('TUMINAH', 'KEPALA KELUARGA', '1995-03-03', woman);
  const boy = person('RAFA ADITYA', 'ANAK', '2023-02-09', { ...child, father: '-', mother: 'TUMINAH' });
  const former = cardOfFamily([mother, boy]);
  return {
    what: 'A guest on the card of her brother adopts a child: FAMILI LAIN, own parents kept',
    ...{ cards: [host, former], applicant: guest },
    events: [{ event: 'anak-angkat', data: { child: boy.nik, parent: guest.nik, decidedOn: '2026-08-12' } }],
    expected: {
      number: host,
      rows: ['PURWANTO: KEPALA KELUARGA', 'RATNA DEWI: FAMILI LAIN, CERAI MATI -', 'RAFA ADITYA: FAMILI LAIN'],
      cells: { 'RAFA ADITYA': { mother: 'TUMINAH', father: '-' } },
      others: [[former, ['TUMINAH: KEPALA KELUARGA']]],
    },
  };
}

function divorceBackToTheParents(): Situation {
  const { father, mother, son, daughter, card } = fourPeople();
  const parents = cardOfFamily([
    person('SUTRISNO', 'KEPALA KELUARGA', '1955-05-05', married('1980-01-01')),
    person('SUGIYEM', 'ISTRI', '1958-06-06', { ...woman, ...married('1980-01-01') }),
  ]);
  return {
    what: 'Divorce: she goes back to her parents with the daughter, the son stays',
    ...{ cards: [card, parents], applicant: mother },
    events: [
      {
        event: 'cerai-hidup',
        data: {
          ...{ partners: [{ nik: father.nik }, { nik: mother.nik }], date: '2026-09-01', registered: true },
          ...{ leaver: mother.nik, companions: [daughter.nik] },
          to: { cardOf: parents.members[0]!.nik, relation: 'anak' },
        },
      },
    ],
    expected: {
      number: parents,
      rows: [
        'SUTRISNO: KEPALA KELUARGA, KAWIN TERCATAT 1980-01-01',
        'SUGIYEM: ISTRI, KAWIN TERCATAT 1980-01-01',
        'WENING PRAMESWARI: ANAK, CERAI HIDUP TERCATAT 2026-09-01',
        'SEKAR PAMUNGKAS: CUCU',
      ],
      cells: { [daughter.name]: of(father.name, mother.name) },
      others: [[card, ['DAMAR PAMUNGKAS: KEPALA KELUARGA, CERAI HIDUP TERCATAT 2026-09-01', `${son.name}: ANAK`]]],
    },
  };
}

function correctedNameAndNewborn(): Situation {
  const { father, mother, card } = fourPeople();
  const children = [baby('ARJUNA PAMUNGKAS', '2026-11-10', { mother: mother.nik, father: father.nik })];
  return {
    what: "The father's name is corrected and a child is born: column 16 has the name as corrected, the elder keep theirs",
    ...{ cards: [card], applicant: father },
    events: [
      { event: 'bayi-lahir', data: { children } },
      {
        event: 'pembetulan',
        data: {
          changes: [{ person: father.nik, element: 'nama', from: 'Damar  Pamungkas', to: 'DAMAR PAMUNGKASIH' }],
        },
      },
    ],
    expected: {
      number: card,
      rows: [
        'DAMAR PAMUNGKASIH: KEPALA KELUARGA, KAWIN TERCATAT 2004-06-20',
        'WENING PRAMESWARI: ISTRI, KAWIN TERCATAT 2004-06-20',
        'BAYU PAMUNGKAS: ANAK',
        'SEKAR PAMUNGKAS: ANAK',
        'ARJUNA PAMUNGKAS: ANAK',
      ],
      cells: {
        'ARJUNA PAMUNGKAS': { father: 'DAMAR PAMUNGKASIH' },
        'BAYU PAMUNGKAS': { father: 'DAMAR PAMUNGKAS' },
      },
      told: ['R37'],
    },
  };
}

function homeFromAbroad(): Situation {
  const { father, card } = fourPeople();
  const returning = { nik: '3402155203759401', name: 'SUMARNI' };
  return {
    what: 'An Indonesian comes home from abroad and is not in SIAK yet: Pindah Datang first',
    ...{ cards: [card], applicant: father },
    events: [{ event: 'pindah-datang', data: { persons: [returning], from: 'luar-negeri' } }],
    expected: 'elsewhere',
  };
}

function widowerMarriesAgain(): Situation {
  const { father, mother, son, daughter, card } = fourPeople();
  const bride = person('NURUL HIDAYAH', 'ANAK', '1990-11-23', woman);
  const parents = cardOfFamily([person('MUJIONO', 'KEPALA KELUARGA', '1962-01-01'), bride]);
  return {
    what: 'The first wife died and he married again, the wedding declared first: new wedding date, the dead wife off',
    ...{ cards: [card, parents], applicant: father },
    events: [
      {
        event: 'menikah',
        data: { weddingDate: '2026-10-12', partners: [{ nik: father.nik }, { nik: bride.nik }], head: father.nik },
      },
      { event: 'anggota-meninggal', data: { person: mother.nik, date: '2025-02-03' } },
    ],
    expected: {
      number: card,
      rows: [
        'DAMAR PAMUNGKAS: KEPALA KELUARGA, KAWIN TERCATAT 2026-10-12',
        'NURUL HIDAYAH: ISTRI, KAWIN TERCATAT 2026-10-12',
        `${son.name}: ANAK`,
        `${daughter.name}: ANAK`,
      ],
      cells: { [son.name]: { mother: mother.name } },
      others: [[parents, ['MUJIONO: KEPALA KELUARGA']]],
    },
  };
}

function foreignWidowIsHead(): Situation {
  const head = person('WIBOWO', 'KEPALA KELUARGA', '1970-01-01', married('2001-01-01'));
  const wife = person('MARIA SANTOS', 'ISTRI', '1975-02-02', {
    ...{ ...woman, ...married('2001-01-01'), citizenship: 'WNA' },
    ...{ passportNumber: 'P1234567', kitapNumber: '2D41AB9321-K', kitapExpiry: '2031-01-01' },
  });
  const son = person('BIMA WIBOWO', 'ANAK', '2010-05-05', of('WIBOWO', 'MARIA SANTOS'));
  const card = cardOfFamily([head, wife, son]);
  return {
    what: 'The head died; the widow with KITAP becomes head, columns 13 to 15 stay',
    ...{ cards: [card], applicant: wife },
    events: [{ event: 'anggota-meninggal', data: { person: head.nik, date: '2026-10-02' } }],
    expected: {
      number: 'new',
      rows: ['MARIA SANTOS: KEPALA KELUARGA, CERAI MATI -', 'BIMA WIBOWO: ANAK'],
      cells: { 'MARIA SANTOS': { citizenship: 'WNA', passportNumber: 'P1234567', kitapNumber: '2D41AB9321-K' } },
      others: [[card, []]],
    },
  };
}

function twinsOfAnUnmarriedDaughter(): Situation {
  const head = person('SARJONO', 'KEPALA KELUARGA', '1971-12-10');
  const daughter = person('RINI ASTUTI', 'ANAK', '2004-06-27', { ...woman, father: 'SARJONO' });
  const card = cardOfFamily([head, daughter]);
  const twin = (name: string, childNumber: number) =>
    baby(name, '2026-11-01', { mother: daughter.nik, fatherLeftOut: true, childNumber });
  return {
    what: 'Twins of an unmarried daughter: CUCU in the order of birth, column 16 "-"',
    ...{ cards: [card], applicant: head },
    events: [{ event: 'bayi-lahir', data: { children: [twin('RADITYA BAGASKARA', 1), twin('RADEN BAGASKARA', 2)] } }],
    expected: {
      number: card,
      rows: ['SARJONO: KEPALA KELUARGA', 'RINI ASTUTI: ANAK', 'RADITYA BAGASKARA: CUCU', 'RADEN BAGASKARA: CUCU'],
      cells: {
        'RADITYA BAGASKARA': of('-', 'RINI ASTUTI'),
        'RADEN BAGASKARA': of('-', 'RINI ASTUTI'),
        'RINI ASTUTI': { maritalStatus: 'BELUM KAWIN' },
      },
    },
  };
}

function orphansAnd(way: 'pindah-menjadi-kepala' | 'masuk-kk-saudara'): Situation {
  const father = person('SURATMAN', 'KEPALA KELUARGA', '1980-01-20', {
    ...{ maritalStatus: 'CERAI MATI', father: 'KARTO', mother: 'SAMINEM' },
  });
  const eldest = person('INDAH LESTARI', 'ANAK', '2012-08-06', { ...woman, ...of('SURATMAN', 'YANTI') });
  const brother = person('ILHAM', 'ANAK', '2016-03-13', of('SURATMAN', 'YANTI'));
  const home = cardOfFamily([father, eldest, brother]);
  const [grandmother, uncle] = [
    person('SAMINEM', 'ORANG TUA', '1955-05-05', { ...woman, maritalStatus: 'CERAI MATI' }),
    person('SUPARMAN', 'KEPALA KELUARGA', '1982-02-02', of('KARTO', 'SAMINEM')),
  ];
  const relatives = cardOfFamily([uncle, grandmother]);
  const moves = way === 'pindah-menjadi-kepala';
  const guardian = moves ? grandmother : uncle;
  return {
    what: moves
      ? 'The last parent died: the grandmother moves in as head, the children are CUCU'
      : "The last parent died: the children join the uncle's card as FAMILI LAIN",
    ...{ cards: [home, relatives], applicant: guardian },
    events: [
      {
        event: 'anggota-meninggal',
        data: { person: father.nik, date: '2026-10-18', guardian: { nik: guardian.nik, way } },
      },
    ],
    expected: moves
      ? {
          number: 'new',
          rows: ['SAMINEM: KEPALA KELUARGA, CERAI MATI -', 'INDAH LESTARI: CUCU', 'ILHAM: CUCU'],
          others: [
            [home, []],
            [relatives, ['SUPARMAN: KEPALA KELUARGA']],
          ],
        }
      : {
          number: relatives,
          rows: [
            'SUPARMAN: KEPALA KELUARGA',
            'SAMINEM: ORANG TUA, CERAI MATI -',
            'INDAH LESTARI: FAMILI LAIN',
            'ILHAM: FAMILI LAIN',
          ],
          others: [[home, []]],
        },
  };
}

function diedInChildbirth(): Situation {
  const { father, mother, card } = fourPeople();
  const children = [baby('ARJUNA PAMUNGKAS', '2026-11-10', { mother: mother.nik, father: father.nik })];
  return {
    what: 'The mother died in childbirth, the death declared first: the child has her name in column 17',
    ...{ cards: [card], applicant: father },
    events: [
      { event: 'anggota-meninggal', data: { person: mother.nik, date: '2026-11-10' } },
      { event: 'bayi-lahir', data: { children } },
    ],
    expected: {
      number: card,
      rows: [
        'DAMAR PAMUNGKAS: KEPALA KELUARGA, CERAI MATI -',
        'BAYU PAMUNGKAS: ANAK',
        'SEKAR PAMUNGKAS: ANAK',
        'ARJUNA PAMUNGKAS: ANAK',
      ],
      cells: { 'ARJUNA PAMUNGKAS': of('DAMAR PAMUNGKAS', 'WENING PRAMESWARI') },
    },
  };
}

function fatherDiedBeforeTheBirth(): Situation {
  const { father, mother, card } = fourPeople();
  const children = [baby('ARJUNA PAMUNGKAS', '2026-11-10', { mother: mother.nik, father: father.nik })];
  return {
    what: 'The head died before the child was born: widow head, child ANAK with the dead father in column 16',
    ...{ cards: [card], applicant: mother },
    events: [
      { event: 'bayi-lahir', data: { children } },
      { event: 'anggota-meninggal', data: { person: father.nik, date: '2026-06-01' } },
    ],
    expected: {
      number: 'new',
      rows: [
        'WENING PRAMESWARI: KEPALA KELUARGA, CERAI MATI -',
        'BAYU PAMUNGKAS: ANAK',
        'SEKAR PAMUNGKAS: ANAK',
        'ARJUNA PAMUNGKAS: ANAK',
      ],
      cells: { 'ARJUNA PAMUNGKAS': of('DAMAR PAMUNGKAS', 'WENING PRAMESWARI') },
      others: [[card, []]],
    },
  };
}

function oldWordsAndNewborn(): Situation {
  const old = { maritalStatus: 'KAWIN', maritalDate: undefined };
  const { father, mother, card } = fourPeople({ father: old, mother: old });
  const children = [baby('ARJUNA PAMUNGKAS', '2026-11-10', { mother: mother.nik, father: father.nik })];
  return {
    what: 'An old card says KAWIN, only the husband is named, and a child is born: both spouses get status and date',
    ...{ cards: [card], applicant: father },
    events: [
      { event: 'bayi-lahir', data: { children } },
      {
        event: 'penulisan-lama',
        data: { persons: [father.nik], from: 'KAWIN', to: 'KAWIN TERCATAT', date: '2004-06-20' },
      },
    ],
    expected: {
      number: card,
      rows: [
        'DAMAR PAMUNGKAS: KEPALA KELUARGA, KAWIN TERCATAT 2004-06-20',
        'WENING PRAMESWARI: ISTRI, KAWIN TERCATAT 2004-06-20',
        'BAYU PAMUNGKAS: ANAK',
        'SEKAR PAMUNGKAS: ANAK',
        'ARJUNA PAMUNGKAS: ANAK',
      ],
    },
  };
}

function remarriageWithChild(): Situation {
  const mother = person('LASTRI', 'KEPALA KELUARGA', '1988-05-05', {
    ...{ ...woman, maritalStatus: 'CERAI HIDUP TERCATAT', maritalDate: '2022-02-02' },
  });
  const daughter = person('DINA SAFITRI', 'ANAK', '2016-05-05', { ...woman, ...of('JOKO', 'LASTRI') });
  const hers = cardOfFamily([mother, daughter]);
  const groom = person('BUDI HARTONO', 'ANAK', '1990-01-01', { father: 'HARTONO' });
  const his = cardOfFamily([person('HARTONO', 'KEPALA KELUARGA', '1960-01-01'), groom]);
  return {
    what: 'A divorced mother marries; her daughter comes onto the new card as ANAK and keeps her father',
    ...{ cards: [hers, his], applicant: groom },
    events: [
      {
        event: 'menikah',
        data: {
          ...{ weddingDate: '2026-10-12', partners: [{ nik: groom.nik }, { nik: mother.nik }], head: groom.nik },
          companions: [{ nik: daughter.nik }],
        },
      },
    ],
    expected: {
      number: 'new',
      rows: [
        'BUDI HARTONO: KEPALA KELUARGA, KAWIN TERCATAT 2026-10-12',
        'LASTRI: ISTRI, KAWIN TERCATAT 2026-10-12',
        'DINA SAFITRI: ANAK',
      ],
      cells: { 'DINA SAFITRI': of('JOKO', 'LASTRI') },
      others: [
        [hers, []],
        [his, ['HARTONO: KEPALA KELUARGA']],
      ],
    },
  };
}

function familyMovesToHerParents(): Situation {
  const { father, mother, son, daughter, card } = fourPeople();
  const parents = cardOfFamily(
    [
      person('SUTRISNO', 'KEPALA KELUARGA', '1955-05-05', married('1980-01-01')),
      person('SUGIYEM', 'ISTRI', '1958-06-06', { ...woman, ...married('1980-01-01') }),
    ],
    { address: 'JALAN BARU 7', rt: '003', kalurahanCode: '34.02.15.2003', kalurahan: 'BANGUNHARJO' },
  );
  return {
    what: 'The whole family moves onto the card of her parents: she ANAK, he MENANTU, the children CUCU; the old card ends',
    ...{ cards: [card, parents], applicant: mother },
    events: [
      {
        event: 'pindah-dalam-bantul',
        data: {
          ...{ date: '2026-11-01', address: MOVED, head: mother.nik },
          joins: { cardOf: parents.members[0]!.nik, relation: 'anak' },
        },
      },
    ],
    expected: {
      number: parents,
      rows: [
        'SUTRISNO: KEPALA KELUARGA, KAWIN TERCATAT 1980-01-01',
        'SUGIYEM: ISTRI, KAWIN TERCATAT 1980-01-01',
        'WENING PRAMESWARI: ANAK, KAWIN TERCATAT 2004-06-20',
        'DAMAR PAMUNGKAS: MENANTU, KAWIN TERCATAT 2004-06-20',
        `${son.name}: CUCU`,
        `${daughter.name}: CUCU`,
      ],
      cells: { [son.name]: of(father.name, mother.name) },
      others: [[card, []]],
    },
  };
}

function headLeftBantul(): Situation {
  const father = person('SURATMAN', 'KEPALA KELUARGA', '1980-01-20', { maritalStatus: 'CERAI MATI', father: 'KARTO' });
  const [eldest, brother] = [
    person('INDAH LESTARI', 'ANAK', '2012-08-06', { ...woman, father: 'SURATMAN' }),
    person('ILHAM', 'ANAK', '2016-03-13', { father: 'SURATMAN' }),
  ];
  const home = cardOfFamily([father, eldest, brother]);
  const aunt = person('SULASTRI', 'KEPALA KELUARGA', '1984-05-05', { ...woman, father: 'KARTO' });
  const hers = cardOfFamily([aunt]);
  return {
    what: 'The head moved out of Bantul and left two children: the aunt moves in as head',
    ...{ cards: [home, hers], applicant: aunt },
    events: [
      {
        event: 'pindah-keluar',
        data: {
          ...{ movers: [{ nik: father.nik }], destination: 'Surabaya', skpwni: 'terbit' },
          guardian: { nik: aunt.nik, way: 'pindah-menjadi-kepala' },
        },
      },
    ],
    expected: {
      number: 'new',
      rows: ['SULASTRI: KEPALA KELUARGA', 'INDAH LESTARI: FAMILI LAIN', 'ILHAM: FAMILI LAIN'],
      others: [
        [home, []],
        [hers, []],
      ],
    },
  };
}

function wifeIsHead(): Situation {
  const { father, mother, son, daughter, card } = fourPeople();
  return {
    what: 'The wife becomes head while the husband stays, and she has other work',
    ...{ cards: [card], applicant: mother },
    events: [
      { event: 'ganti-kepala', data: { newHead: mother.nik } },
      { event: 'pekerjaan', data: { changes: [{ person: mother.nik, from: 'WIRASWASTA', to: 'PEDAGANG' }] } },
    ],
    expected: {
      number: 'new',
      rows: [
        'WENING PRAMESWARI: KEPALA KELUARGA, KAWIN TERCATAT 2004-06-20',
        'DAMAR PAMUNGKAS: SUAMI, KAWIN TERCATAT 2004-06-20',
        `${son.name}: ANAK`,
        `${daughter.name}: ANAK`,
      ],
      cells: { [mother.name]: { occupation: 'PEDAGANG' }, [father.name]: { occupation: 'WIRASWASTA' } },
      others: [[card, []]],
    },
  };
}

function secondWifeWithChild(): Situation {
  const { father, mother, son, daughter, card } = fourPeople();
  const second = person('YULIANA', 'KEPALA KELUARGA', '1985-03-03', { ...woman, maritalStatus: 'CERAI MATI' });
  const hers = person('NABILA', 'ANAK', '2014-04-04', { ...woman, ...of('SUDARTO', 'YULIANA') });
  const former = cardOfFamily([second, hers]);
  return {
    what: 'A second wife with a child onto his card: he keeps the first wedding, her child is a declared stepchild',
    ...{ cards: [card, former], applicant: father },
    events: [
      {
        event: 'poligami',
        data: {
          ...{ husband: { nik: father.nik }, wife: { nik: second.nik }, weddingDate: '2026-10-12', registered: true },
          ...{ together: true, companions: [{ nik: hers.nik }] },
        },
      },
    ],
    expected: {
      number: card,
      rows: [
        'DAMAR PAMUNGKAS: KEPALA KELUARGA, KAWIN TERCATAT 2004-06-20',
        'WENING PRAMESWARI: ISTRI, KAWIN TERCATAT 2004-06-20',
        'YULIANA: ISTRI, KAWIN TERCATAT 2026-10-12',
        `${son.name}: ANAK`,
        'NABILA: ANAK',
        `${daughter.name}: ANAK`,
      ],
      cells: { [mother.name]: { maritalDate: '2004-06-20' }, NABILA: of('SUDARTO', 'YULIANA') },
      others: [[former, []]],
      told: ['R22'],
    },
  };
}

function foreignHusbandAndChild(): Situation {
  const head = person('SUKIRMAN', 'KEPALA KELUARGA', '1962-02-02');
  const daughter = person('ANITA SARI', 'ANAK', '1993-10-25', { ...woman, father: 'SUKIRMAN' });
  const grandchild = person('AYU SARI', 'CUCU', '2019-09-09', { ...woman, ...child, ...of('-', 'ANITA SARI') });
  const card = cardOfFamily([head, daughter, grandchild]);
  const foreigner = {
    ...{ name: 'KIM JUN HO', sex: 'LAKI-LAKI', birthPlace: 'BUSAN', birthDate: '1990-02-03', religion: 'KRISTEN' },
    ...{ bloodType: 'O', education: 'STRATA II', occupation: 'WIRASWASTA', motherName: 'KIM SOO YUN' },
    ...{ fatherName: 'KIM DONG HYUN', passport: 'M12345678', kitap: '2D41AB9400-K', kitapExpires: '2031-08-15' },
    permit: 'KITAP' as const,
  };
  return {
    what: 'A daughter marries a foreigner with KITAP: a card of their own with her child',
    ...{ cards: [card], applicant: daughter },
    events: [
      {
        event: 'orang-asing-masuk',
        data: {
          ...{ citizen: daughter.nik, weddingDate: '2026-08-15', foreigner, listed: true },
          companions: [grandchild.nik],
        },
      },
    ],
    expected: {
      number: 'new',
      rows: [
        'ANITA SARI: KEPALA KELUARGA, KAWIN TERCATAT 2026-08-15',
        'KIM JUN HO: SUAMI, KAWIN TERCATAT 2026-08-15',
        'AYU SARI: ANAK',
      ],
      cells: { 'KIM JUN HO': { citizenship: 'WNA', passportNumber: 'M12345678', kitapNumber: '2D41AB9400-K' } },
      others: [[card, ['SUKIRMAN: KEPALA KELUARGA']]],
    },
  };
}

function splitWithNewborn(): Situation {
  const { father, mother, son, daughter, card } = fourPeople({ son: married('2024-05-05') });
  const wife = person('SITI RAHAYU', 'MENANTU', '2005-04-04', { ...woman, ...married('2024-05-05') });
  const full = { ...card, members: [...card.members, wife] };
  const children = [baby('ARJUNA PAMUNGKAS', '2026-11-10', { mother: wife.nik, father: son.nik })];
  return {
    what: 'A couple splits from the parents and a child is born, the birth declared first: the child is on the new card',
    ...{ cards: [full], applicant: son },
    events: [
      { event: 'bayi-lahir', data: { children } },
      { event: 'pisah-kk', data: { leavers: [son.nik, wife.nik], head: son.nik } },
    ],
    expected: {
      number: 'new',
      rows: [
        'BAYU PAMUNGKAS: KEPALA KELUARGA, KAWIN TERCATAT 2024-05-05',
        'SITI RAHAYU: ISTRI, KAWIN TERCATAT 2024-05-05',
        'ARJUNA PAMUNGKAS: ANAK',
      ],
      cells: { 'ARJUNA PAMUNGKAS': of('BAYU PAMUNGKAS', 'SITI RAHAYU') },
      others: [
        [
          full,
          [
            `${father.name}: KEPALA KELUARGA, KAWIN TERCATAT 2004-06-20`,
            `${mother.name}: ISTRI, KAWIN TERCATAT 2004-06-20`,
            `${daughter.name}: ANAK`,
          ],
        ],
      ],
    },
  };
}

function headLeavesAfterDivorce(): Situation {
  const { father, mother, son, daughter, card } = fourPeople();
  const herMother = person('SUGIYEM', 'MERTUA', '1955-06-06', { ...woman, maritalStatus: 'CERAI MATI' });
  const full = {
    ...card,
    members: [...card.members.map((row) => (row === mother ? { ...row, mother: 'SUGIYEM' } : row)), herMother],
  };
  return {
    what: 'Divorce and the head leaves: she is head with a new number, her mother becomes ORANG TUA',
    ...{ cards: [full], applicant: mother },
    events: [
      {
        event: 'cerai-hidup',
        data: {
          ...{ partners: [{ nik: father.nik }, { nik: mother.nik }], date: '2026-09-01', registered: true },
          ...{ leaver: father.nik, to: { newCard: {} }, newHeads: [mother.nik] },
        },
      },
    ],
    expected: {
      number: 'new',
      rows: [
        'WENING PRAMESWARI: KEPALA KELUARGA, CERAI HIDUP TERCATAT 2026-09-01',
        `${son.name}: ANAK`,
        `${daughter.name}: ANAK`,
        'SUGIYEM: ORANG TUA, CERAI MATI -',
      ],
      others: [[full, []]],
    },
  };
}

function adoptionByASingleWoman(): Situation {
  const woman35 = person('RATRI UTAMI', 'KEPALA KELUARGA', '1988-05-05', woman);
  const hers = cardOfFamily([woman35]);
  const mother = person('TUMINAH', 'KEPALA KELUARGA', '1995-03-03', woman);
  const girl = person('ANDINI', 'ANAK', '2023-02-09', { ...woman, ...child, father: '-', mother: 'TUMINAH' });
  const former = cardOfFamily([mother, girl]);
  return {
    what: 'An unmarried head adopts a child: ANAK on her card, the own mother kept',
    ...{ cards: [hers, former], applicant: woman35 },
    events: [{ event: 'anak-angkat', data: { child: girl.nik, parent: woman35.nik, decidedOn: '2026-08-12' } }],
    expected: {
      number: hers,
      rows: ['RATRI UTAMI: KEPALA KELUARGA', 'ANDINI: ANAK'],
      cells: { ANDINI: of('-', 'TUMINAH') },
      others: [[former, ['TUMINAH: KEPALA KELUARGA']]],
    },
  };
}

function bothParentsDied(): Situation {
  const { father, mother, son, daughter, card } = fourPeople();
  const date = '2026-10-02';
  return {
    what: 'Both parents died on one day: the adult son is head, his sister FAMILI LAIN',
    ...{ cards: [card], applicant: son },
    events: [
      { event: 'anggota-meninggal', data: { person: mother.nik, date, newHeads: [son.nik] } },
      { event: 'anggota-meninggal', data: { person: father.nik, date, newHeads: [son.nik] } },
    ],
    expected: {
      number: 'new',
      rows: ['BAYU PAMUNGKAS: KEPALA KELUARGA', 'SEKAR PAMUNGKAS: FAMILI LAIN'],
      cells: { [daughter.name]: of(father.name, mother.name) },
      others: [[card, []]],
    },
  };
}

function sexCorrected(): Situation {
  const { father, mother, son, daughter, card } = fourPeople();
  return {
    what: 'The sex of a child is corrected: the NIK stays, and the officer is told that it does not fit',
    ...{ cards: [card], applicant: father },
    events: [
      {
        event: 'pembetulan',
        data: { changes: [{ person: daughter.nik, element: 'jenis-kelamin', from: 'PEREMPUAN', to: 'LAKI-LAKI' }] },
      },
    ],
    expected: {
      number: card,
      rows: [
        'DAMAR PAMUNGKAS: KEPALA KELUARGA, KAWIN TERCATAT 2004-06-20',
        `${mother.name}: ISTRI, KAWIN TERCATAT 2004-06-20`,
        `${son.name}: ANAK`,
        `${daughter.name}: ANAK`,
      ],
      cells: { [daughter.name]: { sex: 'LAKI-LAKI', nik: daughter.nik } },
      told: ['R03'],
    },
  };
}

export const SITUATIONS: readonly Situation[] = [
  newbornAndLostCard(),
  headDiedNewHeadAndMove(),
  adoptionByAGuest(),
  divorceBackToTheParents(),
  correctedNameAndNewborn(),
  homeFromAbroad(),
  widowerMarriesAgain(),
  foreignWidowIsHead(),
  twinsOfAnUnmarriedDaughter(),
  orphansAnd('pindah-menjadi-kepala'),
  orphansAnd('masuk-kk-saudara'),
  diedInChildbirth(),
  fatherDiedBeforeTheBirth(),
  oldWordsAndNewborn(),
  remarriageWithChild(),
  familyMovesToHerParents(),
  headLeftBantul(),
  wifeIsHead(),
  secondWifeWithChild(),
  foreignHusbandAndChild(),
  splitWithNewborn(),
  headLeavesAfterDivorce(),
  adoptionByASingleWoman(),
  bothParentsDied(),
  sexCorrected(),
];
