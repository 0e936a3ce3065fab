import { expect } from 'chai';
import { isSameJson } from '../../src/domain/same-json.ts';

describe('Two values are the same as JSON', () => {
  const family = { kkNumber: '3402', members: [{ name: 'Wening', education: 'SMA' }] };

  it('whatever the order of their keys, at any depth: jsonb gives them back in its own', () => {
    expect(isSameJson(family, { members: [{ education: 'SMA', name: 'Wening' }], kkNumber: '3402' })).to.equal(true);
  });

  it('where one lacks what is undefined in the other', () => {
    expect(isSameJson({ ...family, phone: undefined }, family)).to.equal(true);
    expect(isSameJson({ ...family, phone: null }, family), 'null is a value').to.equal(false);
  });

  it('not where a value, a key or the order of a list differs', () => {
    expect(isSameJson(family, { ...family, members: [{ name: 'Wening', education: 'S1' }] })).to.equal(false);
    expect(isSameJson({ a: 1, b: 2 }, { a: 2, b: 1 })).to.equal(false);
    expect(isSameJson({ a: 1 }, { b: 1 })).to.equal(false);
    expect(isSameJson({ list: [1, 2] }, { list: [2, 1] })).to.equal(false);
    expect(isSameJson({ list: [1] }, { list: { 0: 1 } })).to.equal(false);
  });

  it('of which one or both are not there', () => {
    expect(isSameJson(null, null)).to.equal(true);
    expect(isSameJson(null, family)).to.equal(false);
    expect(isSameJson(undefined, undefined)).to.equal(true);
    expect(isSameJson(undefined, null)).to.equal(false);
  });
});
