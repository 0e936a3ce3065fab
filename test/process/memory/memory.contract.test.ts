import { createMemory, type MemoryEngine } from '../../../src/process/memory/create-memory.ts';
import { openWorkListFeed, type OpenWorkListFeed } from '../../../src/store/work-list-feed.ts';
import { silent, withDatabase } from '../../store/database.ts';
import { keepsTheContract } from '../contract/contract.ts';

describe('The memory engine', () => {
  const database = withDatabase();
  let feed: OpenWorkListFeed;
  let engine: MemoryEngine;
  before(async () => {
    feed = await openWorkListFeed({ url: database.url, logger: silent });
    engine = createMemory({ feed, logger: silent });
  });
  after(() => feed.close());

  keepsTheContract(() => ({
    get engine() {
      return engine;
    },
    store: database.store,
    advance: (ms) => engine.advance(ms),
    restart: () => {
      engine = createMemory({ feed, logger: silent, state: engine.state, clock: engine.clock });
      return Promise.resolve();
    },
    movable: true,
  }));
});
