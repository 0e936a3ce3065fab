import { createHmac } from 'node:crypto';
import { expect } from 'chai';
import { answerOf } from './client.ts';
import { withOffice } from '../cases/office.ts';
import { AUTH_TOKEN, openPortal, type OpenPortal } from './open-portal.ts';

const SID = `SM${'0a'.repeat(16)}`;
const MESSAGE = {
  MessageSid: SID,
  AccountSid: `AC${'1'.repeat(32)}`,
  From: 'whatsapp:+6281234567890',
  To: 'whatsapp:+6227436750',
  Body: 'Ini fotonya',
  NumMedia: '1',
  MediaUrl0: 'https://api.example.org/media/1',
  MediaContentType0: 'image/jpeg',
};
const STATUS = { MessageSid: SID, MessageStatus: 'delivered', AccountSid: MESSAGE.AccountSid };

/** As Twilio documents it: HMAC-SHA1 over the address and the sorted fields. */
function signatureOf(url: string, fields: Record<string, string>): string {
  const signed = Object.keys(fields)
    .sort()
    .reduce((text, key) => text + key + fields[key], url);
  return createHmac('sha1', AUTH_TOKEN).update(signed).digest('base64');
}

describe('Webhooks of WhatsApp', () => {
  const given = withOffice();
  let portal: OpenPortal;
  beforeEach(async () => {
    portal = await openPortal(given.office);
  });
  const incoming = () => portal.cases.calls.incomingMessage.map(([message]) => message);
  const statuses = () => portal.cases.calls.messageStatus.map(([status]) => status);
  afterEach(() => portal.close());
  const post = (
    path: string,
    fields: Record<string, string>,
    signature: string | undefined = signatureOf(portal.url + path, fields),
  ) =>
    answerOf(
      fetch(portal.url + path, {
        method: 'POST',
        body: new URLSearchParams(fields),
        headers: signature === '' ? {} : { 'X-Twilio-Signature': signature },
      }),
    );

  it('hand on a signed message and answer empty TwiML', async () => {
    const { status, headers, text } = await post('/webhook/whatsapp', MESSAGE);
    expect(status).to.equal(200);
    expect(headers.get('Content-Type')).to.contain('text/xml');
    expect(text).to.equal('<?xml version="1.0" encoding="UTF-8"?><Response></Response>');
    expect(incoming()).to.deep.equal([
      {
        sid: SID,
        from: '+6281234567890',
        text: 'Ini fotonya',
        mediaUrls: ['https://api.example.org/media/1'],
        mediaTypes: ['image/jpeg'],
      },
    ]);
  });

  it('hand on what was quoted, a place, a sticker, and the words of a pressed button', async () => {
    const quoted = `SM${'0b'.repeat(16)}`;
    const fields = { ...MESSAGE, Body: '', ButtonText: 'Pakai saja', OriginalRepliedMessageSid: quoted };
    await post('/webhook/whatsapp', { ...fields, MessageType: 'sticker' });
    await post('/webhook/whatsapp', {
      ...fields,
      NumMedia: '0',
      Latitude: '-7.88',
      Longitude: '110.33',
      Label: 'Balai',
    });
    expect(incoming()[0]).to.include({ text: 'Pakai saja', quoted, type: 'sticker' });
    expect(incoming()[1]).to.deep.include({ place: { latitude: '-7.88', longitude: '110.33', label: 'Balai' } });
  });

  it('hand on a signed status, with its error code', async () => {
    await post('/webhook/whatsapp/status', STATUS);
    await post('/webhook/whatsapp/status', { ...STATUS, MessageStatus: 'undelivered', ErrorCode: '63016' });
    expect(statuses()).to.deep.equal([
      { sid: SID, status: 'delivered', errorCode: null },
      { sid: SID, status: 'undelivered', errorCode: '63016' },
    ]);
  });

  it('refuse with 403 a signature that is missing, wrong, of another address, scheme or query, or of other fields', async () => {
    const path = '/webhook/whatsapp/status';
    const wrong = [
      '',
      'AAAA',
      signatureOf(`${portal.url}/webhook/whatsapp`, STATUS),
      signatureOf(`${portal.url.replace('http:', 'https:')}${path}`, STATUS),
      signatureOf(`${portal.url}${path}?a=1`, STATUS),
      signatureOf(portal.url + path, { ...STATUS, MessageStatus: 'read' }),
    ];
    for (const signature of wrong) expect((await post(path, STATUS, signature)).status, signature).to.equal(403);
    expect((await post(`${path}?a=1`, STATUS, signatureOf(portal.url + path, STATUS))).status).to.equal(403);
    expect(statuses()).to.be.empty;
  });

  it("refuse fields run together, which Twilio's signature cannot distinguish", async () => {
    const path = '/webhook/whatsapp/status';
    const merged = { AccountSid: STATUS.AccountSid, MessageSid: `${SID}MessageStatusdelivered` };
    expect(signatureOf(portal.url + path, merged)).to.equal(signatureOf(portal.url + path, STATUS));
    expect((await post(path, merged, signatureOf(portal.url + path, STATUS))).status).to.equal(400);
    const renamed: Record<string, string> = {
      Acc: `ountSid${STATUS.AccountSid}`,
      MessageSid: SID,
      MessageStatus: 'delivered',
    };
    expect((await post(path, renamed, signatureOf(portal.url + path, STATUS))).status).to.equal(403);
    expect(statuses()).to.be.empty;
  });

  it('refuse a doubled field and unknown statuses', async () => {
    const path = '/webhook/whatsapp/status';
    const doubled = await fetch(portal.url + path, {
      method: 'POST',
      body: new URLSearchParams([...Object.entries(STATUS), ['MessageStatus', 'failed']]),
      headers: { 'X-Twilio-Signature': signatureOf(portal.url + path, STATUS) },
    });
    expect(doubled.status).to.equal(403);
    expect((await post(path, { ...STATUS, MessageStatus: '__proto__' })).status).to.equal(400);
    expect(statuses()).to.be.empty;
  });

  it('refuse media from places a signed message of Twilio never names', async () => {
    expect((await post('/webhook/whatsapp', { ...MESSAGE, MediaUrl0: 'file:///etc/passwd' })).status).to.equal(400);
    expect((await post('/webhook/whatsapp', { ...MESSAGE, MediaUrl0: 'http://169.254.169.254/' })).status).to.equal(
      400,
    );
    expect(incoming()).to.be.empty;
  });

  it('answer 500 when the office cannot take the message, so that Twilio brings it again', async () => {
    portal.cases.failNext = new Error('database is down for 3402016504850001');
    const { status, text } = await post('/webhook/whatsapp', MESSAGE);
    expect(status).to.equal(500);
    expect(text + portal.log.join('')).to.not.contain('3402016504850001');
  });
});
