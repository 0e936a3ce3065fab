import { expect } from 'chai';
import { Type } from '@sinclair/typebox';
import { withBaseUrl } from '../../src/engine/deployment.ts';
import { parseWithKeys } from '../../src/engine/rest.ts';
import { checker, SchemaError } from '../../src/engine/schema.ts';

describe('what passes between us and the engine', () => {
  it('keys of 64 bits come as text, so that none is rounded', () => {
    expect(parseWithKeys('{"items":[{"key":9007199254740993,"userTaskKey":1,"priority":50}]}')).to.deep.equal({
      items: [{ key: '9007199254740993', userTaskKey: '1', priority: 50 }],
    });
  });

  it('a text that only looks like a key stays as it was written', () => {
    expect(parseWithKeys(JSON.stringify({ note: '"key":12' }))).to.deep.equal({ note: '"key":12' });
  });

  it('a variable of the wrong shape is named by its path and never by its value', () => {
    const check = checker(
      Type.Object({ reminders: Type.Integer(), reason: Type.String() }, { additionalProperties: false }),
      'input of note-delay',
    );
    expect(() => check({ reminders: '3402011505900001', nik: '3402011505900001' })).to.throw(
      SchemaError,
      /^input of note-delay: \/ required reason, \/ additionalProperties nik, \/reminders type$/,
    );
  });

  it("a form gets the office's own address and stays JSON", () => {
    const form = Buffer.from(
      JSON.stringify({ text: '![](https://meja.invalid/draf.png) [berkas](https://meja.invalid/berkas)' }),
    );
    expect(JSON.parse(withBaseUrl(form, 'http://localhost:3000/').toString())).to.deep.equal({
      text: '![](http://localhost:3000/draf.png) [berkas](http://localhost:3000/berkas)',
    });
  });
});
