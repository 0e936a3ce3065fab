import io.camunda.zeebe.model.bpmn.Bpmn;
import io.camunda.zeebe.model.bpmn.BpmnModelInstance;
import io.camunda.zeebe.model.bpmn.traversal.ModelWalker;
import io.camunda.zeebe.model.bpmn.validation.ValidationVisitor;
import io.camunda.zeebe.model.bpmn.validation.zeebe.ZeebeDesignTimeValidators;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.model.xml.ModelException;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;

/** Schema of BPMN and the vendor's own rules for a diagram that Zeebe is to take. */
final class DiagramRules {
  private DiagramRules() {}

  static List<Finding> check(File file) {
    List<Finding> findings = new ArrayList<>();
    try {
      BpmnModelInstance model = Bpmn.readModelFromFile(file);
      Bpmn.validateModel(model);
      ValidationVisitor rules = new ValidationVisitor(ZeebeDesignTimeValidators.VALIDATORS);
      new ModelWalker(model).walk(rules);
      rules
          .getValidationResult()
          .getResults()
          .forEach(
              (element, results) ->
                  results.forEach(
                      result -> findings.add(new Finding(file, idOf(element), result.getMessage()))));
    } catch (ModelException exception) {
      findings.add(new Finding(file, "", messageOf(exception)));
    }
    return findings;
  }

  private static String idOf(ModelElementInstance element) {
    for (ModelElementInstance each = element; each != null; each = each.getParentElement()) {
      String id = each.getAttributeValue("id");
      if (id != null) return id;
    }
    return "";
  }

  /** The schema's own text is beneath. */
  private static String messageOf(Throwable exception) {
    Throwable cause = exception;
    while (cause.getCause() != null) cause = cause.getCause();
    return String.valueOf(cause.getMessage());
  }
}
