import { expect } from 'chai';
import { randomUUID } from 'node:crypto';
import { handleMessage, handleMessages } from '../../src/cases/handle-message.ts';
import { putWords, wordsOf } from '../../src/cases/message-words.ts';
import { sendWaitingMessages } from '../../src/cases/send-waiting-messages.ts';
import { Failure } from '../../src/domain/failures.ts';
import type { MessageRecord, NewMessage } from '../../src/store/store.ts';
import { paperPhoto } from '../../src/demo/photos.ts';
import { errorOf } from '../store/given.ts';
import { PEOPLE, withOffice } from './office.ts';

describe('Handling a message that came in', () => {
  const given = withOffice();
  let serial = 0;
  const now = () => given.office.engine.clock.now();
  const handle = (id: string) => handleMessage(given.office.dependencies)(id);
  const message = async (id: string): Promise<MessageRecord> => (await given.office.store.messages.find(id))!;
  const send = () => sendWaitingMessages(given.office.dependencies)();

  /** A number with an opened case of its own. */
  async function applicant() {
    const whatsapp = `0813${String(45_000_000 + ++serial)}`;
    const made = await given.office.opened({
      applicant: { name: 'Wening Prameswari', nik: '3402155203850002', whatsapp },
    });
    return { ...made, phone: (await given.office.case(made.applicationNumber)).whatsapp! };
  }

  /** Stored, and not acted on yet. */
  async function arrives(phone: string | null, text: string, more: Partial<NewMessage> = {}): Promise<string> {
    const { id } = await given.office.store.messages.add({
      applicationNumber: null,
      direction: 'in',
      purpose: 'reply',
      sid: `SM${randomUUID()}`,
      status: 'received',
      errorCode: null,
      phone,
      content: await putWords(given.office.dependencies, { text }),
      author: 'pemohon',
      nextTryAt: now(),
      at: now(),
      ...more,
    });
    return id;
  }
  async function photoArrives(phone: string, text = ''): Promise<string> {
    const { office } = given;
    const id = await arrives(phone, text, { type: 'photo' });
    const url = `https://media.example/${randomUUID()}`;
    office.messenger.media.set(url, await paperPhoto(url, ++serial));
    await office.store.messageFiles.add({ messageId: id, position: 0, url, declared: 'image/jpeg' });
    return id;
  }
  const answersTo = async (id: string) => {
    const { phone } = await message(id);
    return (await given.office.store.messages.ofPhone(phone!)).filter(({ answers }) => answers === id);
  };
  const said = async (id: string) => {
    const [answer] = await answersTo(id);
    return (await wordsOf(given.office.dependencies, answer!.content))!.text;
  };
  const kindsOf = async (applicationNumber: string) =>
    (await given.office.store.papers.of(applicationNumber)).slice(3).map(({ kind }) => kind);

  it('answers it with one message that waits to be sent, however often it is handled', async () => {
    const { office } = given;
    const { applicationNumber, phone } = await applicant();
    const id = await arrives(phone, 'Kapan selesai?');
    await Promise.all([handle(id), handle(id), handle(id)]);
    await office.engine.advance(60_000);
    await handle(id);
    const answers = await answersTo(id);
    expect(answers).to.have.length(1);
    expect(answers[0]).to.deep.include({
      applicationNumber,
      direction: 'out',
      purpose: 'talk',
      sid: null,
      status: 'waiting',
      author: 'sistem',
    });
    expect(await said(id), 'who wants messages is not told how to want them again').to.not.contain('MULAI');
    const handledAt = (await message(id)).handledAt!;
    expect(handledAt.getTime(), 'by the first').to.equal(now().getTime() - 60_000);
    expect((await office.store.conversations.find(phone))!.lastInboundAt).to.deep.equal(handledAt);
    expect((await office.store.messages.toSend(handledAt)).map((one) => one.answers)).to.include(id);
    await send();
    expect(office.messenger.said.filter(({ to }) => to === phone)).to.have.length(1);
  });

  it('counts the 24 hours from when it was written: one that was missed opens none that WhatsApp does not have', async () => {
    const { office } = given;
    const { phone } = await applicant();
    const ago = (hours: number) => new Date(now().getTime() - hours * 3_600_000);
    const heard = async () => (await office.store.conversations.find(phone))!.lastInboundAt;
    const written = ago(60);
    const missed = await arrives(phone, 'Kapan selesai?', { at: written });
    await handle(missed);
    expect(await heard()).to.deep.equal(written);
    await send();
    expect(office.messenger.said.filter(({ to }) => to === phone)).to.deep.equal([]);
    expect((await answersTo(missed)).map(({ status }) => status)).to.deep.equal(['failed']);
    expect((await message(missed)).personSince, 'somebody answers').to.deep.equal(now());
    const newer = ago(1);
    await handle(await arrives(phone, 'Halo?', { at: newer }));
    await handle(await arrives(phone, 'Permisi', { at: ago(50) }));
    expect(await heard(), 'the latest counts').to.deep.equal(newer);
  });

  it('answers a number without a case as well; that answer belongs to no case', async () => {
    const id = await arrives('+6281245000999', 'Selamat pagi');
    await handle(id);
    expect((await answersTo(id)).map(({ applicationNumber }) => applicationNumber)).to.deep.equal([null]);
  });

  describe('of a number without a case', () => {
    const stranger = () => `+6281245${String(700_000 + ++serial)}`;
    const filesOf = (id: string) => given.office.store.messageFiles.of([id]);

    it('answers twenty in a day, says with the last that it was the last, and keeps the rest without a word', async () => {
      const { office } = given;
      const phone = stranger();
      await handle(await arrives(phone, 'Halo', { at: new Date(now().getTime() - 86_400_000) }));
      const ids: string[] = [];
      for (let i = 0; i < 22; i++) ids.push(await arrives(phone, 'Halo'));
      for (const id of ids.toReversed()) await handle(id);
      for (const id of ids.slice(0, 19)) expect(await said(id)).to.not.contain('tidak kami jawab');
      expect(await said(ids[19]!)).to.contain('pesan berikutnya hari ini tidak kami jawab');
      for (const id of ids.slice(20)) {
        expect(await answersTo(id)).to.deep.equal([]);
        const { handledAt, personSince, content } = await message(id);
        expect([handledAt === null, personSince, content === null], 'kept').to.deep.equal([false, null, false]);
      }
      await office.engine.advance(86_400_000);
      const nextDay = await arrives(phone, 'Halo lagi');
      await handle(nextDay);
      expect(await said(nextDay)).to.not.contain('tidak kami jawab');
    });

    it('stops all the same when it is asked to', async () => {
      const phone = stranger();
      for (let i = 0; i < 20; i++) await arrives(phone, 'Halo');
      const id = await arrives(phone, 'BERHENTI');
      await handle(id);
      expect(await answersTo(id)).to.deep.equal([]);
      expect((await given.office.store.conversations.find(phone))!.stoppedAt).to.not.equal(null);
    });

    it('holds five files a day, and says of the next that it is not kept', async () => {
      const phone = stranger();
      const ids: string[] = [];
      for (let i = 0; i < 6; i++) ids.push(await photoArrives(phone));
      for (const id of ids) await handle(id);
      for (const id of ids.slice(0, 5))
        expect((await filesOf(id)).map(({ state, sha256 }) => [state, sha256])).to.deep.equal([['held', null]]);
      expect((await filesOf(ids[5]!)).map(({ state }) => state)).to.deep.equal(['refused']);
      expect(await said(ids[5]!)).to.contain('Kiriman ini tidak kami simpan');
    });

    it('says of a voice message that is one too many that it is not kept, not that an officer listens to it', async () => {
      const phone = stranger();
      for (let i = 0; i < 5; i++) await photoArrives(phone);
      const id = await arrives(phone, '', { type: 'voice' });
      const file = { messageId: id, position: 0, url: 'https://media.example/voice', declared: 'audio/ogg' };
      await given.office.store.messageFiles.add(file);
      await handle(id);
      expect(await said(id))
        .to.contain('Kiriman ini tidak kami simpan')
        .and.not.contain('mendengarkannya');
    });

    it('makes a document of what it held once an officer assigns it to a case', async () => {
      const { office } = given;
      const { applicationNumber } = await applicant();
      const id = await photoArrives(stranger());
      await handle(id);
      const [held] = await filesOf(id);
      const bytes = await office.store.heldFiles.find(held!.id);
      await office.officers.assignMessage(PEOPLE.sri.username, id, applicationNumber, 'ijazah');
      expect(await kindsOf(applicationNumber)).to.deep.equal(['ijazah']);
      const [kept] = await filesOf(id);
      expect(kept!.state).to.equal('stored');
      expect(await office.dependencies.documents.get(kept!.sha256!)).to.deep.equal(bytes);
      expect(await office.store.heldFiles.find(held!.id)).to.equal(undefined);
    });

    it('makes a document of what it held when the number got its case meanwhile', async () => {
      const { office } = given;
      const { applicationNumber } = await applicant();
      const phone = stranger();
      const id = await photoArrives(phone, 'ijazah');
      const own = office.store.cases;
      let asked = 0;
      const cases = {
        ...own,
        byWhatsapp: async (number: string) => {
          if (++asked > 1) return own.byWhatsapp(number);
          await own.change(applicationNumber, { whatsapp: phone });
          return [];
        },
      };
      await handleMessage({ ...office.dependencies, store: { ...office.store, cases } })(id);
      expect((await filesOf(id)).map(({ state }) => state)).to.deep.equal(['stored']);
      expect(await kindsOf(applicationNumber)).to.deep.equal(['ijazah']);
    });
  });

  it('fetches sixty files of a number with a case in a day', async () => {
    const { phone } = await applicant();
    const first = await arrives(phone, '', { type: 'photo' });
    for (let position = 0; position < 60; position++)
      await given.office.store.messageFiles.add({ messageId: first, position, url: null, declared: null });
    const id = await photoArrives(phone);
    await handle(id);
    expect(await said(id)).to.contain('Hari ini sudah banyak kiriman dari nomor ini');
    expect((await given.office.store.messageFiles.of([id])).map(({ state }) => state)).to.deep.equal(['refused']);
    for (let i = 0; i < 30; i++) await arrives(phone, 'Halo');
    const words = await arrives(phone, 'Kapan selesai?');
    await handle(words);
    expect(await said(words), 'words are answered on').to.not.contain('tidak kami jawab');
  });

  it('leaves alone what was written on the tracking page, and what is not there', async () => {
    const { applicationNumber } = await applicant();
    const id = await arrives(null, 'Kapan selesai?', { applicationNumber });
    await handle(id);
    expect(await message(id)).to.include({ handledAt: null, tries: 0 });
    await given.office.store.messages.change(id, { handledAt: now() });
    await handle('0');
  });

  it('waits for files that are not there yet, longer each time, and then says so', async () => {
    const { office } = given;
    const { phone } = await applicant();
    const id = await arrives(phone, 'ijazah', { type: 'photo' });
    const url = 'https://media.example/never';
    await office.store.messageFiles.add({ messageId: id, position: 0, url, declared: 'image/jpeg' });
    const pauses: number[] = [];
    for (let tries = 1; tries <= 5; tries++) {
      await handle(id);
      expect(await message(id)).to.include({ tries, handledAt: null });
      const [row] = (await office.database.asOwner('select next_try_at from messages where id = $1', [id])) as [
        { next_try_at: Date },
      ];
      pauses.push((row.next_try_at.getTime() - now().getTime()) / 1000);
    }
    expect(pauses, 'seconds').to.deep.equal([2, 5, 15, 60, 180]);
    expect(await answersTo(id)).to.deep.equal([]);
    await handle(id);
    expect(await said(id)).to.contain('Kirim fotonya sekali lagi');
  });

  it('is a duty that one message which fails does not hold up', async () => {
    const { office } = given;
    const [bad, good] = [await applicant(), await applicant()];
    const ids = [await arrives(bad.phone, 'satu'), await arrives(good.phone, 'dua')] as const;
    const { content } = await message(ids[0]);
    const { documents } = office.dependencies;
    const failing = {
      ...documents,
      get: (sha256: string) =>
        sha256 === content ? Promise.reject(new Failure('DOCUMENT_DAMAGED')) : documents.get(sha256),
    };
    const trouble = await errorOf(handleMessages({ ...office.dependencies, documents: failing })());
    expect(trouble).to.be.instanceOf(Failure).with.property('code', 'DOCUMENT_DAMAGED');
    expect((await message(ids[0])).handledAt).to.equal(null);
    expect((await message(ids[1])).handledAt).to.not.equal(null);
    expect(await handleMessages(office.dependencies)(), 'it rests, so that others come first').to.equal(0);
    await office.engine.advance(10_000);
    await handleMessages(office.dependencies)();
    expect((await message(ids[0])).handledAt, 'what is left').to.not.equal(null);
    expect(await handleMessages(office.dependencies)()).to.equal(0);
  });

  it('takes a number as the answer to a question only when it was written after the question had left', async () => {
    const { office } = given;
    const { applicationNumber, phone } = await applicant();
    await office.asksAgain(applicationNumber, ['ijazah', 'kk-lama']);
    await handle(await arrives(phone, 'Selamat pagi'));
    await send();
    const photo = await photoArrives(phone);
    await handle(photo);
    expect(await said(photo)).to.contain('1. Ijazah terakhir');
    // An officer's own answer to the same message, however early, is not the question.
    await arrives(phone, 'Sebentar, kami periksa.', {
      direction: 'out',
      purpose: 'answer',
      answers: photo,
      sentAt: now(),
      nextTryAt: new Date(now().getTime() + 86_400_000),
    });
    await handle(await arrives(phone, '1'));
    expect(await kindsOf(applicationNumber), 'the question is not sent').to.deep.equal([]);
    const written = now();
    await office.engine.advance(1000);
    await send();
    await handle(await arrives(phone, '1', { at: written }));
    expect(await kindsOf(applicationNumber), 'a webhook that came late').to.deep.equal([]);
    await handle(await arrives(phone, '1', { at: now() }));
    expect(await kindsOf(applicationNumber)).to.deep.equal(['ijazah']);
  });

  it('takes a number also when another photo came after the question, and the answer to that is on its way', async () => {
    const { office } = given;
    const { applicationNumber, phone } = await applicant();
    await office.asksAgain(applicationNumber, ['ijazah', 'kk-lama']);
    await handle(await photoArrives(phone));
    await send();
    await office.engine.advance(1000);
    await handle(await photoArrives(phone));
    await handle(await arrives(phone, '2'));
    // What the other one shows is then the only paper that lacks.
    expect(await kindsOf(applicationNumber)).to.deep.equal(['kk-lama', 'ijazah']);
  });

  it('lays what became clear in several cases each to its own, and lets all of them go on', async () => {
    const { office } = given;
    const [one, other] = [await applicant(), await applicant()];
    await office.store.cases.change(other.applicationNumber, { whatsapp: one.phone });
    await office.asksAgain(one.applicationNumber, ['ijazah']);
    await office.asksAgain(other.applicationNumber, ['ijazah', 'kk-lama']);
    const unclear = await photoArrives(one.phone, `untuk ${other.applicationNumber}`);
    await handle(unclear);
    expect(await said(unclear)).to.contain('dokumen apa');
    await office.applicants.complete(other.applicationNumber, other.pin, [await office.paper('kk-lama')]);
    await handle(await photoArrives(one.phone, `ijazah untuk ${one.applicationNumber}`));
    expect(await kindsOf(one.applicationNumber)).to.deep.equal(['ijazah']);
    expect(await kindsOf(other.applicationNumber)).to.deep.equal(['kk-lama', 'ijazah']);
    await office.settle();
    for (const { applicationNumber } of [one, other])
      expect(await office.openElements(applicationNumber)).to.deep.equal(['examine-application']);
  });

  describe('before a person', () => {
    /** Words of somebody with two cases: they are asked which one is meant. */
    async function unclear() {
      const { office } = given;
      const one = await applicant();
      const other = await applicant();
      await office.store.cases.change(other.applicationNumber, { whatsapp: one.phone });
      const words = await arrives(one.phone, 'Nama anak saya salah ketik');
      await handle(words);
      const question = await said(words);
      await send();
      await office.engine.advance(1000);
      const place = (applicationNumber: string) =>
        /(\d)\./.exec(question.split('\n').find((line) => line.includes(applicationNumber))!)![1]!;
      return { one, other, words, place, phone: one.phone };
    }

    it('words stand from when they came, and belong to the case that their sender names afterwards', async () => {
      const { other, words, place, phone } = await unclear();
      const { personSince } = await message(words);
      expect(personSince).to.not.equal(null);
      await handle(await arrives(phone, place(other.applicationNumber)));
      expect(await message(words)).to.deep.include({ applicationNumber: other.applicationNumber, personSince });
    });

    it('words that an officer has assigned meanwhile stay where they are', async () => {
      const { one, other, words, place, phone } = await unclear();
      await given.office.store.messages.change(words, { applicationNumber: one.applicationNumber });
      await handle(await arrives(phone, place(other.applicationNumber)));
      expect((await message(words)).applicationNumber).to.equal(one.applicationNumber);
    });

    it('a photo stands while it is not clear what it shows, counted from its first day; then the program is done with it', async () => {
      const { office } = given;
      const { applicationNumber, phone } = await applicant();
      await office.asksAgain(applicationNumber, ['ijazah', 'kk-lama']);
      const first = await photoArrives(phone);
      await handle(first);
      const { personSince } = await message(first);
      expect(personSince).to.deep.equal(now());
      await send();
      await office.engine.advance(3_600_000);
      await handle(await photoArrives(phone));
      expect((await message(first)).personSince).to.deep.equal(personSince);
      expect((await message(first)).personDoneAt).to.equal(null);
      await handle(await arrives(phone, '1'));
      expect(await message(first)).to.deep.include({ personDoneAt: now(), personDoneBy: 'sistem', applicationNumber });
    });
  });

  it('journals that the applicant wants no messages any more, and wants them again, with the case they belong to', async () => {
    const { office } = given;
    const { applicationNumber, phone } = await applicant();
    const stoppedAt = async () => (await office.store.conversations.find(phone))!.stoppedAt;
    await handle(await arrives(phone, 'BERHENTI'));
    const stopped = await stoppedAt();
    expect(stopped).to.deep.equal(now());
    await office.engine.advance(1000);
    await handle(await arrives(phone, 'Kapan selesai?'));
    expect(await stoppedAt(), 'words change nothing').to.deep.equal(stopped);
    await handle(await arrives(phone, 'MULAI'));
    expect(await stoppedAt()).to.equal(null);
    for (const [event, count] of [
      ['messages-stopped', 1],
      ['messages-begun', 1],
    ] as const) {
      const rows = await office.journal(applicationNumber, event);
      expect(rows, event).to.have.length(count);
      expect(rows[0]).to.deep.include({ actor: 'pemohon', step: null, detail: {} });
    }
    const stranger = await arrives('+6281245000998', 'BERHENTI');
    await handle(stranger);
    const [last] = await office.database.asOwner(
      `select application_number, event from journal order by id desc limit 1`,
    );
    expect(last).to.deep.equal({ application_number: null, event: 'messages-stopped' });
  });
});
