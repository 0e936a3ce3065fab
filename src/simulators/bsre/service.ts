import type { Verifier } from '../../signing/signing.ts';
import type { FailOnCommand } from '../failing.ts';
import type { OwnFailure, SigningDesk } from './signing-desk.ts';

/** What the routes of both versions share. */
export interface Service {
  readonly desk: SigningDesk;
  readonly failing: FailOnCommand<OwnFailure>;
  readonly verifier: Verifier;
}
