import { expect } from 'chai';
import { actOf, isPlainPath, taskOf, treatmentOf } from '../../src/web-apps/allow-list.ts';

const LANE = { worksInLane: true, isAdmin: false };
const ADMIN = { worksInLane: false, isAdmin: true };
const NEITHER = { worksInLane: false, isAdmin: false };
const api = (resource: string) => `api/engine/engine/default/${resource}`;
const TASK = 'aeb08813-e9ab-11f1-bd65-02fc00000001';

/** What the Tasklist and Cockpit were seen to ask for in a browser, and what they could ask for besides. */
const ASKED: [method: string, path: string, lane: string, admin: string][] = [
  ['GET', 'app/tasklist/default/', 'pass', 'refuse'],
  ['GET', 'app/tasklist/operaton-tasklist-bootstrap.js', 'pass', 'refuse'],
  ['GET', 'app/tasklist/locales/id.json', 'pass', 'refuse'],
  ['GET', 'api/tasklist/plugin/tasklistPlugins/static/app/plugin.js', 'pass', 'refuse'],
  ['GET', 'app/cockpit/default/', 'refuse', 'pass'],
  ['GET', 'api/cockpit/plugin/base/default/process-instance/1/incidents', 'refuse', 'pass'],
  ['POST', 'api/cockpit/plugin/base/default/process-instance', 'refuse', 'pass'],
  ['GET', 'app/admin/default/', 'refuse', 'refuse'],
  ['GET', 'app/welcome/default/', 'refuse', 'refuse'],
  ['GET', 'lib/deps.js', 'pass', 'pass'],
  ['GET', 'assets/tasklist.svg', 'pass', 'pass'],
  ['GET', 'api/admin/auth/user/default', 'pass', 'pass'],
  ['POST', 'api/admin/auth/user/default/logout', 'log-out', 'log-out'],
  ['POST', 'api/admin/auth/user/default/login/tasklist', 'refuse', 'refuse'],
  ['POST', 'api/admin/setup/default/user/create', 'refuse', 'refuse'],
  ['GET', 'api/engine/engine/', 'pass', 'pass'],
  ['OPTIONS', api('filter'), 'pass', 'pass'],
  ['GET', api('filter'), 'pass', 'pass'],
  ['POST', api('filter/6bd81aa0/list'), 'pass', 'refuse'],
  ['POST', api('filter/create'), 'refuse', 'refuse'],
  ['PUT', api('filter/6bd81aa0'), 'refuse', 'refuse'],
  ['DELETE', api('filter/6bd81aa0'), 'refuse', 'refuse'],
  ['GET', api(`task/${TASK}`), 'pass', 'pass'],
  ['GET', api(`task/${TASK}/deployed-form`), 'pass', 'pass'],
  ['GET', api('user/sri.wahyuni/profile'), 'pass', 'pass'],
  ['GET', api('user'), 'refuse', 'pass'],
  ['GET', api('process-instance'), 'refuse', 'pass'],
  ['GET', api('variable-instance'), 'refuse', 'pass'],
  ['POST', api('process-instance/count'), 'refuse', 'pass'],
  ['POST', api('history/activity-instance'), 'refuse', 'pass'],
  ['PUT', api('job/7/retries'), 'refuse', 'pass'],
  ['POST', api(`task/${TASK}/complete`), 'decide', 'decide'],
  ['POST', api(`task/${TASK}/submit-form`), 'decide', 'decide'],
  ['POST', api(`task/${TASK}/claim`), 'claim', 'claim'],
  ['POST', api(`task/${TASK}/unclaim`), 'release', 'release'],
  ['POST', api(`task/${TASK}/assignee`), 'assign', 'assign'],
];

describe('The allow-list of the web apps', () => {
  for (const [method, path, lane, admin] of ASKED)
    it(`${method} ${path}: a lane ${lane}, the admin ${admin}`, () => {
      expect(treatmentOf({ method, path }, LANE).kind).to.equal(lane);
      expect(treatmentOf({ method, path }, ADMIN).kind).to.equal(admin);
    });

  it('lets who works in no lane and is no admin only leave, and hear from the use cases why they may not decide', () => {
    const open = ASKED.filter(([method, path]) => treatmentOf({ method, path }, NEITHER).kind !== 'refuse');
    expect(open.map(([method, path]) => `${method} ${path}`)).to.deep.equal([
      'POST api/admin/auth/user/default/logout',
      ...ASKED.filter(([, , lane]) => ['decide', 'claim', 'release', 'assign'].includes(lane)).map(
        ([method, path]) => `${method} ${path}`,
      ),
    ]);
  });

  it('refuses a method it does not know, and a path that only begins like a known one', () => {
    for (const method of ['PUT', 'PATCH', 'DELETE', 'TRACE', 'PROPFIND', 'get'])
      for (const path of ['app/tasklist/default/', api(`task/${TASK}/complete`), api(`task/${TASK}`)])
        expect(treatmentOf({ method, path }, LANE).kind, `${method} ${path}`).to.equal('refuse');
    for (const path of [
      'app/tasklist-admin/default/',
      'libx/deps.js',
      api(`task/${TASK}/complete/x`),
      api('task/create'),
      api('process-definition/key/penerbitan-kk/start'),
      'api/engine/engine/other/task',
      'api/engine/engine/defaultx/task',
    ])
      expect(treatmentOf({ method: 'POST', path }, LANE).kind, path).to.equal('refuse');
  });

  it('names the task of an act, and nothing else of what was asked, for the journal', () => {
    const path = api(`task/${TASK}/delegate`);
    expect(actOf({ method: 'POST', path })).to.equal('POST task/-/delegate');
    expect(taskOf({ method: 'POST', path })).to.equal(TASK);
    expect(actOf({ method: 'PUT', path: api('task/KK-261126-S14615/variables/3402151708820001') })).to.equal(
      'PUT task/-/variables/-',
    );
    expect(taskOf({ method: 'POST', path: 'api/engine/engine/default/deployment/create' })).to.equal(null);
  });

  it('reads a path in one way only', () => {
    for (const path of ['/operaton/app/tasklist/default/', '/operaton/api/engine/engine/', '/operaton/lib/deps.js'])
      expect(isPlainPath(path), path).to.equal(true);
    for (const path of [
      '/operaton//api',
      '/operaton/lib/../api/engine',
      '/operaton/lib/./x',
      '/operaton/lib/..',
      '/operaton/%61pp/tasklist',
      '/operaton/app/tasklist;x=/lib/',
      '/operaton/app\\tasklist',
      '/operaton/lib/ x',
      '/operaton/lib/\u0000',
      'operaton/lib',
    ])
      expect(isPlainPath(path), path).to.equal(false);
  });
});
