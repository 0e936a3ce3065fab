import { Parser } from 'saxen';

interface Open {
  readonly name: string;
  /** Namespace by prefix, as declared here and above. */
  readonly namespaces: Readonly<Record<string, string>>;
  text: string;
  hasChildren: boolean;
}

const XSI = 'http://www.w3.org/2001/XMLSchema-instance';
/** How the diagram is drawn, in BPMN and in DMN. */
const DRAWING = /^\{http:\/\/www\.omg\.org\/spec\/BPMN\/[^}]*\/DI\}BPMNDiagram$|^\{[^}]*\/DMNDI\/?\}DMNDI$/;
/** Widths of the columns of a table. */
const COLUMN_WIDTH = '{http://bpmn.io/schema/dmn/biodi/';
/** Which program wrote the file. */
const WRITTEN_BY = ['exporter', 'exporterVersion'];

/**
 * One text for all spellings of a BPMN or DMN file: indentation, comments, order of attributes, prefixes, the drawing
 * and the program that saved it leave no trace; everything an engine reads does. Throws when the text is not XML.
 */
export function canonicalXml(xml: string): string {
  const written: string[] = [];
  const open: Open[] = [];
  /** Depth of the drawing that is being passed over. */
  let drawing = 0;
  const parser = new Parser();

  parser.on('openTag', (rawName, attributes, decode) => {
    const parent = open.at(-1);
    const raw = Object.entries(attributes());
    const namespaces = { ...parent?.namespaces, ...declared(raw) };
    const name = expanded(rawName, namespaces, namespaces['']);
    if (drawing > 0 || DRAWING.test(name)) {
      drawing++;
      return;
    }
    if (parent !== undefined) {
      written.push(significant(parent, true));
      parent.hasChildren = true;
    }
    const kept = raw
      .filter(([key]) => !isDeclaration(key) && !(parent === undefined && WRITTEN_BY.includes(key)))
      .map(([key, value]) => ({ key: expanded(key, namespaces, undefined), value: decode(value) }))
      .filter(({ key }) => !key.startsWith(COLUMN_WIDTH))
      .map(({ key, value }) => attribute(key, value, namespaces))
      .sort();
    written.push(`<${name}${kept.map((each) => ` ${each}`).join('')}>`);
    open.push({ name, namespaces, text: '', hasChildren: false });
  });
  parser.on('closeTag', () => {
    if (drawing > 0) {
      drawing--;
      return;
    }
    const element = open.pop();
    if (element !== undefined) written.push(significant(element, element.hasChildren), `</${element.name}>`);
  });
  const add = (text: string): void => {
    const element = open.at(-1);
    if (drawing === 0 && element !== undefined) element.text += text;
  };
  parser.on('text', (value, decode) => add(decode(value)));
  parser.on('cdata', add);
  parser.on('error', (error) => {
    throw error;
  });
  parser.parse(xml.replaceAll('\r\n', '\n'));
  if (written.length === 0) throw new Error('no XML element');
  return written.join('');
}

/** Text up to here; between elements, white space is layout. */
function significant(element: Open, betweenElements: boolean): string {
  const { text } = element;
  element.text = '';
  return betweenElements && text.trim() === '' ? '' : escaped(text);
}

function attribute(name: string, value: string, namespaces: Open['namespaces']): string {
  const meant = name === `{${XSI}}type` ? expanded(value, namespaces, namespaces['']) : value;
  return `${name}="${escaped(meant)}"`;
}

function declared(attributes: readonly [string, string][]): Record<string, string> {
  return Object.fromEntries(
    attributes.filter(([key]) => isDeclaration(key)).map(([key, value]) => [key.slice('xmlns:'.length), value]),
  );
}

const isDeclaration = (key: string): boolean => key === 'xmlns' || key.startsWith('xmlns:');

function expanded(name: string, namespaces: Open['namespaces'], inherited: string | undefined): string {
  const [prefix, local] = name.includes(':') ? name.split(':', 2) : [undefined, name];
  const namespace = prefix === undefined ? inherited : (namespaces[prefix] ?? prefix);
  return namespace === undefined ? `${local}` : `{${namespace}}${local}`;
}

const escaped = (text: string): string => text.replace(/[<>&"]/g, (character) => `&#${character.charCodeAt(0)};`);
