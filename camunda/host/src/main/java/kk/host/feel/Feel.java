package kk.host.feel;

import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.camunda.feel.FeelEngineClock;
import org.camunda.feel.api.EvaluationResult;
import org.camunda.feel.api.FeelEngineApi;
import org.camunda.feel.api.FeelEngineBuilder;
import org.operaton.bpm.engine.delegate.DelegateExecution;
import org.operaton.bpm.engine.delegate.VariableScope;
import org.operaton.bpm.engine.impl.util.ClockUtil;
import org.springframework.stereotype.Component;

/**
 * FEEL where this engine's dialect has only JUEL: <code>${feel.eval(execution, '...')}</code>. The same library as
 * Zeebe's, so that conditions, mappings and timers mean the same on both.
 */
@Component("feel")
public class Feel {
  private final Map<String, FeelExpression> parsed = new ConcurrentHashMap<>();
  private final FeelEngineApi engine;

  public Feel() {
    // The engine's clock, which tests may move.
    FeelEngineClock clock = () -> ClockUtil.getCurrentTime().toInstant().atZone(ZoneId.systemDefault());
    engine = FeelEngineBuilder.forJava().withClock(clock).build();
  }

  /** The value, in the form in which process variables are kept. Throws FeelException. */
  public Object eval(VariableScope scope, String expression) {
    return ProcessValues.toVariable(result(scope, expression));
  }

  /** A condition must be true or false, as in Zeebe: null is an error and not a "no". Throws FeelException. */
  public boolean test(VariableScope scope, String expression) {
    if (result(scope, expression) instanceof Boolean answer) return answer;
    throw new FeelException("condition is neither true nor false", expression, placeOf(scope));
  }

  /** Output mapping of start and boundary events, which this dialect has not: called by an execution listener. */
  public void set(VariableScope scope, String target, String expression) {
    scope.setVariable(target, eval(scope, expression));
  }

  /** True when the text can be read; whether it can be computed shows with the values. */
  public boolean isExpression(String text) {
    return engine.parseExpression(text).isSuccess();
  }

  /** As {@link #isExpression}, for a cell of a decision table. */
  public boolean isUnaryTests(String text) {
    return engine.parseUnaryTests(text).isSuccess();
  }

  private Object result(VariableScope scope, String text) {
    FeelExpression expression = parsed.computeIfAbsent(text, key -> FeelExpression.parse(engine, key, placeOf(scope)));
    EvaluationResult result = engine.evaluate(expression.tree(), contextFor(expression, scope));
    // The library's own text quotes values.
    if (result.isFailure()) throw new FeelException("expression cannot be computed", text, placeOf(scope));
    return result.result();
  }

  /** Only the variables that the expression may name: the others need not be read. */
  private static Map<String, Object> contextFor(FeelExpression expression, VariableScope scope) {
    Map<String, Object> context = new HashMap<>();
    for (String name : expression.names())
      if (scope.hasVariable(name)) context.put(name, ProcessValues.toFeel(scope.getVariable(name)));
    return context;
  }

  private static String placeOf(VariableScope scope) {
    return scope instanceof DelegateExecution execution
        ? execution.getCurrentActivityId() + " in " + execution.getProcessDefinitionId()
        : "an unknown place";
  }
}
