import { child, children, text, type Element } from '../../../moddle.ts';
import { isPlainName, variablesOf, variablesOfUnaryTests } from '../../../feel-syntax.ts';
import type { DecisionResult } from '../construct.ts';
import type { Findings } from '../findings.ts';
import type { XmlElement } from '../xml-element.ts';

type Decisions = ReadonlyMap<string, XmlElement>;
const COLLECTING = ['COLLECT', 'RULE ORDER'];

/**
 * On Zeebe a required decision is read by the name of its variable and has the shape of its result; the engine knows
 * its outputs only, each as a variable of its own. So the outputs of required tables get names of their own, which no
 * variable of the case can stand in for, and each expression that reads such a decision is given it in Zeebe's shape.
 */
export function adaptRequirements(decisions: Decisions, findings: Findings): void {
  for (const decision of decisions.values())
    for (const href of hrefsOf(decision))
      if (!decisions.has(href))
        findings.add(
          decision,
          `Keputusan "${href}" yang diperlukan tidak ada di berkas ini. Hapus panahnya, atau tambahkan.`,
        );
  for (const decision of decisions.values())
    if (reaches(decision, decision, decisions, new Set()))
      findings.add(
        decision,
        'Keputusan ini pada akhirnya memerlukan dirinya sendiri. Hapus salah satu panah di antaranya.',
      );
  const required = new Set([...decisions.values()].flatMap((decision) => requiredBy(decision, decisions)));
  for (const decision of required) {
    if (!isPlainName(aliasOf(decision)))
      findings.add(
        decision,
        'Isi nama hasil ("Variable name") dengan satu kata tanpa spasi dan tanda hubung: keputusan lain memakainya.',
      );
    if (tableOf(decision) !== undefined) renameOutputs(decision, findings);
  }
  for (const decision of decisions.values()) {
    const tables = requiredBy(decision, decisions).filter((each) => tableOf(each) !== undefined);
    const shapes = new Map(tables.map((table) => [aliasOf(table), shapeOf(table)]));
    if (shapes.size > 0) giveShapes(decision, shapes, findings);
  }
}

/** How the engine's result of a translated decision is read (`constructs/decision.ts`). */
export function resultOfDecision(decision: XmlElement): DecisionResult {
  const table = tableOf(decision);
  if (table === undefined) {
    const variable = aliasOf(decision);
    return { rows: 'one', outputs: [{ name: variable, variable }] };
  }
  const outputs = children(table, 'output').map((output) => {
    const variable = text(output, 'name') ?? '';
    return { name: visibleName(decision, variable), variable };
  });
  return { rows: isList(table) ? 'many' : 'one', outputs };
}

/** Ids of the decisions that a decision requires. */
function hrefsOf(decision: XmlElement): string[] {
  return children(decision, 'informationRequirement').flatMap((requirement) => {
    const href = text(child(requirement, 'requiredDecision'), 'href');
    return href === undefined ? [] : [href.replace(/^#/, '')];
  });
}

function requiredBy(decision: XmlElement, decisions: Decisions): XmlElement[] {
  return hrefsOf(decision).flatMap((href) => decisions.get(href) ?? []);
}

function reaches(from: XmlElement, to: XmlElement, decisions: Decisions, seen: Set<XmlElement>): boolean {
  return requiredBy(from, decisions).some((next) => {
    if (next === to) return true;
    if (seen.has(next)) return false;
    return reaches(next, to, decisions, seen.add(next));
  });
}

const aliasOf = (decision: XmlElement): string => text(child(decision, 'variable'), 'name') ?? '';

function tableOf(decision: XmlElement): Element | undefined {
  const logic = child(decision, 'decisionLogic');
  return logic?.$type === 'dmn:DecisionTable' ? logic : undefined;
}

/** A collecting table has a list, unless it adds its rows up to one number. */
const isList = (table: Element): boolean =>
  COLLECTING.includes(text(table, 'hitPolicy') ?? 'UNIQUE') && text(table, 'aggregation') === undefined;

const engineName = (decision: XmlElement, name: string): string => `${aliasOf(decision)}_${name}`;
const visibleName = (decision: XmlElement, variable: string): string =>
  variable.startsWith(engineName(decision, '')) ? variable.slice(engineName(decision, '').length) : variable;

function renameOutputs(decision: XmlElement, findings: Findings): void {
  const outputs = children(tableOf(decision), 'output') as XmlElement[];
  for (const output of outputs) {
    const name = text(output, 'name') ?? '';
    // A single column needs no name in Zeebe.
    if (name === '' && outputs.length === 1) output.set('name', engineName(decision, 'value'));
    else if (isPlainName(name)) output.set('name', engineName(decision, name));
    else
      findings.add(
        decision,
        `Nama kolom hasil "${name}" tidak dapat dipakai keputusan lain. Pakai satu kata tanpa spasi dan tanda hubung.`,
      );
  }
}

/** FEEL that puts the engine's variables of a required table together as Zeebe would; no matching row is null. */
function shapeOf(decision: XmlElement): string {
  const table = tableOf(decision);
  const columns = children(table, 'output').map((output) => text(output, 'name') ?? '');
  const [only = '', ...others] = columns;
  // The engine's variable is the value itself, or the list of the values of all rows.
  if (others.length === 0) return only;
  const context = (at: string) =>
    `{${columns.map((column) => `${visibleName(decision, column)}: ${column}${at}`).join(', ')}}`;
  if (table !== undefined && isList(table))
    return `if ${only} = null then null else for row in 1..count(${only}) return ${context('[row]')}`;
  return `if ${columns.map((column) => `${column} = null`).join(' and ')} then null else ${context('')}`;
}

function giveShapes(decision: XmlElement, shapes: ReadonlyMap<string, string>, findings: Findings): void {
  const logic = child(decision, 'decisionLogic');
  if (logic === undefined) return;
  const expressions =
    logic.$type === 'dmn:LiteralExpression'
      ? [logic]
      : [
          ...children(logic, 'input').flatMap((input) => child(input, 'inputExpression') ?? []),
          ...children(logic, 'rule').flatMap((rule) => children(rule, 'outputEntry')),
        ];
  for (const expression of expressions as XmlElement[]) {
    const feel = text(expression, 'text') ?? '';
    const entries = [...variablesOf(feel)].flatMap((name) => {
      const shape = shapes.get(name);
      return shape === undefined ? [] : [`${name}: ${shape}`];
    });
    if (entries.length > 0) expression.set('text', `{${[...entries, `result: ${feel}`].join(', ')}}.result`);
  }
  const cells = children(logic, 'rule').flatMap((rule) => children(rule, 'inputEntry'));
  const named = new Set(cells.flatMap((cell) => [...variablesOfUnaryTests(text(cell, 'text') ?? '')]));
  for (const name of named)
    if (shapes.has(name))
      findings.add(
        decision,
        `Hasil "${name}" dipakai di dalam sel masukan. Buat kolom masukan untuk "${name}", lalu bandingkan di sel.`,
      );
}
