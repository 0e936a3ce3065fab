import { Ajv } from 'ajv';
import { Failure } from '../domain/failures.ts';
import { familyFromRecords, headlessFamilyFromRecords, type DukcapilRecord } from './dukcapil-record.ts';
import { EntryReceipt, type EntryRequest } from './entry-contract.ts';
import { siakLine, type SiakLineOptions } from './siak-line.ts';
import type { Siak, SiakEntry, SiakPersonCheck, SiakPersonClaim, SiakReceipt } from './siak.ts';

/** Code of Kabupaten Bantul in the reading service's addresses. */
const REGION = '3402';
/** Percent of likeness from which a name counts as equal: "SITI NURHALIZAH" and "SITI NURHALIZA" do, another person's does not. */
const NAME_THRESHOLD = 90;
const PERSONS_AT_ONCE = 4;

const isReceipt = new Ajv({ strict: true, strictSchema: false }).compile<EntryReceipt>(EntryReceipt);

/**
 * SIAK over HTTP. Reading follows the ministry's web service (Permendagri 102/2019: POST .../CALL_VERIFY_BY_ELEMEN);
 * writing and reading a whole family follow `entry-contract.ts`, which only the simulator speaks.
 * In 'manual' mode nothing is written: `enter` and `cancelEntry` throw Failure('SIAK_MANUAL'), and what the officer typed
 * is read back by `findEntry` (after a cancellation: no living entry).
 */
export function createSiak(options: SiakLineOptions & { readonly mode: Siak['mode'] }): Siak {
  const { mode, user, password, logger } = options;
  const ask = siakLine(options);
  const reading = (method: 'CALL_NIK' | 'CALL_VERIFY_BY_ELEMEN') =>
    `/dukcapil/get_json/${REGION}/${encodeURIComponent(user)}/${method}`;

  async function checkPerson(
    claim: SiakPersonClaim,
    { ownReference, address }: Parameters<Siak['check']>[1],
  ): Promise<SiakPersonCheck> {
    const [NO_PROP, NO_KAB, NO_KEC, NO_KEL] = address.kalurahan.split('.');
    const { body } = await ask({
      method: 'POST',
      path: reading('CALL_VERIFY_BY_ELEMEN'),
      name: 'CALL_VERIFY_BY_ELEMEN',
      body: {
        USER_ID: user,
        PASSWORD: password,
        IP_USER: '127.0.0.1',
        TRESHOLD: NAME_THRESHOLD,
        REFERENSI: ownReference,
        NIK: claim.nik,
        NO_KK: claim.kkNumber ?? '',
        NAMA_LGKP: claim.name,
        STAT_HBKEL: claim.shdk,
        ALAMAT: address.street,
        NO_RT: address.rt,
        NO_RW: address.rw,
        NO_PROP,
        NO_KAB,
        NO_KEC,
        NO_KEL,
      },
    });
    const answer = firstContent(body);
    if (answer === undefined) throw new Failure('SIAK_UNREACHABLE', 'CALL_VERIFY_BY_ELEMEN: the answer has no content');
    const refused = answer['RESPON'] ?? answer['RESPONSE'];
    if (typeof refused === 'string') {
      if (/tidak ditemukan/i.test(refused)) return { known: false, nameMatches: false, kkMatches: false };
      throw new Failure('SIAK_CREDENTIALS', `CALL_VERIFY_BY_ELEMEN: code ${codeOf(answer['RESPONSE_CODE'])}`);
    }
    return {
      known: true,
      nameMatches: fits(answer['NAMA_LGKP']),
      kkMatches: claim.kkNumber === null || fits(answer['NO_KK']),
    };
  }

  return {
    mode,

    check: async (claims, context) => {
      const checks: SiakPersonCheck[] = [];
      for (let i = 0; i < claims.length; i += PERSONS_AT_ONCE)
        checks.push(
          ...(await Promise.all(claims.slice(i, i + PERSONS_AT_ONCE).map((claim) => checkPerson(claim, context)))),
        );
      return checks;
    },

    enter: async (entry) => {
      if (mode === 'manual') throw new Failure('SIAK_MANUAL');
      const { status, body } = await ask({
        method: 'POST',
        path: '/entri',
        name: 'POST /entri',
        body: entryRequest(entry),
      });
      if (status === 501) throw new Failure('SIAK_MANUAL', 'SIAK takes no entries from programs now');
      if (status !== 200 && status !== 201) throw refusal(status, body);
      const receipt = receiptFrom(body);
      if (isReceipt(body) && body.peringatan.length > 0)
        logger.info(
          { reference: entry.ownReference, warnings: body.peringatan.length },
          'SIAK accepted the entry with warnings',
        );
      return receipt;
    },

    findEntry: async (ownReference) => {
      const { status, body } = await ask({
        method: 'GET',
        path: `/entri?referensi=${encodeURIComponent(ownReference)}`,
        name: 'GET /entri',
      });
      if (status === 404) return undefined;
      if (status !== 200) throw refusal(status, body);
      return receiptFrom(body);
    },

    cancelEntry: async (reference) => {
      if (mode === 'manual') throw new Failure('SIAK_MANUAL');
      const { status, body } = await ask({
        method: 'DELETE',
        path: `/entri/${encodeURIComponent(reference)}`,
        name: 'DELETE /entri',
      });
      if (status !== 200) throw refusal(status, body);
    },

    family: async (kkNumber) => {
      const { status, body } = await ask({
        method: 'GET',
        path: `/keluarga/${encodeURIComponent(kkNumber)}`,
        name: 'GET /keluarga',
      });
      if (status === 404) throw new Failure('FAMILY_UNKNOWN');
      const family = status === 200 && isContent(body) ? familyFromRecords(body.content) : undefined;
      if (family === undefined)
        throw new Failure('SIAK_UNREACHABLE', `GET /keluarga: the answer (${status}) is no family`);
      return family;
    },

    cardOf: async (nik) => {
      const { body } = await ask({
        method: 'POST',
        path: reading('CALL_NIK'),
        name: 'CALL_NIK',
        body: { nik, user_id: user, password, ip_user: '127.0.0.1' },
      });
      const answer = firstContent(body);
      const refused = answer?.['RESPON'] ?? answer?.['RESPONSE'];
      if (typeof refused === 'string' && !/tidak ditemukan/i.test(refused))
        throw new Failure('SIAK_CREDENTIALS', `CALL_NIK: code ${codeOf(answer?.['RESPONSE_CODE'])}`);
      const kkNumber = answer?.['NO_KK'];
      if (typeof kkNumber !== 'string' || !/^\d{16}$/.test(kkNumber)) return undefined;
      const family = await ask({ method: 'GET', path: `/keluarga/${kkNumber}`, name: 'GET /keluarga' });
      return family.status === 200 && isContent(family.body)
        ? headlessFamilyFromRecords(family.body.content)
        : undefined;
    },

    ready: async () => {
      // A NIK that cannot exist: the service answers "not found", which proves line and account.
      const { body } = await ask({
        method: 'POST',
        path: reading('CALL_NIK'),
        name: 'CALL_NIK',
        body: { nik: '0'.repeat(16), user_id: user, password, ip_user: '127.0.0.1' },
      });
      const answer = firstContent(body)?.['RESPONSE'];
      if (typeof answer !== 'string' || !/tidak ditemukan/i.test(answer))
        throw new Failure('SIAK_CREDENTIALS', 'CALL_NIK');
    },
  };
}

