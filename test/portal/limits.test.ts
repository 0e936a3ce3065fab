import { expect } from 'chai';
import { randomBytes } from 'node:crypto';
import { addressOf, isOnThisMachine } from '../../src/web/address.ts';
import { createLimits, type Limits } from '../../src/store/limits.ts';
import { withOffice } from '../cases/office.ts';
import { silent } from '../store/database.ts';
import { answerOf, aPhoto, receiptFrom } from './client.ts';
import { openPortal, type OpenPortal } from './open-portal.ts';

describe('What one address may do at the portal', () => {
  const given = withOffice();
  const portals: OpenPortal[] = [];
  const counts: Limits[] = [];
  afterEach(async () => {
    await Promise.all(portals.splice(0).map((portal) => portal.close()));
    await Promise.all(counts.splice(0).map((limits) => limits.close()));
    await given.office.database.asOwner('delete from limits');
  });

  /** One process of the office: its own portal and connections, the same database. */
  async function process(options: Parameters<typeof openPortal>[1] = {}): Promise<OpenPortal> {
    const limits = createLimits({ url: given.office.database.applicationUrl, logger: silent });
    const portal = await openPortal(given.office, { counts: limits, ...options });
    portals.push(portal);
    counts.push(limits);
    return portal;
  }
  const misses = async ({ url }: OpenPortal, times: number, headers: Record<string, string> = {}) => {
    const statuses: number[] = [];
    for (let time = 0; time < times; time++)
      statuses.push(
        (await fetch(`${url}/api/applications/KK-261122-000000`, { headers: { 'X-PIN': '000000', ...headers } }))
          .status,
      );
    return statuses;
  };
  const strict = { limits: { refusalsPerQuarterHour: 3, refusalMs: 0 } };

  it('is counted for all processes of the office, and over a restart', async () => {
    const [one, other] = [await process(strict), await process(strict)];
    expect(await misses(one, 2)).to.deep.equal([404, 404]);
    expect(await misses(other, 2)).to.deep.equal([404, 429]);
    expect(await misses(await process(strict), 1), 'one that was started later').to.deep.equal([429]);
  });

  it('says when to come back', async () => {
    const portal = await process(strict);
    await misses(portal, 3);
    const refused = await fetch(`${portal.url}/api/applications/KK-261122-000000`, { headers: { 'X-PIN': '000000' } });
    expect(Number(refused.headers.get('Retry-After'))).to.be.within(600, 900);
  });

  it('has a count of its own for photos that are only looked at, the dearest of all questions', async () => {
    const portal = await process({ limits: { photoChecksPerFiveMinutes: 2 } });
    const check = async () => {
      const body = new FormData();
      body.append('photo', new Blob([new Uint8Array(await aPhoto())]), 'foto.jpg');
      return (await fetch(`${portal.url}/api/photo-checks`, { method: 'POST', body })).status;
    };
    expect([await check(), await check(), await check()]).to.deep.equal([200, 200, 429]);
    expect((await fetch(`${portal.url}/api/requirements?reason=hilang`)).status, 'the form goes on').to.equal(200);
  });

  it('is so many megabytes of photos in a day, which leaves place to others', async () => {
    const portal = await process({ limits: { uploadedMegabytesPerDay: 1 } });
    const bring = async (bytes: number) => {
      const headers = {
        ...{ 'Upload-Token': randomBytes(32).toString('hex'), 'Upload-Length': '1048576', 'Upload-Offset': '0' },
        'Content-Type': 'application/octet-stream',
      };
      const body = bytes === 0 ? null : new Uint8Array(bytes);
      const answer = await fetch(`${portal.url}/api/uploads`, { method: 'POST', headers, body });
      return [answer.status, Number(answer.headers.get('Retry-After')) > 3600];
    };
    expect(await bring(1_000_000)).to.deep.equal([200, false]);
    expect(await bring(0), 'a question').to.deep.equal([200, false]);
    expect(await bring(100_000)).to.deep.equal([429, true]);
  });

  it('says from when photos may be brought again, and what can be done until then', async () => {
    const portal = await process({ limits: { uploadedMegabytesPerDay: 1 } });
    const bring = () =>
      answerOf(
        fetch(`${portal.url}/api/uploads`, {
          method: 'POST',
          headers: {
            ...{ 'Upload-Token': randomBytes(32).toString('hex'), 'Upload-Length': '900000', 'Upload-Offset': '0' },
            'Content-Type': 'application/octet-stream',
          },
          body: new Uint8Array(900_000),
        }),
      );
    await bring();
    const { status, body } = await bring();
    expect([status, body['error']]).to.deep.equal([429, 'TOO_MANY_UPLOADS']);
    expect(body['remedy'])
      .to.match(/dapat dikirim lagi mulai \d+ \S+( pukul|,)? \d{2}[.:]\d{2} WIB/)
      .and.contain('bawa dokumennya ke loket')
      .and.contain('WhatsApp');
  });

  it('says from when anything else is answered again, where that is not in a moment', async () => {
    const portal = await process(strict);
    await misses(portal, 3);
    const { body } = await answerOf(
      fetch(`${portal.url}/api/applications/KK-261122-000000`, { headers: { 'X-PIN': '000000' } }),
    );
    expect(body['error']).to.equal('TOO_MANY_REQUESTS');
    expect(body['remedy'])
      .to.match(/Coba lagi mulai .*WIB/)
      .and.contain('loket');
  });

  it('refuses a piece that cannot fit the announced photo at once: nobody need try it again', async () => {
    const portal = await process();
    const { status, body } = await answerOf(
      fetch(`${portal.url}/api/uploads`, {
        method: 'POST',
        headers: {
          ...{ 'Upload-Token': randomBytes(32).toString('hex'), 'Upload-Length': '3', 'Upload-Offset': '0' },
          'Content-Type': 'application/octet-stream',
        },
        body: new Uint8Array(4),
      }),
    );
    expect([status, body['error']]).to.deep.equal([400, 'REQUEST_UNREADABLE']);
    expect(body['remedy']).to.contain('pilih lagi');
  });

  it('does not count a right number and PIN as a miss', async () => {
    const portal = await process(strict);
    const { number, pin } = await receiptFrom(portal.url);
    for (let time = 0; time < 6; time++)
      expect((await fetch(`${portal.url}/api/applications/${number}`, { headers: { 'X-PIN': pin } })).status).to.equal(
        200,
      );
  });

  it('is the address that the proxy names, when the office says that there is one', async () => {
    const portal = await process({ ...strict, trustProxy: 1 });
    expect(await misses(portal, 4, { 'X-Forwarded-For': '198.51.100.1' })).to.deep.equal([404, 404, 404, 429]);
    expect(await misses(portal, 1, { 'X-Forwarded-For': '198.51.100.2' }), 'a neighbour').to.deep.equal([404]);
    const invented = { 'X-Forwarded-For': '203.0.113.9, 198.51.100.1' };
    expect(await misses(portal, 1, invented), 'what the visitor invents does not count').to.deep.equal([429]);
  });

  it('is nothing that a visitor names, when the office has no proxy', async () => {
    const portal = await process(strict);
    for (let time = 0; time < 3; time++) await misses(portal, 1, { 'X-Forwarded-For': `198.51.100.${time}` });
    expect(await misses(portal, 1, { 'X-Forwarded-For': '198.51.100.99' })).to.deep.equal([429]);
  });

  it('is the network of a subscriber with IPv6, who has more addresses than could be counted', () => {
    const of = (ip: string | undefined) => addressOf({ ip } as Parameters<typeof addressOf>[0]);
    expect(of('2001:db8:1:200::1')).to.equal(of('2001:db8:1:2ff:a:b:c:d'));
    expect(of('2001:db8:1:200::1')).to.not.equal(of('2001:db8:1:300::1'));
    expect(of('198.51.100.7')).to.equal('198.51.100.7').and.not.equal(of('198.51.100.8'));
    expect(of('::ffff:198.51.100.7')).to.equal(of('198.51.100.7'));
    expect(of(undefined)).to.equal('unknown');
  });

  it('knows who asks on its own machine', () => {
    const here = (ip: string | undefined) =>
      isOnThisMachine({ ip, headers: {} } as Parameters<typeof isOnThisMachine>[0]);
    expect(['127.0.0.1', '127.8.0.1', '::1', '::ffff:127.0.0.1'].map(here)).to.not.include(false);
    expect(['198.51.100.7', '2001:db8::1', '::ffff:198.51.100.7', '', undefined].map(here)).to.not.include(true);
  });

  for (const [who, address, method] of [
    ["the messenger's fetch of the card", '/media/', 'GET'],
    ['an applicant with a right link', '/unduh/', 'POST'],
  ] as const)
    it(`never stops ${who}, however often others at the same address missed`, async () => {
      const portal = await process(strict);
      const { applicationNumber } = await given.office.delivered();
      const { card, media } = given.office.cardLinks(applicationNumber);
      const right = method === 'GET' ? media : card;
      await misses(portal, 5);
      const at = (token: string) =>
        fetch(`${portal.url}${address}${token}${method === 'GET' ? '.pdf' : ''}`, { method });
      for (let time = 0; time < 5; time++) expect((await at(right)).status).to.equal(200);
      expect((await at('a'.repeat(43))).status, 'a wrong one is refused like any other miss').to.equal(429);
    });

  it('counts wrong links as misses', async () => {
    const portal = await process(strict);
    const wrong = async () => (await fetch(`${portal.url}/media/${'b'.repeat(43)}.pdf`)).status;
    expect([await wrong(), await wrong(), await wrong(), await wrong()]).to.deep.equal([404, 404, 404, 429]);
  });

  it('answers 503 while the database is away: what is not counted is not allowed', async () => {
    const away = createLimits({ url: 'postgresql://kk:kk@127.0.0.1:1/kk', logger: silent });
    counts.push(away);
    const portal = await process({ ...strict, counts: away });
    expect(await misses(portal, 1)).to.deep.equal([503]);
    expect((await fetch(portal.url)).status, 'the start page needs none').to.equal(200);
  });
});
