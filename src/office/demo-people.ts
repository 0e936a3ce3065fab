import type { Person } from '../domain/authority.ts';
import type { StaffRole } from '../domain/process.ts';

/** The password of every demo user; the office refuses demo users in production. */
export const DEMO_PASSWORD = 'bantul-2026';
/** The head's passphrase at the BSrE simulator. */
export const DEMO_PASSPHRASE = 'Tanda-tangan-2026';

interface DemoUser extends Person {
  /** Role in `var/office.json`. */
  readonly role: StaffRole;
}

const staff = (
  username: string,
  name: string,
  role: StaffRole,
  nip: string | null = null,
  signerNik: string | null = null,
): DemoUser => ({ username, name, role, roles: [role], nip, signerNik, active: true });

/** Invented people of an invented office. */
export const DEMO_PEOPLE: readonly DemoUser[] = [
  staff('sri.wahyuni', 'Sri Wahyuni, A.Md.', 'petugas-entri', '198806142010012003'),
  staff('joko.susilo', 'Joko Susilo', 'petugas-entri', '199103222015031002'),
  staff('ratna.dewi', 'Ratna Dewi, S.Kom.', 'petugas-cetak', '199007052014022001'),
  staff('bambang.hartono', 'Bambang Hartono, S.H.', 'kasi', '197911302005011004'),
  staff('endah.lestari', 'Endah Lestari, S.Sos.', 'kasi', '198204182008012007', '3402015804820003'),
  staff('agus.prasetyo', 'Drs. Agus Prasetyo, M.Si.', 'kepala-dinas', '197001011994031001', '3402010101700001'),
  staff('auditor', 'Pemeriksa Inspektorat', 'auditor'),
  staff('admin', 'Admin Sistem', 'admin'),
];
