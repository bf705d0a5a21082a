package io.github.rolecall.maven;

import io.github.rolecall.export.TemporaryProfile;
import io.github.rolecall.export.Variables;
import io.github.rolecall.host.Host;
import io.github.rolecall.session.Assumed;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Delivers a profile in the AWS files. If all goals get the credentials, it is the profile that
 * tools use by default. If only some goals get them, it has its own name, which these goals get in
 * {@code AWS_PROFILE}.
 */
final class ProfileDelivery implements Delivery {
  private final String name;
  private final Assumed assumed;
  private final Optional<String> told;
  private final TemporaryProfile profile;

  private ProfileDelivery(
      String name, Assumed assumed, Optional<String> told, TemporaryProfile profile) {
    this.name = name;
    this.assumed = assumed;
    this.told = told;
    this.profile = profile;
  }

  /**
   * @param told the name of the profile, if goals get one
   * @param outerBuilds the processes of outer builds
   */
  static ProfileDelivery prepared(
      Assumed assumed, Optional<String> told, Host host, Set<Long> outerBuilds) {
    String name = told.or(() -> host.variable("AWS_PROFILE")).orElse("default");
    var profile = new TemporaryProfile(name, host, outerBuilds);
    profile.prepare(assumed);
    return new ProfileDelivery(name, assumed, told, profile);
  }

  String name() {
    return name;
  }

  /** The name, if goals are told it. */
  Optional<String> told() {
    return told;
  }

  @Override
  public void open() {
    profile.write(assumed);
  }

  @Override
  public Map<String, String> environment() {
    Map<String, String> variables = new LinkedHashMap<>(Variables.region(assumed));
    told.ifPresent(name -> variables.put("AWS_PROFILE", name));
    return variables;
  }

  @Override
  public Map<String, Optional<String>> properties() {
    var properties = new LinkedHashMap<String, Optional<String>>();
    properties.put("aws.region", Optional.of(assumed.region()));
    told.ifPresent(name -> properties.put("aws.profile", told));
    return properties;
  }

  @Override
  public void close() {
    profile.close();
  }

  @Override
  public String toString() {
    return profile.toString();
  }
}
