import { expect } from 'chai';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { EngineAway } from '../../../src/process/engine-away.ts';
import { EngineRefused } from '../../../src/process/operaton/engine-errors.ts';
import { createRest, type OperatonRest } from '../../../src/process/operaton/rest.ts';

type Answer = (request: IncomingMessage, response: ServerResponse, body: string) => void;

describe('REST client of the engine', () => {
  let server: Server;
  let rest: OperatonRest;
  let answer: Answer;
  const seen: { method: string; url: string; authorization: string; body: string }[] = [];

  before(async () => {
    server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        const { method = '', url = '', headers } = request;
        seen.push({ method, url, authorization: headers.authorization ?? '', body });
        answer(request, response, body);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    rest = createRest({ url: `http://127.0.0.1:${port}/`, secret: 's3cret' });
  });
  beforeEach(() => void seen.splice(0));
  after(() => void (server.closeAllConnections(), server.close()));

  const json = (status: number, content: unknown): Answer => {
    return (_, response) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(content));
  };
  const thrownBy = async (call: Promise<unknown>): Promise<unknown> =>
    call.then(
      () => undefined,
      (error: unknown) => error,
    );

  it('sends the secret and the query, and reads JSON', async () => {
    answer = json(200, [{ id: 'a' }]);
    expect(await rest.get('task', { processInstanceBusinessKey: 'KK 1', active: true, none: undefined })).to.deep.equal(
      [{ id: 'a' }],
    );
    expect(seen).to.deep.equal([
      {
        method: 'GET',
        url: '/engine-rest/task?processInstanceBusinessKey=KK+1&active=true',
        authorization: 'Bearer s3cret',
        body: '',
      },
    ]);
  });

  it('answers undefined for an empty answer', async () => {
    answer = (_, response) => response.writeHead(204).end();
    expect(await rest.post('task/1/complete', { variables: {} })).to.equal(undefined);
    expect(seen[0]?.body).to.equal('{"variables":{}}');
  });

  it('gives a change that lost a race again, by the number of the error or by its text', async () => {
    const lost = [
      { type: 'OptimisticLockingException', message: 'ENGINE-03005 Execution of ...', code: 1 },
      { type: 'ProcessEngineException', message: 'ENGINE-03005 Execution of ...' },
      { type: 'ProcessEngineException', message: 'deadlock', code: 10_000 },
    ];
    answer = (request, response, body) => {
      const next = lost.shift();
      (next === undefined ? json(200, { done: true }) : json(500, next))(request, response, body);
    };
    expect(await rest.post('message')).to.deep.equal({ done: true });
    expect(seen).to.have.length(4);
  });

  it('does not repeat what the engine refused for another reason', async () => {
    answer = json(400, { type: 'RestException', message: 'x'.repeat(1000), code: 0 });
    const error = await thrownBy(rest.post('message'));
    expect(error).to.be.instanceOf(EngineRefused).and.include({ status: 400, type: 'RestException' });
    expect((error as Error).message).to.have.length.lessThan(500);
    expect(seen).to.have.length(1);
  });

  it('says that the engine is away when it answers 503, too late, half, or not at all', async () => {
    answer = (_, response) => response.writeHead(503).end();
    expect(await thrownBy(rest.get('engine'))).to.be.instanceOf(EngineAway);
    answer = () => undefined;
    expect(await thrownBy(rest.get('engine', {}, { limitMs: 30 }))).to.be.instanceOf(EngineAway);
    answer = (_, response) => response.writeHead(200, { 'content-type': 'application/json' }).end('{"a":');
    expect(await thrownBy(rest.get('engine'))).to.be.instanceOf(EngineAway);
    answer = (request) => request.socket.destroy();
    expect(await thrownBy(rest.get('engine'))).to.be.instanceOf(EngineAway);
  });

  it("throws the caller's own reason when the caller gives up", async () => {
    answer = () => undefined;
    const giveUp = new AbortController();
    const call = thrownBy(rest.get('engine', {}, { signal: giveUp.signal }));
    const reason = new Error('stopping');
    giveUp.abort(reason);
    expect(await call).to.equal(reason);
  });
});
