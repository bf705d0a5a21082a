package io.github.rolecall.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.rolecall.CallerIdentity;
import io.github.rolecall.Http;
import io.github.rolecall.HttpsConnection;
import io.github.rolecall.HttpsLine;
import io.github.rolecall.IdentityToken;
import io.github.rolecall.Network;
import io.github.rolecall.Role;
import io.github.rolecall.RoleArn;
import io.github.rolecall.Secret;
import io.github.rolecall.SessionCredentials;
import io.github.rolecall.SessionTag;
import io.github.rolecall.StsCall;
import java.io.IOException;
import java.net.URLEncoder;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
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
  private static final String BY_TOKEN = "AssumeRoleWithWebIdentity";
  private static final Map<String, String> HEADERS =
      Map.of(
          "Content-Type", "application/x-www-form-urlencoded; charset=utf-8",
          "Accept", "text/xml",
          "User-Agent", "rolecall");

  /** Of the API. */
  private static final String VERSION = "2011-06-15";

  private final Http http;
  private final Network network;
  private final StsEndpoint endpoint;
  private final StsProblems problems;
  private final Optional<HttpsLine> line;
  private final FutureTask<StsClient> client;

  /**
   * Begins to connect where nothing is in between, and does not wait for it: meanwhile the caller
   * gets its token.
   */
  public Sts(String region, Network network, Http http) {
    this.http = http;
    this.network = network;
    this.endpoint = StsEndpoint.of(region, network);
    this.problems = new StsProblems(endpoint, network);
    this.line = http.line(endpoint.address(), network);
    this.client = new FutureTask<>(() -> StsClients.create(endpoint, line, network));
  }

  /** Begins, in the background, what signed calls need. */
  public void prepareToSign() {
    var thread = new Thread(client, "rolecall-sts");
    thread.setDaemon(true);
    thread.start();
  }

  private StsClient client() {
    // Does nothing where it has begun or is done.
    client.run();
    try {
      return client.get();
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
   * Exchanges a web identity token. STS takes session tags and source identity from its claims. The
   * call is not signed, so it is made without the SDK, whose setting up takes a JVM that has just
   * started longer than the call.
   *
   * @throws io.github.rolecall.CredentialsException with {@link io.github.rolecall.StsProblem} or
   *     {@link io.github.rolecall.NetworkProblem}
   */
  public Session assumeRoleWithWebIdentity(RoleArn arn, Role role, IdentityToken token) {
    StsCall call = call(BY_TOKEN, Optional.of(arn), token, Optional.empty());
    var form = new StringBuilder("Action=" + BY_TOKEN + "&Version=" + VERSION);
    field(form, "RoleArn", arn.toString());
    field(form, "RoleSessionName", role.sessionName());
    field(form, "DurationSeconds", String.valueOf(role.durationSeconds()));
    field(form, "WebIdentityToken", token.value().reveal());
    role.policy().ifPresent(policy -> field(form, "Policy", policy));
    for (int i = 0; i < role.policies().size(); i++) {
      field(form, "PolicyArns.member." + (i + 1) + ".arn", role.policies().get(i));
    }
    Http.Answer said = post(new Secret(form.toString()));
    QueryAnswer answer = QueryAnswer.parse(said.body()).orElse(QueryAnswer.NONE);
    if (said.status() != 200) {
      throw problems.of(
          call,
          role,
          said.status(),
          answer.text("ErrorResponse/Error/Code"),
          answer.text("ErrorResponse/Error/Message"));
    }
    String result = BY_TOKEN + "Response/" + BY_TOKEN + "Result/";
    return session(
        call,
        answer.text(result + "Credentials/AccessKeyId"),
        answer.text(result + "Credentials/SecretAccessKey"),
        answer.text(result + "Credentials/SessionToken"),
        instant(call, answer.text(result + "Credentials/Expiration")),
        answer.text(result + "AssumedRoleUser/Arn"),
        answer.text(result + "AssumedRoleUser/AssumedRoleId"));
  }

  private static void field(StringBuilder form, String name, String value) {
    form.append('&').append(name).append('=').append(URLEncoder.encode(value, UTF_8));
  }

  private Http.Answer post(Secret form) {
    if (line.isEmpty()) {
      return http.ask(new Http.Request("STS", endpoint.address(), HEADERS, network).posting(form));
    }
    try {
      HttpsConnection.Answer answer =
          line.get()
              .ask(
                  "POST",
                  endpoint.address(),
                  List.copyOf(HEADERS.entrySet()),
                  form.reveal().getBytes(UTF_8));
      return new Http.Answer(answer.status(), "", answer.body());
    } catch (IOException e) {
      throw problems.of(e);
    }
  }

  private @Nullable Instant instant(StsCall call, @Nullable String text) {
    try {
      return text == null ? null : Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw problems.unreadable(call);
    }
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
          var response = client().assumeRole(request.build());
          Credentials issued = response.credentials();
          AssumedRoleUser user = response.assumedRoleUser();
          if (issued == null || user == null) {
            throw problems.unreadable(call);
          }
          return session(
              call,
              issued.accessKeyId(),
              issued.secretAccessKey(),
              issued.sessionToken(),
              issued.expiration(),
              user.arn(),
              user.assumedRoleId());
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
              client()
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
        endpoint.region(),
        endpoint.address().toString());
  }

  private <T> T asking(StsCall call, @Nullable Role role, Supplier<T> question) {
    try {
      return question.get();
    } catch (SdkException e) {
      throw problems.of(call, Optional.ofNullable(role), e);
    }
  }

  private Session session(
      StsCall call,
      @Nullable String accessKeyId,
      @Nullable String secretAccessKey,
      @Nullable String sessionToken,
      @Nullable Instant expiration,
      @Nullable String arn,
      @Nullable String assumedRoleId) {
    var credentials =
        new SessionCredentials(
            present(call, accessKeyId),
            new Secret(present(call, secretAccessKey)),
            Optional.of(new Secret(present(call, sessionToken))),
            Optional.ofNullable(expiration));
    // arn:partition:sts::account:assumed-role/Name/session
    String[] parts = present(call, arn).split(":", -1);
    if (parts.length < 6) {
      throw problems.unreadable(call);
    }
    return new Session(
        credentials,
        new CallerIdentity(parts[4], String.join(":", parts), present(call, assumedRoleId)));
  }

  private <T> T present(StsCall call, @Nullable T value) {
    if (value == null) {
      throw problems.unreadable(call);
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
    line.ifPresent(HttpsLine::close);
    if (client.isDone()) {
      try {
        client.get().close();
      } catch (ExecutionException e) {
        // There is none to close.
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
