import type { Logger } from 'pino';
import type { Documents } from '../../documents/documents.ts';
import type { Engine } from '../../engine/engine.ts';
import type { SigningGrants } from '../../signing/signing.ts';
import type { Store } from '../../store/store.ts';

/** What the desk's use cases stand on. */
export interface DeskMeans {
  readonly store: Store;
  readonly documents: Documents;
  readonly engine: Pick<
    Engine,
    'openTasks' | 'userTasks' | 'completeTask' | 'nameKeeper' | 'passTask' | 'free' | 'give'
  >;
  readonly grants: SigningGrants;
  /** One JPEG of all pictures, each under its label. */
  readonly contactSheet: (papers: { label: string; jpeg: Buffer }[]) => Promise<Buffer>;
  readonly now: () => Date;
  readonly logger: Logger;
  readonly waits: SigningWaits;
}

/** Milliseconds. */
export interface SigningWaits {
  /** Between two looks at a case that is being signed. */
  readonly poll: number;
  /** For the outcome of the first document of a batch; after that the others are not begun. */
  readonly proof: number;
  /** For the outcome of each further document; after that its progress is still readable from the case. */
  readonly follow: number;
}
export const SIGNING_WAITS: SigningWaits = { poll: 700, proof: 45_000, follow: 120_000 };
