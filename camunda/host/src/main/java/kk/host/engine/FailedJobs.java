package kk.host.engine;

import org.operaton.bpm.engine.impl.cmd.DefaultJobRetryCmd;
import org.operaton.bpm.engine.impl.interceptor.Command;
import org.operaton.bpm.engine.impl.jobexecutor.FailedJobCommandFactory;
import org.operaton.bpm.engine.impl.persistence.entity.JobEntity;

/**
 * Writes the failure of a job into the engine's tables without the texts of exceptions: these may quote values of
 * variables, and everybody who reads incidents would read them. Kinds and places remain.
 */
class FailedJobs implements FailedJobCommandFactory {
  @Override
  public Command<Object> getCommand(String jobId, Throwable exception) {
    return new RetryWithoutTexts(jobId, exception);
  }

  private static final class RetryWithoutTexts extends DefaultJobRetryCmd {
    private static final long serialVersionUID = 1;

    RetryWithoutTexts(String jobId, Throwable exception) {
      super(jobId, exception);
    }

    @Override
    protected void logException(JobEntity job) {
      if (exception == null) return;
      job.setExceptionMessage(TextlessTrace.summaryOf(exception));
      job.setExceptionStacktrace(TextlessTrace.of(exception));
    }
  }
}
