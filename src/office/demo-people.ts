import type { Person } from '../domain/authority.ts';
import type { StaffRole } from '../domain/process.ts';

/**
 * The password that every demo user begins with. They have accounts only where simulators run, so never in production.
 */
export const DEMO_PASSWORD = 'bantul-2026';
/** The head's passphrase at the BSrE simulator. */
export const DEMO_PASSPHRASE = 'Tanda-tangan-2026';

interface DemoUser extends Person {
  /** Role in `var/office.json`. */
  readonly role: StaffRole;
}

const demoUserOf = (
  username: string,
  name: string,
  role: StaffRole,
  nip: string | null = null,
  signerNik: string | null = null,
): DemoUser => ({ username, name, role, roles: [role], nip, signerNik, active: true });

/** Invented people of an invented office. */
export const DEMO_PEOPLE: readonly DemoUser[] = [
  demoUserOf('sri.wahyuni', 'Sri Wahyuni, A.Md.', 'petugas-entri', '198806142010012003'),
  demoUserOf('joko.susilo', 'Joko Susilo', 'petugas-entri', '199103222015031002'),
  demoUserOf('ratna.dewi', 'Ratna Dewi, S.Kom.', 'petugas-cetak', '199007052014022001'),
  demoUserOf('bambang.hartono', 'Bambang Hartono, S.H.', 'kasi', '197911302005011004'),
  demoUserOf('endah.lestari', 'Endah Lestari, S.Sos.', 'kasi', '198204182008012007', '3402015804820003'),
  demoUserOf('agus.prasetyo', 'Drs. Agus Prasetyo, M.Si.', 'kepala-dinas', '197001011994031001', '3402010101700001'),
  demoUserOf('auditor', 'Pemeriksa Inspektorat', 'auditor'),
  demoUserOf('admin', 'Admin Sistem', 'admin'),
];
