import { createHash } from 'node:crypto';
import { pino } from 'pino';
import { askMessageStatuses } from '../../src/cases/ask-message-statuses.ts';
import { completeApplication } from '../../src/cases/complete-application.ts';
import type { Dependencies } from '../../src/cases/dependencies.ts';
import { handleMessages } from '../../src/cases/handle-message.ts';
import type { PinGuard } from '../../src/cases/pin-guard.ts';
import { receiveMessage, type IncomingMessage } from '../../src/cases/receive-message.ts';
import { receiveMessageStatus } from '../../src/cases/receive-message-status.ts';
import { receiveMissedMessages } from '../../src/cases/receive-missed-messages.ts';
import { sendWaitingMessages } from '../../src/cases/send-waiting-messages.ts';
import { PaperRefused } from '../../src/documents/documents.ts';
import { USUAL_CALENDAR } from '../../src/domain/office-calendar.ts';
import type { DocumentKind } from '../../src/domain/document-kinds.ts';
import { Failure } from '../../src/domain/failures.ts';
import { numbersIn } from '../../src/domain/talk/read-text.ts';
import { isOpen, isWaiting } from '../../src/domain/talk/talk-case.ts';
import type { Messenger } from '../../src/messaging/messaging.ts';
import type { CaseRecord, DecisionRecord, MessageType } from '../../src/store/store.ts';
import { sampleApplication } from '../domain/sample-application.ts';
import { createMemoryStore, memoryDocuments } from './memory-store.ts';
import { LANGUAGES } from '../languages.ts';

/** A process that dies; nothing of ours may catch it as a fault of the work. */
class Died extends Error {}

export interface SentPhoto {
  /** What the bytes are: good, hard to read, no picture; `late`: so many times "not there yet"; -1 never comes. */
  readonly look: 'good' | 'dark' | 'broken';
  readonly late: number;
  /** Equal numbers of one phone are the same picture. */
  readonly picture: number;
}
export interface Sent {
  readonly phone: string;
  readonly text: string;
  readonly type: MessageType;
  readonly photos: readonly SentPhoto[];
  /** Quotes the so-manieth message that this phone got, from the end; undefined: none. */
  readonly quotes?: number;
  readonly webhook: 'taken' | 'lost' | 'twice' | 'dies-before' | 'dies-after';
}

interface Inbound {
  readonly message: IncomingMessage;
  readonly hint: string | null;
  /** The only case that may take what it brings, seen from outside; null: not known from this message alone. */
  readonly named: readonly string[];
}

/** The office with messenger and phones in memory: use cases are the real ones. */
export class World {
  readonly #memory = createMemoryStore();
  readonly documents = memoryDocuments();
  #now = new Date('2026-11-25T03:00:00Z').getTime();
  #serial = 0;
  readonly inbound = new Map<string, Inbound>();
  /** What Twilio accepted, by our reference. */
  readonly accepted = new Map<string, { sid: string; to: string; text: string; times: number; status: string }>();
  readonly #media = new Map<string, { bytes: Buffer; late: number }>();
  /** Phone that sent a picture, by the name of its bytes. */
  readonly senders = new Map<string, Set<string>>();
  /** Papers that came to a case by WhatsApp; `isOnly`: no other case of its number could be meant. */
  readonly laid: { number: string; sha256: string; isOnly: boolean }[] = [];
  /** Photos whose case is known and whose paper is asked about, by case and name of their bytes: as in `laid`. */
  readonly #placed = new Map<string, boolean>();
  /** Cases that a phone has spoken of so far. */
  readonly spoken = new Map<string, Set<string>>();
  nextSend: 'ok' | 'away' | 'loses' | 'dies' = 'ok';
  dies: 'before-commit' | 'after-commit' | null = null;
  readonly #dependencies: Dependencies;

