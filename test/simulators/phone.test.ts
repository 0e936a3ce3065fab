import { expect } from 'chai';
import pino from 'pino';
import { createTwilioMessenger } from '../../src/messaging/create-twilio-messenger.ts';
import type { Messenger } from '../../src/messaging/messaging.ts';
import { startWhatsappSimulator, type RunningWhatsappSimulator } from '../../src/simulators/whatsapp/server.ts';
import { refusalOf } from '../cases/office.ts';
import { account, openOfficeEnd, type OfficeEnd } from './office-end.ts';
import { LANGUAGES } from '../languages.ts';

const logger = pino({ level: 'silent' });
const phone = '+6281234567890';
const OFFICE = '+6227436750';

/**
 * Parameters of Twilio's guide "Twilio's request to your incoming message webhook URL": those of every message, of
 * media, and of WhatsApp.
 */
const DOCUMENTED =
  /^(MessageSid|SmsSid|SmsMessageSid|SmsStatus|AccountSid|ApiVersion|From|To|Body|NumMedia|NumSegments|MessageType|ChannelMetadata|Media(Url|ContentType)\d|ProfileName|WaId|Forwarded|FrequentlyForwarded|Button(Text|Payload)|Latitude|Longitude|Address|Label|Referral\w+|OriginalRepliedMessage(Sid|Sender))$/;

const PACE_MS = 5;

