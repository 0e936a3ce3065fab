import { expect } from 'chai';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { readModel, withBaseUrl } from '../../src/process/read-model.ts';
import { temporaryFolder } from '../store/database.ts';

describe('Reading the model from the disk', () => {
  const folder = temporaryFolder();
  const put = async (name: string, content: string) => {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), content);
  };
  const read = () => readModel({ folder, baseUrl: 'http://127.0.0.1:3000/' });
  beforeEach(() => rm(folder, { recursive: true, force: true }));

  it('brings diagrams, tables and forms by their file names, and nothing else that lies there', async () => {
    await put('bpmn/z.bpmn', 'diagram');
    await put('bpmn/a.dmn', 'table');
    await put('bpmn/z.bpmn.bak', 'old');
    await put('bpmn/arsip.bpmn/lama.bpmn', 'folder');
    await put('forms/buka.form', 'form');
    expect((await read()).resources).to.deep.equal([
      { name: 'z.bpmn', content: 'diagram' },
      { name: 'a.dmn', content: 'table' },
      { name: 'buka.form', content: 'form' },
    ]);
  });

  it("puts the office's address where the forms hold its place", async () => {
    await put('forms/buka.form', '{"source":"https://meja.invalid/gambar/1"}');
    expect((await read()).resources[0]?.content).to.equal('{"source":"http://127.0.0.1:3000/gambar/1"}');
  });

  it('leaves the form JSON whatever the address holds', () => {
    const address = 'http://kantor/"$&\\';
    expect(JSON.parse(withBaseUrl('{"a":"https://meja.invalid/x"}', address))).to.deep.equal({ a: `${address}/x` });
  });

  it('fails when there is no model', async () => {
    const error = await read().catch((thrown: unknown) => thrown);
    expect(error).to.be.instanceOf(Error).with.property('message').that.contains('no model');
  });
});
