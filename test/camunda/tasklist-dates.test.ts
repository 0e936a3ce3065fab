import { expect } from 'chai';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tolerateFullSeconds } from '../../camunda/tasklist-dates.ts';

describe('The dates of Tasklist', () => {
  const date = { type: 'date', format: 'date_time || epoch_millis' };
  const mappings: Record<string, { mappings: { properties: Record<string, Record<string, unknown>> } }> = {
    'tasklist-list-view-8.6.0_': {
      mappings: { properties: { creationTime: date, completionTime: date, name: { type: 'keyword' } } },
    },
    'tasklist-task-8.5.0_': { mappings: { properties: { creationTime: { ...date, ignore_malformed: true } } } },
  };
  const puts: [string, unknown][] = [];
  let server: Server;
  let url: string;

  before(async () => {
    server = createServer((request, response) => {
      if (request.method === 'GET') return void response.end(JSON.stringify(mappings));
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        puts.push([request.url ?? '', JSON.parse(body)]);
        response.end('{"acknowledged":true}');
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  after(() => void server.close());

  it('that fall on a full second stop the import no more: every date of its tasks may be left unindexed, in its own format; what is right stays', async () => {
    await tolerateFullSeconds(url);
    const tolerant = { ...date, ignore_malformed: true };
    expect(puts).to.deep.equal([
      ['/tasklist-list-view-8.6.0_/_mapping', { properties: { creationTime: tolerant, completionTime: tolerant } }],
    ]);
  });
});
