package kk.host.engine;

import java.util.Set;
import org.operaton.bpm.engine.impl.cmd.CreateTaskCmd;
import org.operaton.bpm.engine.impl.cmd.DelegateTaskCmd;
import org.operaton.bpm.engine.impl.cmd.HandleTaskBpmnErrorCmd;
import org.operaton.bpm.engine.impl.cmd.HandleTaskEscalationCmd;
import org.operaton.bpm.engine.impl.cmd.ModifyProcessInstanceAsyncCmd;
import org.operaton.bpm.engine.impl.cmd.ModifyProcessInstanceCmd;
import org.operaton.bpm.engine.impl.cmd.ProcessInstanceModificationBatchCmd;
import org.operaton.bpm.engine.impl.cmd.ProcessInstanceModificationCmd;
import org.operaton.bpm.engine.impl.cmd.ResolveTaskCmd;
import org.operaton.bpm.engine.impl.interceptor.Command;
import org.operaton.bpm.engine.impl.interceptor.CommandInterceptor;

/**
 * Commands by which a user task would be left without a decision, or made beside the diagram. Nobody in the office
 * needs them, so they are refused to everybody, by whatever interface they come. The one way back, of a decision that was
 * taken back, is TakeBackDecision.
 */
class ClosedWays extends CommandInterceptor {
  private static final Set<Class<?>> CLOSED =
      Set.of(
          HandleTaskBpmnErrorCmd.class,
          HandleTaskEscalationCmd.class,
          DelegateTaskCmd.class,
          ResolveTaskCmd.class,
          CreateTaskCmd.class,
          ModifyProcessInstanceCmd.class,
          ModifyProcessInstanceAsyncCmd.class,
          ProcessInstanceModificationCmd.class,
          ProcessInstanceModificationBatchCmd.class);

  @Override
  public <T> T execute(Command<T> command) {
    if (CLOSED.contains(command.getClass()))
      throw new OfficeException(ErrorCode.WAY_IS_CLOSED, command.getClass().getSimpleName());
    return next.execute(command);
  }
}
