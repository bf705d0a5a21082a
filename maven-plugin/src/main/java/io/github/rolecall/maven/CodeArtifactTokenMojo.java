package io.github.rolecall.maven;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Requests an authorization token of AWS CodeArtifact, for tools that take it as a password with
 * the user name {@code aws}. Sets {@code CODEARTIFACT_AUTH_TOKEN} for processes that later goals
 * start, except tests, and for later steps of the CI job, and replaces {@code
 * ${credentials.codeArtifactToken}} in the configuration of later goals. Or prints the token.
 *
 * @since 0.1.0
 */
@Mojo(
    name = "codeartifact-token",
    defaultPhase = LifecyclePhase.INITIALIZE,
    requiresProject = false,
    threadSafe = true)
public final class CodeArtifactTokenMojo extends CodeartifactTokenParameters {
  private final MavenContext build;

  /**
   * Domain of CodeArtifact. Required.
   *
   * @since 0.1.0
   */
  @Parameter(property = "credentials.domain")
  private @Nullable String domain;

  /**
   * Account that owns the domain. Default: the account of the credentials.
   *
   * @since 0.1.0
   */
  @Parameter(property = "credentials.domainOwner")
  private @Nullable String domainOwner;

  /**
   * How long the token is valid, in seconds: 900 to 43200, or 0 for as long as the session of the
   * role. Default: 43200.
   *
   * @since 0.1.0
   */
  @Parameter(property = "credentials.tokenDurationSeconds")
  private @Nullable String tokenDurationSeconds;

  /**
   * Set to {@code text} to print only the token to the standard output, or to {@code json} to print
   * its end too, instead of giving it to later goals and steps. Needs {@code mvn -q}.
   *
   * @since 0.1.0
   */
  @Parameter(property = "credentials.format")
  private @Nullable String format;

  @Inject
  CodeArtifactTokenMojo(MavenContext build) {
    this.build = build;
  }

  @Override
  boolean neededLater() {
    return true;
  }

  @Override
  MavenContext build() {
    return build;
  }

  @Override
  void run(Parameters parameters) {
    var wanted = TokenRequest.of(domain, domainOwner, tokenDurationSeconds, format);
    // The standard output has only the token, where that is printed.
    var errors = new PrintStream(new FileOutputStream(FileDescriptor.err), true, UTF_8);
    new CodeArtifactTokenGoal(build, getLog(), parameters, wanted).run(errors);
  }
}
