package io.github.rolecall.maven;

import io.github.rolecall.export.Variables;
import io.github.rolecall.host.Host;
import io.github.rolecall.model.Secret;
import io.github.rolecall.plan.ExportTargets;
import io.github.rolecall.session.Assumed;
import io.github.rolecall.session.SessionCredentials;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The way in which the AWS tools in goals get the credentials. */
interface Delivery extends AutoCloseable {

  /** The environment variables for processes that goals start. */
  Map<String, String> environment();

  /**
   * The system properties for AWS SDKs in Maven's JVM. Properties with an empty value must be
   * removed.
   */
  Map<String, Optional<String>> properties();

  /** The system properties for goals that write them to a file. They must not contain secrets. */
  default Map<String, Optional<String>> forReports() {
    return properties();
  }

  /** Creates resources outside Maven's JVM. */
  default void open() {}

  /** Removes resources outside Maven's JVM, or that would outlive the build. */
  @Override
  default void close() {}

  /** The current session, if it is renewable and valid. Waits for a renewal. */
  default Optional<Assumed> renewed() {
    return Optional.empty();
  }

  /** Whether goals may get the keys as texts in their configuration. */
  default boolean hasTexts() {
    return true;
  }

  /** Whether the variables have a prefix, so that they do not conflict with other credentials. */
  default boolean prefixed() {
    return false;
  }

  /** The delivery for a goal that writes system properties and environment variables to reports. */
  record Reported(Delivery delivery) implements Delivery {
    @Override
    public Map<String, String> environment() {
      return delivery.environment();
    }

    @Override
    public Map<String, Optional<String>> properties() {
      return delivery.forReports();
    }

    @Override
    public Optional<Assumed> renewed() {
      return delivery.renewed();
    }

    @Override
    public boolean hasTexts() {
      return false;
    }
  }

  record Keys(
      boolean prefixed, Map<String, String> environment, Map<String, Optional<String>> properties)
      implements Delivery {

    static Keys of(Assumed assumed, Host host) {
      return new Keys(false, Variables.forProcess(assumed, host.environment()), forSdks(assumed));
    }

    /** Keys in variables with a prefix, in addition to the variables that AWS tools read. */
    static Keys beside(Assumed assumed, ExportTargets exportTargets) {
      return new Keys(
          true, Map.copyOf(Variables.beside(assumed, exportTargets, Map.of())), Map.of());
    }

    static Map<String, Optional<String>> forSdks(Assumed assumed) {
      SessionCredentials credentials = assumed.credentials();
      Optional<String> secret = Optional.of(credentials.secretAccessKey().reveal());
      var properties = new LinkedHashMap<String, Optional<String>>();
      properties.put("aws.accessKeyId", Optional.of(credentials.accessKeyId()));
      properties.put("aws.secretAccessKey", secret);
      // AWS SDK 1 uses this name.
      properties.put("aws.secretKey", secret);
      properties.put("aws.sessionToken", credentials.sessionToken().map(Secret::reveal));
      properties.put("aws.region", Optional.of(assumed.region()));
      return properties;
    }

    /** Omits the keys. */
    @Override
    public String toString() {
      return "Keys[***]";
    }
  }
}
