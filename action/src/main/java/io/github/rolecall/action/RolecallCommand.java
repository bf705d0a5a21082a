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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The {@code rolecall} command for shells. Its standard output is its result, and nothing else. */
final class RolecallCommand {
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

  /** No secret is so short, and begins like this. */
  private static final Pattern OPTION = Pattern.compile("--[A-Za-z][A-Za-z-]{0,30}(?=$|[=\\s:])");

  /** Those for people, in the order of the help. */
  private static final List<CommandName> SUBCOMMANDS =
      Stream.of(CommandName.values()).filter(name -> name != CommandName.ACTION).toList();

  private RolecallCommand() {}

  /**
   * Runs one of the subcommands.
   *
   * @return 0; 1 when the user has something to mend; 2 for wrong usage; of {@code explain} also 3
   *     when AWS would refuse, and 4 when that cannot be known
   */
  static int run(String[] args, Host host, PrintStream err) {
    // To make the options of all of them takes a JVM that has just started longer than one needs.
    List<CommandName> needed =
        SUBCOMMANDS.stream()
            .filter(name -> args.length > 0 && args[0].equals(name.word()))
            .toList();
    return line(host, err, needed.isEmpty() ? SUBCOMMANDS : needed).execute(args);
  }

  private static Subcommand subcommand(CommandName name, Host host, PrintStream err) {
    return switch (name) {
      case ASSUME -> new AssumeCommand(host, err);
      case WHOAMI -> new WhoamiCommand(host, err);
      case EXPLAIN -> new ExplainCommand(host, err);
      case CLAIMS -> new ClaimsCommand(host, err);
      case TRUST_POLICY -> new TrustPolicyCommand(host, err);
      case EXPORT -> new ExportCommand(host, err);
      case IMPORT -> new ImportCommand(host, err);
      case EXEC -> new ExecCommand(host, err);
      case CONFIGURE -> new ConfigureCommand(host, err);
      case DOCTOR -> new DoctorCommand(host, err);
      case SSO -> new SsoCommand(host, err);
      case MIGRATE -> new MigrateCommand(host, err);
      case ACTION -> throw new IllegalArgumentException("no subcommand: " + name);
    };
  }

  /** The command with all of its subcommands, ready to run. */
  static CommandLine line(Host host, PrintStream err) {
    return line(host, err, SUBCOMMANDS);
  }

  private static CommandLine line(Host host, PrintStream err, List<CommandName> names) {
    CommandSpec spec = CommandSpec.create().name("rolecall");
    spec.usageMessage()
        .description(
            "Turns the OIDC token that a CI job has into short-lived AWS role credentials.")
        .footer("", "In a GitHub action, the runner calls: rolecall action");
    spec.version("rolecall " + version()).mixinStandardHelpOptions(true);
    var subcommands = new HashMap<String, Subcommand>();
    for (CommandName name : names) {
      Subcommand subcommand = subcommand(name, host, err);
      subcommands.put(name.word(), subcommand);
      spec.addSubcommand(name.word(), subcommand.spec());
    }
    // An argument @x would be read as a file of options.
    return new CommandLine(spec)
        .setExpandAtFiles(false)
        .setOut(new PrintWriter(host.log(), true, UTF_8))
        .setErr(new PrintWriter(err, true, UTF_8))
        .setExecutionStrategy(parsed -> execute(parsed, subcommands, err))
        .setParameterExceptionHandler(
            (wrong, arguments) -> {
              if (List.of(arguments).contains(CommandName.ASSUME.word())) {
                // Whoever evaluates the output must not go on as if nothing had happened.
                host.log().println("false");
              }
              err.println(PlainText.harmless(what(wrong)));
              err.println(
                  "Try: " + wrong.getCommandLine().getCommandSpec().qualifiedName() + " --help");
              return CommandLine.ExitCode.USAGE;
            });
  }

  private static int execute(
      CommandLine.ParseResult parsed, Map<String, Subcommand> subcommands, PrintStream err) {
    Integer help = CommandLine.executeHelpRequest(parsed);
    if (help != null) {
      return help;
    }
    if (!parsed.hasSubcommand()) {
      // Not to the standard output: somebody may evaluate that.
      parsed.commandSpec().commandLine().usage(err);
      err.print(WORKFLOW);
      return CommandLine.ExitCode.USAGE;
    }
    CommandLine.ParseResult chosen = parsed.subcommand();
    return Objects.requireNonNull(subcommands.get(chosen.commandSpec().name())).run(chosen);
  }

  /**
   * Without the values: somebody may have typed a secret where an option does not exist. The
   * parser's own messages quote what stands on the command line.
   */
  private static String what(CommandLine.ParameterException wrong) {
    if (wrong instanceof CommandLine.UnmatchedArgumentException unmatched) {
      return unmatched.getUnmatched().stream()
          .map(RolecallCommand::nameOnly)
          .collect(Collectors.joining(" ", "Unknown: ", ""));
    }
    if (wrong instanceof CommandLine.MissingParameterException missing
        && !missing.getMissing().isEmpty()) {
      return missing.getMissing().stream()
          .map(RolecallCommand::label)
          .collect(Collectors.joining(" ", "Missing: ", ""));
    }
    if (wrong instanceof CommandLine.OverwrittenOptionException twice) {
      return "Given twice: " + label(twice.getOverwritten());
    }
    ArgSpec argument = wrong.getArgSpec();
    return argument == null ? "Wrong usage" : "No value, or a wrong one: " + label(argument);
  }

  /** The name of an option that does not exist, if it is one that somebody may have meant. */
  private static String nameOnly(String argument) {
    Matcher option = OPTION.matcher(argument);
    return option.lookingAt() ? option.group() : "...";
  }

  private static String label(ArgSpec argument) {
    return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
  }

  /** Whether this is a build of a release, whose names somebody owns. */
  static boolean isReleased() {
    return version().matches("[\\d.]+");
  }

  private static String version() {
    String version = RolecallCommand.class.getPackage().getImplementationVersion();
    return version == null ? "(not built as a jar)" : version;
  }
}
