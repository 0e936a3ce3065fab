import { expect } from 'chai';
import { translateModel } from '../../../../src/process/operaton/translate/translate.ts';
import { expectOne, modelOf, refused } from './model.ts';
import { dmn, literal, table, type TableOptions } from './tables.ts';

const simple: TableOptions = { outputs: ['x'], rows: [['1', '"satu"']] };

describe('Translation of a decision table', () => {
  const tables = async (content: string): Promise<string> => {
    const { resources } = await translateModel(modelOf({}, dmn(content)));
    return resources.find(({ name }) => name === 'tabel.dmn')?.content ?? '';
  };

  it('is kept as long as the process, under the tag of the model', async () => {
    expect(await tables(table('a', simple))).to.match(/<decision id="a"[^>]*camunda:historyTimeToLive="P3650D"/);
    expect(await tables(table('a', simple))).to.match(/<decision id="a"[^>]*camunda:versionTag="[0-9a-f]{16}"/);
  });

  it('leaves a table alone that no other decision requires', async () => {
    expect(await tables(table('a', { ...simple, outputs: ['x', 'y'], rows: [['1', '2', '3']] })))
      .to.contain('name="x"')
      .and.contain('name="y"');
  });

  it('gives the outputs of a required table names of their own, and its reader the shape it has on Zeebe', async () => {
    const required = table('dasar', { ...simple, variable: 'base', outputs: ['x', 'y'], rows: [['1', '2', '3']] });
    const xml = await tables(required + literal('a', 'base.x + base.y', ['dasar']));
    expect(xml).to.contain('name="base_x"').and.contain('name="base_y"');
    expect(xml).to.contain(
      '{base: if base_x = null and base_y = null then null else {x: base_x, y: base_y}, result: base.x + base.y}.result',
    );
  });

  it('leaves an expression alone that does not read what the decision requires', async () => {
    const required = table('dasar', { ...simple, variable: 'base' });
    expect(await tables(required + literal('a', '1 + n', ['dasar']))).to.contain('<text>1 + n</text>');
  });

  const refusals: readonly [string, string, string, string][] = [
    [
      'a hit policy that the engine lacks',
      table('a', { ...simple, hitPolicy: 'PRIORITY' }),
      'Tabel a (a)',
      '"PRIORITY"',
    ],
    [
      'a column without a name beside others',
      table('a', { outputs: ['x', ''], rows: [['1', '2', '3']] }),
      'Tabel a (a)',
      '"Output name"',
    ],
    [
      'two columns of one name',
      table('a', { outputs: ['x', 'x'], rows: [['1', '2', '3']] }),
      'Tabel a (a)',
      'bernama sama',
    ],
    [
      'a cell that cannot be read',
      table('a', {
        outputs: ['x'],
        rows: [
          ['1', '2'],
          ['"a', '3'],
        ],
      }),
      'Tabel a (a)',
      'baris 2, kolom masukan 1',
    ],
    [
      'a result that cannot be read',
      table('a', { outputs: ['x'], rows: [['1', '2 +']] }),
      'Tabel a (a)',
      'baris 1, kolom hasil 1',
    ],
    [
      'a column head that cannot be read',
      table('a', { ...simple, input: 'n +' }),
      'Tabel a (a)',
      'kepala kolom masukan 1',
    ],
    ['an expression that cannot be read', literal('a', '1 +'), 'Keputusan a (a)', 'isi keputusan'],
    ['another language', literal('a', '1', [], 'expressionLanguage="javascript"'), 'Keputusan a (a)', '"javascript"'],
    ['a decision without content', '<decision id="a" name="Kosong" />', 'Kosong (a)', 'belum berisi'],
    [
      'a kind of decision that the engine lacks',
      '<decision id="a" name="Daftar"><variable id="v" name="a" /><list id="l" /></decision>',
      'Daftar (a)',
      '"List"',
    ],
    [
      'a function of its own',
      '<businessKnowledgeModel id="b" name="Fungsi" />',
      'Fungsi (b)',
      '"BusinessKnowledgeModel"',
    ],
    [
      'an attribute of the engine',
      literal('a', '1').replace(
        '<decision ',
        '<decision xmlns:c="http://camunda.org/schema/1.0/dmn" c:versionTag="x" ',
      ),
      'Keputusan a (a)',
      'tidak dikenal',
    ],
    [
      'a default result',
      table('a', simple).replace(
        'name="x" />',
        'name="x"><defaultOutputEntry id="d"><text>1</text></defaultOutputEntry></output>',
      ),
      'Tabel a (a)',
      'Hasil bawaan',
    ],
    [
      'a required decision that is read within a cell',
      table('b', { ...simple, variable: 'base' }) +
        table('a', { outputs: ['x'], rows: [['> base', '1']], required: ['b'] }),
      'Tabel a (a)',
      'kolom masukan untuk "base"',
    ],
    [
      'a required decision without a plain name',
      table('b', { ...simple, variable: 'dasar baru' }) + literal('a', '1', ['b']),
      'Tabel b (b)',
      '"Variable name"',
    ],
  ];
  for (const [what, content, element, part] of refusals)
    it(`refuses ${what}`, async () => {
      const findings = await refused({}, dmn(content));
      expect(
        findings.map((finding) => [finding.file, finding.element]),
        JSON.stringify(findings),
      ).to.deep.include(['tabel.dmn', element]);
      expect(findings.map(({ sentence }) => sentence).join(' ')).to.contain(part);
    });

  it('refuses decisions that require each other, each of them', async () => {
    const findings = await refused(
      {},
      dmn(literal('a', '1', ['b']) + literal('b', '1', ['c']) + literal('c', '1', ['a'])),
    );
    expect(findings.map(({ element }) => element)).to.deep.equal([
      'Keputusan a (a)',
      'Keputusan b (b)',
      'Keputusan c (c)',
    ]);
  });

  it('refuses those that require each other, and not who only requires one of them', async () => {
    const circle = literal('b', '1', ['c']) + literal('c', '1', ['b']);
    const findings = await refused({}, dmn(literal('a', '1', ['b']) + circle));
    expect(findings.map(({ element }) => element)).to.deep.equal(['Keputusan b (b)', 'Keputusan c (c)']);
  });

  it('refuses a decision that requires one the file lacks', async () =>
    expectOne(await refused({}, dmn(literal('a', '1', ['nix']))), 'Keputusan a (a)', '"nix"', 'tabel.dmn'));

  it('takes two ways to one decision', async () => {
    const way = (id: string) => literal(id, 'd', ['d']);
    await tables(literal('a', 'b + c', ['b', 'c']) + way('b') + way('c') + literal('d', '1'));
  });

  it('refuses two files of one id', async () => {
    const second = { ...dmn(table('b', simple)), name: 'lagi.dmn' };
    expectOne(await refused({}, dmn(table('a', simple)), second), null, '"ID" "tabel"', 'lagi.dmn');
  });

  it('refuses a decision that stands in two files', async () => {
    const again = dmn(table('a', simple));
    const second = { name: 'lagi.dmn', content: again.content.replace('id="tabel"', 'id="lagi"') };
    expectOne(await refused({}, dmn(table('a', simple)), second), null, '"a" ada di dua berkas', 'lagi.dmn');
  });
});
