import fc from 'fast-check';
import type { TSchema } from '@sinclair/typebox';
import type { DeclaredEvent } from '../../../src/domain/events/application.ts';
import { EVENTS } from '../../../src/domain/events/catalogue.ts';
import { SHDK } from '../../../src/domain/code-lists.ts';
import { KALURAHAN } from '../../../src/domain/kalurahan.ts';

/** Any data that the form of an event takes, about these people: made from its schema, every optional part at times. */
const DATES = ['1999-01-01', '2020-05-05', '2026-10-12', '2026-11-20', '2031-01-01'];
const WORDS = ['anak', 'keponakan', 'istri', 'teman', 'Sleman', 'Bantul', 'SITI AMINAH', 'PEREMPUAN', 'S1', 'O', '-'];

function anyValue(schema: TSchema, niks: readonly string[]): fc.Arbitrary<unknown> {
  const known = schema as Readonly<Record<string, unknown>> & {
    readonly anyOf?: readonly TSchema[];
    readonly properties?: Readonly<Record<string, TSchema>>;
    readonly patternProperties?: object;
    readonly items?: TSchema | readonly TSchema[];
    readonly required?: readonly string[];
    readonly maxItems?: number;
    readonly minItems?: number;
  };
  if ('const' in known) return fc.constant(known['const']);
  if (known.anyOf !== undefined) return fc.oneof(...known.anyOf.map((part) => anyValue(part, niks)));
  if (known['type'] === 'boolean') return fc.boolean();
  if (known['type'] === 'integer') return fc.integer({ min: 1, max: 3 });
  if (known['type'] === 'array') {
    const { items } = known;
    if (Array.isArray(items)) return fc.tuple(...items.map((item: TSchema) => anyValue(item, niks)));
    const [minLength, most] = [known.minItems ?? 0, Math.min(known.maxItems ?? 3, 3)];
    return fc.array(anyValue(items as TSchema, niks), { minLength, maxLength: most });
  }
  if (known.patternProperties !== undefined)
    return fc.dictionary(fc.constantFrom(...niks), fc.constantFrom(...SHDK), { maxKeys: 2 });
  if (known['type'] === 'object') {
    const parts = Object.entries(known.properties ?? {}).map(([key, part]) => [key, anyValue(part, niks)] as const);
    return fc.record(Object.fromEntries(parts), { requiredKeys: [...(known.required ?? [])] });
  }
  return fc.constantFrom(...texts(schema, niks));
}

function texts(schema: TSchema, niks: readonly string[]): readonly string[] {
  if (/^NIK\b/.test(schema.title ?? '')) return niks;
  if (/kalurahan/i.test(schema.title ?? '')) return KALURAHAN.slice(0, 3).map(({ code }) => code);
  if (/^RT|^RW/.test(schema.title ?? '')) return ['1', '12'];
  if (/tanggal|berlaku/i.test(schema.title ?? '')) return DATES;
  return schema['pattern'] === undefined ? WORDS : ['2D41AB9321-K'];
}

export const anyEvents = (niks: readonly string[]): fc.Arbitrary<DeclaredEvent[]> =>
  fc.array(
    fc.oneof(
      ...EVENTS.map(({ name, data }) =>
        anyValue(data, niks).map((value) => ({ event: name, data: value }) as DeclaredEvent),
      ),
    ),
    { minLength: 1, maxLength: 3 },
  );
