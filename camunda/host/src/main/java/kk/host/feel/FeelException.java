package kk.host.feel;

import kk.host.engine.ErrorCode;
import kk.host.engine.OfficeException;

/** A FEEL expression failed. Names the expression and its place in the diagram, and no value. */
public class FeelException extends OfficeException {
  private static final long serialVersionUID = 1;

  FeelException(String what, String expression, String place) {
    super(ErrorCode.FEEL_FAILED, what + " at " + place + ": " + expression);
  }
}
