import { expect } from 'chai';
import {
  faultOf,
  faultOfUnaryTests,
  feelText,
  isPlainName,
  variablesOf,
  variablesOfUnaryTests,
} from '../../src/process/feel-syntax.ts';

describe('Syntax of FEEL', () => {
  for (const expression of [
    'if reminders < 2 then duration("P7D") else duration("P16D")',
    'examination = "complete"',
    '[]',
    '{a: 1, b: a}.b',
    'for row in rows return row.x',
    'distinct values(concatenate(a, b))',
    'some x in list satisfies x > 1',
    'get value(context, "kunci")',
    '"a b c"',
    'date and time("2027-01-31T15:00:00+07:00")',
    'a // dan seterusnya\n + 1',
  ])
    it(`reads ${expression}`, () => expect(faultOf(expression)).to.equal(undefined));

  for (const [expression, kind, near] of [
    ['', 'empty', ''],
    ['  ', 'empty', ''],
    ['a +', 'unreadable', ''],
    ['if a then b', 'unreadable', ''],
    ['f(', 'unreadable', ''],
    ['"a" "b"', 'unreadable', '"b"'],
    ['a; b', 'unreadable', '; b'],
    ['examination complete', 'odd-name', 'examination complete'],
    ['a ??? b', 'odd-name', 'a ??? b'],
  ] as const)
    it(`finds the fault of "${expression}"`, () => expect(faultOf(expression)).to.deep.equal({ kind, near }));

  it('reads the cells of a table', () => {
    for (const cell of ['"hilang"', '-', '> 3', 'list contains(?, "nama")', 'not("a", "b")', '[1..3]'])
      expect(faultOfUnaryTests(cell), cell).to.equal(undefined);
    expect(faultOfUnaryTests('> ')).to.include({ kind: 'unreadable' });
  });

  it('names the variables of an expression, without functions, properties and texts', () => {
    expect([...variablesOf('if count(rows) > lim then base.documents else "text"')]).to.deep.equal([
      'rows',
      'lim',
      'base',
    ]);
    expect([...variablesOfUnaryTests('list contains(?, base.name)')]).to.deep.equal(['base']);
  });

  it('knows a name that every engine takes', () => {
    for (const name of ['note', '_a1', 'nilaiÉ']) expect(isPlainName(name), name).to.equal(true);
    for (const name of ['', 'a.b', 'a b', '1a', 'a-b', "a'"]) expect(isPlainName(name), name).to.equal(false);
  });

  it('writes a text that reads back as itself', () => expect(feelText('a"\\\n')).to.equal('"a\\"\\\\\\n"'));
});
