package io.github.rolecall.codeartifact;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.rolecall.assume.plan.PlannedRole;
import io.github.rolecall.assume.plan.Planner;
import io.github.rolecall.assume.run.Assume;
import io.github.rolecall.aws.codeartifact.AuthorizationToken;
import io.github.rolecall.aws.codeartifact.CodeArtifact;
import io.github.rolecall.aws.codeartifact.CodeArtifactDomain;
import io.github.rolecall.ci.CiPlatform;
import io.github.rolecall.config.WholeInputs;
import io.github.rolecall.host.Host;
import io.github.rolecall.input.Inputs;
import io.github.rolecall.option.FrontEnd;
import io.github.rolecall.option.Goal;
import io.github.rolecall.option.Input;
import io.github.rolecall.option.Words;
import io.github.rolecall.problem.CodeArtifactProblem;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.InputProblem;
import io.github.rolecall.problem.Problem;
import io.github.rolecall.problem.RunProblem;
import io.github.rolecall.refresh.CacheKey;
import io.github.rolecall.session.Assumed;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Tokens for the domains of CodeArtifact that a build uses: one for each domain, Region and
 * identity, renewed before its end.
 *
 * <p>The extension of Maven calls it as a function of texts, because it is compiled for Java 8 and
 * knows no class of this module. The question has {@code domain}, {@code owner} and {@code region},
 * and the properties of Maven that begin with {@code credentials.}. It may have {@code proxy} and
 * {@code proxyExceptions}, those of the settings of Maven. The answer has {@code token} and {@code
 * identity}, or {@code problem}. With {@code refused} (a status), {@code identity}, {@code
 * repository} and {@code publishing}, the answer is the {@code problem} of a repository that
 * refused the token.
 */
public final class BuildTokens implements Function<Map<String, String>, Map<String, String>> {
  private static final String PREFIX = "credentials.";
  private static final String LIFETIME = PREFIX + "codeArtifactTokenSeconds";
  private static final Duration LONGEST_MARGIN = Duration.ofMinutes(5);
  private static final int PART_OF_LIFETIME = 5;

  /** A token, who requested it, and when to request another one. */
  private record Known(AuthorizationToken token, String identity, Instant renewal) {
    Map<String, String> answer() {
      return Map.of("token", token.value().reveal(), "identity", identity);
    }
  }

  private final Host host;
  private final Map<String, Known> tokens = new HashMap<>();

  /** Makes one for this process. */
  public BuildTokens() {
    this(Host.system(new PrintStream(new FileOutputStream(FileDescriptor.out), true, UTF_8)));
  }

  BuildTokens(Host host) {
    this.host = host;
  }

  @Override
  public synchronized Map<String, String> apply(Map<String, String> question) {
    Set<Input> known = Goal.ASSUME.inputs(FrontEnd.MAVEN);
    Words words = Words.of(FrontEnd.MAVEN, known);
    try {
      var domain =
          new CodeArtifactDomain(
              question.getOrDefault("domain", ""),
              Optional.ofNullable(question.get("owner")),
              question.getOrDefault("region", ""));
      if (question.containsKey("refused")) {
        return Map.of("problem", refused(domain, question).message(words));
      }
      Host here = MavenProxy.in(here(domain), question);
      return here.deadline().run(() -> token(domain, question, known, here)).answer();
    } catch (CredentialsException e) {
      return problem(e.problem(), domainOf(question), words);
    } catch (RuntimeException e) {
      return problem(RunProblem.of(e), domainOf(question), words);
    }
  }

  private static Problem refused(CodeArtifactDomain domain, Map<String, String> question) {
    return new CodeArtifactProblem.RepositoryRefused(
        domain.arn(),
        question.getOrDefault("identity", ""),
        domain.arn().replace(":domain/", ":repository/")
            + "/"
            + question.getOrDefault("repository", ""),
        Integer.parseInt(question.getOrDefault("refused", "0")),
        Boolean.parseBoolean(question.get("publishing")));
  }

  private static String domainOf(Map<String, String> question) {
    return question.getOrDefault("domain", "");
  }

  private static Map<String, String> problem(Problem problem, String domain, Words words) {
    return Map.of(
        "problem",
        "Rolecall got no token for the domain "
            + domain
            + " of AWS CodeArtifact. "
            + problem.message(words)
            + "\nInputs are properties here: -Dcredentials.roleToAssume=..., also in"
            + " .mvn/maven.config.");
  }

  /** Without any other Region, STS is called in that of the domain. */
  private Host here(CodeArtifactDomain domain) {
    Host anew = host.anew();
    boolean region =
        anew.variable("AWS_REGION").or(() -> anew.variable("AWS_DEFAULT_REGION")).isPresent();
    return region ? anew : anew.with("AWS_REGION", domain.region());
  }

  private Known token(
      CodeArtifactDomain domain, Map<String, String> question, Set<Input> known, Host here) {
    CiPlatform platform = CiPlatform.detect(here);
    Inputs inputs = WholeInputs.of(inputs(question, known, here), here);
    if (inputs.hasSeveralRoles()) {
      throw inputs.invalid(Input.CONFIG, "a file with one role: a token has one identity");
    }
    PlannedRole role = new Planner(here, platform).plan(inputs).get(0);
    Optional<Duration> lifetime = lifetime(question);
    String key = domain.arn() + " " + lifetime + " " + CacheKey.of(role.plan(), platform, here);
    Known old = tokens.get(key);
    if (old != null && here.clock().instant().isBefore(old.renewal())) {
      return old;
    }
    var console = new SilentConsole(here.secrets());
    Assumed signer = new Assume(here, platform, console).run(List.of(role)).get(0);
    AuthorizationToken token =
        new CodeArtifact(here, console).token(domain, lifetime, role.plan(), signer);
    Instant renewal = renewal(token, here.clock().instant());
    var requested = new Known(token, signer.identity().arn(), renewal);
    tokens.put(key, requested);
    return requested;
  }

  /** Returns when to renew: five minutes before the end, or earlier for a short token. */
  private static Instant renewal(AuthorizationToken token, Instant now) {
    Duration part = Duration.between(now, token.expires()).dividedBy(PART_OF_LIFETIME);
    return token.expires().minus(part.compareTo(LONGEST_MARGIN) < 0 ? part : LONGEST_MARGIN);
  }

  private static Inputs inputs(Map<String, String> question, Set<Input> known, Host here) {
    var written = new EnumMap<Input, String>(Input.class);
    for (Input input : known) {
      String text = question.getOrDefault(PREFIX + input.parameter(), "");
      if (!text.isBlank()) {
        written.put(input, text);
      }
    }
    return Inputs.of(FrontEnd.MAVEN, known, written, here.environment());
  }

  private static Optional<Duration> lifetime(Map<String, String> question) {
    String text = question.getOrDefault(LIFETIME, "");
    if (text.isBlank()) {
      return Optional.empty();
    }
    Optional<Duration> lifetime = CodeArtifactDomain.lifetime(text);
    if (lifetime.isEmpty()) {
      throw new CredentialsException(
          new InputProblem.Invalid(LIFETIME, text, CodeArtifactDomain.LIFETIMES));
    }
    return lifetime;
  }
}
