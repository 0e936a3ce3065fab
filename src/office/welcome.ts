import { DEMO_PASSPHRASE, DEMO_PEOPLE } from './demo-people.ts';
import type { OfficeFile } from './office-file.ts';

/** The last thing `npm start` prints: where everything is and who may log in. */
export function welcome(office: OfficeFile): string {
  const addresses: [string, string][] = [
    ['Portal pemohon', office.portal],
    ['Meja petugas', office.desk],
    ['Halaman auditor', office.auditor],
    ['Tasklist (halaman kedua)', office.tasklist],
  ];
  if (office.simulators !== null)
    addresses.push(
      ['SIAK (simulasi)', office.simulators.siak],
      ['BSrE (simulasi)', office.simulators.bsre],
      ['WhatsApp (simulasi)', office.simulators.whatsapp],
    );
  const parts = ['', 'Kantor buka.', '', ...addresses.map(([name, url]) => `  ${name.padEnd(26)} ${url}`)];
  if (office.users.length > 0) {
    const nameOf = (username: string) => DEMO_PEOPLE.find((person) => person.username === username)?.name ?? '';
    parts.push(
      '',
      `  ${'pengguna'.padEnd(18)}${'kata sandi'.padEnd(14)}${'peran'.padEnd(16)}nama`,
      ...office.users.map(
        ({ username, password, role }) =>
          `  ${username.padEnd(18)}${password.padEnd(14)}${role.padEnd(16)}${nameOf(username)}`,
      ),
    );
    parts.push(
      '',
      `  Passphrase Kepala Dinas di halaman tanda tangan (simulasi): ${DEMO_PASSPHRASE}`,
      '  Semua data dan sertifikat adalah rekaan untuk percobaan.',
    );
  }
  parts.push('', '  Hentikan dengan Ctrl-C.', '');
  return parts.join('\n');
}
