import { listenerAnswers } from '../../../src/office/listener-answers.ts';
import type { ProcessEngine } from '../../../src/process/process.ts';
import { createZeebe } from '../../../src/process/zeebe/create-zeebe.ts';
import { openWorkListFeed, type OpenWorkListFeed } from '../../../src/store/work-list-feed.ts';
import { silent, withDatabase } from '../../store/database.ts';
import { keepsTheContract } from '../contract/contract.ts';
import { CREDENTIALS, StandIn } from './stand-in.ts';

describe('The adapter of an existing Camunda 8, at a stand-in of ours', () => {
  const database = withDatabase();
  let feed: OpenWorkListFeed;
  let standIn: StandIn;
  let engine: ProcessEngine;
  before(async () => {
    // Every request and every answer is held to the schema of the vendor's Apache-licensed client.
    process.env['CAMUNDA_SDK_VALIDATION'] = 'req:fanatical,res:strict';
    feed = await openWorkListFeed({ url: database.url, logger: silent });
    standIn = new StandIn();
    engine = createZeebe({
      url: await standIn.open(),
      credentials: { strategy: 'basic', ...CREDENTIALS },
      answers: listenerAnswers(feed, database.store),
      logger: silent,
    });
  });
  after(async () => {
    await engine.close();
    standIn.close();
    await feed.close();
    delete process.env['CAMUNDA_SDK_VALIDATION'];
  });

  keepsTheContract(() => ({
    engine,
    store: database.store,
    advance: (ms) => standIn.engine.advance(ms),
    restart: () => {
      standIn.forgetJobs();
      return Promise.resolve();
    },
    movable: true,
  }));
});
