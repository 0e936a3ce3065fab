import { setTimeout as sleep } from 'node:timers/promises';
import express from 'express';
import { recordsFromFamily } from '../../siak/dukcapil-record.ts';
import { plainDateOf } from '../../domain/plain-date.ts';
import { personIn } from './apply-entry.ts';
import { learn, type RegisterState } from './register.ts';
import { nameLikeness } from './name-likeness.ts';

interface Account {
  readonly user: string;
  readonly password: string;
}
interface Kept {
  state: RegisterState;
}

/** What the ministry's service itself may answer wrongly, late, or not at all. */
export const READING_FAILURES = [
  'quota',
  'unknown-nik',
  'no-json',
  'no-content',
  'other-person',
  'half-record',
  'slow',
] as const;
type ReadingFailure = (typeof READING_FAILURES)[number];
/** Milliseconds of "slow". */
export const SLOW_MS = 1_000;

/** The ministry's reading service as far as the office uses it: CALL_NIK and CALL_VERIFY_BY_ELEMEN. */
export function readingService(
  kept: Kept,
  save: (state: RegisterState) => void,
  account: Account,
  failing: { ownFailure(response: express.Response): string | undefined },
): express.Router {
  const router = express.Router();
  const refused = (code: string, text: string) => ({
    content: [{ RESPONSE_CODE: code, RESPONSE: text }],
    lastPage: true,
    numberOfElements: 1,
    totalElements: 1,
    firstPage: true,
    number: 0,
    size: 1,
  });
  const found = (record: object) => ({
    content: [record],
    lastPage: true,
    numberOfElements: 1,
    totalElements: 1,
    firstPage: true,
    number: 0,
    size: 1,
    sort: null,
  });
  const opens = (body: Readonly<Record<string, string>>, user: string) =>
    user === account.user &&
    (body['USER_ID'] ?? body['user_id']) === account.user &&
    (body['PASSWORD'] ?? body['password']) === account.password;

  /** Answers as it was ordered to; false: nothing that ends the answer was ordered. */
  async function failsAs(how: ReadingFailure | undefined, nik: string, response: express.Response): Promise<boolean> {
    switch (how) {
      case undefined:
        return false;
      case 'slow':
        await sleep(SLOW_MS);
        return false;
      case 'quota':
        response.json(refused('05', 'Kuota Akses Hari ini telah Habis'));
        return true;
      case 'unknown-nik':
        response.json(refused('13', 'Data tidak ditemukan'));
        return true;
      case 'no-json':
        response.type('html').send('<html><body>Sedang dalam pemeliharaan</body></html>');
        return true;
      case 'no-content':
        response.json({ content: [], lastPage: true });
        return true;
      case 'other-person': {
        const all = Object.values(kept.state.families).flatMap(recordsFromFamily);
        response.json(found(all.find(({ NIK }) => NIK !== nik) ?? {}));
        return true;
      }
      case 'half-record':
        response.json(found({ NAMA_LGKP: 'TERPOTONG' }));
        return true;
    }
  }

  router.post(
    '/dukcapil/get_json/:region/:user/:method',
    express.json({ limit: '20kb' }),
    async (request, response) => {
      const body = textFields(request.body);
      const ordered = failing.ownFailure(response);
      const how = READING_FAILURES.find((one) => one === ordered);
      if (await failsAs(how, body['nik'] ?? body['NIK'] ?? '', response)) return;
      if (!opens(body, request.params.user)) return void response.json(refused('11', 'Akun tidak dikenal'));
      switch (request.params.method) {
        case 'CALL_NIK': {
          const person = personIn(kept.state.families, body['nik'] ?? '');
          const record = person && recordsFromFamily(person.family).find(({ NIK }) => NIK === person.member.nik);
          return void response.json(record ? found(record) : refused('13', 'Data tidak ditemukan'));
        }
        case 'CALL_VERIFY_BY_ELEMEN':
          return void response.json(verify(body));
        default:
          return void response.json(refused('14', 'Metode tidak dikenal'));
      }
    },
  );

  function verify(body: Readonly<Record<string, string>>): object {
    const { NIK: nik = '', NAMA_LGKP: name = '', STAT_HBKEL: shdk = 'LAINNYA', REFERENSI: reference = '' } = body;
    const kkNumber = body['NO_KK'] || null;
    if (!isSixteenDigits(nik) || (kkNumber !== null && !isSixteenDigits(kkNumber)))
      return refused('13', 'Data tidak ditemukan');
    if (name.trim() !== '') {
      const address = {
        street: body['ALAMAT'] || '-',
        rt: body['NO_RT'] || '0',
        rw: body['NO_RW'] || '0',
        kalurahan: [body['NO_PROP'], body['NO_KAB'], body['NO_KEC'], body['NO_KEL']].join('.'),
      };
      const next = learn(kept.state, { nik, name, shdk, kkNumber, reference, address }, plainDateOf(new Date()));
      if (next !== kept.state) save(next);
    }
    const newcomer = kept.state.newcomers[nik];
    const person = personIn(kept.state.families, nik);
    const registered = person?.member.name ?? newcomer?.name;
    if (registered === undefined) return refused('13', 'Data tidak ditemukan');
    const threshold = Number(body['TRESHOLD'] || 100);
    return found({
      NIK: 'Sesuai',
      NO_KK: yes(kkNumber === (person?.family.kkNumber ?? null)),
      NAMA_LGKP: scored(nameLikeness(registered, name), threshold),
      ...(person
        ? {
            STAT_HBKEL: yes(person.member.shdk === shdk),
            ALAMAT: scored(nameLikeness(person.family.address, body['ALAMAT'] ?? ''), threshold),
          }
        : {}),
    });
  }
  return router;
}

const isSixteenDigits = (text: string) => /^[1-9]\d{15}$/.test(text);
const yes = (fits: boolean) => (fits ? 'Sesuai' : 'Tidak Sesuai');
const scored = (likeness: number, threshold: number) => `${yes(likeness >= threshold)} (${likeness})`;

/** Numbers arrive as numbers from some clients; everything else that is not a text is dropped. */
function textFields(body: unknown): Record<string, string> {
  if (typeof body !== 'object' || body === null) return {};
  return Object.fromEntries(
    Object.entries(body).flatMap(([key, value]: [string, unknown]) =>
      typeof value === 'string' || typeof value === 'number' ? [[key, String(value).slice(0, 200)]] : [],
    ),
  );
}
