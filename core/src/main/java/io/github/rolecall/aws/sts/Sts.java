package io.github.rolecall.aws.sts;

import io.github.rolecall.http.Http;
import io.github.rolecall.http.HttpLine;
import io.github.rolecall.http.Once;
import io.github.rolecall.http.ServerClock;
import io.github.rolecall.model.CallerIdentity;
import io.github.rolecall.model.Claims;
import io.github.rolecall.model.Role;
import io.github.rolecall.model.RoleArn;
import io.github.rolecall.model.Secret;
import io.github.rolecall.model.SessionTag;
import io.github.rolecall.network.Network;
import io.github.rolecall.problem.ClockProblem;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.NetworkProblem;
import io.github.rolecall.problem.ProofProblem;
import io.github.rolecall.problem.StsCall;
import io.github.rolecall.problem.StsProblem;
import io.github.rolecall.session.IdentityToken;
import io.github.rolecall.session.SessionCredentials;
import io.github.rolecall.text.Secrets;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.PolicyDescriptorType;
import software.amazon.awssdk.services.sts.model.Tag;

/**
 * The three calls of STS that Rolecall makes. Each sends one request; {@link
 * io.github.rolecall.host.Retry} decides about retries. Rolecall parses all answers itself, in one
 * way. The SDK only signs and sends; its parsed answer is ignored.
 *
 * @see <a href="https://docs.aws.amazon.com/STS/latest/APIReference/welcome.html">STS API
 *     reference</a>
 */
public final class Sts implements AutoCloseable {
  private final String region;
  private final Network network;
  private final StsEndpoint endpoint;
  private final StsProblems problems;
  private final HttpLine line;
  private final DirectClient signed;
  private final Once<StsClient> client;
  private final Secrets secrets;
  private final ServerClock clock;
  private final TokenExchange exchange;

  /** Connects at the first call, or earlier with {@link #connect}. */
  public Sts(String region, Network network, Http http) {
    this.region = region;
    this.network = network;
    this.endpoint = StsEndpoint.of(region, network);
    this.secrets = http.secrets();
    this.problems = new StsProblems(endpoint, network, http);
    this.line = http.line(endpoint.address(), network);
    this.signed = new DirectClient(line);
    this.clock = http.clock();
    this.client = new Once<>(() -> StsClients.create(endpoint, signed, network.userAgent(), clock));
    this.exchange = new TokenExchange(endpoint, problems, line, network.userAgent());
  }

  /** Returns whether this is the STS client of that Region and network. */
  public boolean isAt(String otherRegion, Network otherNetwork) {
    return region.equals(otherRegion) && network.equals(otherNetwork);
  }

  /** Starts to connect in the background, so that the caller can request its token meanwhile. */
  public Sts connect() {
    line.begin();
    return this;
  }

  /** Starts to load, in the background, what signed calls need. */
  public void prepareToSign() {
    client.begin("rolecall-sts");
  }

  /**
   * Exchanges a web identity token. STS takes session tags and source identity from its claims.
   * Fails with {@link StsProblem}, {@link NetworkProblem}, or {@link ProofProblem} when the answer
   * is not the session that was requested.
   */
  public Session assumeRoleWithWebIdentity(RoleArn arn, Role role, IdentityToken token) {
    secrets.learn(token.value().reveal());
    StsCall call = call(TokenExchange.ACTION, Optional.of(arn), token.claims(), Optional.empty());
    return proven(call, arn, role, exchange.ask(arn, role, token));
  }

  /** An MFA device and its current code. */
  public record Mfa(String device, Secret code) {}

  /** Assumes a role with keys. Throws the same as {@link #assumeRoleWithWebIdentity}. */
  public Session assumeRole(RoleArn arn, Role role, SessionCredentials caller) {
    return assumeRole(arn, role, caller, Optional.empty());
  }

