package io.github.rolecall.doctor;

import io.github.rolecall.ci.CiPlatform;
import io.github.rolecall.configure.AwsConfiguration;
import io.github.rolecall.host.Host;
import io.github.rolecall.option.Words;
import io.github.rolecall.problem.Fact;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Checks all settings that decide which credentials are used. It changes nothing. */
public final class SetupCheck {
  private final Host host;
  private final CiPlatform platform;
  private final Words words;

  /**
   * Makes a check.
   *
   * @param words how the running command names inputs
   */
  public SetupCheck(Host host, CiPlatform platform, Words words) {
    this.host = host;
    this.platform = platform;
    this.words = words;
  }

  /**
   * Returns the report.
   *
   * @param profile the profile that an option names; empty: the one that the environment names
   * @param online whether to ask AWS for the time
   */
  public SetupReport report(Optional<String> profile, boolean online) {
    Host seen = profile.map(name -> host.with("AWS_PROFILE", name)).orElse(host);
    var files = new AwsConfiguration(seen);
    var findings = new ArrayList<SetupFinding>();
    var fileCheck = new FileCheck(files, words);
    List<Fact> fileFacts = fileCheck.facts(findings);
    List<Fact> profiles = fileCheck.broken() ? List.of() : new ProfileCheck(files).facts(findings);
    List<Fact> variables = new VariableCheck(seen, files, fileCheck.broken()).facts(findings);
    List<Fact> identities =
        Stream.of(EntryPoint.values()).map(way -> way.identity(seen, platform)).toList();
    List<Fact> surroundings = surroundings(seen, online, findings);
    findings.sort(Comparator.comparing(SetupFinding::level));
    return new SetupReport(fileFacts, profiles, variables, surroundings, identities, findings);
  }

  private List<Fact> surroundings(Host seen, boolean online, List<SetupFinding> findings) {
    var facts = new ArrayList<Fact>();
    facts.add(new Fact("CI system", platform.name()));
    platform
        .missingToken()
        .ifPresentOrElse(
            missing -> {
              facts.add(new Fact("web identity token", "none: " + missing.what(words)));
              findings.add(
                  SetupFinding.error(
                      platform.name(), missing.what(words), missing.remedies(words).get(0)));
            },
            () ->
                facts.add(
                    new Fact("web identity token", platform.hasToken() ? "available" : "none")));
    facts.add(new Fact("clock", seen.time().clock().instant().toString()));
    if (online) {
      facts.add(new ClockCheck(seen, platform, words).fact(findings));
    }
    return facts;
  }
}
