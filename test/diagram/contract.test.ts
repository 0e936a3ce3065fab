import { expect } from 'chai';
import {
  BPMN_ERRORS,
  HUMAN_TASKS,
  MESSAGE_NAMES,
  OFFICER_ROLES,
  REQUIREMENTS_DECISION_ID,
  VARIABLES,
} from '../../src/domain/process.ts';
import { HUMAN_STEPS } from '../../src/domain/sop.ts';
import { roleOfStep } from '../../src/domain/authority.ts';
import { MESSAGE_PURPOSES } from '../../src/messaging/messaging.ts';
import { readDiagram } from './diagram.ts';
import { variablesIn } from './feel.ts';

/** Thrown by one event sub-process of the diagram for the other; no worker knows it. */
const WITHIN_THE_DIAGRAM = 'APPLICATION_WITHDRAWN';
/** The start message comes from the portal before there is a process; its receipt is written there too. */
const SENT_BY_THE_PORTAL = 'received';

const diagram = await readDiagram();

describe('The diagram and the code keep one contract', () => {
  it('names the messages of the office, no other, each found by the application number', () => {
    expect([...diagram.messages.keys()]).to.have.members([...MESSAGE_NAMES]);
    for (const [name, key] of diagram.messages)
      expect(key, name).to.equal(name === 'application-submitted' ? undefined : '=applicationNumber');
    const caught = diagram.nodes.flatMap(({ message }) => (message === undefined ? [] : [message]));
    expect(caught).to.have.members([...MESSAGE_NAMES]);
  });

  it('knows the BPMN errors of the workers, no other, and catches each at a boundary', () => {
    expect(diagram.errorCodes).to.have.members([...BPMN_ERRORS, WITHIN_THE_DIAGRAM]);
    const caught = diagram.of('boundaryEvent').flatMap(({ errorCode }) => (errorCode === undefined ? [] : [errorCode]));
    expect([...new Set(caught)]).to.have.members([...BPMN_ERRORS]);
  });

  it("hands the reason of every error on: the engine keeps an error's variables at the boundary unless they are mapped", () => {
    for (const { id, errorCode, outputs } of diagram.of('boundaryEvent'))
      if (errorCode !== undefined) expect(outputs, id).to.include({ returnReason: '=returnReason' });
  });

  it('catches what a message can throw wherever one is sent', () => {
    for (const { id } of diagram.jobTypes().get('send-message') ?? [])
      expect(
        diagram.boundaries(id).map(({ errorCode }) => errorCode),
        id,
      ).to.deep.equal(['UNDELIVERABLE']);
  });

  it('sends every message that there is a text for, and no other', () => {
    const purposes = (diagram.jobTypes().get('send-message') ?? []).map(({ headers }) => headers['purpose']);
    expect(purposes).to.have.members(MESSAGE_PURPOSES.filter((purpose) => purpose !== SENT_BY_THE_PORTAL));
  });

  it('has every decision judged in its completion, and the work list told of every change of a user task', () => {
    for (const { id, taskListeners } of diagram.of('userTask'))
      expect(taskListeners, id).to.deep.equal([
        { event: 'creating', type: 'work-list', retries: '5' },
        { event: 'assigning', type: 'work-list', retries: '5' },
        { event: 'completing', type: 'judge-decision', retries: '5' },
        { event: 'canceling', type: 'work-list', retries: '5' },
      ]);
  });

  it('takes the answer of a user task from the judged variables of its step, no other', () => {
    const JUDGED: Record<string, readonly string[]> = {
      'open-application': ['entryOfficer'],
      'examine-application': ['entryOfficer', 'examination', 'missingDocuments', 'note'],
      'reach-applicant': [],
      'enter-siak-manually': ['siakReference'],
      'verify-draft': ['verification', 'draftSha256', 'note'],
      'approve-signing': ['signing', 'draftSha256', 'note'],
      'hand-over-card': ['handOver'],
    };
    for (const { id, outputs } of diagram.of('userTask'))
      expect(
        Object.entries(outputs)
          .filter(([target, source]) => source === `=${target}`)
          .map(([target]) => target),
        id,
      ).to.have.members([...(JUDGED[id] ?? [])]);
  });

  it('keeps the forms and tables that a case began with', () => {
    for (const { id, form, decision, bindingType } of diagram.nodes)
      if (form !== undefined || decision !== undefined) expect(bindingType, id).to.equal('deployment');
  });

  it("offers every human task to the officers of its step, and returns the officer's own work to him", () => {
    for (const { id, candidateGroups } of diagram.of('userTask'))
      expect([...OFFICER_ROLES], id).to.include(candidateGroups);
    for (const step of HUMAN_STEPS) expect(diagram.node(HUMAN_TASKS[step]).candidateGroups).to.equal(roleOfStep(step));
    expect(
      diagram
        .of('userTask')
        .filter(({ assignee }) => assignee !== undefined)
        .map(({ id, assignee }) => [id, assignee]),
    ).to.deep.equal([
      ['examine-application', '=entryOfficer'],
      ['enter-siak-manually', '=entryOfficer'],
    ]);
  });

  it('tells the closing worker which end it is', () => {
    expect((diagram.jobTypes().get('close-case') ?? []).map(({ id, headers }) => [id, headers['as']])).to.deep.equal([
      ['close-expired', 'closed'],
      ['close-withdrawn', 'withdrawn'],
    ]);
  });

  it('tries every job five times before it asks for a person', () => {
    for (const { id, job } of diagram.nodes) if (job !== undefined) expect(job.retries, id).to.equal('5');
  });

  it('asks the decision table for the requirements and keeps its result in known variables', () => {
    const task = diagram.node('determine-requirements');
    expect(task.decision?.id).to.equal(REQUIREMENTS_DECISION_ID);
    expect(Object.keys(task.outputs)).to.have.members(['requiredDocuments', 'ktpAffected', 'siakEntryNeeded']);
  });

  describe('Variables', () => {
    it('are those of the list: references, codes and hashes, never personal data', () => {
      expect(diagram.variables().filter((name) => !(name in VARIABLES))).to.deep.equal([]);
    });

    it('of the start message are taken one by one, the rest falls; what FEEL will meet has a value from the start', () => {
      const { outputs } = diagram.node('application-submitted');
      expect(outputs).to.include({
        applicationNumber: '=applicationNumber',
        reason: '=reason',
        elements: '=elements',
        reminders: '=0',
        returnReason: '=""',
        note: '=""',
      });
    });

    it('of a message never come in by themselves', () => {
      for (const { id, message, outputs } of diagram.nodes)
        if (message !== undefined) expect(Object.keys(outputs), id).not.to.be.empty;
    });

    it('of a completed task that its form does not ask for stay local and die', () => {
      for (const { id, outputs } of diagram.of('userTask')) expect(outputs, id).to.include({ returnReason: '=""' });
    });

    it('that decide the way are asked for anew each time: an earlier answer never answers for a later one', () => {
      for (const [id, answer] of [
        ['examine-application', 'examination'],
        ['verify-draft', 'verification'],
        ['approve-signing', 'signing'],
        ['hand-over-card', 'handOver'],
      ] as const)
        expect(diagram.node(id).inputs, id).to.include({ [answer]: '=null' });
    });

    it('are read from an expression as FEEL reads them', () => {
      expect(variablesIn('=if reminders < 2 then duration("P7D") else requiredDocuments.ktpAffected')).to.deep.equal([
        'reminders',
        'requiredDocuments',
      ]);
      expect(variablesIn('petugas-entri')).to.deep.equal([]);
    });
  });
});
