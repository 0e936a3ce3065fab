import { StartError } from './start-error.ts';

/** The engine of the first edition may not be run any more. Goes with src/office.ts' last use of it. */
export interface RunningCamunda {
  readonly pids: Readonly<Record<string, number>>;
  stop(): Promise<void>;
}

export function startCamunda(options: object): Promise<RunningCamunda> {
  void options;
  return Promise.reject(new StartError('Mesin proses edisi pertama sudah dilepas. Pakai camunda/engine.ts.'));
}
