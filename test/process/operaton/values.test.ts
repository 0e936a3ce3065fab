import { expect } from 'chai';
import { fromTyped, fromTypedAll, toTyped, toTypedAll } from '../../../src/process/operaton/values.ts';

describe('Variables on their way to and from the engine', () => {
  it('come back as they went', () => {
    for (const value of ['', 'text', 0, -7, 2 ** 40, 1.5, true, false, null, [], ['kk-lama'], { a: [1, null] }])
      expect(fromTyped(toTyped(value))).to.deep.equal(value);
  });

  it('go as the type in which FEEL sees them', () => {
    expect(
      toTypedAll({ list: ['a'], count: 3, share: 0.5, large: 2 ** 31, none: null, absent: undefined }),
    ).to.deep.equal({
      list: { type: 'Json', value: '["a"]' },
      count: { type: 'Integer', value: 3 },
      share: { type: 'Double', value: 0.5 },
      large: { type: 'Double', value: 2 ** 31 },
      none: { type: 'Null', value: null },
    });
  });

  it('are read as JSON where the engine wrote JSON, and only there', () => {
    expect(
      fromTypedAll({
        spin: { type: 'json', value: '["a"]', valueInfo: {} },
        object: { type: 'Object', value: '["b"]', valueInfo: { serializationDataFormat: 'application/json' } },
        text: { type: 'String', value: '["c"]', valueInfo: null },
        nothing: { type: null },
      }),
    ).to.deep.equal({ spin: ['a'], object: ['b'], text: '["c"]', nothing: null });
  });

  it('are never functions', () => {
    expect(() => toTyped(() => 1)).to.throw(TypeError);
  });
});
