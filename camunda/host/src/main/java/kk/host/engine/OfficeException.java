package kk.host.engine;

import org.operaton.bpm.engine.ProcessEngineException;

/** A refusal of this host. Its message names elements and ids, never a value of a variable. */
public class OfficeException extends ProcessEngineException {
  private static final long serialVersionUID = 1;
  private final transient ErrorCode errorCode;

  public OfficeException(ErrorCode code, String message) {
    super(code.name() + ": " + message, code.number);
    this.errorCode = code;
  }

  public ErrorCode errorCode() {
    return errorCode;
  }
}
