import { createHash } from 'node:crypto';
import sharp from 'sharp';
import type { CardFace, CardPress } from '../../src/card/card.ts';
import type { FamilyCard } from '../../src/domain/family-card.ts';
import { Failure, type FailureCode } from '../../src/domain/failures.ts';
import type { Messenger, OutgoingMessage, ReceivedMedia, ReceivedMessage } from '../../src/messaging/messaging.ts';
import type { Siak, SiakEntry, SiakReceipt } from '../../src/siak/siak.ts';
import type { Signer, SigningOrder } from '../../src/signing/signing.ts';
import { sampleCard, signedCard } from '../signing/test-office.ts';

/** Fails the next calls with these codes, one each. */
class Failing {
  readonly next: FailureCode[] = [];
  protected meet(): void {
    const code = this.next.shift();
    if (code !== undefined) throw new Failure(code);
  }
}

/** The population register behind its interface: remembers entries by our own reference, knows one family per card. */
export class RegisterDouble extends Failing implements Siak {
  way: Siak['way'] = 'simulator';
  reads = true;
  /** 'manual': takes no entries from programs for now. */
  mode: 'manual' | 'api' = 'api';
  readonly entered: SiakEntry[] = [];
  readonly entries = new Map<string, SiakReceipt>();
  readonly cancelled: string[] = [];
  #serial = 0;
  /** Cards that the register does not have. */
  readonly unknown = new Set<string>();

  check: Siak['check'] = (claims) => {
    this.meet();
    return Promise.resolve(claims.map(() => ({ known: true, nameMatches: true, kkMatches: true })));
  };
  enter = (entry: SiakEntry): Promise<SiakReceipt> =>
    Promise.resolve().then(() => {
      this.meet();
      if (this.mode === 'manual') throw new Failure('SIAK_MANUAL');
      this.entered.push(entry);
      return this.enteredByHand(entry.ownReference, entry.kkNumber ?? undefined);
    });
  /** As an officer does it in the register itself. */
  enteredByHand(ownReference: string, kkNumber = FAMILY.kkNumber): SiakReceipt {
    const receipt = { reference: `SIAK-2026-${String(++this.#serial).padStart(6, '0')}`, kkNumber };
    this.entries.set(ownReference, receipt);
    return receipt;
  }
  findEntry: Siak['findEntry'] = (ownReference) => Promise.resolve(this.entries.get(ownReference));
  cancelEntry(reference: string): Promise<void> {
    return Promise.resolve().then(() => {
      this.meet();
      if (this.mode === 'manual') throw new Failure('SIAK_MANUAL');
      this.cancelled.push(reference);
      for (const [own, receipt] of this.entries) if (receipt.reference === reference) this.entries.delete(own);
    });
  }
  family(kkNumber: string): Promise<FamilyCard> {
    return Promise.resolve().then(() => {
      this.meet();
      if (this.unknown.has(kkNumber)) throw new Failure('FAMILY_UNKNOWN');
      return { ...FAMILY, kkNumber };
    });
  }
  cardOf: Siak['cardOf'] = (nik) =>
    Promise.resolve(FAMILY.members.some((member) => member.nik === nik) ? FAMILY : undefined);
  ready = () => Promise.resolve();
}

/** WhatsApp behind its interface: takes messages and finds them again by their reference. */
export class MessengerDouble extends Failing implements Messenger {
  readonly sent: (OutgoingMessage & { readonly sid: string })[] = [];
  readonly media = new Map<string, Buffer>();
  /** Takes the message and loses the answer. */
  losesAnswer = false;
  /** Of a message that the list knows. */
  statusFound = 'sent';

  send(message: OutgoingMessage): Promise<{ sid: string; status: string }> {
    return Promise.resolve().then(() => {
      this.meet();
      const sid = `SM${createHash('sha256').update(`${message.ref}${this.sent.length}`).digest('hex').slice(0, 32)}`;
      this.sent.push({ ...message, sid });
      if (this.losesAnswer) throw new Failure('WHATSAPP_UNREACHABLE');
      return { sid, status: 'queued' };
    });
  }
  /** Free text of a conversation. */
  readonly said: { readonly ref: string; readonly to: string; readonly text: string; readonly sid: string }[] = [];
  /** What Twilio answers when it is asked for a message. */
  readonly statuses = new Map<string, { status: string; errorCode: string | null }>();
  say: Messenger['say'] = (message) =>
    Promise.resolve().then(() => {
      this.meet();
      const sid = `SM${createHash('sha256').update(`say ${message.ref}${this.said.length}`).digest('hex').slice(0, 32)}`;
      this.said.push({ ...message, sid });
      if (this.losesAnswer) throw new Failure('WHATSAPP_UNREACHABLE');
      return { sid, status: 'queued' };
    });
  /** What came to the office's number, whether or not the office heard it. */
  readonly inbound: (Omit<ReceivedMessage, 'hasMedia'> & ReceivedMedia)[] = [];
  received: Messenger['received'] = () =>
    Promise.resolve(this.inbound.map((message) => ({ ...message, hasMedia: message.mediaUrls.length > 0 })));
  mediaOf: Messenger['mediaOf'] = (sid) =>
    Promise.resolve(this.inbound.find((message) => message.sid === sid) ?? { mediaUrls: [], mediaTypes: [] });
  statusOf: Messenger['statusOf'] = (sid) => Promise.resolve(this.statuses.get(sid));
  find: Messenger['find'] = ({ ref, to }) => {
    const found = [...this.sent, ...this.said].find((message) => message.ref === ref && message.to === to);
    return Promise.resolve(found === undefined ? undefined : { sid: found.sid, status: this.statusFound });
  };
  fetchMedia(url: string): Promise<Buffer> {
    const picture = this.media.get(url);
    return picture === undefined ? Promise.reject(new Failure('WHATSAPP_UNREACHABLE')) : Promise.resolve(picture);
  }
  isSigned = () => true;
  ready = () => Promise.resolve();
  /** Messages of one purpose that went to this case. */
  of(applicationNumber: string, purpose?: string) {
    return this.sent.filter(
      (message) =>
        message.applicationNumber === applicationNumber && (purpose === undefined || message.purpose === purpose),
    );
  }
}

