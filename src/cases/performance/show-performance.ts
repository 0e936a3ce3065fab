import { faultOfSpan, type Period } from '../../domain/period.ts';
import type { Dependencies } from '../dependencies.ts';
import { hasRole, identifyOfficer, type Officer } from '../identify-officer.ts';
import { NotNow } from '../not-possible.ts';
import { refusal } from '../open-case.ts';
import { measurePerformance, type Grain, type Performance } from './measure-performance.ts';

type Needs = Pick<Dependencies, 'store' | 'now' | 'calendar'>;

export interface ShownPerformance extends Performance {
  readonly officer: Officer;
}

/**
 * How the office did, for Kasi/Kabid and the head, or who stands in for them. Numbers only: no name, no case. Throws
 * Refusal, journalled, for everybody else; NotNow for a period that cannot be.
 */
export function showPerformance(needs: Needs) {
  return async (username: string, period: Period, grain: Grain): Promise<ShownPerformance> => {
    const identified = await identifyOfficer(needs, username);
    if (!hasRole(identified, 'kasi') && !hasRole(identified, 'kepala-dinas'))
      throw await refusal(
        needs,
        { username, event: 'view-refused', asked: 'performance-viewed', applicationNumbers: [null] },
        'WRONG_ROLE',
      );
    if (faultOfSpan(period))
      throw new NotNow('Masa ini tidak dapat dihitung. Pilih dua tanggal, paling lama dua tahun.');
    return { officer: identified.officer, ...(await measurePerformance(needs, period, grain)) };
  };
}
