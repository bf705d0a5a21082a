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

/** What goals are given so that the AWS tools in them find the credentials. */
interface Delivery extends AutoCloseable {

  /** Variables for the processes that goals start. */
  Map<String, String> environment();

  /** System properties for AWS SDKs in Maven's JVM; empty ones must not be there. */
  Map<String, Optional<String>> properties();

  /** The same for goals that write them to a file: no secret may be among them. */
  default Map<String, Optional<String>> forReports() {
    return properties();
  }

  /** Puts in place what is outside Maven's JVM. */
  default void open() {}

  /** Takes away what is outside Maven's JVM, or would outlive the build. */
  @Override
  default void close() {}

  /** The present session, if it is one that is renewed and valid. Waits for its renewal. */
  default Optional<Assumed> renewed() {
    return Optional.empty();
  }

  /** Whether it has keys that goals may be given as texts. */
  default boolean hasTexts() {
    return true;
  }

  /** Whether it competes with no other: its variables have names of their own. */
  default boolean prefixed() {
    return false;
  }

  /** The same for a goal that stores what Maven's JVM and its processes have. */
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

    /** Those under names of their own, which goals get beside those that AWS tools find. */
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
      // The AWS SDK 1 has its own name for it.
      properties.put("aws.secretKey", secret);
      properties.put("aws.sessionToken", credentials.sessionToken().map(Secret::reveal));
      properties.put("aws.region", Optional.of(assumed.region()));
      return properties;
    }

    /** Without what it holds. */
    @Override
    public String toString() {
      return "Keys[***]";
    }
  }
}
