package io.github.rolecall.maven;

import io.github.rolecall.aws.codeartifact.AuthorizationToken;
import io.github.rolecall.aws.codeartifact.CodeArtifact;
import io.github.rolecall.aws.codeartifact.CodeArtifactDomain;
import io.github.rolecall.console.Console;
import io.github.rolecall.json.JsonWriter;
import io.github.rolecall.option.FrontEnd;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.Exposure;
import io.github.rolecall.problem.InputProblem;
import io.github.rolecall.session.Assumed;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.plugin.logging.Log;

/** {@code credentials:codeartifact-token}: a token for later goals and steps, or printed. */
final class CodeArtifactTokenGoal {
  private final MavenContext build;
  private final Log log;
  private final Parameters parameters;
  private final TokenRequest wanted;

  CodeArtifactTokenGoal(MavenContext build, Log log, Parameters parameters, TokenRequest wanted) {
    this.build = build;
    this.log = log;
    this.parameters = build.resolved(parameters);
    this.wanted = wanted;
  }

  /**
   * One token for a build and a set of parameters, however many modules inherit the goal.
   *
   * @param errors where masks go if the token is printed
   */
  void run(PrintStream errors) {
    build.refuseUnknownParameters();
    build.refuseSilentCache();
    if (wanted.format().isPresent() && log.isInfoEnabled()) {
      throw new CredentialsException(
          new InputProblem.Invalid(
              TokenRequest.FORMAT,
              wanted.format().get(),
              "a build with mvn -q: without it, the log is on the standard output too"));
    }
    build.alone(() -> request(errors));
  }

  private void request(PrintStream errors) {
    LaterGoals later = build.buildCredentials(log).laterGoals();
    Object what = List.of("codeartifact-token", parameters, wanted);
    var login = new ServiceLogin(build, log, parameters, "token");
    if (later.has(what, login.host.clock().instant())) {
      return;
    }
    boolean toJob = login.surroundings.sharesWithJob(login.inputs);
    Console console = console(login, errors);
    login.host.deadline().begin();
    Assumed signer = login.session(console);
    CodeArtifactDomain domain = wanted.domain(signer);
    AuthorizationToken token =
        new CodeArtifact(login.host, console)
            .token(domain, wanted.lifetime(), login.plan(), signer);
    if (wanted.format().isPresent()) {
      print(token, login.host.log());
    }
    console.info(
        "Token for %s, requested by %s, valid until %s"
            .formatted(domain.arn(), signer.identity().arn(), token.expires()));
    if (wanted.format().isEmpty()) {
      share(token, later, login, toJob, console);
    }
    later.did(what, token.expires());
  }

  /** Where the token is printed, the standard output has nothing else. */
  private Console console(ServiceLogin login, PrintStream errors) {
    boolean aside = wanted.format().isPresent() && login.surroundings.outer().isEmpty();
    Optional<Console> masks =
        aside
            ? Optional.of(login.platform.console(errors, FrontEnd.MAVEN, build.secrets()))
            : login.surroundings.masks();
    return new MavenConsole(log, masks, build.secrets());
  }

  private void print(AuthorizationToken token, PrintStream output) {
    String value = token.value().reveal();
    if (wanted.format().stream().anyMatch(TokenRequest.JSON::equals)) {
      var entries = new LinkedHashMap<String, String>();
      entries.put("authorizationToken", value);
      entries.put("expiration", token.expires().toString());
      output.println(JsonWriter.compact(entries));
    } else {
      output.println(value);
    }
  }

  private void share(
      AuthorizationToken token,
      LaterGoals later,
      ServiceLogin login,
      boolean toJob,
      Console console) {
    Optional<Exposure> exposure = login.surroundings.shown();
    later.codeArtifactToken(token.value(), exposure);
    Optional<String> job =
        toJob
            ? new JobVariables(login.platform, login.plan().exportTargets(), build.jobFiles())
                .set("codeartifact", Map.of(SharedToken.VARIABLE, token.value().reveal()))
            : Optional.empty();
    exposure.ifPresent(
        why ->
            console.warn(
                "%s Later goals of this build get no %s."
                    .formatted(why.sentence(), SharedToken.VARIABLE)));
    job.ifPresent(where -> console.info("Exported " + SharedToken.VARIABLE + " to " + where));
    if (job.isEmpty() && build.endsWithGoal()) {
      console.warn(
          "No later goal or step uses the token. To print it: mvn -q credentials:codeartifact-token"
              + " -Dcredentials.domain=%s -Dcredentials.format=text".formatted(wanted.name()));
    }
  }
}
