import { expect } from 'chai';
import { viewTaskNote } from '../../src/cases/view-task-note.ts';
import { EMPTY_NOTES_OF_ENGINE } from '../../src/store/migrations/151-notes-out-of-the-engine.ts';
import { PEOPLE, refusalOf, withOffice, type OfficerName } from './office.ts';

const WORDS = 'Alamat kurang RT; periksa lagi.';

describe("The head's words in the form of a returned verification", () => {
  const given = withOffice();
  const noteFor = (who: OfficerName, task: string) =>
    viewTaskNote(given.office.dependencies)(PEOPLE[who].username, task);
  const looks = (number: string) => given.office.journal(number, 'note-viewed');

  async function returned(): Promise<{ number: string; task: string }> {
    const { office } = given;
    const { applicationNumber: number } = await office.verified();
    await office.decides('agus', number, 'approve-signing', { signing: 'rejected', note: WORDS });
    return { number, task: (await office.task(number, 'verify-draft')).taskId };
  }
  const taken = async (by: OfficerName) => {
    const made = await returned();
    await given.office.officers.claim(PEOPLE[by].username, { applicationNumber: made.number, task: made.task });
    return made;
  };

  it('are shown to the Kasi who holds it, and the look is journalled', async () => {
    const { number, task } = await taken('endah');
    expect(await noteFor('endah', task)).to.equal(WORDS);
    const [look, ...others] = await looks(number);
    expect(others).to.deep.equal([]);
    expect(look).to.include({ actor: PEOPLE.endah.username, step: 5 });
    expect(look!.detail).to.include({ task, as: 'kasi' });
    expect(JSON.stringify(look)).to.not.contain('Alamat');
  });

  it('are shown to a Kasi who may take it, and to no other role', async () => {
    const { number, task } = await returned();
    expect(await noteFor('endah', task)).to.equal(WORDS);
    for (const other of ['agus', 'sri'] as const) expect(await noteFor(other, task), other).to.equal(undefined);
    expect((await looks(number)).map(({ actor }) => actor)).to.deep.equal([PEOPLE.endah.username]);
  });

  it('are shown to nobody else once it is taken, and to nobody after it was decided', async () => {
    const { number, task } = await taken('endah');
    for (const other of ['agus', 'sri', 'dewi'] as const) expect(await noteFor(other, task), other).to.equal(undefined);
    await given.office.decides('endah', number, 'verify-draft', { verification: 'valid' });
    expect(await noteFor('endah', task)).to.equal(undefined);
    expect(await noteFor('endah', 'no-such-task')).to.equal(undefined);
    expect(await looks(number)).to.deep.equal([]);
  });

  it('are not there where a draft is verified for the first time, nor where the return was taken back', async () => {
    const { office } = given;
    const { applicationNumber: number } = await office.drafted();
    const { taskId: task } = await office.task(number, 'verify-draft');
    await office.officers.claim(PEOPLE.endah.username, { applicationNumber: number, task });
    expect(await noteFor('endah', task)).to.equal(undefined);
  });

  it('are no variable of the process, and stand readable nowhere in the database', async () => {
    const { number } = await taken('endah');
    const history = await given.office.engine.history(number);
    expect(history?.variables['signing']).to.equal('rejected');
    expect(history?.variables['note']).to.equal('');
    expect(JSON.stringify(history)).to.not.contain('Alamat');
    const [row] = await given.office.database.asOwner(
      'select string_agg(d::text, $1) as rows from decisions d where application_number = $2',
      ['\n', number],
    );
    expect(row!['rows']).to.contain('rejected').and.not.contain('Alamat');
  });

  it('are held sealed too while a judgement waits for its engine', async () => {
    const { office } = given;
    const { applicationNumber: number } = await office.verified();
    const { tasks } = office.engine;
    const complete = tasks.complete.bind(tasks);
    let held = '';
    tasks.complete = async () => {
      held = JSON.stringify(await office.database.asOwner('select answer from judgements'));
      return 'gone';
    };
    try {
      const refused = await refusalOf(
        office.decides('agus', number, 'approve-signing', { signing: 'rejected', note: WORDS }),
      );
      expect(refused.code).to.equal('TASK_GONE');
    } finally {
      tasks.complete = complete;
    }
    expect(held).to.contain('rejected').and.not.contain('Alamat');
  });

  it('of earlier editions are emptied where the engine kept them: of running cases, past ones and their details', async () => {
    const asOwner = (sql: string) => given.office.database.asOwner(sql);
    const tables = ['act_ru_variable', 'act_hi_varinst', 'act_hi_detail'];
    for (const table of tables) {
      await asOwner(`create table engine.${table} (name_ text, text_ text)`);
      await asOwner(`alter table engine.${table} owner to kk_engine`);
      await asOwner(`insert into engine.${table} values ('note', '${WORDS}'), ('reason', 'hilang'), ('note', null)`);
    }
    await asOwner(EMPTY_NOTES_OF_ENGINE);
    await asOwner(EMPTY_NOTES_OF_ENGINE);
    for (const table of tables) {
      expect(await asOwner(`select text_ from engine.${table} order by text_`), table).to.deep.equal([
        { text_: '' },
        { text_: 'hilang' },
        { text_: null },
      ]);
      await asOwner(`drop table engine.${table}`);
    }
    await asOwner(EMPTY_NOTES_OF_ENGINE);
  });
});
