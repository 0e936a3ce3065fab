import { expect } from 'chai';
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { wordsOf } from '../../src/cases/message-words.ts';
import { paperPhoto } from '../../src/demo/photos.ts';
import type { MessageType } from '../../src/store/store.ts';
import { toWhatsAppNumber } from '../../src/domain/phone.ts';
import { PEOPLE, withOffice } from './office.ts';

const SRI = PEOPLE.sri.username;

/** Pictures of a resident's trial. */
const CASES = path.join(import.meta.dirname, '..', 'talk', 'pictures');

describe('What comes back by WhatsApp', () => {
  const given = withOffice();
  let serial = 0;

  /** A family with a number of its own, so that replies find its case. */
  function family() {
    const whatsapp = `0812${String(34_567_000 + ++serial)}`;
    return {
      from: `whatsapp:${toWhatsAppNumber(whatsapp)}`,
      change: { applicant: { name: 'Wening Prameswari', nik: '3402155203850002', whatsapp } },
    };
  }
  async function photo(bytes?: Buffer): Promise<string> {
    const url = `https://media.example/${randomUUID()}`;
    given.office.messenger.media.set(url, bytes ?? (await paperPhoto(url, ++serial)));
    return url;
  }
  const sid = () => `SM${randomUUID().replaceAll('-', '')}`;

  async function asked() {
    const { from, change } = family();
    const made = await given.office.opened(change);
    await given.office.decides('sri', made.applicationNumber, 'examine-application', {
      examination: 'incomplete',
      missingDocuments: ['ijazah', 'kk-lama'],
    });
    return { ...made, from };
  }

  /** What we answered to this message; fails when it was answered twice. */
  async function answerTo(messageSid: string): Promise<string> {
    const { office } = given;
    await office.settle();
    const incoming = await office.store.messages.bySid(messageSid);
    const all = await office.store.messages.ofPhone(incoming!.phone!);
    const answers = all.filter(({ answers: of }) => of === incoming!.id);
    expect(answers, 'one answer').to.have.length(1);
    const said = office.messenger.said.filter(({ sid: ours }) => ours === answers[0]!.sid);
    expect(said, 'sent once').to.have.length(1);
    return said[0]!.text;
  }
  /** Sends it as the person does, and gives what the office answers. */
  async function says(
    from: string,
    text: string,
    { photos = [], ...more }: { photos?: string[]; quoted?: string; type?: MessageType; types?: string[] } = {},
  ): Promise<string> {
    const { types, ...rest } = more;
    const message = { sid: sid(), from, text, mediaUrls: photos, ...(types ? { mediaTypes: types } : {}), ...rest };
    await given.office.applicants.incomingMessage(message);
    return answerTo(message.sid);
  }
  const kindsOf = async (applicationNumber: string) =>
    (await given.office.store.papers.of(applicationNumber))
      .filter(({ source }) => source === 'whatsapp')
      .map(({ kind }) => kind);

  describe('a photo from the applicant', () => {
    it('is laid to the paper that its caption names; what lacks is said, and the case goes on when all is there', async () => {
      const { office } = given;
      const { applicationNumber, from } = await asked();
      const first = await says(from, 'ini ijazahnya', { photos: [await photo()] });
      expect(first).to.contain(`Untuk permohonan ${applicationNumber} kami terima: Ijazah terakhir`);
      expect(first).to.contain('Masih kurang: Kartu Keluarga lama');
      expect(await office.case(applicationNumber)).to.deep.include({
        state: 'waiting-for-applicant',
        missingDocuments: ['kk-lama'],
      });
      // One is missing: no caption is needed.
      const second = await says(from, '', { photos: [await photo()] });
      expect(second).to.contain('Semua yang kami minta').and.to.contain('Petugas memeriksanya kembali');
      expect(await kindsOf(applicationNumber)).to.deep.equal(['ijazah', 'kk-lama']);
      expect(await office.openElements(applicationNumber)).to.deep.equal(['examine-application']);
      const rows = await office.journal(applicationNumber, 'papers-received', 'completion-received');
      expect(rows.map(({ event, detail }) => [event, detail['way'], detail['papers']])).to.deep.equal([
        ['papers-received', 'whatsapp', ['ijazah']],
        ['completion-received', 'whatsapp', ['kk-lama']],
      ]);
    });

    it('without a caption is asked about by number, and laid where the answer says', async () => {
      const { applicationNumber, from } = await asked();
      const question = await says(from, '', { photos: [await photo()] });
      expect(question)
        .to.contain('dokumen apa')
        .and.to.match(/1\. Ijazah terakhir\n2\. Kartu Keluarga lama\n3\. Dokumen lain/);
      expect(await says(from, '7'))
        .to.contain('Angka itu tidak ada pada pilihan')
        .and.to.contain('1. Ijazah');
      expect(await says(from, 'nomor 2')).to.contain('Masih kurang: Ijazah terakhir');
      expect(await kindsOf(applicationNumber)).to.deep.equal(['kk-lama']);
    });

    it('never completes another family’s case: the number in the caption, the quoted message, or a numbered question decides', async () => {
      const { office } = given;
      const { from, change } = family();
      const cases: string[] = [];
      for (let i = 0; i < 2; i++) {
        const { applicationNumber } = await office.opened(change);
        await office.asksAgain(applicationNumber, ['ijazah']);
        cases.push(applicationNumber);
      }
      const [x, y] = cases as [string, string];
      // The finding: "ini KK lama untuk KK-...", and the newest case took it.
      expect(await says(from, `ini ijazah untuk ${x.toLowerCase()}`, { photos: [await photo()] })).to.contain(x);
      expect(await kindsOf(x)).to.deep.equal(['ijazah']);
      expect(await kindsOf(y)).to.deep.equal([]);
      await office.asksAgain(x, ['kk-lama']);

      const third = await office.opened(family().change);
      await office.store.cases.change(third.applicationNumber, { whatsapp: from.replace('whatsapp:', '') });
      await office.asksAgain(third.applicationNumber, ['ijazah']);
      const request = office.messenger.of(y, 'incomplete').at(-1)!;
      expect(await says(from, '', { photos: [await photo()], quoted: request.sid })).to.contain(y);
      expect(await kindsOf(y)).to.deep.equal(['ijazah']);
      expect(await kindsOf(third.applicationNumber)).to.deep.equal([]);
    });

    it('is asked about when several cases wait, and stays in sight of an officer until it is answered', async () => {
      const { office } = given;
      const { from, change } = family();
      const cases: string[] = [];
      for (let i = 0; i < 2; i++) {
        const { applicationNumber } = await office.opened(change);
        await office.asksAgain(applicationNumber, ['ijazah']);
        cases.push(applicationNumber);
      }
      const question = await says(from, '', { photos: [await photo()] });
      expect(question).to.contain('untuk permohonan yang mana').and.to.contain('0. Tidak tahu');
      for (const number of cases) {
        expect(question).to.contain(number);
        expect(await kindsOf(number)).to.deep.equal([]);
      }
      const mine = async () =>
        (await office.store.messages.forPerson()).filter(({ phone }) => phone === from.replace('whatsapp:', ''));
      expect((await mine()).map(({ applicationNumber }) => applicationNumber)).to.deep.equal([null]);
      const chosen = /1\. .*?\((KK-[0-9A-Z-]+),/.exec(question)![1]!;
      expect(await says(from, '1')).to.contain(`Semua yang kami minta untuk permohonan ${chosen}`);
      expect(await kindsOf(chosen)).to.deep.equal(['ijazah']);
      expect(await mine()).to.deep.equal([]);
    });

    for (const [how, turn] of [
      ['asked for something in', (number: string) => given.office.asksAgain(number, ['ijazah'])],
      [
        'wrote about',
        (number: string) => given.office.officers.answer(SRI, number, 'Foto ijazahnya kurang jelas, Bu.'),
      ],
    ] as const)
      it(`after an officer ${how} another case, is asked about and not laid to the one before`, async () => {
        const { office } = given;
        const { from, change } = family();
        const [first, second] = [await office.opened(change), await office.opened(change)];
        await office.asksAgain(first.applicationNumber, ['ijazah', 'kk-lama']);
        expect(await says(from, 'ijazah', { photos: [await photo()] })).to.contain(first.applicationNumber);
        office.engine.clock.moveTo(new Date(office.engine.clock.now().getTime() + 60_000));
        await turn(second.applicationNumber);
        expect(await says(from, '', { photos: [await photo()] })).to.contain('untuk permohonan yang mana');
        expect(await kindsOf(first.applicationNumber)).to.deep.equal(['ijazah']);
        expect(await kindsOf(second.applicationNumber)).to.deep.equal([]);
        expect(await says(from, `untuk ${second.applicationNumber}`)).to.contain(second.applicationNumber);
        expect(await kindsOf(second.applicationNumber)).to.have.length(1);
      });

    it('is asked about by what each case is about and by whom, and every answer says which one it means', async () => {
      const { office } = given;
      const { from, change } = family();
      const mother = await office.opened(change);
      const daughter = await office.opened({
        ...change,
        reason: 'hilang',
        changes: [],
        applicant: { ...change.applicant, name: 'Budi Santosa' },
      });
      for (const { applicationNumber } of [mother, daughter]) await office.asksAgain(applicationNumber, ['ijazah']);
      expect(office.messenger.of(daughter.applicationNumber, 'incomplete').at(-1)!.values['about']).to.equal(
        'KK hilang, atas nama B••• S••••••',
      );
      const question = await says(from, '', { photos: [await photo()] });
      expect(question)
        .to.match(/\d\. Pendidikan, atas nama \S+• \S+• \(KK-/)
        .and.to.match(/\d\. KK hilang, atas nama B••• S•••••• \(KK-/);
      expect(question).to.not.contain('Budi').and.to.not.contain('Santosa');
      const choice = /(\d)\. KK hilang/.exec(question)![1]!;
      expect(await says(from, choice)).to.contain(
        `untuk permohonan ${daughter.applicationNumber} (KK hilang, atas nama B••• S••••••)`,
      );
    });

    it('that nobody could read is said at once; it is used when its sender says so', async () => {
      const { office } = given;
      const { applicationNumber, from } = await asked();
      const black = await readFile(path.join(CASES, 'black.jpg'));
      expect(await says(from, 'ijazah', { photos: [await photo(black)] }))
        .to.contain('kosong')
        .and.to.contain('PAKAI');
      expect(await kindsOf(applicationNumber)).to.deep.equal([]);
      expect(await says(from, 'pakai saja'))
        .to.contain('Ijazah terakhir')
        .and.to.contain('Masih kurang');
      expect(await kindsOf(applicationNumber)).to.deep.equal(['ijazah']);
      const blurred = await readFile(path.join(CASES, 'blurred.jpg'));
      expect(await says(from, 'kk', { photos: [await photo(blurred)] })).to.match(/buram|terlalu kecil/);
      expect(await says(from, 'kk', { photos: [await photo()] })).to.contain('Semua yang kami minta');
      expect(await kindsOf(applicationNumber), 'the blurred one gave way').to.deep.equal(['ijazah', 'kk-lama']);
      expect(await office.openElements(applicationNumber)).to.deep.equal(['examine-application']);
    });

    it('counts once: the same picture again fills no second paper, and a message that Twilio brings twice is one', async () => {
      const { office } = given;
      const { applicationNumber, from } = await asked();
      const bytes = await paperPhoto('KK lama', ++serial);
      await says(from, 'ijazah', { photos: [await photo(bytes)] });
      expect(await says(from, '', { photos: [await photo(bytes)] })).to.contain('sama dengan yang sudah Anda kirim');
      expect(await kindsOf(applicationNumber)).to.deep.equal(['ijazah']);
      const message = { sid: sid(), from, text: 'kk', mediaUrls: [await photo()] };
      await Promise.all([1, 2, 3].map(() => office.applicants.incomingMessage(message)));
      await answerTo(message.sid);
      expect(await kindsOf(applicationNumber)).to.deep.equal(['ijazah', 'kk-lama']);
    });

    it('whose bytes are not there yet is fetched again, and reported to the sender when they never come', async () => {
      const { office } = given;
      const { applicationNumber, from } = await asked();
      const url = `https://media.example/${randomUUID()}`;
      const message = { sid: sid(), from, text: 'ijazah', mediaUrls: [url] };
      await office.applicants.incomingMessage(message);
      expect(await office.store.messages.bySid(message.sid), 'kept all the same').to.include({ handledAt: null });
      office.messenger.media.set(url, await paperPhoto('Ijazah', ++serial));
      await office.engine.advance(3000);
      expect(await answerTo(message.sid)).to.contain('Ijazah terakhir');
      expect(await kindsOf(applicationNumber)).to.deep.equal(['ijazah']);

      const lost = { sid: sid(), from, text: 'kk', mediaUrls: [`https://media.example/${randomUUID()}`] };
      await office.applicants.incomingMessage(lost);
      for (let i = 0; i < 6; i++) {
        await office.engine.advance(200_000);
        await office.settle();
      }
      expect(await answerTo(lost.sid)).to.contain('Kirim fotonya sekali lagi');
    });

    it('that is not a picture, is cut off or too large is refused with the sentence of the portal', async () => {
      const { applicationNumber, from } = await asked();
      const cut = await readFile(path.join(CASES, 'truncated.jpg'));
      expect(await says(from, 'ijazah', { photos: [await photo(cut)] })).to.match(/[Ff]oto|[Bb]erkas/);
      expect(await says(from, '', { photos: [await photo(Buffer.from('bukan gambar'))] })).to.contain(
        'Kiriman jenis ini tidak dapat diterima',
      );
      expect(await says(from, '', { photos: [await photo(Buffer.alloc(9_000_000, 1))] })).to.contain(
        'lebih besar dari 8 MB',
      );
      expect(await kindsOf(applicationNumber)).to.deep.equal([]);
    });

    it('of a stranger, or of somebody who names another family’s case, goes to nobody’s case but before a person', async () => {
      const { office } = given;
      const { applicationNumber } = await asked();
      const stranger = 'whatsapp:+60123456789';
      expect(await says(stranger, '', { photos: [await photo()] })).to.contain('belum menemukan permohonan');
      const foreign = await says(family().from, `untuk ${applicationNumber}`, { photos: [await photo()] });
      expect(foreign).to.contain('memakai nomor WhatsApp lain');
      expect(await kindsOf(applicationNumber)).to.deep.equal([]);
      const shown = (await office.store.messages.forPerson()).filter((one) => one.applicationNumber === null);
      expect(shown.map(({ phone }) => phone)).to.include('+60123456789');
      expect(office.log.join('')).to.not.contain('60123456789');
    });
  });

  describe('words from the applicant', () => {
    it('are stored encrypted with the case, answered at once, and put before a person', async () => {
      const { office } = given;
      const { from, change } = family();
      const { applicationNumber } = await office.opened(change);
      const secret = `nama anak saya salah ketik, ${randomUUID()}`;
      const answer = await says(from, secret);
      expect(answer)
        .to.contain(applicationNumber)
        .and.to.match(/Petugas membacanya (pada|mulai)/);
      const [row] = (await office.store.messages.of(applicationNumber)).filter(({ direction }) => direction === 'in');
      expect(row).to.include({ author: 'pemohon', personDoneAt: null });
      expect((await wordsOf(office.dependencies, row!.content))?.text).to.equal(secret);
      const dump = await office.database.asOwner('select row_to_json(m)::text as row from messages m');
      expect(JSON.stringify(dump) + office.log.join('')).to.not.contain('salah ketik');
    });

    it('"sudah" says what lacks, and goes on when it is said once more', async () => {
      const { office } = given;
      const { applicationNumber, from } = await asked();
      await says(from, 'ijazah', { photos: [await photo()] });
      expect(await says(from, 'Sudah ya pak 🙏'))
        .to.contain('masih kurang')
        .and.to.contain('Kartu Keluarga lama');
      expect((await office.case(applicationNumber)).state).to.equal('waiting-for-applicant');
      expect(await says(from, 'sudah')).to.contain('kami teruskan kepada petugas');
      expect(await office.openElements(applicationNumber)).to.deep.equal(['examine-application']);
    });

    it('after "invalid", several papers come one by one, and "sudah" ends it', async () => {
      const { office } = given;
      const { from, change } = family();
      const { applicationNumber } = await office.drafted(change);
      await office.decides('endah', applicationNumber, 'verify-draft', {
        verification: 'invalid',
        note: 'Tanggal lahir berbeda',
      });
      expect(await says(from, 'Yang benar tanggal 3 Mei'))
        .to.contain('kami teruskan kepada petugas')
        .and.to.contain('SUDAH');
      for (const caption of ['akta kelahiran', ''])
        expect(await says(from, caption, { photos: [await photo()] })).to.contain('balas SUDAH');
      expect((await office.case(applicationNumber)).state).to.equal('waiting-for-applicant');
      expect(await says(from, 'selesai')).to.contain('kami teruskan kepada petugas');
      expect(await kindsOf(applicationNumber)).to.deep.equal(['akta-kelahiran', 'lainnya']);
      expect((await office.case(applicationNumber)).state).to.equal('examination');
    });

    for (const [type, mime, expected] of [
      ['voice', 'audio/ogg', 'Pesan suara Anda kami simpan'],
      ['video', 'video/mp4', 'Video Anda kami simpan'],
      ['location', undefined, 'Lokasi Anda kami simpan'],
      ['contact', 'text/vcard', 'Kontak yang Anda kirim kami simpan'],
    ] as const)
      it(`a ${type} is stored, said to be stored, and put before a person`, async () => {
        const { office } = given;
        const { from, change } = family();
        const { applicationNumber } = await office.opened(change);
        const photos = mime === undefined ? [] : [await photo(Buffer.from('OggS dan seterusnya'))];
        const answer = await says(from, '', { photos, type, ...(mime === undefined ? {} : { types: [mime] }) });
        expect(answer).to.contain(expected).and.to.contain(applicationNumber);
        const waiting = (await office.store.messages.forPerson()).filter(
          (one) => one.applicationNumber === applicationNumber,
        );
        expect(waiting.map((one) => one.type)).to.deep.equal([type]);
        const files = await office.store.messageFiles.of(waiting.map(({ id }) => id));
        expect(files.map(({ state, mediaType }) => [state, mediaType])).to.deep.equal(
          mime === undefined ? [] : [['stored', mime]],
        );
        expect(await kindsOf(applicationNumber)).to.deep.equal([]);
      });

    it('a sticker is not a document, whether empty or not', async () => {
      const { applicationNumber, from } = await asked();
      const sticker = await readFile(path.join(CASES, 'sticker.webp'));
      expect(
        await says(from, '', { photos: [await photo(sticker)], type: 'sticker', types: ['image/webp'] }),
      ).to.contain('Stiker');
      // Twilio does not always say that it is one.
      expect(await says(from, '', { photos: [await photo(sticker)], types: ['image/webp'] })).to.match(
        /dokumen apa|kosong/,
      );
      expect(await kindsOf(applicationNumber)).to.deep.equal([]);
    });

    it('STOP is honoured by everything we send until MULAI; a person takes over what must reach them', async () => {
      const { office } = given;
      const { from, change } = family();
      const { applicationNumber } = await office.opened(change);
      expect(await says(from, 'BERHENTI')).to.contain('tidak mengirim pesan lagi');
      const before = office.messenger.of(applicationNumber).length;
      await office.asksAgain(applicationNumber, ['ijazah']);
      expect(office.messenger.of(applicationNumber)).to.have.length(before);
      expect(await office.openElements(applicationNumber)).to.deep.equal(['reach-applicant']);
      expect(await says(from, 'kapan selesai?'))
        .to.contain('kami teruskan kepada petugas')
        .and.to.contain('MULAI');
      expect(await says(from, 'Mulai')).to.contain('lagi ke nomor ini');
      const rows = await office.journal(applicationNumber, 'messages-stopped', 'messages-begun');
      expect(rows.map(({ event }) => event)).to.deep.equal(['messages-stopped', 'messages-begun']);
    });
  });

  describe('a status of a message', () => {
    async function delivered() {
      const { change } = family();
      const made = await given.office.delivered(change);
      return { ...made, card: given.office.messenger.of(made.applicationNumber, 'card')[0]!.sid };
    }

    it('that the card was delivered or read is the receipt, once (SOP step 9)', async () => {
      const { office } = given;
      const { applicationNumber, card } = await delivered();
      for (const status of ['sent', 'delivered', 'delivered', 'read'])
        await office.applicants.messageStatus({ sid: card, status, errorCode: null });
      await office.settle();
      expect((await office.case(applicationNumber)).state).to.equal('archived');
      const rows = await office.journal(applicationNumber, 'card-received');
      expect(rows.map(({ detail }) => detail['way'])).to.deep.equal(['whatsapp']);
    });

    it('that comes late or out of order takes nothing back', async () => {
      const { office } = given;
      const { applicationNumber, card } = await delivered();
      await office.applicants.messageStatus({ sid: card, status: 'read', errorCode: null });
      await office.applicants.messageStatus({ sid: card, status: 'undelivered', errorCode: '63016' });
      await office.applicants.messageStatus({ sid: card, status: 'invented', errorCode: null });
      await office.settle();
      expect(await office.journal(applicationNumber, 'message-undelivered')).to.deep.equal([]);
      expect((await office.store.messages.bySid(card))?.status).to.equal('read');
    });

    it('that the card could not be delivered brings it to the print officer', async () => {
      const { office } = given;
      const { applicationNumber, card } = await delivered();
      await office.applicants.messageStatus({ sid: card, status: 'undelivered', errorCode: '63016' });
      await office.settle();
      expect(await office.openElements(applicationNumber)).to.deep.equal(['hand-over-card']);
      expect((await office.journal(applicationNumber, 'message-undelivered'))[0]).to.deep.include({
        step: 8,
        detail: { purpose: 'card', errorCode: '63016' },
      });
    });

    it('of an earlier try does not take back the card that was sent again', async () => {
      const { office } = given;
      const { applicationNumber, card } = await delivered();
      await office.applicants.messageStatus({ sid: card, status: 'undelivered', errorCode: '63016' });
      await office.settle();
      await office.decides('rini', applicationNumber, 'hand-over-card', { handOver: 'resend' });
      await office.applicants.messageStatus({ sid: card, status: 'failed', errorCode: '63016' });
      await office.settle();
      expect(await office.openElements(applicationNumber)).to.deep.equal([]);
      expect((await office.case(applicationNumber)).state).to.equal('delivery');
    });

    it('that a request could not be delivered brings it to the entry officer, unless it was answered meanwhile', async () => {
      const { office } = given;
      const failed = await asked();
      const [request] = office.messenger.of(failed.applicationNumber, 'incomplete');
      await office.applicants.messageStatus({ sid: request!.sid, status: 'failed', errorCode: '63024' });
      await office.settle();
      expect(await office.openElements(failed.applicationNumber)).to.deep.equal(['reach-applicant']);

      const answered = await asked();
      const [other] = office.messenger.of(answered.applicationNumber, 'incomplete');
      await office.applicants.complete(answered.applicationNumber, answered.pin, [
        await office.paper('ijazah'),
        await office.paper('kk-lama'),
      ]);
      await office.applicants.messageStatus({ sid: other!.sid, status: 'failed', errorCode: '63024' });
      await office.settle();
      expect(await office.openElements(answered.applicationNumber)).to.deep.equal(['examine-application']);
    });

    it('of a courtesy needs nobody', async () => {
      const { office } = given;
      const { change } = family();
      const { applicationNumber, pin } = await office.opened(change);
      await office.applicants.withdraw(applicationNumber, pin);
      await office.settle();
      const [message] = office.messenger.of(applicationNumber, 'withdrawn');
      await office.applicants.messageStatus({ sid: message!.sid, status: 'failed', errorCode: '63024' });
      expect(await office.journal(applicationNumber, 'message-undelivered')).to.have.length(1);
      expect((await office.store.outbox.of(applicationNumber)).map(({ name }) => name)).to.not.include(
        'request-undeliverable',
      );
    });
  });
});
