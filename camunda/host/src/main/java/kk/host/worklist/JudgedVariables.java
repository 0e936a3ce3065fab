package kk.host.worklist;

import java.util.Map;
import kk.host.feel.ProcessValues;
import org.operaton.bpm.engine.impl.core.variable.mapping.IoMapping;
import org.operaton.bpm.engine.impl.persistence.entity.ExecutionEntity;

/** Hands the variables of a judged decision to the process, over whatever a caller may have brought. */
final class JudgedVariables {
  private JudgedVariables() {}

  /**
   * As in Zeebe: a user task with output mappings keeps them to itself and hands out what its mappings name; one
   * without hands out all of them.
   */
  static void set(ExecutionEntity execution, Map<String, Object> judged) {
    IoMapping mapping = execution.getActivity().getIoMapping();
    boolean mapped = mapping != null && !mapping.getOutputParameters().isEmpty();
    judged.forEach(
        (name, value) -> {
          if (mapped) execution.setVariableLocal(name, ProcessValues.fromJson(value));
          else execution.setVariable(name, ProcessValues.fromJson(value));
        });
  }
}
