/** One process of the office that does external effects on command, until it is killed. Talks with `process.send`. */
import { readFileSync } from 'node:fs';
import { archiveCase } from '../../src/cases/archive-case.ts';
import type { Dependencies } from '../../src/cases/dependencies.ts';
import { enterSiak } from '../../src/cases/enter-siak.ts';
import { sendMessage } from '../../src/cases/send-message.ts';
import { signCard } from '../../src/cases/sign-card.ts';
import { DEFAULT_OFFICE_RULES } from '../../src/domain/events/office-rules.ts';
import { USUAL_CALENDAR } from '../../src/domain/office-calendar.ts';
import { createArchive } from '../../src/archive/create-archive.ts';
import { holdsCopies } from '../../src/cases/check-archive.ts';
import { createDocuments } from '../../src/documents/create-documents.ts';
import { Failure, type FailureOutcome } from '../../src/domain/failures.ts';
import { createTwilioMessenger } from '../../src/messaging/create-twilio-messenger.ts';
import { createSiak } from '../../src/siak/create-siak.ts';
import { createBsreSigner } from '../../src/signing/bsre/bsre.ts';
import { createSigningGrants } from '../../src/signing/grants.ts';
import { createVerifier } from '../../src/signing/verifier/verifier.ts';
import { createStore } from '../../src/store/create-store.ts';
import { LANGUAGES } from '../languages.ts';
import { silent } from '../store/database.ts';
import type { Effect, Place } from './place.ts';

/** One delivery of a job. */
export interface Delivery {
  readonly effect: Effect;
  readonly applicationNumber: string;
  readonly draftSha256: string;
  readonly once: string;
  /** The head has just typed it; null: the job comes again. */
  readonly passphrase: string | null;
  readonly signer: string;
  /** This process's clock is so far ahead, ms. */
  readonly later: number;
}
export type Answer =
  | { readonly kind: 'ready' }
  | { readonly kind: 'done' }
  | {
      readonly kind: 'failed';
      /** Of domain/failures.ts, or the text of a defect. */
      readonly code: string;
      readonly outcome: FailureOutcome['kind'] | 'defect';
    };

const place = JSON.parse(process.env['KILL_EFFECTS_PLACE'] ?? '{}') as Place;
let later = 0;
const now = () => new Date(Date.now() + later);
const store = await createStore({
  url: place.databaseUrl,
  logger: silent,
  key: Buffer.from(place.documentKey, 'base64'),
});
const documents = createDocuments({ folder: place.documents, key: Buffer.from(place.documentKey, 'base64') });
const verifier = createVerifier({
  trustAnchors: [readFileSync(place.trustAnchorFile, 'utf8')],
  acceptedSigners: [place.signerName],
  revocationLists: () => place.crlFiles.map((file) => readFileSync(file)),
});
const timeoutMs = 5_000;
const grants = createSigningGrants();
/** No engine runs beside this process: what it should hear stays in the outbox. */
const away = { correlate: () => Promise.reject(new Error('no engine here')) } as unknown as Dependencies['engine'];
const needs = {
  store,
  engine: away,
  logger: silent,
  documents,
  verifier,
  grants,
  now,
  calendar: USUAL_CALENDAR,
  languages: LANGUAGES,
  processId: String(process.pid),
  siak: createSiak({
    way: 'simulator',
    service: { url: place.siak, ...place.account, ipUser: '127.0.0.1' },
    timeoutMs,
    logger: silent,
  }),
  signer: createBsreSigner({ url: place.bsre, version: 'v2', ...place.account, timeoutMs, logger: silent, verifier }),
  messenger: createTwilioMessenger({
    languages: LANGUAGES,
    url: place.whatsapp,
    accountSid: place.accountSid,
    authToken: place.authToken,
    from: '+6227436750',
    templates: {},
    statusCallbackUrl: `${place.baseUrl}/webhook/whatsapp/status`,
    timeoutMs,
    logger: silent,
  }),
  archive: createArchive({
    ...{ layers: place.layers, key: Buffer.from(place.documentKey, 'base64'), logger: silent },
    holdsCopies: holdsCopies({ store }),
  }),
  trustAnchor: () => Promise.resolve(Buffer.from('anchor')),
  settings: {
    baseUrl: place.baseUrl,
    siakWay: 'simulator' as const,
    officeRules: DEFAULT_OFFICE_RULES,
    linkKey: Buffer.alloc(32, 9),
    headTitle: 'KEPALA DINAS',
    footLine: '',
    signerNik: place.signerNik,
    archiveTermMs: 604_800_000,
    terms: { taskMinutes: 480, serviceMinutes: 15, superiorMinutes: 240 },
  },
};
const work = { sign: signCard(needs), send: sendMessage(needs), enter: enterSiak(needs), archive: archiveCase(needs) };

async function deliver(given: Delivery): Promise<unknown> {
  const { effect, applicationNumber, draftSha256, once, passphrase, signer } = given;
  later = given.later;
  switch (effect) {
    case 'signature':
      if (passphrase !== null) grants.give({ draftSha256, signer, passphrase: Buffer.from(passphrase) });
      return work.sign({ applicationNumber, draftSha256 });
    case 'message':
      return work.send({ applicationNumber }, 'closed', { once });
    case 'siak-entry':
      return work.enter({ applicationNumber });
    case 'archive-copy':
      return work.archive({ applicationNumber });
  }
}

/** Whoever asked may be gone by now. */
const answer = (message: Answer) => process.send?.(message, undefined, undefined, () => undefined);
process.on('message', (given: Delivery) => {
  deliver(given).then(
    () => answer({ kind: 'done' }),
    (error: unknown) =>
      answer(
        error instanceof Failure
          ? { kind: 'failed', code: error.code, outcome: error.outcome.kind }
          : { kind: 'failed', code: String(error), outcome: 'defect' },
      ),
  );
});
process.once('disconnect', () => process.exit(0));
answer({ kind: 'ready' });
