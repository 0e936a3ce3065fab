import { access } from './engine/access.ts';
import { cockpitLabels } from './engine/cockpit-labels.ts';
import { decisions } from './engine/decisions.ts';
import { errors } from './engine/errors.ts';
import { tasklistLabels } from './engine/tasklist-labels.ts';
import { withEngine } from './with-engine.ts';

/** One JVM for all of them: each start costs seconds. */
describe('the embedded engine', () => {
  const host = withEngine();
  decisions(host);
  access(host);
  errors(host);
  tasklistLabels(host);
  cockpitLabels(host);
});
