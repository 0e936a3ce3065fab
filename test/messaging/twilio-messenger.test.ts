import { expect } from 'chai';
import express from 'express';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import pino from 'pino';
import twilio from 'twilio';
import { Failure, type FailureCode } from '../../src/domain/failures.ts';
import { createTwilioMessenger, type TwilioOptions } from '../../src/messaging/create-twilio-messenger.ts';
import { failureOfTwilioError } from '../../src/messaging/twilio-errors.ts';
import type { Messenger, OutgoingMessage } from '../../src/messaging/messaging.ts';
import type { RunningSimulator } from '../../src/simulators/serve.ts';
import { startWhatsappSimulator } from '../../src/simulators/whatsapp/server.ts';
import { LANGUAGES } from '../languages.ts';

const account = { accountSid: `AC${'0'.repeat(31)}1`, authToken: 'token-simulasi' };
const to = '+6281234567890';
const lines: string[] = [];
const logger = pino({ level: 'debug' }, { write: (line: string) => void lines.push(line) });

const message = (change: Partial<OutgoingMessage> = {}): OutgoingMessage => ({
  ref: '9F2C11AB',
  applicationNumber: 'KK-261122-7Q4F2M',
  language: LANGUAGES.of('id'),
  purpose: 'incomplete',
  to,
  values: {
    trackingUrl: 'http://localhost/lacak',
    missingDocuments: ['Ijazah terakhir'],
    note: '',
    ktpAffected: false,
  },
  ...change,
});

/** An answer comes within milliseconds, or later where others keep the machine busy. */
const PATIENT_MS = 15_000;
/** For what shall get no answer. */
const IMPATIENT = { timeoutMs: 400 };

