import type { Application } from '../../src/domain/application.ts';

let families = 0;

/** An invented family of Sewon that no other scenario uses: two grown-ups and a child, with numbers of their own. */
export function inventedApplication(change: Partial<Application> = {}): Application {
  families += 1;
  const serial = String(1000 + families);
  return {
    reason: 'perubahan-data',
    applicant: { name: 'Kinasih Larasati', nik: `340215550385${serial}`, whatsapp: `0812340${serial}7` },
    kkNumber: `340215010115${serial}`,
    address: { street: 'Padukuhan Cepit', rt: '3', rw: '12', kalurahan: '34.02.15.2001' },
    members: [
      { name: 'Bagaskara Wibisana', nik: `340215170882${serial}`, shdk: 'KEPALA KELUARGA' },
      { name: 'Kinasih Larasati', nik: `340215550385${serial}`, shdk: 'ISTRI' },
      { name: 'Raras Ayu Wibisana', nik: `340215450912${serial}`, shdk: 'ANAK' },
    ],
    changes:
      change.reason === undefined || change.reason === 'perubahan-data'
        ? [{ member: 1, element: 'pendidikan', from: 'SLTA/SEDERAJAT', to: 'DIPLOMA IV/STRATA I', basis: 'Ijazah' }]
        : [],
    statement: true,
    ...change,
  };
}
