import { createOperaton } from '../../../src/process/operaton/create-operaton.ts';
import type { ProcessEngine } from '../../../src/process/process.ts';
import { silent } from '../../store/database.ts';
import { keepsTheContract } from '../contract/contract.ts';
import { withEngine } from './with-engine.ts';

describe('The embedded engine', () => {
  const running = withEngine();
  let engine: ProcessEngine;
  before(() => {
    engine = createOperaton({ url: running.url, secret: running.secret, logger: silent });
  });
  after(() => engine.close());

  keepsTheContract(() => ({
    engine,
    store: running.store,
    advance: (ms) => running.advance(`PT${ms / 1000}S`),
    restart: () => running.kill(),
    movable: true,
  }));
});
