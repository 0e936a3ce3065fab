import type { Application } from '../../domain/application.ts';

/** An invented family: the example of the API, and the stand-in for parts of a form that are not written yet. */
export const EXAMPLE_APPLICATION: Application = {
  reason: 'perubahan-data',
  applicant: { name: 'Wening Prabawati', nik: '3402016504850001', whatsapp: '0812 3456 7890' },
  kkNumber: '3402010107100001',
  address: { street: 'Padukuhan Jopaten', rt: '003', rw: '012', kalurahan: '34.02.01.2001' },
  members: [
    { name: 'Bagas Prabawa', nik: '3402011203820001', shdk: 'KEPALA KELUARGA' },
    { name: 'Wening Prabawati', nik: '3402016504850001', shdk: 'ISTRI' },
  ],
  changes: [
    {
      member: 1,
      element: 'pendidikan',
      from: 'SLTA/SEDERAJAT',
      to: 'DIPLOMA IV/STRATA I',
      basis: 'Ijazah S1 tahun 2025',
    },
  ],
  statement: true,
};

/** The same family, declared by what happened. */
export const EXAMPLE_OF_EVENTS = {
  applicant: EXAMPLE_APPLICATION.applicant,
  kkNumber: '3402010107100001',
  listed: EXAMPLE_APPLICATION.members,
  events: [
    {
      event: 'pendidikan',
      data: { changes: [{ person: '3402016504850001', from: 'SLTA/SEDERAJAT', to: 'DIPLOMA IV/STRATA I' }] },
    },
  ],
  statement: true,
} as const;
