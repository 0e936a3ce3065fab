import type { HumanTasks } from '../process.ts';
import { answered, EngineRefused } from './engine-errors.ts';
import { OFFICE_ERRORS } from './office-errors.ts';
import { segment, type OperatonRest } from './rest.ts';

const NOT_FOUND = 404;
const CONFLICT = 409;
/** The engine answers 500 and this text when a task is gone. */
const CANNOT_FIND = /Cannot find task with id/;

export function createTasks(rest: OperatonRest): HumanTasks {
  return {
    async assign(task, { from, to }) {
      try {
        await rest.post(`office/task/${segment(task)}/assign`, { from, to });
        return 'assigned';
      } catch (error) {
        if (answered(error, CONFLICT)) return 'held';
        if (answered(error, NOT_FOUND)) return 'gone';
        throw error;
      }
    },
    async complete(task) {
      try {
        await rest.post(`task/${segment(task)}/complete`);
        return 'completed';
      } catch (error) {
        if (error instanceof EngineRefused && error.code === OFFICE_ERRORS.notJudged) return 'not-judged';
        if (answered(error, NOT_FOUND) || (error instanceof EngineRefused && CANNOT_FIND.test(error.message)))
          return 'gone';
        throw error;
      }
    },
    async takeBack(task) {
      try {
        await rest.post(`office/task/${segment(task)}/take-back`);
        return 'taken-back';
      } catch (error) {
        if (error instanceof EngineRefused && error.code === OFFICE_ERRORS.notJudged) return 'not-judged';
        if (answered(error, NOT_FOUND)) return 'gone';
        throw error;
      }
    },
  };
}
