package io.github.rolecall.maven;

import io.github.rolecall.input.Inputs;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Writes the narrowest trust policy that lets this job, or a job that the parameters describe,
 * assume the role.
 */
@Mojo(name = "trust-policy", requiresProject = false, threadSafe = true)
public final class TrustPolicyMojo extends TrustPolicyParameters {
  private final MavenContext build;

  @Inject
  TrustPolicyMojo(MavenContext build) {
    this.build = build;
  }

  @Override
  MavenContext build() {
    return build;
  }

  @Override
  void run(Parameters parameters) {
    Inputs inputs = build.inputs(parameters);
    getLog().info("\n" + build.explain(inputs, getLog()).trustPolicy(inputs));
  }
}
