import { expect } from 'chai';
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { BpmnModdle } from 'bpmn-moddle';
import { ModelRefused, type Model } from '../../../../src/process/process.ts';
import { readModel } from '../../../../src/process/read-model.ts';
import { translateModel } from '../../../../src/process/operaton/translate/translate.ts';
import { temporaryFolder } from '../../../store/database.ts';

const ROOT = path.resolve(import.meta.dirname, '../../../..');
const DIAGRAM = 'penerbitan-kk.bpmn';
const camunda: unknown = JSON.parse(
  readFileSync(path.join(ROOT, 'node_modules/camunda-bpmn-moddle/resources/camunda.json'), 'utf8'),
);
const contentOf = ({ resources }: Model, file: string): string =>
  resources.find(({ name }) => name === file)?.content ?? '';
/** What a pattern's first group finds, everywhere, in one spelling. */
const all = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].map(([, found = '']) => found.replaceAll('&amp;', '&#38;')).sort();

describe("The office's own model", () => {
  let model: Model;
  let source: string;
  let result: string;
  before(async () => {
    model = await readModel({ folder: ROOT, baseUrl: 'http://127.0.0.1:3000' });
    source = contentOf(model, DIAGRAM);
    result = contentOf(await translateModel(model), DIAGRAM);
  });

  it('is translated whole: every element, name and flow is there, and no other', () => {
    const elements = (xml: string) =>
      all(xml, /<bpmn:(\w+ id="[^"]*"(?: name="[^"]*")?)/g).filter((each) => !each.startsWith('definitions'));
    expect(elements(result)).to.deep.equal(elements(source));
    expect(elements(result)).to.have.length.greaterThan(150);
    const flows = (xml: string) => all(xml, /(sourceRef="[^"]*" targetRef="[^"]*")/g);
    expect(flows(result)).to.deep.equal(flows(source));
  });

  it('keeps every job type, form, group, timer and description', () => {
    const same: readonly [RegExp, RegExp][] = [
      [/<zeebe:taskDefinition type="([^"]*)"/g, /camunda:topic="([^"]*)"/g],
      [/<zeebe:formDefinition formId="([^"]*)"/g, /camunda:formRef="([^"]*)"/g],
      [/candidateGroups="([^"]*)"/g, /camunda:candidateGroups="([^"]*)"/g],
      [/<zeebe:header key="([^"]*" value="[^"]*")/g, /<camunda:property name="((?!office:)[^"]*" value="[^"]*")/g],
      [/<bpmn:timeDuration [^>]*>(P[^<]*)/g, /<bpmn:timeDuration [^>]*>(P[^<]*)/g],
      [/<bpmn:documentation>([^<]*)/g, /<bpmn:documentation>([^<]*)/g],
    ];
    for (const [before, after] of same) {
      expect(all(result, after), String(before)).to.deep.equal(all(source, before));
      expect(all(result, after), String(before)).not.to.be.empty;
    }
  });

  it('is drawn as before', () => {
    const drawing = (xml: string) => all(xml, /(<dc:Bounds [^>]*>|<di:waypoint [^>]*>)/g);
    expect(drawing(result)).to.deep.equal(drawing(source));
  });

  it('holds nothing of the Zeebe dialect, and nothing that the other does not know', async () => {
    expect(result).not.to.contain('zeebe');
    const { warnings } = await new BpmnModdle({ camunda }).fromXML(result);
    expect(warnings.map(({ message }) => message)).to.deep.equal([]);
  });

  it('breaks no rule of the Camunda-7 dialect (bpmnlint)', async () => {
    const file = path.join(temporaryFolder(), DIAGRAM);
    const lint = async (xml: string): Promise<string> => {
      await writeFile(file, xml);
      const config = path.join(ROOT, 'tools/bpmnlint/camunda-platform-7-23.json');
      const answer = await promisify(execFile)(
        process.execPath,
        ['node_modules/bpmnlint/bin/bpmnlint.js', '-c', config, file],
        { cwd: ROOT },
      ).catch((error: { stdout: string; stderr: string }) => error);
      return answer.stdout + answer.stderr;
    };
    expect(await lint(result)).to.equal('\n');
    // The linter is there and reads the file.
    expect(await lint(result.replace(/ camunda:historyTimeToLive="[^"]*"/, ''))).to.contain('history-time-to-live');
  });

  it('is refused with one finding for each thing that somebody broke', async () => {
    const broken = (from: string | RegExp, to: string) => (text: string) => {
      const changed = text.replace(from, to);
      expect(changed, String(from)).not.to.equal(text);
      return changed;
    };
    const damage = [
      broken('formId="periksa-berkas"', 'formId="periksa"'),
      broken('=siakEntryNeeded<', '=siakEntryNeeded and<'),
      broken(/<zeebe:taskListener eventType="completing"[^>]*>/, ''),
      broken('>P3D<', '>tiga hari<'),
      broken('<zeebe:taskDefinition type="archive-case"', '<zeebe:taskDefinition type=""'),
    ];
    const content = damage.reduce((text, change) => change(text), source);
    const resources = model.resources.map((each) => (each.name === DIAGRAM ? { ...each, content } : each));
    const error = await translateModel({ resources }).catch((thrown: unknown) => thrown);
    if (!(error instanceof ModelRefused)) throw error;
    expect(error.findings.map(({ element }) => element)).to.have.members([
      '3. Periksa berkas (examine-application)',
      'ya (siak-entry-needed-to-enter-siak)',
      '2. Buka permohonan (open-application)',
      '3 hari tanpa tanda terima (card-received-term)',
      '10. Arsip digital berlapis (archive-case)',
    ]);
  });

  it('is translated the same each time, and the fingerprint distinguishes translations', async () => {
    const [first, second] = [await translateModel(model), await translateModel(model)];
    expect(second).to.deep.equal(first);
    const other = {
      resources: model.resources.map((each) =>
        each.name === DIAGRAM ? { ...each, content: source.replace('retries="5"', 'retries="4"') } : each,
      ),
    };
    const third = await translateModel(other);
    expect(third.versionTag).not.to.equal(first.versionTag);
    expect(third.fingerprint).not.to.equal(first.fingerprint);
    expect(result).to.contain(`exporterVersion="${first.fingerprint}"`);
  });
});
