package io.github.rolecall.maven;

import io.github.rolecall.aws.ecr.Ecr;
import io.github.rolecall.aws.ecr.EcrRegistry;
import io.github.rolecall.aws.ecr.RegistryPassword;
import io.github.rolecall.console.Console;
import io.github.rolecall.docker.DockerConfig;
import io.github.rolecall.option.FrontEnd;
import io.github.rolecall.option.Input;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.InputProblem;
import io.github.rolecall.session.Assumed;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.plugin.logging.Log;
import org.jspecify.annotations.Nullable;

/** {@code credentials:ecr-login}: logs in to registries of ECR, for later goals and steps. */
final class EcrLoginGoal {
  private static final String REGISTRY = "<registry>";
  private static final String EXPECTED =
      "ACCOUNT.dkr.ecr.REGION.amazonaws.com, another name of such a registry, or public.ecr.aws";

  private final MavenContext build;
  private final Log log;
  private final Parameters parameters;
  private final List<EcrRegistry> registries;

  /**
   * @param registries as Maven filled them in; none: the registry of the account in the Region
   */
  EcrLoginGoal(
      MavenContext build,
      Log log,
      Parameters parameters,
      @Nullable List<@Nullable String> registries) {
    this.registries = registries(registries == null ? List.of() : registries);
    this.build = inRegion(build, parameters, this.registries);
    this.log = log;
    this.parameters = build.resolved(parameters);
  }

  private static List<EcrRegistry> registries(List<@Nullable String> texts) {
    var all = new ArrayList<EcrRegistry>();
    for (String text : texts) {
      if (text == null || text.isBlank()) {
        throw new CredentialsException(InputProblem.Blank.entry(all.size() + 1, REGISTRY));
      }
      all.add(
          EcrRegistry.in(text)
              .orElseThrow(
                  () ->
                      new CredentialsException(
                          new InputProblem.Invalid(REGISTRY, text.strip(), EXPECTED))));
    }
    return List.copyOf(all);
  }

  /** A registry says which Region it is in; without any other, STS is called there. */
  private static MavenContext inRegion(
      MavenContext build, Parameters parameters, List<EcrRegistry> registries) {
    var host = build.process().host();
    boolean missing =
        parameters.text(Input.AWS_REGION).isEmpty()
            && host.variable("AWS_REGION").or(() -> host.variable("AWS_DEFAULT_REGION")).isEmpty();
    return missing && !registries.isEmpty()
        ? build.with(Map.of("AWS_REGION", registries.get(0).region()))
        : build;
  }

  /** One login for a build and a set of parameters, however many modules inherit the goal. */
  void run() {
    build.refuseUnknownParameters();
    build.refuseSilentCache();
    build.alone(this::login);
  }

  private void login() {
    LaterGoals later = build.buildCredentials(log).laterGoals();
    Object what = List.of("ecr-login", parameters, registries);
    var login = new ServiceLogin(build, log, parameters, "login");
    if (later.has(what, login.host.clock().instant())) {
      return;
    }
    boolean toJob = login.surroundings.sharesWithJob(login.inputs);
    Console console = build.console(login.platform, log);
    login.host.deadline().begin();
    Assumed session = login.session(console);
    Map<EcrRegistry, RegistryPassword> passwords = passwords(login, session, console);
    var job = new JobVariables(login.platform, login.plan().exportTargets(), build.jobFiles());
    boolean exported = toJob && job.possible();
    boolean stays = exported || build.endsWithGoal();
    DockerConfig config = later.docker(() -> config(login, console, exported), stays);
    passwords.forEach(config::add);
    passwords.forEach(
        (registry, password) ->
            console.info(
                "Logged in to %s as %s, valid until %s"
                    .formatted(registry, session.identity().arn(), password.end())));
    Optional<String> where = exported ? job.set("docker", variables(config)) : Optional.empty();
    tell(config, where, job.possible(), console);
    later.did(what, end(passwords));
  }

  private Map<EcrRegistry, RegistryPassword> passwords(
      ServiceLogin login, Assumed session, Console console) {
    List<EcrRegistry> all =
        registries.isEmpty()
            ? List.of(EcrRegistry.of(session.identity().account(), session.region()))
            : registries;
    var ecr = new Ecr(login.host, console, login.plan().network(), login.plan().reach().retry());
    var known = build.buildCredentials(log).passwords();
    var passwords = new LinkedHashMap<EcrRegistry, RegistryPassword>();
    for (EcrRegistry registry : all) {
      passwords.put(registry, known.password(registry, session, ecr, login.host));
    }
    return passwords;
  }

  private static Instant end(Map<EcrRegistry, RegistryPassword> passwords) {
    return passwords.values().stream()
        .map(RegistryPassword::end)
        .min(Instant::compareTo)
        .orElseThrow();
  }

  /** That of an earlier step serves later steps, and is not removed. */
  private DockerConfig config(ServiceLogin login, Console console, boolean exported) {
    Path temp = login.platform.temporaryFolder().orElse(DockerConfig.temporaryFolder(login.host));
    if (!exported) {
      return DockerConfig.anew(temp, login.host, console);
    }
    DockerConfig config = DockerConfig.in(temp, login.host, console);
    if (login.host.variable(DockerConfig.VARIABLE).stream()
        .noneMatch(config.path().toString()::equals)) {
      build.jobFiles().add(config);
    }
    return config;
  }

  private static Map<String, String> variables(DockerConfig config) {
    return Map.of(DockerConfig.VARIABLE, config.path().toString());
  }

  /** Says who finds the configuration, and until when it is there. */
  private void tell(DockerConfig config, Optional<String> job, boolean possible, Console console) {
    if (job.isPresent()) {
      console.info("Exported DOCKER_CONFIG to processes of later goals, and to " + job.get());
    } else if (build.endsWithGoal()) {
      console.info(
          "For later commands, set DOCKER_CONFIG=%s. Remove this folder after them."
              .formatted(config.path()));
    } else {
      String more =
          possible
              ? " To export it to later steps of the job: "
                  + FrontEnd.MAVEN.assign(Input.EXPORT_TO_JOB, "true")
              : "";
      console.info(
          "Exported DOCKER_CONFIG to processes of later goals, until the build ends." + more);
    }
  }
}
