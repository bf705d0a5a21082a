package io.github.rolecall.testkit;

import io.github.rolecall.testkit.codeartifact.CodeArtifact;
import io.github.rolecall.testkit.codeartifact.MavenRepositories;
import io.github.rolecall.testkit.ecr.EcrTokens;
import io.github.rolecall.testkit.ecr.Registry;
import io.github.rolecall.testkit.http.HttpGet;
import io.github.rolecall.testkit.http.HttpServer;
import io.github.rolecall.testkit.http.Reply;
import io.github.rolecall.testkit.http.Request;
import io.github.rolecall.testkit.iam.OidcProvider;
import io.github.rolecall.testkit.iam.User;
import io.github.rolecall.testkit.oidc.SigningKeys;
import io.github.rolecall.testkit.sso.IdentityCenter;
import io.github.rolecall.testkit.sts.Sts;
import io.github.rolecall.testkit.tls.TestAuthority;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import javax.net.ssl.SSLSocketFactory;

/**
 * A strict simulator of AWS STS, of IAM trust, of IAM Identity Center, of CodeArtifact, of ECR, of
 * OIDC issuers and of the token endpoints of CI systems, real on the wire and bound to a loopback
 * address. It refuses what AWS refuses, in AWS's words where those are known.
 */
public final class FakeAws implements AutoCloseable {
  private final HttpServer server;
  private final URI url;
  private final Optional<TestAuthority> authority;
  private final Clock clock;
  private final Issuers issuers;
  private final GitHubTokens gitHubTokens;
  private final Sts sts;
  private final IdentityCenter identityCenter;
  private final CodeArtifact codeArtifact;
  private final MavenRepositories mavenRepositories;
  private final Registry registry;
  private final FaultQueue faults;
  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private final List<String> secrets = new CopyOnWriteArrayList<>();
  private final Consumer<Call> listener;

  private FakeAws(Builder settings) {
    World world = settings.world;
    clock = settings.clock;
    listener = settings.listener;
    authority = settings.authority;
    List<String> names = HostNames.of(settings.address, world);
    Optional<SSLSocketFactory> tls = authority.map(one -> one.sockets(names));
    Optional<SSLSocketFactory> serving =
        settings.x25519 ? tls : authority.map(one -> one.socketsWithoutX25519(names));
    server =
        HttpServer.bind(new InetSocketAddress(settings.address, settings.port), serving, clock);
    url = HostNames.url(settings.address, server.port(), authority.isPresent());

    issuers = new Issuers(url, clock, secrets::add);
    world.providers().stream().map(OidcProvider::issuer).forEach(issuers::get);
    gitHubTokens = new GitHubTokens(secrets::add);
    SigningKeys keys = new SigningKeys(new HttpGet(tls, settings.issuerTimeout), issuers::location);
    sts =
        new Sts(
            world.directory(),
            keys,
            world.packedSizeLimit(),
            clock,
            settings.tolerance,
            settings.longestSession);
    faults = new FaultQueue(clock);
    world.faults().forEach(faults::add);
    world.users().stream().map(User::secretAccessKey).forEach(secrets::add);
    identityCenter = new IdentityCenter(url, clock, secrets::add, sts::ofPermissionSet);
    codeArtifact = new CodeArtifact(sts::signer, clock, secrets::add);
    mavenRepositories = new MavenRepositories(codeArtifact);
    EcrTokens ecrTokens = new EcrTokens(sts::signer, clock, secrets::add);
    registry = new Registry(ecrTokens);
    Router router =
        new Router(
            sts,
            issuers,
            gitHubTokens,
            new SsoRoutes(identityCenter),
            new CodeArtifactRoutes(codeArtifact, mavenRepositories),
            new EcrRoutes(ecrTokens, registry));
    server.serve(request -> reply(router.route(request), request));
  }

  /**
   * Starts with HTTPS, a certificate with RSA keys of the {@linkplain TestAuthority#ofThisProcess
   * authority of this process}, the standard world and the system's clock on a free port.
   */
  public static FakeAws start() {
    return builder().start();
  }

  /** Like {@link #start()} with another world. */
  public static FakeAws start(World world) {
    return builder().world(world).start();
  }

  /** For everything else. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * The STS endpoint, such as {@code https://localhost:40001}, or {@code http://127.0.0.1:40001}
   * over plain HTTP.
   */
  public URI url() {
    return url;
  }

  /**
   * Whom clients must trust: its files are for {@code AWS_CA_BUNDLE} and {@code
   * javax.net.ssl.trustStore}.
   *
   * @throws IllegalStateException when it was started with plain HTTP
   */
  public TestAuthority authority() {
    return authority.orElseThrow(() -> new IllegalStateException("started with plain HTTP"));
  }

