import { DmnModdle } from 'dmn-moddle';
import { child, children, isElement, needed, text, type Element } from '../moddle.ts';
import { ExpressionError, feel, isReadable, matches, type Context } from './expression.ts';
import type { Findings } from './findings.ts';

/** The decisions of one deployment. */
export interface Decisions {
  has(decisionId: string): boolean;
  /** Result of a decision, with the decisions it requires; null when no rule matches. */
  evaluate(decisionId: string, input: Context): unknown;
}

const HIT_POLICIES = ['UNIQUE', 'FIRST', 'ANY', 'COLLECT', 'RULE ORDER'];

/** Reads decision tables and literal expressions; everything else is a finding. */
export async function readDecisions(
  files: readonly { readonly name: string; readonly content: string }[],
  findings: Findings,
): Promise<Decisions> {
  const decisions = new Map<string, Element>();
  for (const { name, content } of files) {
    const read = await new DmnModdle().fromXML(content).catch(() => undefined);
    if (read === undefined || !isElement(read.rootElement)) {
      findings.add(name, null, 'Berkas ini bukan DMN yang dapat dibaca. Buka dan simpan lagi dengan Camunda Modeler.');
      continue;
    }
    for (const decision of children(read.rootElement, 'drgElement').filter(({ $type }) => $type === 'dmn:Decision')) {
      check(decision, name, findings);
      decisions.set(needed(decision, 'id'), decision);
    }
  }
  return {
    has: (id) => decisions.has(id),
    evaluate: (id, input) => evaluate(id, input, decisions),
  };
}

function check(decision: Element, file: string, findings: Findings): void {
  const logic = child(decision, 'decisionLogic');
  const where = `${text(decision, 'name') ?? ''} (${needed(decision, 'id')})`;
  const unreadable = (source: string): void =>
    findings.add(file, where, `Rumus FEEL "${source}" tidak dapat dibaca. Betulkan rumusnya.`);
  if (logic?.$type === 'dmn:LiteralExpression') {
    const source = text(logic, 'text') ?? '';
    if (!isReadable(`=${source}`)) unreadable(source);
  } else if (logic?.$type === 'dmn:DecisionTable') {
    const policy = text(logic, 'hitPolicy') ?? 'UNIQUE';
    if (!HIT_POLICIES.includes(policy))
      findings.add(
        file,
        where,
        `Hit policy ${policy} tidak didukung. Pakai salah satu dari ${HIT_POLICIES.join(', ')}.`,
      );
    for (const rule of children(logic, 'rule')) {
      for (const source of children(rule, 'inputEntry').map(textIn))
        if (!isReadable(source, 'entry')) unreadable(source);
      for (const source of children(rule, 'outputEntry').map(textIn)) if (!isReadable(`=${source}`)) unreadable(source);
    }
  } else
    findings.add(file, where, 'Hanya tabel keputusan dan rumus tunggal yang didukung. Ubah menjadi salah satunya.');
}

function evaluate(id: string, input: Context, decisions: ReadonlyMap<string, Element>): unknown {
  const decision = decisions.get(id);
  if (decision === undefined) throw new ExpressionError(`decision ${id} is not deployed`);
  const required = children(decision, 'informationRequirement').flatMap((requirement) => {
    const href = text(child(requirement, 'requiredDecision'), 'href')?.slice(1);
    const needs = href === undefined ? undefined : decisions.get(href);
    return href === undefined || needs === undefined
      ? []
      : [[nameOf(needs), evaluate(href, input, decisions)] as const];
  });
  const context = { ...input, ...Object.fromEntries(required) };
  const logic = child(decision, 'decisionLogic');
  return logic?.$type === 'dmn:DecisionTable' ? evaluateTable(logic, context) : feel(textIn(logic), context);
}

/** Under this name the result is known to the decisions that require it. */
function nameOf(decision: Element): string {
  return text(child(decision, 'variable'), 'name') ?? text(decision, 'name') ?? needed(decision, 'id');
}

function evaluateTable(table: Element, context: Context): unknown {
  const inputs = children(table, 'input').map((column) => feel(textIn(child(column, 'inputExpression')), context));
  const outputs = children(table, 'output').map((column) => text(column, 'name') ?? 'output');
  const policy = text(table, 'hitPolicy') ?? 'UNIQUE';
  const hits = children(table, 'rule').filter((rule) =>
    children(rule, 'inputEntry').every((entry, column) => matches(textIn(entry), inputs[column], context)),
  );
  const results = hits.map((rule) => {
    const values = children(rule, 'outputEntry').map((entry) => feel(textIn(entry), context));
    return outputs.length === 1 ? values[0] : Object.fromEntries(outputs.map((name, column) => [name, values[column]]));
  });
  if (policy === 'COLLECT' || policy === 'RULE ORDER') return collected(results, text(table, 'aggregation'));
  if (policy === 'UNIQUE' && results.length > 1)
    throw new ExpressionError(`more than one rule of ${text(table, 'id') ?? 'a table'} matches`);
  return results[0] ?? null;
}

/** As in Zeebe: no hit is null, not an empty list. */
function collected(results: readonly unknown[], aggregation: string | undefined): unknown {
  if (aggregation === 'COUNT') return results.length;
  if (results.length === 0) return null;
  const numbers = (): number[] => results.map(Number);
  if (aggregation === 'SUM') return numbers().reduce((sum, value) => sum + value, 0);
  if (aggregation === 'MIN') return Math.min(...numbers());
  if (aggregation === 'MAX') return Math.max(...numbers());
  return results;
}

function textIn(element: Element | undefined): string {
  return (text(element, 'text') ?? '').trim();
}
