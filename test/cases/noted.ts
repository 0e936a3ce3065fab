import { NotYourCase } from '../../src/cases/not-possible.ts';
import type { PinGuard } from '../../src/cases/pin-guard.ts';

/** What was called and with which values, in order. `note(name, answer)` stands for a function of a table or a service. */
export function noteBook() {
  const did: unknown[][] = [];
  const note =
    (name: string, answer?: unknown) =>
    (...args: unknown[]): Promise<unknown> => {
      did.push([name, ...args]);
      return Promise.resolve(answer);
    };
  return { did, note };
}

/** Lets this PIN through, and notes with what it was asked. */
export const pinGuard = (did: unknown[][], pin: string) =>
  ({
    check: (...args: unknown[]) => {
      did.push(['pin', ...args]);
      return args[1] === pin ? Promise.resolve() : Promise.reject(new NotYourCase());
    },
  }) as unknown as PinGuard;

/** What the work answers, or of a refusal the remedy, else the code. */
export const answerOf = (work: Promise<unknown>) =>
  work.catch((error: unknown) => {
    const { remedy, code } = error as { remedy?: string; code?: string };
    return remedy ?? code ?? error;
  });
