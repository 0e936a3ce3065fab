import type { Finding } from '../signing.ts';
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
