import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { tagOf } from '../../src/process/model-tag.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const bpmn = readFileSync(path.join(ROOT, 'bpmn/penerbitan-kk.bpmn'), 'utf8');
const dmn = readFileSync(path.join(ROOT, 'bpmn/persyaratan.dmn'), 'utf8');
const form = readFileSync(path.join(ROOT, 'forms/periksa-berkas.form'), 'utf8');

const tag = (name: string, content: string) => tagOf({ resources: [{ name, content }] });
const changed = (text: string, from: string | RegExp, to: string): string => {
  const result = text.replace(from, to);
  expect(result, `the text has no ${String(from)}`).not.to.equal(text);
  return result;
};

describe('Tag of a model', () => {
  const same: readonly [string, string, string, string][] = [
    ['indentation of the diagram', 'a.bpmn', bpmn, changed(bpmn, /\n +</g, '\n\t<')],
    ['line ends of another system', 'a.bpmn', bpmn, changed(bpmn, /\n/g, '\r\n')],
    ['a comment', 'a.bpmn', bpmn, changed(bpmn, '<bpmn:collaboration', '<!-- dibuat ulang --><bpmn:collaboration')],
    ['a shape moved', 'a.bpmn', bpmn, changed(bpmn, /<dc:Bounds x="\d+"/, '<dc:Bounds x="7"')],
    ['the version of the modeler', 'a.bpmn', bpmn, changed(bpmn, /exporterVersion="[^"]*"/, 'exporterVersion="9.9.9"')],
    [
      'the order of attributes',
      'a.bpmn',
      bpmn,
      changed(bpmn, /<zeebe:taskDefinition (type="[^"]*") (retries="[^"]*")/, '<zeebe:taskDefinition $2 $1'),
    ],
    ['another prefix', 'a.bpmn', bpmn, changed(changed(bpmn, /bpmn:/g, 'b:'), 'xmlns:bpmn=', 'xmlns:b=')],
    ['another spelling of a character', 'a.bpmn', bpmn, changed(bpmn, /&#34;/g, '&quot;')],
    ['the drawing of the tables', 'a.dmn', dmn, changed(dmn, /<dmndi:DMNDI>[\s\S]*<\/dmndi:DMNDI>/, '')],
    [
      'the width of a column',
      'a.dmn',
      dmn,
      changed(dmn, '<input ', '<input xmlns:biodi="http://bpmn.io/schema/dmn/biodi/2.0" biodi:width="192" '),
    ],
    ['layout and key order of a form', 'a.form', form, JSON.stringify(reversed(JSON.parse(form)))],
  ];
  for (const [what, name, before, after] of same)
    it(`stays with ${what}`, () => expect(tag(name, after)).to.equal(tag(name, before)));

  const different: readonly [string, string, string, string][] = [
    ['a condition', 'a.bpmn', bpmn, changed(bpmn, '=siakEntryNeeded<', '=not(siakEntryNeeded)<')],
    ['the name of a task', 'a.bpmn', bpmn, changed(bpmn, 'name="3. Periksa berkas"', 'name="3. Periksa"')],
    ['one blank in an expression', 'a.bpmn', bpmn, changed(bpmn, '=reminders + 1', '=reminders  + 1')],
    ['the lane of a task', 'a.bpmn', bpmn, changed(bpmn, '"kasi"', '"kepala-dinas"')],
    [
      'a line break in a cell of a table',
      'a.dmn',
      dmn,
      changed(dmn, '<text>"hilang"</text>', '<text>"hilang"\n</text>'),
    ],
    ['a row of a table', 'a.dmn', dmn, changed(dmn, /<rule id="base-rusak">[\s\S]*?<\/rule>/, '')],
    ['a text of a form', 'a.form', form, changed(form, 'Belum lengkap', 'Kurang lengkap')],
    ['the name of the file', 'a.form', form, form],
  ];
  for (const [what, name, before, after] of different)
    it(`changes with ${what}`, () =>
      expect(tag(after === before ? 'b.form' : name, after)).not.to.equal(tag(name, before)));

  it('does not depend on the order in which the files are read', () => {
    const files = [
      { name: 'a.bpmn', content: bpmn },
      { name: 'b.dmn', content: dmn },
    ];
    expect(tagOf({ resources: [...files].reverse() })).to.equal(tagOf({ resources: files }));
  });

  it('is a short text of hexadecimal digits', () => expect(tag('a.bpmn', bpmn)).to.match(/^[0-9a-f]{16}$/));

  it('of a file that is not XML is that of its bytes', () => {
    expect(tag('a.bpmn', '<definitions>')).not.to.equal(tag('a.bpmn', '<definitions> '));
    expect(tag('a.bpmn', '')).to.equal(tag('a.bpmn', ''));
  });
});

/** The same JSON with the keys of every object in the opposite order. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, each]) => [key, reversed(each)]),
  );
}
