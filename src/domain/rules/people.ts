import { ruleText } from './rule-text.ts';
import type { TSchema } from '@sinclair/typebox';
import { birthDateIn, headBornIn, isGrownRelation } from '../card/birth-date-in.ts';
import { plainName } from '../card/names.ts';
import { memberOf } from '../card/register.ts';
import { eventNamed } from '../events/catalogue.ts';
import { parseNik } from '../nik.ts';
import type { FamilyMember } from '../family-card.ts';
import { factsOf, type RuleContext } from './rule.ts';

/** A NIK that stands somewhere in an application, with the place and whose it is. */
export interface TypedNik {
  readonly nik: string;
  readonly name: string;
  readonly field: string;
}

/** Every NIK of an application: the applicant's, the listed members', and whatever field of an event asks for a NIK. */
export function typedNiks(c: RuleContext): TypedNik[] {
  const { applicant, listed = [], events } = c.application;
  return [
    { nik: applicant.nik, name: nameFor(c, applicant.nik, applicant.name), field: '/applicant/nik' },
    ...listed.flatMap(({ nik, name }, i) =>
      nik === undefined ? [] : [{ nik, name: plainName(name), field: `/listed/${i}/nik` }],
    ),
    ...events.flatMap(({ event, data }, i) => nikFields(c, eventNamed(event).data, data, `/events/${i}/data`)),
  ].filter(({ nik }) => nik.trim() !== '');
}

/** Fields whose title says that they hold a NIK, wherever the schema has them. */
function nikFields(c: RuleContext, schema: TSchema, value: unknown, at: string, name?: string): TypedNik[] {
  if (value === undefined) return [];
  if (typeof value === 'string')
    return /^NIK\b/.test(schema.title ?? '') ? [{ nik: value, name: nameFor(c, value, name), field: at }] : [];
  if (Array.isArray(value)) {
    const items = schema['items'] as TSchema | readonly TSchema[];
    return value.flatMap((item, i) => {
      const itemSchema = 'length' in items ? (items as readonly TSchema[])[i] : items;
      return itemSchema === undefined ? [] : nikFields(c, itemSchema, item, `${at}/${i}`);
    });
  }
  if (typeof value !== 'object' || value === null) return [];
  const own = (value as { readonly name?: unknown }).name;
  const known = typeof own === 'string' ? own : name;
  const alternatives = (schema['anyOf'] as readonly TSchema[] | undefined) ?? [schema];
  return alternatives.flatMap(({ properties = {} }) =>
    Object.entries(properties as Record<string, TSchema>).flatMap(([key, part]) =>
      nikFields(c, part, (value as Record<string, unknown>)[key], `${at}/${key}`, key === 'nik' ? known : undefined),
    ),
  );
}

function nameFor({ before }: Pick<RuleContext, 'before'>, nik: string, typed: string | undefined): string {
  return (
    memberOf(before, nik)?.name ??
    (typed === undefined || typed === '' ? ruleText('word.yang-anda-tulis') : plainName(typed))
  );
}

/**
 * What is known of a listed person: SIAK's row, as this application corrects it, with the SHDK that was typed; else what
 * follows from the NIK.
 */
export type ListedPerson = Pick<FamilyMember, 'name' | 'nik' | 'shdk'> &
  Partial<Pick<FamilyMember, 'sex' | 'birthDate' | 'maritalStatus'>> & { readonly inSiak: boolean };

export function listedPeople(c: RuleContext): ListedPerson[] {
  const { application, before, today, plan } = c;
  const isCorrected = (nik: string) =>
    factsOf(c, 'change').some(({ change }) => change.nik === nik && change.element === 'shdk');
  return (application.listed ?? []).map(({ name, nik = '', shdk }): ListedPerson => {
    const row = memberOf(before, nik);
    if (row !== undefined) {
      const now = memberOf(plan.register, nik) ?? row;
      const { sex, birthDate, maritalStatus } = now;
      // The list is as the old card has it; the correction comes after it.
      const relation = isCorrected(nik) ? now.shdk : shdk === undefined ? row.shdk : plainName(shdk);
      return { ...{ name: row.name, nik, shdk: relation, sex, birthDate, maritalStatus }, inSiak: true };
    }
    const relation = plainName(shdk ?? '');
    const birthDate =
      relation === 'KEPALA KELUARGA'
        ? headBornIn(nik, application.listed ?? [], today)
        : birthDateIn(nik, today, isGrownRelation(relation));
    const parts = parseNik(nik);
    return {
      ...{ name: plainName(name), nik, shdk: relation, inSiak: false },
      ...(parts === undefined ? {} : { sex: parts.female ? 'PEREMPUAN' : 'LAKI-LAKI' }),
      ...(birthDate === undefined ? {} : { birthDate }),
    };
  });
}
