import { randomBytes } from 'node:crypto';
import type { Paper } from '../domain/events/documents.ts';
import { isEventApplication } from '../domain/events/from-application.ts';
import { plainName } from '../domain/card/names.ts';
import { plainNumber } from '../domain/events/read-application.ts';
import { Failure } from '../domain/failures.ts';
import { toPlainDate } from '../domain/plain-date.ts';
import type { PaperRecord } from '../store/store.ts';
import type { Dependencies } from './dependencies.ts';
import { NotNow } from './not-possible.ts';
import { openForAct } from './open-case.ts';

/** What stands on a paper, as an officer read it. */
export type PaperReading = Omit<Paper, 'document'>;

/** By the id of the paper. */
export type Readings = ReadonlyMap<PaperRecord['id'], PaperReading>;

/** As typed; empty: not read. */
export interface TypedReading {
  /** NIK of the person the paper is about. */
  readonly about: string;
  readonly name: string;
  readonly nik: string;
  readonly date: string;
  /** NIK of those who signed; undefined: nobody looked. */
  readonly signedBy?: readonly string[];
  /** Number of witnesses who signed. */
  readonly witnesses: string;
}

const NIK = /^[1-9]\d{15}$/;
const LONGEST_NAME = 100;

/**
 * Keeps what an officer read on a paper, so that the rules compare it with the application (R53, R54). The newest
 * reading counts; the journal holds who read which paper, not what. Throws NotNow with a remedy for what cannot be
 * read, Refusal, Failure('CASE_UNKNOWN') for a paper of another case.
 */
export function recordReading(needs: Pick<Dependencies, 'store' | 'settings' | 'documents' | 'now'>) {
  return async (
    username: string,
    applicationNumber: string,
    paperId: string,
    typed: TypedReading,
  ): Promise<PaperReading> => {
    const paper = await needs.store.papers.find(paperId);
    if (paper === undefined || paper.applicationNumber !== applicationNumber)
      throw new Failure('CASE_UNKNOWN', 'no such paper in this case');
    const { record, ground } = await openForAct(needs, username, applicationNumber, 'paper-read');
    if (!isEventApplication(record.application))
      throw new NotNow(
        'Isi dokumen dicatat pada permohonan yang menyebut peristiwa keluarga. Tulis catatan internal saja.',
      );
    const reading = read(typed);
    const salted = JSON.stringify({ salt: randomBytes(16).toString('base64'), reading });
    const { sha256: content } = await needs.documents.put(Buffer.from(salted));
    await needs.store.transaction(async ({ paperReadings, journal }) => {
      await paperReadings.add({ applicationNumber, paperId, content, readBy: username });
      await journal.write({
        applicationNumber,
        actor: username,
        event: 'paper-read',
        step: ground.step,
        detail: { paper: paperId, kind: paper.kind },
      });
    });
    return reading;
  };
}

function read({ about, name, nik, date, signedBy, witnesses }: TypedReading): PaperReading {
  const [number, day, count] = [plainNumber(nik.trim()), date.trim(), witnesses.trim()];
  if (number !== '' && !NIK.test(number)) throw new NotNow('Tulis 16 angka NIK seperti pada dokumen.');
  if (name.trim().length > LONGEST_NAME) throw new NotNow('Nama terlalu panjang: paling banyak 100 huruf.');
  if (day !== '' && toPlainDate(day) === undefined)
    throw new NotNow('Tulis tanggal seperti pada dokumen, misalnya 12-10-2026.');
  if (count !== '' && !/^\d$/.test(count)) throw new NotNow('Tulis jumlah saksi yang menandatangani, misalnya 2.');
  const reads = {
    ...(name.trim() === '' ? {} : { name: plainName(name) }),
    ...(number === '' ? {} : { nik: number }),
    ...(day === '' ? {} : { date: day }),
  };
  const reading: PaperReading = {
    ...(NIK.test(about) ? { about } : {}),
    ...(Object.keys(reads).length === 0 ? {} : { reads }),
    ...(signedBy === undefined ? {} : { signedBy: signedBy.filter((signer) => NIK.test(signer)) }),
    ...(count === '' ? {} : { witnesses: Number(count) }),
  };
  if (Object.keys(reading).filter((key) => key !== 'about').length === 0)
    throw new NotNow('Isi paling sedikit satu hal yang terbaca pada dokumen.');
  return reading;
}

/** The newest reading of each paper, by the paper's id. */
export async function readingsOf(
  { store, documents }: Pick<Dependencies, 'store' | 'documents'>,
  applicationNumber: string,
): Promise<Readings> {
  const kept = await store.paperReadings.newest(applicationNumber);
  const read = await Promise.all(
    kept.map(async ({ paperId, content }) => {
      const { reading } = JSON.parse((await documents.get(content)).toString()) as { reading: PaperReading };
      return [paperId, reading] as const;
    }),
  );
  return new Map(read);
}
