import type { EngineUnderTest } from '../engine-under-test.ts';
import { lossesAreBorne } from './after-a-loss.ts';
import { casesAreStarted, messagesAreCorrelated } from './cases.ts';
import { jobsAreDone } from './jobs.ts';
import { modelsAreDeployed } from './models.ts';
import { TestOffice } from './office.ts';
import { decisionsAreTakenBack } from './take-back.ts';
import { tasksAreDone } from './tasks.ts';

/** What every implementation of the seam keeps (src/process/process.ts). Call it inside `describe`. */
export function keepsTheContract(underTest: () => EngineUnderTest): void {
  const office = () => new TestOffice(underTest());
  modelsAreDeployed(office);
  casesAreStarted(office);
  messagesAreCorrelated(office);
  tasksAreDone(office);
  decisionsAreTakenBack(office);
  jobsAreDone(office);
  lossesAreBorne(office);
}
