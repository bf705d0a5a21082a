package io.github.rolecall.aws.iam;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.rolecall.aws.credentials.AwsFiles;
import io.github.rolecall.aws.sts.QueryAnswer;
import io.github.rolecall.aws.sts.RequestSigner;
import io.github.rolecall.console.Console;
import io.github.rolecall.host.Host;
import io.github.rolecall.host.Retry;
import io.github.rolecall.http.Http;
import io.github.rolecall.model.RoleArn;
import io.github.rolecall.network.Network;
import io.github.rolecall.network.ServerUrl;
import io.github.rolecall.problem.ClockProblem;
import io.github.rolecall.problem.ClockSkew;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.Fact;
import io.github.rolecall.problem.IdentityProblem;
import io.github.rolecall.problem.InputProblem;
import io.github.rolecall.session.SessionCredentials;
import io.github.rolecall.text.Secrets;
import java.net.URI;
import java.net.URLDecoder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Calls IAM GetRole. The SDK's own IAM client is larger than all of Rolecall, so the SDK signs the
 * request and Rolecall sends it.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRole.html">IAM,
 *     GetRole</a>
 */
public final class Iam {
  private static final String ACTION = "iam:GetRole";
  private static final String DOCUMENT =
      "GetRoleResponse/GetRoleResult/Role/AssumeRolePolicyDocument";

  /** The endpoint of IAM in a partition, and the Region for which its requests are signed. */
  private record Endpoint(URI address, String region) {
    private static Endpoint of(String host, String region) {
      return new Endpoint(URI.create("https://" + host + "/"), region);
    }
  }

  private static final Map<String, Endpoint> ENDPOINTS =
      Map.of(
          "aws", Endpoint.of("iam.amazonaws.com", "us-east-1"),
          "aws-cn", Endpoint.of("iam.cn-north-1.amazonaws.com.cn", "cn-north-1"),
          "aws-us-gov", Endpoint.of("iam.us-gov.amazonaws.com", "us-gov-west-1"),
          "aws-eusc", Endpoint.of("iam.eusc-de-east-1.amazonaws.eu", "eusc-de-east-1"),
          "aws-iso", Endpoint.of("iam.us-iso-east-1.c2s.ic.gov", "us-iso-east-1"),
          "aws-iso-b", Endpoint.of("iam.us-isob-east-1.sc2s.sgov.gov", "us-isob-east-1"),
          "aws-iso-e", Endpoint.of("iam.eu-isoe-west-1.cloud.adc-e.uk", "eu-isoe-west-1"),
          "aws-iso-f", Endpoint.of("iam.us-isof-south-1.csp.hci.ic.gov", "us-isof-south-1"));

  /**
   * The policy is optional, so the call is not retried, except with a corrected time in the
   * signature.
   */
  private static final Retry ONCE = new Retry(1, Duration.ZERO);

  private final Host host;
  private final Console console;
  private final Network network;
  private final String region;

  /** Signs for this Region if the partition is unknown. */
  public Iam(Host host, Console console, Network network, String region) {
    this.host = host;
    this.console = console;
    this.network = network;
    this.region = region;
  }

  /**
   * Returns the trust policy of a role, in JSON.
   *
   * @param profile the profile whose {@code services} section may set the IAM endpoint; also for
   *     messages
   * @param credentials the credentials of that profile, which sign the call; they need {@code
   *     iam:GetRole}
   * @throws CredentialsException with {@link IdentityProblem.PolicyNotRead} when IAM refuses, with
   *     {@link InputProblem} when the endpoint is unknown, and with {@code NetworkProblem}
   */
  public String trustPolicy(
      RoleArn role, String profile, Supplier<SessionCredentials> credentials) {
    Endpoint endpoint = endpoint(role, profile);
    SessionCredentials signer = credentials.get();
    QueryAnswer answer =
        ONCE.run(host, console, ACTION, () -> ask(endpoint, profile, role, signer));
    String document = answer.text(DOCUMENT);
    if (document.isEmpty()) {
      throw refused(profile, role, "the response of IAM has no trust policy");
    }
    return URLDecoder.decode(document, UTF_8);
  }

  /** Returns the endpoint. In an unknown partition, the user must set it. */
  private Endpoint endpoint(RoleArn role, String profile) {
    Optional<Endpoint> standard = Optional.ofNullable(ENDPOINTS.get(role.partition()));
    String variable = "AWS_ENDPOINT_URL_IAM";
    Optional<URI> other =
        new AwsFiles(host)
            .endpoint(profile, "iam", variable)
            .map(said -> ServerUrl.of(said.name(), said.text(), "/"));
    if (other.isPresent()) {
      return new Endpoint(other.get(), standard.map(Endpoint::region).orElse(region));
    }
    String expected =
        "set to the IAM endpoint of %s, because Rolecall does not know this partition"
            .formatted(role.partition());
    return standard.orElseThrow(
        () -> new CredentialsException(new InputProblem.Invalid(variable, "", expected)));
  }

  private QueryAnswer ask(
      Endpoint endpoint, String profile, RoleArn role, SessionCredentials signer) {
    Optional<ClockSkew> corrected = host.clock().skew();
    var request =
        new Http.Request(
            "IAM", endpoint.address(), Map.of("User-Agent", network.userAgent().text()), network);
    Map<String, String> query =
        Map.of("Action", "GetRole", "Version", "2010-05-08", "RoleName", role.name());
    var signature = new RequestSigner("iam", endpoint.region(), signer);
    Http.Answer said = host.http().ask(signature.sign(request, query, host.http()));
    QueryAnswer answer = QueryAnswer.parse(said.body()).orElse(QueryAnswer.NONE);
    if (said.status() != 200) {
      Secrets secrets = host.secrets();
      String code = secrets.shown(answer.text("ErrorResponse/Error/Code"));
      String message = secrets.shown(answer.text("ErrorResponse/Error/Message"));
      if (ClockProblem.SignatureRefused.isMeantBy(code, message)) {
        var facts =
            List.of(
                new Fact("AWS says", code + ": " + message),
                new Fact("signed with", "the credentials of the profile " + profile),
                new Fact("request", ACTION + " at " + endpoint.address()));
        throw new CredentialsException(
            ClockProblem.SignatureRefused.of(ACTION, facts, corrected, host.clock().skew()));
      }
      throw refused(
          profile, role, code.isEmpty() ? "HTTP status " + said.status() : code + ": " + message);
    }
    return answer;
  }

  private static CredentialsException refused(String profile, RoleArn role, String reason) {
    return new CredentialsException(
        new IdentityProblem.PolicyNotRead(profile, role.toString(), reason));
  }
}
