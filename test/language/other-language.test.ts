import { expect } from 'chai';
import { randomUUID } from 'node:crypto';
import { paperPhoto } from '../../src/demo/photos.ts';
import { toWhatsAppNumber } from '../../src/domain/phone.ts';
import { delayText, UNATTENDED } from '../../src/domain/waiting.ts';
import { renderMessage } from '../../src/messaging/texts.ts';
import { withOffice } from '../cases/office.ts';
import { MARKED, markedLanguages, unmarked } from './marked-language.ts';

/** Values: numbers, links, names of persons, days and months by the locale, the commands to answer with. */
const VALUES: readonly RegExp[] = [
  /^KK-\d{6}-\w{6}$/,
  /^https?:\/\/\S+$/,
  /^[0-9A-F]{8}$/,
  /^(?:PAKAI|SUDAH|MULAI)$/,
  /^(?:Senin|Selasa|Rabu|Kamis|Jumat|Sabtu|Minggu), \d+ \p{L}+$/u,
  /^\d+ \p{L}+$/u,
  /^(?:\p{Lu}•+ ?)+$/u,
  /^Mohon difoto ulang\.$/, // an officer's words are theirs
];
const inIndonesian = (text: string): string[] =>
  unmarked(text).filter((piece) => !VALUES.some((known) => known.test(piece)));

describe('A resident who chose another language', () => {
  const languages = markedLanguages();
  // Saturday evening: the sentences about the next opening are met too.
  const given = withOffice({}, new Date('2026-11-28T12:00:00Z'), languages);
  let serial = 0;

  function resident() {
    const whatsapp = `0813${String(55_567_000 + ++serial)}`;
    return {
      from: `whatsapp:${toWhatsAppNumber(whatsapp)}`,
      change: {
        language: MARKED,
        applicant: { name: 'Wening Prameswari', nik: '3402155203850002', whatsapp },
      },
    };
  }
  async function photo(): Promise<string> {
    const url = `https://media.example/${randomUUID()}`;
    given.office.messenger.media.set(url, await paperPhoto(url, ++serial));
    return url;
  }
  /** The answer to one message of theirs. */
  async function says(from: string, text: string, photos: string[] = [], type?: 'voice' | 'sticker'): Promise<string> {
    const { office } = given;
    const before = office.messenger.said.length;
    const message = { sid: `SM${randomUUID().replaceAll('-', '')}`, from, text, mediaUrls: photos };
    await office.applicants.incomingMessage(type === undefined ? message : { ...message, type });
    await office.settle();
    const answers = office.messenger.said.slice(before);
    expect(answers, text).to.have.length(1);
    return answers[0]!.text;
  }
  const messageOf = (applicationNumber: string, purpose: 'received' | 'incomplete' | 'card') => {
    const message = given.office.messenger.of(applicationNumber, purpose).at(-1)!;
    const { language, ref } = message;
    return renderMessage(language, purpose, { ...message.values, applicationNumber, ref });
  };

  it('is written to in it by WhatsApp, from the receipt to the card', async () => {
    const { office } = given;
    const { applicationNumber } = await office.submit(resident().change);
    await office.asksFor(applicationNumber, ['ijazah', 'kk-lama'], 'Mohon difoto ulang.');
    const texts = (['received', 'incomplete'] as const).map((purpose) => messageOf(applicationNumber, purpose));
    const finished = await office.delivered(resident().change);
    texts.push(messageOf(finished.applicationNumber, 'card'));
    for (const text of texts) expect(text).to.contain('‹*Disdukcapil Kabupaten Bantul*›');
    expect(texts.flatMap(inIndonesian)).to.deep.equal([]);
  });

  it('is answered in it by every rule of the conversation', async () => {
    const { office } = given;
    const { from, change } = resident();
    const { applicationNumber } = await office.submit(change);
    const answers: string[] = [await says(from, 'Bagaimana kabarnya?')];
    await office.asksFor(applicationNumber, ['ijazah', 'kk-lama']);
    answers.push(
      await says(from, '', [await photo()]),
      await says(from, '9'),
      await says(from, '1'),
      await says(from, 'sudah'),
      await says(from, '', [], 'sticker'),
      await says(from, '', [], 'voice'),
      await says(from, 'pakai'),
      await says(from, 'stop'),
      await says(from, 'Apakah sudah?'),
      await says(from, 'mulai'),
      await says(from, 'sudah'),
      await says(from, 'terima kasih'),
    );
    expect(answers.flatMap(inIndonesian)).to.deep.equal([]);
    expect(answers.join('\n')).to.contain('‹Masih kurang: ›').and.to.contain('‹Sekarang di luar jam layanan.');
  });

  it('is asked in it which of their applications they mean', async () => {
    const { office } = given;
    const { from, change } = resident();
    await office.submit(change);
    await office.submit(change);
    const question = await says(from, 'Bagaimana kabarnya?');
    expect(question).to.contain('‹Ada beberapa permohonan');
    expect(inIndonesian(question)).to.deep.equal([]);
  });

  it('follows their application in it, whatever its state: headline, steps, what to do, delays, outcomes', async () => {
    const { office } = given;
    const read = async ({ applicationNumber, pin }: { applicationNumber: string; pin: string }) => {
      const { steps, todo, delay, messages } = await office.applicants.track(applicationNumber, pin);
      return [...steps.map(({ title }) => title), todo ?? '', delay ?? '', ...messages.map(({ text }) => text)];
    };
    const asked = await office.submit(resident().change);
    const texts = await read(asked);
    await office.asksFor(asked.applicationNumber, ['ijazah']);
    texts.push(...(await read(asked)));
    texts.push(...(await read(await office.delivered(resident().change))));
    expect(texts.flatMap(inIndonesian)).to.deep.equal([]);
    const language = languages.of(MARKED);
    for (const kind of UNATTENDED) expect(delayText(language, kind) ?? '‹›', kind).to.match(/^‹.*›$/);
  });

  it('reads Indonesian where the office does not offer it any more, or nobody knows the number', async () => {
    const { office } = given;
    const { applicationNumber } = await office.submit({ ...resident().change, language: 'xx' });
    expect((await office.case(applicationNumber)).application.language).to.equal('id');
    expect(messageOf(applicationNumber, 'received')).not.to.contain('‹');
    expect(await says('whatsapp:+628990000001', 'Halo')).not.to.contain('‹');
  });

  it('may send the same application again from a page in another language: it stays one', async () => {
    const { office } = given;
    const { application } = await office.case((await office.submit(resident().change)).applicationNumber);
    const { language: _chosen, ...same } = application;
    const key = randomUUID();
    const send = (language: string) =>
      office.applicants.submit({ application: same, papers: [], idempotencyKey: key, another: true, language });
    const first = await send(MARKED);
    expect((await send('id')).applicationNumber).to.equal(first.applicationNumber);
    expect((await office.case(first.applicationNumber)).application.language).to.equal(MARKED);
  });
});
