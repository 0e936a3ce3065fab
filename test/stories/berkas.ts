import { Applicant, type Photos } from '../../src/demo/applicant.ts';
import { paperPhoto } from '../../src/demo/photos.ts';
import type { TasklistTask, TasklistUser } from '../../src/demo/tasklist-user.ts';
import { until } from '../../src/demo/until.ts';
import type { Application } from '../../src/domain/application.ts';
import { changedElements } from '../../src/domain/application.ts';
import type { FailureCode } from '../../src/domain/failures.ts';
import type { DocumentKind } from '../../src/domain/document-kinds.ts';
import { toE164 } from '../../src/domain/phone.ts';
import type { CaseRecord, CaseState, JournalRow } from '../../src/store/store.ts';
import { inventedApplication } from './families.ts';
import type { TestOffice } from './the-office.ts';

export interface Given {
  readonly application?: Partial<Application>;
  /** Papers the applicant leaves out of what is required. */
  readonly without?: readonly DocumentKind[];
}

/** One case as a story tells it: who does what next, and what is then so. */
export class Berkas {
  readonly office: TestOffice;
  readonly applicant: Applicant;
  readonly application: Application;
  readonly processInstanceKey: string;

  private constructor(office: TestOffice, applicant: Applicant, application: Application, processInstanceKey: string) {
    this.office = office;
    this.applicant = applicant;
    this.application = application;
    this.processInstanceKey = processInstanceKey;
  }

  static async submit(office: TestOffice, { application: change = {}, without = [] }: Given = {}): Promise<Berkas> {
    const application = inventedApplication(change);
    const { requiredDocuments } = await office.cases.requirements(application.reason, changedElements(application));
    const photos: Photos = {};
    for (const [i, kind] of requiredDocuments.filter((kind) => !without.includes(kind)).entries())
      photos[kind] = await paperPhoto(kind, i + 1);
    const applicant = new Applicant(office.config.baseUrl);
    const response = await applicant.applies(application, photos);
    if (!response.ok)
      throw new Error(`the portal refuses the application: ${response.status} ${await response.text()}`);
    const key = await until(
      'the process instance of the case',
      async () => (await office.store.cases.get(applicant.applicationNumber)).processInstanceKey ?? undefined,
    );
    return new Berkas(office, applicant, application, key);
  }

  get number(): string {
    return this.applicant.applicationNumber;
  }
  get record(): Promise<CaseRecord> {
    return this.office.store.cases.get(this.number);
  }
  get journal(): Promise<JournalRow[]> {
    return this.office.store.journal.of(this.number);
  }
  get phone(): string {
    return this.application.applicant.whatsapp;
  }

  // --- the officers, each by his own Tasklist login
  async isOpenedBy(officer: TasklistUser): Promise<void> {
    await officer.does(this.processInstanceKey, 'open-application');
  }
  async isFoundComplete(officer: TasklistUser = this.office.sri): Promise<void> {
    await officer.does(this.processInstanceKey, 'examine-application', { examination: 'complete' });
  }
  async isReturnedFor(
    missingDocuments: readonly DocumentKind[],
    note = '',
    officer: TasklistUser = this.office.sri,
  ): Promise<void> {
    await officer.does(this.processInstanceKey, 'examine-application', {
      examination: 'incomplete',
      missingDocuments,
      note,
    });
  }
  async isVerified(officer: TasklistUser = this.office.bambang): Promise<void> {
    await officer.does(this.processInstanceKey, 'verify-draft', { verification: 'valid' });
  }
  async isDoubted(note: string, officer: TasklistUser = this.office.bambang): Promise<void> {
    await officer.does(this.processInstanceKey, 'verify-draft', { verification: 'invalid', note });
  }
  /** The common way: opened, examined, drafted. */
  async reachesVerification(officer: TasklistUser = this.office.sri): Promise<void> {
    await this.isOpenedBy(officer);
    await this.isFoundComplete(officer);
    await this.task('verify-draft');
  }
  async reachesTheHead(): Promise<void> {
    await this.reachesVerification();
    await this.isVerified();
    await this.task('approve-signing');
  }

  /** The outside fails for this case only: once, or so many times. */
  async meets(which: 'siak' | 'bsre' | 'whatsapp', how: string, next = 1): Promise<void> {
    const of = { siak: this.number, whatsapp: toE164(this.phone)!, bsre: (await this.record).draftSha256 ?? '' }[which];
    await this.office.outside.fails(which, how, { next, of });
  }

  // --- what is then so
  task(taskDefinitionId: string): Promise<TasklistTask> {
    return this.office.sri.waitFor(this.processInstanceKey, taskDefinitionId);
  }
  /** The task of this element that was completed last. */
  taskDone(taskDefinitionId: string): Promise<TasklistTask> {
    const filter = { processInstanceKey: this.processInstanceKey, taskDefinitionId, state: 'COMPLETED' } as const;
    return until(`completed task ${taskDefinitionId}`, async () => (await this.office.sri.tasks(filter))[0]);
  }
  /** The task lies there anew: not the one of before. */
  async taskAgain(taskDefinitionId: string, before: TasklistTask): Promise<TasklistTask> {
    return until(`task ${taskDefinitionId} again`, async () =>
      (await this.office.sri.tasks({ processInstanceKey: this.processInstanceKey, taskDefinitionId })).find(
        (task) => task.id !== before.id,
      ),
    );
  }
  async is(state: CaseState): Promise<void> {
    await until(`case ${state}`, async () => (await this.record).state === state);
  }
  /** The returned task says why. */
  async isReturnedBecause(code: FailureCode): Promise<void> {
    await until(
      `returned because ${code}`,
      async () =>
        (await this.office.auditor.variables(this.processInstanceKey))['returnReason'] === JSON.stringify(code),
    );
  }
  async happened(
    event: string,
    detail: (detail: Readonly<Record<string, unknown>>) => boolean = () => true,
  ): Promise<JournalRow> {
    return until(`journal: ${event}`, async () =>
      (await this.journal).find((row) => row.event === event && detail(row.detail)),
    );
  }
  async isFinished(): Promise<void> {
    await this.office.auditor.waitForEnd(this.processInstanceKey);
  }
  /** The elements of the diagram that were passed so far, in order; of a finished case, all of them. */
  async path(): Promise<string[]> {
    const { auditor } = this.office;
    const ended = (await auditor.stateOf(this.processInstanceKey)) === 'COMPLETED';
    const nodes = ended
      ? await auditor.wholeHistory(this.processInstanceKey)
      : await auditor.history(this.processInstanceKey);
    return nodes.map((node) => node.flowNodeId);
  }
}
