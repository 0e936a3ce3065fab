import { randomInt } from 'node:crypto';
import type { Application } from '../domain/application.ts';

/**
 * An invented family of Sewon whose mother finished her studies. Numbers differ at each call, so that demos do not meet
 * in SIAK.
 */
export function inventedFamily(): Application {
  const serial = String(randomInt(1000, 9999));
  const born = String(randomInt(10, 28));
  return {
    reason: 'perubahan-data',
    applicant: {
      name: 'Kinasih Larasati',
      nik: `340215${String(Number(born) + 40)}0385${serial}`,
      whatsapp: `08123${born}${serial}5`,
    },
    kkNumber: `340215${born}0115${serial}`,
    address: { street: 'Padukuhan Cepit', rt: '3', rw: '12', kalurahan: '34.02.15.2001' },
    members: [
      { name: 'Bagaskara Wibisana', nik: `340215${born}0882${serial}`, shdk: 'KEPALA KELUARGA' },
      { name: 'Kinasih Larasati', nik: `340215${String(Number(born) + 40)}0385${serial}`, shdk: 'ISTRI' },
      { name: 'Raras Ayu Wibisana', nik: `340215${String(Number(born) + 40)}0912${serial}`, shdk: 'ANAK' },
    ],
    changes: [{ member: 1, element: 'pendidikan', from: 'SLTA/SEDERAJAT', to: 'DIPLOMA IV/STRATA I', basis: 'Ijazah' }],
    statement: true,
  };
}
