import { expect } from 'chai';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pino from 'pino';
import { createTwilioMessenger } from '../../src/messaging/create-twilio-messenger.ts';
import type { MessagePurpose } from '../../src/messaging/messaging.ts';
import { startWhatsappSimulator, type RunningWhatsappSimulator } from '../../src/simulators/whatsapp/server.ts';
import { account, openOfficeEnd, type OfficeEnd } from './office-end.ts';
import { LANGUAGES } from '../languages.ts';

const logger = pino({ level: 'silent' });
const phone = '+6281234567890';

describe('The simulator of WhatsApp', () => {
  let office: OfficeEnd;
  let simulator: RunningWhatsappSimulator;
  const pauses: number[] = [];
  /** True: pauses last until the simulator is stopped. */
  let held = false;
  let folder: string;

  const start = () =>
    startWhatsappSimulator({
      languages: LANGUAGES,
      port: 0,
      host: 'localhost',
      ...account,
      webhookUrl: `${office.url}/webhook/whatsapp`,
      paceMs: 15,
      wait: async (ms, stopped) => {
        pauses.push(ms);
        if (!held) return;
        await once(stopped, 'abort');
        throw new Error('stopped');
      },
      dataFolder: folder,
      logger,
    });
  beforeEach(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'whatsapp-'));
    office = await openOfficeEnd();
    held = false;
    pauses.length = 0;
    simulator = await start();
  });
  afterEach(async () => {
    await simulator.close();
    office.close();
    rmSync(folder, { recursive: true });
  });

  const send = (purpose: MessagePurpose = 'incomplete', to = phone) =>
    createTwilioMessenger({
      languages: LANGUAGES,
      url: simulator.url,
      ...account,
      from: '+6227436750',
      templates: {},
      statusCallbackUrl: `${office.url}/webhook/whatsapp/status?kantor=1`,
      timeoutMs: 15_000,
      logger,
    }).send({
      language: LANGUAGES.of('id'),
      ref: '9F2C11AB',
      applicationNumber: 'KK-261122-7Q4F2M',
      purpose,
      to,
      values: {
        trackingUrl: `${office.url}/lacak`,
        cardUrl: `${office.url}/unduh/x`,
        missingDocuments: ['Ijazah terakhir'],
        ktpAffected: true,
      },
      ...(purpose === 'card' ? { mediaUrl: `${office.url}/media/abc.pdf` } : {}),
    });
  const fail = (how: string) =>
    fetch(`${simulator.url}/fail`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ how }),
    });
  const statuses = async (...expected: string[]) => {
    await simulator.settled();
    expect(office.statuses).to.deep.equal(expected);
  };
  const page = async (address: string) => (await fetch(simulator.url + address)).text();

  it("reports queued, sent and delivered with Twilio's signature, and read when somebody looks", async () => {
    await send();
    await statuses('queued', 'sent', 'delivered');
    expect(await page(`/hp/${phone}`)).to.contain('KK-261122-7Q4F2M');
    await statuses('queued', 'sent', 'delivered', 'read');
  });

  it('fetches the card like Twilio does and lets the applicant open it', async () => {
    await send('card');
    await statuses('queued', 'sent', 'delivered');
    const shown = await page(`/hp/${phone}`);
    expect(shown).to.contain('KK-261122-7Q4F2M.pdf');
    const address = /href="(\/hp\/[^"]+\/berkas\/[^"]+)"/.exec(shown)?.[1] ?? '';
    const pdf = await fetch(simulator.url + address);
    expect(pdf.headers.get('content-type')).to.equal('application/pdf');
    expect(await pdf.text()).to.equal('%PDF-1.7 card');
  });

  it('cannot deliver a card that it cannot fetch (63019)', async () => {
    office.mediaStatus = 410;
    await send('card');
    await statuses('queued', 'undelivered 63019');
  });

  it('never delivers to a number that ends in 0000 (63024)', async () => {
    await send('incomplete', '+6281234560000');
    await statuses('queued', 'undelivered 63024');
    expect(await page('/hp/+6281234560000')).not.to.contain('KK-261122-7Q4F2M');
  });

  for (const [how, expected] of [
    ['undelivered', ['queued', 'undelivered 63024']],
    ['failed', ['queued', 'failed 63012']],
    ['63016', ['queued', 'undelivered 63016']],
    ['duplicate', ['queued', 'queued', 'sent', 'sent', 'delivered', 'delivered']],
    ['out-of-order', ['queued', 'delivered', 'sent', 'queued']],
    ['no-callback', []],
  ] as const)
    it(`fails on command: "${how}"`, async () => {
      await fail(how);
      await send();
      await statuses(...expected);
    });

  it('comes late on command', async () => {
    await fail('late');
    await send();
    await statuses('queued', 'sent', 'delivered');
    expect(pauses, 'ten times the usual pace').to.deep.equal([150, 150, 150]);
  });

  it('lets free text through only within 24 hours after the person wrote (63016)', async () => {
    const client = { authorization: `Basic ${btoa(`${account.accountSid}:${account.authToken}`)}` };
    const write = () =>
      fetch(`${simulator.url}/2010-04-01/Accounts/${account.accountSid}/Messages.json`, {
        method: 'POST',
        headers: client,
        body: new URLSearchParams({
          To: `whatsapp:${phone}`,
          From: 'whatsapp:+6227436750',
          Body: 'Selamat pagi',
          StatusCallback: `${office.url}/webhook/whatsapp/status?kantor=1`,
        }),
      });
    await write();
    await statuses('queued', 'undelivered 63016');
    await fetch(`${simulator.url}/api/replies`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ from: phone, text: 'Halo' }),
    });
    office.statuses.length = 0;
    await write();
    await statuses('queued', 'sent', 'delivered');
  });

  it('posts a reply with text and photo as a signed webhook, from the phone page and from the API', async () => {
    const form = new FormData();
    form.set('text', 'Ini ijazahnya');
    form.append('photo', new Blob(['a picture'], { type: 'image/jpeg' }), 'ijazah.jpg');
    await fetch(`${simulator.url}/hp/${phone}`, { method: 'POST', body: form });
    await fetch(`${simulator.url}/api/replies`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ from: '0812 3456 7890', text: 'lewat API' }),
    });
    expect(office.incoming).to.have.length(2);
    expect(office.incoming[0]).to.include({
      From: `whatsapp:${phone}`,
      Body: 'Ini ijazahnya',
      NumMedia: '1',
      MediaContentType0: 'image/jpeg',
    });
    expect(office.incoming[0]?.['MediaUrl0']).to.match(
      new RegExp(
        `^${simulator.url}/2010-04-01/Accounts/${account.accountSid}/Messages/MM[0-9a-f]{32}/Media/ME[0-9a-f]{32}$`,
      ),
    );
    expect(office.incoming[1]).to.include({ Body: 'lewat API', NumMedia: '0' });
    expect(await page(`/hp/${phone}`)).to.contain('Ini ijazahnya');
  });

  it('says on the phone that a reply did not reach the office', async () => {
    office.close();
    const answer = await fetch(`${simulator.url}/api/replies`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ from: phone, text: 'Halo' }),
    });
    expect(answer.status).to.equal(502);
    expect(await page(`/hp/${phone}`)).to.contain('belum sampai ke kantor');
  });

  it('keeps the phones over a restart and delivers what was on its way', async () => {
    held = true;
    const { sid } = await send();
    await simulator.close();
    expect(office.statuses).to.deep.equal([]);
    held = false;
    simulator = await start();
    await statuses('queued', 'sent', 'delivered');
    const kept = (await (await fetch(`${simulator.url}/api/messages?to=${encodeURIComponent(phone)}`)).json()) as {
      sid: string;
      status: string;
    }[];
    expect(kept.map(({ sid: known, status }) => [known, status])).to.deep.equal([[sid, 'delivered']]);
  });

  it('shows what people write as text, never as a page', async () => {
    await fetch(`${simulator.url}/api/replies`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ from: phone, text: '<img src=x onerror=alert(1)> https://x.id/"><script>' }),
    });
    expect(await page(`/hp/${phone}`)).not.to.match(/<img src=x|"><script>/);
    expect(await page('/')).not.to.contain('<img src=x');
  });

  it('answers nonsense with 4xx and asks for its account', async () => {
    expect((await fetch(`${simulator.url}/2010-04-01/Accounts/${account.accountSid}.json`)).status).to.equal(401);
    expect(
      (
        await fetch(`${simulator.url}/api/replies`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: '{',
        })
      ).status,
    ).to.equal(400);
    expect(
      (
        await fetch(`${simulator.url}/api/replies`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: '{"from":"0274 123"}',
        })
      ).status,
    ).to.equal(422);
    expect((await fetch(`${simulator.url}/?nomor=123`)).status).to.equal(422);
    expect((await fetch(`${simulator.url}/hp/${phone}/berkas/ME1`)).status).to.equal(404);
  });
});
