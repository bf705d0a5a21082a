package io.github.rolecall.assume.plan;

import io.github.rolecall.aws.credentials.AwsFiles;
import io.github.rolecall.ci.CiPlatform;
import io.github.rolecall.host.Host;
import io.github.rolecall.host.Retry;
import io.github.rolecall.input.Inputs;
import io.github.rolecall.network.Network;
import io.github.rolecall.network.Proxies;
import io.github.rolecall.network.ProxyServer;
import io.github.rolecall.network.ServerUrl;
import io.github.rolecall.network.UserAgent;
import io.github.rolecall.option.FrontEnd;
import io.github.rolecall.option.Input;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.Given;
import io.github.rolecall.problem.InputProblem;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Plans the network settings: endpoint, proxies, trusted certificates, retries. */
public final class NetworkPlan {
  private static final Duration RETRY_BUDGET = Duration.ofSeconds(60);

  private final Inputs inputs;
  private final Host host;
  private final CiPlatform platform;
  private final Optional<String> profile;
  private @Nullable AwsFiles files;

  /**
   * Plans one run. A profile that is the credential source can also set the endpoint and the
   * certificate authorities.
   */
  public NetworkPlan(Inputs inputs, Host host, CiPlatform platform, Optional<String> profile) {
    this.inputs = inputs;
    this.host = host;
    this.platform = platform;
    this.profile = profile;
  }

  public Network network() {
    return new Network(
        stsEndpoint(),
        proxies(),
        said("AWS_CA_BUNDLE", "ca_bundle").map(file -> host.file(new Given(file, "AWS_CA_BUNDLE"))),
        said("AWS_USE_FIPS_ENDPOINT", "use_fips_endpoint").map(NetworkPlan::yes).orElse(false),
        said("AWS_USE_DUALSTACK_ENDPOINT", "use_dualstack_endpoint")
            .map(NetworkPlan::yes)
            .orElse(false),
        UserAgent.of(platform.name(), platform.run()));
  }

  /** Returns the value of the variable or else of the profile, in the order of all AWS tools. */
  private Optional<String> said(String variable, String key) {
    return host.variable(variable).or(() -> profile.flatMap(name -> files().value(name, key)));
  }

  private AwsFiles files() {
    if (files == null) {
      files = new AwsFiles(host);
    }
    return files;
  }

  private static boolean yes(String text) {
    return text.equalsIgnoreCase("true");
  }

  public Retry retry() {
    int attempts = inputs.number(Input.RETRY_MAX_ATTEMPTS, 1, 100, Retry.ANY_NUMBER);
    return new Retry(inputs.flag(Input.DISABLE_RETRY, false) ? 1 : attempts, RETRY_BUDGET);
  }

  /**
   * Returns the value of the input or else of the variables and settings that all AWS tools know.
   */
  private Optional<URI> stsEndpoint() {
    return inputs
        .given(Input.STS_ENDPOINT)
        .or(
            () ->
                profile.isPresent()
                    ? files().endpoint(profile.get(), "sts", "AWS_ENDPOINT_URL_STS")
                    : endpointOfVariable())
        .map(given -> ServerUrl.of(given.name(), given.text()));
  }

  private Optional<Given> endpointOfVariable() {
    return host.variable("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS").filter(NetworkPlan::yes).isPresent()
        ? Optional.empty()
        : host.given("AWS_ENDPOINT_URL_STS").or(() -> host.given("AWS_ENDPOINT_URL"));
  }

  /**
   * Plans the proxies. The input applies to HTTP and HTTPS. If only one of the two variables is
   * set, it applies to both, because users often set one and mean both.
   */
  private Proxies proxies() {
    Stream<String> variables =
        Stream.of("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY")
            .flatMap(name -> Stream.of(name, name.toLowerCase(Locale.ROOT)))
            // A variable whose value cannot be read has nothing to mask.
            .flatMap(name -> Optional.ofNullable(host.environment().get(name)).stream())
            .filter(text -> !text.isBlank());
    return chosen().hiding(Stream.concat(inputs.text(Input.HTTP_PROXY).stream(), variables));
  }

  private Proxies chosen() {
    List<String> exceptions =
        inputs
            .text(Input.NO_PROXY)
            .or(() -> either("NO_PROXY").map(Given::text))
            .map(Proxies::exceptions)
            .orElse(List.of());
    Optional<ProxyServer> input = inputs.given(Input.HTTP_PROXY).map(this::explicit);
    if (input.isPresent()) {
      return new Proxies(input, input, exceptions);
    }
    Optional<ProxyServer> http = either("HTTP_PROXY").map(NetworkPlan::server);
    Optional<ProxyServer> https = either("HTTPS_PROXY").map(NetworkPlan::server);
    return new Proxies(http.or(() -> https), https.or(() -> http), exceptions);
  }

  private ProxyServer explicit(Given address) {
    ProxyServer server = server(address);
    if (inputs.frontEnd() != FrontEnd.ACTION && server.userInfo().isPresent()) {
      throw new CredentialsException(
          new InputProblem.Invalid(
              address.name(),
              "(not shown)",
              "a URL without user and password, because others can read them here (the"
                  + " environment variable HTTPS_PROXY may have both)"));
    }
    return server;
  }

  private Optional<Given> either(String name) {
    return host.variable(name)
        .filter(value -> counts(name))
        .or(() -> host.variable(name.toLowerCase(Locale.ROOT)))
        .map(text -> new Given(text, name));
  }

  /**
   * Returns whether a proxy variable counts. aws-actions/configure-aws-credentials uses the
   * uppercase variables for its inputs, so they do not count where no input comes from the
   * environment. The runner passes the proxy of its machine to containers in both spellings; the
   * lowercase one still counts.
   */
  private boolean counts(String name) {
    return inputs.frontEnd() != FrontEnd.ACTION
        || inputs.translated()
        || inputs.variables().values().containsKey(name);
  }

  private static ProxyServer server(Given address) {
    var invalid =
        new InputProblem.Invalid(
            address.name(),
            ProxyServer.shown(address.text()),
            "the URL of an HTTP proxy, http://host:port");
    return ProxyServer.parse(address.text()).orElseThrow(() -> new CredentialsException(invalid));
  }
}
