import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { createRecords } from '../../src/engine/records.ts';

const record = (userTaskKey: string, elementId: string, assignee: string) =>
  `{"_source":{"timestamp":1795366541393,"value":{"userTaskKey":${userTaskKey},"elementId":"${elementId}","assignee":"${assignee}","creationTimestamp":1795366538208,"variables":{}}}}`;

describe("Who completed a task, by the engine's own records", () => {
  let index: Server;
  let hits: string[];
  let status: number;
  let asked: { url: string; body: string; authorization: string | undefined }[];
  let url: string;

  before((done) => {
    index = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk) => (body += String(chunk)));
      request.on('end', () => {
        asked.push({ url: request.url ?? '', body, authorization: request.headers.authorization });
        response.writeHead(status, { 'content-type': 'application/json' });
        response.end(`{"took":1,"hits":{"hits":[${hits.join(',')}]}}`);
      });
    }).listen(0, '127.0.0.1', done);
  });
  beforeEach(() => {
    url = `127.0.0.1:${(index.address() as AddressInfo).port}`;
    [hits, status, asked] = [[], 200, []];
  });
  after((done) => {
    index.close(done);
  });

  it('is the one who held the newest completed task of the element', async () => {
    hits = [
      record('2251799813689346', 'verify-draft', 'bambang.hartono'),
      record('2251799813689300', 'examine-application', 'joko.susilo'),
      record('2251799813689200', 'examine-application', 'sri.wahyuni'),
    ];
    expect(await createRecords(`http://${url}`).completedTask('2251799813689170', 'examine-application')).to.deep.equal(
      {
        userTaskKey: '2251799813689300',
        completedBy: 'joko.susilo',
        createdAt: new Date(1795366538208),
        completedAt: new Date(1795366541393),
      },
    );
  });

  it('is nobody, when it was completed without being held', async () => {
    hits = [record('1', 'open-application', '')];
    expect(await createRecords(`http://${url}`).completedTask('7', 'open-application')).to.include({
      completedBy: null,
    });
  });

  it('is not known while the engine has not written it', async () => {
    expect(await createRecords(`http://${url}`).completedTask('7', 'open-application')).to.equal(undefined);
  });

  it('is asked by a key that JavaScript cannot round, with the login that stands in the address', async () => {
    await createRecords(`http://pembaca:rahasia%21@${url}/catatan/`).completedTask(
      '9223372036854775807',
      'open-application',
    );
    const [{ url: path, body, authorization }] = asked as [(typeof asked)[0]];
    expect(path).to.match(/^\/catatan\/zeebe-record_user-task_\*\/_search\?/);
    expect(body).to.contain('"value.processInstanceKey":9223372036854775807');
    expect(Buffer.from(authorization!.replace('Basic ', ''), 'base64').toString()).to.equal('pembaca:rahasia!');
  });

  it('is an error that names no address, when the index does not answer or answers something else', async () => {
    status = 503;
    expect(await createRecords(`http://u:p@${url}`).completedTask('7', 'x').catch(String)).to.equal(
      "Error: the engine's search index answered with 503",
    );
    status = 200;
    hits = ['{"_source":{}}'];
    expect(await createRecords(`http://${url}`).completedTask('7', 'x').catch(String)).to.match(
      /records of completed user tasks/,
    );
    expect(await createRecords(`http://${url}`).completedTask('7}', 'x').catch(String)).to.match(/must be a number/);
  });
});
