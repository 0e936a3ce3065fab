package kk.host.engine;

/** Numbers in the `code` of an error answer of the REST interface; 20000 and above are ours, below are the engine's. */
public enum ErrorCode {
  /** A running or finished instance has this case number. */
  CASE_IS_THERE(20_001),
  /** Nothing was judged for this user task: it is not completed. */
  NOT_JUDGED(20_002),
  /** This way past a person's decision is closed for everybody. */
  WAY_IS_CLOSED(20_003),
  /** A FEEL expression of the diagram cannot be read or computed, or a condition is neither true nor false. */
  FEEL_FAILED(20_004);

  public final int number;

  ErrorCode(int number) {
    this.number = number;
  }
}
