import { expect } from 'chai';
import { readDiagram, type Node } from './diagram.ts';

const idsOf = (nodes: readonly Node[]) => nodes.map(({ id }) => id);

const diagram = await readDiagram();

describe('Ways back in the diagram', () => {
  const caught = (task: string, code: string) =>
    diagram.boundaries(task).find(({ errorCode }) => errorCode === code)?.id ?? '';
  const back = (task: string, code: string) => idsOf(diagram.next(caught(task, code)));

  it('asks the applicant, waits, and returns to the examination by the same officer', () => {
    expect(idsOf(diagram.next('application-complete'))).to.include('ask-for-completion');
    expect(idsOf(diagram.next('ask-for-completion'))).to.deep.equal(['wait-for-completion']);
    expect(idsOf(diagram.next('wait-for-completion'))).to.have.members([
      'completion-received',
      'request-undeliverable',
      'completion-term',
    ]);
    expect(idsOf(diagram.next('completion-received'))).to.deep.equal(['examine-application']);
  });

  it('ends the waiting 30 days after the request: reminders after 7 and 14 days, the last 16 days without', () => {
    const days = /^=if reminders < 2 then duration\("P(\d+)D"\) else duration\("P(\d+)D"\)$/.exec(
      diagram.node('completion-term').timer ?? '',
    );
    expect(2 * Number(days?.[1]) + Number(days?.[2])).to.equal(30);
    expect(diagram.flows.find(({ from, to }) => from === 'term-over' && to === 'remind-applicant')?.condition).to.equal(
      '=reminders < 2',
    );
    expect(diagram.node('remind-applicant').outputs).to.include({ reminders: '=reminders + 1' });
    expect(diagram.node('remind-applicant-undeliverable').outputs).to.include({ reminders: '=reminders + 1' });
    expect(diagram.node('completion-received').outputs).to.include({ reminders: '=0' });
  });

  it('sends a person to the applicant whom WhatsApp does not reach, before he has to send something', () => {
    for (const task of ['ask-for-completion', 'tell-invalid', 'remind-applicant'])
      expect(back(task, 'UNDELIVERABLE'), task).to.deep.equal(['reach-applicant']);
    expect(idsOf(diagram.next('request-undeliverable')), 'given up later').to.deep.equal(['reach-applicant']);
    expect(idsOf(diagram.next('reach-applicant'))).to.deep.equal(['wait-for-completion']);
    expect(back('tell-closed', 'UNDELIVERABLE')).to.deep.equal(['close-expired']);
    expect(back('tell-withdrawn', 'UNDELIVERABLE')).to.deep.equal(['close-withdrawn']);
  });

  it('shows the note of the head to the verifier, and nobody the note of an earlier answer', () => {
    const noteOf = (id: string) => diagram.node(id).inputs['note'];
    expect(noteOf('examine-application')).to.equal('=""');
    expect(noteOf('approve-signing')).to.equal('=""');
    expect(noteOf('verify-draft')).to.equal('=if signing = "rejected" then note else ""');
  });

  it('lets the officer type into SIAK when SIAK takes nothing from a program', () => {
    expect(back('enter-siak', 'SIAK_MANUAL')).to.deep.equal(['enter-siak-manually']);
    expect(back('confirm-siak-entry', 'SIAK_ENTRY_UNCONFIRMED')).to.deep.equal(['enter-siak-manually']);
    expect(idsOf(diagram.next('confirm-siak-entry'))).to.deep.equal(['draft-card']);
  });

  it('examines again what SIAK refuses or does not know', () => {
    expect(back('enter-siak', 'SIAK_REFUSED')).to.deep.equal(['examine-application']);
    expect(back('draft-card', 'FAMILY_UNKNOWN')).to.deep.equal(['examine-application']);
  });

  it('undoes an entry in SIAK, automatic or manual, before the applicant hears of a doubt or of the closing', () => {
    for (const task of ['enter-siak', 'confirm-siak-entry'])
      expect(diagram.boundaries(task).find(({ compensation }) => compensation)?.undoes, task).to.equal(
        'cancel-siak-entry',
      );
    const thrown = diagram.of('intermediateThrowEvent').filter(({ compensation }) => compensation);
    expect(thrown.map(({ id }) => idsOf(diagram.next(id)))).to.have.deep.members([['tell-invalid'], ['tell-closed']]);
  });

  it('returns signing trouble to the head, a changed draft to printing and so to verification', () => {
    expect(back('sign-card', 'NO_SIGNING_GRANT')).to.deep.equal(['approve-signing']);
    expect(back('sign-card', 'SIGNATURE_REFUSED')).to.deep.equal(['approve-signing']);
    expect(back('sign-card', 'DRAFT_CHANGED')).to.deep.equal(['render-card']);
    expect(idsOf(diagram.next('render-card'))).to.deep.equal(['verify-draft']);
    expect(idsOf(diagram.next('signing-approved'))).to.have.members(['sign-card', 'verify-draft']);
  });

  it('forgets an approval that came to nothing, so that the applicant may withdraw again', () => {
    for (const id of ['sign-card-no-grant', 'sign-card-refused', 'sign-card-draft-changed'])
      expect(diagram.node(id).outputs, id).to.include({ signing: '=null' });
    expect(diagram.node('verify-draft').outputs).to.include({ signing: '=null' });
  });

  it('hands the card over by a person when WhatsApp fails at once, fails later, or says nothing for three days', () => {
    expect(back('deliver-card', 'UNDELIVERABLE')).to.deep.equal(['hand-over-card']);
    const waiting = diagram.boundaries('card-received');
    expect(waiting.map(({ message, timer }) => message ?? timer)).to.have.members(['card-undeliverable', 'P3D']);
    for (const { id, interrupting } of waiting) {
      expect(interrupting).to.be.true;
      expect(idsOf(diagram.next(id))).to.deep.equal(['hand-over-card']);
    }
    expect(idsOf(diagram.next('card-handed-over'))).to.have.members(['deliver-card', 'archive-case']);
  });

  it('withdraws at any time until the head has approved, and never after', () => {
    const start = diagram.node('application-withdrawn');
    expect(start).to.include({ within: 'withdrawal', interrupting: false });
    const late = diagram.flows.find(({ from, condition }) => from === 'withdrawal-too-late' && condition !== undefined);
    expect(late).to.include({ to: 'withdrawal-refused', condition: '=signing = "approved"' });
    expect(diagram.node('withdrawal-accepted').errorCode).to.equal('APPLICATION_WITHDRAWN');
    expect(diagram.node('withdrawal-takes-effect')).to.include({
      errorCode: 'APPLICATION_WITHDRAWN',
      interrupting: true,
      within: 'closing-withdrawn',
    });
    expect(idsOf(diagram.next('withdrawal-takes-effect'))).to.deep.equal(['cancel-entry-of-withdrawn']);
    expect(diagram.node('cancel-entry-of-withdrawn').job?.type).to.equal('cancel-siak-entry');
  });

  it('has a condition on every way out of a decision but one, which is its default', () => {
    for (const { id } of diagram.of('exclusiveGateway')) {
      const out = diagram.flows.filter(({ from }) => from === id);
      if (out.length < 2) continue;
      expect(
        out.filter(({ condition }) => condition === undefined).every(({ isDefault }) => isDefault),
        id,
      ).to.be.true;
      expect(
        out.filter(({ isDefault }) => isDefault),
        id,
      ).to.have.length(1);
    }
  });
});
