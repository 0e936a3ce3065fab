import { Ajv } from 'ajv';
import { Failure } from '../domain/failures.ts';
import type { SiakWay } from '../domain/siak-way.ts';
import type { FamilyMember } from '../domain/family-card.ts';
import {
  familyFromRecords,
  headlessFamilyFromRecords,
  readRecord,
  withImmigration,
  type DukcapilRecord,
} from './dukcapil-record.ts';
import { EntryReceipt, type EntryRequest } from './entry-contract.ts';
import { siakLine, type SiakLineOptions } from './siak-line.ts';
import { SiakRefusal } from './siak-refusal.ts';
import type { Siak, SiakEntry, SiakPersonCheck, SiakPersonClaim, SiakReceipt } from './siak.ts';

/** Code of Kabupaten Bantul in the reading service's addresses. */
const REGION = '3402';
/**
 * Percent of likeness from which a name counts as equal: "SITI NURHALIZAH" and "SITI NURHALIZA" do, another person's
 * does not.
 */
const NAME_THRESHOLD = 90;
const PERSONS_AT_ONCE = 4;

const isReceipt = new Ajv({ strict: true, strictSchema: false }).compile<EntryReceipt>(EntryReceipt);

/**
 * SIAK over HTTP. Reading follows the ministry's web service (Permendagri 102/2019: POST .../CALL_VERIFY_BY_ELEMEN);
 * writing and reading a whole family follow `entry-contract.ts`, which only the simulator speaks.
 * In every other way nothing is written and no entry is looked for: `enter` and `cancelEntry` throw
 * Failure('SIAK_MANUAL'), `findEntry` finds nothing. Without a service nothing is read either.
 */
export function createSiak({ way, service, logger, timeoutMs }: SiakOptions): Siak {
  const connected = service === undefined ? undefined : connect(way, { ...service, logger, timeoutMs });
  const manual = (): Promise<never> => Promise.reject(new Failure('SIAK_MANUAL'));
  const reading = connected ?? {
    check: () => Promise.resolve([]),
    cardOf: () => Promise.resolve(undefined),
    family: () => Promise.reject(new Failure('SIAK_UNREACHABLE', 'no reading service is set (SIAK_URL)')),
    ready: () => Promise.resolve(),
  };
  const writing =
    way === 'simulator' && connected !== undefined
      ? connected
      : { enter: manual, cancelEntry: manual, findEntry: () => Promise.resolve(undefined) };
  return {
    way,
    reads: connected !== undefined,
    check: reading.check,
    family: reading.family,
    cardOf: reading.cardOf,
    ready: reading.ready,
    enter: writing.enter,
    cancelEntry: writing.cancelEntry,
    findEntry: writing.findEntry,
  };
}

export interface SiakOptions extends Pick<SiakLineOptions, 'logger' | 'timeoutMs'> {
  readonly way: SiakWay;
  /** Undefined: nothing is read from SIAK. */
  readonly service: (Omit<SiakLineOptions, 'logger' | 'timeoutMs'> & { readonly ipUser: string }) | undefined;
}