describe('The phone of the simulator', () => {
  let office: OfficeEnd;
  let simulator: RunningWhatsappSimulator;
  let messenger: Messenger;
  /** What comes late comes when the test says so, however slow the machine is. */
  let endLongPause: () => void;
  let longPause: Promise<void>;

  beforeEach(async () => {
    longPause = new Promise((resolve) => (endLongPause = resolve));
    office = await openOfficeEnd();
    simulator = await startWhatsappSimulator({
      languages: LANGUAGES,
      port: 0,
      host: 'localhost',
      ...account,
      webhookUrl: `${office.url}/webhook/whatsapp`,
      paceMs: PACE_MS,
      wait: (ms) => (ms > PACE_MS ? longPause : Promise.resolve()),
      logger,
    });
    messenger = createTwilioMessenger({
      languages: LANGUAGES,
      url: simulator.url,
      ...account,
      from: OFFICE,
      templates: {},
      statusCallbackUrl: `${office.url}/webhook/whatsapp/status`,
      timeoutMs: 15_000,
      logger,
    });
  });
  afterEach(async () => {
    endLongPause();
    await simulator.close();
    office.close();
  });

  /** Sends a form of the phone's page, as its buttons do. */
  const sends = (fields: Record<string, string>, files: readonly (readonly [string, string])[] = [], to = phone) => {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    for (const [type, name] of files) form.append('photo', new Blob(['bytes'], { type }), name);
    return fetch(`${simulator.url}/hp/${to}`, { method: 'POST', body: form, redirect: 'manual' });
  };
  const line = (fields: Record<string, string>) =>
    fetch(`${simulator.url}/hp/${phone}/jalur`, {
      method: 'POST',
      body: new URLSearchParams(fields),
      redirect: 'manual',
    });
  const page = async () => (await fetch(`${simulator.url}/hp/${phone}`)).text();
  const writesTemplate = () =>
    messenger.send({
      ref: '9F2C11AB',
      applicationNumber: 'KK-261122-7Q4F2M',
      language: LANGUAGES.of('id'),
      purpose: 'incomplete',
      to: phone,
      values: { trackingUrl: `${office.url}/lacak`, missingDocuments: ['Ijazah'], note: '', ktpAffected: false },
    });
  const says = (text: string) => messenger.say({ ref: '9F2C11AC', to: phone, text });

  for (const [what, fields, files, expected] of [
    ['words', { text: 'Halo' }, [], { MessageType: 'text', Body: 'Halo', NumMedia: '0' }],
    [
      'a photo with its caption',
      { text: 'ini ijazahnya' },
      [['image/jpeg', 'ijazah.jpg']],
      { MessageType: 'image', Body: 'ini ijazahnya', NumMedia: '1', MediaContentType0: 'image/jpeg' },
    ],
    [
      'a document',
      { kind: 'document' },
      [['application/pdf', 'akta.pdf']],
      { MessageType: 'document', NumMedia: '1', MediaContentType0: 'application/pdf' },
    ],
    ['a voice note', { kind: 'audio' }, [], { MessageType: 'audio', NumMedia: '1', MediaContentType0: 'audio/ogg' }],
    ['a sticker', { kind: 'sticker' }, [], { MessageType: 'sticker', NumMedia: '1', MediaContentType0: 'image/webp' }],
    [
      'a place',
      { kind: 'location', latitude: '-7.8887', longitude: '110.3288', label: 'Balai', address: 'Jl. Bantul' },
      [],
      { MessageType: 'location', Body: '', Latitude: '-7.8887', Longitude: '110.3288', Label: 'Balai', NumMedia: '0' },
    ],
    [
      'an entry of the phone book',
      { kind: 'contacts', name: 'Pak Dukuh', phone: '0812 0000 1111' },
      [],
      { MessageType: 'contacts', NumMedia: '1', MediaContentType0: 'text/vcard' },
    ],
  ] as const)
    it(`sends ${what} with the parameters that Twilio documents for it`, async () => {
      await sends(fields, files);
      const [came] = office.incoming;
      expect(came).to.include({ ...expected, From: `whatsapp:${phone}`, WaId: phone.slice(1) });
      expect(Object.keys(came!).filter((name) => !DOCUMENTED.test(name))).to.deep.equal([]);
      if (expected.NumMedia === '0') return;
      const media = await messenger.fetchMedia(came!['MediaUrl0']!);
      expect(media.length).to.be.greaterThan(0);
    });

  it('answers a message by quoting it, and presses a quick reply below a template or below free words', async () => {
    const { sid } = await writesTemplate();
    await sends({ text: 'Yang ini?', quoted: sid });
    await sends({ kind: 'button', button: 'SUDAH', quoted: sid });
    const { sid: words } = await says('Ini dokumen apa? Balas dengan angkanya:\n1. Ijazah\n2. KK lama');
    await simulator.settled();
    expect(await page()).to.match(/name="button" value="2"/);
    await sends({ kind: 'button', button: '2', quoted: words });
    const [reply, button, interactive] = office.incoming;
    expect(reply).to.include({ OriginalRepliedMessageSid: sid, OriginalRepliedMessageSender: `whatsapp:${OFFICE}` });
    expect(button).to.include({ MessageType: 'button', ButtonText: 'SUDAH', ButtonPayload: 'SUDAH', Body: 'SUDAH' });
    expect(interactive).to.include({ MessageType: 'interactive', ButtonText: '2', OriginalRepliedMessageSid: words });
  });

  it('loses, doubles, delays and swaps what the office hears, as its line is set', async () => {
    const bodies = () => office.incoming.map(({ Body }) => Body);
    await line({ kabar: 'lost' });
    await sends({ text: 'hilang' });
    await writesTemplate();
    await simulator.settled();
    expect([bodies(), office.statuses]).to.deep.equal([[], []]);
    // What the webhook missed is still on Twilio's list.
    expect((await messenger.received(new Date(Date.now() - 60_000))).map(({ text }) => text)).to.deep.equal(['hilang']);

    await line({ kabar: 'duplicate' });
    await sends({ text: 'dua' });
    expect(bodies()).to.deep.equal(['dua', 'dua']);
    expect(office.incoming[0]!['MessageSid']).to.equal(office.incoming[1]!['MessageSid']);

    await line({ kabar: 'out-of-order' });
    await sends({ text: 'pertama' });
    await sends({ text: 'kedua' });
    expect(bodies().slice(2)).to.deep.equal(['kedua', 'pertama']);

    await line({ kabar: 'late' });
    await sends({ text: 'nanti' });
    expect(bodies()).not.to.include('nanti');
    endLongPause();
    await simulator.settled();
    expect(bodies()).to.include('nanti');
  });

  it('has a file only after it was asked for in vain, when the line says so', async () => {
    await line({ media: 'kemudian' });
    await sends({}, [['image/jpeg', 'foto.jpg']]);
    const url = office.incoming[0]!['MediaUrl0']!;
    for (let i = 0; i < 2; i++)
      expect((await refusalOf(messenger.fetchMedia(url))).code).to.equal('WHATSAPP_UNREACHABLE');
    expect((await messenger.fetchMedia(url)).toString()).to.equal('bytes');
  });

  it('closes the 24-hour window: free words are given up, a template arrives', async () => {
    await sends({ text: 'Halo' });
    await says('masih terbuka');
    await simulator.settled();
    await line({ jendela: 'tutup' });
    await says('sudah tertutup');
    await writesTemplate();
    await simulator.settled();
    expect(office.statuses.sort()).to.deep.equal(
      ['queued', 'sent', 'delivered', 'queued', 'undelivered 63016', 'queued', 'sent', 'delivered'].sort(),
    );
  });

  it('opts out at Twilio (21610), and is a wrong number (63024)', async () => {
    await line({ berhenti: 'ya' });
    expect((await refusalOf(writesTemplate())).code).to.equal('NUMBER_UNREACHABLE');
    await line({ salah: 'ya' });
    await writesTemplate();
    await simulator.settled();
    expect(office.statuses).to.deep.equal(['queued', 'undelivered 63024']);
  });

  it('is of any country', async () => {
    await sends({ text: 'dari Malaysia' }, [], '+60123456789');
    expect(office.incoming[0]).to.include({ From: 'whatsapp:+60123456789' });
  });

  it('sends nothing that is not there: empty words, a place without degrees, a contact without a number', async () => {
    for (const fields of [
      { text: ' ' },
      { kind: 'location', latitude: 'x', longitude: '1' },
      { kind: 'contacts', name: 'A', phone: '1' },
      { kind: 'button', button: '' },
      { kind: 'document' },
    ] as Record<string, string>[])
      await sends(fields);
    expect(office.incoming).to.deep.equal([]);
  });
});
