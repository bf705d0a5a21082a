package io.github.rolecall.maven;

import javax.inject.Inject;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Removes the credentials that {@code credentials:assume} exported to later goals, before the end
 * of the build. Later steps of the CI job keep their credentials.
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
              getLog().info("Removed the AWS credentials: later goals of this build have none.");
            });
  }
}
