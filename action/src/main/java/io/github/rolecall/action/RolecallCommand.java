package io.github.rolecall.action;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.rolecall.Console;
import io.github.rolecall.CredentialsException;
import io.github.rolecall.FrontEnd;
import io.github.rolecall.Host;
import io.github.rolecall.InputProblem;
import io.github.rolecall.PlainText;
import io.github.rolecall.RunProblem;
import io.github.rolecall.ci.CiPlatform;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The {@code rolecall} command for shells. Its standard output is its result, and nothing else. */
final class RolecallCommand {
  static final String ASSUME = "assume";
  static final String WHOAMI = "whoami";
  static final String EXPLAIN = "explain";
  static final String TRUST_POLICY = "trust-policy";

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
          - eval "$(rolecall assume --role-to-assume arn:aws:iam::111122223333:role/Deploy --aws-region eu-central-1)"
      """;
  static final String EXPORT = "export";
  static final String IMPORT = "import";
  static final String EXEC = "exec";

  /** No secret is so short, and begins like this. */
  private static final Pattern OPTION = Pattern.compile("--[A-Za-z][A-Za-z-]{0,30}(?=$|[=\\s:])");

  private RolecallCommand() {}

  /**
   * Runs one of the subcommands.
   *
   * @return 0; 1 when the user has something to mend; 2 for wrong usage; of {@code explain} also 3
   *     when AWS would refuse, and 4 when that cannot be known
   */
  static int run(String[] args, Host host, PrintStream err) {
    Map<String, Supplier<Subcommand>> all = subcommands(host, err);
    // To make the options of all of them takes a JVM that has just started longer than one needs.
    boolean known = args.length > 0 && all.containsKey(args[0]);
    return line(host, err, known ? Map.of(args[0], require(all, args[0])) : all).execute(args);
  }

  private static <T> T require(Map<String, T> subcommands, String name) {
    return Objects.requireNonNull(subcommands.get(name));
  }

  private static Map<String, Supplier<Subcommand>> subcommands(Host host, PrintStream err) {
    var subcommands = new LinkedHashMap<String, Supplier<Subcommand>>();
    subcommands.put(ASSUME, () -> new AssumeCommand(host, err));
    subcommands.put(WHOAMI, () -> new WhoamiCommand(host, err));
    subcommands.put(EXPLAIN, () -> new ExplainCommand(host, err));
    subcommands.put(TRUST_POLICY, () -> new TrustPolicyCommand(host, err));
    subcommands.put(EXPORT, () -> new ExportCommand(host, err));
    subcommands.put(IMPORT, () -> new ImportCommand(host, err));
    subcommands.put(EXEC, () -> new ExecCommand(host, err));
    return subcommands;
  }

  /** The command with all of its subcommands, ready to run. */
  static CommandLine line(Host host, PrintStream err) {
    return line(host, err, subcommands(host, err));
  }

  private static CommandLine line(
      Host host, PrintStream err, Map<String, Supplier<Subcommand>> subcommands) {
    CommandSpec spec = CommandSpec.create().name("rolecall");
    spec.usageMessage()
        .description(
            "Turns the OIDC token that a CI job has into short-lived AWS role credentials.")
        .footer("", "In a GitHub action, the runner calls: rolecall action");
    spec.version("rolecall " + version()).mixinStandardHelpOptions(true);
    var made = new HashMap<String, Subcommand>();
    subcommands.forEach(
        (name, subcommand) -> {
          made.put(name, subcommand.get());
          spec.addSubcommand(name, require(made, name).spec());
        });
    var line = new CommandLine(spec);
    // What follows the command belongs to it, options too.
    Optional.ofNullable(line.getSubcommands().get(EXEC))
        .ifPresent(exec -> exec.setStopAtPositional(true));
    // An argument @x would be read as a file of options.
    line.setExpandAtFiles(false);
    line.setOut(new PrintWriter(host.log(), true, UTF_8));
    line.setErr(new PrintWriter(err, true, UTF_8));
    line.setExecutionStrategy(
        parsed -> {
          Integer help = CommandLine.executeHelpRequest(parsed);
          if (help != null) {
            return help;
          }
          if (!parsed.hasSubcommand()) {
            // Not to the standard output: somebody may evaluate that.
            line.usage(err);
            err.print(WORKFLOW);
            return CommandLine.ExitCode.USAGE;
          }
          CommandLine.ParseResult chosen = parsed.subcommand();
          return require(made, chosen.commandSpec().name()).run(chosen);
        });
    line.setParameterExceptionHandler(
        (wrong, arguments) -> {
          if (List.of(arguments).contains(ASSUME)) {
            // Whoever evaluates the output must not go on as if nothing had happened.
            host.log().println("false");
          }
          err.println(PlainText.harmless(what(wrong)));
          err.println(
              "Try: " + wrong.getCommandLine().getCommandSpec().qualifiedName() + " --help");
          return CommandLine.ExitCode.USAGE;
        });
    return line;
  }

  /**
   * Without the values: somebody may have typed a secret where an option does not exist. The
   * parser's own messages quote what stands on the command line.
   */
  private static String what(CommandLine.ParameterException wrong) {
    if (wrong instanceof CommandLine.UnmatchedArgumentException unmatched) {
      return "Unknown: "
          + unmatched.getUnmatched().stream()
              .map(RolecallCommand::nameOnly)
              .collect(Collectors.joining(" "));
    }
    if (wrong instanceof CommandLine.MissingParameterException missing
        && !missing.getMissing().isEmpty()) {
      return "Missing: "
          + missing.getMissing().stream()
              .map(RolecallCommand::label)
              .collect(Collectors.joining(" "));
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

  /**
   * What users can mend is told as such, and everything else as a fault of ours. No work is done
   * with an option that is blank.
   */
  static int guarded(CommandLine.ParseResult parsed, Host host, PrintStream err, IntSupplier work) {
    return guarded(parsed, host, err, 1, work);
  }

  /** The same where inputs that cannot be meant are wrong usage. */
  static int usageGuarded(
      CommandLine.ParseResult parsed, Host host, PrintStream err, IntSupplier work) {
    return guarded(parsed, host, err, CommandLine.ExitCode.USAGE, work);
  }

  private static int guarded(
      CommandLine.ParseResult parsed,
      Host host,
      PrintStream err,
      int wrongInput,
      IntSupplier work) {
    Console console = CiPlatform.detect(host).console(err, FrontEnd.COMMAND);
    try {
      Options.refuseBlank(parsed);
      return work.getAsInt();
    } catch (CredentialsException e) {
      console.failed(e.problem());
      return e.problem() instanceof InputProblem ? wrongInput : 1;
    } catch (RuntimeException e) {
      console.failed(RunProblem.Internal.of(e));
    }
    return 1;
  }

  private static String version() {
    String version = RolecallCommand.class.getPackage().getImplementationVersion();
    return version == null ? "(not built as a jar)" : version;
  }
}
