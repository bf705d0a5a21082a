package io.github.rolecall.aws.sts;

import io.github.rolecall.http.Http;
import io.github.rolecall.http.HttpLine;
import io.github.rolecall.http.Once;
import io.github.rolecall.model.CallerIdentity;
import io.github.rolecall.model.Role;
import io.github.rolecall.model.RoleArn;
import io.github.rolecall.model.Secret;
import io.github.rolecall.model.SessionTag;
import io.github.rolecall.network.Network;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.NetworkProblem;
import io.github.rolecall.problem.Problem;
import io.github.rolecall.problem.ProofProblem;
import io.github.rolecall.problem.StsCall;
import io.github.rolecall.problem.StsProblem;
import io.github.rolecall.session.IdentityToken;
import io.github.rolecall.session.SessionCredentials;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.AssumedRoleUser;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;
import software.amazon.awssdk.services.sts.model.PolicyDescriptorType;
import software.amazon.awssdk.services.sts.model.StsResponse;
import software.amazon.awssdk.services.sts.model.Tag;

/**
 * The three calls of STS that we make. Each is made once; whether again is for {@link
 * io.github.rolecall.host.Retry} to say.
 *
 * @see <a href="https://docs.aws.amazon.com/STS/latest/APIReference/welcome.html">STS API
 *     reference</a>
 */
public final class Sts implements AutoCloseable {
  private final StsEndpoint endpoint;
  private final StsProblems problems;
  private final HttpLine line;
  private final DirectClient signed;
  private final Once<StsClient> client;
  private final TokenExchange exchange;

  /** Begins to connect, and does not wait for it: meanwhile the caller gets its token. */
  public Sts(String region, Network network, Http http) {
    this(StsEndpoint.of(region, network), network, http::line);
  }

  /** The same, but connects when it is first asked: for those who may not ask at all. */
  public static Sts whenAsked(String region, Network network, Http http) {
    return new Sts(StsEndpoint.of(region, network), network, http::lineWhenAsked);
  }

  private Sts(
      StsEndpoint endpoint, Network network, BiFunction<URI, Network, HttpLine> connecting) {
    this.endpoint = endpoint;
    this.problems = new StsProblems(endpoint, network);
    this.line = connecting.apply(endpoint.address(), network);
    this.signed = new DirectClient(line);
    this.client = new Once<>(() -> StsClients.create(endpoint, signed, network.userAgent()));
    this.exchange = new TokenExchange(endpoint, problems, line, network.userAgent());
  }

  /** Begins, in the background, what signed calls need. */
  public void prepareToSign() {
    client.begin("rolecall-sts");
  }

  /**
   * Exchanges a web identity token. STS takes session tags and source identity from its claims.
   *
   * @throws io.github.rolecall.problem.CredentialsException with {@link
   *     io.github.rolecall.problem.StsProblem}, {@link io.github.rolecall.problem.NetworkProblem},
   *     or {@link io.github.rolecall.problem.ProofProblem} when the answer is not the session that
   *     was asked for
   */
  public Session assumeRoleWithWebIdentity(RoleArn arn, Role role, IdentityToken token) {
    StsCall call = call(TokenExchange.ACTION, Optional.of(arn), token, Optional.empty());
    return proven(call, arn, role, exchange.ask(call, arn, role, token));
  }

  /** A device and the code that it shows now. */
  public record Mfa(String device, Secret code) {}

  /** Assumes a role with keys. Throws the same as {@link #assumeRoleWithWebIdentity}. */
  public Session assumeRole(RoleArn arn, Role role, SessionCredentials caller) {
    return assumeRole(arn, role, caller, Optional.empty());
  }

  /** The same for a role that asks for a code of a device. */
  public Session assumeRole(RoleArn arn, Role role, SessionCredentials caller, Optional<Mfa> mfa) {
    caller.requireUsable("the source that signs sts:AssumeRole");
    StsCall call = call("AssumeRole", Optional.of(arn), null, Optional.of(caller.accessKeyId()));
    return proven(
        call, arn, role, asking(call, role, caller, () -> issued(call, arn, role, caller, mfa)));
  }

  private IssuedSession issued(
      StsCall call, RoleArn arn, Role role, SessionCredentials caller, Optional<Mfa> mfa) {
    AssumeRoleResponse response;
    try {
      response = client.get().assumeRole(request(arn, role, caller, mfa));
    } catch (SdkClientException e) {
      // The SDK gives nothing of an answer of which it cannot read one part, such as an expiration.
      return signed
          .last()
          .filter(said -> said.status() == 200)
          .flatMap(said -> IssuedSession.of("AssumeRole", said))
          .orElseThrow(() -> e);
    }
    Credentials issued = response.credentials();
    AssumedRoleUser user = response.assumedRoleUser();
    if (issued == null && user == null) {
      throw problems.unreadable(call);
    }
    return new IssuedSession(
        issued == null ? null : issued.accessKeyId(),
        issued == null ? null : issued.secretAccessKey(),
        issued == null ? null : issued.sessionToken(),
        Optional.ofNullable(issued).map(Credentials::expiration),
        user == null ? null : user.arn(),
        user == null ? null : user.assumedRoleId(),
        date(response));
  }

