import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { createTasklistSession } from '../../src/engine/tasklist-session.ts';

describe('who holds a Tasklist session', () => {
  let tasklist: Server;
  let asked: (string | undefined)[];
  let status: number;
  let tasklistUrl: string;

  before((done) => {
    tasklist = createServer((request, response) => {
      asked.push(request.headers.cookie);
      response.writeHead(request.headers.cookie === 'OPERATE-SESSION=sri' ? status : 401, {
        'content-type': 'application/json',
      });
      response.end(JSON.stringify({ userId: 'sri.wahyuni', displayName: 'Sri' }));
    }).listen(0, '127.0.0.1', done);
  });
  beforeEach(() => {
    const { port } = tasklist.address() as AddressInfo;
    tasklistUrl = `http://127.0.0.1:${port}`;
    asked = [];
    status = 200;
  });
  after((done) => {
    tasklist.close(done);
  });

  it('Tasklist is asked with the very cookie, and its answer is the user name', async () => {
    expect(await createTasklistSession({ tasklistUrl }).whoIs('OPERATE-SESSION=sri')).to.equal('sri.wahyuni');
    expect(asked).to.deep.equal(['OPERATE-SESSION=sri']);
  });

  it('nobody, when Tasklist does not know the session or there is none', async () => {
    const session = createTasklistSession({ tasklistUrl });
    expect(await session.whoIs('OPERATE-SESSION=forged')).to.equal(undefined);
    expect(await session.whoIs(undefined)).to.equal(undefined);
    expect(await session.whoIs('')).to.equal(undefined);
    expect(await session.whoIs('x'.repeat(9000))).to.equal(undefined);
    expect(asked).to.have.length(1);
  });

  it('a page with many pictures asks once', async () => {
    const session = createTasklistSession({ tasklistUrl });
    const answers = await Promise.all(Array.from({ length: 8 }, () => session.whoIs('OPERATE-SESSION=sri')));
    expect(new Set(answers)).to.deep.equal(new Set(['sri.wahyuni']));
    expect(asked).to.have.length(1);
  });

  it('an answer is not believed for long', async () => {
    const session = createTasklistSession({ tasklistUrl, cacheMs: 0 });
    await session.whoIs('OPERATE-SESSION=sri');
    await session.whoIs('OPERATE-SESSION=sri');
    expect(asked).to.have.length(2);
  });

  it('a Tasklist in trouble is an error and not "nobody", and is asked again next time', async () => {
    const session = createTasklistSession({ tasklistUrl });
    status = 500;
    const failure: unknown = await session.whoIs('OPERATE-SESSION=sri').catch((error: unknown) => error);
    expect(failure).to.be.instanceOf(Error).with.property('message', 'Tasklist answers 500 to who is logged in');
    status = 200;
    expect(await session.whoIs('OPERATE-SESSION=sri')).to.equal('sri.wahyuni');
  });
});
