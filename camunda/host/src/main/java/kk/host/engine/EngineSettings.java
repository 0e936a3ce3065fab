package kk.host.engine;

import java.util.ArrayList;
import java.util.List;
import kk.host.worklist.WorkListParseListener;
import org.operaton.bpm.engine.authorization.Permissions;
import org.operaton.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.operaton.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.operaton.bpm.engine.impl.interceptor.CommandInterceptor;
import org.springframework.stereotype.Component;

/** What the office sets in the engine beyond application.yaml. */
@Component
public class EngineSettings extends AbstractProcessEnginePlugin {
  @Override
  public void preInit(ProcessEngineConfigurationImpl engine) {
    // Groups and user names such as "petugas-entri" and "sri.wahyuni".
    engine.setGeneralResourceWhitelistPattern("[a-zA-Z0-9._-]+");
    engine.setIdentityProviderSessionFactory(new OfficeIdentity.Factory());
    // A candidate group may read its tasks and work on them, not give them to others.
    engine.setDefaultUserPermissionForTask(Permissions.TASK_WORK);
    engine.setCustomExceptionCodeProvider(new ErrorCodes());
    engine.setFailedJobCommandFactory(new FailedJobs());
    // As on Zeebe: an error that no boundary catches is trouble, and not the end of the case.
    engine.setEnableExceptionsAfterUnhandledBpmnError(true);
    // An expression in a query would run code of whoever asks.
    engine.setEnableExpressionsInAdhocQueries(false);
    // Operations of the office itself are in its own journal; here those of people in the web apps.
    engine.setRestrictUserOperationLogToAuthenticatedUsers(true);
    // As on Zeebe: what is interrupted hands nothing on. Else a reminder that failed would be counted twice, once by
    // its task and once by the boundary event that caught it, and the next one would never be sent.
    engine.setSkipOutputMappingOnCanceledActivities(true);
    engine.setTaskMetricsEnabled(false);
    engine.setCustomPreBPMNParseListeners(with(engine.getCustomPreBPMNParseListeners(), new WorkListParseListener()));
    engine.setCustomPreCommandInterceptorsTxRequired(
        with(engine.getCustomPreCommandInterceptorsTxRequired(), (CommandInterceptor) new ClosedWays()));
  }

  private static <T> List<T> with(List<T> list, T one) {
    List<T> longer = list == null ? new ArrayList<>() : new ArrayList<>(list);
    longer.add(one);
    return longer;
  }
}
