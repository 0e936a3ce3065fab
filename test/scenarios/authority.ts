import { expect } from 'chai';
import type { Officer } from '../../src/demo/officer.ts';
import { roleOfStep, type Person } from '../../src/domain/authority.ts';
import type { FailureCode } from '../../src/domain/failures.ts';
import { HUMAN_STEPS, type HumanStep } from '../../src/domain/sop.ts';
import { DEMO_PASSPHRASE, DEMO_PEOPLE } from '../../src/office/demo-people.ts';
import { attempt, type Way } from './attempts.ts';
import type { Berkas } from './berkas.ts';
import { DeskVisitor } from './desk-visitor.ts';
import { inventedApplication } from './families.ts';
import type { TestOffice } from './the-office.ts';

/** Another scenario may have given her the head's letter by now; her colleague is in her place here. */
export const isStandIn = (step: HumanStep, username: string): boolean => step === 7 && username === 'endah.lestari';

let phones = 0;

/** Right and wrong attempts at deciding, counted; what should not have been possible is kept by name. */
export class Authority {
  readonly acceptedWrongly: string[] = [];
  readonly notJournalled: string[] = [];
  tried = 0;
  readonly #office: TestOffice;

  constructor(office: TestOffice) {
    this.#office = office;
  }

  get summary(): string {
    return `${this.tried} attempts, ${this.acceptedWrongly.length} accepted wrongly, ${this.notJournalled.length} without a journal entry`;
  }

  officer(username: string): Officer {
    return this.#office.officer(username);
  }
  deskOf(username: string): DeskVisitor {
    return new DeskVisitor(this.#office.officer(username), this.#office.config.baseUrl);
  }
  async withRoles(username: string, roles: Person['roles']): Promise<void> {
    const { people } = this.#office.store;
    await people.put({ ...(await people.find(username))!, roles });
  }

  /** A wrong attempt: refused at once with this reason, journalled under this name, and nothing has changed. */
  async isRefused(berkas: Berkas, step: HumanStep, way: Way, username: string, because: FailureCode): Promise<void> {
    const what = `${username}, step ${step}, ${way}`;
    const outcome = await this.#attempt(berkas, step, way, username);
    if ('inForce' in outcome) return void this.acceptedWrongly.push(what);
    expect(outcome.refused.code, what).to.equal(because);
    const journalled = (await berkas.journal).some(
      (row) => row.event === 'decision-refused' && row.actor === username && row.detail['because'] === because,
    );
    if (!journalled) this.notJournalled.push(what);
  }
  async isAccepted(berkas: Berkas, step: HumanStep, way: Way, username: string): Promise<void> {
    const outcome = await this.#attempt(berkas, step, way, username);
    if ('refused' in outcome) throw outcome.refused;
    expect(outcome.inForce.decidedBy).to.equal(username);
  }

  /** Leads one case through the six human steps; before each right decision, these people try it. */
  async walk(
    way: Way,
    { examiner, verifier }: { examiner: string; verifier: string },
    tries: (step: HumanStep, username: string) => boolean,
  ): Promise<void> {
    const berkas = await this.#applies();
    const right: Record<HumanStep, string> = {
      2: examiner,
      3: examiner,
      4: examiner,
      5: verifier,
      7: 'agus.prasetyo',
      8: 'ratna.dewi',
    };
    for (const step of HUMAN_STEPS) {
      for (const { username, roles } of DEMO_PEOPLE) {
        const inLane = roles.includes(roleOfStep(step));
        if (
          username === right[step] ||
          (inLane && step !== 3 && step !== 4) ||
          isStandIn(step, username) ||
          !tries(step, username)
        )
          continue;
        await this.isRefused(berkas, step, way, username, inLane ? 'ASSIGNED_TO_ANOTHER' : 'WRONG_ROLE');
      }
      await this.isAccepted(berkas, step, way, right[step]);
      if (step === 7) await this.#isSignedAfterAll(berkas);
    }
    await berkas.isFinished();
    await this.#nothingForgedIsLeft(berkas, examiner, verifier);
  }

  /** The decision stands, but without a passphrase there is no signature; the head gives it on the signing page. */
  async #isSignedAfterAll(berkas: Berkas): Promise<void> {
    await berkas.isReturnedBecause('NO_SIGNING_GRANT');
    const [signed] = await this.#office.agus.signs([berkas.number], DEMO_PASSPHRASE);
    expect(signed).to.include({ status: 'signed' });
  }

  async #nothingForgedIsLeft(berkas: Berkas, examiner: string, verifier: string): Promise<void> {
    const record = await berkas.record;
    expect([record.entryOfficer, record.state]).to.deep.equal([examiner, 'archived']);
    expect(record.siakReference).to.not.equal('PALSU-1');
    const inForce = (await this.#office.store.decisions.of(berkas.number)).filter(
      ({ refusedBecause }) => refusedBecause === null,
    );
    expect(inForce.map(({ step, decidedBy }) => [step, decidedBy])).to.deep.equal([
      [2, examiner],
      [3, examiner],
      [4, examiner],
      [5, verifier],
      [7, 'agus.prasetyo'],
      [7, 'agus.prasetyo'],
      [8, 'ratna.dewi'],
    ]);
    const variables = await berkas.variables();
    const own = {
      applicationNumber: berkas.number,
      reason: 'perubahan-data',
      entryOfficer: examiner,
      draftSha256: record.draftSha256,
      signedSha256: record.signedSha256,
      siakReference: record.siakReference,
      reminders: 0,
      ktpAffected: record.ktpAffected,
      siakEntryNeeded: true,
    };
    for (const [name, value] of Object.entries(own)) expect(variables[name], name).to.equal(value);
  }

  /** Nobody reaches this phone: the card comes to the print officer's task. */
  #applies(): Promise<Berkas> {
    const { applicant } = inventedApplication();
    return this.#office.applies({
      application: { applicant: { ...applicant, whatsapp: `0812${String(3000 + ++phones)}0000` } },
    });
  }

  #attempt(berkas: Berkas, step: HumanStep, way: Way, username: string): ReturnType<typeof attempt> {
    this.tried += 1;
    return attempt(berkas, step, way, this.officer(username));
  }
}
