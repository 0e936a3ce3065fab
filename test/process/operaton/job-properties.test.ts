import { expect } from 'chai';
import { readJobProperties, writeJobProperties } from '../../../src/process/operaton/job-properties.ts';

describe('Properties of a job', () => {
  it('come back as they were written', () => {
    for (const properties of [
      { headers: { step: '2', purpose: 'reminder' }, retries: 5, resultIsLocal: true },
      { headers: {}, retries: 1, resultIsLocal: false },
    ])
      expect(readJobProperties(writeJobProperties(properties))).to.deep.equal(properties);
  });

  it('of an element that names no retries grant three attempts, as on Zeebe', () => {
    expect(readJobProperties({}).retries).to.equal(3);
  });

  it('keep what tools wrote from the worker', () => {
    expect(readJobProperties({ step: '2', 'property:example': '{}' }).headers).to.deep.equal({ step: '2' });
  });
});
