import { expect } from 'chai';
import { labelsIn } from '../../../src/process/element-labels.ts';
import { ModelRefused } from '../../../src/process/process.ts';
import { catchTimer, decide, drawing, end, person, start, way, work } from '../drawing.ts';
import { eventually, finished, taskAt } from '../engine-under-test.ts';
import { worker, type TestOffice } from './office.ts';

const DAY = 24 * 60 * 60 * 1000;

const table = (evidence: string) => ({
  name: 'bukti.dmn',
  content: `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="bukti-drd" name="Bukti" namespace="http://camunda.org/schema/1.0/dmn">
  <decision id="bukti" name="Bukti">
    <variable id="bukti-variable" name="bukti" typeRef="Any" />
    <decisionTable id="bukti-table" hitPolicy="UNIQUE">
      <input id="bukti-reason"><inputExpression id="bukti-reason-expression" typeRef="string"><text>reason</text></inputExpression></input>
      <output id="bukti-documents" name="documents" typeRef="Any" />
      <rule id="bukti-changed">
        <inputEntry id="bukti-changed-reason"><text>"perubahan-data"</text></inputEntry>
        <outputEntry id="bukti-changed-documents"><text>${evidence}</text></outputEntry>
      </rule>
      <rule id="bukti-lost">
        <inputEntry id="bukti-lost-reason"><text>"hilang"</text></inputEntry>
        <outputEntry id="bukti-lost-documents"><text>["surat-hilang"]</text></outputEntry>
      </rule>
    </decisionTable>
  </decision>
</definitions>
`,
});

export function modelsAreDeployed(office: () => TestOffice): void {
  describe('a model', () => {
    const withEnd = (id: string) =>
      drawing(
        [start(), person('examine-application'), end(id)],
        way('application-submitted', 'examine-application', id),
      );

    it('that is unchanged makes no new version; a changed one does, and running cases keep theirs', async () => {
      const { engine } = office();
      const first = await engine.deploy(withEnd('ends-so'));
      expect(first.changed).to.equal(true);
      expect(await engine.deploy(withEnd('ends-so'))).to.deep.equal({ ...first, changed: false });
      const old = await office().begin(withEnd('ends-so'));
      await taskAt(office().under, old, 'examine-application');
      const second = await engine.deploy(withEnd('ends-otherwise'));
      expect(second).to.include({ changed: true }).and.not.to.include({ versionTag: first.versionTag });
      expect(second.version).to.be.greaterThan(first.version);
      const fresh = await office().begin(withEnd('ends-otherwise'));
      for (const caseNumber of [old, fresh]) await office().decide(caseNumber, 'examine-application');
      expect(await finished(office().under, old)).to.include('ends-so');
      expect(await finished(office().under, fresh)).to.include('ends-otherwise');
      expect(await engine.history(old)).to.include({ version: first.version, versionTag: first.versionTag });
      const drawn = withEnd('ends-otherwise').resources[0]?.content ?? '';
      expect(await labelsIn((await engine.history(fresh))?.diagram ?? '')).to.deep.equal(await labelsIn(drawn));
    });

    it('that cannot be run is refused with the element and what to do; the last good one goes on', async () => {
      const { engine } = office();
      const good = await engine.deploy(withEnd('still-good'));
      const broken = drawing(
        [start(), person('examine-application', { outputs: { note: '=if then' } }), end()],
        way('application-submitted', 'examine-application', 'done'),
      );
      const error: unknown = await engine.deploy(broken).catch((reason: unknown) => reason);
      expect(error).to.be.instanceOf(ModelRefused);
      const [finding] = (error as ModelRefused).findings;
      expect(finding?.file).to.equal('contract.bpmn');
      expect(finding?.element).to.include('examine-application');
      expect(finding?.sentence).to.match(/\.$/);
      expect(await engine.deploy(withEnd('still-good'))).to.deep.equal({ ...good, changed: false });
    });

    it('decides by its tables, asked alone or within the process', async () => {
      const { engine } = office();
      const model = (evidence: string) =>
        drawing(
          [start(), decide('determine', 'bukti', 'requiredDocuments'), person('examine-application'), end()],
          way('application-submitted', 'determine', 'examine-application', 'done'),
          [table(evidence)],
        );
      const old = await office().begin(model('["ktp-el", "kk-lama"]'));
      await taskAt(office().under, old, 'examine-application');
      expect(await engine.evaluate('bukti', { reason: 'perubahan-data' })).to.deep.equal(['ktp-el', 'kk-lama']);
      expect(await engine.evaluate('bukti', { reason: 'hilang' })).to.deep.equal(['surat-hilang']);
      expect(await engine.evaluate('bukti', { reason: 'rusak' })).to.equal(null);
      expect((await engine.history(old))?.variables).to.deep.include({ requiredDocuments: ['ktp-el', 'kk-lama'] });
      const fresh = await office().begin(model('["akta-kelahiran"]'));
      await taskAt(office().under, fresh, 'examine-application');
      expect((await engine.history(fresh))?.variables).to.deep.include({ requiredDocuments: ['akta-kelahiran'] });
    });

    it('waits as long as its formula says', async function () {
      if (!office().under.movable) this.skip();
      const caseNumber = await office().begin(
        drawing(
          [
            start({ reminders: '=2' }),
            catchTimer('term', '=if reminders < 2 then duration("P7D") else duration("P16D")'),
            end(),
          ],
          way('application-submitted', 'term', 'done'),
        ),
      );
      await eventually(async () => (await office().engine.history(caseNumber))?.activities[1], 'timer');
      await office().under.advance(15 * DAY);
      expect((await office().engine.history(caseNumber))?.state).to.equal('running');
      await office().under.advance(2 * DAY);
      await finished(office().under, caseNumber);
    });
  });

  describe('the record of a case', () => {
    it('lists every element in its order, when, and who held a task', async () => {
      const { engine } = office();
      const sending = worker('send-message');
      const workers = engine.work([sending.definition], undefined);
      const caseNumber = await office().begin(
        drawing(
          [
            start(),
            work('send-message'),
            person('verify-draft', { group: 'kasi', assignee: 'bambang.hartono' }),
            end(),
          ],
          way('application-submitted', 'send-message', 'verify-draft', 'done'),
        ),
      );
      await office().decide(caseNumber, 'verify-draft');
      await finished(office().under, caseNumber);
      const history = await engine.history(caseNumber);
      expect(history).to.include({ caseNumber, state: 'finished' });
      expect(history?.byHand).to.deep.equal([]);
      expect(
        history?.activities.map(({ elementId, type, who, canceled }) => ({ elementId, type, who, canceled })),
      ).to.deep.equal([
        { elementId: 'application-submitted', type: 'event', who: null, canceled: false },
        { elementId: 'send-message', type: 'service-task', who: null, canceled: false },
        { elementId: 'verify-draft', type: 'user-task', who: 'bambang.hartono', canceled: false },
        { elementId: 'done', type: 'event', who: null, canceled: false },
      ]);
      for (const { startedAt, endedAt } of history?.activities ?? [])
        expect(endedAt?.getTime()).to.be.at.least(startedAt.getTime());
      await workers.stop();
    });
  });
}
