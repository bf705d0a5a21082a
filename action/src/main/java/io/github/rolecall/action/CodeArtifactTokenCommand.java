package io.github.rolecall.action;

import io.github.rolecall.aws.codeartifact.AuthorizationToken;
import io.github.rolecall.aws.codeartifact.CodeArtifact;
import io.github.rolecall.export.Shell;
import io.github.rolecall.host.Host;
import io.github.rolecall.input.Inputs;
import io.github.rolecall.json.JsonWriter;
import io.github.rolecall.option.Input;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.InputProblem;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code rolecall codeartifact-token}: prints a token for the repositories of a domain. */
final class CodeArtifactTokenCommand extends Subcommand {
  private static final String FORMAT = "--format";
  private static final String VARIABLE = "CODEARTIFACT_AUTH_TOKEN";
  private static final List<String> FORMATS = List.of("text", "json", "shell");

  CodeArtifactTokenCommand(Host host, PrintStream err) {
    super(host, err, Options.forProcess().without(Input.ENVIRONMENT_PREFIX).and(Input.SHELL));
  }

  @Override
  CommandSpec spec() {
    CommandSpec spec =
        spec(
            "Print an authorization token of AWS CodeArtifact, which Maven, Gradle, npm and pip take"
                + " as a password with the user name aws.",
            "",
            "Examples:",
            "  rolecall codeartifact-token --domain acme --domain-owner 111122223333",
            "",
            "  TOKEN=$(rolecall codeartifact-token --domain acme --format shell ...)",
            "  eval \"$TOKEN\"   (sets CODEARTIFACT_AUTH_TOKEN)");
    DomainOptions.addTo(spec);
    return spec.addOption(
        Options.text(
                FORMAT,
                "VALUE",
                "Output format: "
                    + String.join(", ", FORMATS)
                    + ". With shell: a statement that sets "
                    + VARIABLE
                    + ". Default: text.")
            .build());
  }

  @Override
  int run(ParseResult parsed) {
    int exit = 1;
    try {
      exit = super.run(parsed);
    } finally {
      if (exit != 0 && format(parsed).equals(EvaluatedOutput.SHELL)) {
        EvaluatedOutput.fail(host, shell(parsed.matchedOptionValue("--shell", "")));
      }
    }
    return exit;
  }

  private static String format(ParseResult parsed) {
    return parsed.matchedOptionValue(FORMAT, "text");
  }

  private static Shell shell(String name) {
    return Shell.named(name).orElse(Shell.SH);
  }

  @Override
  int run(ParseResult parsed, Inputs inputs, Job job) {
    String format = format(parsed);
    if (!FORMATS.contains(format)) {
      throw new CredentialsException(
          new InputProblem.Invalid(FORMAT, format, "one of " + String.join(", ", FORMATS)));
    }
    inputs.choice(Input.SHELL, Shell.NAMES, "sh");
    if (inputs.has(Input.SHELL) && !format.equals(EvaluatedOutput.SHELL)) {
      throw new CredentialsException(
          new InputProblem.Conflict(
              inputs.name(Input.SHELL),
              FORMAT + " " + format,
              "only --format shell depends on the shell"));
    }
    var options = DomainOptions.of(parsed);
    var role = options.planned(inputs, job);
    var signer = job.assume().run(List.of(role)).get(0);
    var domain = options.domain(signer);
    AuthorizationToken token =
        new CodeArtifact(host, job.console())
            .token(domain, options.lifetime(), role.plan(), signer);
    String value = token.value().reveal();
    print(
        switch (format) {
          case "json" -> json(token);
          case "shell" ->
              shell(inputs.text(Input.SHELL).orElse("")).statements(Map.of(VARIABLE, value));
          default -> value + "\n";
        });
    job.console()
        .info(
            "Token for %s, requested by %s, valid until %s"
                .formatted(domain.arn(), signer.identity().arn(), token.expires()));
    return 0;
  }

  private static String json(AuthorizationToken token) {
    var entries = new LinkedHashMap<String, String>();
    entries.put("authorizationToken", token.value().reveal());
    entries.put("expiration", token.expires().toString());
    return JsonWriter.compact(entries) + "\n";
  }
}
