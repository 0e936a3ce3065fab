import { expect } from 'chai';
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { askMessageStatuses } from '../../src/cases/ask-message-statuses.ts';
import { receiveMissedMessages } from '../../src/cases/receive-missed-messages.ts';
import { paperPhoto } from '../../src/demo/photos.ts';
import type { DocumentKind } from '../../src/domain/document-kinds.ts';
import { refusalOf, withOffice, type SubmittedCase } from '../cases/office.ts';

const PICTURES = path.join(import.meta.dirname, 'pictures');

/**
 * One row of the residents' trial of 26 November 2026 (B: our faults, F: reports of others tried on us), as far as it
 * is about the conversation.
 */
interface Row {
  readonly row: string;
  readonly what: string;
  readonly outcome: string;
  readonly play: () => Promise<void>;
}

describe('The trial of a resident, played again', () => {
  const given = withOffice();
  const table: string[] = [];
  let serial = 0;
  after(() => console.log(`\n${table.map((line) => `      ${line}`).join('\n')}\n`));

  const family = () => ({
    applicant: {
      name: 'Wening Prameswari',
      nik: '3402155203850002',
      whatsapp: `+62817${String(60_000_000 + ++serial)}`,
    },
  });
  async function asked(
    kinds: readonly DocumentKind[] = ['ijazah'],
    change = family(),
  ): Promise<SubmittedCase & { phone: string }> {
    const made = await given.office.opened(change);
    await given.office.asksAgain(made.applicationNumber, kinds);
    return { ...made, phone: change.applicant.whatsapp };
  }
  async function media(bytes?: Buffer): Promise<string> {
    const url = `https://media.example/${randomUUID()}`;
    given.office.messenger.media.set(url, bytes ?? (await paperPhoto('Dokumen', ++serial)));
    return url;
  }
  /** Sends it as the person does and gives the one answer. */
  async function says(from: string, text: string, mediaUrls: string[] = [], more: object = {}): Promise<string> {
    const { office } = given;
    const sid = `SM${randomUUID().replaceAll('-', '')}`;
    await office.applicants.incomingMessage({ sid, from, text, mediaUrls, ...more });
    await office.settle();
    const { id } = (await office.store.messages.bySid(sid))!;
    const answers = (await office.store.messages.ofPhone(from)).filter((one) => one.answers === id);
    expect(answers, 'answers').to.have.length(1);
    return office.messenger.said.find((one) => one.sid === answers[0]!.sid)!.text;
  }
  const sent = async (number: string) =>
    (await given.office.store.papers.of(number)).filter(({ source }) => source === 'whatsapp').map(({ kind }) => kind);
  const state = async (number: string) => (await given.office.case(number)).state;
  const open = (number: string) => given.office.openElements(number);
  const forPerson = async (number: string | null) =>
    (await given.office.store.messages.forPerson()).filter((one) => one.applicationNumber === number);

  const rows: Row[] = [
    {
      row: 'B1',
      what: 'two cases with one number wait; the caption names the older',
      outcome: 'goes to the named case, the other waits on',
      play: async () => {
        const change = family();
        const [x, y] = [await asked(['kk-lama'], change), await asked(['ijazah'], change)];
        expect(await says(x.phone, `ini KK lama untuk ${x.applicationNumber}`, [await media()])).to.contain(
          x.applicationNumber,
        );
        expect([await sent(x.applicationNumber), await sent(y.applicationNumber)]).to.deep.equal([['kk-lama'], []]);
        expect(await state(y.applicationNumber)).to.equal('waiting-for-applicant');
      },
    },
    {
      row: 'B2',
      what: 'nine kinds of words, voice and places; after "invalid", "withdrawn" and the card; from a stranger',
      outcome: 'each is answered, and a person sees those that need one',
      play: async () => {
        const { office } = given;
        const one = await asked();
        for (const text of ['sudah', 'kapan selesai?', 'STOP', 'MULAI'])
          expect(await says(one.phone, text)).to.not.equal('');
        await says(one.phone, '', [await media(Buffer.from('OggS'))], { type: 'voice', mediaTypes: ['audio/ogg'] });
        await says(one.phone, '', [], { type: 'location', place: { latitude: '-7.8', longitude: '110.3', label: '' } });
        expect((await forPerson(one.applicationNumber)).map(({ type }) => type)).to.have.members([
          'text',
          'voice',
          'location',
        ]);
        const gone = await asked();
        await office.applicants.withdraw(gone.applicationNumber, gone.pin);
        await office.settle();
        await says(gone.phone, 'Bukan saya yang membatalkan!');
        expect(await forPerson(gone.applicationNumber)).to.have.length(1);
        const change = family();
        const card = await office.delivered(change);
        await says(change.applicant.whatsapp, 'nama anak saya salah ketik');
        expect(await forPerson(card.applicationNumber)).to.have.length(1);
        const before = (await forPerson(null)).length;
        await says('+62899000111', '', [await media()]);
        expect(await forPerson(null)).to.have.length(before + 1);
      },
    },
    {
      row: 'B3',
      what: 'the tab is killed while the application is being sent',
      outcome: 'the receipt comes by WhatsApp, once',
      play: async () => {
        const { applicationNumber } = await given.office.submit(family());
        expect(given.office.messenger.of(applicationNumber, 'received')).to.have.length(1);
      },
    },
    {
      row: 'B4, F govuk #40',
      what: 'number and PIN are lost',
      outcome: 'found by NIK at the counter; a new PIN, journalled; the old one is void',
      play: async () => {
        const { office } = given;
        const { applicationNumber, pin } = await office.submit(family());
        const found = await office.officers.findAtCounter('sri.wahyuni', '3402155203850002');
        expect(found.map((one) => one.applicationNumber)).to.include(applicationNumber);
        const renewed = await office.officers.renewPin('sri.wahyuni', {
          applicationNumber,
          nik: '3402155203850002',
          hasSeenCard: true,
        });
        expect((await office.applicants.track(applicationNumber, renewed)).applicationNumber).to.equal(
          applicationNumber,
        );
        expect((await refusalOf(office.applicants.track(applicationNumber, pin))).code).to.equal('NotYourCase');
        expect(await office.journal(applicationNumber, 'pin-renewed')).to.have.length(1);
      },
    },
    {
      row: 'B5',
      what: 'returned "invalid" with a note and no list of papers',
      outcome: 'page and chat take papers, words and "lanjutkan"',
      play: async () => {
        const { office } = given;
        const made = await office.drafted(family());
        await office.decides('endah', made.applicationNumber, 'verify-draft', {
          verification: 'invalid',
          note: 'Nama di ijazah beda',
        });
        expect((await office.applicants.track(made.applicationNumber, made.pin)).todo).to.contain('tulis jawaban');
        await office.applicants.complete(made.applicationNumber, made.pin, [await office.paper('lainnya')], '', {
          finish: 'later',
        });
        await office.applicants.write(made.applicationNumber, made.pin, 'Nama di ijazah memang nama kecil');
        await office.applicants.complete(made.applicationNumber, made.pin, [], '', { finish: 'now' });
        await office.settle();
        expect(await open(made.applicationNumber)).to.deep.equal(['examine-application']);
      },
    },
    {
      row: 'B6, F demarche #9731',
      what: 'two papers asked for, sent one after the other on the page',
      outcome: 'stays open for the second',
      play: async () => {
        const { office } = given;
        const { applicationNumber, pin } = await asked(['ijazah', 'kk-lama']);
        for (const kind of ['ijazah', 'kk-lama'] as const)
          await office.applicants.complete(applicationNumber, pin, [await office.paper(kind)]);
        await office.settle();
        expect(await open(applicationNumber)).to.deep.equal(['examine-application']);
      },
    },
    {
      row: 'B7, F health #619',
      what: 'black, blurred and tiny pictures, an empty sticker',
      outcome: 'said at once, none completes the case',
      play: async () => {
        const { applicationNumber, phone } = await asked();
        for (const name of ['black.jpg', 'blurred.jpg', 'sticker.webp'])
          expect(await says(phone, '', [await media(await readFile(path.join(PICTURES, name)))])).to.match(
            /kosong|buram|terlalu (kecil|gelap)/,
          );
        expect(await sent(applicationNumber)).to.deep.equal([]);
        expect(await state(applicationNumber)).to.equal('waiting-for-applicant');
      },
    },
    {
      row: 'B8',
      what: 'captioned ijazah while two papers lack; the same picture twenty times',
      outcome: 'filed as ijazah; the same bytes fill no second paper',
      play: async () => {
        const { applicationNumber, phone } = await asked(['kk-lama', 'ijazah']);
        const bytes = await paperPhoto('Ijazah', ++serial);
        await says(phone, 'ini ijazahnya', [await media(bytes)]);
        for (let i = 0; i < 5; i++) expect(await says(phone, '', [await media(bytes)])).to.match(/sama dengan|kurang/);
        expect(await sent(applicationNumber)).to.deep.equal(['ijazah']);
      },
    },
    {
      row: 'B9, F chatwoot #15504',
      what: 'the media address answers 404 for a moment; the webhook itself was lost',
      outcome: 'stored first, fetched again; what was missed is asked for',
      play: async () => {
        const { office } = given;
        const { applicationNumber, phone } = await asked(['ijazah', 'kk-lama']);
        const url = `https://media.example/${randomUUID()}`;
        const sid = `SM${randomUUID().replaceAll('-', '')}`;
        await office.applicants.incomingMessage({ sid, from: phone, text: 'ijazah', mediaUrls: [url] });
        office.messenger.media.set(url, await paperPhoto('Ijazah', ++serial));
        await office.engine.advance(3000);
        await office.settle();
        const missed = {
          from: phone,
          text: 'kk',
          mediaUrls: [await media()],
          mediaTypes: ['image/jpeg'],
          at: new Date(),
        };
        office.messenger.inbound.push({ ...missed, sid: `SM${randomUUID().replaceAll('-', '')}` });
        await receiveMissedMessages(office.dependencies)();
        expect(await sent(applicationNumber)).to.deep.equal(['ijazah', 'kk-lama']);
      },
    },
    {
      row: 'B10',
      what: 'a cut-off JPEG, a file of 13 MB',
      outcome: 'the sentence of the portal',
      play: async () => {
        const { phone } = await asked();
        expect(await says(phone, '', [await media(await readFile(path.join(PICTURES, 'truncated.jpg')))])).to.match(
          /[Ff]oto/,
        );
        expect(await says(phone, '', [await media(Buffer.alloc(13_000_000, 7))])).to.contain('lebih besar dari 8 MB');
      },
    },
    {
      row: 'B15, F DIVOC #576',
      what: 'the number has no WhatsApp',
      outcome: 'seen by an officer at submission; the page says so and takes another',
      play: async () => {
        const { office } = given;
        const { applicationNumber, pin } = await office.submit(family());
        const { sid } = office.messenger.of(applicationNumber, 'received')[0]!;
        await office.applicants.messageStatus({ sid, status: 'undelivered', errorCode: '63024' });
        expect(await forPerson(applicationNumber)).to.have.length(1);
        expect((await office.applicants.track(applicationNumber, pin)).numberFails).to.equal(true);
        await office.applicants.changeNumber(applicationNumber, pin, '0812 7777 8888');
        await office.settle();
        expect(office.messenger.of(applicationNumber, 'received').at(-1)!.to).to.equal('+6281277778888');
      },
    },
    {
      row: 'B16',
      what: 'no status ever comes for a request',
      outcome: 'asked for; after a day a task for a person',
      play: async () => {
        const { office } = given;
        const { applicationNumber } = await asked();
        for (const hours of [1, 8, 16]) {
          await office.engine.advance(hours * 3_600_000);
          await askMessageStatuses(office.dependencies)();
        }
        await office.settle();
        expect(await open(applicationNumber)).to.deep.equal(['reach-applicant']);
      },
    },
    {
      row: 'B26',
      what: 'a stranger types wrong PINs',
      outcome: 'locked at their address, with the time; the owner comes in',
      play: async () => {
        const { office } = given;
        const { applicationNumber, pin } = await office.submit(family());
        for (let i = 0; i < 6; i++)
          await refusalOf(office.applicants.track(applicationNumber, '000000', '198.51.100.1'));
        const refused = await office.applicants
          .track(applicationNumber, pin, '198.51.100.1')
          .catch((error: unknown) => error);
        expect((refused as { retryAfterSeconds: number }).retryAfterSeconds).to.be.greaterThan(0);
        expect((await office.applicants.track(applicationNumber, pin, '203.0.113.5')).applicationNumber).to.equal(
          applicationNumber,
        );
      },
    },
    {
      row: 'F typebot #880, octo-agent #1123',
      what: 'voice, location, sticker',
      outcome: 'acknowledged in plain words; a sticker completes nothing',
      play: async () => {
        const { applicationNumber, phone } = await asked();
        const sticker = await media(await readFile(path.join(PICTURES, 'sticker.webp')));
        expect(await says(phone, '', [sticker], { type: 'sticker', mediaTypes: ['image/webp'] })).to.contain('Stiker');
        expect(
          await says(phone, '', [await media(Buffer.from('OggS'))], { type: 'voice', mediaTypes: ['audio/ogg'] }),
        ).to.contain('suara');
        expect(await sent(applicationNumber)).to.deep.equal([]);
      },
    },
    {
      row: 'F chatwoot #14071',
      what: 'several pictures at once',
      outcome: 'one conversation, one completion',
      play: async () => {
        const { applicationNumber, phone } = await asked(['ijazah', 'kk-lama']);
        const photos = await Promise.all([media(), media(), media(), media()]);
        await Promise.all(
          photos.map((url, i) =>
            given.office.applicants.incomingMessage({
              sid: `SM${randomUUID().replaceAll('-', '')}`,
              from: phone,
              text: i % 2 === 0 ? 'ijazah' : 'kk',
              mediaUrls: [url],
            }),
          ),
        );
        await given.office.settle();
        expect(given.office.messenger.said.filter(({ to }) => to === phone)).to.have.length(4);
        expect(await given.office.journal(applicationNumber, 'completion-received')).to.have.length(1);
        expect(await open(applicationNumber)).to.deep.equal(['examine-application']);
      },
    },
    {
      row: 'F capo #182, cht-core #476, rapidpro #392',
      what: 'STOP',
      outcome: 'nothing more is sent; a person takes over',
      play: async () => {
        const { office } = given;
        const change = family();
        const { applicationNumber } = await office.opened(change);
        await says(change.applicant.whatsapp, 'stop');
        await office.asksAgain(applicationNumber, ['ijazah']);
        expect(office.messenger.of(applicationNumber, 'incomplete')).to.deep.equal([]);
        expect(await open(applicationNumber)).to.deep.equal(['reach-applicant']);
      },
    },
    {
      row: 'F verify-local-patterns #185, foia #183',
      what: 'a confirmation is expected by itself',
      outcome: 'sent at once, with the day by which news comes',
      play: async () => {
        const { applicationNumber } = await given.office.submit(family());
        expect(given.office.messenger.of(applicationNumber, 'received')[0]!.values['expectedOn']).to.match(/\d/);
      },
    },
    {
      row: 'F Palembang, Semarang, Pacitan',
      what: 'two weeks no word, WhatsApp unread',
      outcome: 'a question is answered at once with when it is read, and by a person afterwards',
      play: async () => {
        const { office } = given;
        const change = family();
        const { applicationNumber } = await office.opened(change);
        expect(await says(change.applicant.whatsapp, 'Sudah dua minggu, bagaimana?')).to.match(/Petugas membacanya/);
        await office.officers.answer('sri.wahyuni', applicationNumber, 'Sedang kami cetak drafnya, Bu.');
        await office.settle();
        expect(office.messenger.said.at(-1)!.text).to.contain('Sedang kami cetak');
      },
    },
  ];

  for (const { row, what, outcome, play } of rows)
    it(`${row}: ${what}`, async () => {
      await play().then(
        () => table.push(`${row.padEnd(42)} ${what} -> ${outcome}: holds`),
        (error: unknown) => {
          table.push(`${row.padEnd(42)} ${what} -> ${outcome}: DOES NOT HOLD`);
          throw error;
        },
      );
    });
});