describe('WhatsApp by Twilio', () => {
  let simulator: RunningSimulator;
  let messenger: Messenger;
  const connect = (change: Partial<TwilioOptions> = {}) =>
    createTwilioMessenger({
      languages: LANGUAGES,
      url: simulator.url,
      ...account,
      from: '+6227436750',
      templates: {},
      statusCallbackUrl: 'http://localhost:9/webhook/whatsapp/status',
      timeoutMs: PATIENT_MS,
      logger,
      ...change,
    });
  const fail = (how: string, at = 'POST') =>
    fetch(`${simulator.url}/fail`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ how, at }),
    });
  const onPhone = async (): Promise<{ sid: string; body: string }[]> =>
    (await (await fetch(`${simulator.url}/api/messages?to=${encodeURIComponent(to)}`)).json()) as {
      sid: string;
      body: string;
    }[];
  const since = new Date();

  beforeEach(async () => {
    simulator = await startWhatsappSimulator({
      languages: LANGUAGES,
      port: 0,
      host: 'localhost',
      ...account,
      webhookUrl: 'http://localhost:9/webhook/whatsapp',
      paceMs: 5,
      logger: pino({ level: 'silent' }),
    });
    messenger = connect();
  });
  afterEach(() => simulator.close());

  it('sends an approved template whose text stands on the phone', async () => {
    const { sid, status } = await messenger.send(message());
    expect(sid).to.match(/^SM[0-9a-f]{32}$/);
    expect(status).to.equal('queued');
    const [sent] = await onPhone();
    expect(sent?.body)
      .to.contain('KK-261122-7Q4F2M')
      .and.to.contain('Ijazah terakhir')
      .and.to.contain('(Ref: 9F2C11AB)');
  });

  it('is ready when account and templates are known to the messenger', async () => {
    await messenger.ready();
    await rejects(connect({ authToken: 'wrong' }).ready(), 'WHATSAPP_MISCONFIGURED', '20003');
    await rejects(connect({ templates: { card: `HX${'f'.repeat(32)}` } }).ready(), 'WHATSAPP_MISCONFIGURED', '20404');
  });

  describe('when the answer is lost', () => {
    const clientFor = (how: string) => (how.startsWith('timeout') ? connect(IMPATIENT) : messenger);
    for (const how of ['timeout-after', 'reset-after', 'empty'])
      it(`finds the accepted message by its reference after "${how}", so nobody gets it twice`, async () => {
        await fail(how);
        await rejects(clientFor(how).send(message()), 'WHATSAPP_UNREACHABLE');
        const found = await messenger.find(message(), since);
        expect(found?.sid).to.equal((await onPhone())[0]?.sid);
      });

    for (const [how, code] of [
      ...['timeout', 'reset', '500', '502', '503', '504'].map((one) => [one, 'WHATSAPP_UNREACHABLE'] as const),
      ['429', 'WHATSAPP_NOT_TAKEN'] as const,
    ])
      it(`finds nothing after "${how}" (${code})`, async () => {
        await fail(how);
        await rejects(clientFor(how).send(message()), code);
        expect(await messenger.find(message(), since)).to.equal(undefined);
        expect(await onPhone()).to.have.length(0);
      });

    it('knows that nothing was sent where nobody listens', async () => {
      const nobody = connect({ url: 'http://127.0.0.1:9' });
      await rejects(nobody.send(message()), 'WHATSAPP_NOT_TAKEN', 'ECONNREFUSED');
    });

    it('takes no other message for its own: not another reference, number, or one from long before', async () => {
      await messenger.send(message({ ref: '9F2C11AB1' }));
      await messenger.send(message({ to: '+6281234567891' }));
      expect(await messenger.find(message(), since)).to.equal(undefined);
      const { sid } = await messenger.send(message());
      expect((await messenger.find(message(), since))?.sid).to.equal(sid);
      expect(await messenger.find(message(), new Date(Date.now() + 3_600_000))).to.equal(undefined);
    });

    it('says so when even the list cannot be asked', async () => {
      await fail('500', 'GET');
      await rejects(messenger.find(message(), since), 'WHATSAPP_UNREACHABLE');
    });
  });

  it('distinguishes a number that cannot be reached from a fault of ours', async () => {
    await fail('21211');
    await rejects(messenger.send(message()), 'NUMBER_UNREACHABLE', '21211');
    await fail('21610');
    await rejects(messenger.send(message()), 'NUMBER_UNREACHABLE', '21610');
    await rejects(connect({ authToken: 'wrong' }).send(message()), 'WHATSAPP_MISCONFIGURED', '20003');
    await rejects(
      connect({ templates: { incomplete: `HX${'f'.repeat(32)}` } }).send(message()),
      'WHATSAPP_MISCONFIGURED',
      '21655',
    );
  });

  it('knows what an error code in a callback means', () => {
    expect(failureOfTwilioError('63024')).to.equal('NUMBER_UNREACHABLE');
    expect(failureOfTwilioError(63018)).to.equal('WHATSAPP_UNREACHABLE');
    expect(failureOfTwilioError('63016')).to.equal('WHATSAPP_MISCONFIGURED');
    expect(failureOfTwilioError('constructor')).to.equal(undefined);
  });

  it('leaves no telephone number in logs and errors', async () => {
    lines.length = 0;
    await messenger.send(message());
    await fail('21211');
    const error = await rejects(messenger.send(message()), 'NUMBER_UNREACHABLE');
    expect(`${lines.join('')}${error.message}`).not.to.contain('81234567890');
    expect(lines.join('')).to.contain('+62812•••7890');
  });

  describe('a webhook', () => {
    const url = 'https://kk.example.go.id/webhook/whatsapp/status?kantor=1';
    const fields = { MessageSid: `SM${'1'.repeat(32)}`, MessageStatus: 'delivered' };
    const signature = () => twilio.getExpectedTwilioSignature(account.authToken, url, fields);

    it('is believed when it is signed over its exact address and fields', () => {
      expect(messenger.isSigned(signature(), url, fields)).to.equal(true);
    });

    it('is not believed without signature, with another one, for another address, scheme, query or field', () => {
      expect(messenger.isSigned(undefined, url, fields)).to.equal(false);
      expect(messenger.isSigned('', url, fields)).to.equal(false);
      expect(messenger.isSigned('AAAAAAAAAAAAAAAAAAAAAAAAAAA=', url, fields)).to.equal(false);
      for (const other of [url.replace('https', 'http'), url.replace('?kantor=1', ''), url.replace('status', 'pesan')])
        expect(messenger.isSigned(signature(), other, fields)).to.equal(false);
      expect(messenger.isSigned(signature(), url, { ...fields, MessageStatus: 'read' })).to.equal(false);
    });
  });

  describe('a picture from a reply', () => {
    it('is fetched with our account from our messenger', async () => {
      const app = express();
      const seen: string[] = [];
      app.post('/webhook/whatsapp', express.urlencoded({ extended: false }), (request, response) => {
        const body = request.body as Record<string, string>;
        seen.push(body['MediaUrl0'] ?? '');
        response.end();
      });
      const office = app.listen(0, 'localhost');
      await once(office, 'listening');
      const own = await startWhatsappSimulator({
        languages: LANGUAGES,
        port: 0,
        host: 'localhost',
        ...account,
        webhookUrl: `http://localhost:${(office.address() as AddressInfo).port}/webhook/whatsapp`,
        paceMs: 5,
        logger: pino({ level: 'silent' }),
      });
      const photo = Buffer.from('a picture');
      await fetch(`${own.url}/api/replies`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          from: to,
          text: '',
          photos: [{ contentType: 'image/jpeg', base64: photo.toString('base64') }],
        }),
      });
      expect(await connect({ url: own.url }).fetchMedia(seen[0] ?? '')).to.deep.equal(photo);
      await rejects(connect({ url: own.url }).fetchMedia(`${seen[0]}0`), 'WHATSAPP_UNREACHABLE', '404');
      await own.close();
      office.close();
    });

    it('is not fetched from anywhere else', async () => {
      for (const address of [
        'http://169.254.169.254/latest/meta-data',
        'file:///etc/passwd',
        'no address',
        `${simulator.url}/api/messages`,
      ])
        await rejects(messenger.fetchMedia(address), 'WHATSAPP_MISCONFIGURED');
    });
  });
});

async function rejects(attempt: Promise<unknown>, code: FailureCode, detail = ''): Promise<Failure> {
  const error: unknown = await attempt.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof Failure)) throw new Error(`no failure but ${String(error)}`);
  expect(error.code).to.equal(code);
  expect(error.detail ?? '').to.contain(detail);
  return error;
}
