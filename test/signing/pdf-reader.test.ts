import { expect } from 'chai';
import { Cursor } from '../../src/signing/verifier/pdf/cursor.ts';
import { pageAt } from '../../src/signing/verifier/pdf/pages.ts';
import { parseValue } from '../../src/signing/verifier/pdf/parse-value.ts';
import { catalogOf, findObject, readPdfFile, resolve } from '../../src/signing/verifier/pdf/pdf-file.ts';
import { isWhole, ofKind, PdfDefect, sameValue, walk, type PdfValue } from '../../src/signing/verifier/pdf/values.ts';
import { handMade, handUpdated } from './hand-made-pdf.ts';

const parsed = (text: string): PdfValue => parseValue(new Cursor(Buffer.from(text, 'latin1')));
/** A value without places, as plain data: names as '/N', references as '1 0 R'. */
const plain = (value: PdfValue): unknown => {
  switch (value.kind) {
    case 'null':
      return null;
    case 'boolean':
    case 'number':
      return value.value;
    case 'name':
      return `/${value.name}`;
    case 'string':
      return value.bytes.toString('latin1');
    case 'reference':
      return `${value.number} ${value.generation} R`;
    case 'array':
      return value.items.map(plain);
    case 'dictionary':
      return Object.fromEntries([...value.entries].map(([key, item]) => [key, plain(item)]));
  }
};
const refused = (read: () => unknown, why: string) => expect(read, why).to.throw(PdfDefect);

