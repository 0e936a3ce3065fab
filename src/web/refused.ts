/** What the person reads instead of the page: status, what happened and what to do. */
export class Refused extends Error {
  readonly status: number;
  readonly remedy: string;
  constructor(status: number, remedy: string, options?: ErrorOptions) {
    super(remedy, options);
    this.name = 'Refused';
    this.status = status;
    this.remedy = remedy;
  }
}
