import { listenerAnswers } from '../../../src/office/listener-answers.ts';
import { loadConfig } from '../../../src/config/config.ts';
import type { ProcessEngine } from '../../../src/process/process.ts';
import { createZeebe } from '../../../src/process/zeebe/create-zeebe.ts';
import { openWorkListFeed, type OpenWorkListFeed } from '../../../src/store/work-list-feed.ts';
import { silent, withDatabase } from '../../store/database.ts';
import { keepsTheContract } from '../contract/contract.ts';

const { engine: settings } = loadConfig();

// Only where an existing cluster is given (ENGINE=zeebe, see docs/settings.md): none can be run where we develop.
if (settings.kind === 'zeebe')
  describe('An existing Camunda 8', () => {
    const database = withDatabase();
    let feed: OpenWorkListFeed;
    let engine: ProcessEngine;
    before(async () => {
      feed = await openWorkListFeed({ url: database.url, logger: silent });
      engine = createZeebe({ ...settings, answers: listenerAnswers(feed, database.store), logger: silent });
      await engine.ready();
    });
    after(async () => {
      await engine.close();
      await feed.close();
    });

    const standsStill = () => Promise.reject(new Error('a cluster of somebody is neither moved nor killed'));
    keepsTheContract(() => ({
      engine,
      store: database.store,
      advance: standsStill,
      restart: standsStill,
      movable: false,
    }));
  });
