import { createHmac } from 'node:crypto';
import { expect } from 'chai';
import pg from 'pg';
import { ensureLogins } from '../../src/store/logins.ts';
import { errorOf } from './given.ts';

const PASSWORD = 'rahasia kantor';
const OWNER = 'postgres://pemilik:rahasia%20kantor@127.0.0.1:5432/kk?application_name=x';
const passwordOf = (role: string, ownersPassword = PASSWORD) =>
  createHmac('sha256', ownersPassword).update(`login of ${role}`).digest('base64url');
const ALTERED = (role: string) => `alter role ${role} login password '${passwordOf(role)}'`;

/** How a server answers: codes of PostgreSQL for what it refuses. */
interface Server {
  /** By user name. */
  readonly refusesLogin?: Readonly<Record<string, string>>;
  /** The statements that give a password, one after the other. */
  readonly refusesStatement?: readonly string[];
}

describe('The logins of application and engine', () => {
  type Method = (this: pg.Client, ...args: unknown[]) => unknown;
  const driver = pg.Client.prototype as unknown as Record<'connect' | 'query' | 'end', Method>;
  const { connect, query, end } = driver;
  let server: Server = {};
  let did: string[] = [];
  const refusal = (code: string) => Object.assign(new Error('refused'), { code });
  before(() => {
    let statements = 0;
    // Whatever else this process has open goes on as before.
    const isOurs = ({ database }: pg.Client) => database === 'kk';
    Object.assign(driver, {
      connect(this: pg.Client, ...args: unknown[]) {
        if (!isOurs(this)) return connect.apply(this, args);
        statements = 0;
        did.push(`connect ${this.user} ${this.password}`);
        // An error of a connection that rests ends the process where nobody listens.
        this.emit('error', new Error('the connection broke'));
        const code = server.refusesLogin?.[this.user ?? ''];
        return code === undefined ? Promise.resolve() : Promise.reject(refusal(code));
      },
      query(this: pg.Client, statement: string, ...more: unknown[]) {
        if (!isOurs(this)) return query.call(this, statement, ...more);
        did.push(statement);
        const code = server.refusesStatement?.[statements++];
        return code === undefined ? Promise.resolve() : Promise.reject(refusal(code));
      },
      end(this: pg.Client, ...args: unknown[]) {
        if (!isOurs(this)) return end.apply(this, args);
        did.push(`end ${this.user}`);
        return this.user === 'pemilik' ? Promise.resolve() : Promise.reject(new Error('it was never open'));
      },
    });
  });
  after(() => void Object.assign(driver, { connect, query, end }));
  const ensured = (answers: Server) => {
    server = answers;
    did = [];
    return ensureLogins(OWNER);
  };
  const visit = (role: string) => [`connect ${role} ${passwordOf(role)}`, `end ${role}`];

  it('have passwords that follow from the owner’s, at the address of the owner', async () => {
    expect(await ensured({})).to.deep.equal({
      application: `postgres://kk_app:${passwordOf('kk_app')}@127.0.0.1:5432/kk?application_name=x`,
      engine: `postgres://kk_engine:${passwordOf('kk_engine')}@127.0.0.1:5432/kk?application_name=x`,
    });
    const other = await ensureLogins(OWNER.replace('rahasia', 'lain'));
    expect(new URL(other.application).password).to.equal(passwordOf('kk_app', 'lain kantor'));
  });

  it('are left alone where both are let in', async () => {
    await ensured({});
    expect(did).to.deep.equal([...visit('kk_app'), ...visit('kk_engine')]);
  });

  it('are given by the owner where a role has another password, or may not log in yet', async () => {
    for (const code of ['28P01', '28000']) {
      await ensured({ refusesLogin: { kk_engine: code } });
      expect(did, code).to.deep.equal([
        ...[...visit('kk_app'), ...visit('kk_engine')],
        ...[`connect pemilik ${PASSWORD}`, ALTERED('kk_engine'), 'end pemilik'],
      ]);
    }
  });

  it('are not given where the server is away', async () => {
    expect(await errorOf(ensured({ refusesLogin: { kk_app: '57P03' } }))).to.include({ code: '57P03' });
    expect(did).to.deep.equal(visit('kk_app'));
  });

  const giving = (...refusesStatement: string[]) => ensured({ refusesLogin: { kk_app: '28P01' }, refusesStatement });
  const statements = () => did.filter((one) => one === ALTERED('kk_app')).length;

  it('are tried again where another starter changes the same role, ten times', async () => {
    await giving('XX000', 'XX000');
    expect(statements()).to.equal(3);
    await giving(...Array<string>(9).fill('XX000'));
    expect(statements()).to.equal(10);
    expect(await errorOf(giving(...Array<string>(10).fill('XX000')))).to.include({ code: 'XX000' });
    expect(statements()).to.equal(10);
    expect(did.at(-1)).to.equal('end pemilik');
  });

  it('are not tried again where the owner may not, and the starter reads which right is missing', async () => {
    const error = await errorOf(giving('42501'));
    expect(error).to.have.property('name', 'PostgresUnavailable');
    expect((error as Error).message)
      .to.contain('kk_app')
      .and.to.contain('CREATEROLE')
      .and.to.not.contain(PASSWORD);
    expect([statements(), did.at(-1)]).to.deep.equal([1, 'end pemilik']);
    expect(await errorOf(giving('53300'))).to.include({ code: '53300' });
    expect(statements()).to.equal(1);
  });
});
