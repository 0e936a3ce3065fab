import { expect } from 'chai';
import { Failure } from '../../src/domain/failures.ts';
import { IdempotencyConflict } from '../../src/store/store.ts';
import { sealed, StoreError, withoutValues } from '../../src/store/store-error.ts';
import { errorOf } from './given.ts';

const SECRET = '3402155203850002';
/** As the driver throws it. */
const refusal = (properties: object, message = `Key (nik)=(${SECRET})`) =>
  Object.assign(new Error(message), properties);

describe('What the database refused, without what it was given', () => {
  it('keeps the code, and of our own schema table and rule', () => {
    const stripped = withoutValues(refusal({ code: '23514', table: 'people', constraint: 'people_nip_check' }));
    expect(stripped).to.be.instanceOf(StoreError);
    expect(stripped).to.include({
      name: 'StoreError',
      code: '23514',
      table: 'people',
      constraint: 'people_nip_check',
      message: 'the database refused: 23514 on people by people_nip_check',
    });
    expect(withoutValues(refusal({ code: '22P02' }))).to.include({
      message: 'the database refused: 22P02',
      table: undefined,
      constraint: undefined,
    });
    expect(withoutValues(refusal({ code: '23502', table: 'cases', constraint: '' }))).to.include({
      message: 'the database refused: 23502 on cases',
      constraint: undefined,
    });
  });

  it('drops message, detail, hint and cause, and every line of the stack that quotes them', () => {
    const error = refusal(
      { code: '23505', detail: SECRET, hint: SECRET, cause: SECRET },
      `duplicate key\n  at ${SECRET}\nat ${SECRET}`,
    );
    const stripped = withoutValues(error);
    expect(Object.getOwnPropertyNames(stripped)).to.have.members([
      'stack',
      'message',
      'name',
      'code',
      'table',
      'constraint',
    ]);
    const [first, ...frames] = stripped.stack!.split('\n');
    expect(first).to.equal('StoreError: the database refused: 23505');
    expect(frames.length, 'where it happened').to.be.above(0);
    for (const frame of frames) expect(frame).to.match(/^ {4}at /);
    expect(stripped.stack).not.to.contain(SECRET);
  });

  it('takes no line of a message for one of the stack, before and after knex has put its query before it', () => {
    const quoted = `duplicate key - (a)=(\n    at ${SECRET}\n    at /${SECRET}:1:1)`;
    const thrown = refusal({ code: '23505' }, quoted);
    for (const message of [quoted, `insert into "people" - ${quoted}`]) {
      thrown.message = message;
      const { stack } = withoutValues(thrown);
      expect(stack).not.to.contain(SECRET);
      expect(stack?.split('\n').length, 'where it happened').to.be.above(2);
    }
    thrown.message = 'another';
    expect(withoutValues(thrown).stack, 'nobody knows where the message ends').to.equal(
      'StoreError: the database refused: 23505',
    );
  });

  it('has no stack to tell where none was thrown', () => {
    for (const thrown of [{ code: '23505' }, Object.assign(refusal({ code: '23505' }), { stack: undefined })])
      expect(withoutValues(thrown).stack).to.equal('StoreError: the database refused: 23505');
  });

  it('is a failure that may pass by itself, where the same work may succeed a little later', () => {
    const passing = [
      ...['08006', '08P01', '53300', '57P01', '57P03', '40001', '40P01', '57014', '55P03', '25P03'],
      ...['ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'EPIPE', 'ENOTFOUND'],
    ];
    for (const code of passing)
      expect(withoutValues(refusal({ code })), code).to.include({
        name: 'Failure',
        code: 'DATABASE_UNREACHABLE',
        message: new Failure('DATABASE_UNREACHABLE', code).message,
      });
    expect(withoutValues(refusal({ name: 'KnexTimeoutError' }))).to.include({ code: 'DATABASE_UNREACHABLE' });
    const staying = ['23505', '22012', '42501', '25P02', '57000', '55000', '570140', '157014', '15301', 'XECONNRESET'];
    for (const code of [...staying, 'ECONNRESETX', 'KnexTimeoutErrors'])
      expect(withoutValues(refusal({ code })), code).to.include({ name: 'StoreError', code });
  });

  it('is such a failure too where the connection broke: the driver gives words in place of a code', () => {
    const words = [
      'Connection terminated',
      'Connection terminated unexpectedly',
      'Client has encountered a connection error and is not queryable',
      'Client was closed and is not queryable',
      'timeout expired',
      'Transaction query already complete, run with DEBUG=knex:tx for more info',
    ];
    for (const each of words)
      for (const message of [each, `select * from "cases" where "nik" = $1 - ${each}`])
        expect(withoutValues(new Error(message)), message).to.include({ code: 'DATABASE_UNREACHABLE' });
    const others = [
      `the name 'Connection terminated' is too long`,
      `syntax error - timeout expired"`,
      'no Connection terminated',
      'Connection refused',
    ];
    for (const message of others)
      expect(withoutValues(new Error(message)), message).to.include({ name: 'StoreError', code: 'Error' });
    expect(withoutValues({ message: 'timeout expired' }), 'nothing of the driver').to.include({ code: 'unknown' });
    expect(withoutValues(refusal({ code: '23505' }, 'timeout expired')), 'a code says more').to.include({
      code: '23505',
    });
  });

  it('is unknown where nothing says what it is', () => {
    for (const thrown of [undefined, null, 'a text', 42, {}, { code: 7, name: 7 }, { code: '', name: '' }])
      expect(withoutValues(thrown)).to.include({ name: 'StoreError', code: 'unknown' });
    expect(withoutValues({ name: 'Odd' })).to.include({ code: 'Odd' });
  });

  it('is passed on unchanged where it has a meaning of its own', () => {
    for (const own of [new Failure('CASE_UNKNOWN', 'x'), new IdempotencyConflict(), new StoreError('23505', 'papers')])
      expect(withoutValues(own)).to.equal(own);
  });
});

describe('A sealed group of the store', () => {
  const group = {
    known: 'word',
    twice(this: { known: string }, ...values: string[]) {
      return Promise.resolve([this.known, ...values]);
    },
    thrown() {
      throw refusal({ code: '23505' });
    },
    rejected: () => Promise.reject(refusal({ code: '23514' })),
  };

  it('answers as the group itself, with its own values and functions', async () => {
    expect(sealed(group).known).to.equal('word');
    expect(await sealed(group).twice('a', 'b')).to.deep.equal(['word', 'a', 'b']);
  });

  it('lets no error of the driver out, however it comes', async () => {
    expect(await errorOf(Promise.resolve().then(() => sealed(group).thrown()))).to.include({
      name: 'StoreError',
      code: '23505',
    });
    expect(await errorOf(sealed(group).rejected())).to.include({ name: 'StoreError', code: '23514' });
  });
});
