import { setTimeout as sleep } from 'node:timers/promises';
import { Applicant, type Photos } from '../../../src/demo/applicant.ts';
import { HeadOfOffice } from '../../../src/demo/head.ts';
import { Officer } from '../../../src/demo/officer.ts';
import { until } from '../../../src/demo/until.ts';
import { DEMO_PASSPHRASE } from '../../../src/office/demo-people.ts';
import type { OfficeFile } from '../../../src/office/office-file.ts';
import type { Store } from '../../../src/store/store.ts';
import { inventedApplication } from '../../../test/scenarios/families.ts';
import { atOnce } from './at-once.ts';

const PATIENCE = { withinMs: 600_000, everyMs: 50 };
/** Of the tasks whose appearance is measured: asking for it more often would be work of the database, too. */
const EYE_MS = 10;

export interface WholeCases {
  /** Carries so many cases through all ten steps, `lanes` at a time. */
  carry(count: number, lanes: number): Promise<void>;
  /**
   * From the sending of a decision to the next task on the list, where no work of ours lies between (step 2 to 3), ms.
   */
  readonly nextTaskMs: number[];
}

/**
 * People at the pages of an office: residents, two officers of the entry, Kasi and head. They open the page of a case
 * when its task lies on the work list, and once; `store` tells when that is.
 */
export function wholeCases(file: OfficeFile, store: Pick<Store, 'workList' | 'cases'>, photos: Photos): WholeCases {
  const login = (role: string, which = 0): [string, string, string] => {
    const user = file.users.filter((one) => one.role === role)[which]!;
    return [file.portal, user.username, user.password];
  };
  const entry = new Officer(...login('petugas-entri'));
  const kasi = new Officer(...login('kasi'));
  const head = new HeadOfOffice(...login('kepala-dinas'));
  const nextTaskMs: number[] = [];

  const lies = async (number: string, task: string) =>
    (await store.workList.open({ applicationNumber: number })).some(({ element }) => element === task);
  const hasEnded = async (number: string) =>
    (await store.cases.unfinished()).every(({ applicationNumber }) => applicationNumber !== number);
  const does = async (officer: Officer, number: string, task: string, answer: Readonly<Record<string, unknown>>) => {
    await until(`${task} of ${number} on the work list`, () => lies(number, task), PATIENCE);
    await officer.does(number, task, answer);
  };

  async function opens(number: string): Promise<void> {
    await until(`${number} on the work list`, () => lies(number, 'open-application'), PATIENCE);
    const { taskId } = await entry.takesUp(number, 'open-application');
    const begun = performance.now();
    let answered = false;
    const answer = entry.answers(number, taskId).finally(() => (answered = true));
    const appeared = async () => {
      for (;;) {
        if (await lies(number, 'examine-application')) return performance.now() - begun;
        if (answered && performance.now() - begun > 60_000) throw new Error(`${number} does not go on`);
        await sleep(EYE_MS);
      }
    };
    const [took] = await Promise.all([appeared(), answer]);
    nextTaskMs.push(took);
  }

  return {
    nextTaskMs,
    async carry(count, lanes) {
      const applicants: Applicant[] = [];
      await atOnce(lanes, count, async () => {
        const applicant = new Applicant(file.portal);
        const response = await applicant.applies(inventedApplication(), photos);
        if (!response.ok) throw new Error(`the portal refuses: ${response.status} ${await response.text()}`);
        applicants.push(applicant);
        const number = applicant.applicationNumber;
        await opens(number);
        await does(entry, number, 'examine-application', { examination: 'complete' });
        await does(entry, number, 'request-print', { printRequest: 'requested' });
        await does(kasi, number, 'verify-draft', { verification: 'valid' });
        await until(`${number} before the head`, () => lies(number, 'approve-signing'), PATIENCE);
      });
      const signed = await head.signs(
        applicants.map(({ applicationNumber }) => applicationNumber),
        DEMO_PASSPHRASE,
      );
      const refused = signed.find(({ status }) => status !== 'signed');
      if (refused !== undefined) throw new Error(`not signed: ${refused.status} ${refused.reason}`);
      await atOnce(lanes, count, async (index) => {
        const { applicationNumber: number } = applicants[index]!;
        await applicants[index]!.downloads();
        await until(`${number} in the archive`, () => hasEnded(number), PATIENCE);
      });
    },
  };
}
