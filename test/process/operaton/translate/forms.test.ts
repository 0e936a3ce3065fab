import { expect } from 'chai';
import { readModel } from '../../../../src/process/read-model.ts';
import { translateModel } from '../../../../src/process/operaton/translate/translate.ts';
import { diagram, expectOne, FILE, refusedModel } from './model.ts';
import path from 'node:path';

const model = (content: string, ...more: string[]) => ({
  resources: [
    { name: FILE, content: diagram({}) },
    { name: 'a.form', content },
    ...more.map((each, index) => ({ name: `b${index}.form`, content: each })),
  ],
});
const form = (component: object, id = 'a') => JSON.stringify({ id, type: 'default', components: [component] });

describe('Forms of a model', () => {
  it('reach the engine as they are', async () => {
    const root = path.resolve(import.meta.dirname, '../../../..');
    const { resources } = await readModel({ folder: root, baseUrl: 'http://127.0.0.1:3000' });
    const forms = resources.filter(({ name }) => name.endsWith('.form'));
    expect(forms).not.to.be.empty;
    const translated = (await translateModel({ resources })).resources;
    for (const each of forms) expect(translated).to.deep.include(each);
  });

  for (const content of ['{', '[]', '"a"', 'null'])
    it(`are refused when they are no form: ${content}`, async () =>
      expectOne(await refusedModel(model(content)), null, 'bukan formulir', 'a.form'));

  it('are refused without an id', async () =>
    expectOne(await refusedModel(model('{"components":[]}')), null, '"ID"', 'a.form'));

  it('are refused when two have the same id', async () =>
    expectOne(await refusedModel(model(form({}), form({}))), null, 'Formulir lain', 'b0.form'));

  it('are refused for FEEL that cannot be read, with the field', async () => {
    const broken = form({ type: 'group', components: [{ key: 'examination', conditional: { hide: '=a = ' } }] });
    expectOne(await refusedModel(model(broken)), null, '"examination"', 'a.form');
  });
});
