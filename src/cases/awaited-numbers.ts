import { oddities, type AwaitedNumber } from '../domain/card/given-numbers.ts';
import { plainDateOf } from '../domain/plain-date.ts';
import type { CaseRecord } from '../store/store.ts';
import { assessCase } from './assess-case.ts';
import type { Dependencies } from './dependencies.ts';
import { awaitedOf, numbersInForce, numbersTypedLast } from './siak-numbers.ts';

/** A number that SIAK gives in this case, with what was typed of it. For the page of the case only. */
export interface TypedNumber extends Pick<AwaitedNumber, 'placeholder' | 'kind' | 'name'> {
  /** Empty: not yet typed. */
  readonly number: string;
  /** What is unusual about it, in sentences; for whoever confirms, asks for the print or verifies. */
  readonly odd: readonly string[];
}

/** `typing`: the entry is being typed, so what was typed last is shown to be corrected. Empty where none is needed. */
export async function typedNumbers(
  needs: Pick<Dependencies, 'store' | 'documents' | 'settings' | 'now'>,
  record: CaseRecord,
  typing: boolean,
): Promise<TypedNumber[]> {
  if (record.siakWay !== 'typed') return [];
  const awaited = awaitedOf(record, await assessCase(needs, record));
  if (awaited.length === 0) return [];
  const numbers = typing
    ? await numbersTypedLast(needs, record.applicationNumber)
    : await numbersInForce(needs, record);
  return awaited.map((one) => {
    const number = numbers[one.placeholder] ?? '';
    const { placeholder, kind, name } = one;
    return {
      placeholder,
      kind,
      name,
      number,
      odd: number === '' ? [] : oddities(one, number, plainDateOf(needs.now())),
    };
  });
}
