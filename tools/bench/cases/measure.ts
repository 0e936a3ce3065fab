import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { pino } from 'pino';
import { findChromium } from '../../../src/card/chromium/find-chromium.ts';
import { SIMULATED_LETTERHEAD } from '../../../src/card/letterhead.ts';
import { createCardPress } from '../../../src/card/card-press.ts';
import { loadConfig } from '../../../src/config/config.ts';
import { paperPhoto } from '../../../src/demo/photos.ts';
import { cleanPaper } from '../../../src/documents/clean-paper.ts';
import { ensureTestPki, TEST_PASSPHRASE, TEST_SIGNERS } from '../../../src/signing/certificates.ts';
import { createP12Signer } from '../../../src/signing/p12/p12.ts';
import { createVerifier } from '../../../src/signing/verifier/verifier.ts';
import { createStore } from '../../../src/store/create-store.ts';
import { cardAt } from '../cards.ts';
import { slope } from '../memory.ts';
import { atOnce } from './at-once.ts';
import { openBareProcess } from './bare-process.ts';
import { between, PARTS, useOf, type PartName } from './processor-parts.ts';
import { wholeCases } from './whole-cases.ts';
import { toldToStop } from '../told-to-stop.ts';
import { openWholeOffice } from './whole-office.ts';

export interface Plan {
  readonly count: number;
  readonly lanes: number;
  readonly portOffset: number;
  readonly folder: string;
  readonly progress: (text: string) => void;
}
/** Of one case: seconds by the clock, and processor seconds. */
export interface Cost {
  readonly seconds: number;
  readonly processor: number;
}
export type BarePart = 'process' | 'card' | 'photos';
export interface Measured {
  readonly whole: Cost & { readonly parts: Readonly<Record<PartName, number>> };
  readonly bare: Readonly<Record<BarePart, Cost>>;
  /**
   * From a decision to the next task, ms: while so many cases are carried at once, and with nobody else in the office.
   */
  readonly nextTaskMs: { readonly together: readonly number[]; readonly alone: readonly number[] };
  /** Growth for each case. */
  readonly growth: {
    readonly memoryKB: Readonly<Record<PartName, number>>;
    readonly databaseKB: number;
    readonly documentsKB: number;
    readonly archiveKB: number;
  };
  readonly peakMB: number;
}

/** Cases of one turn: what is compared takes turns, because the machine is seldom quiet. */
const TURN = 20;
const WARM_UP = 4;
/** Cases carried one after another at the end: eight at once leave no processor idle, and a decision waits its turn. */
const ONE_BY_ONE = 20;

