import { Failure } from '../domain/failures.ts';

/** SIAK does not take an entry; `siakCode` is why, as it answered ("-": it did not say). */
export class SiakRefusal extends Failure {
  readonly siakCode: string;
  constructor(status: number, siakCode: string) {
    super('SIAK_REFUSED', `${status} ${siakCode}`);
    this.name = 'SiakRefusal';
    this.siakCode = siakCode;
  }
}
