import type { Application } from '../../src/domain/application.ts';

/** An invented family of Sewon: a well-formed application, changed as a test needs it. */
export function sampleApplication(change: Partial<Application> = {}): Application {
  return {
    reason: 'perubahan-data',
    applicant: { name: 'Wening Prameswari', nik: '3402155203850002', whatsapp: '081234567890' },
    kkNumber: '3402150101150007',
    address: { street: 'Padukuhan Cepit', rt: '3', rw: '12', kalurahan: '34.02.15.2001' },
    members: [
      { name: 'Damar Pamungkas', nik: '3402151708820001', shdk: 'KEPALA KELUARGA' },
      { name: 'Wening Prameswari', nik: '3402155203850002', shdk: 'ISTRI' },
    ],
    changes: [{ member: 1, element: 'pendidikan', from: 'SLTA/SEDERAJAT', to: 'DIPLOMA IV/STRATA I', basis: 'Ijazah' }],
    statement: true,
    ...change,
  };
}
