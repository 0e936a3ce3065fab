import { expect } from 'chai';
import { gzipSync } from 'node:zlib';
import { PEOPLE, withOffice } from '../cases/office.ts';
import { API, startFront, type Front } from './front.ts';

const WORDS = 'Gelar keliru; "betulkan" menurut ijazah.';
const VARIABLES = { signing: { type: 'String', value: 'rejected', valueInfo: {} } };

describe("The Tasklist's form of a verification that the head returned", () => {
  const given = withOffice();
  let front: Front;
  let task: string;
  let number: string;
  before(async () => {
    const { office } = given;
    front = await startFront(office);
    ({ applicationNumber: number } = await office.verified());
    await office.decides('agus', number, 'approve-signing', { signing: 'rejected', note: WORDS });
    ({ taskId: task } = (await office.task(number, 'verify-draft'))!);
    await office.officers.claim(PEOPLE.endah.username, { applicationNumber: number, task });
  });
  after(() => front.stop());
  beforeEach(() => {
    front.engine.received.length = 0;
    front.engine.headers = {};
    front.engine.answer = { status: 200, body: JSON.stringify(VARIABLES) };
  });
  const formOf = async (who: 'endah' | 'agus', headers: Record<string, string> = {}, one = task) =>
    (await front.as(who)).get(`${API}/task/${one}/form-variables?deserializeValues=false`, headers);

  it("is filled with the head's words, though the engine holds none", async () => {
    const answer = await formOf('endah');
    expect(answer.status).to.equal(200);
    expect(JSON.parse(answer.text)).to.deep.equal({
      ...VARIABLES,
      note: { type: 'String', value: WORDS, valueInfo: {} },
    });
    expect(answer.headers.get('cache-control')).to.equal('no-store');
    expect(await given.office.journal(number, 'note-viewed')).to.have.length(1);
  });

  it('is filled also where the engine packs its answer, holds an empty note, or thinks the browser has it', async () => {
    const packed = JSON.stringify({ ...VARIABLES, note: { type: 'String', value: '', valueInfo: {} } });
    front.engine.answer = { status: 200, body: packed };
    const kept = await formOf('endah', { 'if-none-match': '"abc"' });
    expect(JSON.parse(kept.text)).to.have.nested.property('note.value', WORDS);
    expect(front.engine.received[0]!.headers).to.not.have.property('if-none-match');
    front.engine.answer = { status: 200, body: gzipSync(packed) };
    front.engine.headers = { 'content-encoding': 'gzip', 'set-cookie': 'lain=x' };
    const unpacked = await formOf('endah', { 'accept-encoding': 'gzip' });
    expect(JSON.parse(unpacked.text)).to.have.nested.property('note.value', WORDS);
    expect(unpacked.headers.getSetCookie()).to.deep.equal([]);
  });

  it('is as the engine answers it for everybody else and for another task, and a refusal where the engine refuses', async () => {
    for (const answer of [await formOf('agus'), await formOf('endah', {}, 'another-task')])
      expect(JSON.parse(answer.text)).to.deep.equal(VARIABLES);
    front.engine.answer = { status: 404, body: '{"type":"NotFound"}' };
    const refused = await formOf('endah');
    expect([refused.status, (JSON.parse(refused.text) as { code: string }).code]).to.deep.equal([
      404,
      'ENGINE_REFUSED',
    ]);
    front.engine.silent = true;
    expect((await formOf('endah')).status).to.equal(503);
    front.engine.silent = false;
  });
});
