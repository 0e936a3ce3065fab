package kk.host.worklist;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import kk.host.engine.ErrorCode;
import kk.host.engine.OfficeException;
import org.operaton.bpm.engine.ProcessEngineException;
import org.operaton.bpm.engine.delegate.DelegateTask;
import org.operaton.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.operaton.bpm.engine.task.IdentityLink;

/**
 * Tells the office's database what becomes of a user task, in the engine's own transaction: the work list and the
 * decisions in force change together with the engine, or not at all.
 */
final class WorkListFeed {
  private static final String COMPLETED = "completed";
  private static final String CANCELED = "canceled";

  private WorkListFeed() {}

  static void created(DelegateTask task) {
    OfficeFunctions.taskCreated(
        task.getId(),
        caseNumberOf(task),
        task.getTaskDefinitionKey(),
        laneOf(task),
        task.getAssignee(),
        task.getCreateTime());
  }

  static void assigned(DelegateTask task) {
    OfficeFunctions.taskAssigned(task.getId(), task.getAssignee());
  }

  /**
   * Puts the judged decision in force. Throws when nothing was judged for this task, and with that refuses the
   * completion, whoever asks for it and by whatever interface.
   */
  static void completed(DelegateTask task) {
    Map<String, Object> judged =
        OfficeFunctions.decisionTakesEffect(task.getId())
            .orElseThrow(
                () ->
                    new OfficeException(
                        ErrorCode.NOT_JUDGED,
                        "nothing was judged for task " + task.getId() + " of " + task.getTaskDefinitionKey()));
    JudgedVariables.set((ExecutionEntity) task.getExecution(), judged);
    OfficeFunctions.taskEnded(task.getId(), COMPLETED);
  }

  static void canceled(DelegateTask task) {
    OfficeFunctions.taskEnded(task.getId(), CANCELED);
  }

  private static String caseNumberOf(DelegateTask task) {
    String businessKey = task.getExecution().getProcessBusinessKey();
    if (businessKey == null)
      throw new ProcessEngineException(
          "The process instance of " + task.getTaskDefinitionKey() + " has no business key: no case number");
    return businessKey;
  }

  private static String laneOf(DelegateTask task) {
    Set<String> groups =
        task.getCandidates().stream()
            .map(IdentityLink::getGroupId)
            .filter(group -> group != null)
            .collect(Collectors.toSet());
    if (groups.size() != 1)
      throw new ProcessEngineException(task.getTaskDefinitionKey() + " has " + groups.size() + " lanes, not one");
    return groups.iterator().next();
  }
}
