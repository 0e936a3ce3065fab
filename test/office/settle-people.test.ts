import { expect } from 'chai';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ConfigError } from '../../src/config.ts';
import { DEMO_PASSWORD, DEMO_PEOPLE } from '../../src/office/demo-people.ts';
import { settlePeople } from '../../src/office/settle-people.ts';
import { createPasswordHashing } from '../../src/store/password-hash.ts';
import { withDatabase } from '../store/database.ts';

const passwords = createPasswordHashing();

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

  async function peopleAfter(content: string) {
    const file = path.join(folder, 'people.json');
    writeFileSync(file, content);
    const { store } = database;
    await settlePeople({ store, passwords }, { peopleFile: file, simulators: true });
    return { people: await store.people.all(), delegations: await store.people.delegations() };
  }
  const refused = async (content: string) =>
    peopleAfter(content).then(
      () => 'taken',
      (error: unknown) => (error instanceof ConfigError ? error.message : `not for a person: ${String(error)}`),
    );

  it('come from the file, the demo people do not; a vacant post has an acting head (Plt) for dated months', async () => {
    const { people, delegations } = await peopleAfter(JSON.stringify([former, acting]));
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
    expect(await refused(JSON.stringify([{ ...former, roles: ['kasi', 'admin'] }]))).to.match(/tidak boleh merangkap/);
    for (const period of [
      { validFrom: '2026-02-30', validTo: '2027-01-31' },
      { validFrom: '2027-01-31', validTo: '2026-11-01' },
    ])
      expect(await refused(JSON.stringify([former, { ...acting, plt: { after: 'wira', ...period } }]))).to.match(
        /masa plt dari dian/,
      );
    const none = settlePeople(
      { store: database.store, passwords },
      { peopleFile: path.join(folder, 'absent.json'), simulators: false },
    );
    expect(await none.catch((error: Error) => error.message)).to.match(/tidak terbaca/);
  });
});

describe('The people of an office at its start', () => {
  const database = withDatabase();
  const settle = (simulators: boolean) =>
    settlePeople({ store: database.store, passwords }, { peopleFile: undefined, simulators });
  const isDemo = async (username: string) => {
    const account = await database.store.accounts.find(username);
    return passwords.fits(Buffer.from(DEMO_PASSWORD), account?.passwordHash ?? null);
  };

  it('are the demo users with their known password where simulators run, each with a role', async () => {
    await database.asOwner("insert into people values ('auditor', 'Pemeriksa Inspektorat', '{}', null, null, true)");
    await settle(true);
    for (const { username, role } of DEMO_PEOPLE) {
      expect((await database.store.people.find(username))!.roles, username).to.deep.equal([role]);
      expect(await isDemo(username), username).to.equal(true);
    }
  });

  it('have the names of their simulated certificates, also in an office of before these were kept', async () => {
    const { people } = database.store;
    const agus = (await people.find('agus.prasetyo'))!;
    expect(agus).to.include({ certificateName: 'Kepala Dinas (simulasi)' });
    await people.put({ ...agus, certificateName: null });
    await settle(true);
    expect(await people.find('agus.prasetyo')).to.deep.equal(agus);
    await people.put({ ...agus, certificateName: 'Agus Prasetyo' });
    await settle(true);
    expect(await people.find('agus.prasetyo'), 'what an admin wrote').to.include({ certificateName: 'Agus Prasetyo' });
  });

  it('stay as the admin and they themselves have left them, however often the office starts', async () => {
    const { people, accounts } = database.store;
    const joko = (await people.find('joko.susilo'))!;
    await people.put({ ...joko, roles: ['kasi'], active: false });
    await accounts.setPassword('ratna.dewi', {
      hash: await passwords.hash(Buffer.from('langit biru di parangtritis')),
      oneTimeUntil: null,
    });
    await settle(true);
    expect(await people.find('joko.susilo')).to.deep.include({ roles: ['kasi'], active: false });
    expect(await isDemo('ratna.dewi')).to.equal(false);
  });

  it('cannot log in with the known password once the office works without simulators', async () => {
    await settle(false);
    const { accounts } = database.store;
    for (const { username } of DEMO_PEOPLE)
      expect((await accounts.find(username))!.lockedBy, username).to.equal(username === 'ratna.dewi' ? null : 'sistem');
    const locked = await database.asOwner("select detail from journal where event = 'account-locked'");
    expect(locked).to.have.lengthOf(DEMO_PEOPLE.length - 1);
    await settle(true);
    expect((await accounts.find('sri.wahyuni'))!.lockedBy, 'a trial again').to.equal(null);
    await settle(false);
    await settle(false);
    expect(await database.asOwner("select 1 from journal where event = 'account-locked'")).to.have.lengthOf(
      2 * locked.length,
    );
  });
});