  constructor() {
    this.#memory.crashing = (moment) => {
      if (this.dies !== moment) return;
      this.dies = null;
      throw new Died();
    };
    this.#memory.onPaper = ({ applicationNumber, sha256, source }) => {
      if (source !== 'whatsapp') return;
      const isOnly = this.#isOnly(applicationNumber) || this.#placed.get(`${applicationNumber} ${sha256}`) === true;
      this.laid.push({ number: applicationNumber, sha256, isOnly });
    };
    this.#memory.onTalk = (_phone, { waiting }) => {
      for (const { applicationNumber, sha256 } of waiting)
        if (applicationNumber !== null && !this.#placed.has(`${applicationNumber} ${sha256}`))
          this.#placed.set(`${applicationNumber} ${sha256}`, this.#isOnly(applicationNumber));
    };
    this.#dependencies = {
      store: this.#memory.store,
      documents: this.documents,
      engine: { correlate: () => Promise.resolve('nobody-waits') },
      messenger: this.#messenger(),
      cleanPaper: (bytes: Uint8Array) =>
        bytes[0] === 'x'.charCodeAt(0)
          ? Promise.reject(new PaperRefused('Berkas ini tidak terbaca. Foto ulang.'))
          : Promise.resolve({ mediaType: 'image/jpeg', bytes: Buffer.from(bytes) }),
      calendar: USUAL_CALENDAR,
      languages: LANGUAGES,
      judgePicture: (jpeg: Buffer) => Promise.resolve(jpeg[0] === 'd'.charCodeAt(0) ? 'dark' : undefined),
      settings: { baseUrl: 'https://kk.example.id', linkKey: Buffer.alloc(32) },
      now: () => new Date(this.#now),
      logger: pino({ level: 'silent' }),
    } as unknown as Dependencies;
  }

  get tables() {
    return this.#memory.tables();
  }
  case(number: string): CaseRecord {
    return this.tables.cases.get(number)!;
  }

  /** Whether nothing but this case can be meant by a photo from its number that names none. */
  #isOnly(number: string): boolean {
    const own = [...this.tables.cases.values()].filter(({ whatsapp }) => whatsapp === this.case(number).whatsapp);
    const open = own.filter(({ state }) => isOpen({ state }));
    const waiting = own.filter(({ state }) => isWaiting({ state }));
    return open.length === 1 || (waiting.length === 1 && waiting[0]!.applicationNumber === number);
  }

  /** A case of this number; `asked` undefined: nothing was asked yet. */
  open(phone: string, state: CaseRecord['state'], asked?: readonly DocumentKind[]): string {
    const applicationNumber = `KK-261125-${String(this.tables.cases.size + 1).padStart(6, '0')}`;
    const application = sampleApplication();
    this.tables.cases.set(applicationNumber, {
      applicationNumber,
      application,
      reason: application.reason,
      elements: [],
      state,
      takenUpAt: new Date(),
      requiredDocuments: ['ijazah', 'kk-lama'],
      missingDocuments: asked ?? [],
      ktpAffected: false,
      kkNumber: null,
      siakWay: 'simulator',
      whatsapp: phone,
      siakReference: null,
      cardDataSha256: null,
      entryOfficer: 'sri.wahyuni',
      draftSha256: null,
      signedSha256: null,
      pinGeneration: 0,
      findings: [],
      submittedAt: new Date(this.#now),
      updatedAt: new Date(this.#now),
      cardsBeforeSha256: null,
      amendedSha256: null,
      cardsAfterSha256: null,
      signatory: null,
    });
    if (asked !== undefined) this.#decide(applicationNumber, asked);
    return applicationNumber;
  }

  #decide(applicationNumber: string, missingDocuments: readonly DocumentKind[]): void {
    const earlier = this.tables.decisions.get(applicationNumber) ?? [];
    const decision = {
      applicationNumber,
      taskId: `task-${++this.#serial}`,
      answer: { examination: 'incomplete', missingDocuments, note: '' },
      decidedAt: new Date((this.#now += 1000)),
      refusedBecause: null,
      takenBackAt: null,
      step: 3,
    } as unknown as DecisionRecord;
    this.tables.decisions.set(applicationNumber, [...earlier, decision]);
  }

  /** The officer asks again; nothing when the case is not under examination. */
  async asksAgain(number: string, missingDocuments: readonly DocumentKind[]): Promise<void> {
    await this.#memory.store.transaction((tables) => {
      if (this.case(number).state !== 'examination') return Promise.resolve();
      this.#decide(number, missingDocuments);
      return tables.cases.change(number, { state: 'waiting-for-applicant', missingDocuments });
    });
  }

  passes(minutes: number): void {
    this.#now += minutes * 60_000;
  }

  #messenger(): Messenger {
    const accept = (ref: string, to: string, text: string) => {
      const mode = this.nextSend;
      this.nextSend = 'ok';
      if (mode === 'away') throw new Failure('WHATSAPP_UNREACHABLE');
      const known = this.accepted.get(ref);
      const sid = known?.sid ?? sidOf(ref);
      this.accepted.set(ref, { sid, to, text, times: (known?.times ?? 0) + 1, status: 'sent' });
      if (mode === 'loses') throw new Failure('WHATSAPP_UNREACHABLE');
      if (mode === 'dies') throw new Died();
      return { sid, status: 'queued' };
    };
    return {
      send: ({ ref, to, purpose }) => Promise.resolve().then(() => accept(ref, to, purpose)),
      say: ({ ref, to, text }) => Promise.resolve().then(() => accept(ref, to, text)),
      find: ({ ref }) => {
        const found = this.accepted.get(ref);
        return Promise.resolve(found === undefined ? undefined : { sid: found.sid, status: found.status });
      },
      statusOf: (sid) => {
        const found = [...this.accepted.values()].find((one) => one.sid === sid);
        return Promise.resolve(found === undefined ? undefined : { status: found.status, errorCode: null });
      },
      received: () =>
        Promise.resolve(
          [...this.inbound.values()].map(({ message }) => ({
            sid: message.sid,
            from: message.from,
            text: message.text,
            hasMedia: message.mediaUrls.length > 0,
            at: message.at!,
          })),
        ),
      mediaOf: (sid) => {
        const { mediaUrls, mediaTypes = [] } = this.inbound.get(sid)!.message;
        return Promise.resolve({ mediaUrls, mediaTypes });
      },
      fetchMedia: (url) => {
        const media = this.#media.get(url)!;
        if (media.late === 0) return Promise.resolve(media.bytes);
        if (media.late > 0) media.late -= 1;
        return Promise.reject(new Failure('WHATSAPP_UNREACHABLE', 'media: 404'));
      },
      isSigned: () => true,
      ready: () => Promise.resolve(),
    };
  }

  /** A person sends something; the messenger has it, whatever becomes of the webhook. */
  async sends({ phone, text, type, photos, quotes, webhook }: Sent): Promise<void> {
    const got = [...this.tables.messages.values()].filter(
      (one) => one.phone === phone && one.sid !== null && one.direction === 'out',
    );
    const quoted = quotes === undefined ? undefined : got.at(-1 - (quotes % Math.max(1, got.length)));
    const message: IncomingMessage = {
      sid: sidOf(`in ${++this.#serial}`),
      at: new Date((this.#now += 1000)),
      from: phone,
      text,
      // The list of the messenger does not show what was quoted; a webhook that was lost has lost it.
      quoted: webhook === 'lost' || webhook === 'dies-before' ? null : (quoted?.sid ?? null),
      ...(photos.length === 0 && type !== 'text' ? { type } : {}),
      mediaUrls: photos.map((photo, i) => this.#photo(phone, photo, i)),
      mediaTypes: photos.map(() => 'image/jpeg'),
    };
    this.#speaks(phone, text, message.quoted == null ? null : (quoted?.applicationNumber ?? null));
    this.inbound.set(message.sid, {
      message,
      hint: message.quoted == null ? null : (quoted?.applicationNumber ?? null),
      named: numbersIn(text),
    });
    const receive = () => receiveMessage(this.#dependencies)(message);
    if (webhook === 'lost') return;
    if (webhook === 'dies-before' || webhook === 'dies-after') {
      this.dies = webhook === 'dies-before' ? 'before-commit' : 'after-commit';
      await this.alive(receive);
      this.dies = null;
      return;
    }
    await (webhook === 'twice' ? Promise.all([this.alive(receive), this.alive(receive)]) : this.alive(receive));
  }

  /** Notes which case the person means by what they see: a number, a quoted message, the line they chose. */
  #speaks(phone: string, text: string, quoted: string | null): void {
    const spoken = this.spoken.get(phone) ?? new Set();
    for (const number of numbersIn(text)) spoken.add(number);
    if (quoted !== null) spoken.add(quoted);
    const choice = /^\D*(\d{1,2})\D*$/.exec(text)?.[1];
    if (choice !== undefined)
      for (const { text: asked, to } of this.accepted.values())
        if (to === phone) {
          const line = new RegExp(`^${choice}\\. .*?(KK-[0-9]+-[0-9A-Z]+)`, 'm').exec(asked)?.[1];
          if (line !== undefined) spoken.add(line);
        }
    this.spoken.set(phone, spoken);
  }

  #photo(phone: string, { look, late, picture }: SentPhoto, i: number): string {
    const url = `https://media/${++this.#serial}/${i}`;
    const bytes = Buffer.from(`${{ good: 'g', dark: 'd', broken: 'x' }[look]} ${phone} ${picture}`);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    this.senders.set(sha256, (this.senders.get(sha256) ?? new Set()).add(phone));
    this.#media.set(url, { bytes, late });
    return url;
  }

  /** Runs work of a process that may die. */
  async alive(work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof Died) && !(error instanceof Failure)) throw error;
    }
  }

  async callback(nth: number, status: string, twice: boolean): Promise<void> {
    const all = [...this.accepted.values()];
    const message = all[nth % Math.max(1, all.length)];
    if (message === undefined) return;
    if (status === 'delivered' || status === 'read') message.status = status;
    for (let i = 0; i < (twice ? 2 : 1); i++)
      await this.alive(() =>
        receiveMessageStatus(this.#dependencies, [0])({ sid: message.sid, status, errorCode: null }),
      );
  }

  async completes(number: string, kinds: readonly DocumentKind[], finish?: 'now' | 'later'): Promise<void> {
    const guard = { check: () => Promise.resolve() } as unknown as PinGuard;
    const papers = kinds.map((kind) => ({
      kind,
      paper: { mediaType: 'image/jpeg' as const, bytes: Buffer.from(`portal ${kind} ${++this.#serial}`) },
    }));
    await this.alive(() =>
      completeApplication(this.#dependencies, guard)(
        number,
        '',
        papers,
        '',
        finish === undefined ? {} : { finish },
      ).catch((error: unknown) => {
        if (!(error instanceof Error) || error.name !== 'NotNow') throw error;
      }),
    );
  }

  async duty(name: 'handle' | 'send' | 'ask' | 'missed'): Promise<void> {
    this.#now += 1000;
    const duties = {
      handle: handleMessages(this.#dependencies),
      send: sendWaitingMessages(this.#dependencies),
      ask: askMessageStatuses(this.#dependencies),
      missed: receiveMissedMessages(this.#dependencies),
    };
    await this.alive(duties[name]);
  }

  /** Everybody is well again, and enough time passes for what waits. */
  async rests(): Promise<void> {
    this.nextSend = 'ok';
    this.dies = null;
    for (let i = 0; i < 12; i++) {
      for (const name of ['missed', 'handle', 'send'] as const) await this.duty(name);
      this.passes(65);
    }
  }
}

const sidOf = (text: string) => `SM${createHash('sha256').update(text).digest('hex').slice(0, 32)}`;
