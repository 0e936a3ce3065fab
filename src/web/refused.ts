export interface RefusedOptions extends ErrorOptions {
  /** Stable code for programs. Default REFUSED. */
  readonly code?: string;
}

/** What the person reads instead of the page: status, what happened and what to do. */
export class Refused extends Error {
  readonly status: number;
  readonly remedy: string;
  readonly code: string;
  constructor(status: number, remedy: string, { code = 'REFUSED', ...options }: RefusedOptions = {}) {
    super(remedy, options);
    this.name = 'Refused';
    this.status = status;
    this.remedy = remedy;
    this.code = code;
  }
}
