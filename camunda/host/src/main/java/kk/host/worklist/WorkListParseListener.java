package kk.host.worklist;

import org.operaton.bpm.engine.ProcessEngineException;
import org.operaton.bpm.engine.delegate.TaskListener;
import org.operaton.bpm.engine.impl.bpmn.behavior.UserTaskActivityBehavior;
import org.operaton.bpm.engine.impl.bpmn.parser.BpmnParseListener;
import org.operaton.bpm.engine.impl.pvm.process.ActivityImpl;
import org.operaton.bpm.engine.impl.pvm.process.ScopeImpl;
import org.operaton.bpm.engine.impl.task.TaskDefinition;
import org.operaton.bpm.engine.impl.util.xml.Element;

/** Puts every user task of every diagram under the work list and the judgement of the office. */
public class WorkListParseListener implements BpmnParseListener {
  @Override
  public void parseUserTask(Element element, ScopeImpl scope, ActivityImpl activity) {
    TaskDefinition definition = ((UserTaskActivityBehavior) activity.getActivityBehavior()).getTaskDefinition();
    if (definition.getCandidateGroupIdExpressions().size() != 1)
      throw new ProcessEngineException(
          "User task \"" + activity.getId() + "\" must name exactly one candidate group: the lane that decides it");
    // Built-in listeners run also where a caller asks to skip custom ones.
    definition.addBuiltInTaskListener(TaskListener.EVENTNAME_CREATE, WorkListFeed::created);
    definition.addBuiltInTaskListener(TaskListener.EVENTNAME_ASSIGNMENT, WorkListFeed::assigned);
    definition.addBuiltInTaskListener(TaskListener.EVENTNAME_COMPLETE, WorkListFeed::completed);
    definition.addBuiltInTaskListener(TaskListener.EVENTNAME_DELETE, WorkListFeed::canceled);
  }
}
