import { Failure } from '../domain/failures.ts';
import { IdempotencyConflict } from './store.ts';

/**
 * SQLSTATE classes (connection, lock, deadlock, time) and Node codes after which the same work may succeed a little
 * later.
 */
const PASSING =
  /^(08|53|57P|40)|^(57014|55P03|25P03|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EPIPE|ENOTFOUND|KnexTimeoutError)$/;

/**
 * What the database refused, without what it was given: PostgreSQL quotes values in its messages and details ("Key
 * (whatsapp)=(...)"), and those are personal data. Carries names of our own schema only; the driver's error is not kept
 * as `cause`. The same work would be refused again; what may pass by itself is a Failure DATABASE_UNREACHABLE instead.
 */
export class StoreError extends Error {
  /** SQLSTATE ("23505"), or a word of ours. */
  readonly code: string;
  readonly table: string | undefined;
  readonly constraint: string | undefined;
  constructor(code: string, table?: string, constraint?: string) {
    super(
      ['the database refused:', code, table && `on ${table}`, constraint && `by ${constraint}`]
        .filter(Boolean)
        .join(' '),
    );
    this.name = 'StoreError';
    this.code = code;
    this.table = table;
    this.constraint = constraint;
  }
}

/** Strips values off an error of the driver. Errors with a meaning of their own pass unchanged. */
export function withoutValues(error: unknown): Error {
  if (error instanceof Failure || error instanceof IdempotencyConflict || error instanceof StoreError) return error;
  const code = textOf(error, 'code') ?? lostConnection(error) ?? textOf(error, 'name') ?? 'unknown';
  const stripped = PASSING.test(code)
    ? new Failure('DATABASE_UNREACHABLE', code)
    : new StoreError(code, textOf(error, 'table'), textOf(error, 'constraint'));
  const frames = error instanceof Error ? framesOf(error) : [];
  stripped.stack = [`${stripped.name}: ${stripped.message}`, ...frames].join('\n');
  return stripped;
}

/**
 * Where it happened: what the stack holds after its message, which may quote a value that looks like a line of a stack.
 * knex puts its query before a message ("select ... - message") whose stack is written already. None when the message is
 * another one than that of the stack.
 */
function framesOf({ stack = '', message }: Error): string[] {
  const begin = stack.indexOf(': ') + 2;
  const parts = message.split(' - ');
  const said = parts.map((_, place) => parts.slice(place).join(' - ')).find((text) => stack.startsWith(text, begin));
  if (said === undefined) return [];
  return stack
    .slice(begin + said.length)
    .split('\n')
    .filter((line) => line.startsWith('    at '));
}

/**
 * The driver gives a connection that breaks under a query no code, only one of these words of its own; knex puts the
 * query before them. The last one is of knex: the connection broke between two statements of a transaction, which is
 * over with it.
 */
function lostConnection(error: unknown): string | undefined {
  return error instanceof Error &&
    /(^| - )(Connection terminated|Client has encountered a connection error|Client was closed|timeout expired|Transaction query already complete)[^'"]*$/.test(
      error.message,
    )
    ? 'ECONNRESET'
    : undefined;
}

function textOf(error: unknown, name: 'code' | 'name' | 'table' | 'constraint'): string | undefined {
  const value: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, name) : undefined;
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The same table group; what its functions throw comes out as StoreError. */
export function sealed<Group extends object>(group: Group): Group {
  return new Proxy(group, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== 'function') return member;
      return async (...values: unknown[]): Promise<unknown> => {
        try {
          return await Reflect.apply(member, target, values);
        } catch (error) {
          throw withoutValues(error);
        }
      };
    },
  });
}
