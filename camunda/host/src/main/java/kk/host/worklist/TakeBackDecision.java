package kk.host.worklist;

import kk.host.engine.ErrorCode;
import kk.host.engine.OfficeException;
import kk.host.feel.ProcessValues;
import org.operaton.bpm.engine.impl.ProcessInstanceModificationBuilderImpl;
import org.operaton.bpm.engine.impl.cmd.ModifyProcessInstanceCmd;
import org.operaton.bpm.engine.impl.interceptor.Command;
import org.operaton.bpm.engine.impl.interceptor.CommandContext;
import org.operaton.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.operaton.bpm.engine.impl.persistence.entity.TaskEntity;

/**
 * Goes back from an open task to the one whose decision led to it, if the office has judged that: the office's tables,
 * the end of the task and the new task are one transaction. Answers false when the task is not open.
 */
public class TakeBackDecision implements Command<Boolean> {
  private final String taskId;

  public TakeBackDecision(String taskId) {
    this.taskId = taskId;
  }

  @Override
  public Boolean execute(CommandContext context) {
    TaskEntity task = context.getTaskManager().findTaskById(taskId);
    if (task == null) return false;
    OfficeFunctions.TakenBack back =
        OfficeFunctions.takingBackTakesEffect(taskId)
            .orElseThrow(
                () -> new OfficeException(ErrorCode.NOT_JUDGED, "no taking-back was judged for task " + taskId));
    ExecutionEntity execution = task.getExecution();
    ExecutionEntity instance = execution.getProcessInstance();
    back.variables().forEach((name, value) -> instance.setVariable(name, ProcessValues.fromJson(value)));
    ProcessInstanceModificationBuilderImpl change = new ProcessInstanceModificationBuilderImpl(instance.getId());
    change.cancelActivityInstance(execution.getActivityInstanceId());
    change.startBeforeActivity(back.element());
    // Executed within this command: asked for by itself, a modification is refused to everybody (ClosedWays).
    new ModifyProcessInstanceCmd(change, false).execute(context);
    return true;
  }
}
