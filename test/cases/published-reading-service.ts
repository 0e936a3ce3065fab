import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FamilyCard } from '../../src/domain/family-card.ts';
import { recordsFromFamily } from '../../src/siak/dukcapil-record.ts';

/** What the published answer of CALL_NIK does not have (Permendagri 102/2019; the simulator gives it all the same). */
const UNPUBLISHED = [
  'KEWARGANEGARAAN',
  'NO_PASPOR',
  'NO_KITAP',
  'TGL_AKHIR_PASPOR',
  'TGL_AKHIR_KITAP',
  'ANAK_KE',
  'ORGANISASI_KEPERCAYAAN',
];

export interface PublishedService {
  readonly url: string;
  /** The families as SIAK has them; an officer who types into SIAK changes them. */
  families: readonly FamilyCard[];
  /** NIKs that were asked for, in order. */
  readonly asked: string[];
  close(): Promise<void>;
}

/** The ministry's reading service with its published fields alone: one person for each question, no citizenship. */
export async function startPublishedService(families: readonly FamilyCard[]): Promise<PublishedService> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    void (async () => {
      const pieces: Buffer[] = [];
      for await (const piece of request) pieces.push(piece as Buffer);
      const body = JSON.parse(Buffer.concat(pieces).toString()) as Readonly<Record<string, string>>;
      const nik = body['nik'] ?? body['NIK'] ?? '';
      if (request.url?.endsWith('/CALL_NIK') === true) asked.push(nik);
      const record = service.families.flatMap(recordsFromFamily).find(({ NIK }) => NIK === nik);
      const published = Object.entries(record ?? {}).filter(([name]) => !UNPUBLISHED.includes(name));
      const content = record === undefined ? { RESPONSE: 'Data tidak ditemukan' } : Object.fromEntries(published);
      response.setHeader('Content-Type', 'application/json').end(JSON.stringify({ content: [content] }));
    })();
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const service: PublishedService = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    families,
    asked,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return service;
}