function connect(
  way: SiakWay,
  options: SiakLineOptions & { readonly ipUser: string },
): Pick<Siak, 'check' | 'enter' | 'findEntry' | 'cancelEntry' | 'family' | 'cardOf' | 'ready'> {
  const { user, password, ipUser, logger } = options;
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
        IP_USER: ipUser,
        TRESHOLD: NAME_THRESHOLD,
        // Only the simulator takes our reference; the ministry's service has no such field.
        ...(way === 'simulator' ? { REFERENSI: ownReference, STAT_HBKEL: claim.shdk } : {}),
        NIK: claim.nik,
        NO_KK: claim.kkNumber ?? '',
        NAMA_LGKP: claim.name,
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
    if (answer === undefined) throw new Failure('SIAK_ANSWER_UNREADABLE', 'CALL_VERIFY_BY_ELEMEN: no content');
    const refused = answer['RESPON'] ?? answer['RESPONSE'];
    if (typeof refused === 'string') {
      if (isUnknown(refused)) return { known: false, nameMatches: false, kkMatches: false };
      throw refusedBy('CALL_VERIFY_BY_ELEMEN', answer);
    }
    return {
      known: true,
      nameMatches: fits(answer['NAMA_LGKP']),
      kkMatches: claim.kkNumber === null || fits(answer['NO_KK']),
    };
  }

  /**
   * What the answer leaves unsaid of immigration documents comes from `known`. Undefined: the register has no such NIK.
   * An answer about nobody, or about somebody else, is a fault: taken for "unknown" a person would be missing on a card.
   */
  async function person(nik: string, known?: FamilyMember): Promise<DukcapilRecord | undefined> {
    const { body } = await ask({
      method: 'POST',
      path: reading('CALL_NIK'),
      name: 'CALL_NIK',
      body: { nik, user_id: user, password, ip_user: ipUser },
    });
    const answer = firstContent(body);
    if (answer === undefined) throw new Failure('SIAK_ANSWER_UNREADABLE', 'CALL_NIK: no content');
    const refused = answer['RESPON'] ?? answer['RESPONSE'];
    if (typeof refused !== 'string') {
      const record = readRecord(withImmigration(answer, known));
      if (record?.NIK !== nik) throw new Failure('SIAK_ANSWER_UNREADABLE', 'CALL_NIK: not the person asked for');
      return record;
    }
    if (isUnknown(refused)) return undefined;
    throw refusedBy('CALL_NIK', answer);
  }

  /** The service reads single people: who stands on this card is found among those that the case names. */
  async function familyByPeople(kkNumber: string, niks: readonly string[], known: readonly FamilyMember[]) {
    const ask = (nik: string) =>
      person(
        nik,
        known.find((member) => member.nik === nik),
      );
    const records: DukcapilRecord[] = [];
    for (let i = 0; i < niks.length; i += PERSONS_AT_ONCE)
      for (const record of await Promise.all(niks.slice(i, i + PERSONS_AT_ONCE).map(ask)))
        if (record?.NO_KK === kkNumber) records.push(record);
    const family = familyFromRecords(records);
    if (family === undefined) throw new Failure('FAMILY_UNKNOWN', `CALL_NIK: ${records.length} of ${niks.length}`);
    return family;
  }

  return {
    check: async (claims, context) => {
      const checks: SiakPersonCheck[] = [];
      for (let i = 0; i < claims.length; i += PERSONS_AT_ONCE)
        checks.push(
          ...(await Promise.all(claims.slice(i, i + PERSONS_AT_ONCE).map((claim) => checkPerson(claim, context)))),
        );
      return checks;
    },

    enter: async (entry) => {
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
      const { status, body } = await ask({
        method: 'DELETE',
        path: `/entri/${encodeURIComponent(reference)}`,
        name: 'DELETE /entri',
      });
      if (status !== 200) throw refusal(status, body);
    },

    family: async (kkNumber, niks = [], known = []) => {
      if (way !== 'simulator') return familyByPeople(kkNumber, niks, known);
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
      // The ministry's service does not answer who else stands on a card, and half a card must not be taken for one.
      if (way !== 'simulator') return undefined;
      const record = await person(nik);
      if (record === undefined || !/^\d{16}$/.test(record.NO_KK)) return undefined;
      const family = await ask({ method: 'GET', path: `/keluarga/${record.NO_KK}`, name: 'GET /keluarga' });
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
        body: { nik: '0'.repeat(16), user_id: user, password, ip_user: ipUser },
      });
      const answer = firstContent(body);
      const said = answer?.['RESPON'] ?? answer?.['RESPONSE'];
      if (answer === undefined || typeof said !== 'string') throw new Failure('SIAK_UNREACHABLE', 'CALL_NIK');
      if (!isUnknown(said)) throw refusedBy('CALL_NIK', answer);
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

const isUnknown = (said: string): boolean => /tidak (di)?temukan/i.test(said);

/**
 * The service answers 200 with a sentence. What the account or its address may not is for the admin; a quota that is
 * used up and everything else passes by itself or shows in the log, by its code alone.
 */
function refusedBy(method: string, answer: Readonly<Record<string, unknown>>): Failure {
  const said = String(answer['RESPON'] ?? answer['RESPONSE']);
  const detail = `${method}: code ${codeOf(answer['RESPONSE_CODE'])}`;
  if (/kuota/i.test(said)) return new Failure('SIAK_QUOTA', detail);
  return /user|akun|password|sandi|\bip\b|akses|tidak dikenal|terdaftar/i.test(said)
    ? new Failure('SIAK_CREDENTIALS', detail)
    : new Failure('SIAK_UNREACHABLE', detail);
}

function refusal(status: number, body: unknown): SiakRefusal {
  return new SiakRefusal(status, isObject(body) ? codeOf(body['kode']) : '-');
}

/** Only a code is repeated into logs; a text from an external service may name somebody. */
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
