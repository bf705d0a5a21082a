package io.github.rolecall.maven;

import javax.inject.Inject;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Prints whose AWS credentials the build has: UserId, Account and Arn. After {@code
 * credentials:assume} in the same build, these are the credentials that it handed on.
 *
 * @since 0.1.0
 */
@Mojo(name = "whoami", requiresProject = false, threadSafe = true)
public final class WhoamiMojo extends WhoamiParameters {
  private final MavenContext build;

  @Inject
  WhoamiMojo(MavenContext build) {
    this.build = build;
  }

  @Override
  void run(Parameters parameters) {
    new WhoamiGoal(build, getLog()).run(parameters);
  }
}
