package io.github.rolecall.aws;

import io.github.rolecall.CallerIdentity;
import io.github.rolecall.IdentityToken;
import io.github.rolecall.Network;
import io.github.rolecall.Role;
import io.github.rolecall.RoleArn;
import io.github.rolecall.Secret;
import io.github.rolecall.SessionCredentials;
import io.github.rolecall.SessionTag;
import io.github.rolecall.StsCall;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumedRoleUser;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.PolicyDescriptorType;
import software.amazon.awssdk.services.sts.model.Tag;

/**
 * The three calls of STS that we make. Each is made once; whether again is for {@link
 * io.github.rolecall.Retry} to say.
 *
 * @see <a href="https://docs.aws.amazon.com/STS/latest/APIReference/welcome.html">STS API
 *     reference</a>
 */
public final class Sts implements AutoCloseable {
  private final FutureTask<Ready> ready;

  /** What takes its time to make. */
  private record Ready(StsClients.Endpoint endpoint, StsClient client, StsProblems problems) {}

  /**
   * Begins to make the client and, where nothing is in between, to connect, and waits for neither:
   * meanwhile the caller gets its token.
   */
  public Sts(String region, Network network) {
    this.ready =
        new FutureTask<>(
            () -> {
              StsClients.Endpoint endpoint = StsClients.endpoint(region, network);
              StsClient client = StsClients.create(endpoint, network);
              return new Ready(endpoint, client, new StsProblems(endpoint, network));
            });
    var thread = new Thread(ready, "rolecall-sts");
    thread.setDaemon(true);
    thread.start();
  }

  private Ready ready() {
    try {
      return ready.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /**
   * Exchanges a web identity token. STS takes session tags and source identity from its claims.
   *
   * @throws io.github.rolecall.CredentialsException with {@link io.github.rolecall.StsProblem} or
   *     {@link io.github.rolecall.NetworkProblem}
   */
  public Session assumeRoleWithWebIdentity(RoleArn arn, Role role, IdentityToken token) {
    StsCall call = call("AssumeRoleWithWebIdentity", Optional.of(arn), token, Optional.empty());
    return asking(
        call,
        role,
        () -> {
          var response =
              ready()
                  .client()
                  .assumeRoleWithWebIdentity(
                      request ->
                          request
                              .roleArn(arn.toString())
                              .roleSessionName(role.sessionName())
                              .durationSeconds(role.durationSeconds())
                              .webIdentityToken(token.value().reveal())
                              .policy(role.policy().orElse(null))
                              .policyArns(policies(role)));
          return session(call, response.credentials(), response.assumedRoleUser());
        });
  }

  /** A device and the code that it shows now. */
  record Mfa(String device, Secret code) {}

  /** Assumes a role with keys. Throws the same as {@link #assumeRoleWithWebIdentity}. */
  public Session assumeRole(RoleArn arn, Role role, SessionCredentials caller) {
    return assumeRole(arn, role, caller, Optional.empty());
  }

  /** The same for a role that asks for a code of a device. */
  Session assumeRole(RoleArn arn, Role role, SessionCredentials caller, Optional<Mfa> mfa) {
    StsCall call = call("AssumeRole", Optional.of(arn), null, Optional.of(caller.accessKeyId()));
    return asking(
        call,
        role,
        () -> {
          var request =
              AssumeRoleRequest.builder()
                  .roleArn(arn.toString())
                  .roleSessionName(role.sessionName())
                  .durationSeconds(role.durationSeconds())
                  .externalId(role.externalId().orElse(null))
                  .policy(role.policy().orElse(null))
                  .policyArns(policies(role))
                  .sourceIdentity(role.sourceIdentity().orElse(null))
                  .overrideConfiguration(o -> o.credentialsProvider(signer(caller)));
          mfa.ifPresent(
              shown -> request.serialNumber(shown.device()).tokenCode(shown.code().reveal()));
          if (!role.tags().isEmpty()) {
            request.tags(role.tags().stream().map(Sts::tag).toList());
            request.transitiveTagKeys(role.transitiveTagKeys());
          }
          var response = ready().client().assumeRole(request.build());
          return session(call, response.credentials(), response.assumedRoleUser());
        });
  }

  /** Whose keys these are. It needs no permission. */
  public CallerIdentity callerIdentity(SessionCredentials caller) {
    StsCall call =
        call("GetCallerIdentity", Optional.empty(), null, Optional.of(caller.accessKeyId()));
    return asking(
        call,
        null,
        () -> {
          var response =
              ready()
                  .client()
                  .getCallerIdentity(
                      request ->
                          request.overrideConfiguration(
                              o -> o.credentialsProvider(signer(caller))));
          return new CallerIdentity(
              present(call, response.account()),
              present(call, response.arn()),
              present(call, response.userId()));
        });
  }

  private StsCall call(
      String action,
      Optional<RoleArn> role,
      @Nullable IdentityToken token,
      Optional<String> caller) {
    return new StsCall(
        action,
        role,
        Optional.ofNullable(token).flatMap(IdentityToken::claims),
        caller,
        ready().endpoint().region(),
        ready().endpoint().address().toString());
  }

  private <T> T asking(StsCall call, @Nullable Role role, Supplier<T> question) {
    try {
      return question.get();
    } catch (SdkException e) {
      throw ready().problems().of(call, Optional.ofNullable(role), e);
    }
  }

  private Session session(StsCall call, Credentials issued, AssumedRoleUser user) {
    if (issued == null || user == null) {
      throw ready().problems().unreadable(call);
    }
    var credentials =
        new SessionCredentials(
            present(call, issued.accessKeyId()),
            new Secret(present(call, issued.secretAccessKey())),
            Optional.of(new Secret(present(call, issued.sessionToken()))),
            Optional.ofNullable(issued.expiration()));
    String arn = present(call, user.arn());
    // arn:partition:sts::account:assumed-role/Name/session
    String[] parts = arn.split(":", -1);
    if (parts.length < 6) {
      throw ready().problems().unreadable(call);
    }
    return new Session(
        credentials, new CallerIdentity(parts[4], arn, present(call, user.assumedRoleId())));
  }

  private <T> T present(StsCall call, @Nullable T value) {
    if (value == null) {
      throw ready().problems().unreadable(call);
    }
    return value;
  }

  /** Null for none: an empty list would be sent as an empty parameter. */
  private static @Nullable List<PolicyDescriptorType> policies(Role role) {
    if (role.policies().isEmpty()) {
      return null;
    }
    return role.policies().stream()
        .map(arn -> PolicyDescriptorType.builder().arn(arn).build())
        .toList();
  }

  private static Tag tag(SessionTag tag) {
    return Tag.builder().key(tag.key()).value(tag.value()).build();
  }

  private static StaticCredentialsProvider signer(SessionCredentials caller) {
    return StaticCredentialsProvider.create(credentials(caller));
  }

  /** As the SDK's signers take them. */
  static AwsCredentials credentials(SessionCredentials caller) {
    String secret = caller.secretAccessKey().reveal();
    return caller
        .sessionToken()
        .map(Secret::reveal)
        .<AwsCredentials>map(
            token -> AwsSessionCredentials.create(caller.accessKeyId(), secret, token))
        .orElseGet(() -> AwsBasicCredentials.create(caller.accessKeyId(), secret));
  }

  @Override
  public void close() {
    if (ready.isDone() && !ready.isCancelled()) {
      try {
        ready.get().client().close();
      } catch (ExecutionException e) {
        // There is none to close.
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
