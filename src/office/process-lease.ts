import { createHash } from 'node:crypto';
import { hostname } from 'node:os';
import type { Logger } from 'pino';
import type { Store } from '../store/store.ts';

/** A process that does not renew for so long is dead for the others. Longer than a busy machine stands still. */
const LEASE_MS = 15_000;

export interface ProcessLease {
  /** Ends the lease: whoever waits for this process need not wait on. */
  end(): Promise<void>;
}

export interface LeaseOptions {
  readonly store: Pick<Store, 'processes'>;
  readonly processId: string;
  /** The folder of this office; see `claimFolder`: no other process of this machine works in it. */
  readonly varDir: string;
  readonly logger: Logger;
  readonly leaseMs?: number;
}

/**
 * Tells the other processes of the office that this one lives. A process that was killed and started again ends its own
 * old lease.
 */
export async function holdLease({
  store,
  processId: id,
  varDir,
  logger,
  leaseMs = LEASE_MS,
}: LeaseOptions): Promise<ProcessLease> {
  const place = createHash('sha256').update(`${hostname()}\0${varDir}`).digest('hex');
  await store.processes.begin({ id, place }, leaseMs);
  let underWay: Promise<void> = Promise.resolve();
  const renewing = setInterval(() => {
    underWay = store.processes.renew({ id, place }, leaseMs).catch((error: unknown) => {
      // The lease is longer than a passing fault of the database.
      logger.warn({ error: error instanceof Error ? error.name : 'unknown' }, 'the lease was not renewed');
    });
  }, leaseMs / 5).unref();
  return {
    async end() {
      clearInterval(renewing);
      await underWay;
      await store.processes.end(id);
    },
  };
}
