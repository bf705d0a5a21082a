package io.github.rolecall.maven;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The names of the profiles of one build. Modules may have executions of one name, and several
 * executions may be for all goals.
 *
 * @param others the profiles of other executions
 */
record ProfileNames(List<ProfileDelivery> others) {

  /** The names that are left for the execution with these parameters. */
  static ProfileNames of(List<CredentialHandoff> handoffs, Parameters parameters) {
    return new ProfileNames(
        handoffs.stream()
            .filter(handoff -> !handoff.parameters().equals(parameters))
            .flatMap(handoff -> handoff.profile().stream())
            .toList());
  }

  /**
   * The name that goals are told. Empty if every tool finds the profile by itself, which only one
   * profile can be: that of the first execution for all goals.
   */
  Optional<String> told(HandoffOptions options) {
    boolean first = others.stream().allMatch(other -> other.told().isPresent());
    return first && !options.goals().someOnly()
        ? Optional.empty()
        : Optional.of(free(options.profile()));
  }

  private String free(String wanted) {
    Set<String> taken = others.stream().map(ProfileDelivery::name).collect(Collectors.toSet());
    return Stream.concat(
            Stream.of(wanted), IntStream.iterate(2, i -> i + 1).mapToObj(i -> wanted + "-" + i))
        .filter(name -> !taken.contains(name))
        .findFirst()
        .orElseThrow();
  }
}
