import { Type, type Static, type TSchema } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';
import { variablesIn, variablesInTemplate } from './feel.ts';

const optionalText = Type.Optional(Type.String());
/** The form editor writes null where it leaves a choice to itself. */
const orNull = <T extends TSchema>(schema: T) => Type.Optional(Type.Union([schema, Type.Null()]));

/** A component of a Camunda form, as far as our forms use it. */
const Component = Type.Object({
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
    Type.Object({
      required: Type.Optional(Type.Boolean()),
      minLength: Type.Optional(Type.Integer()),
      maxLength: Type.Optional(Type.Integer()),
    }),
  ),
  conditional: Type.Optional(Type.Object({ hide: optionalText })),
  layout: Type.Optional(Type.Object({ row: orNull(Type.String()), columns: orNull(Type.Integer()) })),
});
export type Component = Static<typeof Component>;

const FormFile = Type.Object({
  id: Type.String(),
  executionPlatform: optionalText,
  executionPlatformVersion: optionalText,
  components: Type.Array(Component),
});

export interface Form extends Static<typeof FormFile> {
  readonly file: string;
  /** What the officer answers: the components with a key. */
  readonly fields: readonly Component[];
  find(id: string): Component | undefined;
}

export type ReadForm =
  | { readonly form: Form }
  /** Where in the file something is not as it should be, in words for its owner; undefined: the file is no JSON. */
  | { readonly form: undefined; readonly place: string | undefined };

/** A form of the office's Tasklist. */
export function readForm(file: string, content: string): ReadForm {
  let json: unknown;
  try {
    json = JSON.parse(content);
  } catch {
    return { form: undefined, place: undefined };
  }
  if (!Value.Check(FormFile, json)) return { form: undefined, place: placeOf(json) };
  return {
    form: {
      ...json,
      file,
      fields: json.components.filter(({ key }) => key !== undefined),
      find: (id) => json.components.find((component) => component.id === id),
    },
  };
}

/** The component and its property, or the property of the form. */
function placeOf(json: unknown): string {
  const [first] = [...Value.Errors(FormFile, json)];
  const path = first?.path.split('/').slice(1) ?? [];
  const [list, index, ...rest] = path;
  if (list !== 'components' || index === undefined) return `sifat "${path.join('.')}"`;
  const components: unknown = (json as { components?: unknown }).components;
  const component: unknown = Array.isArray(components) ? components[Number(index)] : undefined;
  const named = component as { label?: string; id?: string } | undefined;
  return `bagian ke-${Number(index) + 1} (${named?.label ?? named?.id ?? 'tanpa nama'}), sifat "${rest.join('.')}"`;
}

/** Every variable that a component reads or writes. */
export function variablesOf({ key, text = '', source = '', conditional }: Component): string[] {
  return [
    ...new Set([
      ...(key === undefined ? [] : [key]),
      ...variablesInTemplate(text),
      ...variablesIn(source),
      ...variablesIn(conditional?.hide ?? ''),
    ]),
  ];
}
