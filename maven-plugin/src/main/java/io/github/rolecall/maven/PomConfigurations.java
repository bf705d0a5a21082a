package io.github.rolecall.maven;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.plugin.MojoExecution;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/**
 * The configurations of running goals as their poms have them. Extensions listen to the build too,
 * and some record what goals are configured with: they see it without the credentials.
 */
final class PomConfigurations {
  private final Map<MojoExecution, Optional<Xpp3Dom>> configurations =
      Collections.synchronizedMap(new IdentityHashMap<>());

  /** Keeps the configuration of a goal that is about to get credentials. */
  void keep(MojoExecution goal) {
    configurations.put(goal, Optional.ofNullable(goal.getConfiguration()).map(Xpp3Dom::new));
  }

  /** Gives the goal its own configuration again. */
  void restore(MojoExecution goal) {
    Optional<Xpp3Dom> kept = configurations.remove(goal);
    if (kept != null) {
      goal.setConfiguration(kept.orElse(null));
    }
  }
}
