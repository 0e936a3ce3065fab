import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Type, type Static } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';
import { variablesIn, variablesInTemplate } from './feel.ts';

const FOLDER = path.resolve(import.meta.dirname, '../../forms');
const optionalText = Type.Optional(Type.String());

/** A component of a Camunda form, as far as our forms use it. */
const Component = Type.Object(
  {
    type: Type.String(),
    id: Type.String(),
    key: optionalText,
    label: optionalText,
    description: optionalText,
    text: optionalText,
    source: optionalText,
    alt: optionalText,
    values: Type.Optional(Type.Array(Type.Object({ label: Type.String(), value: Type.String() }))),
    validate: Type.Optional(
      Type.Object(
        {
          required: Type.Optional(Type.Boolean()),
          minLength: Type.Optional(Type.Integer()),
          maxLength: Type.Optional(Type.Integer()),
        },
        { additionalProperties: false },
      ),
    ),
    conditional: Type.Optional(Type.Object({ hide: Type.String() })),
    layout: Type.Optional(
      Type.Object(
        { row: Type.String(), columns: Type.Integer({ minimum: 2, maximum: 16 }) },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
);
export type Component = Static<typeof Component>;

const FormFile = Type.Object({
  id: Type.String(),
  executionPlatform: Type.Literal('Camunda Cloud'),
  executionPlatformVersion: Type.String(),
  components: Type.Array(Component),
});

export interface Form extends Static<typeof FormFile> {
  readonly file: string;
  /** What the officer answers: keys of the fields. */
  readonly answers: readonly string[];
  /** Every variable that the form reads or writes. */
  readonly variables: readonly string[];
  component(id: string): Component;
}

/** The forms of Tasklist. Throws when a file is no form of ours. */
export function readForms(): Form[] {
  return readdirSync(FOLDER)
    .filter((name) => name.endsWith('.form'))
    .sort()
    .map((name) => {
      const form = Value.Parse(FormFile, JSON.parse(readFileSync(path.join(FOLDER, name), 'utf8')));
      const answers = form.components.flatMap(({ key }) => (key === undefined ? [] : [key]));
      const read = form.components.flatMap(({ text = '', source = '', conditional }) => [
        ...variablesInTemplate(text),
        ...variablesIn(source),
        ...variablesIn(conditional?.hide ?? ''),
      ]);
      return {
        ...form,
        file: name,
        answers,
        variables: [...new Set([...answers, ...read])],
        component: (id) => {
          const found = form.components.find((component) => component.id === id);
          if (found === undefined) throw new Error(`${name} has no component ${id}`);
          return found;
        },
      };
    });
}
