package kk.host;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The process engine of the office: Operaton with its REST interface and web apps in one JVM, on loopback. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class Main {
  public static void main(String[] arguments) {
    SpringApplication.run(Main.class, arguments);
  }
}
