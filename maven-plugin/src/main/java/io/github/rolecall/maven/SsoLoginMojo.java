package io.github.rolecall.maven;

import io.github.rolecall.aws.credentials.AwsFiles;
import io.github.rolecall.ci.CiPlatform;
import io.github.rolecall.console.Console;
import io.github.rolecall.host.Host;
import io.github.rolecall.input.Inputs;
import io.github.rolecall.option.Input;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.ProfileProblem;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Signs in to IAM Identity Center for builds on laptops, like {@code rolecall sso login} and {@code
 * aws sso login}. Opens the sign-in page of the profile in {@code sourceProfile} or {@code
 * AWS_PROFILE}, and stores the token where all AWS tools find it. Later builds renew it.
 *
 * @since 0.1.0
 */
@Mojo(name = "sso-login", requiresProject = false, threadSafe = true, aggregator = true)
public final class SsoLoginMojo extends SsoLoginParameters {
  private final MavenContext build;

  @Inject
  SsoLoginMojo(MavenContext build) {
    this.build = build;
  }

  @Override
  MavenContext build() {
    return build;
  }

  @Override
  void run(Parameters parameters) {
    Inputs inputs = build.inputs(parameters);
    Host host = build.host(inputs);
    CiPlatform platform = CiPlatform.detect(host);
    Console console = build.console(platform, getLog());
    String profile = inputs.text(Input.SOURCE_PROFILE).orElseGet(() -> AwsFiles.chosen(host));
    if (host.variable("CI").isPresent()) {
      throw new CredentialsException(
          new ProfileProblem.LoginNeeded(profile, "in a CI job nobody can sign in"));
    }
    new SsoLogin(inputs, host, platform, console).signIn(profile);
  }
}
