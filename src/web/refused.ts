export interface RefusedOptions extends ErrorOptions {
  /** Stable code for programs. Default REFUSED. */
  readonly code?: string;
  /** Heading of the page that says it. Default: that of the status. */
  readonly title?: string | undefined;
}

/** What the person reads instead of the page: status, what happened and what to do. */
export class Refused extends Error {
  readonly status: number;
  readonly remedy: string;
  readonly code: string;
  readonly title: string | undefined;
  constructor(status: number, remedy: string, { code = 'REFUSED', title, ...options }: RefusedOptions = {}) {
    super(remedy, options);
    this.name = 'Refused';
    this.status = status;
    this.remedy = remedy;
    this.code = code;
    this.title = title;
  }
}