describe('A PDF value', () => {
  const readings: readonly (readonly [string, unknown])[] = [
    ['12', 12],
    ['+7', 7],
    ['-3.5', -3.5],
    ['.25', 0.25],
    ['4.', 4],
    ['true', true],
    ['false', false],
    ['null', null],
    ['/Name', '/Name'],
    ['/', '/'],
    ['/A#42C', '/ABC'],
    ['/a#4a#4B', '/aJK'],
    [`/${'n'.repeat(127)}`, `/${'n'.repeat(127)}`],
    ['()', ''],
    ['(a(b)c)', 'a(b)c'],
    ['(a\\)b)', 'a)b'],
    ['(\\n\\r\\t\\b\\f\\(\\\\\\x)', '\n\r\t\b\f(\\x'],
    ['(\\101\\7x\\0534)', 'A\x07x+4'],
    ['(\\777)', '\xff'],
    ['(a\\\nb\\\r\nc\\\rd)', 'abcd'],
    ['(\\))', ')'],
    ['<>', ''],
    ['<48 65\n6C\t6c\r6f\f\0>', 'Hello'],
    ['[1 2]', [1, 2]],
    ['[]', []],
    ['[1 0 R 2]', ['1 0 R', 2]],
    ['[/A(b)<63>]', ['/A', 'b', 'c']],
    ['<<>>', {}],
    ['<</A 1/B<</C[true]>>>>', { A: 1, B: { C: [true] } }],
    ['<< /A 3 0 R >>', { A: '3 0 R' }],
    ['12 0 R', '12 0 R'],
    ['12\n0\tR', '12 0 R'],
    ['12 \n 0\r\n R', '12 0 R'],
    ['+1 0 R', 1],
    ['1.5 0 R', 1.5],
    ['(\\n1)', '\n1'],
    ['(\\x1)', 'x1'],
    ['12 0 R]', '12 0 R'],
    ['1 0 Rx', 1],
    ['1 0', 1],
    ['-1 0 R', -1],
    [' \0\t\n\f\r1', 1],
  ];
  for (const [text, value] of readings)
    it(`is read as a reader reads it: ${JSON.stringify(text.slice(0, 30))}`, () => {
      expect(plain(parsed(text))).to.deep.equal(value);
    });

  it('ends where it ends: the reader stands behind it', () => {
    for (const text of ['(a(b))', '<6162>', '[1 2]', '<</A 1>>', '/Name', '12', '12 0 R', 'true', 'null']) {
      const cursor = new Cursor(Buffer.from(`${text} rest`, 'latin1'));
      parseValue(cursor);
      expect(cursor.position, text).to.equal(text.length);
    }
  });

  it('remembers where a string stands and how it is written, because the gap of the signature is compared with it', () => {
    expect(parsed(' <6162>')).to.deep.include({ kind: 'string', form: 'hex', start: 1, end: 7 });
    expect(parsed(' (ab)')).to.deep.include({ kind: 'string', form: 'literal', start: 1, end: 5 });
  });

  const defects = [
    '',
    ' ',
    'nil',
    'True',
    '%x\n1',
    '1 %x\n0 R%'.slice(2),
    '--1',
    '1e5',
    '1.2.3',
    '1,5',
    '0x10',
    `${'1'.repeat(16)}`,
    `.${'1'.repeat(16)}`,
    '.',
    '+',
    'R',
    '(',
    '(a',
    '(a\\',
    '(()',
    '<6',
    '<616',
    '<616>',
    '<6>',
    '<6g>',
    '<6\x0b1>',
    '<6\xa01>',
    '<61',
    '[',
    '[1',
    '[1 2',
    '[1}',
    '{1}',
    ')',
    ']',
    '>',
    '>>',
    '<<',
    '<</A',
    '<</A>>',
    '<</A 1',
    '<</A 1/A 2>>',
    '<</A 1/#41 2>>',
    '<<A 1>>',
    '<<1 /A>>',
    '<</A 1>',
    '/A#4',
    '/A#',
    '/A#4g',
    '/A#00',
    `/${'n'.repeat(128)}`,
    `${'['.repeat(50)}${']'.repeat(50)}`,
    `${'<</A'.repeat(50)} 1${'>>'.repeat(50)}`,
  ];
  for (const text of defects)
    it(`is refused where readers disagree or a reader could be led astray: ${JSON.stringify(text.slice(0, 30))}`, () => {
      refused(() => parsed(text), text);
    });

  it('may be nested as deep as a card needs and not deeper', () => {
    expect(plain(parsed(`${'['.repeat(48)}1${']'.repeat(48)}`))).to.be.an('array');
    refused(() => parsed(`${'['.repeat(49)}1${']'.repeat(49)}`), 'arrays');
    refused(() => parsed(`${'<</A'.repeat(49)} 1${'>>'.repeat(49)}`), 'dictionaries');
  });

  it('is equal to another only in kind and content, wherever it stands', () => {
    const values = [
      'null',
      'true',
      'false',
      '1',
      '2',
      '/A',
      '/B',
      '(a)',
      '(b)',
      '[1 2]',
      '[1 3]',
      '[1]',
      '[]',
      '<</A 1>>',
      '<</A 2>>',
      '<</B 1>>',
      '<</A 1/B 2>>',
      '<<>>',
      '1 0 R',
      '2 0 R',
      '1 1 R',
    ];
    for (const [at, one] of values.entries())
      for (const [index, other] of values.entries())
        expect(sameValue(parsed(one), parsed(` ${other}`)), `${one} and ${other}`).to.equal(at === index);
    expect(sameValue(parsed('(a)'), parsed('<61>'))).to.equal(true);
    expect([
      sameValue(undefined, undefined),
      sameValue(undefined, parsed('null')),
      sameValue(parsed('null'), undefined),
    ]).to.deep.equal([true, false, false]);
  });

  it('is taken for what it has to be, or not at all', () => {
    expect(plain(ofKind(parsed('[1]'), 'array'))).to.deep.equal([1]);
    refused(() => ofKind(parsed('[1]'), 'dictionary'), 'an array');
    refused(() => ofKind(undefined, 'dictionary'), 'nothing');
    expect(() => ofKind(undefined, 'name'))
      .to.throw(PdfDefect, 'name expected')
      .that.has.property('name', 'PdfDefect');
    expect([0, 1, 4711, -1, 0.5, Number.NaN].map(isWhole)).to.deep.equal([true, true, true, false, false, false]);
  });

  it('that is refused is refused with the place where it stands, for whoever has to find it', () => {
    // Caught by hand: an assertion about what is thrown lets `throw undefined` pass.
    const thrown = (): unknown => {
      try {
        return parsed('[1 2');
      } catch (error) {
        return error;
      }
    };
    expect(thrown()).to.be.instanceOf(PdfDefect).with.property('message', 'value expected (offset 4)');
  });

  it('is walked through to its last part', () => {
    const seen: unknown[] = [];
    walk(parsed('[1 <</A [2 (x)]/B /C>> 3 0 R]'), (part) => seen.push(plain(part)));
    expect(seen.slice(1)).to.deep.equal([1, { A: [2, 'x'], B: '/C' }, [2, 'x'], 2, 'x', '/C', '3 0 R']);
  });
});