function entryRequest(entry: SiakEntry): EntryRequest {
  return {
    referensi: entry.ownReference,
    alasan: entry.reason,
    noKk: entry.kkNumber,
    perubahan: entry.changes.map(({ nik, element, from, to, basis }) => ({
      nik,
      elemen: element,
      semula: from,
      menjadi: to,
      dasar: basis,
    })),
    anggota: entry.members.map(({ nik, name, shdk }) => ({ nik, nama: name, shdk })),
    alamat: {
      jalan: entry.address.street,
      rt: entry.address.rt,
      rw: entry.address.rw,
      kalurahan: entry.address.kalurahan,
    },
    tanggal: entry.enteredOn,
    ...(entry.cards === undefined
      ? {}
      : { kartu: entry.cards.map(({ kkNumber, card, issued }) => ({ noKk: kkNumber, terbit: issued, lembar: card })) }),
  };
}

function receiptFrom(body: unknown): SiakReceipt {
  if (!isReceipt(body)) throw new Failure('SIAK_UNREACHABLE', 'the receipt is not understood');
  return { reference: body.nomor, kkNumber: body.noKk };
}

function refusal(status: number, body: unknown): Failure {
  const code = isObject(body) ? codeOf(body['kode']) : '-';
  return new Failure('SIAK_REFUSED', `${status} ${code}`);
}

/** Only a code is repeated into logs; a text from outside might name somebody. */
function codeOf(value: unknown): string {
  return typeof value === 'string' && /^[A-Z0-9_]{1,40}$/.test(value) ? value : '-';
}

function fits(value: unknown): boolean {
  return typeof value === 'string' && /^Sesuai\b/.test(value);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
/** The records themselves are checked as a family card. */
function isContent(value: unknown): value is { readonly content: readonly DukcapilRecord[] } {
  return isObject(value) && Array.isArray(value['content']) && value['content'].every(isObject);
}
function firstContent(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return isObject(value) && Array.isArray(value['content']) && isObject(value['content'][0])
    ? value['content'][0]
    : undefined;
}
