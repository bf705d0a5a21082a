package io.github.rolecall.testkit;

import io.github.rolecall.testkit.cloudformation.Stacks;
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
 * A strict simulator of AWS STS, IAM trust policies, IAM Identity Center, CloudFormation,
 * CodeArtifact, ECR, OIDC issuers and the token endpoints of CI systems. It is a real HTTP server
 * on a loopback address. It rejects what AWS rejects, with the error messages of AWS where those
 * are known.
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
            new Stacks(sts::signer, clock, settings.stackCreation),
            issuers,
            gitHubTokens,
            new SsoRoutes(identityCenter),
            new CodeArtifactRoutes(codeArtifact, mavenRepositories),
            new EcrRoutes(ecrTokens, registry));
    server.serve(request -> reply(router.route(request), request));
  }

  /**
   * Starts with HTTPS on a free port, with the standard world and the system clock. The {@linkplain
   * TestAuthority#ofThisProcess certificate authority of this process} issues the certificate,
   * which has an RSA key.
   */
  public static FakeAws start() {
    return builder().start();
  }

  /** Starts like {@link #start()}, but with the given world. */
  public static FakeAws start(World world) {
    return builder().world(world).start();
  }

  /** Returns a builder for all other settings. */
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
   * The certificate authority that clients must trust. Its files are for {@code AWS_CA_BUNDLE} and
   * {@code javax.net.ssl.trustStore}.
   *
   * @throws IllegalStateException when the simulator was started with plain HTTP
   */
  public TestAuthority authority() {
    return authority.orElseThrow(() -> new IllegalStateException("started with plain HTTP"));
  }

  /**
   * A GitHub job of octo-org/octo-repo for a push to refs/heads/main, which may request ID tokens.
   */
  public GitHubJob gitHubJob() {
    return new GitHubJob(ciHost());
  }

  /**
   * A GitLab job of acme/shop on the branch main, with an ID token for AWS in {@code AWS_ID_TOKEN}.
   */
  public GitLabJob gitLabJob() {
    return new GitLabJob(ciHost());
  }

  /** An issuer: {@code github}, {@code gitlab}, or any https URL. */
  public Issuer issuer(String nameOrUrl) {
    return issuers.get(nameOrUrl);
  }

  /** IAM Identity Center: SSO OIDC, the pages for browsers, and the access portal. */
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

  /** The private registries of all accounts and Regions, and the public registry. */
  public Registry registry() {
    return registry;
  }

  /** All calls so far, in the order in which the simulator chose their replies. */
  public List<Call> calls() {
    return List.copyOf(calls);
  }

  /** The calls with one {@linkplain Call#name() name}. */
  public List<Call> calls(String name) {
    return calls.stream().filter(call -> call.name().equals(name)).toList();
  }

  /**
   * Every secret that the simulator knows or has issued: secret access keys, session tokens, ID
   * tokens and request tokens.
   */
  public List<String> secrets() {
    List<String> all = new ArrayList<>(secrets);
    all.addAll(sts.secrets());
    return all;
  }

  /**
   * Makes the next calls with a name fail: one fault per call.
   *
   * @param callName see {@link Call#name()}
   * @param next the faults in order; they follow the faults that are still queued
   */
  public void fault(String callName, Fault... next) {
    faults.add(callName, List.of(next));
  }

  /** Closes every connection, including those that hang. */
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

  /** The settings of a {@link FakeAws}. */
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
    private Duration stackCreation = Duration.ZERO;
    private Consumer<Call> listener = call -> {};

    private Builder() {}

    /** What exists in AWS. Default: {@link World#standard()}. */
    public Builder world(World value) {
      world = value;
      return this;
    }

    /** Serves plain HTTP. Only for tests of plain HTTP: AWS serves HTTPS. */
    public Builder plainHttp() {
      authority = Optional.empty();
      return this;
    }

    /** The authority that issues the certificate. Default: the authority of this process. */
    public Builder authority(TestAuthority value) {
      authority = Optional.of(value);
      return this;
    }

    /** Whether the TLS key exchange offers X25519, or only the curves of NIST. Default: true. */
    public Builder x25519(boolean value) {
      x25519 = value;
      return this;
    }

    /** The clock for tokens, sessions and signatures. Default: the system clock. */
    public Builder clock(Clock value) {
      clock = value;
      return this;
    }

    /** The permitted clock skew of a signature. Default: 15 minutes. Some AWS services permit 5. */
    public Builder signatureTolerance(Duration value) {
      tolerance = value;
      return this;
    }

    /** The port. 0 means a free port. Default: 0. */
    public Builder port(int value) {
      port = value;
      return this;
    }

    /**
     * The loopback address. With an address such as 127.0.0.2, the simulator can use port 443
     * although another server uses it on 127.0.0.1. Default: 127.0.0.1.
     */
    public Builder address(String value) {
      address = HostNames.requireLoopback(value);
      return this;
    }

    /**
     * Limits the length of all sessions. AWS permits no session shorter than 15 minutes, but a test
     * cannot wait that long. Default: 12 hours.
     */
    public Builder longestSession(Duration value) {
      longestSession = value;
      return this;
    }

    /** How long CloudFormation takes to create a stack. Default: 0 seconds. */
    public Builder stackCreation(Duration value) {
      stackCreation = value;
      return this;
    }

    /** How long STS waits for the documents of an issuer. Default: 5 seconds. */
    public Builder issuerTimeout(Duration value) {
      issuerTimeout = value;
      return this;
    }

    /** A listener that receives each call when the simulator has chosen its reply. */
    public Builder onCall(Consumer<Call> value) {
      listener = value;
      return this;
    }

    /** Starts the simulator. */
    public FakeAws start() {
      return new FakeAws(this);
    }
  }
}