  /** A job of octo-org/octo-repo, pushed to refs/heads/main, that may ask for ID tokens. */
  public GitHubJob gitHubJob() {
    return new GitHubJob(ciHost());
  }

  /** A job of acme/shop on the branch main with an ID token for AWS in {@code AWS_ID_TOKEN}. */
  public GitLabJob gitLabJob() {
    return new GitLabJob(ciHost());
  }

  /** An issuer: {@code github}, {@code gitlab}, or any https URL. */
  public Issuer issuer(String nameOrUrl) {
    return issuers.get(nameOrUrl);
  }

  /** The IAM Identity Center: SSO OIDC, the pages of browsers, and the access portal. */
  public IdentityCenter identityCenter() {
    return identityCenter;
  }

  /** CodeArtifact, which issues tokens. */
  public CodeArtifact codeArtifact() {
    return codeArtifact;
  }

  /** The Maven repositories of CodeArtifact. */
  public MavenRepositories mavenRepositories() {
    return mavenRepositories;
  }

  /** The registry of every account and Region, and the public one. */
  public Registry registry() {
    return registry;
  }

  /** Every call so far, in the order in which their replies were decided. */
  public List<Call> calls() {
    return List.copyOf(calls);
  }

  /** The calls of one {@linkplain Call#name() name}. */
  public List<Call> calls(String name) {
    return calls.stream().filter(call -> call.name().equals(name)).toList();
  }

  /**
   * Every secret that it knows or has issued: secret keys, session tokens, ID tokens, request
   * tokens.
   */
  public List<String> secrets() {
    List<String> all = new ArrayList<>(secrets);
    all.addAll(sts.secrets());
    return all;
  }

  /**
   * Lets the next calls of a name fail, each in one way.
   *
   * @param callName see {@link Call#name()}
   * @param next in order, behind those that are still to come
   */
  public void fault(String callName, Fault... next) {
    faults.add(callName, List.of(next));
  }

  /** Closes every connection, those that hang too. */
  @Override
  public void close() {
    server.close();
  }

  private Reply reply(Operation operation, Request request) {
    Reply reply = faults.reply(operation);
    Call call = Call.of(operation, request, reply);
    calls.add(call);
    listener.accept(call);
    return reply;
  }

  private CiHost ciHost() {
    return new CiHost(url, issuers, gitHubTokens, clock);
  }

  /** How to start. */
  public static final class Builder {
    private World world = World.standard();
    private Clock clock = Clock.systemUTC();
    private Duration tolerance = Duration.ofMinutes(15);
    private String address = "127.0.0.1";
    private int port;
    private Optional<TestAuthority> authority = Optional.of(TestAuthority.ofThisProcess());
    private boolean x25519 = true;
    private Duration issuerTimeout = Duration.ofSeconds(5);
    private Duration longestSession = Duration.ofHours(12);
    private Consumer<Call> listener = call -> {};

    private Builder() {}

    /** What exists; {@link World#standard()} if not set. */
    public Builder world(World value) {
      world = value;
      return this;
    }

    /** Serves plain HTTP, which no user of AWS has: for tests that are about it. */
    public Builder plainHttp() {
      authority = Optional.empty();
      return this;
    }

    /** Who signs the certificate; the authority of this process if not set. */
    public Builder authority(TestAuthority value) {
      authority = Optional.of(value);
      return this;
    }

    /** Whether TLS keys are agreed upon over X25519 too, or over the curves of NIST only. */
    public Builder x25519(boolean value) {
      x25519 = value;
      return this;
    }

    /** What time it is for tokens, sessions and signatures; the system's clock if not set. */
    public Builder clock(Clock value) {
      clock = value;
      return this;
    }

    /** How far the time of a signature may be off; 15 minutes if not set, others of AWS have 5. */
    public Builder signatureTolerance(Duration value) {
      tolerance = value;
      return this;
    }

    /** The port; 0, or not set, takes a free one. */
    public Builder port(int value) {
      port = value;
      return this;
    }

    /**
     * The loopback address, such as 127.0.0.2 to have port 443 beside other servers; 127.0.0.1 if
     * not set.
     */
    public Builder address(String value) {
      address = HostNames.requireLoopback(value);
      return this;
    }

    /**
     * Ends sessions after this time, however long they should last: AWS has none under 15 minutes,
     * and a test does not wait that long. 12 hours if not set.
     */
    public Builder longestSession(Duration value) {
      longestSession = value;
      return this;
    }

    /** How long STS waits for the documents of an issuer; 5 seconds if not set. */
    public Builder issuerTimeout(Duration value) {
      issuerTimeout = value;
      return this;
    }

    /** Is told each call when its reply is decided. */
    public Builder onCall(Consumer<Call> value) {
      listener = value;
      return this;
    }

    /** Starts. */
    public FakeAws start() {
      return new FakeAws(this);
    }
  }
}
