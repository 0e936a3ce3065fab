package kk.host.rest;

import java.util.Objects;
import org.operaton.bpm.engine.history.UserOperationLogEntry;
import org.operaton.bpm.engine.impl.interceptor.Command;
import org.operaton.bpm.engine.impl.interceptor.CommandContext;
import org.operaton.bpm.engine.impl.persistence.entity.TaskEntity;

/** Compares and sets the assignee in one command: of two who claim at once, one gets the task. */
class AssignIfHeldBy implements Command<AssignIfHeldBy.Outcome> {
  enum Outcome {
    DONE,
    HELD,
    GONE
  }

  private final String taskId;
  private final String from;
  private final String to;

  AssignIfHeldBy(String taskId, String from, String to) {
    this.taskId = taskId;
    this.from = from;
    this.to = to;
  }

  @Override
  public Outcome execute(CommandContext context) {
    TaskEntity task = context.getTaskManager().findTaskById(taskId);
    if (task == null) return Outcome.GONE;
    // A caller that lost the answer asks again.
    if (Objects.equals(task.getAssignee(), to)) return Outcome.DONE;
    if (!Objects.equals(task.getAssignee(), from)) return Outcome.HELD;
    task.setAssignee(to);
    task.triggerUpdateEvent();
    task.logUserOperation(UserOperationLogEntry.OPERATION_TYPE_ASSIGN);
    return Outcome.DONE;
  }
}
