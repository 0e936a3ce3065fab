import type { CaseHistory } from '../process.ts';

/** Operations outside the diagram, in the words of the engine's log, and what an auditor reads of them. */
const PAST_THE_DIAGRAM: Readonly<Record<string, string>> = {
  ModifyProcessInstance: 'Langkah proses dipindahkan',
  Migrate: 'Proses dipindahkan ke versi lain',
  Delete: 'Proses dihentikan',
  DeleteHistory: 'Riwayat dihapus',
  Suspend: 'Proses ditangguhkan',
  Activate: 'Proses dilanjutkan',
  SetVariable: 'Variabel diubah',
  SetVariables: 'Variabel diubah',
  ModifyVariable: 'Variabel diubah',
  RemoveVariable: 'Variabel dihapus',
  DeleteVariableHistory: 'Riwayat variabel dihapus',
  SetRetries: 'Pekerjaan dicoba lagi',
  SetJobRetries: 'Pekerjaan dicoba lagi',
  SetExternalTaskRetries: 'Pekerjaan dicoba lagi',
  SetDueDate: 'Waktu jatuh tempo diubah',
  Execute: 'Pekerjaan dijalankan dengan tangan',
  CorrelateMessage: 'Pesan disampaikan dengan tangan',
  Resolve: 'Insiden ditutup',
  SetAnnotation: 'Catatan ditambahkan',
};

interface Operation {
  readonly userId?: string | null;
  readonly operationType: string;
  readonly property?: string | null;
  readonly timestamp: string;
}

/** What was done outside the diagram. One operation may have several rows, one for each property that it changed. */
export function byHand(operations: readonly Operation[]): CaseHistory['byHand'] {
  const seen = new Set<string>();
  return operations.flatMap(({ userId, operationType, timestamp }) => {
    const what = PAST_THE_DIAGRAM[operationType];
    const key = `${operationType} ${timestamp} ${userId ?? ''}`;
    if (what === undefined || seen.has(key)) return [];
    seen.add(key);
    return [{ who: userId ?? null, what, at: new Date(timestamp) }];
  });
}