/** Prints one page per card: the same card comes out with the same bytes, until `reprints` says otherwise. */
export class PressDouble implements CardPress {
  readonly printed: CardFace[] = [];
  readonly #cards = new Map<string, Buffer>();
  reprints = 0;

  async print(face: CardFace): Promise<{ pdf: Buffer; preview: Buffer }> {
    this.printed.push(face);
    const signer = `${face.head.title} ${face.head.name} ${face.head.nip}`;
    const key = `${face.verifyUrl} ${signer} ${this.reprints}`;
    const pdf = this.#cards.get(key) ?? (await sampleCard(key));
    this.#cards.set(key, pdf);
    return { pdf, preview: await sheetOf(`${face.verifyUrl} ${this.reprints}`, signer) };
  }
  ready = () => Promise.resolve();
  close = () => Promise.resolve();
}

export const PASSPHRASE = 'kata & sandi = 100% rahasia+ü';

/** Signs with the test certificate, if the passphrase is the head's. */
export class SignerDouble extends Failing implements Signer {
  readonly name = 'p12';
  readonly orders: SigningOrder[] = [];
  /** What comes back instead of the signed card. */
  answers: ((order: SigningOrder) => Promise<Buffer>) | undefined;
  /** Waits for this before it answers. */
  gate: Promise<unknown> = Promise.resolve();

  async sign(order: SigningOrder): Promise<Buffer> {
    this.orders.push({ ...order, passphrase: Buffer.from(order.passphrase) });
    const passphrase = order.passphrase.toString();
    await this.gate;
    this.meet();
    if (passphrase !== PASSPHRASE) throw new Failure('BSRE_2031');
    return (this.answers ?? (({ pdf }) => signedCard(pdf)))(order);
  }
  ready = () => Promise.resolve();
}

/** A picture of its own for each text. */
export async function picture(text: string, as: 'jpeg' | 'png' = 'png'): Promise<Buffer> {
  const digest = createHash('sha256').update(text).digest();
  return sharp({
    create: { width: 64, height: 48, channels: 3, background: { r: digest[0]!, g: digest[1]!, b: digest[2]! } },
  })
    .toFormat(as)
    .toBuffer();
}

/** A small sheet of one colour for what the card says and another one in the place of its signer's lines. */
async function sheetOf(content: string, signer: string): Promise<Buffer> {
  const lines = await sharp(await picture(signer))
    .resize(150, 54, { fit: 'fill' })
    .toBuffer();
  return sharp(await picture(content))
    .resize(594, 420, { fit: 'fill' })
    .composite([{ input: lines, left: 410, top: 340 }])
    .png()
    .toBuffer();
}

const member = (
  name: string,
  nik: string,
  shdk: string,
  sex: string,
  birthDate: string,
  education: string,
): FamilyCard['members'][number] => ({
  name,
  nik,
  sex,
  birthPlace: 'BANTUL',
  birthDate,
  religion: 'ISLAM',
  education,
  occupation: 'KARYAWAN SWASTA',
  bloodType: 'O',
  maritalStatus: 'KAWIN TERCATAT',
  shdk,
  citizenship: 'WNI',
  father: 'SUKARDI',
  mother: 'WAGINEM',
});
/** What the register answers for the invented family of `sampleApplication`, after the entry. */
export const FAMILY: FamilyCard = {
  kkNumber: '3402150101150007',
  headName: 'DAMAR PAMUNGKAS',
  address: 'PADUKUHAN CEPIT',
  rt: '003',
  rw: '012',
  postalCode: '55185',
  kalurahan: 'PENDOWOHARJO',
  kapanewon: 'SEWON',
  kabupaten: 'BANTUL',
  provinsi: 'DAERAH ISTIMEWA YOGYAKARTA',
  members: [
    member('DAMAR PAMUNGKAS', '3402151708820001', 'KEPALA KELUARGA', 'LAKI-LAKI', '1982-08-17', 'SLTA/SEDERAJAT'),
    member('WENING PRAMESWARI', '3402155203850002', 'ISTRI', 'PEREMPUAN', '1985-03-12', 'DIPLOMA IV/STRATA I'),
  ],
};
