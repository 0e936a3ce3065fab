import type { WebUser } from './users.ts';

const PASSWORD = 'bantul-2026';

/** The logins of an office for development and demonstration; the office itself knows which roles they have. */
export const DEVELOPMENT_USERS: readonly WebUser[] = [
  officer('sri.wahyuni', 'Sri Wahyuni (petugas entri)'),
  officer('joko.susilo', 'Joko Susilo (petugas entri)'),
  officer('ratna.dewi', 'Ratna Dewi (petugas cetak)'),
  officer('bambang.hartono', 'Bambang Hartono (Kasi)'),
  officer('endah.lestari', 'Endah Lestari (Kasi)'),
  officer('tri.utami', 'Tri Utami (Kasi, Plh. Kepala Dinas)'),
  officer('agus.prasetyo', 'Agus Prasetyo (Kepala Dinas)'),
  { username: 'auditor', password: PASSWORD, displayName: 'Auditor', role: 'USER' },
  officer('admin', 'Admin'),
];

function officer(username: string, displayName: string): WebUser {
  return { username, password: PASSWORD, displayName, role: 'OPERATOR' };
}
