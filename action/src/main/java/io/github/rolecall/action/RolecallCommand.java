package io.github.rolecall.action;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.rolecall.host.Host;
import io.github.rolecall.text.PlainText;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The {@code rolecall} command for shells. Its standard output contains only its result. */
final class RolecallCommand {
  static final String NAME = "rolecall";

  private static final String WORKFLOW =
"""

In a GitHub workflow:

  permissions:
    id-token: write
    contents: read
  steps:
    - uses: rolecall/rolecall@v1 # not released: read RELEASING.md first
      with:
        role-to-assume: arn:aws:iam::111122223333:role/Deploy
        aws-region: eu-central-1

In a GitLab job, with this image or any other that has rolecall:

  id_tokens:
    AWS_ID_TOKEN:
      aud: sts.amazonaws.com
  script:
    - CREDENTIALS=$(rolecall assume --role-to-assume arn:aws:iam::111122223333:role/Deploy --aws-region eu-central-1)
    - eval "$CREDENTIALS"
""";

  /** The commands in the order of the help. */
  private static final List<CommandName> SUBCOMMANDS =
      Stream.of(CommandName.values()).filter(name -> name != CommandName.ACTION).toList();

  private RolecallCommand() {}

  /**
   * Runs one of the subcommands.
   *
   * @return 0; 1 when the user must fix something; 2 for wrong usage; for {@code explain} also 3
   *     when AWS would refuse, and 4 when the answer is unknown
   */
  static int run(String[] arguments, Host host, PrintStream err) {
    String[] args = spelledOut(List.of(arguments));
    // In a new JVM, creating the options of all subcommands takes longer than those of the needed
    // one.
    List<CommandName> needed =
        SUBCOMMANDS.stream()
            .filter(name -> args.length > 0 && args[0].equals(name.word()))
            .toList();
    return line(host, err, needed.isEmpty() ? SUBCOMMANDS : needed).execute(args);
  }

  /** Rewrites {@code rolecall help assume} and {@code rolecall version} as options. */
  private static String[] spelledOut(List<String> arguments) {
    String first = arguments.isEmpty() ? "" : arguments.get(0);
    if (first.equals("version") && arguments.size() == 1) {
      return new String[] {"--version"};
    }
    return first.equals("help")
        ? Stream.concat(arguments.stream().skip(1), Stream.of("--help")).toArray(String[]::new)
        : arguments.toArray(String[]::new);
  }

  private static Subcommand subcommand(CommandName name, Host host, PrintStream err) {
    return switch (name) {
      case ASSUME -> new AssumeCommand(host, err);
      case WHOAMI -> new WhoamiCommand(host, err);
      case EXPLAIN -> new ExplainCommand(host, err);
      case CLAIMS -> new ClaimsCommand(host, err);
      case TRUST_POLICY -> new TrustPolicyCommand(host, err);
      case EXPORT -> new ExportCommand(host, err);
      case CREDENTIAL_PROCESS -> new CredentialProcessCommand(host, err);
      case IMPORT -> new ImportCommand(host, err);
      case EXEC -> new ExecCommand(host, err);
      case SERVE -> new ServeCommand(host, err);
      case CODEARTIFACT_TOKEN -> new CodeArtifactTokenCommand(host, err);
      case CODEARTIFACT_LOGIN -> new CodeArtifactLoginCommand(host, err);
      case ECR_LOGIN -> new EcrLoginCommand(host, err);
      case DOCKER_CREDENTIAL -> new DockerCredentialCommand(host, err);
      case CONFIGURE -> new ConfigureCommand(host, err);
      case DOCTOR -> new DoctorCommand(host, err);
      case SSO -> new SsoCommand(host, err);
      case MIGRATE -> new MigrateCommand(host, err);
      case COMPLETION -> new CompletionCommand(host, err);
      case MAN -> new ManCommand(host, err);
      case ACTION -> throw new IllegalArgumentException("no subcommand: " + name);
    };
  }

  /** Makes the command with all of its subcommands. */
  static CommandLine line(Host host, PrintStream err) {
    return line(host, err, SUBCOMMANDS);
  }

  private static CommandLine line(Host host, PrintStream err, List<CommandName> names) {
    CommandSpec spec = CommandSpec.create().name(NAME);
    HelpPage.describe(
        spec,
        "Exchange the OIDC token of a CI job for short-lived AWS role credentials.",
        "",
        "Run `rolecall COMMAND --help` for the options of a command.",
        "Exit codes: 0 success, 1 failure, 2 wrong usage or input; explain also 3 denied, 4 unknown.");
    HelpPage.layOut(spec, Map.of());
    spec.version("rolecall " + version()).mixinStandardHelpOptions(true);
    var subcommands = new HashMap<String, Subcommand>();
    for (CommandName name : names) {
      Subcommand subcommand = subcommand(name, host, err);
      subcommands.put(name.word(), subcommand);
      spec.addSubcommand(name.word(), subcommand.spec());
    }
    // Otherwise picocli would read an argument @x as a file of options.
    return new CommandLine(spec)
        .setExpandAtFiles(false)
        .setOut(new PrintWriter(host.log(), true, UTF_8))
        .setErr(new PrintWriter(err, true, UTF_8))
        .setExecutionStrategy(parsed -> execute(parsed, subcommands, host, err))
        .setParameterExceptionHandler(
            (wrong, arguments) -> {
              EvaluatedOutput.fail(host, List.of(arguments));
              err.println(PlainText.harmless(new WrongUsage(wrong).message()));
              return CommandLine.ExitCode.USAGE;
            });
  }

  private static int execute(
      CommandLine.ParseResult parsed,
      Map<String, Subcommand> subcommands,
      Host host,
      PrintStream err) {
    CommandLine.ParseResult last = last(parsed);
    refuseUnknown(last);
    if (parsed.isUsageHelpRequested() || last.isUsageHelpRequested() || last == parsed) {
      // Only a help page needs the width of the terminal, which starts a process.
      HelpPage.fit(parsed.commandSpec().commandLine(), host);
    }
    Integer help = CommandLine.executeHelpRequest(parsed);
    if (help != null) {
      return help;
    }
    if (!parsed.hasSubcommand()) {
      // Not to the standard output: a script may evaluate it.
      parsed.commandSpec().commandLine().usage(err);
      err.print(WORKFLOW);
      return CommandLine.ExitCode.USAGE;
    }
    CommandLine.ParseResult chosen = parsed.subcommand();
    return Objects.requireNonNull(subcommands.get(chosen.commandSpec().name())).run(chosen);
  }

  /** Returns the innermost subcommand on the command line. */
  private static CommandLine.ParseResult last(CommandLine.ParseResult parsed) {
    return parsed.hasSubcommand() ? last(parsed.subcommand()) : parsed;
  }

  /** Refuses unknown words beside {@code --help}, which the parser accepts. */
  private static void refuseUnknown(CommandLine.ParseResult last) {
    if (!last.unmatched().isEmpty()) {
      throw new CommandLine.UnmatchedArgumentException(
          last.commandSpec().commandLine(), last.unmatched());
    }
  }

  private static String version() {
    String version = RolecallCommand.class.getPackage().getImplementationVersion();
    return version == null ? "(not built as a jar)" : version;
  }
}
