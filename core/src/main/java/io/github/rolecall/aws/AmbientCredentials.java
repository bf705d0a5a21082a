package io.github.rolecall.aws;

import io.github.rolecall.CredentialsException;
import io.github.rolecall.Host;
import io.github.rolecall.IdentityProblem;
import io.github.rolecall.Secret;
import io.github.rolecall.SessionCredentials;
import io.github.rolecall.Source;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.InstanceProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.profiles.ProfileFile;

/**
 * Credentials from profiles, containers and instances. Unlike the SDK's default chain it never goes
 * on to another place because one that is configured has failed.
 */
public final class AmbientCredentials {
  private final Host host;

  public AmbientCredentials(Host host) {
    this.host = host;
  }

  /**
   * What the profile gives, as the AWS SDK reads it.
   *
   * @throws CredentialsException with {@link IdentityProblem.SourceFailed} when the profile gives
   *     none
   */
  public SessionCredentials ofProfile(String name) {
    return ask(
        "the profile " + name,
        () -> ProfileCredentialsProvider.builder().profileFile(files()).profileName(name).build());
  }

  /**
   * The first place that is configured: the default profile, the container, the instance.
   *
   * @throws CredentialsException with the source's own problem when none is, and with {@link
   *     IdentityProblem.SourceFailed} when one is and fails
   */
  public SessionCredentials ofDefaults(Source.Ambient source) {
    if (hasDefaultProfile()) {
      return ofProfile("default");
    }
    boolean container =
        Stream.of("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "AWS_CONTAINER_CREDENTIALS_FULL_URI")
            .anyMatch(name -> host.variable(name).isPresent());
    if (container) {
      return ask("the container", () -> ContainerCredentialsProvider.builder().build());
    }
    if (host.variable("AWS_EC2_METADATA_DISABLED").filter("true"::equalsIgnoreCase).isPresent()) {
      throw new CredentialsException(source.otherwise());
    }
    try (var instance = InstanceProfileCredentialsProvider.builder().build()) {
      return credentials(instance.resolveCredentials());
    } catch (SdkClientException e) {
      // Nothing says beforehand whether this is an instance with a role: not to get one means no.
      throw new CredentialsException(source.otherwise());
    }
  }

  private static boolean hasCredentials(software.amazon.awssdk.profiles.Profile profile) {
    return Stream.of(
            "aws_access_key_id",
            "role_arn",
            "credential_process",
            "sso_session",
            "sso_start_url",
            "login_session")
        .anyMatch(key -> profile.property(key).isPresent());
  }

  private ProfileFile files() {
    var files = ProfileFile.aggregator();
    file("AWS_SHARED_CREDENTIALS_FILE", "credentials", ProfileFile.Type.CREDENTIALS)
        .ifPresent(files::addFile);
    file("AWS_CONFIG_FILE", "config", ProfileFile.Type.CONFIGURATION).ifPresent(files::addFile);
    return files.build();
  }

  private Optional<ProfileFile> file(String variable, String standard, ProfileFile.Type type) {
    Path path = host.awsFile(variable, standard);
    return Files.isRegularFile(path)
        ? Optional.of(ProfileFile.builder().content(path).type(type).build())
        : Optional.empty();
  }

  private boolean hasDefaultProfile() {
    try {
      return files().profile("default").filter(AmbientCredentials::hasCredentials).isPresent();
    } catch (IllegalArgumentException e) {
      throw failed("the AWS files", e);
    }
  }

  private static SessionCredentials ask(String source, Supplier<AwsCredentialsProvider> provider) {
    try {
      return credentials(provider.get().resolveCredentials());
    } catch (SdkException | IllegalStateException | IllegalArgumentException e) {
      throw failed(source, e);
    }
  }

  private static CredentialsException failed(String source, RuntimeException e) {
    return new CredentialsException(
        new IdentityProblem.SourceFailed(source, String.valueOf(e.getMessage())));
  }

  private static SessionCredentials credentials(AwsCredentials found) {
    return new SessionCredentials(
        found.accessKeyId(),
        new Secret(found.secretAccessKey()),
        found instanceof AwsSessionCredentials session
            ? Optional.of(new Secret(session.sessionToken()))
            : Optional.empty(),
        found.expirationTime());
  }
}
