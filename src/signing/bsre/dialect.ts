import type { SigningOrder } from '../signing.ts';
import type { BsreAnswer, BsreRequest } from './connection.ts';

/** How one version of the Esign Client Service is spoken to. */
export interface Dialect {
  readonly version: 'v1' | 'v2';
  status(nik: string): BsreRequest;
  /** The body holds the passphrase: whoever sends it overwrites it afterwards. */
  sign(order: SigningOrder): BsreRequest & { readonly body: Buffer<ArrayBuffer> };
  /** The PDF in a successful answer; undefined when there is none. */
  signedPdf(answer: BsreAnswer): Buffer | undefined;
  /** Where a signed file can be fetched whose answer broke off; v1 keeps it for one download. */
  download(answer: BsreAnswer): BsreRequest | undefined;
}
