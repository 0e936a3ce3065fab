package kk.host.engine;

import java.sql.SQLException;
import org.operaton.bpm.engine.ProcessEngineException;
import org.operaton.bpm.engine.impl.errorcode.ExceptionCodeProvider;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Finds our error code beneath what the engine wraps around an exception. */
public class ErrorCodes implements ExceptionCodeProvider {
  @Override
  public Integer provideCode(ProcessEngineException exception) {
    for (Throwable cause = exception; cause != null; cause = cause.getCause())
      if (cause instanceof OfficeException ours) return ours.errorCode().number;
    return null;
  }

  @Override
  public Integer provideCode(SQLException exception) {
    // A batch of statements hides the server's answer in the chain of SQL exceptions.
    for (Throwable each : exception)
      if (each instanceof PSQLException answer && violates(answer, OneInstancePerCase.INDEX))
        return ErrorCode.CASE_IS_THERE.number;
    return null;
  }

  private static boolean violates(PSQLException answer, String constraint) {
    ServerErrorMessage message = answer.getServerErrorMessage();
    return message != null && constraint.equals(message.getConstraint());
  }
}
