package io.github.rolecall.action;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.rolecall.aws.ecr.EcrRegistry;
import io.github.rolecall.aws.ecr.RegistryPassword;
import io.github.rolecall.console.PlainConsole;
import io.github.rolecall.console.QuietConsole;
import io.github.rolecall.host.Host;
import io.github.rolecall.input.Inputs;
import io.github.rolecall.json.JsonWriter;
import io.github.rolecall.option.Input;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.InputProblem;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/**
 * {@code rolecall docker-credential}: the command that Docker and other container tools run as
 * {@code docker-credential-rolecall} to get a password for a registry of ECR. It writes no files.
 *
 * @see <a href="https://github.com/docker/docker-credential-helpers#development">Docker, the
 *     protocol of credential helpers</a>
 */
final class DockerCredentialCommand extends Subcommand {
  /** Tools recognize this text, and then continue without a login. */
  private static final String NOT_FOUND = "credentials not found in native keychain";

  /**
   * The limit of the input in bytes. Docker sends the name of a server, or JSON with a password,
   * which this command does not need.
   */
  private static final int LONGEST = 64 * 1024;

  private static final List<String> OPERATIONS = List.of("get", "list", "store", "erase");

  private final Optional<String> server;
  private final InputStream in = System.in;

  DockerCredentialCommand(Host host, PrintStream err) {
    this(host, err, Optional.empty());
  }

  private DockerCredentialCommand(Host host, PrintStream err, Optional<String> server) {
    super(host, err, Options.forProcess().without(Input.ENVIRONMENT_PREFIX));
    this.server = server;
  }

  @Override
  CommandSpec spec() {
    return spec(
            "Answer as a Docker credential helper, with passwords for registries of Amazon ECR."
                + " Container tools run it as docker-credential-rolecall, with the options in"
                + " environment variables, for example ROLE_TO_ASSUME.",
            "",
            "Example, in ~/.docker/config.json:",
            "  {\"credHelpers\": {\"111122223333.dkr.ecr.eu-central-1.amazonaws.com\":"
                + " \"rolecall\"}}")
        .addPositional(
            ConfigureSetCommand.word(
                "OPERATION",
                "1",
                "get: read the name of a registry from the standard input, and print user and"
                    + " password. list: print the registry of the account. store and erase: nothing"
                    + " is stored."));
  }

  @Override
  int run(ParseResult parsed) {
    String operation = parsed.matchedPositionalValue(0, "");
    return switch (operation) {
      case "get" -> get(parsed);
      case "erase" -> {
        input();
        yield 0;
      }
      default -> super.run(parsed);
    };
  }

  /**
   * Gets the password of a registry. For a registry outside of ECR, it assumes no role and does not
   * check the inputs.
   */
  private int get(ParseResult parsed) {
    String name = input();
    Optional<EcrRegistry> registry = EcrRegistry.in(name);
    if (registry.isEmpty()) {
      print(NOT_FOUND + "\n");
      return ExitCode.FAILED.code();
    }
    boolean noRegion =
        host.variable("AWS_REGION").or(() -> host.variable("AWS_DEFAULT_REGION")).isEmpty();
    Host there = noRegion ? host.with("AWS_REGION", registry.get().region()) : host;
    return new DockerCredentialCommand(there, err, Optional.of(name)).answer(parsed);
  }

  private int answer(ParseResult parsed) {
    return super.run(parsed);
  }

  private String input() {
    try {
      return new String(in.readNBytes(LONGEST), UTF_8).strip();
    } catch (IOException e) {
      return "";
    }
  }

  @Override
  int run(ParseResult parsed, Inputs inputs, Job job) {
    String operation = parsed.matchedPositionalValue(0, "");
    if (!OPERATIONS.contains(operation)) {
      String expected = "one of " + String.join(", ", OPERATIONS);
      throw new CredentialsException(new InputProblem.Invalid("OPERATION", operation, expected));
    }
    if (operation.equals("store")) {
      throw new CredentialsException(
          new InputProblem.Invalid(
              "OPERATION", operation, "get: Rolecall asks ECR for passwords and stores none"));
    }
    if (inputs.hasSeveralRoles()) {
      throw inputs.invalid(Input.CONFIG, "a file with one role: a login has one identity");
    }
    // Tools show the standard error only when the helper fails, so print no mask commands to it.
    var quiet = new QuietConsole(new PlainConsole(err, inputs.words(), host.secrets()));
    var silent = new Job(host, job.platform(), quiet);
    List<EcrRegistry> asked = server.flatMap(EcrRegistry::in).stream().toList();
    EcrLogin login = EcrLogin.all(job.planner().plan(inputs).get(0), asked, host, silent).get(0);
    print(
        JsonWriter.compact(
                server.isPresent()
                    ? answer(login)
                    : Map.of("https://" + login.registry(), RegistryPassword.USER))
            + "\n");
    return 0;
  }

  private Map<String, String> answer(EcrLogin login) {
    var answer = new LinkedHashMap<String, String>();
    answer.put("ServerURL", server.orElse(""));
    answer.put("Username", RegistryPassword.USER);
    answer.put("Secret", login.password().password().reveal());
    return answer;
  }
}
