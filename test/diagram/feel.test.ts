import { expect } from 'chai';
import { comparisonsIn, isReadable, variablesIn, variablesInTemplate } from '../../src/process/model/feel.ts';

describe('Names in a formula', () => {
  it('are its variables, not texts, functions, properties or names of a loop', () => {
    expect(variablesIn('=if reminders < 2 then duration("P7D") else requiredDocuments.ktpAffected')).to.deep.equal([
      'reminders',
      'requiredDocuments',
    ]);
    expect(variablesIn('=for each in elements return each')).to.deep.equal(['elements']);
    expect(variablesIn('=list contains(elements, "nama")')).to.deep.equal(['elements']);
  });

  it('do not exist in a text without "="', () => {
    expect(variablesIn('petugas-entri')).to.deep.equal([]);
  });

  it('are found in the templates of a form', () => {
    expect(
      variablesInTemplate('{{#loop requiredDocuments}}- {{get value({"ijazah": "x"}, this)}}{{/loop}} {{reason}}'),
    ).to.deep.equal(['requiredDocuments', 'reason']);
  });

  it('are known with the texts they are compared with', () => {
    expect(comparisonsIn('=signing = "approved" or reason != "baru"')).to.deep.equal([
      { variable: 'signing', value: 'approved' },
      { variable: 'reason', value: 'baru' },
    ]);
  });
});

describe('A formula is readable', () => {
  for (const formula of ['=signing = "approved"', '=reminders <= 2', '=note != ""', '="a == b"', 'PT1M'])
    it(`when the engines read it: ${formula}`, () => {
      expect(isReadable(formula)).to.equal(true);
    });
  for (const formula of ['=signing == "approved"', '=not(', '=reminders && signing', '=if reminders then'])
    it(`not when one of them refuses it: ${formula}`, () => {
      expect(isReadable(formula)).to.equal(false);
    });
});
