import { expect } from 'chai';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Officer, type OfficeRefusal } from '../../src/demo/officer.ts';

const NUMBER = 'KK-261128-7Q4F2M';
const TASK = { taskId: 'task-1', element: 'open-application', step: 2, assignee: null, blocked: null };

describe('An officer of the demo', () => {
  let server: Server;
  let answers: number[];
  let asked: number;
  const officer = () => new Officer(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, 'sri', 'rahasia');

  beforeEach(async () => {
    asked = 0;
    server = createServer((request, response) => {
      const { method, url = '' } = request;
      const json = (status: number, body: object) =>
        response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
      request.resume().on('end', () => {
        if (url === '/masuk') return json(200, { token: 'token' });
        if (method === 'GET') return json(200, { task: TASK, papers: [], draft: null });
        asked += 1;
        const status = answers.shift() ?? 200;
        json(status, status === 503 ? { code: 'NOT_RECORDED' } : status === 409 ? { code: 'TASK_GONE' } : {});
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterEach(() => void server.close());

  it('answers once more where the answer is not recorded because the engine was away, as the page says', async () => {
    answers = [503, 503];
    expect(await officer().does(NUMBER, TASK.element)).to.deep.equal(TASK);
    expect(asked).to.equal(3);
  });

  it('takes a refusal as an answer', async () => {
    answers = [409];
    const refused = await officer()
      .does(NUMBER, TASK.element)
      .catch((error: unknown) => error as OfficeRefusal);
    expect(refused).to.include({ status: 409, code: 'TASK_GONE' });
    expect(asked).to.equal(1);
  });
});
