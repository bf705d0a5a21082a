package io.github.rolecall.doctor;

import io.github.rolecall.configure.AwsConfiguration;
import io.github.rolecall.host.Host;
import io.github.rolecall.problem.CredentialShape;
import io.github.rolecall.problem.Fact;
import io.github.rolecall.text.Spelling;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/** The environment variables of AWS. */
final class VariableCheck {
  private static final Set<String> SECRET =
      Set.of(
          "AWS_ACCESS_KEY_ID",
          "AWS_SECRET_ACCESS_KEY",
          "AWS_SESSION_TOKEN",
          "AWS_SECURITY_TOKEN",
          "AWS_ID_TOKEN",
          "AWS_CONTAINER_AUTHORIZATION_TOKEN");

  private final Host host;
  private final AwsConfiguration files;
  private final boolean broken;

  /**
   * Makes a check.
   *
   * @param broken whether the files cannot be read
   */
  VariableCheck(Host host, AwsConfiguration files, boolean broken) {
    this.host = host;
    this.files = files;
    this.broken = broken;
  }

  List<Fact> facts(List<SetupFinding> findings) {
    var facts = new ArrayList<Fact>();
    new TreeMap<>(host.environment())
        .forEach(
            (name, value) -> {
              if (name.startsWith("AWS_")) {
                facts.add(new Fact(name, shown(name, value)));
                if (value.isBlank()) {
                  findings.add(
                      SetupFinding.warning(
                          name,
                          "It is empty, and tools differ in how they treat an empty value",
                          "unset " + name));
                }
              }
            });
    keys(findings);
    profile(findings);
    region(findings);
    return facts;
  }

  private static String shown(String name, String value) {
    return value.isBlank()
        ? "(blank)"
        : SECRET.contains(name) ? "(set, not shown)" : CredentialShape.shown(value);
  }

  private void keys(List<SetupFinding> findings) {
    boolean id = host.variable("AWS_ACCESS_KEY_ID").isPresent();
    boolean secret = host.variable("AWS_SECRET_ACCESS_KEY").isPresent();
    if (id != secret) {
      findings.add(
          SetupFinding.error(
              id ? "AWS_ACCESS_KEY_ID" : "AWS_SECRET_ACCESS_KEY",
              "Only one part of an access key is set",
              "Set both AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or unset this one."));
    }
    if (id && host.variable("AWS_PROFILE").isPresent()) {
      findings.add(
          SetupFinding.warning(
              "AWS_ACCESS_KEY_ID",
              "In most tools, access keys in the environment take precedence over AWS_PROFILE",
              "unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN"));
    }
    host.variable("AWS_ACCESS_KEY_ID")
        .filter(key -> key.startsWith("AKIA"))
        .ifPresent(
            key ->
                findings.add(
                    SetupFinding.warning(
                        "AWS_ACCESS_KEY_ID",
                        "This access key never expires",
                        "In CI, assume a role with the token of the job instead.")));
  }

  private void profile(List<SetupFinding> findings) {
    List<String> profiles = broken ? List.of() : files.profiles();
    for (String name : List.of("AWS_PROFILE", "AWS_DEFAULT_PROFILE")) {
      host.variable(name)
          .filter(profile -> !broken && !profiles.contains(profile))
          .ifPresent(
              profile ->
                  findings.add(
                      SetupFinding.error(
                          name,
                          "The profile does not exist: " + CredentialShape.shown(profile),
                          Spelling.nearest(profile, profiles)
                              .map(nearest -> "Did you mean " + nearest + "?")
                              .orElse("Add it with rolecall configure, or unset " + name + "."))));
    }
  }

  private void region(List<SetupFinding> findings) {
    host.variable("AWS_REGION")
        .filter(region -> !host.variable("AWS_DEFAULT_REGION").orElse(region).equals(region))
        .ifPresent(
            region ->
                findings.add(
                    SetupFinding.warning(
                        "AWS_DEFAULT_REGION",
                        "It differs from AWS_REGION, and tools differ in which they use",
                        "Set both to the same Region.")));
  }
}
