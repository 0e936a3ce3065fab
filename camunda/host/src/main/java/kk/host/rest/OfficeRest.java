package kk.host.rest;

import jakarta.ws.rs.ApplicationPath;
import java.util.HashSet;
import java.util.Set;
import kk.host.HostSettings;
import org.glassfish.jersey.jackson.JacksonFeature;
import org.glassfish.jersey.server.ServerProperties;
import org.operaton.bpm.engine.rest.exception.ProcessEngineExceptionHandler;
import org.operaton.bpm.engine.rest.exception.RestExceptionHandler;
import org.operaton.bpm.engine.rest.impl.OperatonRestResources;
import org.operaton.bpm.spring.boot.starter.rest.OperatonJerseyResourceConfig;
import org.springframework.stereotype.Component;

/** The engine's REST interface with what the office adds to it. */
@Component
@ApplicationPath("/engine-rest")
public class OfficeRest extends OperatonJerseyResourceConfig {
  private final HostSettings settings;

  OfficeRest(HostSettings settings) {
    this.settings = settings;
  }

  @Override
  protected void registerOperatonRestResources() {
    Set<Class<?>> providers = new HashSet<>(OperatonRestResources.getConfigurationClasses());
    // Ours answer for them.
    providers.remove(ProcessEngineExceptionHandler.class);
    providers.remove(RestExceptionHandler.class);
    registerClasses(OperatonRestResources.getResourceClasses());
    registerClasses(providers);
    register(JacksonFeature.class);
  }

  @Override
  protected void registerAdditionalResources() {
    property(ServerProperties.WADL_FEATURE_DISABLE, true);
    register(ErrorAnswers.OfEngine.class);
    register(ErrorAnswers.OfRest.class);
    register(ErrorAnswers.OfTransactions.class);
    register(CompletionsWithoutVariables.class);
    register(Ready.class);
    register(FeelReading.class);
    register(TaskAssignment.class);
    register(TakingBack.class);
    if (settings.clockControlled()) register(Clock.class);
  }
}
