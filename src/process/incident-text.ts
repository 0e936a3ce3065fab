import { FAILURES, type FailureCode } from '../domain/failures.ts';
import type { Incident } from './process.ts';

const DEFECT = /^defect in (\S+) \((\S+)\)$/;

/**
 * What an incident's message, as the worker host wrote it (outcome.ts) or the engine itself, means for an administrator.
 */
export function readIncident(message: string, elementName: string): Pick<Incident, 'code' | 'sentence'> {
  const code = message.split(':', 1)[0] ?? '';
  if (isFailureCode(code)) return { code, sentence: FAILURES[code].officer };
  const defect = DEFECT.exec(message);
  return {
    code: null,
    sentence:
      defect === null
        ? `Langkah "${elementName}" tidak dapat dijalankan mesin proses. Periksa rumus langkah ini pada diagram, lalu coba lagi.`
        : `Langkah "${elementName}" gagal karena kesalahan program. Cari nomor ${defect[2]} di log, perbaiki, lalu coba lagi.`,
  };
}

function isFailureCode(code: string): code is FailureCode {
  return Object.hasOwn(FAILURES, code);
}