export async function measure({ count, lanes, portOffset, folder, progress }: Plan): Promise<Measured> {
  const logger = pino({ level: 'silent' });
  const { cacheDir, chromium: executablePath } = loadConfig();
  const told = toldToStop();
  progress('Membuka kantor, dan mesin proses tanpa kantor');
  const office = await openWholeOffice(path.join(folder, 'office'), portOffset);
  const bare = await openBareProcess(path.join(folder, 'bare'), cacheDir, 8190 + portOffset).catch(
    async (error: unknown) => {
      await office.close();
      throw error;
    },
  );
  const { files } = await ensureTestPki(path.join(folder, 'pki'));
  const verifier = createVerifier({
    trustAnchors: [readFileSync(files.rootPem, 'utf8')],
    acceptedSigners: TEST_SIGNERS,
  });
  const signer = createP12Signer({ p12File: files.signerP12, verifier });
  const press = createCardPress({
    chromium: await findChromium({ cacheDir, logger, executablePath }),
    letterhead: SIMULATED_LETTERHEAD,
    logger,
  });
  const store = await createStore({ url: office.databaseUrl, logger });
  const database = new pg.Client({ connectionString: office.databaseUrl });
  await database.connect();
  try {
    const photos = {
      'f-1-06': await paperPhoto('F-1.06', 1),
      'kk-lama': await paperPhoto('Kartu Keluarga', 2),
      ijazah: await paperPhoto('Ijazah', 3),
    };
    const cases = wholeCases(office.file, store, photos);
    let serial = 0;
    const turns: Readonly<Record<BarePart, (size: number) => Promise<void>>> = {
      process: (size) => bare.carry(size, lanes),
      // The signer's answer has passed our verifier against the approved bytes.
      card: (size) =>
        atOnce(lanes, size, async () => {
          const { pdf } = await press.print(cardAt(serial++));
          const passphrase = Buffer.from(TEST_PASSPHRASE);
          await signer.sign({ pdf, signerNik: '', passphrase, reason: 'Penerbitan KK', location: 'Bantul' });
        }),
      photos: (size) =>
        atOnce(lanes, size * 3, async (index) => void (await cleanPaper(Object.values(photos)[index % 3]!))),
    };
    await cases.carry(WARM_UP, lanes);
    for (const turn of Object.values(turns)) await turn(WARM_UP);
    cases.nextTaskMs.length = 0;

    const total = { seconds: 0, parts: Object.fromEntries(PARTS.map((part) => [part, 0])) as Record<PartName, number> };
    const alone: Record<BarePart, { seconds: number; processor: number }> = {
      process: { seconds: 0, processor: 0 },
      card: { seconds: 0, processor: 0 },
      photos: { seconds: 0, processor: 0 },
    };
    const samples: ({ readonly documents: number } & Readonly<Record<PartName, number>>)[] = [];
    const sizeOf = async () => {
      const { rows } = await database.query<{ bytes: string }>('select pg_database_size(current_database()) as bytes');
      return Number(rows[0]!.bytes);
    };
    const folders = ['documents', 'archive'].map((name) => path.join(office.varDir, name));
    const [bytes, kept] = [await sizeOf(), folders.map(bytesBelow)];
    for (let done = 0; done < count;) {
      const size = Math.min(TURN, count - done);
      told.throwIfAborted();
      progress(`${done} dari ${count} berkas`);
      // One address of a neighbourhood may not send in so many; here it stands for all of them.
      await database.query('delete from limits');
      const [before, begun] = [useOf(office.pid), performance.now()];
      await cases.carry(size, lanes);
      total.seconds += (performance.now() - begun) / 1000;
      const used = between(before, useOf(office.pid));
      for (const part of PARTS) total.parts[part] += used[part];
      for (const [part, turn] of Object.entries(turns) as [BarePart, (size: number) => Promise<void>][]) {
        const [start, at] = [ownSeconds(), performance.now()];
        await turn(size);
        alone[part].seconds += (performance.now() - at) / 1000;
        alone[part].processor += ownSeconds() - start;
      }
      done += size;
      const now = useOf(office.pid);
      samples.push({
        documents: done,
        ...(Object.fromEntries(PARTS.map((part) => [part, now[part].memory])) as Record<PartName, number>),
      });
    }
    const together = cases.nextTaskMs.splice(0);
    const grown = { bytes: await sizeOf(), folders: folders.map(bytesBelow) };
    progress(`${count} dari ${count} berkas; ${ONE_BY_ONE} lagi satu per satu`);
    await database.query('delete from limits');
    await cases.carry(ONE_BY_ONE, 1);
    const each = (value: number) => value / count;
    const perCase = (part: BarePart): Cost => ({
      seconds: each(alone[part].seconds),
      processor: each(alone[part].processor),
    });
    const parts = Object.fromEntries(PARTS.map((part) => [part, each(total.parts[part])])) as Record<PartName, number>;
    const kiloBytes = (now: number, then: number) => each(now - then) / 1000;
    return {
      whole: {
        seconds: each(total.seconds),
        processor: PARTS.reduce((sum, part) => sum + parts[part], 0),
        parts,
      },
      bare: { process: perCase('process'), card: perCase('card'), photos: perCase('photos') },
      nextTaskMs: { together, alone: cases.nextTaskMs },
      growth: {
        memoryKB: Object.fromEntries(PARTS.map((part) => [part, slope(samples, (sample) => sample[part])])) as Record<
          PartName,
          number
        >,
        databaseKB: kiloBytes(grown.bytes, bytes),
        documentsKB: kiloBytes(grown.folders[0]!, kept[0]!),
        archiveKB: kiloBytes(grown.folders[1]!, kept[1]!),
      },
      peakMB: Math.max(...samples.map((sample) => PARTS.reduce((sum, part) => sum + sample[part], 0))),
    };
  } finally {
    await database.end();
    await store.close();
    await press.close();
    await bare.close();
    await office.close();
  }

  /** Of this process and all below it but the office. */
  function ownSeconds(): number {
    const [all, ofOffice] = [useOf(process.pid), useOf(office.pid)];
    return PARTS.reduce((sum, part) => sum + all[part].seconds - ofOffice[part].seconds, 0);
  }
}

function bytesBelow(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(path.join(entry.parentPath, entry.name)).size, 0);
}
