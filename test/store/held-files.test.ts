import { expect } from 'chai';
import { randomBytes } from 'node:crypto';
import { withDatabase } from './database.ts';

describe('Files that strangers sent', () => {
  const database = withDatabase();
  const held = () => database.store.heldFiles;
  let counter = 0;

  /** A file that came with a message, held since so many hours. */
  async function file(bytes = randomBytes(40), hours = 0): Promise<string> {
    const { messages, messageFiles } = database.store;
    const { id: messageId } = await messages.add({
      ...{ applicationNumber: null, direction: 'in', purpose: 'reply', sid: `SM-${++counter}`, status: 'received' },
      ...{ errorCode: null, phone: '+6281200000001' },
    });
    await messageFiles.add({ messageId, position: 0, url: null, declared: null });
    const { id } = (await messageFiles.of([messageId]))[0]!;
    await held().hold(id, bytes);
    await messageFiles.change(id, { state: 'held' });
    await database.asOwner(`update held_files set held_at = held_at - $1 * interval '1 hour' where file_id = $2`, [
      hours,
      id,
    ]);
    return id;
  }
  const stateOf = async (id: string) => (await database.store.messageFiles.find(id))?.state;

  it('are sealed, and held once', async () => {
    const bytes = Buffer.from('a photo of a card');
    const id = await file(bytes);
    await held().hold(id, Buffer.from('another'));
    expect(await held().find(id)).to.deep.equal(bytes);
    const rows = (await database.asOwner('select sealed from held_files where file_id = $1', [id])) as {
      sealed: Buffer;
    }[];
    expect(rows[0]!.sealed.includes(bytes)).to.equal(false);
    expect(rows[0]!.sealed.includes(bytes.toString('base64'))).to.equal(false);
    expect(await held().bytes()).to.be.greaterThan(bytes.length);
    await held().remove(id);
    expect([await held().find(id), await held().bytes()]).to.deep.equal([undefined, 0]);
  });

  it('are deleted after their term, and their row says so; a document that one became stays', async () => {
    const [old, young, assigned] = [
      await file(randomBytes(9), 3),
      await file(randomBytes(9), 1),
      await file(randomBytes(9), 3),
    ];
    await database.store.messageFiles.change(assigned, { state: 'stored', sha256: 'a'.repeat(64) });
    await held().purge(2 * 3_600_000);
    expect([await held().find(old), await stateOf(old)]).to.deep.equal([undefined, 'forgotten']);
    expect([await held().find(assigned), await stateOf(assigned)]).to.deep.equal([undefined, 'stored']);
    expect([(await held().find(young))?.length, await stateOf(young)]).to.deep.equal([9, 'held']);
  });
});
