package io.github.rolecall.ci;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Removes the variables with which a process can get ID tokens of the job. Such a process could
 * assume every role that trusts the job.
 */
public final class JobTokenVariables {
  /**
   * The variables of a system may have more variants with these prefixes: those with a tag of HCP
   * Terraform, for example.
   */
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
   * Returns the environment without ID tokens of a job, and without the variables that request one.
   *
   * @param more more variables with a token, which the user named
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
