/**
 * Accounts from the terminal of the office's machine: the first admin, or an admin who lost the password.
 * npm run account -- add <username> --name "Full Name" --role admin
 * npm run account -- password <username>
 * The password is typed without echo, or comes as two lines on standard input; it never stands on the command line.
 * Ends with 0 (done), 1 (refused) or 2 (could not be asked).
 */
import { pino } from 'pino';
import { openAccount, type OpeningRefusal } from '../src/cases/open-account.ts';
import { loadConfig } from '../src/config/config.ts';
import { SHORTEST_PASSWORD } from '../src/domain/password.ts';
import { STAFF_ROLES, type StaffRole } from '../src/domain/process.ts';
import { createStore } from '../src/store/create-store.ts';
import { createPasswordHashing } from '../src/store/password-hash.ts';
import { NothingTyped, SecretReader } from './account/read-secret.ts';
import { argumentsOf, runCommand, Unusable } from './command.ts';
import { officeDatabase } from './office-database.ts';

const USAGE = `Pemakaian:
  npm run account -- add <nama pengguna> --name "Nama Lengkap" --role <peran> [--role <peran>]
  npm run account -- password <nama pengguna>
Peran: ${STAFF_ROLES.join(', ')}. Kata sandi diketik sesudah perintah ini, tidak pernah di baris perintah.
`;
const say = (text: string) => void process.stderr.write(text);

interface Wanted {
  readonly username: string;
  readonly person: { readonly name: string; readonly roles: readonly StaffRole[] } | undefined;
}

async function main(): Promise<number> {
  const { username, person } = readArguments();
  const store = await createStore({ url: await officeDatabase(loadConfig()), logger: pino({ level: 'silent' }) });
  try {
    const open = openAccount({ store, passwords: createPasswordHashing() });
    const fault = await open.faultOf({ username, ...person });
    const answer = fault ?? (await open({ username, password: await askTwice(), ...person }));
    if (answer !== 'opened') {
      process.stderr.write(`${REMEDIES[answer]}\n`);
      return 1;
    }
    process.stdout.write(`Akun ${username} siap. Masuk di halaman /masuk.\n`);
    return 0;
  } catch (error) {
    throw error instanceof NothingTyped ? new Unusable('Dibatalkan.\n') : error;
  } finally {
    await store.close();
  }
}

function readArguments(): Wanted {
  const { values, positionals } = argumentsOf(USAGE, {
    allowPositionals: true,
    options: { name: { type: 'string' }, role: { type: 'string', multiple: true } },
  });
  const [command, username, ...more] = positionals;
  if (username === undefined || more.length > 0) throw new Unusable(USAGE);
  const { name, role: roles = [] } = values;
  if (command === 'password' && name === undefined && roles.length === 0) return { username, person: undefined };
  if (command !== 'add' || name === undefined || roles.length === 0) throw new Unusable(USAGE);
  const isRole = (role: string): role is StaffRole => STAFF_ROLES.some((known) => known === role);
  if (!roles.every(isRole)) throw new Unusable(`Peran tidak dikenal.\n${USAGE}`);
  return { username, person: { name, roles } };
}

async function askTwice(): Promise<Buffer> {
  const reader = new SecretReader(process.stdin, say);
  const first = await reader.ask(`Kata sandi baru (paling sedikit ${SHORTEST_PASSWORD} huruf atau angka): `);
  const second = await reader.ask('Ulangi kata sandi: ');
  const same = first.equals(second);
  second.fill(0);
  if (same) return first;
  first.fill(0);
  throw new Unusable('Kata sandi dan ulangannya tidak sama. Jalankan perintahnya lagi.\n');
}

const REMEDIES: Record<OpeningRefusal, string> = {
  USERNAME: 'Nama pengguna hanya boleh huruf kecil, angka, titik dan tanda hubung, misalnya admin.kantor.',
  INCOMPLETE: 'Orang ini belum dikenal kantor. Pakai add, dan isi --name serta --role.',
  KNOWN:
    'Nama pengguna ini sudah ada. Pakai password untuk mengganti kata sandinya; peran diubah admin di halaman akun.',
  SAME_PERSON:
    'Orang ini sudah punya akun aktif lain dengan NIP atau NIK yang sama. Pakai akun itu, atau catat dahulu tidak bertugas lagi di halaman akun.',
  NO_ROLE: 'Pilih paling sedikit satu peran dengan --role.',
  MIXED_ROLES: 'Auditor dan admin tidak boleh merangkap peran lain.',
  TOO_SHORT: `Kata sandi terlalu pendek. Pakai paling sedikit ${SHORTEST_PASSWORD} huruf atau angka.`,
  TOO_LONG: 'Kata sandi terlalu panjang. Pakai paling banyak 256 huruf.',
  TOO_SIMPLE: 'Kata sandi terlalu seragam. Pakai lebih banyak huruf yang berbeda, misalnya empat kata acak.',
  HOLDS_NAME: 'Kata sandi memuat nama orangnya. Pilih yang lain.',
  OBVIOUS: 'Kata sandi mudah ditebak. Pilih yang lain, misalnya empat kata acak.',
};

runCommand(main);
