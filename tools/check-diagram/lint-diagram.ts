import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { BpmnModdle } from 'bpmn-moddle';
import { Linter } from 'bpmnlint';
import NodeResolver from 'bpmnlint/lib/resolver/node-resolver.js';
import zeebe from 'zeebe-bpmn-moddle/resources/zeebe.json' with { type: 'json' };
import type { Finding } from '../../src/office/model-check/finding.ts';
import { sentenceFor } from './lint-sentences.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');

/**
 * What bpmnlint finds by our `.bpmnlintrc`, the rules for Camunda 8.8 among them. A file that cannot be read is
 * reported elsewhere.
 */
export async function lintDiagram(file: string, xml: string): Promise<Finding[]> {
  const read = await new BpmnModdle({ zeebe }).fromXML(xml).catch(() => undefined);
  if (read === undefined) return [];
  const config: unknown = JSON.parse(await readFile(path.join(ROOT, '.bpmnlintrc'), 'utf8'));
  const results = await new Linter({ config, resolver: new NodeResolver() }).lint(read.rootElement);
  const names = namesIn(xml);
  return Object.entries(results).flatMap(([rule, reports]) =>
    reports.map(({ id, message, category }) => ({
      file,
      element: id === undefined ? null : names.has(id) ? `${names.get(id)} (${id})` : id,
      sentence: sentenceFor(rule, message),
      weight: category === 'error' || category === 'rule-error' ? ('fault' as const) : ('advice' as const),
    })),
  );
}

function namesIn(xml: string): ReadonlyMap<string, string> {
  const elements = xml.matchAll(/<bpmn:\w+ id="([^"]+)" name="([^"]+)"/g);
  return new Map(
    [...elements].map(([, id = '', name = '']) => [id, name.replaceAll('&#10;', ' ').replaceAll('&amp;', '&')]),
  );
}
