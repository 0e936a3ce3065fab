import { randomUUID } from 'node:crypto';
import { Applicant, type Photos } from '../../src/demo/applicant.ts';
import { paperPhoto } from '../../src/demo/photos.ts';
import type { Officer } from '../../src/demo/officer.ts';
import { until } from '../../src/demo/until.ts';
import type { Application } from '../../src/domain/application.ts';
import { changedElements } from '../../src/domain/changed-elements.ts';
import type { FailureCode } from '../../src/domain/failures.ts';
import type { DocumentKind } from '../../src/domain/document-kinds.ts';
import { toWhatsAppNumber } from '../../src/domain/phone.ts';
import type { CaseRecord, CaseState, JournalRow, WorkItem } from '../../src/store/store.ts';
import { inventedApplication } from './families.ts';
import type { Office } from '../../src/office.ts';
import type { People } from './people.ts';

/** An open office and its people, whichever engine it runs on. */
export type PeopledOffice = Office & People;

export interface Given {
  readonly application?: Partial<Application>;
  /** Papers the applicant leaves out of what is required. */
  readonly without?: readonly DocumentKind[];
}

/** One case as a scenario runs it: who does what next, and what is then so. */
export class Berkas {
  readonly office: PeopledOffice;
  readonly applicant: Applicant;
  readonly application: Application;

  private constructor(office: PeopledOffice, applicant: Applicant, application: Application) {
    this.office = office;
    this.applicant = applicant;
    this.application = application;
  }

  static async submit(office: PeopledOffice, { application: change = {}, without = [] }: Given = {}): Promise<Berkas> {
    const application = inventedApplication(change);
    const { requiredDocuments } = await office.cases.requirements(application.reason, changedElements(application));
    const photos: Photos = {};
    for (const [i, kind] of requiredDocuments.filter((kind) => !without.includes(kind)).entries())
      photos[kind] = await paperPhoto(kind, i + 1);
    const applicant = new Applicant(office.config.baseUrl);
    const idempotencyKey = randomUUID();
    // "Try again in a few minutes": what a busy machine answers, and what people then do.
    const response = await until('an answer of the portal', async () => {
      const answer = await applicant.applies(application, photos, idempotencyKey);
      return answer.status !== 503 && answer;
    });
    if (!response.ok)
      throw new Error(`the portal refuses the application: ${response.status} ${await response.text()}`);
    return new Berkas(office, applicant, application);
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

  // --- the officers, each with a login of their own
  async isOpenedBy(officer: Officer): Promise<void> {
    await officer.does(this.number, 'open-application');
  }
  async isFoundComplete(officer: Officer = this.office.sri): Promise<void> {
    await officer.does(this.number, 'examine-application', { examination: 'complete' });
  }
  /** The officer who examined looks at the draft and asks Kasi/Kabid for the print (SOP step 4). */
  async isRequested(officer: Officer = this.office.sri): Promise<void> {
    await officer.does(this.number, 'request-print', { printRequest: 'requested' });
  }
  async isReturnedFor(
    missingDocuments: readonly DocumentKind[],
    note = '',
    officer: Officer = this.office.sri,
  ): Promise<void> {
    await officer.does(this.number, 'examine-application', {
      examination: 'incomplete',
      missingDocuments,
      note,
    });
  }
  async isVerified(officer: Officer = this.office.bambang): Promise<void> {
    await officer.does(this.number, 'verify-draft', { verification: 'valid' });
  }
  async isDoubted(note: string, officer: Officer = this.office.bambang): Promise<void> {
    await officer.does(this.number, 'verify-draft', { verification: 'invalid', note });
  }
  /** The common way: opened, examined, drafted. */
  async reachesVerification(officer: Officer = this.office.sri): Promise<void> {
    await this.isOpenedBy(officer);
    await this.isFoundComplete(officer);
    await this.isRequested(officer);
    await this.task('verify-draft');
  }
  async reachesTheHead(): Promise<void> {
    await this.reachesVerification();
    await this.isVerified();
    await this.task('approve-signing');
  }

  /** An external service fails for this case only: once, or so many times. */
  async meets(which: 'siak' | 'bsre' | 'whatsapp', how: string, next = 1): Promise<void> {
    // The receipt goes out by itself; the failure is meant for what comes after it.
    if (which === 'whatsapp')
      await until(`the receipt of ${this.number}`, async () =>
        (await this.office.store.messages.of(this.number)).some(
          ({ purpose, status }) => purpose === 'received' && status !== 'waiting',
        ),
      );
    const of = {
      siak: this.number,
      whatsapp: toWhatsAppNumber(this.phone)!,
      bsre: (await this.record).draftSha256 ?? '',
    }[which];
    await this.office.simulators.fails(which, how, { next, of });
  }

  // --- what is then so
  /** The open task of this element, once it is on the work list. */
  task(element: string): Promise<WorkItem> {
    return until(`task ${element} of ${this.number}`, async () => (await this.#open(element))[0]);
  }
  /** The task of this element that was completed last. */
  taskDone(element: string): Promise<WorkItem> {
    return until(`completed task ${element} of ${this.number}`, async () =>
      (await this.office.store.workList.of(this.number))
        .filter((item) => item.element === element && item.endedAs === 'completed')
        .at(-1),
    );
  }
  /** The task is there anew: not the one of before. */
  async taskAgain(element: string, before: WorkItem): Promise<WorkItem> {
    return until(`task ${element} of ${this.number} again`, async () =>
      (await this.#open(element)).find(({ taskId }) => taskId !== before.taskId),
    );
  }
  async #open(element: string): Promise<WorkItem[]> {
    const open = await this.office.store.workList.open({ applicationNumber: this.number });
    return open.filter((item) => item.element === element);
  }
  async is(state: CaseState): Promise<void> {
    await until(`case ${state}`, async () => (await this.record).state === state);
  }
  /** The returned task says why. */
  async isReturnedBecause(code: FailureCode): Promise<void> {
    await until(`returned because ${code}`, async () => (await this.variables())['returnReason'] === code);
  }
  /** Process variables of the case as the engine holds them. */
  async variables(): Promise<Readonly<Record<string, unknown>>> {
    return (await this.office.engine.history(this.number))?.variables ?? {};
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
    await this.office.auditor.waitForEnd(this.number);
  }
  /** The elements of the diagram that were passed so far, in order. */
  async path(): Promise<string[]> {
    return (await this.office.engine.history(this.number))?.activities.map(({ elementId }) => elementId) ?? [];
  }
}