  private static AssumeRoleRequest request(
      RoleArn arn, Role role, SessionCredentials caller, Optional<Mfa> mfa) {
    var request =
        AssumeRoleRequest.builder()
            .roleArn(arn.toString())
            .roleSessionName(role.sessionName())
            .durationSeconds(role.durationSeconds())
            .externalId(role.externalId().orElse(null))
            .policy(role.policies().inline().orElse(null))
            .policyArns(policies(role.policies().managed()))
            .sourceIdentity(role.sourceIdentity().orElse(null))
            .overrideConfiguration(o -> o.credentialsProvider(signer(caller)));
    mfa.ifPresent(shown -> request.serialNumber(shown.device()).tokenCode(shown.code().reveal()));
    if (!role.tags().isEmpty()) {
      request.tags(role.tags().stream().map(Sts::tag).toList());
      request.transitiveTagKeys(role.transitiveTagKeys());
    }
    return request.build();
  }

  /** The role that was asked for, by the answer itself or, where that names none, by asking. */
  private Session proven(StsCall call, RoleArn arn, Role role, IssuedSession issued) {
    var proof = new Proof(call);
    SessionCredentials credentials = proof.credentials(issued);
    CallerIdentity answered = Proof.named(issued).orElseGet(() -> asked(call, credentials));
    return proof.ofRole(arn, role.sessionName(), credentials, answered);
  }

  private CallerIdentity asked(StsCall call, SessionCredentials credentials) {
    try {
      return identified(credentials).identity();
    } catch (CredentialsException e) {
      if (e.problem() instanceof NetworkProblem.Unreachable unreachable) {
        throw new CredentialsException(unreachable.afterSending(), e);
      }
      if (e.problem().repeat() == Problem.Repeat.WITHIN_BUDGET
          || e.problem() instanceof ProofProblem.Ended) {
        throw e;
      }
      String why =
          e.problem() instanceof StsProblem said
              ? said.awsCode() + ": " + said.message()
              : e.problem().code();
      throw new CredentialsException(
          new ProofProblem.Unproven(
              call, "the answer names no role, and sts:GetCallerIdentity does not either: " + why));
    }
  }

  /**
   * Whose keys these are. It needs no permission.
   *
   * @return the keys with the proof
   * @throws CredentialsException like {@link #assumeRoleWithWebIdentity}
   */
  public Session identified(SessionCredentials caller) {
    caller.requireUsable("the source that signs sts:GetCallerIdentity");
    StsCall call =
        call("GetCallerIdentity", Optional.empty(), null, Optional.of(caller.accessKeyId()));
    GetCallerIdentityResponse response =
        asking(
            call,
            null,
            caller,
            () ->
                client
                    .get()
                    .getCallerIdentity(
                        request ->
                            request.overrideConfiguration(
                                o -> o.credentialsProvider(signer(caller)))));
    var identity =
        new CallerIdentity(
            present(call, response.account()),
            present(call, response.arn()),
            present(call, response.userId()));
    return new Proof(call).ofKeys(caller, identity, date(response));
  }

  private static Optional<Instant> date(StsResponse response) {
    return HttpDate.parse(response.sdkHttpResponse().firstMatchingHeader("Date"));
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

  private <T> T asking(
      StsCall call, @Nullable Role role, SessionCredentials caller, Supplier<T> question) {
    int before = signed.answers();
    try {
      return question.get();
    } catch (CredentialsException e) {
      throw e;
    } catch (SdkException e) {
      boolean answered = signed.answers() > before;
      throw problems.of(call, Optional.ofNullable(role), e, answered, secrets(caller));
    } catch (IllegalArgumentException | IllegalStateException e) {
      // The SDK's way to refuse a value, and ours to refuse a header that it made of one.
      throw problems.sdkFailed(call, e, secrets(caller));
    }
  }

  private static List<String> secrets(SessionCredentials caller) {
    return Stream.concat(Stream.of(caller.secretAccessKey()), caller.sessionToken().stream())
        .map(Secret::reveal)
        .filter(secret -> !secret.isEmpty())
        .toList();
  }

  private <T> T present(StsCall call, @Nullable T value) {
    if (value == null) {
      throw problems.unreadable(call);
    }
    return value;
  }

  /** Null for none: an empty list would be sent as an empty parameter. */
  private static @Nullable List<PolicyDescriptorType> policies(List<String> arns) {
    return arns.isEmpty()
        ? null
        : arns.stream().map(arn -> PolicyDescriptorType.builder().arn(arn).build()).toList();
  }

  private static Tag tag(SessionTag tag) {
    return Tag.builder().key(tag.key()).value(tag.value()).build();
  }

  private static StaticCredentialsProvider signer(SessionCredentials caller) {
    return StaticCredentialsProvider.create(credentials(caller));
  }

  /** As the SDK's signers take them. */
  public static AwsCredentials credentials(SessionCredentials caller) {
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
    line.close();
    client.made().ifPresent(StsClient::close);
  }
}