describe('A PDF file', () => {
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 >>',
    '<< /Type /Page /Parent 2 0 R >>',
    '<< /Type /Page /Parent 2 0 R >>',
    '<< /Length 5 >>\nstream\nhello\nendstream',
  ];
  const file = handMade(objects);
  const text = file.toString('latin1');
  const reads = (bytes: Buffer) => readPdfFile(bytes);
  /** One thing changed, offsets kept. */
  const changed = (from: string | RegExp, to: string) => {
    const other = text.replace(from, to);
    expect(other, String(from)).to.not.equal(text);
    return Buffer.from(other, 'latin1');
  };

  it('is read with every object at its place', () => {
    const { revisions } = reads(file);
    expect(revisions).to.have.length(1);
    const [only] = revisions;
    expect([...(only?.objects.keys() ?? [])]).to.deep.equal([1, 2, 3, 4, 5]);
    expect(only?.tableStart).to.equal(text.indexOf('xref'));
    expect(only?.end).to.equal(file.length);
    const stream = only?.objects.get(5)?.stream;
    expect(text.slice(stream?.start, stream?.end)).to.equal('hello');
    expect(only?.objects.get(2)?.stream).to.equal(undefined);
    expect(only?.objects.get(3)?.start).to.equal(text.indexOf('3 0 obj'));
  });

  it('may have any line ends, a comment between objects and no line end at its end', () => {
    for (const layout of [
      { lineEnd: '\r\n' },
      { lineEnd: ' \r' },
      { header: '%PDF-1.3\r' },
      { header: '%PDF-2.0\r\n' },
      { preamble: '%\xe2\xe3\xcf\xd3\r% two\n \0\t\f' },
      { preamble: '% one\r' },
      { end: '%%EOF' },
      { end: '%%EOF\r\n' },
      { end: '%%EOF\r' },
      { size: 60 },
    ])
      expect(reads(handMade(objects, layout)).revisions, JSON.stringify(layout)).to.have.length(1);
    expect(reads(handMade(['<< /Length 5 >>\nstream\r\nhelloendstream'])).revisions).to.have.length(1);
    expect(reads(handMade(['<< /Length 5 >> stream\nhello\r\nendstream'])).revisions).to.have.length(1);
  });

  const row = (place: number, rest = '00000 n \n') => `${String(place).padStart(10, '0')} ${rest}`;
  const defects: readonly (readonly [string, () => Buffer])[] = [
    ['begins with something else', () => Buffer.concat([Buffer.from('\n'), file])],
    ['names a version that there is not', () => changed('%PDF-1.7', '%PDF-1.2')],
    ['names a version of two digits', () => handMade(objects, { header: '%PDF-1.77\n' })],
    ['begins with a word that only looks like it', () => handMade(objects, { header: '%PDF-1.7 \n' })],
    ['holds a second beginning in a comment', () => handMade(objects, { preamble: '%PDF-1.4\n' })],
    ['holds a second end in a comment', () => handMade(objects, { preamble: '%%EOF\n' })],
    ['has a stray word between objects', () => handMade(objects, { preamble: 'hello\n' })],
    ['has a comment without end', () => Buffer.from('%PDF-1.7\n% to the end')],
    ['writes the number of an object with a sign', () => changed('3 0 obj', '+ 0 obj')],
    ['has more than a space between number and generation', () => changed('3 0 obj', '3\n0 obj')],
    ['has more than a space before obj', () => changed('3 0 obj', '3 0\nobj')],
    [
      'sticks obj to its value',
      () =>
        Buffer.from(handMade(['<< /A 1 >>', '22']).toString('latin1').replace('2 0 obj\n22', '2 0 obj222'), 'latin1'),
    ],
    ['has two values in one object', () => changed('/Parent 2 0 R >>\nendobj', '/Parent 2 0 R >>1endobj')],
    ['lets endobj run into the next word', () => changed('endobj\n4 0', 'endobj4 0 ')],
    ['misspells endobj', () => changed('endobj', 'endobx')],
    ['holds an object twice', () => changed('4 0 obj', '3 0 obj')],
    [
      'has a stream with a length elsewhere',
      () => handMade([...objects.slice(0, 4), '<< /Length 6 0 R >>\nstream\nhello\nendstream', '5']),
    ],
    ['has a stream without a length', () => handMade(['<< >>\nstream\nhello\nendstream'])],
    ['has a stream with a broken length', () => handMade(['<< /Length 4.5 >>\nstream\nhello\nendstream'])],
    ['has a stream with a negative length', () => handMade(['<< /Length -5 >>\nstream\nhello\nendstream'])],
    ['has a stream that is shorter than it says', () => handMade(['<< /Length 7 >>\nstream\nhello\nendstream'])],
    ['has a stream that is longer than it says', () => handMade(['<< /Length 3 >>\nstream\nhello\nendstream'])],
    [
      'has a stream whose content is in another file',
      () => handMade(['<< /Length 5 /F (x) >>\nstream\nhello\nendstream']),
    ],
    [
      'has a stream that begins with a bare carriage return',
      () => handMade(['<< /Length 5 >>\nstream\rhello\nendstream']),
    ],
    ['has a stream that begins without a line end', () => handMade(['<< /Length 5 >>\nstream hello\nendstream'])],
    ['has a stream with two lines before its end', () => handMade(['<< /Length 5 >>\nstream\nhello\n\nendstream'])],
    ['lets endstream run into the next word', () => handMade(['<< /Length 5 >>\nstream\nhello\nendstreams'])],
    ['has a stream without a dictionary', () => handMade(['7\nstream\nhello\nendstream'])],
    [
      'hides objects in a compressed stream',
      () => handMade(['<< /Type /ObjStm /Length 5 >>\nstream\nhello\nendstream']),
    ],
    ['hides its table in a stream', () => handMade(['<< /Type /XRef /Length 5 >>\nstream\nhello\nendstream'])],
    ['points to a second, hidden table', () => handMade(objects, { trailer: '/XRefStm 9 ' })],
    ['names a table before the first', () => handMade(objects, { trailer: '/Prev 9 ' })],
    ['names a table before the first by a reference', () => handMade(objects, { trailer: '/Prev 5 0 R ' })],
    ['has no trailer', () => changed('trailer', 'trailor')],
    ['has a trailer that is no dictionary', () => changed('trailer\n<<', 'trailer\n[ ')],
    ['has no startxref', () => changed('startxref', 'startxrex')],
    ['names its table a byte too early', () => handMade(objects, { tableAt: (right) => right - 1 })],
    ['has no end', () => handMade(objects, { end: '' })],
    ['has another word at its end', () => handMade(objects, { end: '%%EOX\n' })],
    ['goes on after its end in the same line', () => handMade(objects, { end: '%%EOF 1' })],
    ['holds an object that its size passes over', () => handMade(objects, { size: 5 })],
    ['does not tell its size', () => changed('/Size 6', '/Sise 6')],
    // Where Number() would be content.
    [
      'names its table in another way of counting',
      () =>
        Buffer.from(
          text.replace(/startxref\n(\d+)/, (_, place: string) => `startxref\n0b${Number(place).toString(2)}`),
          'latin1',
        ),
    ],
    [
      'names its table with a word behind the number',
      () => Buffer.from(text.replace(/startxref\n(\d+)/, 'startxref\n$1x'), 'latin1'),
    ],
    [
      'holds an object twice, the second in the table',
      () =>
        handMade(
          [...objects.slice(0, 3), '<< >>\nendobj\n4 0 obj\n<< /Type /Page /Parent 2 0 R >>', ...objects.slice(4)],
          {
            table: (places) =>
              `xref\n0 6\n${row(0, '65535 f \n')}${places.map((place, index) => row(index === 3 ? place + '4 0 obj\n<< >>\nendobj\n'.length : place)).join('')}`,
          },
        ),
    ],
    [
      'begins its update in the line of its end',
      () => handUpdated(handMade(objects, { end: '%%EOF' }), { 6: '1' }, { previous: text.indexOf('xref') }),
    ],
  ];
  for (const [what, make] of defects)
    it(`is refused when it ${what}`, () => {
      refused(() => reads(make()), what);
    });

  const two = ['<< /Pages 2 0 R >>', '<< /Type /Pages >>'];
  const tables: readonly (readonly [string, (places: readonly number[]) => string])[] = [
    ['leaves an object out', ([one = 0]) => `xref\n0 2\n${row(0, '65535 f \n')}${row(one)}`],
    [
      'names an object that is not there',
      ([one = 0, other = 0]) => `xref\n0 4\n${row(0, '65535 f \n')}${row(one)}${row(other)}${row(other)}`,
    ],
    [
      'names an object a byte beside its place',
      ([one = 0, other = 0]) => `xref\n0 3\n${row(0, '65535 f \n')}${row(one + 1)}${row(other)}`,
    ],
    ['exchanges two objects', ([one = 0, other = 0]) => `xref\n0 3\n${row(0, '65535 f \n')}${row(other)}${row(one)}`],
    [
      'names another generation',
      ([one = 0, other = 0]) => `xref\n0 3\n${row(0, '65535 f \n')}${row(one, '00001 n \n')}${row(other)}`,
    ],
    [
      'names an object twice',
      ([one = 0, other = 0]) => `xref\n0 3\n${row(0, '65535 f \n')}${row(one)}${row(other)}1 1\n${row(one)}`,
    ],
    [
      'frees an object that is there',
      ([one = 0, other = 0]) =>
        `xref\n0 3\n${row(0, '65535 f \n')}${row(one)}${row(other)}2 1\n${row(0, '00000 f \n')}`,
    ],
    [
      'has a line of another length',
      ([one = 0, other = 0]) => `xref\n0 3\n${row(0, '65535 f \n')}${row(one, '00000 n\n')}${row(other)}`,
    ],
    [
      'has a line with another letter',
      ([one = 0, other = 0]) => `xref\n0 3\n${row(0, '65535 f \n')}${row(one, '00000 x \n')}${row(other)}`,
    ],
    [
      'has lines one digit off',
      ([one = 0, other = 0]) => `xref\n0 3\n${row(0, '65535 f \n')}0${row(one).slice(0, -2)}\n${row(other)}`,
    ],
    [
      'announces more lines than it has',
      ([one = 0, other = 0]) => `xref\n0 9\n${row(0, '65535 f \n')}${row(one)}${row(other)}`,
    ],
    [
      'announces lines without a number',
      ([one = 0, other = 0]) => `xref\n0 x\n${row(0, '65535 f \n')}${row(one)}${row(other)}`,
    ],
    [
      'announces lines with two spaces',
      ([one = 0, other = 0]) => `xref\n0  3\n${row(0, '65535 f \n')}${row(one)}${row(other)}`,
    ],
    [
      'announces lines from nowhere',
      ([one = 0, other = 0]) => `xref\n-1 3\n${row(0, '65535 f \n')}${row(one)}${row(other)}`,
    ],
    ['runs into its own word', ([one = 0, other = 0]) => `xref0 3\n${row(0, '65535 f \n')}${row(one)}${row(other)}`],
  ];
  for (const [what, table] of tables)
    it(`is refused when its table ${what}`, () => {
      refused(() => reads(handMade(two, { table })), what);
    });

  it('may have a table in several sections, and free numbers that no object has', () => {
    expect(
      reads(
        handMade(two, {
          table: ([one = 0, other = 0]) =>
            `xref\n0 1\n${row(0, '65535 f \n')}1 2\n${row(one)}${row(other)}7 1\n${row(0, '00001 f \n')}`,
        }),
      ).revisions,
    ).to.have.length(1);
    expect(
      reads(
        handMade(two, {
          table: ([one = 0, other = 0]) => `xref\n0 3\n${row(0, '65535 f \n')}${row(one)}${row(other)}\n`,
        }),
      ).revisions,
    ).to.have.length(1);
  });

  it('is read with its updates, the newest object first', () => {
    const update = handUpdated(handUpdated(file, { 3: '<< /Type /Page /New true >>', 6: '(six)' }), { 6: '(seven)' });
    const read = reads(update);
    expect(read.revisions.map(({ objects: found }) => [...found.keys()])).to.deep.equal([[1, 2, 3, 4, 5], [3, 6], [6]]);
    const six = { kind: 'reference', number: 6, generation: 0 } as const;
    expect(plain(findObject(read, six)?.value ?? { kind: 'null' })).to.equal('seven');
    expect(plain(findObject(read, six, 2)?.value ?? { kind: 'null' })).to.equal('six');
    expect(findObject(read, six, 1)).to.equal(undefined);
    expect(findObject(read, { ...six, generation: 1 })).to.equal(undefined);
    expect(findObject(read, { ...six, number: 9 })).to.equal(undefined);
    expect(resolve(read, six)).to.deep.include({ kind: 'string' });
    expect(resolve(read, { kind: 'boolean', value: true })).to.deep.equal({ kind: 'boolean', value: true });
    expect(resolve(read, undefined)).to.equal(undefined);
    expect(resolve(read, { ...six, number: 9 })).to.equal(undefined);
    const moved = reads(handUpdated(file, { 1: '<< /Type /Catalog /Pages 2 0 R /New true >>' }));
    expect(plain(catalogOf(moved) ?? { kind: 'null' }), 'the newest catalog').to.deep.include({ New: true });
  });

  it('may begin each update on a new line, and has three revisions at most', () => {
    const twice = handUpdated(handUpdated(file, { 6: '1' }), { 6: '2' });
    expect(reads(twice).revisions).to.have.length(3);
    refused(() => reads(handUpdated(twice, { 6: '3' })), 'a third update');
  });

  it('is refused when an update names another table, frees an object or passes over one', () => {
    refused(() => reads(handUpdated(file, { 6: '1' }, { previous: 9 })), 'previous');
    refused(
      () =>
        reads(
          Buffer.from(
            handUpdated(file, { 6: '1' })
              .toString('latin1')
              .replace(/\/Prev \d+ /, ''),
            'latin1',
          ),
        ),
      'no previous',
    );
    refused(() => reads(handUpdated(file, { 6: '1' }, { size: 6 })), 'size');
    refused(() => reads(handUpdated(file, { 2: '1' }, { size: 3 })), 'size below the original');
    refused(() => reads(handUpdated(file, { 6: '1' }, { trailer: '/XRefStm 7 ' })), 'hybrid');
    const freeing = (number: number) =>
      Buffer.from(
        handUpdated(file, { 6: '1' }, { size: 99 })
          .toString('latin1')
          .replace(/xref\n6 1\n/, `xref\n${number} 1\n0000000000 00001 f \n6 1\n`)
          .replace(/startxref\n(\d+)\n%%EOF\n$/, 'startxref\n$1\n%%EOF\n'),
        'latin1',
      );
    expect(reads(freeing(0)).revisions, 'the head of the free list').to.have.length(2);
    refused(() => reads(freeing(4)), 'an object of the original');
    refused(() => reads(freeing(44)), 'any other number');
  });

  it('has its pages counted in reading order, also in a tree that runs in circles', () => {
    const tree = (...more: string[]) => reads(handMade(['<< /Pages 2 0 R >>', ...more]));
    const branched = tree(
      '<< /Type /Pages /Kids [3 0 R 4 0 R] >>',
      '<< /Type /Pages /Kids [5 0 R 2 0 R 6 0 R] >>',
      '<< /Type /Page >>',
      '<< /Type /Page >>',
      '<< /Type /Page >>',
    );
    expect([1, 2, 3, 4].map((number) => pageAt(branched, number)?.number)).to.deep.equal([5, 6, 4, undefined]);
    expect(pageAt(reads(handMade(['<< >>'])), 1)).to.equal(undefined);
    expect(pageAt(tree('<< /Type /Pages /Kids [3 /X] >>'), 1)).to.equal(undefined);
    expect(
      pageAt(tree('<< /Type /Pages /Kids [9 0 R 3 0 R] >>', '<< /Type /Page >>'), 1)?.number,
      'past a page that is not there',
    ).to.equal(3);
  });

  it('of millions of tiny values is refused before it fills the memory', () => {
    refused(() => reads(handMade([`[${'0 '.repeat(100_000)}]`])), 'values');
    expect(reads(handMade([`[${'0 '.repeat(99_990)}]`])).revisions).to.have.length(1);
  });
});
