import { expect } from 'chai';
import { HUMAN_TASKS, PROCESS_ID } from '../../src/domain/process.ts';
import { HUMAN_STEPS, LANES, SOP_STEPS, sopMinutes, type Lane } from '../../src/domain/sop.ts';
import { readDiagram, type Node } from './diagram.ts';

const LANE_NAMES: Record<Lane, string> = {
  pemohon: 'Pemohon',
  'petugas-entri': 'Petugas unit layanan & entri',
  kasi: 'Kasi/Kabid',
  'kepala-dinas': 'Kepala Dinas',
  'petugas-cetak': 'Petugas cetak',
};
const stepOf = ({ name }: Node) => SOP_STEPS.find(({ step }) => name.startsWith(`${step}. `));

const diagram = await readDiagram();

describe('The diagram reads as SOP IKMT-PP-01-07', () => {
  it('is one executable process in one pool, for Camunda 8.8', () => {
    expect(diagram.processId).to.equal(PROCESS_ID);
    expect(diagram.executable).to.be.true;
    expect(diagram.platformVersion).to.equal('8.8.0');
    expect(diagram.pool).to.equal('Penerbitan KK karena perubahan data (IKMT-PP-01-07)');
  });

  it('has the five lanes of the SOP, top to bottom, and every element stands in one of them', () => {
    expect([...diagram.lanes.keys()]).to.deep.equal(LANES.map((lane) => LANE_NAMES[lane]));
    const placed = [...diagram.lanes.values()].flat();
    expect(placed).to.have.members(diagram.nodes.filter(({ within }) => within === undefined).map(({ id }) => id));
  });

  for (const { step, lane, title } of SOP_STEPS)
    it(`shows step ${step}, "${title}", in the lane of ${LANE_NAMES[lane]}`, () => {
      const elements = diagram.nodes.filter((node) => stepOf(node)?.step === step);
      expect(elements).not.to.be.empty;
      for (const { id } of elements) expect(diagram.lanes.get(LANE_NAMES[lane])).to.include(id);
      expect(elements.some(({ documentation }) => documentation.startsWith(`Langkah ${step}`))).to.be.true;
    });

  it('counts no step that the SOP does not have', () => {
    const numbered = diagram.nodes.filter(({ name }) => /^\d/.test(name) && !/^\d+ hari/.test(name));
    expect(
      numbered.filter((node) => stepOf(node) === undefined && node.kind !== 'exclusiveGateway').map(({ name }) => name),
    ).to.deep.equal([]);
  });

  it('takes the good case through the ten steps in their order', () => {
    const good = [
      'application-submitted',
      'open-application',
      'examine-application',
      'enter-siak',
      'draft-card',
      'verify-draft',
      'draft-valid',
      'approve-signing',
      'sign-card',
      'deliver-card',
      'card-received',
      'archive-case',
      'card-issued',
    ];
    for (const [index, id] of good.slice(0, -1).entries())
      expect(reaches(id, good[index + 1] ?? ''), `${id} leads to ${good[index + 1]}`).to.be.true;

    function reaches(from: string, to: string, seen = new Set<string>()): boolean {
      if (seen.has(from)) return false;
      seen.add(from);
      return diagram.next(from).some(({ id }) => id === to || (!good.includes(id) && reaches(id, to, seen)));
    }
  });

  it('decides every human step in the task that the workers look for', () => {
    for (const step of HUMAN_STEPS) expect(stepOf(diagram.node(HUMAN_TASKS[step]))?.step).to.equal(step);
  });

  describe('and its minutes are those of the SOP', () => {
    for (const task of diagram.of('userTask'))
      it(`"${task.name}" is noted when it runs late, and goes on`, () => {
        const step = stepOf(task);
        const timers = diagram.boundaries(task.id).filter(({ timer }) => timer !== undefined);
        expect(step, 'a human task belongs to a step').not.to.be.undefined;
        expect(timers).to.have.length(1);
        const [late] = timers;
        expect(late?.timer).to.equal(`PT${sopMinutes(step?.step ?? 1)}M`);
        expect(late?.interrupting).to.be.false;
        const [note, ...others] = diagram.next(late?.id ?? '');
        expect(others).to.be.empty;
        expect(note).to.include({ kind: 'endEvent' });
        expect(note?.job?.type).to.equal('note-delay');
        expect(note?.headers).to.deep.equal({ step: String(step?.step) });
      });
  });

  it('gives a lost or damaged card no entry in SIAK', () => {
    const skip = diagram.flows.find(({ from, isDefault }) => from === 'siak-entry-needed' && isDefault);
    expect(skip?.to).to.equal('siak-done');
    expect(diagram.next('siak-entry-needed').map(({ id }) => id)).to.have.members(['enter-siak', 'draft-card']);
  });
});
