import type { RequestHandler } from 'express';
import { isOnThisMachine } from '../web/address.ts';

/** Each part of the office by name: 'ok', or one line on what is wrong. */
export type Health = () => Promise<Readonly<Record<string, string>>>;

const PATIENCE_MS = 5_000;
/**
 * What a person has to look at although the office serves everybody: one case that stands still must not take the
 * office off a balancer.
 */
const FOR_A_PERSON: ReadonlySet<string> = new Set(['cases', 'calendar', 'uploads', 'archive-check', 'proxy']);

/**
 * 200 with `ok`, or with `attention` when only something that needs a person is wrong; 503 with `impaired` when a
 * part of the office is. A part that hangs is not waited for. What is wrong with a part, which may name a folder, is told
 * on this machine only, and to nobody where the proxy hides who asks; others read which part it is.
 */
export function healthz(health: Health, hidesVisitors: () => boolean = () => false): RequestHandler {
  return async (request, response) => {
    let timer: NodeJS.Timeout | undefined;
    const tooLong = new Promise<Record<string, string>>((resolve) => {
      timer = setTimeout(() => resolve({ portal: 'tidak ada jawaban dalam 5 detik' }), PATIENCE_MS);
    });
    const parts = await Promise.race([health().catch(() => ({ portal: 'pemeriksaan gagal' })), tooLong]);
    clearTimeout(timer);
    const wrong = Object.entries(parts).flatMap(([name, state]) => (state === 'ok' ? [] : [name]));
    const serves = wrong.every((name) => FOR_A_PERSON.has(name));
    const status = wrong.length === 0 ? 'ok' : serves ? 'attention' : 'impaired';
    const isTold = isOnThisMachine(request) && !hidesVisitors();
    response.status(serves ? 200 : 503).json({ status, parts: isTold ? parts : inOneWord(parts) });
  };
}

function inOneWord(parts: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(parts).map(([name, state]) => [name, state === 'ok' ? 'ok' : 'terganggu']));
}
