import { expect } from 'chai';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ConfigError } from '../../src/config.ts';
import { settlePeople } from '../../src/office/settle-people.ts';
import { withDatabase } from '../store/database.ts';

describe('The officers of an office of its own (PEOPLE_FILE)', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'people-'));
  after(() => rmSync(folder, { recursive: true }));
  const former = {
    username: 'wira',
    name: 'Wira Kusuma',
    roles: ['kepala-dinas'],
    nip: null,
    signerNik: null,
    active: false,
  };
  const acting = {
    username: 'dian',
    name: 'Dian Safitri',
    roles: ['kasi'],
    nip: '198001012005012001',
    signerNik: '3402014101800001',
    active: true,
    plt: { after: 'wira', validFrom: '2026-11-01', validTo: '2027-01-31' },
  };

  const database = withDatabase();

  async function settled(content: string) {
    const file = path.join(folder, 'people.json');
    writeFileSync(file, content);
    const { store } = database;
    await settlePeople(store, { peopleFile: file, simulators: true });
    return { people: await store.people.all(), delegations: await store.people.delegations() };
  }
  const refused = async (content: string) =>
    settled(content).then(
      () => 'taken',
      (error: unknown) => (error instanceof ConfigError ? error.message : `not for a person: ${String(error)}`),
    );

  it('come from the file, the demo people do not; a vacant post has an acting head (Plt) for dated months', async () => {
    const { people, delegations } = await settled(JSON.stringify([former, acting]));
    expect(people.map(({ username }) => username)).to.have.members(['wira', 'dian']);
    expect(delegations.map(({ id: _, ...letter }) => letter)).to.deep.equal([
      { from: 'wira', to: 'dian', role: 'kepala-dinas', kind: 'Plt', validFrom: '2026-11-01', validTo: '2027-01-31' },
    ]);
  });

  it('a file that is wrong is refused by name and remedy, without its content', async () => {
    expect(await refused('{ "Rahasia": '))
      .to.match(/bukan JSON/)
      .and.not.contain('Rahasia');
    expect(await refused(JSON.stringify([{ ...former, nip: '12' }]))).to.match(/\/0\/nip/);
    expect(await refused(JSON.stringify([acting]))).to.match(/plt\.after dari dian/);
    for (const period of [
      { validFrom: '2026-02-30', validTo: '2027-01-31' },
      { validFrom: '2027-01-31', validTo: '2026-11-01' },
    ])
      expect(await refused(JSON.stringify([former, { ...acting, plt: { after: 'wira', ...period } }]))).to.match(
        /masa plt dari dian/,
      );
    const none = settlePeople(database.store, { peopleFile: path.join(folder, 'absent.json'), simulators: false });
    expect(await none.catch((error: Error) => error.message)).to.match(/tidak terbaca/);
  });
});
