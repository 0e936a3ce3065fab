import { INDONESIAN } from '../../domain/language/indonesian.ts';
import { fill } from '../../domain/language/placeholders.ts';
import { CARD_MAX_BYTES, type Finding } from '../signing.ts';
import { DerDefect } from './der.ts';
import { PdfDefect } from './pdf/values.ts';

interface Text {
  readonly id: string;
  readonly en: string;
}

/** A code and the sentence for either answer. */
export interface Gate {
  readonly code: string;
  readonly passed: Text;
  readonly failed: Text;
}

type Spoken = keyof typeof INDONESIAN.findings;
/** Codes whose sentences for either answer stand in the folder of the language. */
type Code = { [Key in Spoken]: Key extends `${infer C}.ok` ? C : never }[Spoken];

/** A gate whose Indonesian is in `findings.json` under its code; English is for programs. */
export const told = (code: Code, { passed, failed }: { readonly passed: string; readonly failed: string }): Gate => ({
  code,
  passed: { id: spoken(`${code}.ok`), en: passed },
  failed: { id: spoken(`${code}.wrong`), en: failed },
});

/** What residents read of a finding, in Indonesian. */
export const spoken = (key: Spoken): string =>
  fill(INDONESIAN.findings[key], { megabytes: String(CARD_MAX_BYTES / 1024 / 1024) });

/** One rule of the verifier: what it asks of the evidence. */
export interface Rule<Evidence> extends Gate {
  /** A malformed structure (DerDefect, PdfDefect) counts as not held. */
  holds(evidence: Evidence): boolean;
}

export function finding(rule: Gate, ok: boolean): Finding {
  return { code: rule.code, ok, ...(ok ? rule.passed : rule.failed) };
}

export function judge<Evidence>(rules: readonly Rule<Evidence>[], evidence: Evidence): Finding[] {
  return rules.map((rule) => finding(rule, attempt(() => rule.holds(evidence)) ?? false));
}

/**
 * The result, or undefined when what was read is malformed, or so deep or long that the stack ends (RangeError). Any
 * other error is ours and goes on.
 */
export function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof PdfDefect || error instanceof DerDefect || error instanceof RangeError) return undefined;
    throw error;
  }
}
