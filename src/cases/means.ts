import type { Logger } from 'pino';
import type { Archive } from '../archive/archive.ts';
import type { CardPress } from '../card/card.ts';
import type { CleanPaper, Documents } from '../documents/documents.ts';
import type { Engine } from '../engine/engine.ts';
import type { Messenger } from '../messaging/messaging.ts';
import type { Siak } from '../siak/siak.ts';
import type { Signer, SigningGrants, Verifier } from '../signing/signing.ts';
import type { Store } from '../store/store.ts';

/** What the use cases stand on: one thing of each room below, put together in `office.ts`. */
export interface Means {
  readonly store: Store;
  readonly documents: Documents;
  readonly engine: Pick<Engine, 'startCase' | 'publish' | 'requirements' | 'completedTask'>;
  readonly siak: Siak;
  readonly press: CardPress;
  readonly signer: Signer;
  readonly verifier: Verifier;
  /** The same rules for files of strangers. */
  readonly publicVerifier: Verifier;
  readonly grants: SigningGrants;
  readonly messenger: Messenger;
  readonly archive: Archive;
  readonly cleanPaper: (bytes: Uint8Array) => Promise<CleanPaper>;
  /** PEM of the anchors; goes into the archive beside the card. */
  readonly trustAnchor: () => Promise<Buffer>;
  readonly settings: {
    readonly baseUrl: string;
    readonly linkKey: Buffer;
    readonly headTitle: string;
    readonly footLine: string;
    readonly signerNik: string;
  };
  readonly now: () => Date;
  readonly logger: Logger;
}
