import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { findJava } from '../../../camunda/java.ts';
import { loadConfig } from '../../../src/config/config.ts';
import { checkZeebeModel, zeebeModelJars, type ZeebeVerdict } from '../../../tools/zeebe-model/check.ts';
import { temporaryFolder } from '../../store/database.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const read = (name: string): string => readFileSync(path.join(ROOT, 'bpmn', name), 'utf8');

describe("The model as Zeebe reads it (the vendor's model library, Apache-2.0)", () => {
  // Fetched and compiled once on a bare machine.
  const { cacheDir } = loadConfig();
  const folder = temporaryFolder();

  /** The verdict on the office's files, or on others in their place. */
  async function check(diagram = read('penerbitan-kk.bpmn'), tables = read('persyaratan.dmn')): Promise<ZeebeVerdict> {
    const files = { 'penerbitan-kk.bpmn': diagram, 'persyaratan.dmn': tables };
    const written = Object.entries(files).map(async ([name, content]) => {
      await writeFile(path.join(folder, name), content);
      return path.join(folder, name);
    });
    return checkZeebeModel(await Promise.all(written), cacheDir);
  }
  const broken = (text: string, from: string | RegExp, to: string): string => {
    const changed = text.replace(from, to);
    expect(changed, String(from)).not.to.equal(text);
    return changed;
  };

  it('keeps the schema and every rule, and every FEEL text can be read', async () => {
    const { findings, expressions } = await check();
    expect(findings).to.deep.equal([]);
    // Each FEEL text in the diagram, and the tables' besides.
    const inDiagram = read('penerbitan-kk.bpmn').match(/(?:source|correlationKey|assignee)="=|tFormalExpression">=/g);
    expect(expressions).to.be.greaterThan(inDiagram?.length ?? 0);
  });

  it('fails in a broken copy with each of its faults', async () => {
    const diagram = [
      [/<zeebe:taskDefinition type="archive-case"[^>]*>/, '<zeebe:taskDefinition type="" />'],
      ['=siakEntryNeeded<', '=siakEntryNeeded and<'],
      ['correlationKey="=applicationNumber"', 'correlationKey=""'],
    ].reduce((text, [from = '', to]) => broken(text, from, String(to)), read('penerbitan-kk.bpmn'));
    const tables = broken(read('persyaratan.dmn'), '<text>"hilang"</text>', '<text>"hilang</text>');
    const { findings } = await check(diagram, tables);
    const elements = findings.map(({ element }) => element);
    expect(elements, JSON.stringify(findings)).to.include.members([
      'archive-case',
      'siak-entry-needed-to-enter-siak',
      'message-completion-received',
      'base-hilang-reason',
    ]);
  });

  it('fails when the diagram breaks the schema of BPMN', async () => {
    const { findings } = await check(broken(read('penerbitan-kk.bpmn'), 'targetRef="validate-application"', ''));
    expect(findings.map(({ message }) => message).join(' ')).to.contain('targetRef');
  });

  it('needs nothing under the licence of the vendor', async () => {
    const jars = await zeebeModelJars(cacheDir, await findJava(process.env));
    const names = jars.map((jar) => path.basename(jar));
    expect(names.filter((name) => /zeebe|^camunda/.test(name))).to.satisfy((found: string[]) =>
      found.every((name) => /^(zeebe-bpmn-model|camunda-xml-model)-/.test(name)),
    );
    expect(names.some((name) => name.startsWith('zeebe-bpmn-model-'))).to.equal(true);
  });
});
