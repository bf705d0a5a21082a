package io.github.rolecall.ci;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The variables that make a process the job itself to whoever trusts the CI system's tokens. */
public final class JobTokenVariables {
  /** Further ones of a system begin like these: those with a tag of HCP Terraform, for one. */
  private static final List<String> NAMES =
      Stream.of(
              GitHubToken.VARIABLES.stream(),
              GitLabCi.ROW.token().variables().stream(),
              CiSystems.ALL.stream().flatMap(row -> row.token().variables().stream()))
          .flatMap(names -> names)
          .distinct()
          .toList();

  private JobTokenVariables() {}

  /**
   * An environment without ID tokens of a job, and without what requests one.
   *
   * @param more names that hold a token, as the user said
   */
  public static Map<String, String> without(
      Map<String, String> environment, Collection<String> more) {
    var others = new TreeMap<>(environment);
    others.keySet().removeIf(name -> more.contains(name) || isOfToken(name));
    return others;
  }

  private static boolean isOfToken(String name) {
    return NAMES.stream().anyMatch(known -> name.equals(known) || name.startsWith(known + "_"));
  }
}
