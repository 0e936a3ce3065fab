import type { Person } from '../domain/authority.ts';
import type { OfficerRole } from '../domain/process.ts';

/** The password of every demo user; the office refuses demo users in production. */
export const DEMO_PASSWORD = 'bantul-2026';
/** The head's passphrase at the BSrE simulator. */
export const DEMO_PASSPHRASE = 'Tanda-tangan-2026';

interface DemoUser extends Person {
  /** Role in `var/office.json`; auditor and admin are users of Operate, not officers. */
  readonly role: OfficerRole | 'auditor' | 'admin';
  /** `USER` may look, `OPERATOR` may act (Operate, Tasklist). */
  readonly camundaRole: 'USER' | 'OPERATOR';
}

const officer = (
  username: string,
  name: string,
  role: OfficerRole,
  nip: string,
  signerNik: string | null = null,
): DemoUser => ({ username, name, role, roles: [role], nip, signerNik, active: true, camundaRole: 'OPERATOR' });
const outsider = (
  username: string,
  name: string,
  role: 'auditor' | 'admin',
  camundaRole: DemoUser['camundaRole'],
): DemoUser => ({ username, name, role, roles: [], nip: null, signerNik: null, active: true, camundaRole });

/** Invented people of an invented office. */
export const DEMO_PEOPLE: readonly DemoUser[] = [
  officer('sri.wahyuni', 'Sri Wahyuni, A.Md.', 'petugas-entri', '198806142010012003'),
  officer('joko.susilo', 'Joko Susilo', 'petugas-entri', '199103222015031002'),
  officer('ratna.dewi', 'Ratna Dewi, S.Kom.', 'petugas-cetak', '199007052014022001'),
  officer('bambang.hartono', 'Bambang Hartono, S.H.', 'kasi', '197911302005011004'),
  officer('endah.lestari', 'Endah Lestari, S.Sos.', 'kasi', '198204182008012007', '3402015804820003'),
  officer('agus.prasetyo', 'Drs. Agus Prasetyo, M.Si.', 'kepala-dinas', '197001011994031001', '3402010101700001'),
  outsider('auditor', 'Pemeriksa Inspektorat', 'auditor', 'USER'),
  outsider('admin', 'Admin Sistem', 'admin', 'OPERATOR'),
];

/** Their logins at Tasklist and Operate. */
export function demoLogins(): {
  username: string;
  password: string;
  displayName: string;
  role: DemoUser['camundaRole'];
}[] {
  return DEMO_PEOPLE.map(({ username, name, camundaRole }) => ({
    username,
    password: DEMO_PASSWORD,
    displayName: name,
    role: camundaRole,
  }));
}

/** A user of the roles that belong to the lane; throws for a role nobody has. */
export function demoUser(role: DemoUser['role']): DemoUser {
  const user = DEMO_PEOPLE.find((person) => person.role === role);
  if (user === undefined) throw new Error(`no demo user is ${role}`);
  return user;
}
