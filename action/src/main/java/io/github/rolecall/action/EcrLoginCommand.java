package io.github.rolecall.action;

import io.github.rolecall.assume.plan.PlannedRole;
import io.github.rolecall.aws.ecr.EcrRegistry;
import io.github.rolecall.ci.ContainerFolder;
import io.github.rolecall.ci.GitHubActions;
import io.github.rolecall.docker.DockerConfig;
import io.github.rolecall.export.Shell;
import io.github.rolecall.host.Host;
import io.github.rolecall.input.Inputs;
import io.github.rolecall.option.Input;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.InputProblem;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * {@code rolecall ecr-login}: writes a Docker configuration with a password for registries of ECR,
 * for later commands or for one command.
 */
final class EcrLoginCommand extends Subcommand {
  private static final String REGISTRY = "--registry";
  private static final String HOST_TEMP = "--host-temp";
  private static final String EXPECTED =
      "ACCOUNT.dkr.ecr.REGION.amazonaws.com, another name of such a registry, or public.ecr.aws";

  EcrLoginCommand(Host host, PrintStream err) {
    super(host, err, options());
  }

  private static Options options() {
    return Options.forProcess().without(Input.ENVIRONMENT_PREFIX).and(Input.SHELL);
  }

  @Override
  CommandSpec spec() {
    CommandSpec spec =
        spec(
            "Log in to registries of Amazon ECR. Writes a Docker configuration of its own to a new"
                + " folder with mode 0700, and prints a statement that sets DOCKER_CONFIG. On"
                + " GitHub, later steps get the variable too. With a COMMAND, only the command gets"
                + " it, and the folder is removed after it.",
            "",
            "Examples:",
            "  LOGIN=$(rolecall ecr-login) && eval \"$LOGIN\"",
            "  docker push 111122223333.dkr.ecr.eu-central-1.amazonaws.com/app",
            "",
            "  rolecall ecr-login --registry public.ecr.aws -- podman push public.ecr.aws/acme/app");
    spec.addOption(
        OptionSpec.builder(REGISTRY)
            .type(List.class)
            .auxiliaryTypes(String.class)
            .arity("1")
            .paramLabel("HOST")
            .description(
                "Registry to log in to: a host, or an image on it. May be repeated. Default: the"
                    + " registry of the account of the role in the Region.")
            .build());
    spec.addOption(
        Options.text(
                HOST_TEMP,
                "FOLDER",
                "In a container step of a GitHub job: the temporary folder of the runner, as its"
                    + " host sees it (runner.temp).")
            .build());
    return ChildCommand.addOptionalTo(spec);
  }

  @Override
  int run(ParseResult parsed) {
    // If no Region is set, STS is called in the Region of the first registry.
    Optional<EcrRegistry> first = named(parsed).stream().findFirst().flatMap(EcrRegistry::in);
    boolean missing =
        !parsed.hasMatchedOption("--" + Input.AWS_REGION.key())
            && host.variable("AWS_REGION").or(() -> host.variable("AWS_DEFAULT_REGION")).isEmpty();
    return missing && first.isPresent()
        ? new EcrLoginCommand(host.with("AWS_REGION", first.get().region()), err).evaluated(parsed)
        : evaluated(parsed);
  }

  private int evaluated(ParseResult parsed) {
    boolean child = !ChildCommand.of(CommandName.ECR_LOGIN, parsed).isMissing();
    int exit = 1;
    try {
      exit = super.run(parsed);
    } finally {
      if (exit != 0 && !child) {
        EvaluatedOutput.fail(host, shell(parsed.matchedOptionValue("--shell", "")));
      }
    }
    return exit;
  }

  private static Shell shell(String name) {
    return Shell.named(name).orElse(Shell.SH);
  }

  private static List<String> named(ParseResult parsed) {
    return parsed.matchedOptionValue(REGISTRY, List.of());
  }

  @Override
  int run(ParseResult parsed, Inputs inputs, Job job) {
    inputs.choice(Input.SHELL, Shell.NAMES, "sh");
    List<EcrRegistry> registries = named(parsed).stream().map(EcrLoginCommand::registry).toList();
    if (inputs.hasSeveralRoles()) {
      throw inputs.invalid(Input.CONFIG, "a file with one role: a login has one identity");
    }
    ChildCommand child = ChildCommand.of(CommandName.ECR_LOGIN, parsed);
    Optional<Path> program = child.isMissing() ? Optional.empty() : child.program(host);
    if (!child.isMissing() && program.isEmpty()) {
      return child.notFound(err).code();
    }
    PlannedRole role = job.planner().plan(inputs).get(0);
    List<EcrLogin> logins = EcrLogin.all(role, registries, host, job);
    logins.forEach(login -> job.console().info(login.describe()));
    return program.isPresent()
        ? run(child, program.get(), role, logins, job)
        : export(parsed, inputs, logins, job);
  }

  private static EcrRegistry registry(String text) {
    return EcrRegistry.in(text)
        .orElseThrow(
            () -> new CredentialsException(new InputProblem.Invalid(REGISTRY, text, EXPECTED)));
  }

  /** Gives the configuration only to the command, and removes it afterwards. */
  private int run(
      ChildCommand child, Path program, PlannedRole role, List<EcrLogin> logins, Job job) {
    Path temp = job.platform().temporaryFolder().orElse(DockerConfig.temporaryFolder(host));
    DockerConfig config = DockerConfig.anew(temp, host, job.console());
    try {
      logins.forEach(login -> config.add(login.registry(), login.password()));
      Map<String, String> environment =
          new HashMap<>(
              ChildEnvironment.of(job.host().environment(), List.of(role), child.jobTokens()));
      environment.put(DockerConfig.VARIABLE, config.path().toString());
      return child.run(program, environment, host, err);
    } finally {
      config.remove();
    }
  }

  private int export(ParseResult parsed, Inputs inputs, List<EcrLogin> logins, Job job) {
    ContainerFolder temp = temp(parsed, job);
    DockerConfig config = DockerConfig.in(temp.here(), host, job.console());
    logins.forEach(login -> config.add(login.registry(), login.password()));
    Path name = config.path().getFileName();
    String folder =
        parsed.hasMatchedOption(HOST_TEMP)
            ? temp.resolve(name.toString()).onHost()
            : config.path().toString();
    Map<String, String> variables = Map.of(DockerConfig.VARIABLE, folder);
    Shell shell = shell(inputs.text(Input.SHELL).orElse(""));
    Cancellation.shield(
        () -> {
          if (job.platform() instanceof GitHubActions gitHub) {
            gitHub.setForLaterSteps(variables);
          }
          print(shell.statements(variables));
        });
    return 0;
  }

  private ContainerFolder temp(ParseResult parsed, Job job) {
    if (parsed.hasMatchedOption(HOST_TEMP) && job.platform() instanceof GitHubActions gitHub) {
      return gitHub.shared(parsed.matchedOptionValue(HOST_TEMP, ""));
    }
    Path here = job.platform().temporaryFolder().orElse(DockerConfig.temporaryFolder(host));
    return new ContainerFolder(here, here.toString());
  }
}