  /** The same for a role that requires an MFA code. */
  public Session assumeRole(RoleArn arn, Role role, SessionCredentials caller, Optional<Mfa> mfa) {
    StsCall call = signedCall("AssumeRole", Optional.of(arn), caller);
    return proven(
        call, arn, role, asking(call, sts -> sts.assumeRole(request(arn, role, caller, mfa))));
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

  /**
   * Checks that the answer names the requested role. If it names none, asks STS for the identity.
   */
  private Session proven(StsCall call, RoleArn arn, Role role, Http.Answer said) {
    IssuedSession issued =
        IssuedSession.of(call.action(), succeeded(call, Optional.of(role), said))
            .orElseThrow(() -> problems.unreadable(call));
    var proof = new Proof(call, secrets);
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
      if (e.problem().repeat().passes()
          || e.problem() instanceof ProofProblem.Ended
          || e.problem() instanceof ClockProblem.SignatureRefused) {
        throw e;
      }
      String why =
          e.problem() instanceof StsProblem said
              ? said.awsCode() + ": " + said.message()
              : e.problem().code();
      throw new CredentialsException(
          new ProofProblem.Unproven(
              call, "the response names no role, and sts:GetCallerIdentity failed too: " + why));
    }
  }

  /**
   * Returns the keys with their confirmed identity. The call needs no permission. Throws the same
   * as {@link #assumeRoleWithWebIdentity}.
   */
  public Session identified(SessionCredentials caller) {
    StsCall call = signedCall("GetCallerIdentity", Optional.empty(), caller);
    Http.Answer said =
        asking(
            call,
            sts ->
                sts.getCallerIdentity(
                    request ->
                        request.overrideConfiguration(o -> o.credentialsProvider(signer(caller)))));
    QueryAnswer answer =
        QueryAnswer.parse(succeeded(call, Optional.empty(), said).body()).orElse(QueryAnswer.NONE);
    var identity =
        new CallerIdentity(
            part(call, answer, "Account"), part(call, answer, "Arn"), part(call, answer, "UserId"));
    return new Proof(call, secrets).ofKeys(caller, identity, said.date());
  }

  private String part(StsCall call, QueryAnswer answer, String name) {
    String path = "GetCallerIdentityResponse/GetCallerIdentityResult/" + name;
    if (!answer.has(path)) {
      throw problems.unreadable(call);
    }
    return answer.exactText(path);
  }

  private StsCall signedCall(String action, Optional<RoleArn> role, SessionCredentials caller) {
    learn(secrets, caller);
    caller.requireUsable("the source that signs sts:" + action);
    return call(action, role, Optional.empty(), Optional.of(caller.accessKeyId()))
        .until(caller.expires());
  }

  private StsCall call(
      String action, Optional<RoleArn> role, Optional<Claims> claims, Optional<String> caller) {
    return new StsCall(
            action, role, claims, caller, endpoint.region(), endpoint.address().toString())
        .at(clock.skew());
  }

  /** Returns the answer, even if the SDK cannot parse it or treats it as a failure. */
  private Http.Answer asking(StsCall call, Consumer<StsClient> question) {
    signed.forget();
    try {
      question.accept(client.get());
    } catch (CredentialsException e) {
      throw e;
    } catch (SdkException e) {
      return signed.last().orElseThrow(() -> problems.of(call, e));
    } catch (IllegalArgumentException | IllegalStateException e) {
      // The SDK refuses a value this way, and Rolecall refuses an invalid header that the SDK made.
      throw problems.sdkFailed(call, e);
    }
    return signed.last().orElseThrow();
  }

  private Http.Answer succeeded(StsCall call, Optional<Role> role, Http.Answer said) {
    if (said.status() != 200) {
      throw problems.of(call, role, said);
    }
    return said;
  }

  /** The answer to a signed call may repeat the credentials that signed it. */
  static void learn(Secrets secrets, SessionCredentials caller) {
    secrets.learn(caller.accessKeyId());
    Stream.concat(Stream.of(caller.secretAccessKey()), caller.sessionToken().stream())
        .forEach(secret -> secrets.learn(secret.reveal()));
  }

  /** Returns null for none: the SDK would send an empty list as an empty parameter. */
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

  /** Converts credentials for the signers of the SDK. */
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
    line.close();
    client.made().ifPresent(StsClient::close);
  }
}
