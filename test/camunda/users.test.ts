import { createServer, type Server } from 'node:http';
import bcrypt from 'bcryptjs';
import { expect } from 'chai';
import { seedUsers, type WebUser } from '../../camunda/users.ts';

interface Stored {
  readonly userId: string;
  readonly displayName: string;
  readonly password: string;
  readonly roles: string[];
}

/** The user index, as far as seeding needs it. */
describe('logins of Tasklist and Operate', () => {
  const index = new Map<string, Stored>();
  let writes: string[];
  let server: Server;
  let url: string;
  const sri: WebUser = {
    username: 'sri.wahyuni',
    password: 'bantul-2026',
    displayName: 'Sri Wahyuni',
    role: 'OPERATOR',
  };

  before((done) => {
    server = createServer((request, response) => {
      let body = '';
      request.on('data', (part: Buffer) => (body += part.toString()));
      request.on('end', () => {
        if (request.method === 'PUT') {
          const user = JSON.parse(body) as Stored;
          index.set(user.userId, user);
          writes.push(user.userId);
        }
        response.end(JSON.stringify({ hits: { hits: [...index.values()].map((user) => ({ _source: user })) } }));
      });
    }).listen(0, '127.0.0.1', () => {
      const address = server.address();
      url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
      done();
    });
  });
  beforeEach(() => {
    index.clear();
    index.set('demo', { userId: 'demo', displayName: 'Demo User', password: '{bcrypt}$2a$10$known', roles: ['OWNER'] });
    writes = [];
  });
  after((done) => {
    server.close(done);
  });

  it('are written with a bcrypt password and the role, and the account that everybody knows is locked', async () => {
    await seedUsers(url, [sri]);
    const { password, ...rest } = index.get('sri.wahyuni')!;
    expect(rest).to.deep.equal({
      id: 'sri.wahyuni',
      userId: 'sri.wahyuni',
      displayName: 'Sri Wahyuni',
      roles: ['OPERATOR'],
    });
    expect(await bcrypt.compare('bantul-2026', password.replace('{bcrypt}', ''))).to.equal(true);
    expect(index.get('demo')!.password).to.equal('{bcrypt}!');
  });

  it('seeding again writes nothing', async () => {
    await seedUsers(url, [sri]);
    writes = [];
    await seedUsers(url, [sri]);
    expect(writes).to.deep.equal([]);
  });

  it('a new password or role is written, and a person who left can no longer log in', async () => {
    await seedUsers(url, [sri]);
    await seedUsers(url, [{ ...sri, role: 'USER' }]);
    expect(index.get('sri.wahyuni')!.roles).to.deep.equal(['USER']);
    await seedUsers(url, []);
    expect(index.get('sri.wahyuni')!.password).to.equal('{bcrypt}!');
  });
});
