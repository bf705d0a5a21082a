package io.github.rolecall.maven;

import javax.inject.Inject;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Takes back what {@code credentials:assume} has handed to later goals, before the end of the build
 * does. What later steps of the CI job have got stays.
 *
 * @since 0.1.0
 */
@Mojo(name = "clear", requiresProject = false, threadSafe = true)
public final class ClearMojo extends AbstractMojo {
  private final MavenSession session;

  @Inject
  ClearMojo(MavenSession session) {
    this.session = session;
  }

  @Override
  public void execute() {
    BuildListener.buildCredentials(session)
        .ifPresent(
            buildCredentials -> {
              buildCredentials.remove();
              getLog().info("Later goals of this build no longer have AWS credentials.");
            });
  }
}
