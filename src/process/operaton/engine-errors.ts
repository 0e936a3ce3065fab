/**
 * The engine answered and did not do it. `message` comes from the engine and may name elements and keys, never
 * variables' values.
 */
export class EngineRefused extends Error {
  override name = 'EngineRefused';
  /** HTTP status of the answer. */
  readonly status: number;
  /** The engine's own type of error, `RestException`, `InvalidRequestException`, `ParseException` ... */
  readonly type: string;
  /** The engine's number of the error; 0 when it gave none. */
  readonly code: number;
  /** The whole answer, for the one caller that reads more of it (findings of a deployment). */
  readonly details: unknown;
  constructor(what: string, answer: { status: number; type: string; code: number; message: string; details: unknown }) {
    super(`${what} was answered with ${answer.status} ${answer.type}: ${answer.message.slice(0, MESSAGE_LENGTH)}`);
    this.status = answer.status;
    this.type = answer.type;
    this.code = answer.code;
    this.details = answer.details;
  }
}

const MESSAGE_LENGTH = 400;

/** Number that the engine gives to a change which lost against another one of the same rows (ENGINE-03005). */
const OPTIMISTIC_LOCKING = 1;
/** Number of a deadlock in the database that ended this change. */
const DEADLOCK = 10_000;

/** Another transaction was faster: nothing was changed, and the same command may be given again. */
export function lostARace(error: unknown): boolean {
  return (
    error instanceof EngineRefused &&
    (error.code === OPTIMISTIC_LOCKING || error.code === DEADLOCK || error.message.includes('ENGINE-03005'))
  );
}

/** True when the engine answered with this status. */
export function answered(error: unknown, ...statuses: readonly number[]): error is EngineRefused {
  return error instanceof EngineRefused && statuses.includes(error.status);
}
